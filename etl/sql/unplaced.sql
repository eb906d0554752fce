-- Records of an indicator that have no territory, by institution and month: what could turn a comparison over.
SELECT indicator, institution, month, count(*) AS count FROM (
    SELECT i.indicator, i.institution,
           date_trunc('month', CASE WHEN r.date_that_counts = 'report' THEN coalesce(i.report_date, i.event_date)
                                    ELSE i.event_date END)::DATE AS month
    FROM active_incident i JOIN indicator_rule r USING (indicator) WHERE NOT i.placed
    UNION ALL
    SELECT q.hint_indicator, q.institution, q.hint_month FROM active_quarantine q
    WHERE q.hint_indicator IS NOT NULL AND q.hint_any_territory AND q.hint_month IS NOT NULL)
GROUP BY ALL ORDER BY ALL
