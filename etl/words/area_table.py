"""Fills the sentences of table `area_comparison`, each beside the verdict of its own headline."""

from collections.abc import Mapping, Sequence

import polars as pl

from etl.words.areas import area_sentence
from schemas.programme import Indicator
from schemas.words import LANGUAGES

_KEY = ("evaluation", "indicator", "territory")


def add_area_sentences(
    areas: pl.DataFrame,
    comparison: pl.DataFrame,
    indicators: Sequence[Indicator],
    territory_names: Mapping[str, str],
    alpha: float,
) -> pl.DataFrame:
    """Fill `sentence_es`, `sentence_gn` and `sentence_en` of table `area_comparison`.

    Args:
        areas: rows of the table without sentences.
        comparison: the comparison table; the headline of the lead institution gives verdict and own ratio.
        indicators: the fichas.
        territory_names: by territory id.
        alpha: of the method parameters.
    """
    headline = comparison.filter((pl.col("scenario") == "headline") & (pl.col("basis") == "lead"))
    own = {tuple(row[:3]): row[3:] for row in headline.select(*_KEY, "verdict", "rate_ratio").iter_rows()}
    fichas = {indicator.id: indicator for indicator in indicators}
    texts: dict[str, list[str]] = {f"sentence_{language}": [] for language in LANGUAGES}
    for row in areas.iter_rows(named=True):
        verdict, ratio = own.get(tuple(row[name] for name in _KEY), (None, None))
        for language in LANGUAGES:
            texts[f"sentence_{language}"].append(
                area_sentence(
                    row, fichas[row["indicator"]], territory_names[row["territory"]], language,
                    verdict=verdict, own_ratio=ratio, alpha=alpha,
                )
            )  # fmt: skip
    return areas.with_columns(pl.Series(name, values, pl.String) for name, values in texts.items())
