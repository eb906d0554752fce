"""A corrected answer comes back: whatever a person does to it, its rows are read as meant or not at all."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from etl.answers.correction import Correction, read_correction, split_keys
from etl.answers.receipt import ID_LABEL, OBSERVED_SHEET, RECEIPT_SHEET
from etl.demo.sheets import Sheet, ods_bytes, xlsx_bytes
from etl.judging.block_judge import BlockJudge
from etl.judging.period import Span
from etl.judging.sifting import sift
from etl.locate import Locator
from etl.parts import delivery_id
from etl.refusal import Refusal
from etl.template import write_template
from tests.answers.judged import FAULTY, GOOD, KEY, Judged, judge, police, saved, sheets_of
from tests.small_programme import SmallProgramme

Sheets = dict[str, list[list[str]]]


@pytest.fixture
def judged(small_programme: SmallProgramme) -> Judged:
    return judge(small_programme, police(GOOD, *FAULTY))


@pytest.fixture
def answer(judged: Judged, tmp_path: Path) -> Path:
    return judged.answer(tmp_path / "respuestas")[0]


def read(path: Path) -> Correction:
    correction = read_correction(path)
    assert correction is not None
    return correction


def put(sheets: Sheets, row: int, heading: str, text: str) -> None:
    """Write into the observed rows: `row` is that of the sent file."""
    table = sheets[OBSERVED_SHEET]
    (line,) = [cells for cells in table if cells[0] == str(row)]
    line[table[0].index(heading)] = text


def texts(correction: Correction, row: int) -> dict[str, str | None]:
    (found,) = correction.frame.filter(correction.frame["row"] == row).to_dicts()
    return found


def test_an_untouched_answer_is_read_as_it_was_sent(judged: Judged, answer: Path) -> None:
    correction = read(answer)
    assert correction.delivery == delivery_id(judged.judgement)
    assert correction.feed == "policia_denuncias"
    assert correction.frame["row"].to_list() == [3, 4, 5]
    assert correction.frame["sheet"].to_list() == [None, None, None]
    assert texts(correction, 3)["event_date"] == "31/02/2019"
    assert texts(correction, 4)["offence"] == "HECHO RARO"
    assert texts(correction, 5)["offence"] is None
    assert correction.headings["event_date"] == "FECHA"
    assert correction.unnumbered == ()


def test_a_corrected_answer_is_accepted_and_what_was_not_corrected_is_not(judged: Judged, answer: Path) -> None:
    sheets = sheets_of(answer)
    put(sheets, 3, "FECHA", "28/02/2019")
    put(sheets, 4, "HECHO", "HURTO")
    put(sheets, 4, "BARRIO", "Centro")
    correction = read(saved(answer, sheets))
    programme = judged.programme
    feed = programme.feeds[correction.feed]
    judge_again = BlockJudge(feed, programme, Locator(programme), KEY)
    period = Span(date(2019, 2, 1), date(2019, 5, 1))
    (block,) = correction.blocks()
    (sifted,) = sift([(block, period)])
    outcome = judge_again.judge(sifted)
    assert outcome.rows_read == 3
    assert sorted(outcome.records["row"].to_list()) == [3, 4]
    assert outcome.quarantine["row"].to_list() == [5]


@pytest.mark.parametrize("text", ["=1+1", "+595", "-2", "@SUM(A1)", "'=1"])
def test_a_hostile_text_is_read_as_it_was_sent(small_programme: SmallProgramme, tmp_path: Path, text: str) -> None:
    row = f"8;31/02/2019;04/05/2019;;{text};Central;Luque;Norte;;;;;"
    answer = judge(small_programme, police(GOOD, row)).answer(tmp_path)[0]
    assert texts(read(answer), 3)["offence"] == text
    assert texts(read(saved(answer, sheets_of(answer))), 3)["offence"] == text


def test_renamed_reordered_and_with_blank_and_deleted_rows(answer: Path) -> None:
    sheets = sheets_of(answer)
    table = sheets[OBSERVED_SHEET]
    blank = [""] * len(table[0])
    turned = [list(reversed(row)) for row in (table[0], blank, table[3], blank, table[1])]
    sheets = {"Hoja1": [["Nota"], ["corregido por la oficina"], *turned], **sheets}
    del sheets[OBSERVED_SHEET]
    sheets[RECEIPT_SHEET].insert(0, [""] * len(sheets[RECEIPT_SHEET][0]))
    correction = read(saved(answer.with_name("reenvío (2).xlsx"), sheets))
    assert correction.frame["row"].to_list() == [5, 3]
    assert texts(correction, 3)["event_date"] == "31/02/2019"


def test_saved_as_ods_it_is_read_too(answer: Path) -> None:
    path = answer.with_suffix(".ods")
    path.write_bytes(ods_bytes([Sheet(name, rows) for name, rows in sheets_of(answer).items()]))
    assert read(path).frame["row"].to_list() == [3, 4, 5]


def test_dates_and_numbers_that_a_spreadsheet_made_its_own(answer: Path) -> None:
    sheets = sheets_of(answer)
    with xlsxwriter.Workbook(str(answer)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, text in enumerate(row):
                    if name == OBSERVED_SHEET and text == "31/02/2019":
                        page.write_datetime(r, c, date(2019, 2, 28), day)
                    elif name == OBSERVED_SHEET and c == 0 and r:
                        page.write_number(r, c, float(text))
                    elif text:
                        page.write_string(r, c, text)
    correction = read(answer)
    assert correction.frame["row"].to_list() == [3, 4, 5]
    assert str(texts(correction, 3)["event_date"]).startswith("2019-02-28")


def test_a_row_without_its_number_corrects_nothing_and_is_named(answer: Path) -> None:
    sheets = sheets_of(answer)
    sheets[OBSERVED_SHEET][2][0] = "la segunda"
    correction = read(saved(answer, sheets))
    assert correction.frame["row"].to_list() == [3, 5]
    assert correction.unnumbered == (3,)


def test_a_row_that_was_emptied_is_given_up(answer: Path) -> None:
    sheets = sheets_of(answer)
    table = sheets[OBSERVED_SHEET]
    table[1] = [
        text if heading in ("Fila", "NRO", "Observación") else ""
        for heading, text in zip(table[0], table[1], strict=True)
    ]
    assert read(saved(answer, sheets)).frame["row"].to_list() == [4, 5]


def test_a_key_is_not_hashed_twice_and_a_typed_reference_is_told_apart(answer: Path) -> None:
    sheets = sheets_of(answer)
    put(sheets, 4, "NRO", "2019-77")
    correction = read(saved(answer, sheets))
    keys = split_keys(correction.frame["case_ref"])
    assert [key is None for key in keys] == [False, True, False]
    assert all(len(key) == 16 for key in keys.drop_nulls())
    assert texts(correction, 4)["case_ref"] == "2019-77"


def test_each_sheet_of_the_original_is_a_block(small_programme: SmallProgramme, tmp_path: Path) -> None:
    heading = ["FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE"]
    bad = [[f"0{day}/02/2019", "Charla", "Centro", "Escuela", "12", "Quizás", ""] for day in (3, 4, 5)]
    good = ["06/02/2019", "Charla", "Centro", "Escuela", "12", "Sí", ""]
    content = xlsx_bytes([Sheet("ENERO", [heading, bad[0]]), Sheet("FEBRERO", [heading, *bad[1:], good])])
    correction = read(judge(small_programme, content, "mesas_2019-T1.xlsx").answer(tmp_path)[0])
    assert [(b.sheet, b.frame["row"].to_list()) for b in correction.blocks()] == [("ENERO", [2]), ("FEBRERO", [2, 3])]


def test_an_answer_that_lost_its_id_is_refused(answer: Path) -> None:
    sheets = sheets_of(answer)
    sheets[RECEIPT_SHEET] = [row for row in sheets[RECEIPT_SHEET] if row[0] != ID_LABEL]
    with pytest.raises(Refusal, match="lost the delivery's id") as refusal:
        read_correction(saved(answer, sheets))
    assert refusal.value.kind == "unreadable"


@pytest.mark.parametrize("wrong", ["../../x", "policia-123", "policia_denuncias-ABCDEF123456", ""])
def test_an_id_of_another_form_is_none(answer: Path, wrong: str) -> None:
    sheets = sheets_of(answer)
    (line,) = [row for row in sheets[RECEIPT_SHEET] if row[0] == ID_LABEL]
    line[1] = wrong
    with pytest.raises(Refusal):
        read_correction(saved(answer, sheets))


def test_an_answer_without_its_headings_is_refused(answer: Path) -> None:
    sheets = sheets_of(answer)
    sheets[OBSERVED_SHEET] = sheets[OBSERVED_SHEET][1:]
    with pytest.raises(Refusal):
        read_correction(saved(answer, sheets))


def test_other_files_are_no_answers(small_programme: SmallProgramme, tmp_path: Path) -> None:
    programme = small_programme.load()
    other = tmp_path / "mesas_2019-T1.xlsx"
    other.write_bytes(xlsx_bytes([Sheet(OBSERVED_SHEET, [["Fila", "Hoja", "Observación"], ["1", "", ""]])]))
    template = tmp_path / "plantilla.xlsx"
    write_template(template, programme.feeds["mesas_actividades"], programme, date(2019, 2, 1))
    broken = tmp_path / "roto.xlsx"
    broken.write_bytes(other.read_bytes()[:700])
    text = small_programme.send("policia_denuncias_2019-05.csv", police(GOOD))
    receipt = judge(small_programme, police(GOOD)).answer(tmp_path)[0]
    for path in (other, template, broken, text, receipt):
        assert read_correction(path) is None
