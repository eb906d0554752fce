"""Worlds built so that one door stands open if anybody forgot it; `worlds.py` has the others."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from schemas.words import months_between
from tests.attacks.worlds import SCENARIOS, World
from tests.disclosure.board import MONTHS, Board, Counts, even

SECOND_EVALUATION = """\
[[evaluations]]
id = "segunda"
meeting = 2020-11-30
declared = 2018-11-01
name = { es = "Segunda evaluación", gn = "Mokõiha jehaʼã", en = "Second evaluation" }
baseline = { from = "2018-01", to = "2018-10" }
current = { from = "2020-01", to = "2020-10" }

"""


def _board(root: Path) -> Board:
    (root / "board").mkdir(parents=True)
    return Board(root / "board")


def _released(board: Board, root: Path, *editions: tuple[Counts, int]) -> World:
    numbers = []
    for counts, months in editions:
        numbers.append(board.edition(counts, months=months))
        assert board.release() == []
    return World(board.programme.home, numbers, root)


def windows_that_grow(root: Path) -> World:
    """Two more months in the second edition: both windows tell their dispersion, together how even those are."""
    counts = even()
    swings = (4, 16, 7, 19, 5, 13, 9, 15, 10, 10, 8, 8)
    for month in MONTHS:
        counts["vif", "sur", month] = swings[month.month - 1]
    return _released(_board(root), root, (counts, 20), (counts, 22))


def lone_quarter(root: Path) -> World:
    """Nothing but five robberies in one quarter: by month they would be shown, were they all in one month."""
    counts = even() | {("robo", "norte", month): 0 for month in MONTHS}
    counts |= {("robo", "norte", date(2018, 1, 1)): 3, ("robo", "norte", date(2018, 2, 1)): 2}
    return _released(_board(root), root, (counts, 24))


def known_before(root: Path) -> World:
    """The baseline is public by month before the current window, of three robberies, arrives."""
    later = even() | {("robo", "sur", month): 0 for month in MONTHS[12:]}
    later |= {("robo", "sur", date(2019, 2, 1)): 2, ("robo", "sur", date(2019, 6, 1)): 1}
    return _released(_board(root), root, (even(), 12), (later, 24))


def known_beside(root: Path) -> World:
    """Two evaluations with one baseline in one edition; the current window of the second holds three robberies.

    `sur` is a comparison area: it has no label for whose sake its windows could be withheld.
    """
    board = _board(root)
    board.day = date(2020, 12, 1)
    for old, new in (("2019-12", "2020-10"), ("[responsible]", SECOND_EVALUATION + "[responsible]")):
        board.programme.change("programme.toml", old, new)
    span = months_between(MONTHS[0], date(2020, 10, 1))
    counts = {(name, place, month): count for (name, place, _), count in even().items() for month in span}
    counts |= {("robo", "sur", month): 0 for month in span if month.year == 2020}
    counts |= {("robo", "sur", date(2020, 2, 1)): 2, ("robo", "sur", date(2020, 6, 1)): 1}
    number = board.edition(counts, months=len(span), span=span)
    assert board.release() == []
    return World(board.programme.home, [number], root)


def few_in_an_area(root: Path) -> World:
    """Two comparison areas, in one of which robbery falls to four cases."""
    board = _board(root)
    board.programme.change("territories.csv", "norte,Norte,intervention", "norte,Norte,comparison")
    counts = even() | {("robo", "sur", month): 0 for month in MONTHS[12:]}
    return _released(board, root, (counts | {("robo", "sur", date(2019, 2, 1)): 4}, 24))


def held_label(root: Path) -> World:
    """A fall so near the limit that it would be lost, were there more than a few cases in the last month before."""
    board = _board(root)
    windows = 'baseline = { from = "2018-01", to = "2018-10" }\ncurrent = { from = "2019-01", to = "2019-10" }'
    longer = 'baseline = { from = "2018-01", to = "2018-11" }\ncurrent = { from = "2019-01", to = "2019-11" }'
    board.programme.change("programme.toml", windows, longer)
    board.programme.change("programme.toml", "first_month", SCENARIOS + "first_month")
    counts = even()
    for month in MONTHS:
        for cell in (("vif", "centro"), ("vif", "norte"), ("robo", "norte")):
            counts[*cell, month] = 10 if month.year == 2018 else 5
        counts["robo", "centro", month] = 0
    for number, (before, now) in enumerate(
        zip((5, 5, 5, 6, 5, 5, 6, 5, 5), (3, 3, 4, 3, 4, 3, 4, 3, 3), strict=True), 1
    ):
        counts["robo", "centro", date(2018, number, 1)] = before
        counts["robo", "centro", date(2019, number, 1)] = now
    counts |= {("robo", "centro", date(2018, 10, 1)): 3, ("robo", "centro", date(2018, 11, 1)): 2}
    return _released(board, root, (counts, 24))


DOORS: dict[str, Callable[[Path], World]] = {
    world.__name__: world
    for world in (windows_that_grow, lone_quarter, known_before, known_beside, few_in_an_area, held_label)
}
