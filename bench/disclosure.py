"""How the audit grows from 5 to 50 territories, and how long it takes beside one linear programme over the board."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from bench.app_speed import demonstration_home
from bench.rivals import audit_in_one_programme as rival
from etl.disclosure import public_tables
from etl.disclosure.audit import audit
from etl.disclosure.history import read_tables
from etl.disclosure.report import AuditReport
from etl.disclosure.statements import Statement, Told, quarter_months
from schemas.load import load_programme
from schemas.words import months_between

MONTHS = months_between(date(2017, 7, 1), date(2020, 5, 1))
WINDOWS = (
    frozenset(months_between(date(2017, 7, 1), date(2018, 2, 1)) + months_between(date(2018, 5, 1), date(2018, 6, 1))),
    frozenset(months_between(date(2019, 5, 1), date(2020, 2, 1))),
)
QUARTERS = [quarter_months(start) for start in MONTHS if start.month % 3 == 1 and start <= date(2020, 1, 1)]
FEW, MANY, INDICATORS, K = 5, 50, 4, 5
GROWTH_BOUND, RIVAL_BOUND, SECONDS_BOUND = 20.0, 0.2, 10.0
_PROGRAMME = Path(__file__).parents[1] / "data" / "programmes" / "paraguay"
ROUNDS = 5
Key = tuple[str, str]


@dataclass(frozen=True)
class Board:
    """Counts of every cell, and what an edition says of them: windows, and of three cells in four whole quarters."""

    values: dict[Key, dict[date, int]]
    told: dict[Key, Told]


def board(territories: int, seed: int = 20200520) -> Board:
    """A made-up board, many of whose months are small."""
    dice = np.random.default_rng(seed)
    values, told = {}, {}
    for indicator in range(INDICATORS):
        for territory in range(territories):
            counts = dict(zip(MONTHS, dice.poisson(dice.gamma(3.0, 2.0) + 2, len(MONTHS)).tolist(), strict=True))
            sets = [*WINDOWS, *(map(frozenset, QUARTERS) if indicator else ())]
            sums = tuple(Statement(months, sum(counts[month] for month in months), 1) for months in sets)
            key = (f"i{indicator}", f"t{territory:02}")
            values[key], told[key] = counts, Told(sums, WINDOWS, K, "quarter" if indicator else "window")
    return Board(values, told)


def audited(made: Board) -> AuditReport:
    """The audit of a board in the product's way."""
    sensitive = {f"i{number}": False for number in range(INDICATORS)}
    return audit(1, made.told, made.values, sensitive, [])


def seconds(made: Board) -> float:
    """The best of some rounds, in seconds of the processor: everything runs in this process."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        audited(made)
        rounds.append(time.process_time() - start)
    return min(rounds)


def run() -> list[dict]:
    """Growth from 5 to 50 territories, and ours over the rival's time on the smaller board, with the same intervals."""
    few, many = board(FEW), board(MANY)
    ours, grown = seconds(few), seconds(many)
    start = time.process_time()
    theirs = rival.intervals(*_for_the_rival(few))
    alone = time.process_time() - start
    agreed = _agree(few, theirs)
    growth = f"audit of {FEW} territories x {INDICATORS} indicators {ours:.2f} s, of {MANY} {grown:.2f} s"
    beside = (
        f"{ours:.2f} s; one linear programme over the board, month by month: {alone:.2f} s; {agreed} intervals agree"
    )
    return [
        {"name": "disclosure_growth", "ratio": grown / ours, "bound": GROWTH_BOUND, "better": "lower",
         "detail": growth},
        {"name": "disclosure_audit", "ratio": ours / alone, "bound": RIVAL_BOUND, "better": "lower", "detail": beside},
        {"name": "disclosure_seconds", "ratio": demonstration_seconds(), "bound": SECONDS_BOUND, "better": "lower",
         "detail": "control and audit of the demonstration, seconds"},
    ]  # fmt: skip


def demonstration_seconds() -> float:
    """Seconds of disclosure control and audit of the demonstration's edition, nothing released before."""
    tables = read_tables(demonstration_home() / "published" / "internal.duckdb")
    programme = load_programme(_PROGRAMME)
    start = time.process_time()
    public_tables(tables, programme, [])
    return time.process_time() - start


def _for_the_rival(made: Board) -> tuple[list[tuple[list[rival.Month], int]], list[rival.Month]]:
    keys = list(made.told)
    sums = [
        ([(number, MONTHS.index(month)) for month in statement.months], statement.total)
        for number, key in enumerate(keys)
        for statement in made.told[key].statements
    ]
    known = {month for months, _ in sums for month in months}
    small = [
        (number, place)
        for number, key in enumerate(keys)
        for place, month in enumerate(MONTHS)
        if 0 < made.values[key][month] < K and (number, place) in known
    ]
    return sums, small


def _agree(made: Board, theirs: dict[rival.Month, tuple[float, float]]) -> int:
    """How many intervals both found; raises ValueError where they differ: a rival that finds less is no rival."""
    ours = {(each.indicator, each.territory, each.what): (each.low, each.high) for each in audited(made).withheld}
    keys: Sequence[Key] = list(made.told)
    for (number, place), interval in theirs.items():
        mine = ours[(*keys[number], f"month {MONTHS[place]:%Y-%m}")]
        if mine != interval:
            raise ValueError(f"{keys[number]} {MONTHS[place]}: {mine} and {interval}")
    return len(theirs)


if __name__ == "__main__":
    for entry in run():
        print(entry)
