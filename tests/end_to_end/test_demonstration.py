"""The demonstration deliveries come out as the generator's manifest says, which the pipeline never reads."""

from pathlib import Path

import duckdb
import polars as pl

from etl.run import run
from tests.end_to_end.conftest import NOW, Demonstration, silent
from tests.needles import found_in

COUNTS = ("rows_read", "rows_skipped", "accepted", "quarantined", "duplicates")


def test_every_delivery_counts_as_the_manifest_says(demonstration: Demonstration) -> None:
    by_name = {outcome.judgement.file: outcome for outcome in demonstration.result.deliveries}
    assert len(by_name) == len(demonstration.manifest["deliveries"])
    for told in demonstration.manifest["deliveries"]:
        outcome = by_name[Path(told["file"]).name]
        seen = outcome.as_json()
        assert outcome.status == told["status"], told["file"]
        assert {k: seen[k] for k in COUNTS} == {k: told[k] for k in COUNTS}, told["file"]
        assert seen["findings"] == told["findings"], told["file"]
        assert seen["rows_read"] == seen["accepted"] + seen["quarantined"] + seen["duplicates"]


def test_faults_stand_on_the_rows_where_they_were_put(demonstration: Demonstration) -> None:
    rows = demonstration.rows(
        'SELECT d.sha256, f."row", f.sheet, f.kind FROM finding f JOIN delivery d USING (delivery)'
    )
    found = {(sha, row, sheet, kind) for sha, row, sheet, kind in rows if row is not None}
    told = {
        (delivery["sha256"], fault["row"], fault["sheet"], kind)
        for delivery in demonstration.manifest["deliveries"]
        if delivery["status"] == "loaded"
        for fault in delivery["faulty_rows"]
        for kind in fault["kinds"]
    }
    assert told
    assert {(s, r, k) for s, r, _, k in told} == {(s, r, k) for s, r, _, k in found}


def test_every_value_and_status_is_the_true_one(demonstration: Demonstration) -> None:
    rows = demonstration.rows(
        "SELECT indicator, territory, institution, strftime(month, '%Y-%m'), value, status FROM indicator_value"
    )
    seen = {tuple(row[:4]): tuple(row[4:]) for row in rows}
    told = {
        (t["indicator"], t["territory"], t["institution"], t["month"]): (t["value"], t["status"])
        for t in demonstration.manifest["true_counts"]
    }
    assert len(told) > 3000
    assert {key: seen[key] for key in told} == told
    assert {status for key, (_, status) in seen.items() if key not in told} <= {"not_expected"}


def test_the_month_never_sent_is_missing_and_nowhere_zero(demonstration: Demonstration) -> None:
    never = demonstration.manifest["never_sent"]
    rows = demonstration.rows(
        "SELECT DISTINCT value, status FROM indicator_value WHERE institution = ? AND strftime(month, '%Y-%m') = ?",
        never["institution"], never["month"],
    )  # fmt: skip
    assert rows == [(None, "missing")]
    signals = demonstration.rows(
        "SELECT count(*) FROM signal WHERE strftime(month, '%Y-%m') = ? AND kind IS NOT NULL", never["month"]
    )
    assert signals == [(0,)]


def test_the_declared_effects_are_found_and_several_verdicts_come_out(demonstration: Demonstration) -> None:
    verdicts = dict(
        demonstration.rows(
            "SELECT indicator || '/' || territory, verdict FROM comparison "
            "WHERE scenario = 'headline' AND basis = 'lead' AND verdict IS NOT NULL"
        )
    )
    assert {"decreased", "increased", "no_clear_change", "insufficient"} <= set(verdicts.values())
    assert verdicts["robo/tacumbu"] != "increased"


def test_a_second_run_changes_nothing(demonstration: Demonstration) -> None:
    before = _fingerprints(demonstration)
    again = run(demonstration.programme, demonstration.feeds, demonstration.home, now=NOW, progress=silent)
    assert {outcome.status for outcome in again.deliveries} == {"unchanged"}
    assert not again.made
    assert again.edition == demonstration.result.edition
    assert _fingerprints(demonstration) == before
    first = {o.judgement.file: o.as_json() | {"status": ""} for o in demonstration.result.deliveries}
    assert {o.judgement.file: o.as_json() | {"status": ""} for o in again.deliveries} == first


def _fingerprints(demonstration: Demonstration) -> list[tuple[str, int]]:
    published = demonstration.home.root / "published"
    return [(str(p.relative_to(published)), p.stat().st_mtime_ns) for p in sorted(published.rglob("*")) if p.is_file()]


def test_nothing_personal_is_under_home(demonstration: Demonstration) -> None:
    personal = demonstration.manifest["personal"]
    secrets = {text for texts in personal.values() for text in texts if len(text) >= 7}
    assert len(secrets) > 500
    for point in demonstration.manifest["vif_coordinates"]:
        secrets.update(point)
    raw, cells = _everything(demonstration.home.root)
    assert found_in(raw, secrets) == set()
    assert found_in(cells, secrets) == set()


def test_the_search_finds_what_is_there(demonstration: Demonstration) -> None:
    """The files as sent hold every secret, so a search that found nothing there would be blind."""
    secrets = {text for texts in demonstration.manifest["personal"].values() for text in texts if len(text) >= 7}
    sent = b"\0".join(path.read_bytes() for path in demonstration.feeds.rglob("*.csv"))
    assert len(found_in(sent, secrets)) > len(secrets) / 2


def _everything(root: Path) -> tuple[bytes, bytes]:
    """All bytes under home, and every cell of every table and Parquet file as text."""
    raw = b"\0".join(path.read_bytes() for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return raw, "\x1f".join(_cells(root)).encode()


def _cells(root: Path) -> list[str]:
    cells: set[str] = set()
    for path in root.rglob("*.parquet"):
        for column in pl.read_parquet(path).cast(pl.String):
            cells.update(column.drop_nulls().unique().to_list())
    for path in (p for p in root.rglob("*.duckdb") if not p.is_symlink()):
        with duckdb.connect(str(path), read_only=True) as connection:
            for (table,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall():
                frame = connection.sql(f'SELECT DISTINCT COLUMNS(*)::VARCHAR FROM "{table}"').pl()  # noqa: S608
                for column in frame:
                    cells.update(column.drop_nulls().to_list())
    return sorted(cells)
