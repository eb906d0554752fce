"""The faults that agencies make, put into chosen rows.

Nearly all go into rows that can belong to no cell of the programme (an offence that counts in no indicator, or a place
in no territory), so that they cost nothing but the row. The exceptions are planned in `PARTIAL` and in the shifted
rows: there a whole month of a cell becomes partial.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from etl.demo.dice import Dice
from etl.demo.records import Record
from schemas.words import add_months

BAD_DATES = ("31/02/{y}", "00/{m:02d}/{y}", "{m:02d}-{y}", "SIN DATOS", "32/{m:02d}/{y} 10:15", "A CONFIRMAR")
UNKNOWN_OFFENCES = ("HECHO A DETERMINAR", "OTROS", "VARIOS", "SIN CLASIFICAR")
UNKNOWN_BARRIOS = ("VILLA ESPERANZA NUEVA", "ASENTAMIENTO 14 DE ENERO", "BARRIO SIN NOMBRE")
UNKNOWN_DISTRICTS = ("SAN JUAN DEL NORTE NUEVO", "VILLA QUIMERA")
# Rows of a known indicator in a small barrio with an impossible date, and rows of an unknown offence in another: those
# months become partial for these cells. (month of the police's file, territory, indicator or None for any, rows)
PARTIAL: tuple[tuple[date, str, str | None, int], ...] = (
    (date(2019, 10, 1), "tablada_nueva", "robo", 1),
    (date(2020, 1, 1), "tablada_nueva", "robo", 1),
    (date(2019, 12, 1), "ricardo_brugada", None, 3),
)
Change = Callable[[Record, Dice], None]


def spoil(
    records: Sequence[Record], kind: str, how_many: int, change: Change, dice: Dice, fit: Callable[[Record], bool]
) -> None:
    """Put one kind of fault into `how_many` sound rows among those that fit (fewer where there are not so many)."""
    sound = [record for record in records if not record.kinds and fit(record)]
    for record in dice.shuffled(sound)[:how_many]:
        change(record, dice)
        record.kinds.append(kind)


def counts_nowhere(record: Record) -> bool:
    """An offence that counts in no indicator: whatever is wrong with the row, no cell is in doubt."""
    return record.indicator is None


def lies_outside(record: Record) -> bool:
    """A place in no territory: an unknown offence there leaves no cell in doubt."""
    return record.territory is None


def with_duplicates(records: list[Record], how_many: int, dice: Dice, loose: Sequence[str] = ()) -> list[Record]:
    """The records with `how_many` sound ones repeated somewhere below; `loose` are columns outside the contract."""
    result = list(records)
    for original in dice.shuffled([r for r in records if not r.kinds])[:how_many]:
        copy = replace(original, cells=dict(original.cells), kinds=["duplicate_row"])
        for heading in loose:
            copy.cells[heading] = ""
        position = next(i for i, r in enumerate(result) if r is original)
        result.insert(position + 1 + dice.below(len(result) - position), copy)
    return result


def set_cell(*headings: str, to: Sequence[str]) -> Change:
    """A change that writes one of some texts into the columns."""

    def change(record: Record, dice: Dice) -> None:
        text = dice.pick(to)
        for heading in headings:
            record.cells[heading] = text.format(y=record.month.year, m=record.month.month)

    return change


def any_indicator(change: Change) -> Change:
    """The same change; the row might then belong to any indicator of its feed."""

    def changed(record: Record, dice: Dice) -> None:
        change(record, dice)
        record.could_be = "any_indicator"

    return changed


def another_month(month: date, dice: Dice) -> date:
    """A month well away from this one, for rows that belong to another file."""
    return add_months(month, -(2 + dice.below(9)))
