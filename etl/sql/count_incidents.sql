-- What the cases of one delivery come to. By day first: the month of a day is asked for once a day and not once a case.
INSERT INTO incident_count BY NAME
WITH by_day AS (
    SELECT period_month, indicator, territory, event_date, report_date, count(*) AS records, count(case_key) AS keyed,
           count(*) FILTER (NOT placed) AS unplaced
    FROM read_parquet($files) GROUP BY ALL
)
SELECT $delivery AS delivery, period_month, indicator, territory, date_trunc('month', event_date)::DATE AS event_month,
       date_trunc('month', report_date)::DATE AS report_month, max(event_date) AS last_event,
       sum(records)::BIGINT AS records, sum(keyed)::BIGINT AS keyed, sum(unplaced)::BIGINT AS unplaced
FROM by_day GROUP BY ALL
