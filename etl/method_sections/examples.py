"""The worked example of each method: the figures that fill its text, as published or computed by the engine itself."""

from collections.abc import Mapping

import polars as pl

from etl.compare_signals import leading
from etl.compare_windows import apart_months
from etl.method_sections import made_up
from etl.method_sections.example_cell import DECEIVES, Cell, all_safe, areas_of
from etl.method_sections.example_words import case_values, joined, probability
from etl.method_sections.section_texts import words_in
from etl.method_sections.worked import Case, Filled, Worked
from etl.methods.rate_ratio import rate_ratio
from etl.words.activities import activity_sentence
from etl.words.dates import month_list
from etl.words.numbers import number, rounded, signed_percent
from etl.words.sentences import sentence
from etl.words.verdict_texts import LABELS


def comparison(worked: Worked, language: str) -> Filled:
    """M02, M03: the figures of the chosen cell alone."""
    case = worked.case
    full = case.row["months_matched"] == case.row["months_expected"]
    missing = words_in(language)["all_there" if full else "some_missing"]
    values = case_values(case, language)
    return _of(case, values | {"missing": missing.format(**values)})


def windows(worked: Worked, language: str) -> Filled:
    """M01: the declared windows, and which of their months stand apart."""
    case = worked.case
    shocks = worked.programme.declaration.shocks
    first, last = case.row["current_from"], case.row["current_to"]
    inside = sorted(month for month in apart_months(shocks) if first <= month <= last)
    names = "; ".join(each.name[language] for each in shocks if each.stands_apart and set(each.months) & set(inside))
    words = words_in(language)["apart"].format(months=month_list(inside, language), names=names) if inside else ""
    return _of(case, case_values(case, language) | {"apart": words})


def change(worked: Worked, language: str) -> Filled:
    """M04: the ratio with its interval, and whether that leaves out no change."""
    case = worked.case
    holds = case.row["ratio_low"] <= 1 <= case.row["ratio_high"]
    margin = words_in(language)["holds_one" if holds else "leaves_one"]
    return _of(case, case_values(case, language) | {"margin": margin})


def simple_sum(worked: Worked, language: str) -> Filled:
    """The percentage that everybody would compute, and how often its rule announces a change that is none."""
    case = worked.case
    label = LABELS[case.row["verdict"]][language].format(subject=case.indicator.subject[language])
    often = sorted(made_up.false_alarms(mean, DECEIVES) for mean in (made_up.FEW, made_up.SOME))
    low, high = (number(rounded(share * 100), language) for share in often)
    return _of(case, case_values(case, language) | {"verdict": label, "false_low": low, "false_high": high})


def dispersion(worked: Worked, language: str) -> Filled:
    """M05: the dispersion of the cell, said only where no cell of the family may be withheld; else a made-up one."""
    case = worked.case
    if case.row["dispersion"] is None or not all_safe(worked.family, worked.programme, worked.allowed):
        case = worked.made_up.with_row(made_up.comparison_row(worked.rules, made_up.RESTLESS))
    values, words = case_values(case, language), words_in(language)
    phi = case.row["dispersion"]
    values["spread"] = words["calm" if phi == 1 else "restless"].format(phi=number(phi, language, 1))
    values["narrow"] = "" if phi == 1 else words["narrow"].format(**values, **_without_phi(case, worked, language))
    return _of(case, values)


def _without_phi(case: Case, worked: Worked, language: str) -> dict[str, str]:
    row = case.row
    bare = rate_ratio(
        row["current_count"], row["baseline_count"], row["current_days"], row["baseline_days"], 1.0, worked.rules.alpha
    )
    limits = {"plain_low": float(bare.low), "plain_high": float(bare.high)}
    return {name: signed_percent(value, language) for name, value in limits.items()}


def family(worked: Worked, language: str) -> Filled:
    """M06: what could have been seen; p and q only where no cell of the family may be withheld."""
    case = worked.case
    tested = [row for row in worked.family if row["q_value"] is not None]
    known = case.row["p_value"] is not None and case.row["q_value"] is not None
    words = words_in(language)["family_closed"]
    if case.invented:
        words = ""
    elif known and all_safe(worked.family, worked.programme, worked.allowed):
        chances = {letter: probability(case.row[f"{letter}_value"], language) for letter in "pq"}
        words = words_in(language)["family"].format(**chances, m=number(len(tested), language))
    return _of(case, case_values(case, language) | {"family": words})


def areas(worked: Worked, language: str) -> Filled:
    """M07: the cell against its comparison areas, where none of their counts may be withheld; else a made-up case."""
    case, found = worked.case, _area_row(worked)
    if found is None:
        case = worked.made_up
        invented = made_up.against_areas(worked.rules)
        found = {"rrr": float(invented.ratio), "low": float(invented.low), "high": float(invented.high)}
        found["areas"] = made_up.AREAS
    holds = found["low"] <= 1 <= found["high"]
    values = {name: number(found[name], language, 2) for name in ("rrr", "low", "high")}
    clear = words_in(language)["unclear_areas" if holds else "clear_areas"]
    count = number(found["areas"], language)
    return _of(case, case_values(case, language) | values | {"areas": count, "clear": clear})


def _area_row(worked: Worked) -> dict[str, float] | None:
    case = worked.case
    if case.invented:
        return None
    outside = areas_of(worked.rows, worked.programme, case.row["indicator"])
    if not all_safe(outside, worked.programme, worked.allowed):
        return None
    table = worked.tables["area_comparison"]
    key = [pl.col(name) == case.row[name] for name in ("evaluation", "indicator", "territory")]
    found = table.filter(*key).drop_nulls(["rrr", "low", "high", "areas"])
    return found.row(0, named=True) if found.height else None


def institutions(_worked: Worked, language: str) -> Filled:
    """M13: made up, since the public edition holds the series of one institution alone."""
    total = made_up.three_institutions()
    bounds = {"before_low": total.baseline[0], "before_high": total.baseline[1], "now_low": total.current[0],
              "now_high": total.current[1]}  # fmt: skip
    values = {name: number(value, language) for name, value in bounds.items()}
    parts = {"parts_before": joined(made_up.PARTS_BEFORE, language), "parts_now": joined(made_up.PARTS_NOW, language)}
    return Filled(values | parts, invented=True)


def publication(worked: Worked, language: str) -> Filled:
    """M14: up to which count each indicator is withheld."""
    every = sorted(worked.programme.indicators.values(), key=lambda each: each.letter)
    counted = [each for each in every if each.grain != "activity"]
    lines = [
        words_in(language)["few_sensitive" if each.sensitive else "few_of"].format(
            indicator=each.name[language], most=number(each.k - 1, language)
        )
        for each in counted
    ]
    return Filled({"limits": "\n".join(lines)})


def verdict(worked: Worked, language: str) -> Filled:
    """M16: the sentence that was published of the chosen cell."""
    case = worked.case
    said = case.row.get(f"sentence_{language}") or sentence(
        case.row, case.indicator, case.place(language), language, shocks=worked.programme.declaration.shocks
    )
    return _of(case, case_values(case, language) | {"sentence": said or ""})


def activities(worked: Worked, language: str) -> Filled:
    """M17: the sentence of the first territory with a plan whose numbers are all large enough to be shown."""
    smallest = max((each.k for each in worked.programme.indicators.values() if each.grain == "activity"), default=0)
    period = leading(worked.programme.declaration.evaluations).id
    table = worked.tables["activity_progress"].filter((pl.col("kind") == "total") & (pl.col("period") == period))
    for row in table.drop_nulls(["planned", "done"]).iter_rows(named=True):
        suspended = row["suspended"] or 0
        if min(row["planned"], row["done"]) >= smallest and (suspended == 0 or suspended >= smallest):
            name = worked.programme.territory_names[row["territory"]]
            return Filled(_activity_words(row, name, language), cell=("actividades", row["territory"]))
    row = {"done": made_up.DONE, "planned": made_up.PLANNED, "suspended": 0}
    return Filled(_activity_words(row, words_in(language)["invented_place"], language), invented=True)


def _activity_words(row: Mapping[str, int], name: str, language: str) -> dict[str, str]:
    return {"territory": name, "sentence": activity_sentence(row, language)}


def _of(case: Case, values: Mapping[str, str]) -> Filled:
    cell: Cell | None = None if case.invented else (case.row["indicator"], case.row["territory"])
    return Filled(values, invented=case.invented, cell=cell)
