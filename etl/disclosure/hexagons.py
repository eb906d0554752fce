"""Cells of a map: small ones leave together with their siblings for the cell that holds them all (M15).

No point is ever published and nothing below the territory of a sensitive indicator: this is for a later map of others.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import h3


@dataclass(frozen=True)
class Shown:
    """The cells that may be drawn.

    Attributes:
        cells: H3 cell -> events, in cells of two sizes that never lie inside each other.
        not_shown: events in cells that stay under k: «no se muestran {n}».
    """

    cells: Mapping[str, int]
    not_shown: int


def publishable_cells(events: Mapping[str, int], k: int) -> Shown:
    """Merge to the parent wherever any sibling holds fewer than `k` events, and leave out parents that stay under it.

    The parent replaces all its children, so that no child is had by subtraction.

    Args:
        events: H3 cell -> events, all cells of one resolution.
        k: the smallest count that is shown.
    """
    families: dict[str, dict[str, int]] = {}
    for cell, count in events.items():
        families.setdefault(h3.cell_to_parent(cell), {})[cell] = count
    shown: Counter[str] = Counter()
    hidden = 0
    for parent, children in families.items():
        total = sum(children.values())
        if all(count >= k for count in children.values()):
            shown.update(children)
        elif total >= k:
            shown[parent] = total
        else:
            hidden += total
    return Shown(dict(sorted(shown.items())), hidden)
