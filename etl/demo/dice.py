"""Chance that repeats: a stream of its own for each purpose, so that a change in one file leaves the others alone."""

import zlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

_BUFFERED = 4096
T = TypeVar("T")


class Dice:
    """A stream of random choices that depends on a seed and on the name of its purpose only."""

    def __init__(self, seed: int, purpose: str) -> None:
        self.rng = np.random.default_rng([seed, zlib.crc32(purpose.encode())])
        self._buffer: list[float] = []

    def unit(self) -> float:
        """A number in [0, 1)."""
        if not self._buffer:
            self._buffer = self.rng.random(_BUFFERED).tolist()
        return self._buffer.pop()

    def chance(self, share: float) -> bool:
        """True in `share` of the calls."""
        return self.unit() < share

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1."""
        return int(self.unit() * limit)

    def pick(self, choices: Sequence[T]) -> T:
        """One of `choices`, all equally likely."""
        return choices[self.below(len(choices))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        return [items[i] for i in self.rng.permutation(len(items))]

    def days(self, weights: npt.NDArray[np.float64], size: int) -> list[int]:
        """`size` days of a month (1 = the first), drawn with the given weights."""
        drawn = self.rng.choice(len(weights), size=size, p=weights / weights.sum())
        return [int(day) + 1 for day in drawn]
