"""The progress report: figures as published, milestones only as somebody states them, on screen and on paper alike."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from etl.public_edition import read_public_edition
from etl.report.paper import paper_data
from etl.words.numbers import number
from schemas.words import LANGUAGES
from tests.hostile_edition import BASE, HOSTILE, WITHHELD, Released
from tests.page_reader import Element, asks_elsewhere, read_page


def page(report: Path, language: str) -> Element:
    return read_page((report / f"informe.{language}.html").read_text(encoding="utf-8"))


def after(read: Element, anchor: str) -> list[Element]:
    """The elements of one chapter."""
    inside, found = False, []
    for each in read.one("main").children:
        assert isinstance(each, Element)
        if each.tag == "h2":
            inside = each.attributes.get("id") == anchor
        elif inside:
            found.append(each)
    assert found, f"there is no chapter {anchor}"
    return found


def table(read: Element, anchor: str) -> list[list[str]]:
    grid = next(each for each in after(read, anchor) if list(each.every("table")))
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in grid.one("tbody").every("tr")]


def pair(row: dict[str, object], language: str) -> str:
    counts = (number(row[name], language) for name in ("baseline_count", "current_count"))  # type: ignore[arg-type]
    return "\u00a0→\u00a0".join(counts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_carries_all_it_needs(report: Path, language: str) -> None:
    path = report / f"informe.{language}.html"
    assert path.stat().st_size < 300_000
    read = page(report, language)
    assert asks_elsewhere(read) == []
    assert [each.attributes["type"] for each in read.every("script")] == ["application/ld+json"]
    assert read.one("html").attributes["lang"] == language
    assert len(list(read.every("h1"))) == 1
    assert read.one("p", class_="as-band").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_says_every_verdict_and_count_of_the_table(report: Path, hard: Released, language: str) -> None:
    names = {row["name"]: row["territory"] for row in hard.rows("SELECT * FROM territory")}
    order = [row["indicator"] for row in hard.rows("SELECT indicator FROM indicator ORDER BY letter")]
    rows = table(page(report, language), "resumen")
    assert {row[0] for row in rows} == set(names)
    for name, *cells in rows:
        for indicator, cell in zip(order, cells, strict=True):
            row = hard.headlines().get((indicator, names[name]))
            if row is None:
                continue
            if row["verdict"] == "withheld":
                assert not re.search(r"\d", cell)
            else:
                assert cell.endswith(pair(row, language)), (name, indicator)


def test_the_counts_of_the_summary_are_those_of_the_verdicts(report: Path, hard: Released) -> None:
    verdicts = Counter(row["verdict"] for row in hard.headlines().values())
    said = " ".join(each.text for each in after(page(report, "es"), "resumen"))
    clear = verdicts["decreased"] + verdicts["increased"]
    assert f"De {sum(verdicts.values())} comparaciones, {clear} cambiaron con claridad" in said
    assert f"En {verdicts['no_clear_change']} no hay cambio claro" in said
    assert f"De {verdicts['withheld']} no se puede decir nada" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_territory_has_its_page_with_the_published_figures(report: Path, hard: Released, language: str) -> None:
    read, seen = page(report, language), 0
    order = [
        row["indicator"]
        for row in hard.rows("SELECT indicator FROM indicator WHERE grain <> 'activity' ORDER BY letter")
    ]
    for territory in ("conchali", "estacion_central", "quilicura", "quilpue", "renca"):
        answers = [each for each in after(read, f"t-{territory}") if each.tag == "article"]
        for indicator, answer in zip(order, answers, strict=True):
            row = hard.headlines()[indicator, territory]
            pairs = [each.text for each in answer.every("p", class_="pair")]
            if (indicator, territory) == WITHHELD:
                assert pairs == []
                assert not list(answer.every("details"))
                continue
            (shown,) = pairs
            assert shown.startswith(f"{pair(row, language)} ")
            seen += 1
    assert seen == 19


def test_the_product_declares_no_milestone_done(report: Path) -> None:
    first, second = table(page(report, "es"), "hitos")
    assert first[1:] == ["julio a agosto de 2018", "sin declarar", "sin declarar", "nadie", "sin evidencia cargada"]
    assert second[1:] == ["julio a agosto de 2018", "sin declarar", "limitado", HOSTILE, f"{HOSTILE[:8]}; acta 4"]
    assert "completo" not in {cell for row in (first, second) for cell in row}


def test_activities_errata_and_completeness_are_those_of_the_tables(report: Path, hard: Released) -> None:
    read = page(report, "es")
    assert table(read, "actividades") == [["Quilicura", "1.100", "1.200", "3", "92\u00a0%"]]
    assert table(read, "erratas") == [["2", f"comparison: {HOSTILE}", "10", "12", HOSTILE]]
    expected = hard.rows(
        "SELECT count(*) AS expected, count(*) FILTER (status = 'partial') AS partial, "
        "count(*) FILTER (status = 'missing') AS missing FROM completeness WHERE status <> 'not_expected' "
        "GROUP BY institution, indicator"
    )
    wanted = Counter(
        tuple(
            number(n, "es")
            for n in (r["expected"], r["expected"] - r["partial"] - r["missing"], r["partial"], r["missing"])
        )
        for r in expected
    )
    assert Counter(tuple(row[2:]) for row in table(read, "calidad")) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_are_text_in_the_page_and_in_the_description_of_the_data(report: Path, language: str) -> None:
    raw = (report / f"informe.{language}.html").read_text(encoding="utf-8")
    assert "<script>alert" not in raw
    assert raw.count("</script") == 1
    read = read_page(raw)
    assert HOSTILE in read.one("main").text
    described = json.loads(read.one("script").text)
    assert described["@type"] == "Dataset"
    assert described["creditText"] == described["spatialCoverage"] == HOSTILE
    assert described["license"].startswith("https://creativecommons.org/")
    assert described["url"] == BASE
    assert described["version"] == "1"


def test_the_paper_has_the_blocks_of_the_page_and_hostile_texts_are_data_in_it(report: Path, hard: Released) -> None:
    paper = (report / "informe.es.pdf").read_bytes()
    assert paper.startswith(b"%PDF-")
    data = paper_data(read_public_edition(hard.public_file))
    headings = [block["text"] for block in data["blocks"] if block["kind"] == "heading" and block["level"] == 2]
    assert headings == [each.text for each in page(report, "es").every("h2")]
    assert HOSTILE in headings
    grids = [[list(row) for row in block["rows"]] for block in data["blocks"] if block["kind"] == "grid"]
    assert table(page(report, "es"), "resumen") in grids
    answers = [block for block in data["blocks"] if block["kind"] == "answer"]
    assert [block["counts"] for block in answers if block["counts"]] == [
        each.text for each in page(report, "es").every("p", class_="pair")
    ]
    assert len(data["sums"]) == sum(bool(block["recount"]) for block in answers)


def test_the_same_edition_gives_the_same_paper(report: Path, hard: Released, tmp_path: Path) -> None:
    from etl.report.paper import write_paper

    again = write_paper(read_public_edition(hard.public_file), tmp_path / "otra.pdf")
    assert again.read_bytes() == (report / "informe.es.pdf").read_bytes()
