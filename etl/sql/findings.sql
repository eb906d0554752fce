-- Every finding, and whether it is still open: nothing that came later has settled it.
WITH answered AS (  -- rows that a loaded correction brought back; what is still wrong with them is a finding of its own
    SELECT DISTINCT d.delivery, a.sheet, a."row"
    FROM answered_row a JOIN counted_delivery c USING (delivery)
    JOIN counted_delivery d ON d.root = c.root AND d.depth < c.depth
),
superseded AS (  -- another delivery stands for every month of its period; a correction goes with what it corrects
    SELECT d.delivery FROM counted_delivery d
    JOIN counted_delivery r ON r.delivery = d.root
    WHERE d.mode = 'whole_period' AND r.period_from IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM month_delivery m WHERE m.feed = d.feed AND m.delivery = d.root)
),
sent_again AS (  -- a refused file whose name came again and was loaded
    SELECT DISTINCT d.delivery FROM delivery d
    JOIN delivery later ON later.feed = d.feed AND lower(later.file) = lower(d.file) AND later.status = 'loaded'
    WHERE d.status = 'refused'
)
SELECT f.*, NOT (d.status = 'retracted' OR s.delivery IS NOT NULL OR again.delivery IS NOT NULL
                 OR a.delivery IS NOT NULL) AS open
FROM finding f JOIN delivery d USING (delivery)
LEFT JOIN superseded s ON s.delivery = f.delivery
LEFT JOIN sent_again again ON again.delivery = f.delivery
LEFT JOIN answered a ON a.delivery = f.delivery AND a.sheet IS NOT DISTINCT FROM f.sheet AND a."row" = f."row"
ORDER BY f.delivery, f."row", f.kind
