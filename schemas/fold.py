"""Folding of names: what must be equal when two people write the same place or offence."""

import re
import unicodedata

import polars as pl

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, no accents, punctuation and runs of spaces as one space.

    ñ folds to n, because systems without accents write «NEMBY»; apostrophes inside a word are dropped
    («CAPI'I» and «CAPII» are the same); ordinal signs become «a».
    """
    lowered = text.casefold().replace("º", "a").replace("ª", "a").replace("°", "a")
    lowered = re.sub(r"['’ʼ´`]", "", lowered)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()


def fold_column(column: pl.Series) -> pl.Series:
    """`fold` over the distinct values of a text column; nulls stay null."""
    distinct = column.drop_nulls().unique()
    folded = pl.Series([fold(value) for value in distinct.to_list()], dtype=pl.String)
    return column.replace_strict(distinct, folded, default=None, return_dtype=pl.String)
