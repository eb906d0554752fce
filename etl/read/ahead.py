"""Reads the next block while the last one is judged: two cores, one file."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
_END = object()


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same items in the same order, each begun in a thread of its own while the one before is used.

    What the iterator raises is raised here, in its place.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="read-ahead") as worker:
        coming = worker.submit(next, items, _END)
        while True:
            item = coming.result()
            if item is _END:
                return
            coming = worker.submit(next, items, _END)
            yield item  # type: ignore[misc]
