"""The table `method_section`: every method of the engine in every language, filled with the edition's own figures."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from etl.compare_areas import MIN_AREA_CASES, MIN_AREAS
from etl.compare_signals import MIN_BASELINE_MONTHS, MIN_MEAN
from etl.method_sections import examples
from etl.method_sections.example_cell import Cell
from etl.method_sections.example_words import parameter_values, percent, plain
from etl.method_sections.section_texts import SectionText, sections_in, words_in
from etl.method_sections.series_example import series
from etl.method_sections.worked import Filled, Worked
from etl.methods.areas import SMALL
from etl.methods.run_chart import TAIL
from schemas.load import Programme
from schemas.published_methods import METHOD_SECTION
from schemas.words import LANGUAGES


@dataclass(frozen=True)
class Method:
    """One section of the page: its worked example, the parameters it uses, and where it is from."""

    id: str
    example: Callable[[Worked, str], Filled]
    source: str
    parameters: tuple[str, ...] = ()
    kind: Literal["method", "note"] = "method"


METHODS = (
    Method("M01", examples.windows, "etl/methods/windows.py"),
    Method(
        "M02", examples.comparison, "etl/methods/completeness.py",
        ("min_matched_months", "min_matched_share", "maturity_days", "partial_share"),
    ),
    Method("M03", examples.comparison, "Garwood 1936; etl/methods/rates.py", ("mean_month_days", "alpha")),
    Method("M04", examples.change, "Przyborowski, Wilenski 1940; Fay 2010; etl/methods/rate_ratio.py", ("alpha",)),
    Method("simple", examples.simple_sum, "Wheeler 2016, 2018", kind="note"),
    Method(
        "M05", examples.dispersion, "Korn, Graubard 1998; NCHS 2017; etl/methods/dispersion.py", ("min_df_dispersion",)
    ),
    Method(
        "M06", examples.family, "Benjamini, Hochberg 1995; Tarone 1990; etl/methods/family.py, detectability.py",
        ("alpha", "fdr"),
    ),
    Method("M07", examples.areas, "Wilson 2021/2022; Farrington, Welsh 2006; etl/methods/areas.py", ("alpha",)),
    Method("M10", series, "Anhøj, Olesen 2014; Laney 2002; etl/methods/run_chart.py"),
    Method("M13", examples.institutions, "CEPAL 2012; INDEC (RUCVM); etl/methods/sources.py"),
    Method(
        "M14", examples.publication, "Handbook on Statistical Disclosure Control, 2nd ed. 2024; NHS Digital 2018",
        kind="note",
    ),
    Method(
        "M16", examples.verdict, "etl/methods/verdict.py", ("alpha", "fdr", "min_matched_months", "min_matched_share")
    ),
    Method("M17", examples.activities, "etl/methods/activities.py"),
)  # fmt: skip
"""In the order of the page."""


def method_sections(
    tables: Mapping[str, pl.DataFrame], programme: Programme, allowed: Container[Cell] | None = None
) -> pl.DataFrame:
    """The rows of `method_section`, of the internal or of the public edition.

    The examples are of one cell whose window counts are both at least its indicator's k, never of a sensitive
    indicator (see `example_cell.choose_cell`). p, q and dispersion are said only where no intervention cell may be
    withheld, the ratio to the comparison areas only where none of theirs may, and monthly figures only where every
    month of the series is at least k. What may not be said is a made-up case, called so (`invented`). Thus the
    default is safe in a public edition too, but for a cell that is withheld to protect another one: there the
    function is to be called again with `allowed`.

    Args:
        tables: comparison, area_comparison, signal, indicator_value and activity_progress, internal or masked.
        programme: the declared plan.
        allowed: (indicator, territory) of the cells that the public edition shows; None for all safe ones.
    """
    worked = Worked(tables, programme, allowed)
    rows = [
        _row(method, position, language, worked) for position, method in enumerate(METHODS, 1) for language in LANGUAGES
    ]
    return pl.DataFrame(rows, infer_schema_length=None).select(METHOD_SECTION.names)


def _row(method: Method, position: int, language: str, worked: Worked) -> dict[str, Any]:
    text, filled = sections_in(language)[method.id], method.example(worked, language)
    values = {**_constants(language), **parameter_values(worked.rules, language), **filled.values}
    indicator, territory = filled.cell or (None, None)
    return {
        "method": method.id, "language": language, "position": position, "kind": method.kind,
        "title": text.title, "question": text.question.format(**values),
        "answer": "\n".join(_filled(text.answer, values)), "example": _example(text, values, filled, language),
        "how": "\n".join(_filled(text.how, values)), "invented": filled.invented, "indicator": indicator,
        "territory": territory, "parameters": _parameters(method, worked, language), "source": method.source,
    }  # fmt: skip


def _filled(lines: tuple[str, ...], values: Mapping[str, str]) -> Iterator[str]:
    """The lines with their places filled; one that stays empty, for want of something to say, is left out."""
    return (said for line in lines if (said := line.format(**values).strip()))


def _example(text: SectionText, values: Mapping[str, str], filled: Filled, language: str) -> str:
    lines = "\n".join(_filled(text.example, values))
    lines = lines[:1].upper() + lines[1:]
    return f"{words_in(language)['invented']}\n{lines}" if filled.invented else lines


def _parameters(method: Method, worked: Worked, language: str) -> str:
    values = worked.rules.model_dump()
    return "\n".join(f"{name} = {plain(values[name], language)}" for name in method.parameters)


def _constants(language: str) -> dict[str, str]:
    """Numbers of the methods that no programme changes."""
    return {
        "min_areas": plain(MIN_AREAS, language), "min_area_cases": plain(MIN_AREA_CASES, language),
        "min_baseline_months": plain(MIN_BASELINE_MONTHS, language), "min_mean": plain(MIN_MEAN, language),
        "small": plain(SMALL, language), "tail": percent(TAIL, language),
    }  # fmt: skip
