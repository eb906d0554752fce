"""Items made ahead of their use: the same ones in the same order, and what goes wrong is raised where it stood."""

from collections.abc import Iterator
from threading import Barrier, Event

import pytest

from etl.read.ahead import ahead, in_turn


def broken_after(good: int) -> Iterator[int]:
    yield from range(good)
    raise ValueError("the file ends here")


@pytest.mark.parametrize("number", [0, 1, 2, 7])
def test_the_same_items_in_the_same_order(number: int) -> None:
    assert list(ahead(iter(range(number)))) == list(range(number))
    assert list(in_turn(lambda item: item * 10, range(number), 2)) == [item * 10 for item in range(number)]


def test_the_one_made_first_comes_first_though_it_is_ready_last() -> None:
    second_is_ready = Event()

    def make(item: int) -> int:
        if item == 0:
            assert second_is_ready.wait(timeout=60)
        if item == 1:
            second_is_ready.set()
        return item

    assert list(in_turn(make, range(3), 2)) == [0, 1, 2]


def test_as_many_are_made_at_a_time_as_asked_for() -> None:
    together = Barrier(2)
    assert sorted(in_turn(lambda _: together.wait(timeout=60), range(4), 2)) == [0, 0, 1, 1]


def taken_before(items: Iterator[int], fault: type[Exception]) -> list[int]:
    """What comes before a fault, which must come."""
    taken: list[int] = []
    try:
        taken.extend(items)  # what came before stays in the list
    except fault:
        return taken
    raise AssertionError("nothing was raised")


def test_what_reading_raises_is_raised_in_its_place() -> None:
    assert taken_before(ahead(broken_after(3)), ValueError) == [0, 1, 2]
    assert taken_before(in_turn(lambda item: item, ahead(broken_after(3)), 2), ValueError) == [0, 1, 2]


def test_what_making_raises_is_raised_in_its_place() -> None:
    assert taken_before(in_turn(lambda item: 6 // (3 - item), range(9), 2), ZeroDivisionError) == [2, 3, 6]


def test_who_stops_early_is_not_kept_waiting() -> None:
    items = ahead(iter(range(10**9)))
    assert next(items) == 0
    items.close()  # type: ignore[attr-defined]
