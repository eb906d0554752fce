"""Every published table as a frame, computed once in a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from etl.activity_reports import unreported_is_missing
from etl.acts import decisions
from etl.baseline import overlay, read_baseline
from etl.baseline_difference import baseline_difference
from etl.compare import build_comparison
from etl.compare_activities import build_activity_progress
from etl.compare_areas import build_area_comparison
from etl.compare_signals import build_signals, leading
from etl.descriptive_tables import descriptive_tables
from etl.errata import build_errata
from etl.home import Home
from etl.method_sections import ficha_lines, method_sections
from etl.pictures.build import build_pictures
from etl.population_rates import population_rates
from etl.programme_tables_published import programme_tables_published
from etl.publish import current_edition, edition_file
from etl.warehouse import Warehouse, sql
from etl.words.activities import activity_sentence
from etl.words.area_table import add_area_sentences
from etl.words.table import add_sentences
from schemas.load import Programme
from schemas.published import BY_NAME, METHOD_VERSION, SCHEMA_VERSION, TABLES
from schemas.table import Table
from schemas.words import LANGUAGES

_POLARS: Mapping[str, Any] = {
    "VARCHAR": pl.String, "DATE": pl.Date, "BIGINT": pl.Int64, "DOUBLE": pl.Float64, "BOOLEAN": pl.Boolean,
    "TIMESTAMP": pl.Datetime("us"),
}  # fmt: skip


@dataclass(frozen=True)
class EditionMark:
    """What identifies an edition."""

    number: int
    published_at: datetime
    synthetic: bool
    fingerprint: str


def build_tables(programme: Programme, warehouse: Warehouse, home: Home, mark: EditionMark) -> dict[str, pl.DataFrame]:
    """All tables of the internal edition, each with exactly the columns of its declaration, in order.

    Args:
        programme: the declared plan.
        warehouse: prepared for that programme.
        home: where the frozen baseline stands.
        mark: number, time and kind of the edition.
    """
    declaration = programme.declaration
    frozen = read_baseline(home)
    live = warehouse.values(programme)
    values = overlay(live, frozen)
    indicators = list(programme.indicators.values())
    roles, rules = programme.roles, declaration.methods
    lead = leading(declaration.evaluations)
    comparison = add_sentences(
        build_comparison(
            values, declaration.evaluations, declaration.shocks, indicators, roles, rules, declaration.scenarios,
            unplaced=warehouse.frame(sql("unplaced")), linked=_linked(programme, warehouse),
        ),
        indicators, programme.territory_names, shocks=declaration.shocks,
    )  # fmt: skip
    areas = build_area_comparison(values, declaration.evaluations, declaration.shocks, indicators, roles, rules)
    signals = build_signals(values, declaration.evaluations, declaration.shocks, indicators, roles, rules)
    activities = warehouse.frame(
        "SELECT territory, kind, event_date AS date, state FROM active_activity WHERE territory IS NOT NULL"
    )
    plan = programme.plan.select("territory", "kind", "quarter", "planned")
    frames = {
        **descriptive_tables(programme),
        **programme_tables_published(programme),
        "indicator_value": values.with_columns(period=pl.lit("month")),
        "completeness": values,
        "comparison": comparison,
        "area_comparison": add_area_sentences(areas, comparison, indicators, programme.territory_names, rules.alpha),
        "signal": signals,
        "activity_progress": _with_sentences(
            unreported_is_missing(build_activity_progress(activities, plan, lead), values, indicators, lead)
        ),
        "baseline": frozen.with_columns(period=pl.lit("month")),
        "delivery": warehouse.frame("SELECT * FROM delivery ORDER BY delivery"),
        "finding": warehouse.frame(sql("findings")),
        "baseline_difference": baseline_difference(
            live, frozen, warehouse.frame("SELECT * FROM delivery"), decisions(home), programme
        ),
        "edition": _edition(programme, warehouse, frozen, values, mark),
    }
    frames["picture"] = build_pictures(
        comparison, values, indicators=indicators, territory_names=programme.territory_names,
        institution_names=programme.institution_names, evaluation=lead,
        shocks=declaration.shocks, synthetic=mark.synthetic, signals=signals,
    )  # fmt: skip
    frames["population_rate"] = population_rates(comparison, frames["population"])
    frames |= {"method_section": method_sections(frames, programme), "ficha_line": ficha_lines(programme)}
    tables = {table.name: fitted(frames.get(table.name), table) for table in TABLES}
    previous = edition_file(home, current_edition(home))
    return tables | {"erratum": fitted(build_errata(previous, tables, mark.number), BY_NAME["erratum"])}


def _linked(programme: Programme, warehouse: Warehouse) -> pl.DataFrame | None:
    """Cases counted once over institutions; None where no case reference is common to several."""
    shared = any(feed.case_ref_shared for feed in programme.feeds.values())
    known = {"partial_share": programme.declaration.methods.partial_share}
    return warehouse.frame(sql("linked"), known) if shared else None


def _with_sentences(progress: pl.DataFrame) -> pl.DataFrame:
    rows = list(progress.iter_rows(named=True))
    return progress.with_columns(
        pl.Series(f"sentence_{language}", [activity_sentence(row, language) for row in rows], dtype=pl.String)
        for language in LANGUAGES
    )


def fitted(frame: pl.DataFrame | None, table: Table) -> pl.DataFrame:
    """A frame with exactly the columns and types of a table's declaration; infinite and NaN become null.

    Raises:
        KeyError: a declared column is missing: a mistake of ours that must not reach an edition.
    """
    schema = {column.name: _POLARS[column.type] for column in table.columns}
    if frame is None or frame.width == 0:
        return pl.DataFrame(schema=schema)
    missing = [name for name in schema if name not in frame.columns]
    if missing:
        raise KeyError(f"table {table.name} lacks {missing}")
    typed = frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
    floats = [name for name, dtype in schema.items() if dtype == pl.Float64]
    return typed.with_columns(pl.when(pl.col(floats).is_finite()).then(pl.col(floats))) if floats else typed


def _edition(
    programme: Programme, warehouse: Warehouse, frozen: pl.DataFrame, values: pl.DataFrame, mark: EditionMark
) -> pl.DataFrame:
    declaration = programme.declaration
    counting = warehouse.frame("SELECT count(*) AS n FROM delivery WHERE status = 'loaded'")["n"][0]
    row = {
        "edition": mark.number, "published_at": mark.published_at.replace(tzinfo=None), "programme": programme.id,
        "method_version": METHOD_VERSION, "deliveries": counting, "synthetic": mark.synthetic,
        "schema_version": SCHEMA_VERSION, "title_es": declaration.title.es, "title_gn": declaration.title.gn,
        "title_en": declaration.title.en, "place": declaration.place, "credit": declaration.credit,
        "note_es": declaration.note.es, "note_gn": declaration.note.gn, "note_en": declaration.note.en,
        "first_month": declaration.first_month, "last_month": declaration.last_month,
        "data_until": _data_until(values), "lead_evaluation": leading(declaration.evaluations).id,
        "fingerprint": mark.fingerprint, "baseline_frozen": frozen.height > 0,
    }  # fmt: skip
    return pl.DataFrame([row], schema={c.name: _POLARS[c.type] for c in BY_NAME["edition"].columns})


def _data_until(values: pl.DataFrame) -> date | None:
    """Last day of the last month for which somebody reported."""
    reported = values.filter(pl.col("status").is_in(["reported", "zero", "partial", "provisional"]))
    last = reported.select(pl.col("month").max().dt.month_end()).item()
    return last if isinstance(last, date) else None
