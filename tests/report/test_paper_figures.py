"""Every figure of the paper, read back from the PDF's text, is that of the published table."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.public_edition import read_public_edition
from etl.report.paper import write_paper
from tests.hostile_edition import Released
from tests.paper_reader import (
    BESIDE,
    CELL,
    DRAWN,
    NUMBER,
    PAIR,
    SUMMED,
    VERDICTS,
    ZONE_CELL,
    Section,
    chapter,
    plain,
    read_paper,
    rows_of,
    shows,
    value,
)  # fmt: skip

COMPARED = ("decreased", "increased", "no_clear_change")
ACTIVITIES = re.compile(rf"({NUMBER}) de ({NUMBER}) actividades \(({NUMBER}) %\)")
LEAST, MOST = re.compile(rf"({NUMBER}) o menos"), re.compile(rf"({NUMBER}) o más")
SUM = re.compile(
    rf"{SUMMED.pattern}.*?Antes ({NUMBER}); ahora ({NUMBER})\."
    rf"(?: 4\. Ahora dividido por antes:[^=]*= ({NUMBER})\.?.*?Publicado: de ({NUMBER}) a ({NUMBER})\.)?"
)
FOUR = re.compile(rf"(?<=\D )({NUMBER}) ({NUMBER}) ({NUMBER}) ({NUMBER})(?= \D|$)")
Row = Mapping[str, Any]
Cells = Mapping[tuple[str, str], Row]


@dataclass(frozen=True)
class Published:
    """The tables that the paper is held against.

    Attributes:
        file: a public one.
    """

    file: Path

    def rows(self, query: str) -> list[dict[str, Any]]:
        with duckdb.connect(str(self.file), read_only=True) as connection:
            return connection.sql(query).pl().to_dicts()

    @cached_property
    def headlines(self) -> Cells:
        found = self.rows("SELECT * FROM comparison WHERE scenario = 'headline' AND basis = 'lead'")
        return {(row["territory"], row["indicator"]): row for row in found}

    @cached_property
    def communities(self) -> dict[str, str]:
        """Names as they stand on paper -> id."""
        return self._names("intervention")

    @cached_property
    def zones(self) -> dict[str, str]:
        """The same of the comparison areas."""
        return self._names("comparison")

    def _names(self, role: str) -> dict[str, str]:
        found = self.rows(f"SELECT name, territory FROM territory WHERE role = '{role}'")  # noqa: S608
        return {plain(row["name"]): row["territory"] for row in found}

    @cached_property
    def counted(self) -> list[str]:
        """Ids of the indicators in the order of their letters, without that of activities."""
        return [r["indicator"] for r in self.rows("SELECT * FROM indicator WHERE grain <> 'activity' ORDER BY letter")]

    @cached_property
    def letters(self) -> dict[str, str]:
        return {row["letter"]: row["indicator"] for row in self.rows("SELECT letter, indicator FROM indicator")}


def mismatches(paper: list[Section], published: Published) -> list[str]:
    """Where the paper says another figure than the tables do, or says none."""
    checks = (_summary, _pages, _zones, _sums, _activities, _completeness)
    return [f"{check.__name__.strip('_')}: {wrong}" for check in checks for wrong in check(paper, published)]


def _summary(paper: list[Section], published: Published) -> Iterator[str]:
    text = chapter(paper, "Resumen")
    inside = set(published.communities.values())
    verdicts = Counter(row["verdict"] for (where, _), row in published.headlines.items() if where in inside)
    clear = verdicts["decreased"] + verdicts["increased"]
    told = f"De {verdicts.total()} comparaciones, {clear} cambiaron con claridad"
    if told not in text:
        yield told
    table = text[text.index("Territorio a ") :]
    for territory, row in rows_of(table, published.communities):
        cells = CELL.findall(row)
        for indicator, (begins, before, now) in zip(published.counted, cells, strict=False):
            said = published.headlines.get((territory, indicator))
            expected: tuple[str | None, Any, Any] = (None, None, None)
            if said is not None:
                verdict = said["verdict"]
                counts = [said[f"{side}_count"] if verdict in COMPARED else None for side in ("baseline", "current")]
                expected = (verdict, *counts)
            if (VERDICTS.get(begins), *(value(each) if each else None for each in (before, now))) != expected:
                yield f"{territory}/{indicator}: {begins} {before} {now} is not {expected}"
        if len(cells) < len(published.counted):
            yield f"{territory}: {len(cells)} cells"


def _pages(paper: list[Section], published: Published) -> Iterator[str]:
    """The page of each community, indicator by indicator."""
    seen = 0
    for section in paper:
        territory = published.communities.get(section.chapter)
        indicator = published.letters.get(section.heading[:1])
        row = published.headlines.get((territory or "", indicator or ""))
        if row is not None and section.heading:
            seen += 1
            yield from (f"{territory}/{indicator}: {wrong}" for wrong in _wrong_figures(section.text, row))
    if seen != len([key for key in published.headlines if key[0] in published.communities.values()]):
        yield f"{seen} cells have a place on paper"


def _wrong_figures(text: str, row: Row) -> Iterator[str]:
    said = [*PAIR.findall(text), *BESIDE.findall(text), *DRAWN.findall(text)]
    counts = (row["baseline_count"], row["current_count"])
    if row["verdict"] == "withheld":
        yield from (f"{pair} is withheld" for pair in said)
        return
    yield from (f"{pair} is not {counts}" for pair in said if tuple(map(value, pair)) != counts)
    if row["verdict"] in COMPARED and (not PAIR.search(text) or not DRAWN.search(text)):
        yield "no counts"
    months = re.findall(r"en los mismos (\d+) meses|en los (\d+) meses que", text)
    if {int(a or b) for a, b in months} != {row["months_matched"]} and row["months_matched"] != 1:
        yield f"{months} is not {row['months_matched']}"
    for pattern, name in ((LEAST, "detect_low"), (MOST, "detect_high")):
        yield from (f"{each} is not {row[name]}" for each in pattern.findall(text) if value(each) != row[name])


def _zones(paper: list[Section], published: Published) -> Iterator[str]:
    names = published.zones
    if not names:
        return
    text = chapter(paper, "Zonas de comparación")
    for territory, row in rows_of(text, names):
        cells = ZONE_CELL.findall(row)
        told = [tuple(value(each) if each else None for each in pair) for pair in cells]
        heads = [published.headlines.get((territory, indicator)) for indicator in published.counted]
        expected = [(head["baseline_count"], head["current_count"]) if head else (None, None) for head in heads]
        if told != expected:
            yield f"{territory}: {told} is not {expected}"


def _sums(paper: list[Section], published: Published) -> Iterator[str]:
    """«Cómo rehacer la cuenta»: counts, days, rates, ratio and interval, in the order of the communities."""
    text = chapter(paper, "Cómo rehacer la cuenta")
    order = [published.communities[s.chapter] for s in paper if s.chapter in published.communities and not s.heading]
    rows = [published.headlines.get((where, what)) for where in order for what in published.counted]
    with_sum = [row for row in rows if row and row["verdict"] in COMPARED and row["baseline_count"]]
    sums = SUM.findall(text)
    if len(sums) != len(with_sum):
        yield f"{len(sums)} sums, not {len(with_sum)}"
    columns = ("baseline_count", "baseline_days", "current_count", "current_days", "baseline_rate", "current_rate",
               "rate_ratio", "ratio_low", "ratio_high")  # fmt: skip
    for told, row in zip(sums, with_sum, strict=False):
        for written, column in zip(told, columns, strict=True):
            published_too = written or all(row[name] is not None for name in ("rate_ratio", "ratio_low", "ratio_high"))
            if published_too and not (written and row[column] is not None and shows(written, row[column])):
                yield f"{row['territory']}/{row['indicator']}: {column} {written} is not {row[column]}"


def _activities(paper: list[Section], published: Published) -> Iterator[str]:
    totals = published.rows(
        "SELECT a.* FROM activity_progress a, edition WHERE kind = 'total' AND period = lead_evaluation "
        "AND done IS NOT NULL"
    )
    names, plan = {key: name for name, key in published.communities.items()}, chapter(paper, "Actividades y plan")
    letter = next((letter for letter, name in published.letters.items() if name == "actividades"), "-")
    for row in totals:
        name = names[row["territory"]]
        page = " ".join(s.text for s in paper if s.chapter == name and s.heading.startswith(f"{letter} "))
        told = [tuple(map(value, each)) for each in ACTIVITIES.findall(page)]
        expected = (row["done"], row["planned"], round(row["share"] * 100))
        if told != [expected]:
            yield f"{row['territory']}: {told} is not {expected}"
        cells = re.search(rf"{re.escape(name)} ({NUMBER}) ({NUMBER}) ({NUMBER}) ({NUMBER}) %", plan)
        if not cells or tuple(map(value, cells.groups())) != (*expected[:2], row["suspended"], expected[2]):
            yield f"{row['territory']}: {cells and cells.groups()} in the plan"


def _completeness(paper: list[Section], published: Published) -> Iterator[str]:
    rows = published.rows(
        "SELECT count(*) AS expected, count(*) FILTER (status = 'partial') AS partial, "
        "count(*) FILTER (status = 'missing') AS missing FROM completeness WHERE status <> 'not_expected' "
        "GROUP BY institution, indicator"
    )
    expected = Counter(
        (r["expected"], r["expected"] - r["partial"] - r["missing"], r["partial"], r["missing"]) for r in rows
    )
    told = Counter(tuple(map(int, map(value, each))) for each in FOUR.findall(chapter(paper, "Calidad de los datos")))
    if told != expected:
        yield f"{told} is not {expected}"


def paper_of(file: Path, folder: Path) -> list[Section]:
    return read_paper(write_paper(read_public_edition(file), folder / "informe.pdf").read_bytes())


@pytest.fixture(scope="module")
def paper(report: Path) -> list[Section]:
    return read_paper((report / "informe.es.pdf").read_bytes())


def test_every_figure_on_paper_is_the_published_one(paper: list[Section], hard: Released) -> None:
    assert mismatches(paper, Published(hard.public_file)) == []


ALTERED = {
    "a count of the comparison": (
        "UPDATE comparison SET current_count = current_count + 1 WHERE indicator = 'robo' AND territory = 'conchali'",
        {"summary", "pages", "sums"},
    ),
    "a verdict": (
        "UPDATE comparison SET verdict = 'no_clear_change' WHERE verdict IN ('decreased', 'increased')",
        {"summary"},
    ),
    "months that were matched": (
        "UPDATE comparison SET months_matched = 7 WHERE indicator = 'vif' AND territory = 'renca'",
        {"pages"},
    ),
    "what could have been seen": (
        "UPDATE comparison SET detect_low = detect_low - 1 WHERE verdict = 'no_clear_change'",
        {"pages"},
    ),
    "days": ("UPDATE comparison SET baseline_days = 1 WHERE indicator = 'vif' AND territory = 'renca'", {"sums"}),
    "a rate": (
        "UPDATE comparison SET baseline_rate = baseline_rate + 0.2 WHERE indicator = 'vif' AND territory = 'renca'",
        {"sums"},
    ),
    "an end of an interval": (
        "UPDATE comparison SET ratio_high = ratio_high + 0.01 WHERE indicator = 'vif' AND territory = 'renca'",
        {"sums"},
    ),
    "a cell that is withheld": (
        "UPDATE comparison SET verdict = 'withheld' WHERE indicator = 'vif' AND territory = 'renca'",
        {"summary", "pages", "sums"},
    ),
    "activities": ("UPDATE activity_progress SET done = 1099 WHERE kind = 'total'", {"activities"}),
    "months that arrived": (
        "UPDATE completeness SET status = 'missing' WHERE month = (SELECT min(month) FROM completeness)",
        {"completeness"},
    ),
}


@pytest.mark.parametrize("what", ALTERED)
def test_another_figure_in_the_table_is_noticed(
    what: str, paper: list[Section], hard: Released, tmp_path: Path
) -> None:
    """The same paper beside a table in which one thing was altered."""
    statement, places = ALTERED[what]
    shutil.copy(hard.public_file, tmp_path / "public.duckdb")
    with duckdb.connect(str(tmp_path / "public.duckdb")) as connection:
        connection.execute(statement)
    found = mismatches(paper, Published(tmp_path / "public.duckdb"))
    assert {each.split(":")[0] for each in found} == places


def test_another_figure_on_paper_is_noticed(hard: Released, tmp_path: Path) -> None:
    """The other way round: a paper that was made of an altered table."""
    shutil.copy(hard.public_file, tmp_path / "public.duckdb")
    with duckdb.connect(str(tmp_path / "public.duckdb")) as connection:
        connection.execute(ALTERED["a count of the comparison"][0])
    found = mismatches(paper_of(tmp_path / "public.duckdb", tmp_path), Published(hard.public_file))
    assert [each for each in found if each.startswith("pages: conchali/robo")]


def test_numbers_are_read_as_spanish_writes_them() -> None:
    assert (value("1.234,5"), value("12.345"), value("0,50")) == (value("1234,5"), 12345, value("0,5"))
    assert shows("1,8", 1.75)
    assert not shows("1,8", 1.74)
