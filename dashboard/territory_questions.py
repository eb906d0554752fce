"""What «Mi territorio» and «Minuta» ask of an edition besides the questions of every page."""

from datetime import date

from dashboard import questions
from dashboard.store import Edition, Row, once_per_edition

MONTH, QUARTER, WINDOW = "month", "quarter", "window"


@once_per_edition
def registered(edition: Edition) -> dict[tuple[str, str], Row]:
    """The lead institution of each cell: name, last month received, months of the current window missing or partial.

    Asked of `completeness`, which has a row a month even where the public edition tells figures by quarter or window.
    """
    found = edition.rows(
        """
        WITH window_now AS (
            SELECT current_from, current_to FROM published.evaluation ORDER BY leads DESC, evaluation LIMIT 1
        )
        SELECT done.indicator, done.territory, any_value(coalesce(institution.name, done.institution)) AS name,
            max(month) FILTER (status NOT IN ('missing', 'suppressed')) AS last_month,
            list_sort(list(month) FILTER (status = 'missing')) AS missing,
            count(*) FILTER (status IN ('missing', 'partial') AND month BETWEEN current_from AND current_to) AS lacking
        FROM published.completeness AS done
        CROSS JOIN window_now
        JOIN published.indicator ON indicator.indicator = done.indicator AND indicator.lead = done.institution
        LEFT JOIN published.institution USING (institution)
        WHERE status <> 'not_expected'
        GROUP BY done.indicator, done.territory
        """
    )
    return {(row["indicator"], row["territory"]): row for row in found}


@once_per_edition
def lead_series(edition: Edition, indicator: str, territory: str) -> list[Row]:
    """The lead institution's series: `month`, `period`, `value`, `status`; by month, quarter or window."""
    return edition.rows(
        """
        SELECT month, coalesce(period, 'month') AS period, value, status FROM published.indicator_value
        JOIN published.indicator USING (indicator)
        WHERE indicator = $indicator AND territory = $territory AND institution = lead AND status <> 'not_expected'
        ORDER BY month
        """,
        indicator=indicator,
        territory=territory,
    )


@once_per_edition
def area_sentences(edition: Edition, territory: str, language: str) -> dict[str, str]:
    """By indicator, what may be said of a territory beside its comparison areas, where it may be said at all."""
    found = edition.rows(
        """
        SELECT indicator, sentence_es, sentence_gn, sentence_en FROM published.area_comparison
        WHERE territory = $territory AND rrr IS NOT NULL
          AND evaluation = (SELECT lead_evaluation FROM published.edition)
        """,
        territory=territory,
    )
    return {row["indicator"]: row[f"sentence_{language}"] for row in found if row[f"sentence_{language}"]}


@once_per_edition
def months_apart(edition: Edition) -> list[date]:
    """The months of the current window that stand apart: a shock takes whole months with it."""
    window = questions.evaluation(edition)
    if window is None:
        return []
    found = edition.rows(
        """
        SELECT DISTINCT
            CAST(unnest(generate_series(date_trunc('month', starts), ends, INTERVAL 1 MONTH)) AS DATE) AS month
        FROM published.shock WHERE stands_apart ORDER BY month
        """
    )
    return [row["month"] for row in found if window["current_from"] <= row["month"] <= window["current_to"]]


@once_per_edition
def smallest_shown(edition: Edition) -> dict[tuple[str, str], int]:
    """By cell, the count under which the public edition tells none; empty in the internal edition."""
    if not edition.has("disclosure"):
        return {}
    found = edition.rows("SELECT indicator, territory, max(k) AS k FROM published.disclosure GROUP BY ALL")
    return {(row["indicator"], row["territory"]): row["k"] for row in found if row["k"]}
