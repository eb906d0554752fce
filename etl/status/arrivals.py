"""The deliveries that have arrived, from the published edition or, before there is one, from the ledger."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from etl.home import Home
from etl.judging.period import Span, declared_period
from etl.parts import ledger
from etl.publish import current_edition
from etl.refusal import Refusal
from schemas.errors import UsageError
from schemas.load import Programme

_DELIVERIES = (
    "SELECT feed, file, status, period_from, period_to, extracted, why FROM edition.delivery ORDER BY delivery"
)
_COMPLETENESS = "SELECT institution, month, status FROM edition.completeness WHERE status <> 'not_expected'"


@dataclass(frozen=True)
class Arrival:
    """One delivery of a known feed.

    Attributes:
        status: `loaded`, `refused`, `held` or `retracted`.
        period: months that it covers; for a refused one those that its name says, None where it says none.
    """

    feed: str
    file: str
    status: str
    period: Span | None
    extracted: date | None
    why: str | None


@dataclass(frozen=True)
class Arrivals:
    """All deliveries, and the published completeness.

    Attributes:
        edition: number of the edition that says so; None where the ledger does.
        completeness: institution, month, status, one row an indicator and territory; empty without an edition.
    """

    deliveries: tuple[Arrival, ...]
    edition: int | None
    completeness: pl.DataFrame


def must_belong(home: Home, programme: Programme) -> None:
    """Refuse to read one programme's home by another's rules.

    Raises:
        UsageError: the home belongs to another programme.
    """
    path = home.root / "programa.json"
    owner = json.loads(path.read_text(encoding="utf-8"))["programme"] if path.is_file() else programme.id
    if owner != programme.id:
        raise UsageError(
            f"la carpeta {home.root.name} es del programa «{owner}»; indíquelo con --programme, u otra con --home",
            f"folder {home.root.name} belongs to programme “{owner}”; give it with --programme, or another with --home",
        )


def read_arrivals(home: Home, programme: Programme) -> Arrivals:
    """Read what has arrived; nothing is written and no run is disturbed.

    Args:
        home: where the state lives; one without any run has no deliveries.
        programme: whose feeds are looked at.
    """
    number = current_edition(home)
    if number is None:
        return Arrivals(_from_ledger(home, programme), None, pl.DataFrame(schema=_COMPLETENESS_SCHEMA))
    path = home.editions / str(number) / "internal.duckdb"
    with duckdb.connect() as connection:
        # The path stands in the statement because ATTACH takes no parameter; it is ours, and quoted all the same.
        connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS edition (READ_ONLY)")
        rows = connection.execute(_DELIVERIES).fetchall()
        completeness = connection.sql(_COMPLETENESS).pl()
    found = [
        Arrival(feed, file, status, _period(file, feed, first, last, programme), extracted, why)
        for feed, file, status, first, last, extracted, why in rows
        if feed in programme.feeds
    ]
    return Arrivals(tuple(found), number, completeness)


_COMPLETENESS_SCHEMA = {"institution": pl.String, "month": pl.Date, "status": pl.String}


def _from_ledger(home: Home, programme: Programme) -> tuple[Arrival, ...]:
    found = []
    for line in ledger(home).values() if home.parts.is_dir() else ():
        judged = line.judgement
        if judged.feed is None or judged.feed not in programme.feeds:
            continue
        first, last = (judged.period.first, judged.period.last) if judged.period else (None, None)
        period = _period(judged.file, judged.feed, first, last, programme)
        found.append(
            Arrival(
                judged.feed,
                judged.file,
                "loaded" if line.judgement.outcome == "acceptable" else "refused",
                period,
                judged.extracted,
                judged.why,
            )
        )
    return tuple(found)


def _period(file: str, feed: str, first: date | None, last: date | None, programme: Programme) -> Span | None:
    if first is not None and last is not None:
        return Span(first, last)
    layout = programme.feeds[feed]
    if layout.period.source != "name":
        return None
    try:
        return declared_period(Path(file), layout, [])
    except Refusal:
        return None
