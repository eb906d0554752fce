-- Cases by feed, indicator, territory (NULL: none) and the month in which they count. A case is counted once in its cell:
-- rows that have a reference, less those whose reference stands there already. Few references come twice at all
-- (`repeated_case`), so that only their rows are looked at.
CREATE OR REPLACE TEMP TABLE incident_cell AS
WITH again AS (
    SELECT i.feed, i.indicator, i.territory,
           date_trunc('month', CASE WHEN r.date_that_counts = 'report' THEN coalesce(i.report_date, i.event_date)
                                    ELSE i.event_date END)::DATE AS month,
           count(*) - count(DISTINCT i.case_key) AS surplus
    FROM active_incident i JOIN repeated_case USING (case_key) JOIN indicator_rule r USING (indicator)
    WHERE i.territory IS NOT NULL
    GROUP BY ALL
),
cell AS (
    SELECT g.feed, g.institution, g.indicator, g.territory,
           CASE WHEN r.date_that_counts = 'report' THEN coalesce(g.report_month, g.event_month) ELSE g.event_month END
               AS month,
           sum(g.records)::BIGINT AS records, sum(g.records - g.keyed)::BIGINT AS loose,
           sum(g.unplaced)::BIGINT AS unplaced, sum(g.keyed)::BIGINT AS keyed
    FROM incident_group g JOIN indicator_rule r USING (indicator) GROUP BY ALL
)
SELECT c.* EXCLUDE (keyed), c.keyed - coalesce(a.surplus, 0) AS cases
FROM cell c LEFT JOIN again a ON a.feed = c.feed AND a.indicator = c.indicator AND a.territory = c.territory
                             AND a.month IS NOT DISTINCT FROM c.month;
