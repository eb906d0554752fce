"""Attacks that read: sentences, alternative texts, worked examples, pictures by their coordinates, words and hashes."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import ceil, floor
from typing import Any

import polars as pl

from tests.attacks.evidence import Claim, PublicFolder
from tests.attacks.months_of import days, matched, span
from tests.attacks.public_methods import MEAN_MONTH

COUNTS = {
    "es": re.compile(r"(\d+) casos? antes, (\d+) ahora"),
    "gn": re.compile(r"(\d+) káso ymave, (\d+) koʼág̃a"),
    "en": re.compile(r"(\d+) cases? before, (\d+) now"),
}
SPOKEN = re.compile(r"([a-záéíóúñ ]+?) casos? antes, ([a-záéíóúñ ]+?) ahora", re.IGNORECASE)
WORDS = """
cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho
diecinueve veinte veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve
"""
UNITS = {word: number for number, word in enumerate(WORDS.split())} | {"ningún": 0, "uno": 1}
RANGE = re.compile(r": (\d+) casos? en (\d+) meses? informados?, de (\d+) a (\d+) por mes")
CIRCLE = re.compile(r'<circle cx="([\d.]+)" cy="([\d.]+)"')
TICK = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*text-anchor="(middle|end)"[^>]*>(\d+)</text>')
AFTER_THE_NAME = r"(?:, según [^.<]{0,40})?\.(?: [A-Z][^.0-9<]{0,60}\.)? "
Row = Mapping[str, Any]


def _hidden_rows(public: PublicFolder) -> Iterator[dict[str, Any]]:
    for row in public.compared().iter_rows(named=True):
        if row["baseline_count"] is None or row["current_count"] is None:
            yield row


def _both(public: PublicFolder, row: Row, counts: Sequence[float], way: str, slack: float = 0.0) -> list[Claim]:
    """Claims of the two windows, where they are not told."""
    return [
        Claim(row["indicator"], row["territory"], months, count - slack, count + slack, public.edition, way)
        for months, side, count in zip(matched(public, row), ("baseline", "current"), counts, strict=True)
        if row[f"{side}_count"] is None and months
    ]


def sentences(publics: Sequence[PublicFolder]) -> list[Claim]:
    """The counts stand in the sentences, in figures or in words."""
    public, claims = publics[-1], []
    for row in _hidden_rows(public):
        for language, pattern in COUNTS.items():
            for found in pattern.findall(row[f"sentence_{language}"] or ""):
                claims += _both(public, row, [float(number) for number in found], "sentence")
        for found in SPOKEN.findall(row["spoken_es"] or ""):
            numbers = [UNITS.get(words.strip().lower()) for words in found]
            if None not in numbers:
                claims += _both(public, row, [float(number or 0) for number in numbers], "spoken sentence")
    return claims


def texts_of_anything(publics: Sequence[PublicFolder]) -> list[Claim]:
    """The same words in any text column of any table, any document of the folder, and the raw bytes of the database."""
    public = publics[-1]
    text = "\n".join(_all_texts(public))
    claims = []
    for row in _hidden_rows(public):
        subject = _subject(public, row)
        if subject is None:
            continue
        name = re.escape(public.names[row["territory"]])
        after = re.compile(rf"{re.escape(subject)} en {name}{AFTER_THE_NAME}" + COUNTS["es"].pattern, re.IGNORECASE)
        found = [[float(number) for number in pair] for pair in after.findall(text)]
        columns = list(zip(*found, strict=True)) or [(), ()]
        for months, side, column in zip(matched(public, row), ("baseline", "current"), columns, strict=True):
            if column and row[f"{side}_count"] is None and months:
                ends = (min(column), max(column))
                claims.append(Claim(row["indicator"], row["territory"], months, *ends, public.edition, "text"))
    return claims


def _all_texts(public: PublicFolder) -> Iterator[str]:
    for name, table in public.tables.items():
        if name not in ("comparison", "picture"):
            for column in table.select(pl.selectors.string()).columns:
                yield "\n".join(table[column].drop_nulls().to_list())
    for content in (public.file.read_bytes(), *public.documents.values()):
        yield content.decode("utf-8", "ignore")


def _subject(public: PublicFolder, row: Row) -> str | None:
    """How the cell is called in sentences: the beginning of the words beside its picture."""
    alts = public.tables["picture"].filter(picture=f"two_dots/{row['indicator']}/{row['territory']}", language="es")
    if not alts.height:
        return None
    found = re.search(rf"(?:sobre )?(.+?) en {re.escape(public.names[row['territory']])}", str(alts["alt"][0]))
    return found.group(1).split("sobre ")[-1] if found else None


def alternative_texts(publics: Sequence[PublicFolder]) -> list[Claim]:
    """What is said in words beside a picture: the sum, and the smallest and the largest month."""
    public, claims = publics[-1], []
    alts = {row["picture"]: row["alt"] for row in public.tables["picture"].filter(language="es").iter_rows(named=True)}
    for row in public.compared().iter_rows(named=True):
        cell = f"{row['indicator']}/{row['territory']}"
        for found in COUNTS["es"].findall(alts.get(f"two_dots/{cell}") or ""):
            claims += _both(public, row, [float(number) for number in found], "alternative text")
        windows = zip(RANGE.findall(alts.get(f"series/{cell}") or ""), ("baseline", "current"), strict=False)
        for (_, _, low, high), side in windows:
            months = span(row[f"{side}_from"], row[f"{side}_to"])
            claims += _months(public, row, months, float(low), float(high), "range in an alternative text")
    return claims


def _months(
    public: PublicFolder, row: Row, months: Sequence[date], low: float, high: float, way: str
) -> Iterator[Claim]:
    """A claim on each month that is not shown."""
    series = public.series().filter(indicator=row["indicator"], territory=row["territory"])
    shown = set(series.filter(pl.col("value").is_not_null() | pl.col("status").is_in(["missing", "partial"]))["month"])
    for month in months:
        if month not in shown:
            yield Claim(row["indicator"], row["territory"], frozenset([month]), low, high, public.edition, way)


def coordinates(publics: Sequence[PublicFolder]) -> list[Claim]:
    """Points between the ticks of an axis are numbers."""
    public, claims = publics[-1], []
    svgs = {row["picture"]: row["svg"] for row in public.tables["picture"].filter(language="es").iter_rows(named=True)}
    for row in public.compared().iter_rows(named=True):
        cell = f"{row['indicator']}/{row['territory']}"
        dots, rates, series = (svgs.get(f"{kind}/{cell}", "") for kind in ("two_dots", "before_now", "series"))
        claims += _dots(public, row, dots, (1.0, 1.0))
        claims += _dots(public, row, rates, tuple(row[f"{s}_days"] / MEAN_MONTH for s in ("baseline", "current")))
        claims += _points(public, row, series)
    return claims


def _dots(public: PublicFolder, row: Row, svg: str, times: Sequence[float]) -> list[Claim]:
    ticks = [(float(x), float(value)) for x, _, anchor, value in TICK.findall(svg) if anchor == "middle"]
    circles = [(float(x), float(y)) for x, y in CIRCLE.findall(svg)]
    if len(ticks) < 2 or len(circles) != 2:
        return []
    (x0, v0), (x1, v1) = ticks[0], ticks[-1]
    scale = (v1 - v0) / (x1 - x0)
    counts = [((x - x0) * scale + v0) * time for (x, _), time in zip(circles, times, strict=True)]
    return _both(public, row, counts, "coordinates of a point", slack=0.15 * scale * max(times))


def _axis(svg: str) -> list[tuple[float, float]]:
    """Ticks of a vertical axis: pixel, value."""
    return sorted((float(y) - 4, float(value)) for _, y, anchor, value in TICK.findall(svg) if anchor == "end")


def _points(public: PublicFolder, row: Row, svg: str) -> Iterator[Claim]:
    """The points of a series: x tells the month, y the count; the scale bounds what is not drawn."""
    ticks = _axis(svg)
    if len(ticks) < 2:
        return
    (top, high), (bottom, low) = ticks[0], ticks[-1]
    months = span(*public.tables["edition"].select("first_month", "last_month").row(0))
    left, right = 13.7, 316.0
    drawn = set()
    for x, y in CIRCLE.findall(svg):
        month = months[min(int((float(x) - left) / (right - left) * len(months)), len(months) - 1)]
        count = low + (bottom - float(y)) / (bottom - top) * (high - low)
        error = 0.15 * (high - low) / (bottom - top)
        drawn.add(month)
        yield from _months(public, row, [month], count - error, count + error, "coordinates of a series")
    yield from _months(public, row, months, 0.0, high, "scale of a picture")


def status_words(publics: Sequence[PublicFolder]) -> list[Claim]:
    """A month that is marked among months that are shown is small; a zero that is named is a zero."""
    public, claims = publics[-1], []
    for (indicator, territory), series in public.series().group_by("indicator", "territory"):
        name, place = str(indicator), str(territory)
        if name in public.k and series["value"].is_not_null().any():
            low = 0.0 if public.sensitive[name] else 1.0
            for month in series.filter(status="suppressed")["month"]:
                claims.append(
                    Claim(name, place, frozenset([month]), low, public.k[name] - 1.0, public.edition, "marked month")
                )
    zeros = public.tables["completeness"].filter(pl.col("status") == "zero")
    for row in zeros.iter_rows(named=True):
        if row["institution"] == public.leads.get(row["indicator"]) and row["indicator"] in public.k:
            months = frozenset([row["month"]])
            claims.append(Claim(row["indicator"], row["territory"], months, 0, 0, public.edition, "a zero is named"))
    return [claim for claim in claims if public.sensitive[claim.indicator] or claim.high > 0]


def reasons(publics: Sequence[PublicFolder]) -> list[Claim]:
    """`few_cases` bounds the counts, `zeros_unconfirmed` says that one window is zero."""
    public, claims = publics[-1], []
    for row in _hidden_rows(public):
        if row["reason"] == "few_cases":
            share = row["current_days"] / (row["current_days"] + row["baseline_days"])
            most = next(n for n in range(1, 99) if 2 * min(share, 1 - share) ** n <= 0.05) - 1
            claims += [
                Claim(row["indicator"], row["territory"], months, 0, most, public.edition, "few cases")
                for months in matched(public, row)
            ]
    return claims


def hashes(publics: Sequence[PublicFolder]) -> list[Claim]:
    """A hash of a line that is not told is a check on every guess of it."""
    public, claims = publics[-1], []
    rows = public.tables["baseline"].sort("indicator", "territory", "institution", "month").to_dicts()
    before = "0" * 64
    for row in rows:
        if row["value"] is None and row["indicator"] in public.k:
            guessed = next((guess for guess in range(40) if _line_hash(row, guess, before) == row["hash"]), None)
            if guessed is not None and row["institution"] == public.leads[row["indicator"]]:
                months = frozenset([row["month"]])
                claims.append(
                    Claim(row["indicator"], row["territory"], months, guessed, guessed, public.edition, "hash")
                )
        before = row["hash"]
    return claims


def _line_hash(row: Row, guess: int, before: str) -> str:
    """The hash of a line of the frozen baseline, as the programme says that it is made."""
    content = {name: row[name] for name in ("indicator", "territory", "institution", "date", "office", "reason")}
    content |= {"before": before, "month": row["month"].isoformat(), "value": guess}
    content["status"] = "reported" if guess else "zero"
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def errata(publics: Sequence[PublicFolder]) -> list[Claim]:
    """An erratum tells what a figure was before and is now."""
    public, claims = publics[-1], []
    shown = {(r["indicator"], r["territory"], r["month"]) for r in public.series().drop_nulls("value").to_dicts()}
    for row in public.tables["erratum"].filter(table="indicator_value").iter_rows(named=True):
        indicator, territory, institution, month = (*row["key"].split("/"), "")[:4]
        if institution != public.leads.get(indicator) or indicator not in public.k:
            continue
        first = date.fromisoformat(f"{month}-01")
        if (indicator, territory, first) not in shown and row["now"].isdigit():
            months, now = frozenset([first]), float(row["now"])
            claims.append(Claim(indicator, territory, months, now, now, public.edition, "erratum"))
    return claims


def whole(claim: Claim) -> Claim:
    """A claim in whole numbers: counts are."""
    return Claim(
        claim.indicator, claim.territory, claim.months, ceil(claim.low - 1e-9), floor(claim.high + 1e-9),
        claim.edition, claim.way,
    )  # fmt: skip


def days_of(months: frozenset[date]) -> int:
    """How many days the months of a claim have."""
    return days(months)
