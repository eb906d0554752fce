"""Which steps a meeting goes through for one territory, and which of them the address asks for."""

from dataclasses import dataclass
from typing import Literal

from dashboard import questions
from dashboard.activities import activity_total, reports
from dashboard.store import Edition, Row

STEP_PARAMETER = "paso"
Kind = Literal["opening", "question", "picture", "result", "chance", "caveats", "talk", "closing"]
_WHOLE: tuple[Kind, ...] = ("question", "picture", "result", "chance", "caveats", "talk")
_UNSAID: tuple[Kind, ...] = ("question", "picture", "result", "caveats", "talk")
_COUNTED: tuple[Kind, ...] = ("question", "result", "talk")


@dataclass(frozen=True)
class Step:
    """One screen: its kind, and the indicator that it is about (empty for the first and the last)."""

    kind: Kind
    indicator: str = ""


def steps(edition: Edition, territory: str) -> list[Step]:
    """Opening, each indicator in the order of its letter, closing.

    An indicator of which nothing may be shown has no picture to wait for: after the question comes why.
    """
    middle = [
        Step(kind, row["indicator"])
        for row in questions.indicators(edition)
        for kind in _kinds(edition, row, territory)
    ]
    return [Step("opening"), *middle, Step("closing")]


def _kinds(edition: Edition, indicator: Row, territory: str) -> tuple[Kind, ...]:
    if indicator["grain"] == "activity":
        return _COUNTED if reports(edition, territory) and activity_total(edition, territory) else ("result", "talk")
    row = questions.headlines(edition).get((indicator["indicator"], territory))
    if row is None or row["reason"] == "no_feed":
        return ("result", "talk")
    if row["verdict"] == "withheld":
        return ("question", "result", "talk")
    return _UNSAID if row["verdict"] in ("insufficient", "not_comparable") else _WHOLE


def position(asked: str | None, count: int) -> int:
    """The place of the step that the address asks for, from 0: the first for nonsense, the last for what is past it."""
    if not asked or not asked.isascii() or not asked.isdigit() or len(asked) > 4:
        return 0
    return min(max(int(asked), 1), count) - 1
