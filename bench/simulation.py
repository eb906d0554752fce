"""How often the rule marks a change where there is none, and finds one where there is: seeded, independent months.

The methods of the comparison, not a copy of them: `etl.methods` from the monthly counts to the verdicts, on ten months
against the same ten months, as in the headline of the commitment's windows.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.methods.dispersion import dispersion, pearson
from etl.methods.family import q_values, smallest_p
from etl.methods.rate_ratio import rate_ratio
from etl.methods.verdict import judge, untestable_reason
from schemas.programme import MethodParameters

SEED = 20200615
BOARDS, CELLS = 2000, 25
LEVELS = (0.5, 1.0, 2.0, 5.0, 10.0)
DISPERSIONS = (1.0, 1.5, 2.5)
BASELINE_DAYS = np.array([31, 31, 30, 31, 30, 31, 31, 28, 31, 30], dtype=float)
CURRENT_DAYS = np.array([31, 31, 30, 31, 30, 31, 31, 29, 31, 30], dtype=float)
RULES = MethodParameters()
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Marked:
    """Board x cell: marked as a fall or as a rise, tested alone and in the family of the board."""

    fall_alone: Marks
    rise_alone: Marks
    fall: Marks
    rise: Marks

    @property
    def cells_alone(self) -> float:
        """Share of cells marked when each is tested alone (q = p)."""
        return float((self.fall_alone | self.rise_alone).mean())

    @property
    def cells(self) -> float:
        """Share of cells marked on their boards."""
        return float((self.fall | self.rise).mean())

    @property
    def boards(self) -> float:
        """Share of boards with a mark."""
        return float((self.fall | self.rise).any(axis=1).mean())


def simulate(level: float, phi: float, halved: int = 0, boards: int = BOARDS) -> Marked:
    """Boards of 25 cells at `level` events a month; of each board the first `halved` cells truly fall by half."""
    dice = np.random.default_rng([SEED, int(level * 100), int(phi * 100), halved])
    factor = np.where(np.arange(CELLS) < halved, 0.5, 1.0)[:, None] * np.ones((boards, 1, 1))
    before = _counts(dice, level * BASELINE_DAYS / RULES.mean_month_days * np.ones_like(factor), phi)
    now = _counts(dice, level * CURRENT_DAYS / RULES.mean_month_days * factor, phi)
    x0, x1, days = before.sum(axis=-1), now.sum(axis=-1), (CURRENT_DAYS.sum(), BASELINE_DAYS.sum())
    test = rate_ratio(x1, x0, *days, _dispersion(before, now), RULES.alpha)
    least = smallest_p(x0 + x1, *days)
    # months are enough, nothing broke, and the zeros are true: they count as confirmed
    untestable = untestable_reason(False, True, least, False, RULES.alpha)
    q = np.full(x1.shape, np.nan)
    for board, cells in enumerate(least <= RULES.alpha):
        q[board, cells] = q_values(test.p[board, cells])
    alone, family = (
        judge(untestable, test.ratio, test.p, each, RULES.alpha, RULES.fdr).verdict for each in (test.p, q)
    )
    return Marked(alone == "decreased", alone == "increased", family == "decreased", family == "increased")


def _dispersion(before: npt.NDArray[np.float64], now: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Each cell's own, or with under 12 degrees of freedom that of the board's cells together."""
    parts = pearson(before, BASELINE_DAYS), pearson(now, CURRENT_DAYS)
    x2, df = parts[0].x2 + parts[1].x2, parts[0].df + parts[1].df
    pooled = dispersion(x2.sum(axis=1, keepdims=True), df.sum(axis=1, keepdims=True))
    return np.where(df >= RULES.min_df_dispersion, dispersion(x2, df), pooled)


def _counts(dice: np.random.Generator, mean: npt.NDArray[np.float64], phi: float) -> npt.NDArray[np.float64]:
    """Independent months with variance `phi` times the mean: Poisson, or Poisson of a gamma."""
    if phi == 1:
        return dice.poisson(mean).astype(float)
    return dice.poisson(dice.gamma(mean / (phi - 1), phi - 1)).astype(float)


def table() -> list[tuple[float, float, Marked, Marked]]:
    """Level, dispersion, boards on which nothing changes, boards on which all 25 cells fall by half."""
    return [(lv, phi, simulate(lv, phi), simulate(lv, phi, CELLS)) for lv in LEVELS for phi in DISPERSIONS]


def run() -> list[dict]:
    """The claims, each as the worst figure over the levels (ratio: a share)."""
    quiet = {(level, phi): simulate(level, phi) for level in LEVELS for phi in DISPERSIONS}
    five = simulate(5.0, 1.0, 5)
    alone = simulate(5.0, 1.0, CELLS)
    claims: list[tuple[str, float, float, str, str]] = [
        (f"simulation_cells_phi_{phi}", max(quiet[lv, phi].cells for lv in LEVELS), 0.05, "lower", "cells marked")
        for phi in DISPERSIONS
    ]
    claims += [
        (f"simulation_boards_phi_{phi}", max(quiet[lv, phi].boards for lv in LEVELS), bound, "lower", "boards of 25")
        for phi, bound in ((1.0, 0.15), (2.5, 0.22))
    ]
    found = float(five.fall[:, :5].mean())
    claims += [
        ("simulation_halving_alone", float(alone.fall_alone.mean()), 0.7, "higher", "true halvings found alone"),
        ("simulation_halving_5_of_25", found, 0.5, "higher", "true halvings found, 5 of 25"),
    ]
    return [_entry(*claim) for claim in claims]


def _entry(name: str, share: float, bound: float, better: str, what: str) -> dict:
    detail = f"{what}: {share:.1%}; {BOARDS} boards of {CELLS}, ten months against ten, seed {SEED}"
    return {"name": name, "ratio": share, "bound": bound, "better": better, "detail": detail}


if __name__ == "__main__":
    for entry in run():
        print(entry)
    print("level  phi  alone  cells  boards  |  halving alone")
    for level, phi, nothing, halving in table():
        figures = (nothing.cells_alone, nothing.cells, nothing.boards, halving.fall_alone.mean())
        print(f"{level:5}  {phi:3}  " + "  ".join(f"{figure:6.1%}" for figure in figures))
