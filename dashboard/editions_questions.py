"""What the page «Ediciones» asks of an edition."""

from dashboard.store import Edition, Row, once_per_edition


@once_per_edition
def number(edition: Edition) -> int:
    """Of the edition itself."""
    return int(edition.rows("SELECT edition FROM published.edition")[0]["edition"])


@once_per_edition
def errata_between(edition: Edition, after: int, until: int) -> list[Row]:
    """What the editions after one and up to another changed, released or not; what turned a verdict first.

    Args:
        edition: not older than `until`; it carries the errata of all before it.
        after: the earlier released edition.
        until: the later one.
    """
    return edition.rows(
        """
        SELECT "table", key, before, now, why, verdict_turned FROM published.erratum
        WHERE edition > $after AND edition <= $until
        ORDER BY edition DESC, verdict_turned DESC, "table" <> 'comparison', key
        """,
        after=after,
        until=until,
    )
