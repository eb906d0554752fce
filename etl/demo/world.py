"""What happened: how many cases of what, where and when, before anybody writes a file about it."""

import calendar
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.demo.calibration import EXTRA_VARIATION_SHAPE, PLACE_FACTOR, SERIES, Series, expected
from etl.demo.dice import Dice
from etl.demo.effects import effect
from etl.demo.people import People
from etl.demo.places import Places, places_of
from schemas.load import NO_TERRITORY, Programme

Cell = tuple[str, str, str, date]


@dataclass(frozen=True)
class World:
    """Everything that the writers of the files need.

    Attributes:
        counts: cases by (institution, indicator, territory, month); cells that no feed covers are absent.
        confirmed_zeros: cells that `zeros.csv` confirms; they are zero with any seed.
        spellings: offence texts by (feed, indicator or none).
    """

    programme: Programme
    seed: int
    places: Places
    people: People
    counts: Mapping[Cell, int]
    confirmed_zeros: frozenset[Cell]
    spellings: Mapping[tuple[str, str], Sequence[str]]

    @property
    def months(self) -> list[date]:
        """Every month of the programme."""
        return self.programme.declaration.months

    def dice(self, purpose: str) -> Dice:
        """A stream of its own for one purpose."""
        return Dice(self.seed, purpose)

    def offences(self, feed: str, indicator: str | None) -> Sequence[str]:
        """The spellings that a feed uses for an indicator, or for what counts in none."""
        return self.spellings[feed, indicator or NO_TERRITORY]

    def covered(self, feed: str) -> list[str]:
        """Territories that a feed covers, in the programme's order."""
        covers = self.programme.feeds[feed].covers.territories
        return [t for t in self.places.territories if covers == "all" or t in covers]


def build_world(programme: Programme, seed: int) -> World:
    """Draw all counts of a programme from a seed."""
    places = places_of(programme, seed)
    zeros = frozenset(
        (i, k, t, date.fromisoformat(f"{m}-01"))
        for i, k, t, m in programme.zeros.select("institution", "indicator", "territory", "month").iter_rows()
    )
    counts = {cell: 0 if cell in zeros else n for cell, n in _draw(programme, places, seed)}
    return World(programme, seed, places, People.invented(seed), counts, zeros, _spellings(programme))


def _spellings(programme: Programme) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for feed, offence, indicator in programme.offences.select("feed", "offence", "indicator").iter_rows():
        found.setdefault((feed, indicator), []).append(offence)
    return found


def _draw(programme: Programme, places: Places, seed: int) -> Iterator[tuple[Cell, int]]:
    for series in SERIES:
        dice = Dice(seed, f"counts {series.institution} {series.indicator}")
        for territory in _covered_by(programme, series, places):
            for month in programme.declaration.months:
                mean = _mean(series, places, territory, month)
                varied = mean * dice.rng.gamma(EXTRA_VARIATION_SHAPE, 1 / EXTRA_VARIATION_SHAPE)
                yield (series.institution, series.indicator, territory, month), int(dice.rng.poisson(varied))


def _mean(series: Series, places: Places, territory: str, month: date) -> float:
    factor = PLACE_FACTOR.get(territory, 1.0) * effect(series.indicator, territory, series.institution, month)
    return expected(series, month, places.territories[territory].population, factor)


def _covered_by(programme: Programme, series: Series, places: Places) -> list[str]:
    feeds = [
        f
        for f in programme.feeds.values()
        if f.institution == series.institution and series.indicator in f.covers.indicators
    ]
    return [
        t for t in places.territories if any(f.covers.territories == "all" or t in f.covers.territories for f in feeds)
    ]


def month_end(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def extraction(last_month: date, institution: str) -> date:
    """When an agency extracts a period: 47 to 50 days after its end, so that no month is provisional by accident.

    It does not depend on the seed, so that file names do not either.
    """
    late = zlib.crc32(f"{institution} {last_month}".encode()) % 4
    return month_end(last_month) + timedelta(days=47 + late)
