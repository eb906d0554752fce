-- Cases counted once over all institutions, where a case reference is common to them.
SELECT indicator, territory, month, count(*) AS value FROM (
    SELECT DISTINCT i.indicator, i.case_key, first(i.territory ORDER BY i.institution) AS territory,
           date_trunc('month', min(CASE WHEN r.date_that_counts = 'report' THEN coalesce(i.report_date, i.event_date)
                                        ELSE i.event_date END))::DATE AS month
    FROM active_incident i JOIN indicator_rule r USING (indicator)
    WHERE i.feed IN (SELECT feed FROM feed_rule WHERE case_ref_shared) AND i.case_key IS NOT NULL AND i.territory IS NOT NULL
    GROUP BY i.indicator, i.case_key)
GROUP BY ALL ORDER BY ALL
