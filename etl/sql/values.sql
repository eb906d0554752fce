-- Monthly value and status of every indicator, territory and institution that the programme names.
WITH counted AS (
    SELECT feed, indicator, territory, month,  -- a row without a reference is a case
           CASE WHEN r.by_unit THEN cases + loose ELSE records END AS value, records
    FROM incident_cell JOIN indicator_rule r USING (indicator) WHERE territory IS NOT NULL
    UNION ALL
    SELECT feed, indicator, territory, month, sum(count), count(*)
    FROM active_monthly_count JOIN indicator_rule USING (indicator) WHERE territory IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT feed, indicator, territory, date_trunc('month', event_date)::DATE AS month, count(*), count(*)
    FROM active_activity JOIN indicator_rule USING (indicator) WHERE state = 'done' AND territory IS NOT NULL GROUP BY ALL
),
unusable AS (  -- rows that could belong to a cell and are quarantined, or accepted without a place
    SELECT feed, hint_indicator AS indicator, coalesce(hint_any_indicator, false) AS any_indicator,
           hint_territory AS territory, coalesce(hint_any_territory, false) AS any_territory, m.month, 1 AS n
    FROM active_quarantine q JOIN month m
      ON coalesce(q.hint_month = m.month, m.month BETWEEN q.period_from AND q.period_to)
    UNION ALL
    SELECT feed, indicator, false, NULL, true, month, unplaced FROM incident_cell WHERE unplaced > 0
    UNION ALL
    SELECT feed, indicator, false, NULL, true, month, 1 FROM active_monthly_count
    WHERE NOT placed AND indicator IS NOT NULL
    UNION ALL
    SELECT feed, indicator, false, NULL, true, date_trunc('month', event_date)::DATE, 1 FROM active_activity
    WHERE NOT placed AND indicator IS NOT NULL AND state = 'done'
),
lost AS (  -- by what is known of them: a row of unknown offence or place could belong to several cells
    SELECT feed, month, CASE WHEN any_indicator THEN NULL ELSE indicator END AS indicator,
           CASE WHEN any_territory THEN NULL ELSE territory END AS territory, sum(n)::BIGINT AS bad
    FROM unusable
    WHERE (any_indicator OR indicator IS NOT NULL) AND (any_territory OR territory IS NOT NULL)
    GROUP BY ALL
),
last_day_seen AS (  -- how far into its month the data of a feed go
    SELECT feed, event_month AS month, max(last_event) AS last_date, sum(records)::BIGINT AS n
    FROM incident_group GROUP BY ALL
),
feed_cell AS (
    SELECT g.indicator, g.territory, g.institution, g.month, c.feed, md.delivery,
           CASE WHEN f.grain = 'monthly_count' AND NOT md.declares_zero THEN n.value ELSE coalesce(n.value, 0) END AS value,
           coalesce((SELECT sum(l.bad) FROM lost l
                     WHERE l.feed = c.feed AND l.month = g.month AND coalesce(l.indicator = g.indicator, true)
                       AND coalesce(l.territory = g.territory, true)), 0) AS bad,
           coalesce(n.records, 0) AS records,
           md.extracted, f.grain,
           md.delivery IS NOT NULL AND (f.grain <> 'monthly_count' OR n.records IS NOT NULL OR md.declares_zero) AS delivered,
           coalesce(md.declares_zero, false) AS declared,
           coalesce(power(1 - date_diff('day', l.last_date, last_day(g.month)) / day(last_day(g.month)), l.n) < $early, false)
               AS ends_early
    FROM grid g
    JOIN coverage c ON c.institution = g.institution AND c.indicator = g.indicator AND c.territory = g.territory
                   AND g.month BETWEEN c.first AND c.last
    JOIN feed_rule f ON f.feed = c.feed
    LEFT JOIN month_delivery md ON md.feed = c.feed AND md.month = g.month
    LEFT JOIN counted n ON n.feed = c.feed AND n.indicator = g.indicator AND n.territory = g.territory AND n.month = g.month
    LEFT JOIN last_day_seen l ON l.feed = c.feed AND l.month = g.month
),
feed_status AS (
    SELECT *, CASE WHEN NOT delivered THEN 'missing'
                   WHEN bad > $partial_share * (bad + records) OR ends_early OR extracted <= last_day(month) THEN 'partial'
                   WHEN date_diff('day', last_day(month), extracted) < $maturity_days THEN 'provisional'
                   ELSE 'reported' END AS status
    FROM feed_cell
),
cell AS (
    SELECT indicator, territory, institution, month, sum(value)::BIGINT AS value,
           CASE WHEN bool_or(status = 'missing') THEN 'missing' WHEN bool_or(status = 'partial') THEN 'partial'
                WHEN bool_or(status = 'provisional') THEN 'provisional' ELSE 'reported' END AS status,
           string_agg(delivery, ' ' ORDER BY delivery) AS delivery, bool_and(declared) AS declared
    FROM feed_status GROUP BY indicator, territory, institution, month
)
SELECT g.indicator, g.territory, g.institution, g.month,
       CASE WHEN c.status IS NULL OR c.status = 'missing' THEN NULL ELSE c.value END AS value,
       CASE WHEN c.status IS NULL THEN 'not_expected'
            WHEN c.status = 'reported' AND c.value = 0 THEN 'zero' ELSE c.status END AS status,
       coalesce(c.status = 'reported' AND c.value = 0 AND (z.month IS NOT NULL OR c.declared), false) AS zero_confirmed,
       c.delivery
FROM grid g
LEFT JOIN cell c USING (indicator, territory, institution, month)
LEFT JOIN confirmed_zero z USING (indicator, territory, institution, month)
ORDER BY g.indicator, g.territory, g.institution, g.month
