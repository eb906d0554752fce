"""The declared rule of «Minuta»: which sentences may be said, in which order, and what must not be said.

1. A clear change that holds with other sources and months (`robust` is true).
2. A clear change of which the public edition does not tell whether it holds (`robust` is NULL: its months are not
   published one by one, and the answer would bound one of them; docs/disclosure.md). It is never said to hold.
3. A clear change that does not hold with others (`robust` is false): with its reserve.
4. No clear change.
5. That the data are too few, or that recording changed.

In a group, the indicators of the commitment by their letters; over the whole programme, the territories in its order,
and no indicator a second time before each has been named once. At most three. A withheld cell, one that nobody sends
and a comparison area give no sentence.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import questions
from dashboard.answers import sayable
from dashboard.store import Edition, Row, once_per_edition

MOST = 3
CLEAR = ("decreased", "increased")
NEVER_A_SENTENCE = ("withheld", None)
HOLDS, NOT_TOLD, DOES_NOT_HOLD, UNCLEAR, CANNOT_BE_SAID = 1, 2, 3, 4, 5
"""The groups of the rule, in its order."""


@dataclass(frozen=True)
class Cell:
    """An indicator in a territory with its headline comparison."""

    indicator: Row
    territory: Row
    row: Row | None


@once_per_edition
def cells(edition: Edition, territory: str) -> list[Cell]:
    """The counted indicators of a territory, or of all territories of the programme where `territory` is empty."""
    places = [
        row
        for row in questions.territories(edition)
        if row["role"] == "intervention" and territory in ("", row["territory"])
    ]
    counted = [row for row in questions.indicators(edition) if row["grain"] != "activity"]
    return [Cell(each, place, sayable(edition, each, place["territory"])) for place in places for each in counted]


def rank(row: Row | None) -> int | None:
    """The group of the rule; None for what gives no sentence."""
    if row is None or row["verdict"] in NEVER_A_SENTENCE:
        return None
    if row["verdict"] in CLEAR:
        return {True: HOLDS, None: NOT_TOLD, False: DOES_NOT_HOLD}[row["robust"]]
    return UNCLEAR if row["verdict"] == "no_clear_change" else CANNOT_BE_SAID


def may_be_said(found: Sequence[Cell]) -> list[Cell]:
    """At most three cells, by the rule; the order of the cells given decides within a group."""
    named: Counter[tuple[int, str]] = Counter()
    ranked = []
    for place, cell in enumerate(found):
        group = rank(cell.row)
        if group is not None:
            key = (group, cell.indicator["indicator"])
            ranked.append((group, named[key], place, cell))
            named[key] += 1
    return [cell for *_, cell in sorted(ranked, key=lambda each: each[:3])[:MOST]]


def needs_its_reserve(cell: Cell) -> bool:
    """A sentence that would mislead if it were cut after its counts."""
    return rank(cell.row) in (DOES_NOT_HOLD, CANNOT_BE_SAID)


def holding_not_told(found: Sequence[Cell]) -> list[Cell]:
    """Clear changes of which nobody outside learns whether they hold with other sources and months."""
    return [cell for cell in found if rank(cell.row) == NOT_TOLD]


def reserved(found: Sequence[Cell]) -> list[Cell]:
    """The cells whose figures are withheld."""
    return [cell for cell in found if cell.row is not None and cell.row["verdict"] == "withheld"]


def without_percentage(found: Sequence[Cell]) -> list[Cell]:
    """Sayable cells of which no percentage may be said, since the change may be chance or cannot be compared."""
    return [cell for cell in found if (rank(cell.row) or 0) >= UNCLEAR]
