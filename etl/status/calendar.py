"""From deliveries to a calendar: for each feed and institution, what every month is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import polars as pl

from etl.answers.expected_name import aligned_span, delivery_span
from etl.judging.period import Span
from etl.status.arrivals import Arrival, Arrivals
from schemas.feed import Feed
from schemas.load import Programme
from schemas.words import add_months, months_between

State = Literal["received", "partial", "held", "refused", "late", "awaited"]
"""`late`: not here and past its day; `awaited`: not here and not yet due. A month in no list is not expected."""
_BY_STATUS: Mapping[str, State] = {"loaded": "received", "held": "held", "refused": "refused"}
_RANK: tuple[State, ...] = ("received", "held", "refused", "late", "awaited")
_WANTED: frozenset[State] = frozenset({"late", "refused"})


@dataclass(frozen=True)
class Gap:
    """A delivery that somebody should send.

    Attributes:
        months: what is missing of the delivery's period.
        span: the delivery's whole period.
        due: the day by which it was expected.
        refused: files that came for it and were refused, with the reason.
    """

    months: tuple[date, ...]
    span: Span
    due: date
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FeedStatus:
    """The calendar of one feed: the state of every expected month, and what to ask for."""

    feed: Feed
    months: Mapping[date, State]
    gaps: tuple[Gap, ...]
    held: tuple[str, ...]


@dataclass(frozen=True)
class InstitutionStatus:
    """The calendar of one institution over all its feeds.

    Attributes:
        data_until: last day for which something was received; None where nothing was.
    """

    institution: str
    name: str
    short: str
    data_until: date | None
    months: Mapping[date, State]
    feeds: tuple[FeedStatus, ...]

    @property
    def missing(self) -> list[date]:
        """Months of which something is late or was refused."""
        return sorted({month for feed in self.feeds for gap in feed.gaps for month in gap.months})


def status_of(programme: Programme, arrivals: Arrivals, today: date) -> list[InstitutionStatus]:
    """The calendar of every institution that has a feed, in the order of the programme.

    Args:
        programme: its feeds say what is expected, when, and for which months.
        arrivals: what is there.
        today: decides what is late.
    """
    result = []
    for institution in programme.declaration.institutions:
        own = [f for f in programme.feeds.values() if f.institution == institution.id]
        feeds = tuple(_feed_status(f, programme, arrivals.deliveries, today) for f in own)
        if feeds:
            until = _data_until([a for a in arrivals.deliveries if a.feed in {f.id for f in own}])
            partial = _partial_months(arrivals.completeness, institution.id)
            months = _together(feeds, partial)
            names = (institution.id, institution.name, institution.short)
            result.append(InstitutionStatus(*names, until, months, feeds))
    return result


def due_date(feed: Feed, month: date) -> date:
    """The day by which the data of a month are expected: so many days after the end of its delivery period."""
    span = aligned_span(month, feed.due.every_months, feed.covers.first or month)
    return add_months(span.last, 1) - timedelta(days=1) + timedelta(days=feed.due.days)


def _feed_status(feed: Feed, programme: Programme, deliveries: Sequence[Arrival], today: date) -> FeedStatus:
    own = [arrival for arrival in deliveries if arrival.feed == feed.id]
    first = max(feed.covers.first or programme.declaration.first_month, programme.declaration.first_month)
    last = min(feed.covers.last or programme.declaration.last_month, programme.declaration.last_month)
    months = {m: _month_state(feed, m, own, today) for m in months_between(first, last) if m <= today}
    return FeedStatus(feed, months, tuple(_gaps(feed, months, own)), tuple(a.file for a in own if a.status == "held"))


def _month_state(feed: Feed, month: date, own: Iterable[Arrival], today: date) -> State:
    found = {_BY_STATUS[a.status] for a in own if a.status in _BY_STATUS and _covers(a, month)}
    for state in _RANK:
        if state in found:
            return state
    return "late" if today > due_date(feed, month) else "awaited"


def _covers(arrival: Arrival, month: date) -> bool:
    return arrival.period is not None and arrival.period.first <= month <= arrival.period.last


def _gaps(feed: Feed, months: Mapping[date, State], own: Sequence[Arrival]) -> Iterable[Gap]:
    wanted: dict[Span, list[date]] = {}
    for month, state in months.items():
        if state in _WANTED:
            wanted.setdefault(delivery_span(feed, month), []).append(month)
    for span, missing in wanted.items():
        refused = [a for a in own if a.status == "refused" and any(_covers(a, month) for month in missing)]
        reasons = tuple((a.file, a.why or "") for a in refused)
        yield Gap(tuple(missing), span, max(due_date(feed, month) for month in missing), reasons)


def _data_until(own: Iterable[Arrival]) -> date | None:
    ends = []
    for arrival in own:
        if arrival.status == "loaded" and arrival.period is not None:
            end = add_months(arrival.period.last, 1) - timedelta(days=1)
            ends.append(min(end, arrival.extracted or end))
    return max(ends, default=None)


def _partial_months(completeness: pl.DataFrame, institution: str) -> set[date]:
    """Months of which the edition has some cells whole and others not."""
    own = completeness.filter(pl.col("institution") == institution)
    lacking = pl.col("status").is_in(["partial", "missing"])
    by_month = own.group_by("month").agg(
        lacking.any().alias("some"), (pl.col("status") == "missing").all().alias("all")
    )
    return set(by_month.filter(pl.col("some") & ~pl.col("all"))["month"].to_list())


def _together(feeds: Sequence[FeedStatus], partial: set[date]) -> dict[date, State]:
    """The state of each month over all feeds: received where all are, partial where some are or a cell is not whole."""
    months: dict[date, State] = {}
    for month in sorted({m for feed in feeds for m in feed.months}):
        states = {feed.months[month] for feed in feeds if month in feed.months}
        if states == {"received"}:
            months[month] = "partial" if month in partial else "received"
        else:
            others = [state for state in _RANK if state in states and state != "received"]
            months[month] = "partial" if "received" in states and others[0] != "awaited" else others[0]
    return months
