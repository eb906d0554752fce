-- Which records count. «Later» is the later extraction date and, on equal dates, the greater SHA-256: never the
-- order of loading, so that the same deliveries give the same figures in any order.
CREATE OR REPLACE TEMP VIEW counted_delivery AS
SELECT d.*, f.mode, f.grain,
       row_number() OVER (ORDER BY coalesce(d.extracted, last_day(d.period_to), DATE '1900-01-01'), d.sha256) AS later
FROM delivery d JOIN feed_rule f USING (feed)
WHERE d.status = 'loaded';

-- The delivery that stands for a month of a feed: the latest one whose period holds it.
CREATE OR REPLACE TEMP VIEW month_delivery AS
SELECT feed, month, arg_max(delivery, later) AS delivery, arg_max(extracted, later) AS extracted
FROM (SELECT feed, delivery, extracted, later,
             CAST(unnest(generate_series(period_from, period_to, INTERVAL 1 MONTH)) AS DATE) AS month
      FROM counted_delivery WHERE period_from IS NOT NULL)
GROUP BY feed, month;

CREATE OR REPLACE TEMP VIEW active_incident AS
SELECT i.*, d.feed, d.institution
FROM incident i JOIN counted_delivery d USING (delivery)
JOIN month_delivery m ON m.feed = d.feed AND m.month = i.period_month AND m.delivery = i.delivery
WHERE d.mode = 'whole_period'
UNION ALL
SELECT * EXCLUDE (later) FROM (
    SELECT i.*, d.feed, d.institution, d.later
    FROM incident i JOIN counted_delivery d USING (delivery)
    WHERE d.mode = 'additions'
    QUALIFY CASE WHEN i.case_key IS NOT NULL
                 THEN d.later = max(d.later) OVER (PARTITION BY d.feed, i.case_key)
                 ELSE row_number() OVER (PARTITION BY d.feed, i.case_key, i.row_key ORDER BY d.later DESC) = 1 END);

CREATE OR REPLACE TEMP VIEW active_activity AS
SELECT i.*, d.feed, d.institution
FROM activity i JOIN counted_delivery d USING (delivery)
JOIN month_delivery m ON m.feed = d.feed AND m.month = i.period_month AND m.delivery = i.delivery
WHERE d.mode = 'whole_period'
UNION ALL
SELECT * EXCLUDE (later) FROM (
    SELECT i.*, d.feed, d.institution, d.later
    FROM activity i JOIN counted_delivery d USING (delivery)
    WHERE d.mode = 'additions'
    QUALIFY CASE WHEN i.case_key IS NOT NULL
                 THEN d.later = max(d.later) OVER (PARTITION BY d.feed, i.case_key)
                 ELSE row_number() OVER (PARTITION BY d.feed, i.case_key, i.row_key ORDER BY d.later DESC) = 1 END);

-- Monthly counts replace by place, month and offence; a whole-period delivery also takes out what it no longer repeats.
CREATE OR REPLACE TEMP VIEW active_monthly_count AS
SELECT * EXCLUDE (later) FROM (
    SELECT i.*, d.feed, d.institution, d.later
    FROM monthly_count i JOIN counted_delivery d USING (delivery)
    LEFT JOIN month_delivery m ON m.feed = d.feed AND m.month = i.period_month
    WHERE d.mode = 'additions' OR m.delivery = i.delivery
    QUALIFY row_number() OVER (PARTITION BY d.feed, i.place_key, i.month, i.offence ORDER BY d.later DESC) = 1);

-- Quarantined rows of the deliveries that stand for their month (a corrected delivery closes those of the one before).
CREATE OR REPLACE TEMP VIEW active_quarantine AS
SELECT q.*, d.feed, d.institution, d.period_from, d.period_to
FROM quarantine q JOIN counted_delivery d USING (delivery)
WHERE d.mode = 'additions'
   OR EXISTS (SELECT 1 FROM month_delivery m WHERE m.feed = d.feed AND m.delivery = d.delivery
              AND (q.hint_month IS NULL OR m.month = q.hint_month));
