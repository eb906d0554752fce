"""The tables that describe: indicators, territories, population, evaluations, shocks, institutions."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from etl.compare_signals import leading
from schemas.load import Programme
from schemas.words import Text


def descriptive_tables(programme: Programme) -> dict[str, pl.DataFrame]:
    """Frames taken from the programme's own files."""
    return {
        "indicator": _indicators(programme),
        "territory": _territories(programme),
        "population": programme.population,
        "evaluation": _evaluations(programme),
        "shock": _shocks(programme),
        "institution": pl.DataFrame(
            [{"institution": i.id, "name": i.name, "short": i.short} for i in programme.declaration.institutions]
        ),
        "base_map": _frame(
            {"position": number, "name": s.name, "level": s.level, "outline": json.dumps(s.geometry)}
            for number, s in enumerate(programme.base_map, start=1)
        ),
    }


def _named(text: Text | None, prefix: str) -> dict[str, str | None]:
    return {f"{prefix}_{language}": text[language] if text else None for language in ("es", "gn", "en")}


def _frame(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), infer_schema_length=None)


def _indicators(programme: Programme) -> pl.DataFrame:
    return _frame(
        {
            "indicator": i.id, "letter": i.letter, **_named(i.name, "name"), "definition": i.definition.es,
            "unit": i.unit,
            "polarity": i.polarity, "sensitive": i.sensitive, "lead": i.lead, "proxy": i.proxy, "grain": i.grain,
            "date_that_counts": i.date_that_counts, "definition_gn": i.definition.gn, "definition_en": i.definition.en,
            **_named(i.neutral_note, "note"), "ficha": i.model_dump_json(),
        }
        for i in programme.indicators.values()
    )  # fmt: skip


def _territories(programme: Programme) -> pl.DataFrame:
    outlines = {identity: json.dumps(geometry) for identity, geometry in programme.outlines.items()}
    outline = pl.col("id").replace_strict(outlines, default=None, return_dtype=pl.String)
    return programme.territories.select(
        pl.col("id").alias("territory"), "name", "role", "parent", "note", outline.alias("outline")
    )


def _evaluations(programme: Programme) -> pl.DataFrame:
    lead = leading(programme.declaration.evaluations).id
    return _frame(
        {
            "evaluation": e.id, **_named(e.name, "name"), "meeting": e.meeting, "declared": e.declared,
            "baseline_from": e.baseline.first, "baseline_to": e.baseline.last, "current_from": e.current.first,
            "current_to": e.current.last, "closed": e.closed, "leads": e.id == lead,
        }
        for e in programme.declaration.evaluations
    )  # fmt: skip


def _shocks(programme: Programme) -> pl.DataFrame:
    return _frame(
        {
            "shock": s.id, **_named(s.name, "name"), "starts": s.first, "ends": s.last,
            "stands_apart": s.stands_apart, "source": s.source,
        }
        for s in programme.declaration.shocks
    )  # fmt: skip
