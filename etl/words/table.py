"""The texts of a whole table `comparison`, in every language, written and spoken."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from etl.words.sentences import sentence, spoken
from schemas.programme import Indicator, Shock
from schemas.words import LANGUAGES

WORDINGS = {"sentence": sentence, "spoken": spoken}
FAMILY = ("evaluation", "scenario", "basis")


def add_sentences(
    comparison: pl.DataFrame,
    indicators: Sequence[Indicator],
    territory_names: Mapping[str, str],
    shocks: Sequence[Shock] = (),
) -> pl.DataFrame:
    """Fill `sentence_*` and `spoken_*` of table `comparison`.

    Args:
        comparison: rows with all columns of the table but the texts.
        indicators: the fichas of every indicator in it.
        territory_names: by territory id. A territory that is not in it, or that is never judged (a comparison area),
            gets NULL.
        shocks: of the programme, to name the months that stand apart.

    Returns:
        The same rows in the same order with six more columns (or those columns replaced).
    """
    fichas = {indicator.id: indicator for indicator in indicators}
    judged = set(comparison.filter(pl.col("verdict").is_not_null())["territory"])
    sizes = family_sizes(comparison)
    texts: dict[str, list[str | None]] = {f"{kind}_{lang}": [] for kind in WORDINGS for lang in LANGUAGES}
    for row in comparison.iter_rows(named=True):
        name = territory_names.get(row["territory"]) if row["territory"] in judged else None
        tests = sizes[_family(row)]
        for kind, word in WORDINGS.items():
            for lang in LANGUAGES:
                text = name and word(row, fichas[row["indicator"]], name, lang, shocks=shocks, tests=tests)
                texts[f"{kind}_{lang}"].append(text)
    return comparison.with_columns(pl.Series(column, values, pl.String) for column, values in texts.items())


def family_sizes(comparison: pl.DataFrame) -> Counter[tuple[Any, ...]]:
    """How many tests each family of q holds: the cells that have a q."""
    tested = comparison.filter(pl.col("q_value").is_not_null())
    return Counter(tested.select(FAMILY).iter_rows())


def _family(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column] for column in FAMILY)
