"""Suits Python to threads that mostly wait for libraries, and to few objects that hold much."""

import gc
import sys

_YIELDS_AFTER = 0.0002
"""Seconds."""
_REFUSE_AFTER = (50_000, 20, 20)
"""Objects more, and how seldom the older ones are looked through."""


def suit_interpreter() -> None:
    """Set both for this process, a command; a server that it starts is a process of its own and keeps the usual way.

    A thread that comes back from a library waits for the one that runs Python to yield: not 5 ms, hundreds of times in
    a run. Refuse is looked for after so many objects more, not after 700: the blocks of a large file are never in a
    cycle, so that nothing large waits to be found (docs/performance.md has the memory with and without).
    """
    sys.setswitchinterval(_YIELDS_AFTER)
    gc.set_threshold(*_REFUSE_AFTER)
