"""Disclosure control of an edition: its public tables, made from the internal ones, and their audit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from etl.compare_signals import leading
from etl.disclosure.areas import public_areas
from etl.disclosure.audit import audit, past_of
from etl.disclosure.cells import build_cells
from etl.disclosure.comparison import public_comparison
from etl.disclosure.corrected import public_errata
from etl.disclosure.forms import Choice, choose
from etl.disclosure.frozen import public_baseline
from etl.disclosure.history import ReleasedEdition, read_tables
from etl.disclosure.report import AuditReport, Form, forbidden_pairs
from etl.disclosure.series import monthly_for_pictures, public_completeness, public_signals, public_values
from etl.disclosure.statements import months_written, told_by
from etl.disclosure.states import States, comparison_states
from etl.method_sections import method_sections
from etl.pictures.build import build_pictures
from etl.population_rates import population_rates
from schemas.load import Programme
from schemas.published import TABLES
from schemas.published_programme import PROGRAMME_TABLES

AS_THEY_ARE = (
    "edition", "evaluation", "shock", "institution", "indicator", "territory", "population", "activity_progress",
    "ficha_line", "base_map", *(table.name for table in PROGRAMME_TABLES),
)  # fmt: skip
"""Tables without a count of what happened to people. One that is named nowhere in this module stays empty."""
Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class PublicEdition:
    """The public tables of an edition and what their audit found.

    Attributes:
        tables: every table of the declaration that is public, with the same columns, in the order of their keys.
        audit: of these tables, with all that was released.
    """

    tables: Mapping[str, pl.DataFrame]
    audit: AuditReport


def public_tables(tables: Frames, programme: Programme, released: Sequence[ReleasedEdition]) -> PublicEdition:
    """Make the public tables of an edition from its internal ones, and audit them.

    Args:
        tables: every internal table, in the columns of its declaration.
        programme: the declared plan.
        released: every edition that ever was public, withdrawn ones included.
    """
    edition = int(tables["edition"]["edition"][0])
    cells = build_cells(tables, programme)
    choices = [choose(cell, past_of(cell.key, released), edition) for cell in cells]
    states = comparison_states(choices, programme)
    standing = _standing(released)
    public = _masked(tables, programme, choices, states, standing)
    report = audit(
        edition, told_by(public, edition), {cell.key: cell.values for cell in cells},
        {name: indicator.sensitive for name, indicator in programme.indicators.items()}, released,
        [Form(*each.cell.key, each.form, tuple(form for form, _ in each.refused)) for each in choices],
    )  # fmt: skip
    public["disclosure"] = _with_audit(public["disclosure"], report)
    made = public | _drawn(tables, public, programme, choices, states)
    shown = {table.name: made.get(table.name, tables[table.name].clear()) for table in TABLES if table.public}
    return PublicEdition({name: _in_order(frame) for name, frame in shown.items()}, report)


def _standing(released: Sequence[ReleasedEdition]) -> Frames | None:
    """What is public now; an edition from before there was disclosure control held no figures to repeat or correct."""
    found = next((read_tables(each.public) for each in released if each.standing), None)
    return found if found is not None and "disclosure" in found else None


def _masked(
    tables: Frames, programme: Programme, choices: Sequence[Choice], states: States, standing: Frames | None
) -> dict[str, pl.DataFrame]:
    """Every table but those that are drawn or written from the others."""
    edition = int(tables["edition"]["edition"][0])
    leads = {name: indicator.lead for name, indicator in programme.indicators.items()}
    released = standing or {}
    comparison = public_comparison(tables["comparison"], states, programme, released.get("comparison"))
    series = public_values(
        _lead(tables["indicator_value"], leads), choices, comparison, released.get("indicator_value")
    )
    public = {name: tables[name] for name in AS_THEY_ARE} | {
        "edition": tables["edition"].with_columns(fingerprint=pl.lit(None, pl.String)),
        "comparison": comparison,
        "indicator_value": series,
        "area_comparison": public_areas(tables["area_comparison"], comparison, choices, states, programme),
        "signal": public_signals(tables["signal"], choices),
        "completeness": public_completeness(tables["completeness"], programme),
        "baseline": public_baseline(tables["baseline"], series, choices, leads),
        "disclosure": _disclosure(choices, edition, released.get("disclosure"), tables["disclosure"].schema),
    }
    public["population_rate"] = population_rates(comparison, tables["population"])
    errata = public_errata(standing, public, edition, tables["erratum"].schema)
    return public | {"erratum": errata}


def _drawn(
    tables: Frames, public: Frames, programme: Programme, choices: Sequence[Choice], states: States
) -> dict[str, pl.DataFrame]:
    """Pictures and worked examples, made again from the public tables."""
    declaration = programme.declaration
    leads = {name: indicator.lead for name, indicator in programme.indicators.items()}
    lead = leading(declaration.evaluations)
    pictures = build_pictures(
        public["comparison"], monthly_for_pictures(_lead(tables["indicator_value"], leads), choices),
        indicators=list(programme.indicators.values()), territory_names=programme.territory_names,
        institution_names=programme.institution_names, evaluation=lead, shocks=declaration.shocks,
        synthetic=bool(tables["edition"]["synthetic"][0]), signals=public["signal"],
    )  # fmt: skip
    sections = tables["method_section"]
    if sections.height:
        allowed = {key[1:] for key, state in states.of.items() if key[0] == lead.id and state in ("exact", "rounded")}
        sections = method_sections(public, programme, allowed).cast(sections.schema)
    return {"picture": pictures, "method_section": sections}


def _lead(values: pl.DataFrame, leads: Mapping[str, str | None]) -> pl.DataFrame:
    lead = pl.col("indicator").replace_strict(leads, default=None, return_dtype=pl.String)
    return values.filter(pl.col("institution") == lead)


def _disclosure(
    choices: Sequence[Choice], edition: int, released: pl.DataFrame | None, schema: pl.Schema
) -> pl.DataFrame:
    """One row for each headline: the form, and which months were added."""
    old: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in released.iter_rows(named=True) if released is not None else ():
        old[row["evaluation"], row["indicator"], row["territory"]] = row
    rows = []
    for choice in choices:
        for each in choice.cell.compared:
            row = {
                "evaluation": each.evaluation, "indicator": choice.cell.indicator.id,
                "territory": choice.cell.territory, "k": choice.cell.rule.k, "form": choice.form,
                "withheld": 0 if choice.form == "month" else len(choice.cell.values), "audit": "safe",
                "as_of": edition, "baseline_months": months_written(each.baseline),
                "current_months": months_written(each.current),
            }  # fmt: skip
            repeated = old.get((each.evaluation, *choice.cell.key)) if choice.form == "as_released" else None
            kept = ("as_of", "baseline_months", "current_months", "withheld")
            rows.append(row | ({name: repeated[name] for name in kept} if repeated else {}))
    return pl.DataFrame(rows, schema=schema, orient="row")


def _with_audit(disclosure: pl.DataFrame, report: AuditReport) -> pl.DataFrame:
    forbidden = sorted(f"{indicator}/{territory}" for indicator, territory in forbidden_pairs(report.forbids))
    cell = pl.concat_str("indicator", "territory", separator="/")
    return disclosure.with_columns(
        audit=pl.when(cell.is_in(forbidden)).then(pl.lit("forbidden")).otherwise(pl.lit("safe"))
    )


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows by their columns from left to right: no order in which something was computed or received stays."""
    return frame.sort(frame.columns, nulls_last=True) if frame.height else frame
