"""Answers of one edition that are kept in memory, the oldest going first where there are too many."""

from collections import OrderedDict
from collections.abc import Hashable

from dashboard.server.documents import Document

MOST_BYTES, MOST_ANSWERS, LARGEST = 64 * 2**20, 4096, 4 * 2**20


class Kept:
    """By what was asked; used by the one thread that answers requests."""

    def __init__(self, most_bytes: int = MOST_BYTES, most_answers: int = MOST_ANSWERS) -> None:
        """Empty.

        Args:
            most_bytes: of all bodies together.
            most_answers: their number.
        """
        self._answers: OrderedDict[Hashable, Document] = OrderedDict()
        self._bytes = 0
        self._most_bytes, self._most_answers = most_bytes, most_answers

    def get(self, asked: Hashable) -> Document | None:
        """The answer, if it is here."""
        return self._answers.get(asked)

    def keep(self, asked: Hashable, answer: Document) -> None:
        """Keep an answer, unless it is so large that it would push out all the others."""
        if answer.size > LARGEST or asked in self._answers:
            return
        self._answers[asked] = answer
        self._bytes += answer.size
        while self._bytes > self._most_bytes or len(self._answers) > self._most_answers:
            self._bytes -= self._answers.popitem(last=False)[1].size
