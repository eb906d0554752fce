"""What the page «Cómo se mide» asks an edition: its sections and fichas, as the run wrote them."""

from dashboard.store import Edition, Row, once_per_edition

TABLES = ("method_section", "ficha_line")


def explains_itself(edition: Edition) -> bool:
    """Whether the edition holds the texts at all; those of an older version do not."""
    return all(edition.has(name) for name in TABLES)


@once_per_edition
def sections(edition: Edition, language: str) -> list[Row]:
    """The methods in the order of the page."""
    return edition.rows(
        "SELECT * FROM published.method_section WHERE language = $language ORDER BY position", language=language
    )


@once_per_edition
def ficha(edition: Edition, indicator: str, language: str) -> dict[str, list[Row]]:
    """The lines of one indicator's ficha by their part, in order."""
    found = edition.rows(
        """
        SELECT part, heading, text FROM published.ficha_line
        WHERE indicator = $indicator AND language = $language ORDER BY position
        """,
        indicator=indicator,
        language=language,
    )
    by_part: dict[str, list[Row]] = {}
    for row in found:
        by_part.setdefault(row["part"], []).append(row)
    return by_part
