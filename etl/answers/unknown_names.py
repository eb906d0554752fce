"""Places and offences of a delivery that no list of the programme has, with the lines that would add them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any

import polars as pl
from rapidfuzz import fuzz, process

from etl.answers.list_lines import ListFile
from etl.answers.past_months import Waiting
from etl.judging.personal_text import NOT_KEPT
from etl.judging.sinks import Parts
from etl.place_names import fold_place
from schemas.feed import Feed
from schemas.fold import fold
from schemas.load import NO_TERRITORY, Programme

_OFFENCES, _GAZETTEER = "offences.csv", "gazetteer.csv"
_LIST_OF = {"unknown_offence": _OFFENCES, "unknown_place": _GAZETTEER}
_COLUMNS_OF = {
    _OFFENCES: ("feed", "offence", "indicator", "version"),
    _GAZETTEER: ("kind", "name", "district", "territory", "aliases", "note"),
}
_KIND_OF_COLUMN = {"barrio": "barrio", "district": "distrito", "comisaria": "comisaria", "territory": "localidad"}
_STAND_ALONE = ("distrito", "comisaria")
"""Kinds that may stand in the gazetteer without saying what lies around them."""
_LIKELY = 75
"""Likeness, of 100, from which a known name is offered as meant: stricter than a hint, since a line is pasted whole."""
_AROUND = {"barrio": ("district", "distrito"), "district": ("department", "departamento")}
"""Column of what lies around a place, and its kind in the gazetteer."""
_CELLS = pl.Struct(dict.fromkeys(("offence", *_KIND_OF_COLUMN, "department"), pl.String))
"""The cells of an observed row that its name, and what lies around it, can stand in."""
_ROWS_AT_A_TIME = 25_000

_NO_INDICATOR = "si no cuenta en ningún indicador", "if it counts in no indicator"
_NO_PLACE = "si no queda en ningún territorio", "if it lies in no territory"


@dataclass(frozen=True)
class Choice:
    """One way to add a name: what it would mean (in Spanish and in English), and the exact line to paste."""

    es: str
    en: str
    line: str

    def meaning(self, language: str) -> str:
        """When this is the line to choose."""
        return self.en if language == "en" else self.es


@dataclass(frozen=True)
class UnknownName:
    """One name that no list has.

    Attributes:
        file: list of the programme that lacks it.
        text: as sent.
        rows: rows of this delivery with it.
        months: months whose figures adding it could change, earlier deliveries included.
        choices: the likeliest first; empty where the text has no letter and can be in no list.
    """

    file: str
    text: str
    rows: int
    months: tuple[date, ...]
    choices: tuple[Choice, ...]


@dataclass
class _Found:
    file: str
    column: str
    text: str
    around: str
    rows: int = 0
    months: set[date] = field(default_factory=set)


def unknown_names(
    parts: Parts, feed: Feed, programme: Programme, received: datetime, waiting: Waiting | None = None
) -> list[UnknownName]:
    """Every unknown place and offence among the observed rows, once, the most frequent first.

    Args:
        parts: of one delivery.
        feed: its layout.
        programme: whose lists lack the names; the lines fit the delimiter of its files.
        received: gives a new offence line its version.
        waiting: the rows of earlier deliveries that wait for the same names.
    """
    offers = _Offers(feed, programme, f"{received:%Y-%m}")
    names = []
    for found in _collect(parts, feed):
        earlier = waiting.months(feed.id, found.column, found.text) if waiting else set()
        choices = tuple(offers.of(found)) if fold(found.text) else ()
        names.append(UnknownName(found.file, found.text, found.rows, tuple(sorted(found.months | earlier)), choices))
    return sorted(names, key=lambda name: (name.file, -name.rows, name.text))


def _collect(parts: Parts, feed: Feed) -> Iterable[_Found]:
    if parts.quarantine.height == 0 or parts.findings.height == 0:
        return ()
    wanted = parts.findings.filter(pl.col("kind").is_in(list(_LIST_OF))).select("sheet", "row", "kind", "value")
    cells = parts.quarantine.select("sheet", "row", "cells", "hint_month")
    rows = wanted.unique(maintain_order=True).join(cells, on=["sheet", "row"], nulls_equal=True, maintain_order="left")
    collected: dict[tuple[str, str, str], _Found] = {}
    for kind, value, said, number, months in chain.from_iterable(map(_alike, rows.iter_slices(_ROWS_AT_A_TIME))):
        named = {column: text for column, text in (said or {}).items() if text is not None}
        one = _one(_LIST_OF[kind], value, named, feed)
        if one is None:
            continue
        found = collected.setdefault((one.column, fold_place(one.text), fold_place(one.around)), one)
        found.rows += number
        found.months |= set(months)
    return collected.values()


def _alike(rows: pl.DataFrame) -> Iterable[tuple[Any, ...]]:
    """Kind, value, cells, number and months of the rows that say the same; cells apart take ten times their memory."""
    said = pl.col("cells").str.json_decode(_CELLS)
    months = pl.col("hint_month").drop_nulls().unique().alias("months")
    return rows.group_by("kind", "value", said, maintain_order=True).agg(pl.len(), months).iter_rows()


def _one(file: str, value: str | None, cells: Mapping[str, str], feed: Feed) -> _Found | None:
    columns: Iterable[str] = ("offence",) if file == _OFFENCES else _KIND_OF_COLUMN
    value = None if value == NOT_KEPT else value
    column = next((c for c in columns if value and cells.get(c, "").startswith(value)), None)
    if column is None:
        return None
    name, _ = _AROUND.get(column, ("", ""))
    constant = {"district": feed.district, "department": feed.department}.get(name)
    return _Found(file, column, cells[column], cells.get(name) or constant or "")


class _Offers:
    """Makes the choices for one delivery; the lists are read once."""

    def __init__(self, feed: Feed, programme: Programme, version: str) -> None:
        self._feed, self._programme, self._version = feed, programme, version
        self._lists = {name: ListFile.of(programme.directory / name, usual) for name, usual in _COLUMNS_OF.items()}

    def of(self, found: _Found) -> Iterable[Choice]:
        """The choices for one name, the likeliest first."""
        return self._offence(found) if found.file == _OFFENCES else self._place(found)

    def _offence(self, found: _Found) -> Iterable[Choice]:
        own = self._programme.offences.filter(pl.col("feed").is_in([self._feed.id, "*"]))
        meant = dict(own.select("offence", "indicator").iter_rows())
        near = _likely(found.text, meant)
        if near is not None:
            yield self._offence_choice(found, *_same_as(near), meant[near])
        for identity in self._feed.covers.indicators:
            subject = self._programme.indicators[identity].subject
            es, en = f"si cuenta entre {subject.es}", f"if it counts among {subject.en}"
            yield self._offence_choice(found, es, en, identity)
        yield self._offence_choice(found, *_NO_INDICATOR, NO_TERRITORY)

    def _offence_choice(self, found: _Found, es: str, en: str, indicator: str) -> Choice:
        cells = {"feed": self._feed.id, "offence": found.text, "indicator": indicator, "version": self._version}
        return Choice(es, en, self._lists[_OFFENCES].line(cells))

    def _place(self, found: _Found) -> Iterable[Choice]:
        kind, around = _KIND_OF_COLUMN[found.column], self._official(found)
        known = self._programme.gazetteer.filter(pl.col("kind") == kind)
        if around:
            known = known.filter(pl.col("district") == around)
        near = _likely(found.text, known["name"].to_list())
        if near is not None:
            territory = known.filter(pl.col("name") == near)["territory"][0]
            yield self._place_choice(found, *_same_as(near), territory, around)
        for identity, name in self._territories_in(around):
            yield self._place_choice(found, f"si queda en «{name}»", f"if it lies in “{name}”", identity, around)
        yield self._place_choice(found, *_NO_PLACE, NO_TERRITORY, around)

    def _place_choice(self, found: _Found, es: str, en: str, territory: str, around: str) -> Choice:
        kind = _KIND_OF_COLUMN[found.column]
        inside = around if kind in _STAND_ALONE else around or self._district_of(territory)
        cells = {"kind": kind, "name": found.text, "district": inside, "territory": territory}
        return Choice(es, en, self._lists[_GAZETTEER].line(cells))

    def _territories_in(self, around: str) -> list[tuple[str, str]]:
        """Id and name of the territories of a district or department; of all, where none says that it lies in it."""
        covered = self._feed.covers.territories
        frame = self._programme.territories
        rows = [r for r in frame.iter_rows(named=True) if covered == "all" or r["id"] in covered]
        inside = [
            r for r in rows if around and fold_place(around) in (fold_place(r["parent"] or ""), fold_place(r["name"]))
        ]
        return [(r["id"], r["name"]) for r in inside or rows]

    def _district_of(self, territory: str) -> str:
        """A district of the territory: a barrio must stand in one, also where the row does not say which."""
        gazetteer = self._programme.gazetteer
        inside = gazetteer.filter((pl.col("territory") == territory) & pl.col("kind").is_in(["barrio", "localidad"]))
        districts = gazetteer.filter(pl.col("kind") == "distrito")
        own = districts.filter(pl.col("territory") == territory)
        named = [*inside["district"].to_list(), *own["name"].to_list(), *districts["name"].to_list()]
        return next((str(name) for name in named if name), "")

    def _official(self, found: _Found) -> str:
        """What lies around the place, as the gazetteer writes it; empty where it is not known."""
        _, kind = _AROUND.get(found.column, ("", ""))
        if not found.around:
            return ""
        for row in self._programme.gazetteer.filter(pl.col("kind") == kind).iter_rows(named=True):
            spellings = (row["name"], *(row["aliases"] or "").split("|"))
            if fold_place(found.around) in {fold_place(spelling) for spelling in spellings if spelling}:
                return str(row["name"])
        return ""


def _same_as(near: str) -> tuple[str, str]:
    return f"si es lo mismo que «{near}»", f"if it is the same as “{near}”"


def _likely(text: str, known: Iterable[str]) -> str | None:
    best = process.extractOne(
        text, list(known), scorer=fuzz.token_sort_ratio, processor=fold_place, score_cutoff=_LIKELY
    )
    return best[0] if best else None
