"""What a programme says of itself, as published tables: help lines, offices, milestones, goals, actors, place names."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from schemas.fold import fold
from schemas.load import Programme
from schemas.programme import Office
from schemas.programme_tables import AMBIGUOUS, NO_TERRITORY
from schemas.words import LANGUAGES, Text

_NOT_SEARCHED = ("comisaria",)
"""Kinds of place that name an institution, not where somebody lives."""


def programme_tables_published(programme: Programme) -> dict[str, pl.DataFrame]:
    """Frames in the columns of `schemas.published_programme`; an empty list gives an empty frame."""
    said = programme.declaration
    return {
        "help_line": _frame(_numbered(_help_lines(programme))),
        "office": _frame(_offices(programme)),
        "milestone": _frame(_numbered(_milestones(programme))),
        "alignment": _frame(
            _numbered({"framework": g.framework, "code": g.code, **_spoken(g.text, "text")} for g in said.alignment)
        ),
        "actor": _frame(_numbered({"name": a.name, **_spoken(a.role, "role")} for a in said.actors)),
        # a gazetteer may say the same place twice, in two of its sources
        "place": _frame(_places(programme.gazetteer)).unique(maintain_order=True),
    }


def _frame(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), infer_schema_length=None)


def _numbered(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    return ({"position": number, **row} for number, row in enumerate(rows, start=1))


def _spoken(text: Text | None, prefix: str) -> dict[str, str | None]:
    return {f"{prefix}_{language}": text[language] if text else None for language in LANGUAGES}


def _help_lines(programme: Programme) -> Iterator[dict[str, Any]]:
    for line in programme.declaration.help_lines:
        yield {
            "number": line.number, **_spoken(line.name, "name"), **_spoken(line.what, "what"), "source": line.source,
            "checked": line.checked, "verified": line.verified,
        }  # fmt: skip


def _offices(programme: Programme) -> Iterator[dict[str, Any]]:
    said = programme.declaration
    roles: tuple[tuple[str, Office | None], ...] = (("responsible", said.responsible), ("unanswered", said.unanswered))
    for role, office in roles:
        if office is not None:
            yield {
                "role": role, "name": office.name, "email": office.email, "phone": office.phone, "url": office.url,
                **_spoken(office.what, "what"), "source": office.source, "checked": office.checked,
            }  # fmt: skip


def _milestones(programme: Programme) -> Iterator[dict[str, Any]]:
    for each in programme.declaration.milestones:
        yield {
            "milestone": each.id, **_spoken(each.name, "name"),
            "planned_from": each.planned.first, "planned_to": each.planned.last,
            "actual_from": each.real.first if each.real else None, "actual_to": each.real.last if each.real else None,
            "state": each.state, "stated_by": each.stated_by,
            "evidence": json.dumps(list(each.evidence), ensure_ascii=False),
        }  # fmt: skip


def _places(gazetteer: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """One row a spelling: the name and each alias, folded; spellings that fold to the same of one place once."""
    for row in gazetteer.iter_rows(named=True):
        if row["kind"] in _NOT_SEARCHED:
            continue
        reach = row["territory"] if row["territory"] in (NO_TERRITORY, AMBIGUOUS) else "territory"
        spellings = [row["name"], *(row["aliases"] or "").split("|")]
        for spelling in dict.fromkeys(folded for each in spellings if (folded := fold(each))):
            yield {
                "spelling": spelling, "name": row["name"], "kind": row["kind"], "district": row["district"],
                "territory": row["territory"] if reach == "territory" else None, "reach": reach,
            }  # fmt: skip
