"""How many fields each record of a delimited text has, without parsing it: what tells a shifted row from a sound one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_NEWLINE, _QUOTE = ord("\n"), ord('"')
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Layout:
    """Where the delimiters and the ends of records of a piece stand (byte positions, outside quotes)."""

    delimiters: Positions
    ends: Positions

    @property
    def records(self) -> int:
        """Number of records, blank lines included."""
        return len(self.ends)

    def shifted(self, width: int) -> npt.NDArray[np.bool_]:
        """Records that have another number of fields than `width`; blank ones and empty cells at the end do not count.

        Args:
            width: columns of the heading up to its last filled one.
        """
        if len(self.delimiters) == self.records * (width - 1) and self._one_by_one(width):
            return np.zeros(self.records, dtype=np.bool_)
        before = np.searchsorted(self.delimiters, self.ends)
        counts = np.diff(before, prepend=0)
        first_surplus = np.minimum(before - counts + width - 1, max(len(self.delimiters) - 1, 0))
        surplus = counts - (width - 1)
        starts = np.concatenate([[0], self.ends[:-1] + 1])
        blank = self.ends - starts == counts
        if not len(self.delimiters):
            return np.asarray(~blank & (surplus != 0))
        only_empty = self.ends - self.delimiters[first_surplus] == surplus
        return np.asarray(~blank & ((surplus < 0) | ((surplus > 0) & ~only_empty)))

    def _one_by_one(self, width: int) -> bool:
        """The delimiters of every record lie between its ends: no record borrows one from its neighbour."""
        if width == 1 or not self.records:
            return True
        grid = self.delimiters.reshape(self.records, width - 1)
        return bool((grid[:, -1] < self.ends).all() and (grid[1:, 0] > self.ends[:-1]).all())


def layout(data: bytes, delimiter: str) -> Layout | None:
    """The layout of a piece of text (UTF-8, lines end in `\\n`).

    Returns:
        None where a quotation mark neither opens nor closes a field nor is doubled inside one, so that only a patient
        reader can tell the fields.
    """
    text = np.frombuffer(data, dtype=np.uint8)
    is_delimiter, is_newline = text == ord(delimiter), text == _NEWLINE
    if b'"' in data:
        inside = np.cumsum(text == _QUOTE, dtype=np.uint8) & 1
        if not _well_quoted(text, is_delimiter, is_newline, inside):
            return None
        outside = inside == 0
        is_delimiter, is_newline = is_delimiter & outside, is_newline & outside
    ends = np.flatnonzero(is_newline)
    if not data.endswith(b"\n"):
        ends = np.append(ends, len(text))
    return Layout(np.flatnonzero(is_delimiter), ends)


def _well_quoted(
    text: npt.NDArray[np.uint8],
    is_delimiter: npt.NDArray[np.bool_],
    is_newline: npt.NDArray[np.bool_],
    inside: npt.NDArray[np.uint8],
) -> bool:
    """Every opening mark begins a field (or doubles one), every closing mark ends one."""
    marks = np.flatnonzero(text == _QUOTE)
    if len(marks) % 2:
        return False
    opening, closing = marks[0::2], marks[1::2]
    boundary = is_delimiter | is_newline
    before = np.maximum(opening - 1, 0)
    begins = (opening == 0) | boundary[before] | (text[before] == _QUOTE)
    after = np.minimum(closing + 1, len(text) - 1)
    stops = (closing == len(text) - 1) | boundary[after] | (text[after] == _QUOTE)
    return bool(begins.all() and stops.all() and inside[-1] == 0)
