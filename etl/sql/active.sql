-- Which records count. `incident` and `late_incident` read the parts (see etl/incident_parts.py); of the first there may be
-- millions of rows, so that it meets nothing but a small table of its files and months.

-- Rows that need looking at one by one: of deliveries that add, and of corrections.
CREATE OR REPLACE TEMP VIEW late_row AS
SELECT delivery, sheet, "row" FROM late_incident JOIN late_incident_file USING (file_index)
UNION ALL SELECT delivery, sheet, "row" FROM activity
UNION ALL SELECT delivery, sheet, "row" FROM monthly_count;

-- Every row that a correction brought back.
CREATE OR REPLACE TEMP TABLE answered_row AS
SELECT r.* FROM late_row r JOIN delivery d USING (delivery) WHERE d.depth > 0
UNION ALL
SELECT q.delivery, q.sheet, q."row" FROM quarantine q JOIN delivery d USING (delivery) WHERE d.depth > 0;

-- Rows of corrections that a later correction of the same row took the place of.
CREATE OR REPLACE TEMP TABLE replaced_row AS
SELECT delivery, sheet, "row" FROM (
    SELECT r.*, d.root, d.depth, d.sha256 FROM late_row r JOIN counted_delivery d USING (delivery) WHERE d.depth > 0)
QUALIFY rank() OVER (PARTITION BY root, sheet, "row" ORDER BY depth DESC, sha256 DESC) > 1;

CREATE OR REPLACE TEMP VIEW active_late_incident AS
WITH late AS (SELECT l.* EXCLUDE (file_index), f.delivery FROM late_incident l JOIN late_incident_file f USING (file_index))
SELECT i.*, m.feed, m.institution
FROM late i JOIN counting_month m ON m.delivery = i.delivery AND m.month = i.period_month
ANTI JOIN replaced_row x ON x.delivery = i.delivery AND x.sheet IS NOT DISTINCT FROM i.sheet AND x."row" = i."row"
WHERE m.depth > 0
UNION ALL
SELECT * EXCLUDE (later) FROM (
    SELECT i.*, d.feed, d.institution, d.later
    FROM late i JOIN counted_delivery d USING (delivery)
    ANTI JOIN replaced_row x ON x.delivery = i.delivery AND x.sheet IS NOT DISTINCT FROM i.sheet AND x."row" = i."row"
    WHERE d.mode = 'additions'
    QUALIFY CASE WHEN i.case_key IS NOT NULL
                 THEN d.later = max(d.later) OVER (PARTITION BY d.feed, i.case_key)
                 ELSE row_number() OVER (PARTITION BY d.feed, i.case_key, i.row_key ORDER BY d.later DESC) = 1 END);

CREATE OR REPLACE TEMP TABLE counting_file AS
SELECT f.file_index, m.* FROM incident_file f JOIN counting_month m USING (delivery);

CREATE OR REPLACE TEMP VIEW active_incident AS
SELECT i.* EXCLUDE (file_index), f.delivery, f.feed, f.institution
FROM incident i JOIN counting_file f ON f.file_index = i.file_index AND f.month = i.period_month
UNION ALL BY NAME
FROM active_late_incident;

CREATE OR REPLACE TEMP VIEW active_activity AS
SELECT i.*, m.feed, m.institution
FROM activity i JOIN counting_month m ON m.delivery = i.delivery AND m.month = i.period_month
ANTI JOIN replaced_row x ON x.delivery = i.delivery AND x.sheet IS NOT DISTINCT FROM i.sheet AND x."row" = i."row"
UNION ALL
SELECT * EXCLUDE (later) FROM (
    SELECT i.*, d.feed, d.institution, d.later
    FROM activity i JOIN counted_delivery d USING (delivery)
    ANTI JOIN replaced_row x ON x.delivery = i.delivery AND x.sheet IS NOT DISTINCT FROM i.sheet AND x."row" = i."row"
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

-- What counts, added up: of whole periods as each delivery was counted when it was loaded, of the others case by case.
CREATE OR REPLACE TEMP TABLE incident_group AS
SELECT m.feed, m.institution, c.* EXCLUDE (delivery, period_month)
FROM incident_count c JOIN counting_month m ON m.delivery = c.delivery AND m.month = c.period_month WHERE m.depth = 0
UNION ALL BY NAME
SELECT feed, institution, indicator, territory, date_trunc('month', event_date)::DATE AS event_month,
       date_trunc('month', report_date)::DATE AS report_month, max(event_date) AS last_event, count(*) AS records,
       count(case_key) AS keyed, count(*) FILTER (NOT placed) AS unplaced
FROM active_late_incident GROUP BY ALL;
