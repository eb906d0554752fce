"""What citizens see first: figures as published, nothing else fetched, nothing of a file read as HTML."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from etl.light_pages import write_light_pages
from etl.public_edition import NotPublicError
from etl.words.numbers import number
from schemas.words import LANGUAGES
from tests.hostile_edition import BASE, HOSTILE, WITHHELD, Released
from tests.page_reader import Element, asks_elsewhere, read_page

TERRITORIES = ("conchali", "estacion_central", "quilicura", "quilpue", "renca")


def page(pages: Path, name: str) -> Element:
    return read_page((pages / name).read_text(encoding="utf-8"))


def card(found: Element, indicator: str) -> Element:
    return next(each for each in found.every(class_="answer") if each.attributes["data-indicator"] == indicator)


def every_page(pages: Path) -> list[Path]:
    found = sorted(pages.rglob("*.html"))
    assert len(found) == len(LANGUAGES) * (2 + len(TERRITORIES)) + 1 + len(TERRITORIES)
    return found


def test_each_page_is_small_runs_nothing_and_fetches_nothing(pages: Path) -> None:
    for path in every_page(pages):
        assert path.stat().st_size < 100_000, path.name
        read = read_page(path.read_text(encoding="utf-8"))
        assert asks_elsewhere(read) == [], path.name
        assert not list(read.every("script"))


def test_the_reader_of_these_tests_sees_a_script_and_a_foreign_picture() -> None:
    bad = '<p onclick="x()"><script>1</script><img src="https://example.org/a.png"></p><link rel="stylesheet" href="x">'
    assert len(asks_elsewhere(read_page(bad))) == 4


def test_each_page_can_be_found_one_s_way_in(pages: Path) -> None:
    for path in every_page(pages):
        read = read_page(path.read_text(encoding="utf-8"))
        language = path.relative_to(pages).parts[0]
        assert read.one("html").attributes["lang"] == (language if language in LANGUAGES else "es")
        assert len(list(read.every("h1"))) == 1
        assert [len(list(read.every(tag))) for tag in ("main", "header", "footer")] == [1, 1, 1]
        skip = read.one("a", class_="skip").attributes["href"]
        assert read.one("main").attributes["id"] == skip.removeprefix("#")
        assert read.one("p", class_="band").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_of_every_territory_is_the_published_one(pages: Path, hard: Released, language: str) -> None:
    shown = 0
    for (indicator, territory), row in hard.headlines().items():
        found = card(page(pages, f"{language}/t/{territory}.html"), indicator)
        large = [each.text for line in found.every("p", class_="counts") for each in line.every("b")]
        if row["verdict"] == "withheld":
            assert large == []
            continue
        assert large == [number(row[name], language) for name in ("baseline_count", "current_count")]
        assert row[f"sentence_{language}"] == found.one("p", class_="quoted").text
        shown += 1
    assert shown == 19


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_says_the_same(pages: Path, hard: Released, language: str) -> None:
    front = page(pages, f"{language}/index.html")
    assert {each.attributes["data-territory"] for each in front.every("section", class_="community")} == set(
        TERRITORIES
    )
    for community in front.every("section", class_="community"):
        territory = community.attributes["data-territory"]
        for line in community.every("li"):
            row = hard.headlines().get((line.attributes["data-indicator"], territory))
            pairs = [each.text for each in line.every("span", class_="pair")]
            if row is None or row["verdict"] == "withheld":
                assert pairs == []
            else:
                counts = (number(row[name], language) for name in ("baseline_count", "current_count"))
                assert pairs == [" → ".join(counts)]


def test_activities_are_those_of_the_table_and_nobody_s_silence_is_no_zero(pages: Path) -> None:
    told = card(page(pages, "es/t/quilicura.html"), "actividades")
    assert told.one("p", class_="counts").text == "1.100 de 1.200 actividades (92\u00a0%)"
    silent = card(page(pages, "es/t/renca.html"), "actividades")
    assert "Nadie envía este dato" in silent.text
    assert not re.search(r"\d", silent.one("div", class_="said").text)


def test_a_withheld_cell_shows_nothing_and_says_why(pages: Path, hard: Released) -> None:
    indicator, territory = WITHHELD
    assert hard.headlines()[WITHHELD]["verdict"] == "withheld"
    for language, word in (("es", "Dato reservado"), ("gn", "Marandu oñeñongatúva"), ("en", "Withheld")):
        found = card(page(pages, f"{language}/t/{territory}.html"), indicator)
        assert word in found.one("p", class_="verdict").text
        assert not list(found.every("details", class_="recount"))
        assert not list(found.every("p", class_="counts"))
        figures = re.findall(r"\d+", found.one("div", class_="said").text)
        assert set(figures) <= {"5", "10", "137"}, "only the threshold and the help line"
        assert found.one("p", class_="withheld").text


def test_hostile_names_are_text(pages: Path) -> None:
    for path in every_page(pages):
        raw = path.read_text(encoding="utf-8")
        assert "<script" not in raw.lower()
        assert HOSTILE in read_page(raw).text
    assert HOSTILE in page(pages, "es/t/renca.html").one("h1").text


def test_the_preview_says_nothing_of_a_sensitive_indicator(pages: Path) -> None:
    for path in every_page(pages):
        read = read_page(path.read_text(encoding="utf-8"))
        told = " ".join(each.attributes.get("content", "") for each in read.every("meta"))
        assert not re.search("violencia|mbaretejeporu|domestic", told, re.IGNORECASE), path.name
        assert list(read.every("meta", property="og:title"))
    told = page(pages, "es/t/conchali.html").one("meta", property="og:description").attributes["content"]
    assert "generados" in told
    assert "Subieron" in told


def test_every_link_of_ours_leads_to_a_page_that_is_there(pages: Path) -> None:
    elsewhere = ("explorar", "informe/informe.es.html", "informe/informe.gn.html", "informe/informe.en.html")
    for path in every_page(pages):
        for link in read_page(path.read_text(encoding="utf-8")).every("a"):
            address = urlsplit(link.attributes["href"])
            if address.scheme or not address.path:
                continue
            target = (path.parent / unquote(address.path)).resolve()
            assert target.exists() or str(target.relative_to(pages.resolve())) in elsewhere, (
                path.name,
                link.attributes,
            )


def test_addresses_are_said_only_where_they_are_known(pages: Path, hard: Released, tmp_path: Path) -> None:
    known = page(pages, "t/conchali.html")
    assert known.one("link", rel="canonical").attributes["href"] == f"{BASE}/es/t/conchali.html"
    others = [each.attributes for each in known.every("link", rel="alternate")]
    assert {each["hreflang"] for each in others if "hreflang" in each} == set(LANGUAGES)
    assert [each["href"] for each in others if each.get("type") == "application/atom+xml"] == ["../feed.xml"]
    write_light_pages(hard.public_file, tmp_path)
    unknown = page(tmp_path, "es/t/conchali.html")
    assert not list(unknown.every("link"))


def test_help_can_be_dialled(pages: Path) -> None:
    numbers = {each.attributes["href"] for each in page(pages, "gn/t/renca.html").every("a") if each.text == "137"}
    assert numbers == {"tel:137"}


def test_the_internal_edition_is_refused(hard: Released, tmp_path: Path) -> None:
    internal = hard.home.root / "published" / "internal.duckdb"
    with pytest.raises(NotPublicError):
        write_light_pages(internal, tmp_path)
    assert list(tmp_path.iterdir()) == []
