-- Records of an indicator that have no territory, by institution and month: what could turn a comparison over.
SELECT indicator, institution, month, sum(n)::BIGINT AS count FROM (
    SELECT indicator, institution, month, unplaced AS n FROM incident_cell WHERE unplaced > 0
    UNION ALL
    SELECT q.hint_indicator, q.institution, q.hint_month, 1 FROM active_quarantine q
    WHERE q.hint_indicator IS NOT NULL AND q.hint_any_territory AND q.hint_month IS NOT NULL)
GROUP BY ALL ORDER BY ALL
