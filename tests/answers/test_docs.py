"""The guides tell the truth: every key, column, kind and command is there, and the worked example loads as it says."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pydantic import BaseModel

from etl.answers.expected_name import delivery_span, expected_name
from etl.cli import app
from etl.judging.delivery import Judgement, judge_delivery
from etl.judging.sinks import Parts
from etl.locate import Locator
from schemas.feed import STANDARD_COLUMNS, Feed
from schemas.finding_kinds import KINDS
from schemas.load import load_programme
from tests.answers.judged import KEY

ROOT = Path(__file__).parents[2]
FEEDS = (ROOT / "docs" / "feeds.md").read_text(encoding="utf-8")
GUIDES = ("feeds.md", "para-quien-envia-datos.md", "mes-a-mes.md", "si-algo-sale-mal.md")


def section(title: str) -> str:
    return FEEDS.split(f"\n## {title}\n")[1].split("\n## ")[0]


def first_cells(table: str) -> list[str]:
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    return [key for row in rows for key in re.findall(r"`([^`]+)`", row)]


def keys_of(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = f"{prefix}{field.alias or name}"
        nested = [part for part in (field.annotation, *getattr(field.annotation, "__args__", ())) if is_model(part)]
        yield f"[{key}]" if nested or name == "columns" else key
        for part in nested:
            yield from keys_of(part, f"{key}.")


def is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def test_every_key_of_a_feed_file_is_documented_and_no_other() -> None:
    assert sorted(first_cells(section("Every key"))) == sorted(keys_of(Feed))


def test_the_documented_defaults_are_the_true_ones() -> None:
    rows = [row.split("|") for row in section("Every key").splitlines() if row.startswith("| `")]
    said = {row[1].strip(" `"): row[2].strip(" `") for row in rows}
    for name, field in Feed.model_fields.items():
        if field.is_required():
            assert said.get(name, said.get(f"[{name}]")) == "–", name
        elif isinstance(field.default, bool | float):
            assert said[name] == str(field.default).lower(), name
        elif isinstance(field.default, str | tuple):
            written = str(list(field.default) if isinstance(field.default, tuple) else f'"{field.default}"')
            assert said[name] == written.replace("'", '"'), name


def test_every_standard_column_is_documented_with_its_grains_and_no_other() -> None:
    rows = [row.split("|") for row in section("Standard columns").splitlines() if row.startswith("| `")]
    said = {name: row[2].strip() for row in rows for name in re.findall(r"`([^`]+)`", row[1])}
    grains = ("incident", "monthly_count", "activity")
    true = {
        name: [grain for grain in grains if name in STANDARD_COLUMNS[grain]]
        for columns in STANDARD_COLUMNS.values()
        for name in columns
    }
    assert {name: list(grains) if text == "all" else text.split(", ") for name, text in said.items()} == true


def test_the_list_of_findings_is_the_closed_list() -> None:
    written = [row for row in section("Every finding").splitlines() if row.startswith("| `")]
    for row, kind in zip(written, KINDS.values(), strict=True):
        start = f"| `{kind.kind}` | {kind.severity} | {'file' if kind.whole_file else 'row'} | "
        words = kind.es.replace("{value}", "…").replace("{column}", "…")
        assert row.startswith(start), f"docs/feeds.md lacks or misplaces: {start}{words} |"
        said = row.removeprefix(start).removesuffix(" |")
        assert said == words if kind.es != "{value}" else len(said) > 20, kind.kind


def files_in(markdown: str) -> dict[str, str]:
    """The blocks of the worked example, by the file name that stands above each."""
    return dict(re.findall(r"^`([^`\n]+)`:\n\n```\w*\n(.*?)```", markdown, re.DOTALL | re.MULTILINE))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Judgement, Parts]:
    root = tmp_path_factory.mktemp("ejemplo")
    shutil.copytree(ROOT / "data" / "programmes" / "paraguay", root / "programa")
    blocks = files_in(section("A worked example"))
    for name in ("programme.toml", "offences.csv"):
        path = root / "programa" / name
        path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + blocks[name], encoding="utf-8")
    (root / "programa" / "feeds" / "defensoria_reclamos.toml").write_text(blocks["feeds/defensoria_reclamos.toml"])
    file = root / "reclamos_defensoria_mayo_2019.csv"
    file.write_text(blocks[file.name], encoding="utf-8")
    programme = load_programme(root / "programa")
    return judge_delivery(file, programme, Locator(programme), KEY)


def test_the_worked_example_loads_as_the_page_says(example: tuple[Judgement, Parts]) -> None:
    judgement, parts = example
    counts = (judgement.rows_read, judgement.accepted, judgement.quarantined, judgement.duplicates)
    said = re.search(r"(\d+) rows read, (\d+) accepted, (\d+) observed, (\d+) repeated", FEEDS)
    assert said is not None
    assert counts == tuple(map(int, said.groups()))
    assert judgement.feed == "defensoria_reclamos"
    assert judgement.dropped_columns == ("Vecino", "Celular")
    (bad,) = parts.findings.filter(parts.findings["severity"] == "error").to_dicts()
    assert (bad["row"], bad["kind"], bad["value"]) == (5, "bad_date", "31/06/2019")
    assert f"row {bad['row']}: «{bad['value']}»" in FEEDS


@pytest.mark.parametrize("number", range(5))
def test_the_other_layouts_are_read_with_the_lines_that_are_shown(number: int, tmp_path: Path) -> None:
    table, lines = re.findall(r"```\n(.*?)```\n\n```toml\n(.*?)```", section("Other layouts"), re.DOTALL)[number]
    blocks = files_in(section("A worked example"))
    content = tomllib.loads(blocks["feeds/defensoria_reclamos.toml"]) | tomllib.loads(lines)
    programme = load_programme(ROOT / "data" / "programmes" / "paraguay")
    feed = Feed.model_validate(content | {"id": "policia_denuncias", "drop": []})
    offences = programme.offences.with_columns(offence=pl.lit("Ruidos molestos"))
    path = tmp_path / ("reclamos_defensoria_2019_t2.csv" if number == 4 else "reclamos_defensoria_mayo_2019.csv")
    path.write_text(table, encoding="utf-8")
    known = replace(programme, offences=offences)
    judgement, parts = judge_delivery(path, known, Locator(known), KEY, feed)
    assert parts.findings.to_dicts() == []
    assert judgement.accepted == judgement.rows_read == (3, 1, 2, 6, 3)[number]
    assert set(parts.records["territory"]) == {"tacumbu"}
    if number != 1:
        assert dict(parts.records.select("month", "count").iter_rows()) == _MONTHS[number]


_MONTHS = {
    0: {date(2019, 1, 1): 4, date(2019, 2, 1): 0, date(2020, 1, 1): 7},
    2: {date(2019, 1, 1): 4, date(2019, 2, 1): 6},
    3: {date(2019, month, 1): count for month, count in enumerate((4, 0, 7, 3, 5, 1), start=1)},
    4: {date(2019, 4, 1): 4, date(2019, 5, 1): 0, date(2019, 6, 1): 7},
}


def test_the_example_of_the_guide_for_senders_is_a_name_of_its_feed() -> None:
    feed = load_programme(ROOT / "data" / "programmes" / "paraguay").feeds["policia_denuncias"]
    (name,) = re.findall(r"`(policia_denuncias_[^`]+)`", (ROOT / "docs" / GUIDES[1]).read_text(encoding="utf-8"))
    assert expected_name(feed, delivery_span(feed, date(2019, 5, 1)), date(2019, 7, 10)) == name


def commands() -> set[str]:
    plain = {c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands}
    groups = {
        f"{g.name} {c.name}" for g in app.registered_groups for c in (g.typer_instance or app).registered_commands
    }
    return plain | groups


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_of_the_guides_exists(guide: str) -> None:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    code = re.findall(r"`(seamos [^`\n]+)`", text) + re.findall(r"^(seamos .+)$", text, re.MULTILINE)
    known = commands()
    used = {" ".join(words[1:3]) if words[1] == "baseline" else words[1] for line in code if (words := line.split())}
    assert used - known == set()
    assert used or guide == "para-quien-envia-datos.md"


def test_the_answers_words_for_a_result_are_those_of_the_guide() -> None:
    guide = (ROOT / "docs" / "para-quien-envia-datos.md").read_text(encoding="utf-8")
    for word in ("ACEPTADO |", "ACEPTADO CON OBSERVACIONES", "EN ESPERA", "RECHAZADO"):
        assert f"| {word}" in guide
