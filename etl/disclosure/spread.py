"""Of a cell that is not public by month the spread of one set of months is told, once and for all.

Every interval, p and limit carries a sum of squares of the months. Two of them over different months give by
subtraction that of the months in which they differ; over the same months with other cases, that of the month that
changed. Either may be as narrow as a case, however much room each leaves alone.
"""

from collections.abc import Collection

from etl.disclosure.cells import Compared
from etl.disclosure.leaks import Leak
from etl.disclosure.statements import Spread, Told


def spread_of(compared: Compared) -> Spread:
    """What telling a comparison's interval would tell the spread of."""
    row = compared.row
    return Spread(((compared.baseline, row["baseline_count"]), (compared.current, row["current_count"])))


def may_be_told(mine: Spread, others: Collection[Spread]) -> bool:
    """No other spread was ever told; one that was told already adds nothing."""
    return mine in others or not others


def two_spreads(mine: Told, before: Collection[Spread]) -> list[Leak]:
    """The audit of it: which comparisons of an edition would tell a second spread.

    Args:
        mine: what the edition tells of a cell.
        before: spreads that any released edition told of it.
    """
    if mine.form == "month":
        return []
    told, found = set(before), []
    for each in mine.spreads:
        if not may_be_told(each, told):
            found.append(
                Leak(f"dispersión {each}", "ya se contó la de otros meses: la diferencia acota los que cambian")
            )
        told.add(each)
    return found
