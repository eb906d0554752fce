-- Which deliveries count. Small tables are made once, so that the large ones are joined with what is really there.
-- «Later» is the later extraction date and, on equal dates, the greater SHA-256: never the order of loading, so that
-- the same deliveries give the same figures in any order.
CREATE OR REPLACE TEMP TABLE counted_delivery AS
SELECT d.*, f.mode, f.grain, r.later  -- a correction is as late as the delivery that it corrects
FROM delivery d JOIN feed_rule f USING (feed)
JOIN (SELECT delivery, row_number() OVER (ORDER BY coalesce(extracted, last_day(period_to), DATE '1900-01-01'), sha256)
             AS later
      FROM delivery WHERE status = 'loaded' AND depth = 0) r ON r.delivery = d.root
WHERE d.status = 'loaded';

-- The delivery that stands for a month of a feed: the latest one whose period holds it.
CREATE OR REPLACE TEMP TABLE month_delivery AS
SELECT feed, month, arg_max(delivery, later) AS delivery, arg_max(extracted, later) AS extracted,
       arg_max(declares_zero, later) AS declares_zero
FROM (SELECT feed, delivery, extracted, declares_zero, later,
             CAST(unnest(generate_series(period_from, period_to, INTERVAL 1 MONTH)) AS DATE) AS month
      FROM counted_delivery WHERE period_from IS NOT NULL AND depth = 0)
GROUP BY feed, month;

-- The months for which a delivery of a whole period, and the corrections of that delivery, stand.
CREATE OR REPLACE TEMP TABLE counting_month AS
SELECT d.delivery, m.month, d.feed, d.institution, d.depth
FROM counted_delivery d JOIN month_delivery m ON m.feed = d.feed AND m.delivery = d.root WHERE d.mode = 'whole_period';
