"""Every case of the reference values, for the methods that are built, within its tolerance."""

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from etl.methods.activities import progress
from etl.methods.areas import effective_counts, log_ratio, ratio_of_ratios
from etl.methods.completeness import completeness, matched, provisional
from etl.methods.conditional import conditional_estimate, conditional_interval
from etl.methods.detectability import detectable
from etl.methods.dispersion import pearson, quasi_poisson
from etl.methods.family import bonferroni, q_values, smallest_p
from etl.methods.rate_ratio import rate_ratio
from etl.methods.rates import byar, rate, rothman_boice
from etl.methods.run_chart import poisson_limits, runs, u_chart
from etl.methods.sources import overlap
from etl.methods.verdict import verdict
from etl.methods.windows import days_between, days_in_months
from tests.methods import disclosure_cases

FILE = Path(__file__).parent / "methods-reference-values.json"
CASES = {case["id"]: case for case in json.loads(FILE.read_text(encoding="utf-8"))["cases"]}

LATER = {
    "M05-09": "negative binomial",
    "M05-10": "negative binomial",
    "M08-01": "weighted displacement difference",
    "M08-02": "weighted displacement difference",
    "M08-03": "weighted displacement difference",
    "M09-01": "weighted displacement quotient",
    "M09-02": "weighted displacement quotient",
    "M09-03": "weighted displacement quotient",
    "M11-01": "interrupted time series",
    "M12-01": "reporting triangle",
    "M12-02": "reporting triangle",
}
LABELS = {
    "bajo": "decreased",
    "subio": "increased",
    "sin_cambio_claro": "no_clear_change",
    "datos_insuficientes": "insufficient",
    "no_comparable": "not_comparable",
}
REASONS = {
    None: None,
    "faltan_meses": "missing_months",
    "pocos_casos": "few_cases",
    "ceros_por_confirmar": "zeros_unconfirmed",
    "cambio_de_registro": "recording_changed",
    "senal_debil": "weak_signal",
}
STATES = {"cumplida": "met", "parcial": "partial", "sin_actividades": "none", "sin_meta": "no_target"}
Inputs = Mapping[str, Any]


def months(written: list[str]) -> list[date]:
    return [date.fromisoformat(f"{month}-01") for month in written]


def written(dates: list[date]) -> list[str]:
    return [f"{month:%Y-%m}" for month in dates]


def case_days_in_months(i: Inputs) -> dict[str, Any]:
    return {"days": days_in_months(months(i["months"])), "n_months": len(i["months"])}


def case_days_between(i: Inputs) -> dict[str, Any]:
    return {"days": days_between(date.fromisoformat(i["start"]), date.fromisoformat(i["end"]))}


def case_completeness(i: Inputs) -> dict[str, Any]:
    got = completeness(months(i["months"]), i["counts"])
    return vars(got)


def case_matched(i: Inputs) -> dict[str, Any]:
    windows = [dict(zip(months(list(i[side])), i[side].values(), strict=True)) for side in ("baseline", "current")]
    got = matched(*windows)
    return {
        "calendar_months": [f"{month:02}" for month in got.calendar_months],
        "baseline_total": got.baseline_total,
        "current_total": got.current_total,
        "exp_baseline": got.baseline_days,
        "exp_current": got.current_days,
    }


def case_mature(i: Inputs) -> dict[str, Any]:
    every = months(i["months"])
    young = provisional(every, date.fromisoformat(i["extracted_on"]), i["maturity_days"])
    return {"mature": written([m for m in every if m not in young]), "provisional": written(young)}


def case_rate_ci(i: Inputs) -> dict[str, Any]:
    formula = {"exact": rate, "byar": byar}[i["method"]]
    got = formula(i["count"], i["exposure"], i["multiplier"], 1 - i["conf"])
    return {"rate": got.rate, "lower": got.low, "upper": got.high}


def case_byar_epitools(i: Inputs) -> dict[str, Any]:
    got = rothman_boice(i["count"], i["exposure"], 1 - i["conf"])
    return {"lower": got.low, "upper": got.high}


def case_rate_ratio(i: Inputs) -> dict[str, Any]:
    days = (i["exp_current"], i["exp_baseline"])
    got = rate_ratio(i["current"], i["baseline"], *days, i.get("phi", 1.0), 1 - i["conf"])
    return {"rr": got.ratio, "lower": got.low, "upper": got.high, "p_central": got.p}


def case_dispersion(i: Inputs) -> dict[str, Any]:
    sides = {side: np.array(i[side], dtype=float) for side in ("baseline", "current")}
    parts = [pearson(sides[side], i[f"days_{side}"]) for side in sides]
    x2, df = (float(sum(getattr(part, name) for part in parts)) for name in ("x2", "df"))
    days = {side: np.array(i[f"days_{side}"])[~np.isnan(sides[side])].sum() for side in sides}
    totals = (np.nansum(sides["current"]), np.nansum(sides["baseline"]))
    got = quasi_poisson(*totals, days["current"], days["baseline"], x2, df, 1 - i["conf"])
    return {
        "phi_raw": x2 / df,
        "df": df,
        "rr": got.ratio,
        "quasi_lower": got.low,
        "quasi_upper": got.high,
        "quasi_p": got.p,
    }


def case_p_adjust(i: Inputs) -> dict[str, Any]:
    return {"bh": q_values(i["p"]), "bonferroni": bonferroni(i["p"])}


def case_min_p(i: Inputs) -> dict[str, Any]:
    return {"min_p": smallest_p(i["total"], i["exp_current"], i["exp_baseline"])}


def case_detect(i: Inputs) -> dict[str, Any]:
    got = detectable(i["baseline"], i["exp_current"], i["exp_baseline"], i["phi"], i["alpha"])
    return {"largest_down": got.largest_fall, "smallest_up": got.smallest_rise}


def case_rrr(i: Inputs) -> dict[str, Any]:
    df = math.inf if i["df"] is None else i["df"]
    got = log_ratio(i["counts"], i["exposures"], i["phi"], df, 1 - i["conf"])
    made = {"log_rrr": got.log_ratio, "se": got.error, "rrr": got.ratio}
    return made | {"lower": got.low, "upper": got.high, "p": got.p}


def case_fisher_rrr(i: Inputs) -> dict[str, Any]:
    got = conditional_interval([i["counts"]], [i["exposures"]], 1 - i["conf"])
    ratio = conditional_estimate([i["counts"]], [i["exposures"]])
    return {"rrr_conditional": ratio[0], "lower": got.low[0], "upper": got.high[0], "p_central": got.p[0]}


def case_rrr_small(i: Inputs) -> dict[str, Any]:
    got = ratio_of_ratios(i["counts"], i["exposures"], i["phi"])
    made = {"effective_counts": effective_counts(i["counts"], i["phi"]), "rrr": got.ratio}
    return made | {"lower": got.low, "upper": got.high, "p_central": got.p}


def case_u_chart(i: Inputs) -> dict[str, Any]:
    got = u_chart(i["counts"], i["exposures"], i["n_baseline"])
    made = {"center": got.centre, "ucl": got.high, "lcl": got.low, "sigma_z": got.sigma_z}
    return made | {"ucl_laney": got.laney_high, "lcl_laney": got.laney_low}


def case_poisson_limits(i: Inputs) -> dict[str, Any]:
    got = poisson_limits(i["mean"], i["tail"])
    return {"lower": got.low, "upper": got.high, "p_above": got.p_above}


def case_runs(i: Inputs) -> dict[str, Any]:
    got = runs(np.array(i["values"], dtype=float), i["center"])
    return {
        "n_useful": got.useful,
        "longest_run": got.longest,
        "longest_run_max": got.longest_max,
        "crossings": got.crossings,
        "crossings_min": got.crossings_min,
        "signal": got.signal,
    }


def case_overlap(i: Inputs) -> dict[str, Any]:
    got = overlap(i["baseline"], i["current"], i["exp_baseline"], i["exp_current"])
    return {
        "baseline_bounds": list(got.baseline),
        "current_bounds": list(got.current),
        "rr_if_no_overlap": got.ratio_without_overlap,
        "rr_if_full_overlap": got.ratio_with_full_overlap,
        "rr_worst_case": list(got.worst_case),
    }


def case_verdict(i: Inputs) -> dict[str, Any]:
    label, reason = verdict(
        broken=i["break_in_series"],
        matched=i["months_matched"],
        planned=i["months_planned"],
        total=i["total"],
        current_days=i["exp_current"],
        baseline_days=i["exp_baseline"],
        ratio=i["rr"],
        p=i["p"],
        q=i["q"],
        zeros_unconfirmed=i.get("zero_window_unconfirmed", False),
    )
    spanish = {word: label_es for label_es, word in LABELS.items()}
    reasons = {word: reason_es for reason_es, word in REASONS.items()}
    return {"label": spanish[label], "reason": reasons[reason]}


def case_target(i: Inputs) -> dict[str, Any]:
    got = progress(i["done"], i["target"])
    return {"attainment": got.share, "state": {word: es for es, word in STATES.items()}[got.state]}


FUNCTIONS: dict[str, Callable[[Inputs], dict[str, Any]]] = {
    name.removeprefix("case_"): function
    for name, function in {**globals(), **vars(disclosure_cases)}.items()
    if name.startswith("case_")
} | {"rate_ratio_phi": case_rate_ratio}


def differs(got: Any, expected: Any, rtol: float) -> bool:
    """Numbers within `rtol`, whole ones, texts and nulls exactly; what a wrong program would give is not looked at."""
    if isinstance(expected, list):
        return len(got) != len(expected) or any(differs(g, e, rtol) for g, e in zip(got, expected, strict=True))
    if expected == "Infinity":
        return got != math.inf
    if isinstance(expected, float):
        return got is None or not math.isclose(got, expected, rel_tol=rtol, abs_tol=0.0 if expected else 1e-15)
    return bool(got != expected)


def faults(case: Mapping[str, Any]) -> list[str]:
    got = FUNCTIONS[case["function"]](case["inputs"])
    wanted = {
        name: value for name, value in case["expected"].items() if name != "p_minlike" and not name.startswith("wrong_")
    }
    return [
        f"{name}: {got.get(name)!r} is not {value!r}"
        for name, value in wanted.items()
        if name not in got or differs(got[name], value, case["rtol"])
    ]


def test_the_copy_is_the_one_whose_provenance_is_written_down() -> None:
    digest = hashlib.sha256(FILE.read_bytes()).hexdigest()
    assert digest in (FILE.parent / "README.md").read_text(encoding="utf-8")
    assert len(CASES) == 118


def test_only_cases_of_methods_for_later_are_left_out() -> None:
    assert LATER.keys() <= CASES.keys()
    assert {CASES[name]["method"] for name in LATER} == {"M05", "M08", "M09", "M11", "M12"}
    built = CASES.keys() - LATER.keys()
    assert {CASES[name]["function"] for name in built} == FUNCTIONS.keys()
    assert all(CASES[name]["v1"] for name in built)


@pytest.mark.parametrize("name", [name for name in CASES if name not in LATER])
def test_reference_value(name: str) -> None:
    assert faults(CASES[name]) == []


@pytest.mark.parametrize("name", ["M02-01", "M04-01", "M05-06", "M07-08", "M10-02", "M16-03"])
def test_a_wrong_value_is_seen(name: str) -> None:
    wrong = json.loads(json.dumps(CASES[name]))
    for key, value in wrong["expected"].items():
        if isinstance(value, float):
            wrong["expected"][key] = value * (1 + 10 * wrong["rtol"])
        elif isinstance(value, str):
            wrong["expected"][key] = value + "?"
        elif isinstance(value, int):
            wrong["expected"][key] = value + 1
    looked_at = [key for key in wrong["expected"] if key != "p_minlike" and not key.startswith("wrong_")]
    changed = [key for key in looked_at if isinstance(wrong["expected"][key], (float, str, int))]
    assert len(faults(wrong)) == len(changed) > 0
