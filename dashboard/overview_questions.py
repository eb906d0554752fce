"""What «Panorama» asks an internal edition: signals, areas, institutions, gaps, errata, deliveries of a cell."""

from dashboard.store import Edition, Row, once_per_edition


@once_per_edition
def signals(edition: Edition, indicator: str) -> dict[str, list[Row]]:
    """The run chart of an indicator's lead series by territory, months in order."""
    found = edition.rows(
        """
        SELECT territory, month, centre, low, high, kind FROM published.signal
        WHERE indicator = $indicator ORDER BY territory, month
        """,
        indicator=indicator,
    )
    by_territory: dict[str, list[Row]] = {}
    for row in found:
        by_territory.setdefault(row["territory"], []).append(row)
    return by_territory


@once_per_edition
def area_rows(edition: Edition, indicator: str) -> dict[str, Row]:
    """The programme against its comparison areas in the leading evaluation, by territory."""
    found = edition.rows(
        """
        SELECT * FROM published.area_comparison
        WHERE indicator = $indicator AND evaluation = (SELECT lead_evaluation FROM published.edition)
        """,
        indicator=indicator,
    )
    return {row["territory"]: row for row in found}


@once_per_edition
def side_by_side(edition: Edition, indicator: str) -> dict[str, list[Row]]:
    """What each institution registered over the months of the current window that all of them reported.

    Returns:
        By territory, in the programme's order: `institution`, `expected` and `reported` months of the current
        window, `common` months that every expected institution reported, `cases` in those.
    """
    found = edition.rows(
        """
        WITH window_now AS (
            SELECT current_from, current_to FROM published.evaluation ORDER BY leads DESC, evaluation LIMIT 1
        ), told AS (
            SELECT value.*, value.status IN ('reported', 'zero') AS whole
            FROM published.indicator_value AS value, window_now
            WHERE indicator = $indicator AND status <> 'not_expected' AND month BETWEEN current_from AND current_to
        ), senders AS (
            SELECT territory, count(DISTINCT institution) AS n FROM told GROUP BY territory
        ), common AS (
            SELECT territory, month FROM told JOIN senders USING (territory) WHERE whole
            GROUP BY territory, month, n HAVING count(DISTINCT institution) = n
        )
        SELECT told.territory, told.institution, count(*) AS expected, count(*) FILTER (whole) AS reported,
            count(common.month) AS common,
            CAST(sum(value) FILTER (common.month IS NOT NULL) AS BIGINT) AS cases
        FROM told
        LEFT JOIN common ON common.territory = told.territory AND common.month = told.month
        LEFT JOIN published.institution ON institution.institution = told.institution
        GROUP BY told.territory, told.institution
        ORDER BY told.territory, min(institution.rowid)
        """,
        indicator=indicator,
    )
    by_territory: dict[str, list[Row]] = {}
    for row in found:
        by_territory.setdefault(row["territory"], []).append(row)
    return by_territory


@once_per_edition
def gaps(edition: Edition) -> list[Row]:
    """By institution, what did not come for the territories of the programme in the two windows that are compared.

    Returns:
        `expected`, `missing` and `partial` count cells (indicator, territory, month); `missing_months` and
        `partial_months` are the months with any; `last_month` is the last with data; `waiting` counts files that were
        not loaded.
    """
    return edition.rows(
        """
        WITH windows AS (
            SELECT baseline_from, baseline_to, current_from, current_to FROM published.evaluation
            ORDER BY leads DESC, evaluation LIMIT 1
        ), files AS (
            SELECT institution, count(*) FILTER (status IN ('refused', 'held')) AS waiting
            FROM published.delivery GROUP BY institution
        )
        SELECT done.institution, any_value(institution.name) AS name, count(*) AS expected,
            count(*) FILTER (done.status = 'missing') AS missing,
            count(*) FILTER (done.status = 'partial') AS partial,
            list_sort(list(DISTINCT month) FILTER (done.status = 'missing')) AS missing_months,
            list_sort(list(DISTINCT month) FILTER (done.status = 'partial')) AS partial_months,
            max(month) FILTER (done.status NOT IN ('missing', 'suppressed')) AS last_month,
            coalesce(any_value(waiting), 0) AS waiting
        FROM published.completeness AS done
        CROSS JOIN windows
        JOIN published.territory ON territory.territory = done.territory AND territory.role = 'intervention'
        LEFT JOIN published.institution ON institution.institution = done.institution
        LEFT JOIN files ON files.institution = done.institution
        WHERE done.status <> 'not_expected'
          AND (month BETWEEN baseline_from AND baseline_to OR month BETWEEN current_from AND current_to)
        GROUP BY done.institution
        ORDER BY min(institution.rowid), done.institution
        """
    )


@once_per_edition
def errata(edition: Edition) -> list[Row]:
    """What this edition changed of figures that earlier ones had published; those that turned a verdict first."""
    return edition.rows(
        """
        SELECT "table", key, before, now, why, verdict_turned FROM published.erratum
        WHERE edition = (SELECT edition FROM published.edition)
        ORDER BY verdict_turned DESC, "table" <> 'comparison', key
        """
    )


@once_per_edition
def cell_months(edition: Edition, indicator: str, territory: str) -> list[Row]:
    """Every expected month of a cell by institution: value, status, and the delivery that counts for it."""
    return edition.rows(
        """
        SELECT done.institution, done.month, done.status, done.delivery, value.value, delivery.file
        FROM published.completeness AS done
        LEFT JOIN published.indicator_value AS value USING (institution, indicator, territory, month)
        LEFT JOIN published.delivery AS delivery ON delivery.delivery = done.delivery
        LEFT JOIN published.institution ON institution.institution = done.institution
        WHERE done.indicator = $indicator AND done.territory = $territory AND done.status <> 'not_expected'
        ORDER BY institution.rowid, done.institution, done.month
        """,
        indicator=indicator,
        territory=territory,
    )


@once_per_edition
def cell_deliveries(edition: Edition, indicator: str, territory: str) -> list[Row]:
    """The deliveries that count for a cell, with the months for which each does."""
    return edition.rows(
        """
        WITH used AS (
            SELECT delivery, list_sort(list(DISTINCT month)) AS months FROM published.completeness
            WHERE indicator = $indicator AND territory = $territory AND delivery IS NOT NULL
              AND status <> 'not_expected'
            GROUP BY delivery
        )
        SELECT delivery.*, used.months FROM used
        JOIN published.delivery USING (delivery)
        LEFT JOIN published.institution ON institution.institution = delivery.institution
        ORDER BY institution.rowid, delivery.institution, used.months[1], delivery.file
        """,
        indicator=indicator,
        territory=territory,
    )
