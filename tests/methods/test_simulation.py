"""The simulation's claims on fewer boards, and that it sees a rule that marks too much."""

import numpy as np
import pytest

from bench import simulation


@pytest.mark.parametrize(("phi", "boards_bound"), [(1.0, 0.15), (2.5, 0.22)])
def test_where_nothing_changes_little_is_marked(phi: float, boards_bound: float) -> None:
    marked = simulation.simulate(2.0, phi, boards=400)
    assert marked.cells <= 0.05
    assert marked.boards <= boards_bound
    assert marked.cells < marked.cells_alone


def test_true_halvings_are_found_where_they_are() -> None:
    marked = simulation.simulate(5.0, 1.0, halved=5, boards=200)
    assert marked.fall[:, :5].mean() >= 0.5
    assert marked.fall[:, 5:].mean() < 0.05
    assert marked.rise[:, :5].mean() < 0.01
    assert marked.fall_alone[:, :5].mean() >= 0.7


def test_without_dispersion_the_rule_would_mark_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "_dispersion", lambda before, now: np.ones(before.shape[:2]))  # noqa: ARG005
    marked = simulation.simulate(2.0, 2.5, boards=200)
    assert marked.cells > 0.05
    assert marked.boards > 0.22


def test_the_counts_have_the_dispersion_that_they_say() -> None:
    dice = np.random.default_rng(1)
    for phi in (1.0, 2.5):
        made = simulation._counts(dice, np.full(100_000, 4.0), phi)
        assert made.var() / made.mean() == pytest.approx(phi, rel=0.03)
