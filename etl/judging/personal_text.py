"""Text that looks personal in a cell where the name of a place or of an offence should stand."""

import re

import polars as pl

NOT_KEPT = "(texto que no se guardó)"
NAMED_COLUMNS = (
    "territory",
    "barrio",
    "district",
    "department",
    "comisaria",
    "offence",
    "kind",
    "state",
    "state_reason",
)
"""Columns whose text is kept as sent, because the sender needs it to correct the row."""
_PERSONAL = (
    r"(?i)[0-9](?:[ .\-]?[0-9]){5,}"  # an identity number or a telephone
    r"|\S@\S"
    r"|^\W*(?:sr|sra|srta|sres|señor|señora|señorita|denunciante|v[ií]ctima|c\.? ?i|c[eé]dula|tel|tel[eé]fono|cel"
    r"|celular)\b"
)
_A_PLACE_ALL_THE_SAME = r"(?i)^\W*(?:sra?|señora?)\.?\s+(?:de|del)\b"


def without_personal(column: pl.Series) -> pl.Series:
    """The column with `NOT_KEPT` for each text that holds a long number, an address of e-mail or a form of address.

    A bare name cannot be told from a place («Roberto L. Pettit» is a barrio), and the sender needs the name of an
    unknown place to correct it: it stays.
    """
    personal = column.str.contains(_PERSONAL) & ~column.str.contains(_A_PLACE_ALL_THE_SAME)
    return column.set(personal.fill_null(value=False), NOT_KEPT)


def kept_text(column: str | None, text: str | None) -> str | None:
    """The same for one text of a finding in a standard column."""
    if column not in NAMED_COLUMNS or text is None:
        return text
    personal = re.search(_PERSONAL, text) and not re.search(_A_PLACE_ALL_THE_SAME, text)
    return NOT_KEPT if personal else text
