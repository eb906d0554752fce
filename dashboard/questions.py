"""What the pages ask an edition: what was published, at most counted, ordered or added up, never computed anew."""

import json

from dashboard.store import Edition, Row, once_per_edition


@once_per_edition
def edition_mark(edition: Edition) -> Row:
    """The one row of table `edition`."""
    return edition.rows("SELECT * FROM published.edition")[0]


@once_per_edition
def evaluation(edition: Edition) -> Row | None:
    """The evaluation that leads."""
    return edition.row("SELECT * FROM published.evaluation ORDER BY leads DESC, evaluation LIMIT 1")


@once_per_edition
def shocks(edition: Edition) -> list[Row]:
    """Dated events, in order."""
    return edition.rows("SELECT * FROM published.shock ORDER BY starts")


@once_per_edition
def institutions(edition: Edition) -> dict[str, Row]:
    """Who registers, by id, in the programme's order."""
    return {row["institution"]: row for row in edition.rows("SELECT * FROM published.institution ORDER BY rowid")}


@once_per_edition
def indicators(edition: Edition) -> list[Row]:
    """The indicators in the order of their letters, with their ficha read."""
    found = edition.rows("SELECT * FROM published.indicator ORDER BY letter")
    return [row | {"ficha": json.loads(row["ficha"] or "{}")} for row in found]


@once_per_edition
def territories(edition: Edition) -> list[Row]:
    """The territories of the programme first, then those to compare with, each in the programme's order."""
    return edition.rows(
        "SELECT territory, name, role, parent, note FROM published.territory ORDER BY role = 'comparison', rowid"
    )


@once_per_edition
def headlines(edition: Edition) -> dict[tuple[str, str], Row]:
    """The headline comparison of the leading evaluation, by indicator and territory."""
    found = edition.rows(
        """
        SELECT comparison.* FROM published.comparison
        WHERE scenario = 'headline' AND basis = 'lead'
          AND evaluation = (SELECT lead_evaluation FROM published.edition)
        """
    )
    return {(row["indicator"], row["territory"]): row for row in found}


@once_per_edition
def activities(edition: Edition) -> dict[str, list[Row]]:
    """What was done against the plan over the leading evaluation, by territory; the kind `total` comes first."""
    found = edition.rows(
        """
        SELECT * FROM published.activity_progress
        WHERE period = (SELECT lead_evaluation FROM published.edition)
        ORDER BY territory, kind <> 'total', kind
        """
    )
    by_territory: dict[str, list[Row]] = {}
    for row in found:
        by_territory.setdefault(row["territory"], []).append(row)
    return by_territory


@once_per_edition
def suppliers(edition: Edition) -> dict[tuple[str, str], list[Row]]:
    """Who is expected to report each indicator of each territory: institution, last month with data, months without.

    Returns:
        By indicator and territory, in the programme's order of institutions. `lacking` counts the months of the
        leading evaluation's current window that are missing or came incomplete, `expected` those that should come.
    """
    found = edition.rows(
        """
        WITH window_now AS (
            SELECT current_from, current_to FROM published.evaluation ORDER BY leads DESC, evaluation LIMIT 1
        )
        SELECT
            value.indicator, value.territory, value.institution, any_value(institution.name) AS name,
            max(value.month) FILTER (value.status NOT IN ('missing', 'suppressed')) AS last_month,
            count(*) FILTER (value.status IN ('missing', 'partial')
                AND value.month BETWEEN current_from AND current_to) AS lacking,
            count(*) FILTER (value.status <> 'not_expected'
                AND value.month BETWEEN current_from AND current_to) AS expected
        FROM published.indicator_value AS value
        CROSS JOIN window_now
        LEFT JOIN published.institution USING (institution)
        WHERE value.status <> 'not_expected'
        GROUP BY value.indicator, value.territory, value.institution
        ORDER BY min(institution.rowid)
        """
    )
    by_cell: dict[tuple[str, str], list[Row]] = {}
    for row in found:
        by_cell.setdefault((row["indicator"], row["territory"]), []).append(row)
    return by_cell


@once_per_edition
def pictures(edition: Edition, kind: str, territory: str, language: str) -> dict[str, Row]:
    """Ready pictures of one kind for one territory, by indicator: `svg` and `alt`."""
    found = edition.rows(
        """
        SELECT split_part(picture, '/', 2) AS indicator, svg, alt FROM published.picture
        WHERE language = $language AND split_part(picture, '/', 1) = $kind AND split_part(picture, '/', 3) = $territory
        """,
        kind=kind,
        territory=territory,
        language=language,
    )
    return {row["indicator"]: row for row in found}


@once_per_edition
def series(edition: Edition, indicator: str, territory: str) -> list[Row]:
    """Every month of an indicator in a territory, by institution, those not expected left out."""
    return edition.rows(
        """
        SELECT value.institution, value.month, value.value, value.status
        FROM published.indicator_value AS value
        LEFT JOIN published.institution USING (institution)
        WHERE value.indicator = $indicator AND value.territory = $territory AND value.status <> 'not_expected'
        ORDER BY institution.rowid, value.month
        """,
        indicator=indicator,
        territory=territory,
    )


@once_per_edition
def deliveries(edition: Edition) -> list[Row]:
    """The ledger added up by institution; a retracted delivery counts no row."""
    return edition.rows(
        """
        SELECT
            delivery.institution, any_value(institution.name) AS name,
            count(*) FILTER (status = 'loaded') AS loaded,
            count(*) FILTER (status IN ('refused', 'held')) AS waiting,
            CAST(coalesce(sum(rows_read) FILTER (status = 'loaded'), 0) AS BIGINT) AS rows_read,
            CAST(coalesce(sum(accepted) FILTER (status = 'loaded'), 0) AS BIGINT) AS accepted,
            CAST(coalesce(sum(quarantined) FILTER (status = 'loaded'), 0) AS BIGINT) AS quarantined,
            CAST(coalesce(sum(duplicates) FILTER (status = 'loaded'), 0) AS BIGINT) AS duplicates,
            min(period_from) FILTER (status = 'loaded') AS period_from,
            max(period_to) FILTER (status = 'loaded') AS period_to
        FROM published.delivery
        LEFT JOIN published.institution USING (institution)
        GROUP BY delivery.institution
        ORDER BY min(institution.rowid)
        """
    )


@once_per_edition
def arrivals(edition: Edition, institution: str = "", territory: str = "") -> list[Row]:
    """How many cells of each series and month have which status; an empty id stands for all of them.

    Returns:
        `institution`, `indicator`, `territory` (of the rows by territory, else None), `month`, `status`, `cells`, in
        the programme's order. First every series over its territories together, then, of one institution alone, each
        territory by itself. What is never expected is left out.
    """
    return edition.rows(
        """
        WITH wanted AS (
            SELECT done.*, institution.rowid AS nth_institution, indicator.letter,
                (territory.role = 'comparison', territory.rowid) AS nth_territory
            FROM published.completeness AS done
            LEFT JOIN published.institution USING (institution)
            LEFT JOIN published.indicator USING (indicator)
            LEFT JOIN published.territory USING (territory)
            WHERE done.status <> 'not_expected'
              AND ($institution = '' OR done.institution = $institution)
              AND ($territory = '' OR done.territory = $territory)
        )
        SELECT institution, indicator, territory, month, status, count(*) AS cells FROM wanted
        GROUP BY GROUPING SETS (
            (institution, indicator, month, status), (institution, indicator, territory, month, status)
        )
        HAVING territory IS NULL OR ($institution <> '' AND $territory = '')
        ORDER BY any_value(nth_institution), any_value(letter), institution, indicator, territory IS NOT NULL,
            any_value(nth_territory), month
        """,
        institution=institution,
        territory=territory,
    )


@once_per_edition
def freshness(edition: Edition, territory: str = "") -> list[Row]:
    """Up to when each institution has sent data, and in which expected months something is missing or incomplete."""
    return edition.rows(
        """
        SELECT
            done.institution, any_value(institution.name) AS name,
            max(month) FILTER (status NOT IN ('missing', 'suppressed')) AS last_month,
            (SELECT max(extracted) FROM published.delivery
             WHERE delivery.status = 'loaded' AND delivery.institution = done.institution) AS extracted,
            list_sort(list(DISTINCT month) FILTER (status = 'missing')) AS missing,
            list_sort(list(DISTINCT month) FILTER (status = 'partial')) AS partial
        FROM published.completeness AS done
        LEFT JOIN published.institution USING (institution)
        WHERE status <> 'not_expected' AND ($territory = '' OR territory = $territory)
        GROUP BY done.institution
        ORDER BY min(institution.rowid), done.institution
        """,
        territory=territory,
    )


@once_per_edition
def ledger(edition: Edition, institution: str = "") -> list[Row]:
    """Every delivery with its outcome, the latest period first; those that a person must look at before the others."""
    return edition.rows(
        """
        SELECT delivery.*, institution.name, institution.short FROM published.delivery
        LEFT JOIN published.institution USING (institution)
        WHERE $institution = '' OR delivery.institution = $institution
        ORDER BY delivery.status = 'loaded', institution.rowid, period_to DESC NULLS FIRST, file
        """,
        institution=institution,
    )


@once_per_edition
def finding_counts(edition: Edition, institution: str = "") -> list[Row]:
    """Findings of the deliveries that are not retracted, by kind and institution, the most frequent open kind first.

    Returns:
        `n` and `of_kind` count those that are open, `closed` and `closed_of_kind` those that a later delivery settled.
    """
    return edition.rows(
        """
        WITH told AS (  -- in an edition of before there was such a column, every finding is open
            SELECT *, coalesce(open, true) AS is_open FROM (
                SELECT * FROM published.finding UNION ALL BY NAME SELECT CAST(NULL AS BOOLEAN) AS open WHERE false)
        )
        SELECT finding.kind, finding.severity, delivery.institution, any_value(institution.short) AS short,
            count(*) FILTER (is_open) AS n, count(*) FILTER (NOT is_open) AS closed,
            sum(count(*) FILTER (is_open)) OVER (PARTITION BY finding.kind, finding.severity)::BIGINT AS of_kind,
            sum(count(*) FILTER (NOT is_open)) OVER (PARTITION BY finding.kind, finding.severity)::BIGINT
                AS closed_of_kind
        FROM told AS finding
        JOIN published.delivery USING (delivery)
        LEFT JOIN published.institution USING (institution)
        WHERE delivery.status <> 'retracted' AND ($institution = '' OR delivery.institution = $institution)
        GROUP BY finding.kind, finding.severity, delivery.institution
        ORDER BY finding.severity <> 'error', of_kind DESC, finding.kind, min(institution.rowid)
        """,
        institution=institution,
    )


@once_per_edition
def baseline_differences(edition: Edition, institution: str = "", territory: str = "") -> list[Row]:
    """Frozen values that today's data would give otherwise; none in an edition made before they were published."""
    if not edition.has("baseline_difference"):
        return []
    return edition.rows(
        """
        SELECT difference.*, indicator.name_es, indicator.name_gn, indicator.name_en, territory.name AS territory_name,
            institution.short
        FROM published.baseline_difference AS difference
        LEFT JOIN published.indicator USING (indicator)
        LEFT JOIN published.territory USING (territory)
        LEFT JOIN published.institution USING (institution)
        WHERE ($institution = '' OR difference.institution = $institution)
          AND ($territory = '' OR difference.territory = $territory)
        ORDER BY indicator.letter, territory.role = 'comparison', territory.rowid, month, institution.rowid
        """,
        institution=institution,
        territory=territory,
    )
