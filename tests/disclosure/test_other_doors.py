"""The doors beside the sums: dispersion, labels of others, comparison areas, map cells, what nobody classified."""

from datetime import date
from itertools import product
from math import ceil, floor
from pathlib import Path

import duckdb
import h3
import numpy as np
import pytest

from etl.disclosure import audit_release
from etl.disclosure.audit import audit
from etl.disclosure.cells import Cell, Compared
from etl.disclosure.edition import AS_THEY_ARE
from etl.disclosure.family import telling_labels
from etl.disclosure.hexagons import publishable_cells
from etl.disclosure.statements import Statement, Told
from etl.disclosure.variation import highest_dispersion, leaves_room
from etl.methods.dispersion import pearson
from etl.methods.rate_ratio import rate_ratio
from etl.methods.windows import days_in_months
from schemas.load import load_programme
from schemas.published import TABLES
from schemas.words import months_between
from tests.disclosure.board import BARRIOS, MONTHS, Board, even
from tests.disclosure.uncontrolled import write_uncontrolled

CHILE = Path(__file__).parents[2] / "data" / "programmes" / "chile"
BEFORE = months_between(date(2018, 1, 1), date(2018, 3, 1))
NOW = months_between(date(2019, 1, 1), date(2019, 3, 1))
DAYS = np.array([float(days_in_months([month])) for month in BEFORE])


def cell(before: tuple[int, ...], now: tuple[int, ...]) -> tuple[Cell, Compared]:
    """A cell of robbery (k = 5) with two windows of three months."""
    values = dict(zip([*BEFORE, *NOW], [*before, *now], strict=True))
    row = {"baseline_count": sum(before), "current_count": sum(now), "baseline_days": 90, "current_days": 90}
    compared = Compared("evaluacion", frozenset(BEFORE), frozenset(NOW), row)
    robbery = load_programme(CHILE).indicators["robo"]
    return Cell(robbery, "centro", values, frozenset(values), (compared,)), compared


def room(before: tuple[int, ...], now: tuple[int, ...], phi: float) -> int:
    """The narrowest month, by trying all tables of three months (in quarters of a case) that the dispersion allows."""
    freedom, narrowest = 4.0, 10**6
    for counts in (before, now):
        total, steps = sum(counts), 4
        reach = []
        for first, second in product(range(total * steps + 1), repeat=2):
            third = total * steps - first - second
            if third < 0:
                continue
            tried = np.array([first, second, third]) / steps
            if pearson(tried, DAYS).x2 <= phi * freedom:
                reach.append(tried)
        ends = zip(np.min(reach, axis=0), np.max(reach, axis=0), strict=True)
        narrowest = min(narrowest, *(floor(high) - ceil(low) for low, high in ends))
    return narrowest


@pytest.mark.parametrize(("counts", "told"), [((2, 2, 2), False), ((3, 3, 3), False), ((4, 4, 4), True)])
def test_the_dispersion_is_told_only_where_each_month_keeps_k_of_room(counts: tuple[int, ...], told: bool) -> None:
    mine, compared = cell(counts, counts)
    assert leaves_room(mine, compared, "window") == told
    if told:
        assert room(counts, counts, phi=1.0) >= 5
    else:
        assert room(counts, counts, phi=1.0) < 5


def test_a_series_that_is_public_by_month_has_no_month_to_protect() -> None:
    mine, compared = cell((2, 2, 2), (2, 2, 2))
    assert leaves_room(mine, compared, "month")


def test_quarters_take_part_of_the_variation_away() -> None:
    mine, compared = cell((5, 6, 7), (5, 6, 7))
    assert leaves_room(mine, compared, "quarter") == leaves_room(mine, compared, "window"), "one quarter is the window"


def test_a_clear_verdict_tells_the_largest_dispersion_that_it_allows() -> None:
    _, compared = cell((30, 30, 30), (10, 10, 10))
    phi = highest_dispersion(compared, alpha=0.05)
    assert rate_ratio(30, 90, 90, 90, phi * 0.99, 0.05).p <= 0.05 < rate_ratio(30, 90, 90, 90, phi * 1.01, 0.05).p
    assert ceil(phi) > 1


@pytest.mark.parametrize(
    ("p", "hidden", "expected"),
    [
        ([0.001, 0.5], 1, [False, False]),
        ([0.04, 0.5], 1, [True, False]),
        ([0.04, 0.5], 0, [False, False]),
        ([0.2, 0.9], 3, [False, False]),
    ],
)
def test_a_label_that_would_turn_with_a_withheld_cell_tells_of_it(
    p: list[float], hidden: int, expected: list[bool]
) -> None:
    assert telling_labels(p, hidden, alpha=0.05, fdr=0.10) == expected


def test_areas_are_told_only_where_they_tell_themselves(tmp_path: Path) -> None:
    board = Board(tmp_path)
    board.programme.change("territories.csv", "norte,Norte,intervention", "norte,Norte,comparison")
    small = {("robo", "norte", month): 0 for month in MONTHS[1:]}
    shown, withheld = board.edition(even()), board.edition(even() | small | {("robo", "norte", MONTHS[0]): 2})
    rows = [
        board.public(number)["area_comparison"].filter(indicator="robo").row(0, named=True)
        for number in (shown, withheld)
    ]
    assert rows[0]["rrr"] == 1.0
    assert {rows[1][name] for name in ("rrr", "low", "high", "p_value", "areas", "reason")} == {None}
    assert rows[1]["sentence_en"].endswith("withheld to protect people.")
    assert board.programme.published("SELECT rrr FROM area_comparison WHERE indicator = 'robo'") != [(None,)]


def test_a_child_of_a_map_is_not_had_from_its_parent() -> None:
    parent = h3.latlng_to_cell(-25.2968, -57.631, 8)
    one, two, *_ = sorted(h3.cell_to_children(parent))
    assert publishable_cells({one: 30, two: 4}, k=5).cells == {parent: 34}
    assert publishable_cells({one: 30, two: 5}, k=5).cells == {one: 30, two: 5}
    assert publishable_cells({one: 1, two: 3}, k=5).not_shown == 4


def test_every_public_table_is_classified() -> None:
    made = {
        "comparison", "indicator_value", "area_comparison", "signal", "completeness", "baseline", "disclosure",
        "erratum", "picture", "method_section", "population_rate",
    }  # fmt: skip
    assert {table.name for table in TABLES if table.public} == made | set(AS_THEY_ARE)
    assert not made & (set(AS_THEY_ARE) - {"edition"})


def test_sums_that_contradict_each_other_forbid_the_release() -> None:
    months = frozenset(BEFORE)
    told = {("robo", "centro"): Told((Statement(months, 9, 1), Statement(months, 10, 1)), (), 5, "window")}
    report = audit(1, told, {("robo", "centro"): dict.fromkeys(BEFORE, 3)}, {"robo": False}, [])
    assert [(each.indicator, each.territory) for each in report.forbids] == [("robo", "centro")]


def test_an_edition_without_its_internal_tables_cannot_be_audited(tmp_path: Path) -> None:
    public = tmp_path / "published" / "editions" / "4" / "public" / "public.duckdb"
    public.parent.mkdir(parents=True)
    duckdb.connect(str(public)).close()
    report = audit_release(public, [])
    assert not report.allows
    assert report.edition == 4


def test_without_control_the_months_of_family_violence_are_there(tmp_path: Path) -> None:
    """So that whoever tests an attack can see it succeed."""
    board = Board(tmp_path)
    number = board.edition(even())
    bare = write_uncontrolled(board.programme.home.editions / str(number) / "internal.duckdb", tmp_path / "bare.duckdb")
    months = "SELECT count(*) FROM indicator_value WHERE indicator = 'vif' AND period = 'month' AND value > 0"
    with duckdb.connect(str(bare), read_only=True) as connection:
        assert connection.execute(months).fetchall() == [(len(MONTHS) * len(BARRIOS),)]
    assert board.query(number, months) == [(0,)]
