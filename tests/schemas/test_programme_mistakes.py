"""Every mistake in a programme's files is one line with file, key, what is wrong and the cure; exit status 2."""

import json
import re
from collections.abc import Callable

import pytest

from etl.cli import main
from schemas.errors import ProgrammeError
from tests.schemas.mistakes import MISTAKES, Mistake
from tests.small_programme import SmallProgramme

NAMES = [mistake.name for mistake in MISTAKES]


def spoil(programme: SmallProgramme, mistake: Mistake) -> None:
    if mistake.old is None:
        programme.write(mistake.file, mistake.new)
    else:
        programme.change(mistake.file, mistake.old, mistake.new)


def test_the_programme_without_a_mistake_is_sound(small_programme: SmallProgramme) -> None:
    assert small_programme.load().id == "prueba"


@pytest.mark.parametrize("mistake", MISTAKES, ids=NAMES)
def test_a_mistake_is_one_line_with_file_key_and_cure(small_programme: SmallProgramme, mistake: Mistake) -> None:
    spoil(small_programme, mistake)
    with pytest.raises(ProgrammeError) as caught:
        small_programme.load()
    error = caught.value
    assert error.es.startswith(f"{mistake.file}: {mistake.key}: ")
    assert mistake.says in error.es
    assert error.en.startswith(f"{mistake.file}: {mistake.key}: ")
    assert mistake.in_english in error.en
    assert "\n" not in error.es + error.en


@pytest.mark.parametrize("mistake", MISTAKES, ids=NAMES)
def test_the_spanish_line_has_no_english_in_it(small_programme: SmallProgramme, mistake: Mistake) -> None:
    spoil(small_programme, mistake)
    with pytest.raises(ProgrammeError) as caught:
        small_programme.load()
    said = re.sub(r"«[^»]*»|\(\?P<\w+>…\)", "", caught.value.es)
    assert re.findall(r"\b(?:the|should|input|valid|must|is|not|expected|at|line|error|missing)\b", said) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=NAMES)
def test_the_command_says_the_same_and_ends_with_2(
    small_programme: SmallProgramme,
    mistake: Mistake,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(small_programme, mistake)
    said = {}
    for options in ([], ["--lang", "en"], ["--json"]):
        monkeypatch.setattr("sys.argv", ["seamos", *small_programme.arguments(*options)])
        with pytest.raises(SystemExit) as left:
            main()
        assert left.value.code == 2
        said[" ".join(options)] = capsys.readouterr()
    assert [len(streams.err.splitlines()) for streams in said.values()] == [1, 1, 1]
    assert mistake.says in said[""].err
    assert mistake.in_english in said["--lang en"].err
    assert said[""].out == said["--lang en"].out == ""
    (line,) = said["--json"].out.splitlines()
    assert mistake.says in json.loads(line)["error"]
    assert not small_programme.home.root.exists(), "a broken programme must leave nothing behind"


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("window reversed", [], "ponga en «from»"),
        ("territory without population", ["--lang", "en"], "has no population"),
        ("feed without its date column", ["--json"], 'event_date = ["…"]'),
    ],
)
def test_as_a_process(small_programme: SmallProgramme, name: str, options: list[str], expected: str) -> None:
    spoil(small_programme, MISTAKES[NAMES.index(name)])
    ended = small_programme.process(*options)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert expected in ended.stderr
    if "--json" in options:
        (line,) = ended.stdout.splitlines()
        assert expected in json.loads(line)["error"]
    else:
        assert ended.stdout == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("programme.toml", None),
        ("territories.csv", None),
        ("programme.toml", 'place = "Asunción"'.encode("cp1252")),
        ("territories.csv", b""),
    ],
)
def test_files_that_are_missing_or_unreadable(
    small_programme: SmallProgramme, name: str, content: bytes | None
) -> None:
    path = small_programme.directory / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProgrammeError, match=f"^{name}: "):
        small_programme.load()


def test_no_programme_folder(small_programme: SmallProgramme) -> None:
    small_programme.write("x.txt", "x")
    ended = small_programme.arguments()
    assert str(small_programme.directory) in ended
    with pytest.raises(ProgrammeError, match="--programme"):
        SmallProgramme(small_programme.root / "nowhere").load()


def excel(text: str) -> bytes:
    """As Excel saves a CSV in Paraguay: semicolons, Windows-1252, rows filled up with empty cells."""
    lines = [line.replace(",", ";") + ";;" for line in text.splitlines()]
    return "\r\n".join([*lines, ";;;;;;", ""]).encode("cp1252")


@pytest.mark.parametrize("prefix", [b"", b"sep=;\r\n"])
def test_csv_files_that_excel_saved_are_read(make_programme: Callable[..., SmallProgramme], prefix: bytes) -> None:
    plain = make_programme("plain")
    saved = make_programme("saved")
    for name in ("territories.csv", "population.csv", "offences.csv", "gazetteer.csv"):
        path = saved.directory / name
        path.write_bytes(prefix + excel(path.read_text(encoding="utf-8")))
    one, other = plain.load(), saved.load()
    for table in ("territories", "population", "offences", "gazetteer"):
        assert getattr(one, table).drop("line").equals(getattr(other, table).drop("line")), table


def test_the_line_of_a_mistake_is_that_of_the_file(small_programme: SmallProgramme) -> None:
    text = 'id,name,role,parent,note\n\ncentro,Centro,intervention,,"dos\nrenglones"\nnorte,Norte,nada,,\n'
    small_programme.write("territories.csv", text)
    with pytest.raises(ProgrammeError, match="línea 5, role") as caught:
        small_programme.load()
    assert "línea 5, role" in caught.value.es
