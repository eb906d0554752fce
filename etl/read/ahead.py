"""Makes the next items of an iterator while the last one is used: two cores, one file."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
_END = object()


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same items in the same order, the next one made in a thread of its own while one is used.

    Only one: more would keep more of a large file in memory.

    What the iterator raises is raised here, in its place.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead") as worker:
        coming = worker.submit(next, items, _END)
        while (item := coming.result()) is not _END:
            coming = worker.submit(next, items, _END)
            yield item  # type: ignore[misc]


def in_turn(make: Callable[[Item], Made], items: Iterable[Item], workers: int) -> Iterator[Made]:
    """What `make` gives for each item, in the order of the items, `workers` of them made at a time.

    What an item or its making raises is raised here, in its place: after all that came before it.
    """
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="in-turn") as pool:
        coming: deque[Future[Made]] = deque()
        broken: Exception | None = None
        source = iter(items)
        while broken is None:
            try:
                coming.append(pool.submit(make, next(source)))
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001  (raised below, once its turn has come)
                broken = error
            if len(coming) > workers:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
        if broken is not None:
            raise broken
