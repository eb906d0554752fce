"""What must hold for every delivery: nothing is lost, and twice, in another order or in two files gives the same."""

import os
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.home import Home
from etl.judging.delivery import Judgement, judge_delivery
from etl.judging.sinks import Parts
from etl.locate import Locator
from schemas.finding_kinds import KINDS
from schemas.load import Programme
from tests.etl.conftest import KEY
from tests.etl.generated_deliveries import LAYOUTS, Made, deliveries, separable
from tests.small_programme import FILES, SmallProgramme

EXAMPLES, EDITIONS = int(os.environ.get("SEAMOS_EXAMPLES", "680")), 4
"""Deliveries that are made up; each is cut in two as well, so that over two thousand files are judged."""


def every_time(examples: int) -> settings:
    """The same examples in every run."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
    return settings(derandomize=True, deadline=None, database=None, suppress_health_check=slow, max_examples=examples)


class Bench:
    """Judges generated deliveries against one programme that has a feed for each grain and format."""

    def __init__(self, folder: Path) -> None:
        own = {name: text for name, text in FILES.items() if not name.startswith("feeds/")}
        self.programme_folder = SmallProgramme(folder)
        for name, text in own.items():
            self.programme_folder.write(name, text)
        for layout in LAYOUTS.values():
            self.programme_folder.write(f"feeds/{layout.feed}.toml", layout.text)
        self.programme_folder.feeds.mkdir()
        self.programme: Programme = self.programme_folder.load()
        self.locator = Locator(self.programme)
        self.files = 0
        self.outcomes: Counter[str] = Counter()
        self._numbers: Iterator[int] = count()

    def judge(self, made: Made) -> tuple[Judgement, Parts]:
        path = self.programme_folder.send(made.name(next(self._numbers) % 5), made.content())
        self.files += 1
        judgement, parts = judge_delivery(path, self.programme, self.locator, KEY)
        self.outcomes[f"{made.grain} {made.format} {judgement.outcome}"] += 1
        return judgement, parts


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("generadas"))


def accounts_for_all(made: Made, judgement: Judgement, parts: Parts) -> None:
    j = judgement
    assert j.rows_read == j.accepted + j.quarantined + j.duplicates
    assert sum(j.findings_count.values()) == parts.findings.height
    assert set(j.findings_count) <= KINDS.keys()
    if j.outcome == "refused":
        assert j.rows_read == j.rows_skipped == 0
        assert j.why
        return
    assert (parts.records.height, parts.quarantine.height) == (j.accepted, j.quarantined)
    sent = len(made.rows) + made.titles
    assert j.rows_read + j.rows_skipped == sent or made.format == "xlsx"
    assert j.rows_read + j.rows_skipped <= sent
    assert parts.findings["message"].null_count() == 0


def kept(parts: Parts) -> set[Any]:
    """What is kept of a delivery, wherever its rows stand; a case that has a reference needs no other key."""
    records = parts.records
    if {"case_key", "row_key"} <= set(records.columns):
        records = records.with_columns(pl.when(pl.col("case_key").is_null()).then("row_key").alias("row_key"))
    frames = [frame.drop("row", "sheet") for frame in (records, parts.quarantine) if frame.width]
    return {row for frame in frames for row in frame.rows()}


def test_nothing_is_lost_and_two_files_hold_what_one_held(bench: Bench) -> None:
    @every_time(EXAMPLES)
    @given(deliveries(), st.integers(0, 12))
    def holds(made: Made, cut: int) -> None:
        judgement, parts = bench.judge(made)
        accounts_for_all(made, judgement, parts)
        if cut == 0:
            again, same = bench.judge(made)
            assert (again.findings_count, again.sha256) == (judgement.findings_count, judgement.sha256)
            assert kept(same) == kept(parts)
        halves = [(half, *bench.judge(half)) for half in made.split(min(cut, len(made.rows)))]
        for half in halves:
            accounts_for_all(*half)
        refused = judgement.outcome == "refused" or any(half[1].outcome == "refused" for half in halves)
        if not refused and "conflicting_count" not in judgement.findings_count:
            assert kept(halves[0][2]) | kept(halves[1][2]) == kept(parts)

    holds()
    assert bench.files >= 3 * EXAMPLES
    assert bench.files >= 2000 or EXAMPLES < 680
    wanted = 2 * len(LAYOUTS) if EXAMPLES >= 400 else len(LAYOUTS)
    assert len(bench.outcomes) >= wanted, "each grain and format was accepted, and of many also refused"


def figures(programme: SmallProgramme, home: Home) -> list[tuple[Any, ...]]:
    return programme.published(
        "SELECT indicator, territory, institution, month, value, status FROM indicator_value ORDER BY ALL", home=home
    )


@st.composite
def batches(draw: st.DrawFn) -> list[Made]:
    """A separable delivery of each grain and format."""
    return [draw(separable(grain, file_format)) for grain, file_format in LAYOUTS]


def test_published_values_do_not_depend_on_order_repetition_or_splitting(bench: Bench, tmp_path: Path) -> None:
    programme, runs = bench.programme_folder, count()

    def published(*files: list[Made]) -> list[tuple[Any, ...]]:
        """The figures after one run for each list of files, loaded into a home of their own."""
        number = next(runs)
        home, feeds = Home(tmp_path / f"estado{number}"), tmp_path / f"entregas{number}"
        feeds.mkdir()
        for step, batch in enumerate(files):
            for label, made in enumerate(batch):
                (feeds / made.name(f"{step}_{label}")).write_bytes(made.content())
            result = programme.run(home, feeds)
            assert {o.status for o in result.deliveries} <= {"loaded", "unchanged"}, [
                o.as_json() for o in result.deliveries
            ]
        return figures(programme, home)

    @every_time(EDITIONS)
    @given(batches(), st.integers(1, 11))
    def holds(made: list[Made], cut: int) -> None:
        halves = [half for one in made for half in one.split(min(cut, len(one.rows) - 1))]
        whole = published(made)
        assert published(halves[::-1][:6], halves[::-1][6:]) == whole
        assert published(made[::-1], made) == whole
        assert any(value for *_, value, _ in whole)

    holds()


def test_the_bench_says_no(bench: Bench) -> None:
    """A delivery from which a row was taken does not hold what it held."""
    rows = (("1", "03/12/2019", "ROBO", "Centro"), ("2", "04/12/2019", "ROBO", "Norte"))
    whole = Made("incident", "csv", rows)
    assert kept(bench.judge(whole)[1]) != kept(bench.judge(whole.split(1)[0])[1])
