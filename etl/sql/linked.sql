-- Cases counted once over all institutions, where that can be told: every feed that covers the territory gives cases a
-- reference that is common to several institutions. Elsewhere nobody knows what stands in two lists, and there is no row.
WITH tellable AS (
    SELECT c.indicator, c.territory
    FROM coverage c JOIN feed_rule f USING (feed) JOIN indicator_rule r USING (indicator)
    WHERE (c.indicator, c.territory, c.institution) IN (SELECT DISTINCT (indicator, territory, institution) FROM grid)
    GROUP BY c.indicator, c.territory
    -- a reference tells cases apart, not the victims of one case
    HAVING bool_and(f.case_ref_shared AND f.grain = 'incident' AND r.by_unit) AND count(DISTINCT c.institution) > 1
),
dated AS (
    SELECT i.feed, i.institution, i.indicator, i.territory, i.case_key,
           date_trunc('month', CASE WHEN r.date_that_counts = 'report' THEN coalesce(i.report_date, i.event_date)
                                    ELSE i.event_date END)::DATE AS month
    FROM active_incident i JOIN indicator_rule r USING (indicator) JOIN tellable USING (indicator, territory)
),
recorded AS (  -- what counts for each institution alone, as in values.sql
    SELECT d.* FROM dated d
    JOIN coverage c ON c.feed = d.feed AND c.indicator = d.indicator AND c.territory = d.territory
                   AND d.month BETWEEN c.first AND c.last
),
once AS (  -- a case counts where and when it was first recorded
    SELECT indicator, min((month, institution, territory)) AS first_record FROM recorded
    WHERE case_key IS NOT NULL GROUP BY indicator, case_key
),
counted AS (
    SELECT indicator, first_record[3] AS territory, first_record[1] AS month, count(*) AS cases FROM once GROUP BY ALL
),
cell AS (
    SELECT indicator, territory, month, count(*) AS records, count(*) FILTER (case_key IS NULL) AS loose
    FROM recorded GROUP BY ALL
)
SELECT indicator, territory, month,  -- rows without a reference: a case each while they are few, else the month is not known
       CASE WHEN loose <= $partial_share * records THEN coalesce(cases, 0) + loose END AS value
FROM cell LEFT JOIN counted USING (indicator, territory, month)
ORDER BY ALL
