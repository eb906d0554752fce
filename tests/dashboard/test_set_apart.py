"""What a server keeps for good is set apart once, not at every run: only then does a run cost little."""

import gc
import sys
from types import ModuleType

import pytest

from dashboard.set_apart import set_lasting_memory_apart


def load(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What a run does that draws a page for the first time."""
    monkeypatch.setitem(sys.modules, name, ModuleType(name))


def test_memory_is_set_apart_after_a_run_that_loaded_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    set_lasting_memory_apart()
    kept = [[number] for number in range(5000)]
    load(monkeypatch, "a_page_drawn_for_the_first_time")
    before = gc.get_freeze_count()
    set_lasting_memory_apart()
    assert gc.get_freeze_count() >= before + len(kept)


def test_what_a_later_run_makes_stays_where_refuse_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    load(monkeypatch, "another_page_drawn_for_the_first_time")
    set_lasting_memory_apart()
    before = gc.get_freeze_count()
    made = [[number] for number in range(5000)]
    set_lasting_memory_apart()
    assert gc.get_freeze_count() <= before
    assert sum(1 for each in gc.get_objects() if each is made) == 1
