"""M17: activities against plan. A full count of the programme's own work: no interval and no test."""

from typing import Literal, NamedTuple

State = Literal["met", "partial", "none", "no_target"]


class Progress(NamedTuple):
    """Share of the plan that was carried out, None without a plan, and its state."""

    share: float | None
    state: State


def progress(done: int, planned: int | None) -> Progress:
    """Done / planned; above 1 it is shown as it is, and without a plan there is no share, not 0.

    Args:
        done: activities carried out; suspended ones are counted apart.
        planned: activities planned; None or 0 where nothing was.
    """
    if not planned:
        return Progress(None, "no_target")
    share = done / planned
    if done == 0:
        return Progress(share, "none")
    return Progress(share, "met" if done >= planned else "partial")
