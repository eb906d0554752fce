-- Tables of the warehouse. Only a run opens it; everything here can be made again from the parts.
CREATE TABLE IF NOT EXISTS delivery (
    delivery VARCHAR PRIMARY KEY, file VARCHAR, sha256 VARCHAR, feed VARCHAR, institution VARCHAR, status VARCHAR,
    received TIMESTAMP, size BIGINT, rows_read BIGINT, rows_skipped BIGINT, accepted BIGINT, quarantined BIGINT,
    duplicates BIGINT, period_from DATE, period_to DATE, extracted DATE, contract_version VARCHAR, why VARCHAR,
    corrects VARCHAR, root VARCHAR, declares_zero BOOLEAN, depth BIGINT
);
CREATE TABLE IF NOT EXISTS finding (
    delivery VARCHAR, "row" BIGINT, sheet VARCHAR, "column" VARCHAR, kind VARCHAR, severity VARCHAR, value VARCHAR,
    message VARCHAR
);
-- Of an observed row only where it may belong; its cells stay in the parts.
CREATE TABLE IF NOT EXISTS quarantine (
    delivery VARCHAR, "row" BIGINT, sheet VARCHAR, hint_indicator VARCHAR, hint_any_indicator BOOLEAN,
    hint_territory VARCHAR, hint_any_territory BOOLEAN, hint_month DATE
);
-- Of cases there may be millions: each stands once, in its part, and here is what a delivery's cases come to.
-- keyed: have a case reference; unplaced: without a territory that could be told.
CREATE TABLE IF NOT EXISTS incident_count (
    delivery VARCHAR, period_month DATE, indicator VARCHAR, territory VARCHAR, event_month DATE, report_month DATE,
    last_event DATE, records BIGINT, keyed BIGINT, unplaced BIGINT
);
CREATE TABLE IF NOT EXISTS monthly_count (
    delivery VARCHAR, sheet VARCHAR, "row" BIGINT, place_key VARCHAR, month DATE, offence VARCHAR, indicator VARCHAR,
    territory VARCHAR, placed BOOLEAN, count BIGINT, period_month DATE
);
CREATE TABLE IF NOT EXISTS activity (
    delivery VARCHAR, sheet VARCHAR, "row" BIGINT, case_key UBIGINT, row_key UBIGINT, event_date DATE, kind VARCHAR,
    indicator VARCHAR, territory VARCHAR, placed BOOLEAN, state VARCHAR, state_reason VARCHAR, participants BIGINT,
    period_month DATE
);
