"""How many fields each record of a delimited text has, without parsing it: tells a shifted row from a sound one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_NEWLINE, _RETURN, _QUOTE = ord("\n"), ord("\r"), ord('"')
_COUNTABLE = 256
Positions = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Layout:
    """Byte positions in a piece, outside quotes: delimiters, beginnings of records, and ends of their content."""

    delimiters: Positions
    starts: Positions
    ends: Positions

    @property
    def records(self) -> int:
        """Number of records, blank lines included."""
        return len(self.ends)

    def shifted(self, width: int) -> Flags:
        """Records that have another number of fields than `width`; blank ones do not count.

        Empty cells at the end are a habit of some exports and do not count where most records have as many. On a row of
        its own such a surplus means that its cells have moved, and a name may stand where a place should.

        Args:
            width: columns of the heading up to its last filled one.
        """
        if len(self.delimiters) == self.records * (width - 1) and self._one_by_one(width):
            return np.zeros(self.records, dtype=np.bool_)
        before = np.searchsorted(self.delimiters, self.ends)
        counts = np.diff(before, prepend=0)
        blank = self.ends - self.starts == counts
        if not len(self.delimiters):
            return np.asarray(~blank & (width > 1))
        surplus = counts - (width - 1)
        first_surplus = np.minimum(before - counts + width - 1, len(self.delimiters) - 1)
        only_empty = self.ends - self.delimiters[first_surplus] == surplus
        odd = (surplus > 0) & (~only_empty | (surplus != usual_surplus(surplus[~blank])))
        return np.asarray(~blank & ((surplus < 0) | odd))

    def _one_by_one(self, width: int) -> bool:
        """The delimiters of every record lie between its ends: no record borrows one from its neighbour."""
        if width == 1 or not self.records:
            return True
        grid = self.delimiters.reshape(self.records, width - 1)
        return bool((grid[:, -1] < self.ends).all() and (grid[1:, 0] >= self.starts[1:]).all())


def usual_surplus(surplus: Positions) -> int:
    """The number of cells beyond the heading that most records have."""
    beyond = surplus[surplus >= 0]
    return int(np.bincount(beyond).argmax()) if len(beyond) else 0


def even_records(data: bytes, delimiter: str, width: int) -> int | None:
    """How many records a text without quotation marks has, where each has `width` fields; None where one has not.

    A record's delimiters are counted modulo 256: where every one has `width - 1` of them by that count and all together
    have as many as that makes, none has another number.
    """
    if not data or width > _COUNTABLE:
        return None
    text = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(text == _NEWLINE)
    starts = np.concatenate([[0], ends[:-1] + 1] if data.endswith(b"\n") else [[0], ends + 1])
    is_delimiter = text == ord(delimiter)
    if np.count_nonzero(is_delimiter) != len(starts) * (width - 1):
        return None
    counts = np.add.reduceat(is_delimiter.view(np.uint8), starts, dtype=np.uint8)
    return len(starts) if (counts == width - 1).all() else None


def layout(data: bytes, delimiter: str) -> Layout | None:
    """The layout of a piece of text (UTF-8, lines end in a line feed, perhaps after a carriage return).

    Returns:
        None where a quotation mark neither opens nor closes a field nor is doubled inside one, so that only a patient
        reader can tell the fields.
    """
    text = np.frombuffer(data, dtype=np.uint8)
    is_delimiter, is_newline = text == ord(delimiter), text == _NEWLINE
    if b'"' in data:
        inside = np.cumsum(text == _QUOTE, dtype=np.uint8) & np.uint8(1)
        if not _well_quoted(text, is_delimiter | is_newline | (text == _RETURN)):
            return None
        outside = inside == 0
        is_delimiter, is_newline = is_delimiter & outside, is_newline & outside
    newlines = np.flatnonzero(is_newline)
    if not data.endswith(b"\n"):
        newlines = np.append(newlines, len(text))
    starts = np.concatenate([[0], newlines[:-1] + 1])
    returned = (newlines > starts) & (text[newlines - 1] == _RETURN)
    return Layout(np.flatnonzero(is_delimiter), starts, newlines - returned)


def _well_quoted(text: npt.NDArray[np.uint8], boundary: Flags) -> bool:
    """Every opening mark begins a field (or doubles one), every closing mark ends one."""
    marks = np.flatnonzero(text == _QUOTE)
    if len(marks) % 2:
        return False
    opening, closing = marks[0::2], marks[1::2]
    before = np.maximum(opening - 1, 0)
    begins = (opening == 0) | boundary[before] | (text[before] == _QUOTE)
    after = np.minimum(closing + 1, len(text) - 1)
    stops = (closing == len(text) - 1) | boundary[after] | (text[after] == _QUOTE)
    return bool(begins.all() and stops.all())
