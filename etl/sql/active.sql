-- Which records count. Small tables are made once, so that the large ones are joined with what is really there.
-- «Later» is the later extraction date and, on equal dates, the greater SHA-256: never the order of loading, so that
-- the same deliveries give the same figures in any order.
CREATE OR REPLACE TEMP TABLE counted_delivery AS
SELECT d.*, f.mode, f.grain, f.number AS feed_number, r.later  -- a correction is as late as the delivery that it corrects
FROM delivery d JOIN feed_rule f USING (feed)
JOIN (SELECT delivery, row_number() OVER (ORDER BY coalesce(extracted, last_day(period_to), DATE '1900-01-01'), sha256)
             AS later
      FROM delivery WHERE status = 'loaded' AND depth = 0) r ON r.delivery = d.root
WHERE d.status = 'loaded';

-- Every row that a correction brought back.
CREATE OR REPLACE TEMP TABLE answered_row AS
SELECT s.delivery, s.sheet, i."row" FROM (
    SELECT source, "row" FROM incident UNION ALL SELECT source, "row" FROM activity
    UNION ALL SELECT source, "row" FROM monthly_count) i
JOIN source s USING (source) JOIN delivery d USING (delivery) WHERE d.depth > 0
UNION ALL
SELECT q.delivery, q.sheet, q."row" FROM quarantine q JOIN delivery d USING (delivery) WHERE d.depth > 0;

-- Rows of corrections that a later correction of the same row took the place of.
CREATE OR REPLACE TEMP TABLE replaced_row AS
SELECT source, "row" FROM (
    SELECT i.source, i."row", s.sheet, d.root, d.depth, d.sha256
    FROM (SELECT source, "row" FROM incident UNION ALL SELECT source, "row" FROM activity
          UNION ALL SELECT source, "row" FROM monthly_count) i
    JOIN source s USING (source) JOIN counted_delivery d USING (delivery) WHERE d.depth > 0)
QUALIFY rank() OVER (PARTITION BY root, sheet, "row" ORDER BY depth DESC, sha256 DESC) > 1;

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
SELECT s.source, m.month, d.feed_number, d.feed, d.institution, d.depth
FROM source s JOIN counted_delivery d USING (delivery)
JOIN month_delivery m ON m.feed = d.feed AND m.delivery = d.root WHERE d.mode = 'whole_period';

-- In three parts, so that the many rows of the first one meet nothing but a small table.
CREATE OR REPLACE TEMP VIEW counting_incident AS
SELECT i.*, m.feed_number, m.feed, m.institution
FROM incident i JOIN counting_month m ON m.source = i.source AND m.month = i.period_month WHERE m.depth = 0
UNION ALL
SELECT i.*, m.feed_number, m.feed, m.institution
FROM incident i JOIN counting_month m ON m.source = i.source AND m.month = i.period_month
ANTI JOIN replaced_row x ON x.source = i.source AND x."row" = i."row"
WHERE m.depth > 0
UNION ALL
SELECT * EXCLUDE (later) FROM (
    SELECT i.*, d.feed_number, d.feed, d.institution, d.later
    FROM incident i JOIN source s USING (source) JOIN counted_delivery d USING (delivery)
    ANTI JOIN replaced_row x ON x.source = i.source AND x."row" = i."row"
    WHERE d.mode = 'additions'
    QUALIFY CASE WHEN i.case_key IS NOT NULL
                 THEN d.later = max(d.later) OVER (PARTITION BY d.feed, i.case_key)
                 ELSE row_number() OVER (PARTITION BY d.feed, i.case_key, i.row_key ORDER BY d.later DESC) = 1 END);

CREATE OR REPLACE TEMP VIEW active_incident AS
SELECT i.* EXCLUDE (feed_number, indicator, territory), n.word AS indicator, t.word AS territory
FROM counting_incident i LEFT JOIN word n ON n.code = i.indicator LEFT JOIN word t ON t.code = i.territory;

-- Cases by feed, indicator, territory (NULL: none) and the month in which they count, in one pass over numbers alone: of
-- millions of cases the references that are told apart fill the memory, and texts beside them would fill it sooner.
CREATE OR REPLACE TEMP TABLE incident_cell AS
WITH rule AS (
    SELECT w.code, r.date_that_counts = 'report' AS by_report FROM indicator_rule r JOIN word w ON w.word = r.indicator
),
cell AS (
    SELECT i.feed_number, i.indicator, i.territory,
           date_trunc('month', CASE WHEN r.by_report THEN coalesce(i.report_date, i.event_date)
                                    ELSE i.event_date END)::DATE AS month,
           count(*) AS records, count(*) FILTER (i.case_key IS NULL) AS loose, count(*) FILTER (NOT i.placed) AS unplaced,
           count(DISTINCT i.case_key) FILTER (i.territory IS NOT NULL) AS cases
    FROM counting_incident i JOIN rule r ON r.code = i.indicator
    GROUP BY ALL
)
SELECT f.feed, f.institution, n.word AS indicator, t.word AS territory, c.month, c.records, c.loose, c.unplaced, c.cases
FROM cell c JOIN feed_rule f ON f.number = c.feed_number
JOIN word n ON n.code = c.indicator LEFT JOIN word t ON t.code = c.territory;

CREATE OR REPLACE TEMP VIEW active_activity AS
SELECT i.*, m.feed, m.institution
FROM activity i JOIN counting_month m ON m.source = i.source AND m.month = i.period_month WHERE m.depth = 0
UNION ALL
SELECT i.*, m.feed, m.institution
FROM activity i JOIN counting_month m ON m.source = i.source AND m.month = i.period_month
ANTI JOIN replaced_row x ON x.source = i.source AND x."row" = i."row"
WHERE m.depth > 0
UNION ALL
SELECT * EXCLUDE (later) FROM (
    SELECT i.*, d.feed, d.institution, d.later
    FROM activity i JOIN source s USING (source) JOIN counted_delivery d USING (delivery)
    ANTI JOIN replaced_row x ON x.source = i.source AND x."row" = i."row"
    WHERE d.mode = 'additions'
    QUALIFY CASE WHEN i.case_key IS NOT NULL
                 THEN d.later = max(d.later) OVER (PARTITION BY d.feed, i.case_key)
                 ELSE row_number() OVER (PARTITION BY d.feed, i.case_key, i.row_key ORDER BY d.later DESC) = 1 END);

-- Monthly counts replace by place, month and offence; a whole-period delivery also takes out what it no longer repeats.
CREATE OR REPLACE TEMP VIEW active_monthly_count AS
SELECT * EXCLUDE (later) FROM (
    SELECT i.*, d.feed, d.institution, d.later
    FROM monthly_count i JOIN source s USING (source) JOIN counted_delivery d USING (delivery)
    LEFT JOIN month_delivery m ON m.feed = d.feed AND m.month = i.period_month
    WHERE d.mode = 'additions' OR m.delivery = d.root
    QUALIFY row_number() OVER (PARTITION BY d.feed, i.place_key, i.month, i.offence
                               ORDER BY d.later DESC, d.depth DESC, d.sha256 DESC) = 1);

-- Quarantined rows of the deliveries that stand for their month, but for those that a correction closed.
CREATE OR REPLACE TEMP VIEW active_quarantine AS
SELECT q.*, d.feed, d.institution, d.period_from, d.period_to
FROM quarantine q JOIN counted_delivery d USING (delivery)
WHERE (d.mode = 'additions'
       OR EXISTS (SELECT 1 FROM month_delivery m WHERE m.feed = d.feed AND m.delivery = d.root
                  AND (q.hint_month IS NULL OR m.month = q.hint_month)))
  AND NOT EXISTS (  -- the same row of the same file came back in a later correction, right or wrong
      SELECT 1 FROM counted_delivery c JOIN answered_row a ON a.delivery = c.delivery
      WHERE c.root = d.root AND c.depth > d.depth AND a.sheet IS NOT DISTINCT FROM q.sheet AND a."row" = q."row");
