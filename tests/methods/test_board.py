"""The whole board of the reference values, from monthly series to ten verdicts, through `build_comparison`."""

import json
import math
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.compare import build_comparison
from schemas.programme import MethodParameters
from tests.methods.small_programmes import QUARANTINE, evaluation, frame, indicator, month, only, series, window

BOARD = json.loads((Path(__file__).parent / "methods-reference-values.json").read_text(encoding="utf-8"))["board"]
LABELS = {
    "bajo": "decreased",
    "subio": "increased",
    "sin_cambio_claro": "no_clear_change",
    "datos_insuficientes": "insufficient",
}
REASONS = {
    None: None,
    "faltan_meses": "missing_months",
    "pocos_casos": "few_cases",
    "ceros_por_confirmar": "zeros_unconfirmed",
}
NUMBERS = {
    "months_matched": "months_matched",
    "baseline": "baseline_count",
    "current": "current_count",
    "exp_baseline": "baseline_days",
    "exp_current": "current_days",
    "phi": "dispersion",
    "rr": "rate_ratio",
    "lower": "ratio_low",
    "upper": "ratio_high",
    "p": "p_value",
    "q": "q_value",
}


def board_values(**replaced: Any) -> pl.DataFrame:
    windows = BOARD["inputs"]["windows"]
    months = [month(m) for m in windows["baseline"] + windows["current"]]
    parts = []
    for cell, (before, now) in BOARD["inputs"]["series"].items():
        name, territory = cell.split("|")
        counts = [replaced.get("missing") if c is None else c for c in before + now]
        confirmed = cell in BOARD["inputs"]["zeros_confirmed"]
        parts.append(series(zip(months, counts, strict=True), territory, name, confirmed=confirmed))
    return frame(*parts)


def board(values: pl.DataFrame | None = None, **more: Any) -> pl.DataFrame:
    windows = BOARD["inputs"]["windows"]
    sides = [window(windows[side][0], windows[side][-1]) for side in ("baseline", "current")]
    return build_comparison(
        board_values() if values is None else values,
        [evaluation(*sides)],
        more.get("shocks", [QUARANTINE]),
        [indicator("robo"), indicator("vif")],
        {f"T{n}": "intervention" for n in range(1, 6)},
        more.get("parameters", MethodParameters()),
        ["headline"],
    )


def faults(table: pl.DataFrame) -> list[str]:
    found = []
    for cell, wanted in BOARD["expected"].items():
        name, territory = cell.split("|")
        row = only(table, indicator=name, territory=territory)
        for key, column in NUMBERS.items():
            expected = None if wanted[key] == "Infinity" else wanted[key]
            got = row[column]
            near = got == expected or (
                None not in (got, expected)
                and isinstance(expected, float)
                and math.isclose(got, expected, rel_tol=1e-7)
            )
            found += [] if near else [f"{cell} {column}: {got} is not {expected}"]
        words = (row["verdict"], row["reason"], row["dispersion_from"])
        origin = {"celda": "cell", "indicador": "indicator"}[wanted["phi_from"]]
        expected_words = (LABELS[wanted["label"]], REASONS[wanted["reason"]], origin)
        found += [] if words == expected_words else [f"{cell}: {words} is not {expected_words}"]
    return found


def test_the_whole_board() -> None:
    assert len(BOARD["expected"]) == 10
    assert faults(board()) == []


@pytest.mark.parametrize(
    "mistake",
    [
        {"values": board_values(missing=0)},
        {"shocks": []},
        {"parameters": MethodParameters(min_df_dispersion=99)},
        {"parameters": MethodParameters(min_matched_share=0.5)},
    ],
    ids=["missing as zero", "quarantine left in", "dispersion of the indicator for all", "too few months pass"],
)
def test_the_board_says_no_to_a_wrong_engine(mistake: dict[str, Any]) -> None:
    assert faults(board(**mistake)) != []
