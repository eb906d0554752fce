"""What the pipeline must come to, added up from the accepted rows in the slow and obvious way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from etl.demo.prosecution import FEED as TOTALS_FEED
from etl.demo.prosecution import LEFT_EMPTY
from etl.demo.records import Delivery, Record
from etl.demo.world import World

PARTIAL_SHARE = 0.05


@dataclass(frozen=True)
class TrueValue:
    """One cell of the monthly series after all deliveries.

    Attributes:
        value: accepted cases; None where nobody reported the month.
        doubtful: quarantined rows that may belong to the cell.
        status: `reported`, `zero`, `missing` or `partial`.
    """

    indicator: str
    territory: str
    institution: str
    month: date
    value: int | None
    doubtful: int

    @property
    def status(self) -> str:
        """Status as published, by the rule of five per cent."""
        if self.value is None:
            return "missing"
        if self.doubtful and self.doubtful > PARTIAL_SHARE * (self.value + self.doubtful):
            return "partial"
        return "reported" if self.value else "zero"


def standing_records(deliveries: Sequence[Delivery], world: World) -> Iterator[tuple[Delivery, Record]]:
    """The rows that count in the end: a later whole period replaces the earlier one, additions replace by reference."""
    by_feed: dict[str, list[Delivery]] = {}
    for delivery in sorted(deliveries, key=lambda d: d.extracted):
        if delivery.status == "loaded":
            by_feed.setdefault(delivery.feed, []).append(delivery)
    for feed, sent in by_feed.items():
        if world.programme.feeds[feed].delivery == "whole_period":
            latest = {tuple(delivery.months): delivery for delivery in sent}
            yield from ((delivery, record) for delivery in latest.values() for record in delivery.records)
        else:
            by_reference = {
                record.ref: (d, record) for d in sent for record in d.records if record.outcome == "accepted"
            }
            yield from by_reference.values()
            yield from ((d, record) for d in sent for record in d.records if record.outcome == "quarantined")


def true_values(deliveries: Sequence[Delivery], world: World) -> list[TrueValue]:
    """Every cell that some feed covers, with its value."""
    accepted: Counter[tuple[str, str, str, date]] = Counter()
    doubtful: Counter[tuple[str, str, str, date]] = Counter()
    for delivery, record in standing_records(deliveries, world):
        if record.outcome == "accepted" and record.indicator and record.territory:
            accepted[record.indicator, record.territory, delivery.institution, record.month] += record.count
        if record.outcome == "quarantined":
            doubtful.update(_could_be(delivery, record, world))
    sent = {(d.feed, month) for d in deliveries for month in d.months}
    return [
        TrueValue(*cell, accepted[cell] if _was_sent(feed, cell, sent) else None, doubtful[cell])
        for feed, cell in covered_cells(world)
    ]


def covered_cells(world: World) -> Iterator[tuple[str, tuple[str, str, str, date]]]:
    """Every feed with every cell (indicator, territory, institution, month) that it covers."""
    for feed in world.programme.feeds.values():
        for indicator in feed.covers.indicators:
            for territory in world.covered(feed.id):
                for month in world.months:
                    if feed.covers.first is None or month >= feed.covers.first:
                        yield feed.id, (indicator, territory, feed.institution, month)


def _was_sent(feed: str, cell: tuple[str, str, str, date], sent: set[tuple[str, date]]) -> bool:
    _, territory, _, month = cell
    return (feed, month) in sent and not (feed == TOTALS_FEED and (territory, month) in LEFT_EMPTY)


def _could_be(delivery: Delivery, record: Record, world: World) -> Iterator[tuple[str, str, str, date]]:
    """The cells to which a quarantined row may belong, as far as its good columns tell."""
    feed = world.programme.feeds[delivery.feed]
    indicators = [record.indicator] if record.could_be == "own" else list(feed.covers.indicators)
    territories = world.covered(feed.id) if record.could_be == "anything" else [record.territory]
    unsure_of_month = {"bad_date", "missing_value", "date_outside_period"} & set(
        record.kinds
    ) and record.could_be == "own"
    months = delivery.months if unsure_of_month else [record.month]
    for indicator in indicators:
        for territory in territories:
            if indicator and territory:
                yield from ((indicator, territory, delivery.institution, month) for month in months)
