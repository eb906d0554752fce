"""A scale from zero to a round number, with few ticks."""

import math
from dataclasses import dataclass

STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Values from zero to `top` onto `start` to `end` (either may be the greater)."""

    top: float
    step: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value lies; what is beyond the top stays on the edge."""
        return self.start + (self.end - self.start) * min(value, self.top) / self.top

    @property
    def ticks(self) -> list[float]:
        """Round values from zero to the top."""
        return [index * self.step for index in range(round(self.top / self.step) + 1)]

    @property
    def places(self) -> int:
        """Decimals that the ticks need."""
        return max(0, -math.floor(math.log10(self.step) + 1e-9))


def round_scale(largest: float, start: float, end: float, ticks: int = 4, whole: bool = False) -> Scale:
    """A scale whose top is the first round number at or above `largest`.

    Args:
        largest: greatest value that must fit; zero gives a scale to one.
        start: position of zero.
        end: position of the top.
        ticks: at most so many steps.
        whole: no step under one (counts).
    """
    aim = max(largest, 1.0 if whole else 0.2) / ticks
    power = 10.0 ** math.floor(math.log10(aim) + 1e-9)
    step = next(size * power for size in STEPS if size * power >= aim * (1 - 1e-9))
    if whole:
        step = max(step, 1.0)
    return Scale(math.ceil(largest / step - 1e-9) * step or step, step, start, end)
