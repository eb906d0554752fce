"""Reads the next blocks while the last one is judged: two cores, one file."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
_END = object()
_WAITING = 2
"""Blocks that are read before they are wanted: one may take longer to read than the one before takes to judge."""


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same items in the same order, the next ones read in a thread of their own while one is used.

    What the iterator raises is raised here, in its place.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="read-ahead") as worker:
        coming = deque(worker.submit(next, items, _END) for _ in range(_WAITING))
        while (item := coming.popleft().result()) is not _END:
            coming.append(worker.submit(next, items, _END))
            yield item  # type: ignore[misc]
