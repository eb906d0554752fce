-- Tables of the warehouse. Only a run opens it; everything here can be made again from the parts.
CREATE TABLE IF NOT EXISTS delivery (
    delivery VARCHAR PRIMARY KEY, file VARCHAR, sha256 VARCHAR, feed VARCHAR, institution VARCHAR, status VARCHAR,
    received TIMESTAMP, size BIGINT, rows_read BIGINT, rows_skipped BIGINT, accepted BIGINT, quarantined BIGINT,
    duplicates BIGINT, period_from DATE, period_to DATE, extracted DATE, contract_version VARCHAR, why VARCHAR,
    corrects VARCHAR, root VARCHAR, declares_zero BOOLEAN, depth BIGINT
);
-- The sheets of each delivery (NULL: a file that has none) under a number, which every record holds instead of two texts.
CREATE TABLE IF NOT EXISTS source (source UINTEGER, delivery VARCHAR, sheet VARCHAR);
-- Indicators and territories under a number too: of cases there may be millions, and a number is written in half the time.
CREATE TABLE IF NOT EXISTS word (code USMALLINT, word VARCHAR);
CREATE TABLE IF NOT EXISTS finding (
    delivery VARCHAR, "row" BIGINT, sheet VARCHAR, "column" VARCHAR, kind VARCHAR, severity VARCHAR, value VARCHAR,
    message VARCHAR
);
CREATE TABLE IF NOT EXISTS quarantine (
    delivery VARCHAR, "row" BIGINT, sheet VARCHAR, cells VARCHAR, reason VARCHAR, hint_indicator VARCHAR,
    hint_any_indicator BOOLEAN, hint_territory VARCHAR, hint_any_territory BOOLEAN, hint_month DATE
);
CREATE TABLE IF NOT EXISTS incident (
    source UINTEGER, "row" BIGINT, case_key UBIGINT, row_key UBIGINT, event_date DATE, report_date DATE,
    indicator USMALLINT, territory USMALLINT, placed BOOLEAN, h3 UBIGINT, period_month DATE
);
CREATE TABLE IF NOT EXISTS monthly_count (
    source UINTEGER, "row" BIGINT, place_key VARCHAR, month DATE, offence VARCHAR, indicator VARCHAR,
    territory VARCHAR, placed BOOLEAN, count BIGINT, period_month DATE
);
CREATE TABLE IF NOT EXISTS activity (
    source UINTEGER, "row" BIGINT, case_key UBIGINT, row_key UBIGINT, event_date DATE, kind VARCHAR,
    indicator VARCHAR, territory VARCHAR, placed BOOLEAN, state VARCHAR, state_reason VARCHAR, participants BIGINT,
    period_month DATE
);
