"""A template, filled in and saved under a name of its feed, is a valid delivery; its example is not read."""

from datetime import date
from pathlib import Path

import pytest

from etl.answers.expected_name import expected_name
from etl.answers.own_workbook import OWN_SHEETS, ZERO_SHEET
from etl.demo.sheets import Sheet, ods_bytes, xlsx_bytes
from etl.judging.delivery import judge_delivery
from etl.judging.period import Span
from etl.locate import Locator
from etl.template import TemplateZero, read_template_zero, write_template
from etl.template.book import LISTS_SHEET
from schemas.errors import UsageError
from schemas.feed import Feed
from schemas.load import Programme, load_programme
from tests.answers.cells import pages, whole_text
from tests.answers.judged import KEY, sheets_of
from tests.small_programme import SmallProgramme

TODAY = date(2019, 7, 10)
SPAN = {1: (6, 6), 3: (4, 6), 6: (1, 6), 12: (1, 12)}
PROGRAMMES = Path(__file__).parents[2] / "data" / "programmes"
_NOT_DATA = {("sheet_not_read", name) for name in OWN_SHEETS}
SHIPPED = [
    ("paraguay", "policia_denuncias"), ("paraguay", "senad_procedimientos"), ("paraguay", "muni_asuncion_reclamos"),
    ("paraguay", "muni_luque_reclamos"), ("paraguay", "mesas_asuncion_actividades"), ("chile", "cead_casos"),
    ("paraguay", "mesas_luque_actividades"), ("paraguay", "mp_violencia_familiar"),
]  # fmt: skip


def blank(feed: Feed, programme: Programme, folder: Path) -> dict[str, list[list[str]]]:
    path = folder / "plantilla.xlsx"
    write_template(path, feed, programme, TODAY)
    return sheets_of(path)


def deliver(feed: Feed, programme: Programme, sheets: dict[str, list[list[str]]], folder: Path) -> Path:
    """Save the sheets as the instructions say."""
    first = date(2018, 1, 1) if feed.id == "cead_casos" else date(2019, SPAN[feed.period.months][0], 1)
    last = first.replace(month=SPAN[feed.period.months][1])
    path = folder / (expected_name(feed, Span(first, last), TODAY) or "")
    if feed.format == "csv":
        delimiter = ";" if feed.delimiter == "auto" else feed.delimiter
        lines = [delimiter.join(row) for row in sheets["Datos"]]
        path.write_bytes(
            "\r\n".join([*lines, ""]).encode("utf-8" if feed.encoding == "auto" else feed.encoding, "replace")
        )
    else:
        write = ods_bytes if feed.format == "ods" else xlsx_bytes
        path.write_bytes(write([Sheet(name, rows) for name, rows in sheets.items() if name != LISTS_SHEET]))
    return path


@pytest.mark.parametrize(("folder", "identity"), SHIPPED)
def test_the_example_row_typed_below_the_heading_is_accepted(folder: str, identity: str, tmp_path: Path) -> None:
    programme = load_programme(PROGRAMMES / folder)
    feed = programme.feeds[identity]
    sheets = blank(feed, programme, tmp_path)
    table = sheets["Datos"]
    table.append(next(row for row in table if row[1] and row != table[-1]))
    path = deliver(feed, programme, sheets, tmp_path)
    judgement, parts = judge_delivery(path, programme, Locator(programme), KEY)
    told = [row for row in parts.findings.to_dicts() if (row["kind"], row["value"]) not in _NOT_DATA]
    assert told == []
    assert judgement.outcome == "acceptable"
    assert judgement.rows_read == judgement.accepted == (6 if feed.wide_months else 1), "the example itself is not read"


@pytest.mark.parametrize(("folder", "identity"), SHIPPED)
def test_an_empty_template_has_no_rows(folder: str, identity: str, tmp_path: Path) -> None:
    programme = load_programme(PROGRAMMES / folder)
    feed = programme.feeds[identity]
    path = deliver(feed, programme, blank(feed, programme, tmp_path), tmp_path)
    judgement, _ = judge_delivery(path, programme, Locator(programme), KEY)
    assert judgement.findings_count == {"no_records": 1}


@pytest.fixture
def template(small_programme: SmallProgramme, tmp_path: Path) -> Path:
    programme, path = small_programme.load(), tmp_path / "plantilla.xlsx"
    write_template(path, programme.feeds["mesas_actividades"], programme, TODAY)
    return path


def test_drop_down_lists_hold_the_programmes_words(template: Path) -> None:
    book = pages(template)
    sources = book["Datos"].lists
    assert len(sources) == 3
    lists = book[LISTS_SHEET]
    assert lists.hidden
    columns = {cell.text: column for (row, column), cell in book["Datos"].cells.items() if cell.text.isupper()}
    held = {h: [c.text for (row, col), c in lists.cells.items() if col == n and row > 2] for h, n in columns.items()}
    assert held["ESTADO"] == ["Realizada", "Sí", "Suspendida", "No"]
    assert held["BARRIO"] == ["Centro", "Lejano", "Mariscal López", "Norte", "Ñu Guasú"]
    assert held["ACTIVIDAD"] == ["Charla"]
    assert f"'{LISTS_SHEET}'!$F$3:$F$6" in sources


def test_dropped_columns_are_not_asked_for(template: Path) -> None:
    assert "ENCARGADO" not in whole_text(template)


def test_the_instructions_say_under_which_name_to_save(template: Path) -> None:
    steps = pages(template)["Instrucciones"].texts()
    assert any("mesas_*.xlsx" in step and "«mesas_2019-T2.xlsx»" in step for step in steps)
    assert any("No escriba nombres, cédulas" in step for step in steps)


def test_nothing_is_ticked_in_a_blank_template(template: Path) -> None:
    assert read_template_zero(template) == TemplateZero("mesas_actividades", ())


@pytest.mark.parametrize("tick", ["X", "x", "Sí", "1", "✓"])
def test_a_ticked_month_is_declared_to_be_zero(template: Path, tick: str) -> None:
    sheets = sheets_of(template)
    sheets[ZERO_SHEET][4][0] = tick
    template.write_bytes(xlsx_bytes([Sheet(name, rows) for name, rows in sheets.items()]))
    assert read_template_zero(template) == TemplateZero("mesas_actividades", (date(2019, 5, 1),))


@pytest.mark.parametrize("no", ["", "no", "NO", "0", " "])
def test_what_says_no_is_no_tick(template: Path, no: str) -> None:
    sheets = sheets_of(template)
    sheets[ZERO_SHEET][4][0] = no
    template.write_bytes(xlsx_bytes([Sheet(name, rows) for name, rows in sheets.items()]))
    assert read_template_zero(template) == TemplateZero("mesas_actividades", ())


@pytest.mark.parametrize(
    ("text", "months", "unreadable"),
    [
        ("2018-3", (date(2018, 3, 1),), ()),
        ("03/2018", (date(2018, 3, 1),), ()),
        ("marzo de 2018", (date(2018, 3, 1),), ()),
        ("2018-03-01 00:00:00", (date(2018, 3, 1),), ()),
        ("13/2018", (), ("13/2018",)),
        ("este mes", (), ("este mes",)),
        ("", (), ("",)),
    ],
)
def test_a_month_may_be_written_otherwise_and_what_is_none_is_told(
    template: Path, text: str, months: tuple[date, ...], unreadable: tuple[str, ...]
) -> None:
    sheets = sheets_of(template)
    sheets[ZERO_SHEET][3] = ["X", text]
    path = template.with_suffix(".ods")
    path.write_bytes(ods_bytes([Sheet(name, rows) for name, rows in sheets.items()]))
    assert read_template_zero(path) == TemplateZero("mesas_actividades", months, unreadable)


def test_other_files_are_no_templates(small_programme: SmallProgramme, tmp_path: Path) -> None:
    other = tmp_path / "otro.xlsx"
    other.write_bytes(
        xlsx_bytes([Sheet(ZERO_SHEET, [["Sin casos este mes (marque con X)", "Mes (AAAA-MM)"], ["X", "2019-05"]])])
    )
    text = small_programme.send("a.csv", "X;2019-05\n")
    assert read_template_zero(other) is None
    assert read_template_zero(text) is None


def test_an_extraction_cell_and_a_fixed_heading_row_keep_their_places(
    small_programme: SmallProgramme, tmp_path: Path
) -> None:
    small_programme.change(
        "feeds/mesas_actividades.toml", "\n[period]", '\n[extraction]\nfrom = "cell"\ncell = "C2"\n\n[period]'
    )
    small_programme.change(
        "feeds/mesas_actividades.toml",
        "\n[states]",
        '\n[sheets]\nheader_at = 5\nheader_rows = 2\nnames = ["REGISTRO"]\n\n[states]',
    )
    programme = small_programme.load()
    feed = programme.feeds["mesas_actividades"]
    path = tmp_path / "mesas_2019-T2.xlsx"
    write_template(path, feed, programme, TODAY)
    sheets = sheets_of(path)
    table = sheets["REGISTRO"]
    assert table[5][:3] == ["FECHA", "ACTIVIDAD", "BARRIO"]
    table[1][2] = "10/07/2019"
    table.append(["03/05/2019", "Charla", "Centro", "", "12", "Sí", ""])
    path.write_bytes(xlsx_bytes([Sheet(name, rows) for name, rows in sheets.items()]))
    judgement, _ = judge_delivery(path, programme, Locator(programme), KEY)
    assert (judgement.accepted, judgement.rows_read) == (1, 1)
    assert judgement.extracted == date(2019, 7, 10)


def test_what_no_person_fills_in_has_no_template(small_programme: SmallProgramme, tmp_path: Path) -> None:
    small_programme.change("feeds/mesas_actividades.toml", 'format = "xlsx"', 'format = "parquet"')
    programme = small_programme.load()
    with pytest.raises(UsageError, match="no template"):
        write_template(tmp_path / "p.xlsx", programme.feeds["mesas_actividades"], programme, TODAY)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_months_that_a_pattern_does_not_tell_are_a_clear_error(small_programme: SmallProgramme, tmp_path: Path) -> None:
    name = "feeds/fiscalia_totales.toml"
    small_programme.change(name, 'month = ["MES"]\n', "")
    small_programme.change(name, 'count = ["CANTIDAD"]\n', "")
    small_programme.change(
        name, "\n[period]", "\n[wide_months]\npattern = 'cifra (?P<month>\\w+) del (?P<year>\\d{4})'\n\n[period]"
    )
    programme = small_programme.load()
    with pytest.raises(UsageError, match=r"wide_months\.pattern"):
        write_template(tmp_path / "p.xlsx", programme.feeds["fiscalia_totales"], programme, TODAY)
