"""The observed rows of a home that wait for a name, read from the parts: the warehouse is open to a run alone."""

import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from etl.acts import decisions
from etl.answers.past_months import Waiting
from etl.home import Home
from etl.parts import LedgerLine, ledger, part_files
from etl.standing import Standing, standing_for, standings
from schemas.load import Programme

_SCHEMA = {"feed": pl.String, "cells": pl.String, "reason": pl.String, "hint_month": pl.Date}
_PLACE_OF_ROW = ["sheet", "row"]
_UNLISTED = "unknown_place|unknown_offence"


def waiting_in(home: Home, programme: Programme) -> Waiting:
    """The rows of all deliveries that count and lack a place or an offence; read at the first question.

    Args:
        home: where the parts stand; one without any run has no such rows.
        programme: says which deliveries count.
    """
    return Waiting(lambda: _waiting(home, programme))


def belongs_to(home: Home, programme: Programme) -> bool:
    """Whether a run of this programme has worked in the home."""
    owner = home.root / "programa.json"
    return owner.is_file() and json.loads(owner.read_text(encoding="utf-8")).get("programme") == programme.id


def _waiting(home: Home, programme: Programme) -> pl.DataFrame:
    lines = ledger(home)
    standing = standings(lines, decisions(home), programme)
    months = standing_for(lines, standing, programme)
    found = [pl.DataFrame(schema=_SCHEMA)]
    for line in lines.values():
        feed = programme.feeds.get(line.judgement.feed or "")
        if feed is None or standing[line.delivery].status != "loaded":
            continue
        rows = _open_rows(home, line, lines, standing)
        root = standing[line.delivery].root
        own = [month for (other, month), delivery in months.items() if (other, delivery) == (feed.id, root)]
        if feed.delivery == "whole_period":
            rows = rows.filter(pl.col("hint_month").is_in(own))
        found.append(rows.select(pl.lit(feed.id).alias("feed"), "cells", "reason", "hint_month"))
    return pl.concat(found)


def _open_rows(
    home: Home, line: LedgerLine, lines: Mapping[str, LedgerLine], standing: Mapping[str, Standing]
) -> pl.DataFrame:
    """The rows of one delivery that wait for a name, without those that a later correction brought back."""
    quarantine = part_files(home, line.delivery, "quarantine")
    if not quarantine or not set(line.judgement.findings_count) & set(_UNLISTED.split("|")):
        return pl.DataFrame(schema={**_SCHEMA, "row": pl.Int64, "sheet": pl.String})
    rows = _scan(quarantine).filter(pl.col("reason").str.contains(_UNLISTED)).collect()
    mine = standing[line.delivery]
    for other in lines.values():
        its = standing[other.delivery]
        if its.status == "loaded" and its.root == mine.root and its.depth > mine.depth:
            for name in ("records", "quarantine"):
                paths = part_files(home, other.delivery, name)
                back = _scan(paths).select(_PLACE_OF_ROW).collect() if paths else rows.clear().select(_PLACE_OF_ROW)
                rows = rows.join(back, on=_PLACE_OF_ROW, how="anti", nulls_equal=True)
    return rows


def _scan(paths: list[Path]) -> pl.LazyFrame:
    return pl.concat([pl.scan_parquet(path) for path in paths])
