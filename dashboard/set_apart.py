"""What stays in memory as long as the server runs is set apart from what is looked through for refuse.

Streamlit has Python look through the whole memory after every run of a page. Nearly all of it are the modules of the
libraries, which never become refuse: looking through them took most of the time of a run.
"""

import gc
import sys
from functools import lru_cache


def set_lasting_memory_apart() -> None:
    """Last thing of a run; does something only after a run that loaded modules, the first of each page above all."""
    _set_apart(len(sys.modules))


@lru_cache(maxsize=1)
def _set_apart(modules: int) -> None:  # noqa: ARG001  (how many are loaded is what the call is remembered by)
    gc.collect()
    gc.freeze()
