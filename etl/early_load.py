"""Loads a large delivery into the warehouse while its later blocks are still being judged: two cores, one file.

All of it is one transaction, which ends after the delivery stands among the parts. A run that dies before leaves the
warehouse as it was, and the next run loads the delivery from its parts.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from etl.home import Home
from etl.parts import LedgerLine
from etl.warehouse import MEMORY_BESIDE_JUDGING, Warehouse, open_warehouse

_BLOCKS_A_TURN = 4
"""Blocks that are loaded at a time: about half a million rows, enough to fill the warehouse's row groups."""


class EarlyLoad:
    """Takes the blocks of one delivery at a time; a small delivery is left to the ordinary way."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="early-load")
        self._open = ExitStack()
        self._warehouse: Warehouse | None = None
        self._turns: list[Future[None]] = []
        self._name: Callable[[], str] | None = None
        self._delivery = ""
        self._grain = ""
        self._waiting: dict[str, list[Path]] = {}

    def begin(self, name: Callable[[], str], grain: str) -> None:
        """A delivery whose blocks are about to come; `name` gives its id, asked for once there is something to load."""
        self._name, self._grain = name, grain
        self._waiting = {}

    def forget(self) -> None:
        """The blocks that come now are left to the ordinary way."""
        self._name = None
        self._waiting = {}

    def block(self, name: str, path: Path) -> None:
        """One more file of a part of the delivery (`records`, `quarantine`, `findings`)."""
        self._waiting.setdefault(name, []).append(path)
        if self._name is not None and len(self._waiting.get("records", ())) >= _BLOCKS_A_TURN:
            self._send()

    def settle(self, *, acceptable: bool) -> None:
        """No block comes any more; wait for those that are under way, since their files are about to move.

        Args:
            acceptable: false takes out again what went in.
        """
        try:
            if self._turns and acceptable:
                self._send()
            for turn in self._turns:
                turn.exception() if not acceptable else turn.result()  # files of a refused delivery are gone already
        finally:
            if self._turns and not acceptable:
                self._close(commit=None)

    def commit(self, line: LedgerLine) -> None:
        """The delivery stands among the parts: its rows may stand in the warehouse too."""
        if self._turns:
            self._close(commit=line)

    def close(self) -> None:
        """End; a delivery under way is taken out again."""
        try:
            if self._turns:
                self._close(commit=None)
        finally:
            self._worker.shutdown()

    def _send(self) -> None:
        if self._name is None:
            return
        waiting, self._waiting = self._waiting, {}
        self._turns.append(self._worker.submit(self._load, self._name, self._grain, waiting))

    def _load(self, delivery: Callable[[], str], grain: str, waiting: dict[str, list[Path]]) -> None:
        if self._warehouse is None:
            self._delivery = delivery()
            self._warehouse = self._open.enter_context(open_warehouse(self._home, MEMORY_BESIDE_JUDGING))
            self._warehouse.begin(self._delivery)
        for name, paths in waiting.items():
            self._warehouse.add(self._delivery, grain, name, paths)

    def _close(self, *, commit: LedgerLine | None) -> None:
        self._turns.clear()
        self._worker.submit(self._end, commit).result()

    def _end(self, commit: LedgerLine | None) -> None:
        """In the thread that opened the connection."""
        warehouse, self._warehouse = self._warehouse, None
        if warehouse is None:
            return
        with self._open.pop_all():
            if commit is None:
                warehouse.roll_back()
            else:
                warehouse.commit(commit)


@contextmanager
def early_load(home: Home) -> Iterator[EarlyLoad]:
    """An `EarlyLoad` for the deliveries of one run, ended whatever happens."""
    loader = EarlyLoad(home)
    try:
        yield loader
    finally:
        loader.close()
