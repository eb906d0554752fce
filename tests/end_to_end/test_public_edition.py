"""The public edition of the demonstration: safe by its audit, and it still says something."""

import json

import duckdb
import polars as pl

from etl.disclosure.history import read_tables
from tests.end_to_end.conftest import Demonstration

AT_LEAST = 0.5


def public(demonstration: Demonstration, query: str) -> list[tuple[object, ...]]:
    """Rows of the public tables of the newest edition, as any reader of the file would have them."""
    path = demonstration.home.editions / str(demonstration.result.edition) / "public" / "public.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_at_least_half_of_the_other_cells_keep_their_verdict(demonstration: Demonstration) -> None:
    cells = public(
        demonstration,
        "SELECT verdict FROM comparison JOIN territory USING (territory) "
        "WHERE role = 'intervention' AND indicator <> 'vif'",
    )
    share = sum(verdict != "withheld" for (verdict,) in cells) / len(cells)
    print(f"{share:.0%} of {len(cells)} cells that are not of family violence keep their verdict in public")  # noqa: T201
    assert cells
    assert share >= AT_LEAST


def test_the_audit_allows_it_and_is_kept_beside_it(demonstration: Demonstration) -> None:
    path = demonstration.home.editions / str(demonstration.result.edition) / "audit.json"
    report = json.loads(path.read_text(encoding="utf-8"))
    assert report["forbids"] == []
    assert all(each["high"] is None or each["high"] - each["low"] >= each["k"] for each in report["withheld"])
    assert {each["indicator"] for each in report["withheld"]} >= {"vif", "robo"}
    assert public(demonstration, "SELECT DISTINCT audit FROM disclosure") == [("safe",)]


def test_family_violence_is_told_by_window_alone(demonstration: Demonstration) -> None:
    assert public(demonstration, "SELECT DISTINCT period FROM indicator_value WHERE indicator = 'vif'") == [("window",)]
    assert public(demonstration, "SELECT count(*) FROM signal WHERE indicator = 'vif'") == [(0,)]
    monthly = "SELECT count(*) FROM baseline WHERE indicator = 'vif' AND period <> 'window'"
    assert public(demonstration, monthly) == [(0,)]
    under = "SELECT count(*) FROM comparison WHERE indicator = 'vif' AND least(baseline_count, current_count) < 10"
    assert public(demonstration, under) == [(0,)]


def test_no_count_under_k_is_in_any_table(demonstration: Demonstration) -> None:
    small = "SELECT count(*) FROM {} WHERE indicator NOT IN ('vif', 'actividades') AND {} BETWEEN 1 AND 4"
    for table, column in (
        ("indicator_value", "value"), ("baseline", "value"), ("comparison", "baseline_count"),
        ("comparison", "current_count"),
    ):  # fmt: skip
        assert public(demonstration, small.format(table, column)) == [(0,)]


def test_the_bytes_hold_no_file_name_no_case_reference_and_no_hash_of_the_inputs(demonstration: Demonstration) -> None:
    edition = demonstration.home.editions / str(demonstration.result.edition)
    content = (edition / "public" / "public.duckdb").read_bytes()
    ledger = read_tables(edition / "internal.duckdb", "delivery", "edition", "baseline")
    secrets = [*ledger["delivery"]["file"], *ledger["delivery"]["sha256"], *ledger["delivery"]["delivery"]]
    secrets += [*ledger["edition"]["fingerprint"], *ledger["baseline"]["hash"]]
    assert len(secrets) > 100
    assert [secret for secret in secrets if secret.encode() in content] == []


def test_rows_stand_in_the_order_of_their_columns(demonstration: Demonstration) -> None:
    path = demonstration.home.editions / str(demonstration.result.edition) / "public" / "public.duckdb"
    for name, frame in read_tables(path).items():
        assert frame.equals(frame.sort(pl.all(), nulls_last=True)), name
