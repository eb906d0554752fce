"""Whoever wants the numbers gets none of them from what is public, and all where the control is off."""

from collections.abc import Callable, Iterator

import pytest

from tests.attacks.catalogue import ATTACKS, OF_THE_RULES, PRINTED
from tests.attacks.doors import DOORS
from tests.attacks.evidence import Claim
from tests.attacks.worlds import World

ALL = {**PRINTED, **ATTACKS, **OF_THE_RULES}
WORLDS = ("chosen", "random", "demonstration", *DOORS)
SURE = 0.9
"""Share of narrow claims that must be true where an attack succeeds: one that guesses proves nothing."""
KNOWN_BEFORE = ("withheld_beside_a_known_side", "known_before")
"""The attack and the world in which what an older edition told cannot be called back: a withheld window beside a known
one is a small count, of which M14 says openly that it is 1 to k-1 (0 to k-1 of a sensitive indicator), and no more."""
Worlds = Callable[[str], World]


def described(claims: list[Claim]) -> list[str]:
    """Which cell, which months, between what, and by which way."""
    return [
        f"{claim.indicator}/{claim.territory} {' '.join(f'{m:%Y-%m}' for m in sorted(claim.months))} "
        f"edition {claim.edition}: {claim.low} to {claim.high}, by {claim.way}"
        for claim in claims
    ]


def _uncontrolled(name: str, world: Worlds) -> Iterator[tuple[list[Claim], float]]:
    """What an attack gets without control, world by world, and how often it is right."""
    for place in WORLDS:
        if place == "demonstration":
            continue
        mine = world(place)
        claims = ALL[name](mine.bare if name in PRINTED else mine.struck)
        yield mine.truth.beaten(claims), mine.truth.share_true(claims)


@pytest.mark.parametrize("name", ALL)
def test_every_attack_succeeds_where_the_control_is_switched_off(name: str, world: Worlds) -> None:
    for got, share in _uncontrolled(name, world):
        if got and share >= SURE:
            return
    pytest.fail(f"{name} recovers nothing anywhere: it would not notice a leak")


@pytest.mark.parametrize("place", WORLDS)
@pytest.mark.parametrize("name", ALL)
def test_no_attack_bounds_a_withheld_count_more_narrowly_than_k(name: str, place: str, world: Worlds) -> None:
    mine = world(place)
    beaten = mine.truth.beaten(ALL[name](mine.controlled))
    if (name, place) == KNOWN_BEFORE:
        beaten = [claim for claim in beaten if (claim.low, claim.high) != mine.truth.withheld_means(claim)]
    assert described(beaten) == []


@pytest.mark.parametrize("name", PRINTED)
def test_the_demonstration_without_control_gives_hundreds_away(name: str, world: Worlds) -> None:
    mine = world("demonstration")
    assert len(mine.truth.beaten(ALL[name](mine.bare))) > 300


def test_the_score_says_no(world: Worlds) -> None:
    """A claim that is wide, wrong, or about a count that may be told is no success."""
    truth = world("chosen").truth
    edition = max(truth.counts)
    months = truth.counts[edition]["robo", "centro"]
    (small,) = [month for month, count in months.items() if count == 3]
    large = max(months, key=lambda month: months[month])

    def claim(month: object, low: float, high: float) -> list[Claim]:
        return truth.beaten([Claim("robo", "centro", frozenset([month]), low, high, edition, "")])  # type: ignore[list-item]

    assert claim(small, 3, 3)
    assert not claim(small, 0, 5)
    assert not claim(small, 4, 4)
    assert not claim(large, months[large], months[large])
