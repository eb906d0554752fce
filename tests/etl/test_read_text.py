"""Delimited text of any encoding, delimiter and quoting that agencies send reads the same."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.judging.delivery import Judgement
from etl.judging.sinks import Parts
from etl.read import text_pieces
from etl.read.delivery_file import read_blocks
from etl.read.field_counts import even_records, layout
from tests.etl.conftest import Judge
from tests.small_programme import SmallProgramme

NAME = "policia_denuncias_2018-01_ext20180315.csv"
HEADING = ("NRO", "FECHA", "HECHO", "BARRIO", "DENUNCIANTE")
ROWS = (
    ("1", "03/01/2018", "ROBO", "Ñu Guasú", "Peña"),
    ("2", "04/01/2018", "Robo agravado", "Mariscal López", "Núñez"),
    ("3", "05/01/2018", "VIOLENCIA FAMILIAR", "Centro", "x"),
)
TERRITORIES = ["sur", "norte", "centro"]


def text(delimiter: str = ";", end: str = "\r\n", rows: tuple[tuple[str, ...], ...] = ROWS, quote: bool = False) -> str:
    buffer = io.StringIO()
    quoting = csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL
    csv.writer(buffer, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows([HEADING, *rows])
    return buffer.getvalue()


def territories(judged: tuple[Judgement, Parts]) -> list[str]:
    judgement, parts = judged
    assert judgement.outcome == "acceptable", judgement.why
    return [str(territory) for territory in parts.records.sort("row")["territory"].to_list()]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "cp850"]
)
def test_encodings(judge: Judge, encoding: str) -> None:
    judged = judge(NAME, text().encode(encoding))
    assert territories(judged) == TERRITORIES
    assert dict(judged[0].findings_count) == {}


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("quote", [False, True], ids=["bare", "quoted"])
def test_delimiters_line_ends_and_quotes(judge: Judge, delimiter: str, end: str, quote: bool) -> None:
    assert territories(judge(NAME, text(delimiter, end, quote=quote))) == TERRITORIES


@pytest.mark.parametrize(
    ("declared", "sent", "told"),
    [
        ("windows-1252", "utf-8", {"other_encoding": 1}),
        ("windows-1252", "utf-8-sig", {"other_encoding": 1}),
        ("windows-1252", "cp1252", {}),
        ("latin-1", "cp1252", {}),
        ("utf-8", "cp1252", {"other_encoding": 1}),
        ("utf-8", "utf-16", {"other_encoding": 1}),
        ("cp850", "cp850", {}),
    ],
)
def test_another_encoding_than_agreed_is_told_and_read(
    small_programme: SmallProgramme, judge: Judge, declared: str, sent: str, told: dict[str, int]
) -> None:
    small_programme.change("feeds/policia_denuncias.toml", 'format = "csv"', f'format = "csv"\nencoding = "{declared}"')
    judged = judge(NAME, text().encode(sent))
    assert territories(judged) == TERRITORIES
    assert dict(judged[0].findings_count) == told


def test_another_delimiter_than_agreed_is_read_where_the_heading_is_whole(
    small_programme: SmallProgramme, judge: Judge
) -> None:
    small_programme.change("feeds/policia_denuncias.toml", 'format = "csv"', 'format = "csv"\ndelimiter = ";"')
    assert territories(judge(NAME, text(","))) == TERRITORIES


def test_quoted_newlines_delimiters_and_marks(judge: Judge) -> None:
    rows = (
        ("1", "03/01/2018", "ROBO", "Centro", "dos\nrenglones; y un separador"),
        ("2", "04/01/2018", "ROBO", "Norte", 'apodo "el zurdo"'),
        ("3", "05/01/2018", "ROBO", "Centro", "cinco\n\n\nmás\r\n"),
        ("4", "x", "ROBO", "Centro", ""),
    )
    judged = judge(NAME, text(rows=rows))
    assert territories(judged) == ["centro", "norte", "centro"]
    assert judged[1].findings["row"].to_list() == [5], "the spreadsheet's row, not the line of the file"


def test_a_quotation_mark_left_open_loses_no_row(judge: Judge) -> None:
    lines = [f"{n};03/01/2018;ROBO;Centro;x" for n in range(1, 601)]
    lines[2] = '3;03/01/2018;ROBO;Centro;"quedó abierta'
    judgement, _ = judge(NAME, ";".join(HEADING) + "\n" + "\n".join(lines) + "\n")
    assert judgement.rows_read == 600
    assert judgement.accepted == 600


def test_marks_inside_words_are_letters(judge: Judge) -> None:
    content = ";".join(HEADING) + '\n1;03/01/2018;ROBO;Centro;Juan "Tito" P\n2;03/01/2018;ROBO;Norte;5" x\n'
    assert territories(judge(NAME, content)) == ["centro", "norte"]


STRAY = text().encode().replace("ú;".encode(), b"\xfa;").replace("López".encode(), "López".encode())


def test_stray_bytes_in_utf8_are_repaired_where_certain_and_told(judge: Judge) -> None:
    judged = judge(NAME, STRAY)
    assert territories(judged) == TERRITORIES
    (finding,) = judged[1].findings.rows(named=True)
    assert (finding["kind"], finding["severity"], finding["row"]) == ("stray_bytes", "warning", 2)
    assert (finding["column"], finding["value"]) == ("BARRIO", "Ñu Guasú")


def test_a_stray_byte_that_is_no_letter_is_told_and_not_guessed(judge: Judge) -> None:
    judgement, parts = judge(NAME, text().encode().replace("ú;".encode(), b"\x81;"))
    assert dict(judgement.findings_count) == {"damaged_text": 1, "unknown_place": 1}
    assert parts.quarantine.height == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_words_encoded_twice_are_repaired_and_told(judge: Judge, encoding: str) -> None:
    twice = "Mariscal López".encode().decode("cp1252")
    judged = judge(NAME, text().replace("Mariscal López", twice).encode(encoding))
    assert territories(judged) == TERRITORIES
    (finding,) = judged[1].findings.rows(named=True)
    assert (finding["kind"], finding["value"]) == ("twice_encoded", "Mariscal López")


@pytest.mark.parametrize("word", ["«Tacumbá»", "Ypané’", "Ãva", "PYTÃ’", "100 Â", "á", "Ñu"])
def test_words_that_only_look_encoded_twice_stay(judge: Judge, word: str) -> None:
    _, parts = judge(NAME, text(rows=(*ROWS, ("9", "06/01/2018", "ROBO", word, ""))))
    assert parts.findings.filter(kind="twice_encoded").is_empty()
    assert parts.findings.filter(kind="unknown_place")["value"].to_list() == [word]


def test_letters_of_dropped_and_shifted_text_are_not_told(judge: Judge) -> None:
    content = text(rows=(ROWS[0], ("2", "04/01/2018", "ROBO", "MuÃ±oz", "a", "b"), ROWS[2])).replace("Peña", "PeÃ±a")
    judgement, parts = judge(NAME, content)
    assert dict(judgement.findings_count) == {"shifted_row": 1}
    assert parts.findings["value"].to_list() == [None]


@pytest.mark.parametrize(
    ("line", "sound"),
    [
        ("1;03/01/2018;ROBO;Centro;x", True),
        ("1;03/01/2018;ROBO;Centro;", True),
        ("1;03/01/2018;ROBO;Centro", False),
        ("1;03/01/2018;ROBO;Centro;x;y", False),
        ("1;03/01/2018;ROBO", False),
        ('"1";"03/01/2018";"ROBO";"Centro";"x"', True),
        ('"1";"03/01/2018";"ROBO";"Centro"', False),
    ],
)
def test_rows_of_another_width_are_shifted(judge: Judge, line: str, sound: bool) -> None:
    judgement, _ = judge(NAME, text(rows=ROWS) + line.replace("1;", "8;", 1) + "\n")
    assert judgement.rows_read == 4
    assert judgement.findings_count.get("shifted_row", 0) == (0 if sound else 1)


def test_one_row_too_long_and_one_too_short_do_not_hide_each_other(judge: Judge) -> None:
    content = ";".join(HEADING) + "\n1;03/01/2018;ROBO;Centro;;\n2;03/01/2018;ROBO;Norte\n3;03/01/2018;ROBO;Centro;x\n"
    judgement, _ = judge(NAME, content)
    assert judgement.findings_count["shifted_row"] == 2


def test_empty_columns_that_excel_adds_to_every_row_do_no_harm(judge: Judge) -> None:
    padded = "\n".join(line + ";;;" for line in text(end="\n").splitlines())
    assert territories(judge(NAME, padded)) == TERRITORIES


def test_titles_above_the_heading_and_excels_separator_line(judge: Judge) -> None:
    content = "sep=;\r\nPolicía Nacional\r\n\r\nInforme de enero;;;;\r\n" + text()
    judgement, parts = judge(NAME, content)
    assert territories((judgement, parts)) == TERRITORIES
    assert judgement.rows_skipped == 4
    assert parts.records["row"].to_list() == [6, 7, 8]


def test_a_column_sent_twice_is_refused_since_nobody_can_tell_which_is_meant(judge: Judge) -> None:
    judgement, _ = judge(NAME, "NRO;FECHA;HECHO;BARRIO;Fecha\n1;03/01/2018;ROBO;Centro;04/01/2018\n")
    assert dict(judgement.findings_count) == {"repeated_column": 1}
    assert "«Fecha»" in (judgement.why or "")


def cells(small_programme: SmallProgramme, name: str) -> list[tuple[object, ...]]:
    """Every row that reading hands on, whatever the blocks."""
    feed = small_programme.load().feeds["policia_denuncias"]
    return [row for block in read_blocks(small_programme.feeds / name, feed) for row in block.frame.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_cut_into_pieces_gives_the_same(
    small_programme: SmallProgramme, monkeypatch: pytest.MonkeyPatch, encoding: str, end: str
) -> None:
    rows = tuple(
        (str(n), f"{1 + n % 28:02d}/01/2018", "ROBO", "Ñu Guasú" if n % 3 else "Centro", f"a;b{end}c" if n % 5 else "ñ")
        for n in range(60)
    )
    small_programme.send(NAME, text(end=end, rows=rows).encode(encoding))
    whole = cells(small_programme, NAME)
    assert len(whole) == 60
    monkeypatch.setattr(text_pieces, "LONGEST_RECORD", 10_000)
    for size in (7, 64, 1000):
        monkeypatch.setattr(text_pieces.utf8_pieces, "__defaults__", (size,))
        assert cells(small_programme, NAME) == whole, size


@pytest.mark.parametrize(
    ("data", "counts"),
    [
        (b"a;b\n1;2\n", 2),
        (b"a;b\n\n1;2", 3),
        (b'"a;b";c\n"d\ne";f\n', 2),
        (b'"a""b";c\n', 1),
        (b'a"b;c\n"d;e\n', None),
        (b'"a;b\n', None),
    ],
)
def test_records_are_counted_without_parsing(data: bytes, counts: int | None) -> None:
    found = layout(data, ";")
    assert (found.records if found else None) == counts


@given(st.text(alphabet=";\r\nañ", max_size=40), st.integers(1, 4))
def test_records_are_even_where_each_has_the_fields_of_the_heading(text: str, width: int) -> None:
    lines = text.split("\n")
    records = lines[:-1] if lines[-1] == "" else lines
    even = bool(records) and all(line.count(";") == width - 1 for line in records)
    assert even_records(text.encode(), ";", width) == (len(records) if even else None)


def test_delimiters_that_wrap_around_are_counted() -> None:
    assert even_records(b";" * 256 + b"\n\n", ";", 1) is None
    assert even_records(b"\n" * 257, ";", 257) is None
    assert even_records((b";" * 255 + b"\n") * 3, ";", 256) == 3
