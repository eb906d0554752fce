"""Programmes to attack: made at random or by hand, run and released, and the same with the control switched off."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from typer.testing import CliRunner

from etl.cli import app
from etl.demo import generate
from etl.home import Home
from etl.run import run
from schemas.load import load_programme
from tests.attacks.evidence import PublicFolder
from tests.attacks.truth import Truth, truth_of
from tests.disclosure.board import BARRIOS, MONTHS, Board, Counts, even
from tests.disclosure.uncontrolled import write_uncontrolled
from tests.small_programme import silent

PARAGUAY = Path(__file__).parents[2] / "data" / "programmes" / "paraguay"
SEED = 20180701
NOW = datetime(2020, 7, 25, 12, tzinfo=UTC)

LEVELS = ((14.0, 9.0), (5.0, 3.0), (1.2, 0.5))
"""Cases a month of robbery and of family violence: many, some, few."""
STRIKE = """
UPDATE indicator_value SET value = NULL, status = 'suppressed', zero_confirmed = NULL FROM indicator i
WHERE indicator_value.indicator = i.indicator AND i.grain <> 'activity' AND period = 'month'
  AND indicator_value.institution = i.lead AND (i.sensitive OR (value > 0 AND value < 5));
UPDATE baseline SET value = NULL FROM indicator i
WHERE baseline.indicator = i.indicator AND i.grain <> 'activity' AND NOT i.sensitive AND value > 0 AND value < 5;
UPDATE comparison SET verdict = 'withheld' FROM indicator i WHERE comparison.indicator = i.indicator
  AND basis = 'lead' AND least(baseline_count, current_count) < CASE WHEN i.sensitive THEN 10 ELSE 5 END;
UPDATE comparison SET baseline_count = NULL FROM indicator i WHERE comparison.indicator = i.indicator
  AND basis = 'lead' AND baseline_count < CASE WHEN i.sensitive THEN 10 ELSE 5 END;
UPDATE comparison SET current_count = NULL FROM indicator i WHERE comparison.indicator = i.indicator
  AND basis = 'lead' AND current_count < CASE WHEN i.sensitive THEN 10 ELSE 5 END;
"""
"""What somebody might take for protection: small counts, and months of family violence in the series, struck out."""
QUARTERS = """
INSERT INTO indicator_value (indicator, territory, institution, month, value, status, period)
SELECT indicator, territory, institution, date_trunc('quarter', month), sum(value), 'reported', 'quarter'
FROM indicator_value JOIN indicator USING (indicator) WHERE status IN ('reported', 'zero') AND grain <> 'activity'
GROUP BY ALL HAVING count(*) = 3
"""


@dataclass(frozen=True)
class World:
    """Released editions of one programme, and what is true of them.

    Attributes:
        home: where they stand.
        numbers: of the editions that were released, oldest first.
        scratch: a folder for editions without control.
    """

    home: Home
    numbers: Sequence[int]
    scratch: Path

    def _internal(self, number: int) -> Path:
        return self.home.editions / str(number) / "internal.duckdb"

    @cached_property
    def controlled(self) -> list[PublicFolder]:
        """What the public has: the folders, with the files that tell of editions."""
        folders = []
        for number in self.numbers:
            folder = shutil.copytree(self.home.editions / str(number) / "public", self.scratch / f"public-{number}")
            for name in ("public_history.json", "notices.json"):
                if (self.home.root / "published" / name).exists():
                    shutil.copy(self.home.root / "published" / name, folder / name)
            folders.append(PublicFolder(folder))
        return folders

    @cached_property
    def bare(self) -> list[PublicFolder]:
        """The same editions without any control."""
        files = {number: self.scratch / f"bare-{number}" / "public.duckdb" for number in self.numbers}
        return [PublicFolder(write_uncontrolled(self._internal(number), file).parent) for number, file in files.items()]

    @cached_property
    def struck(self) -> list[PublicFolder]:
        """The same editions with the control switched off and the small counts struck out, nothing else."""
        folders = []
        for public in self.bare:
            folder = shutil.copytree(public.folder, self.scratch / f"struck-{public.folder.name}")
            with duckdb.connect(str(folder / "public.duckdb")) as connection:
                connection.execute(QUARTERS)
                connection.execute(STRIKE)
            folders.append(PublicFolder(folder))
        return folders

    @cached_property
    def truth(self) -> Truth:
        """What only the office knows."""
        return truth_of([self._internal(number) for number in self.numbers])


def freeze(home: Home, programme: Path) -> None:
    """Freeze the baseline."""
    words = ["baseline", "freeze", "--reason", "acta 1", "--programme", str(programme), "--home", str(home.root)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output


def random_counts(seed: int) -> Counts:
    """Counts at random: in each territory other levels, in every third month more or fewer than usual."""
    dice = np.random.default_rng(seed)
    order = dice.permutation(len(LEVELS))
    counts: Counts = {}
    for place, level in zip(BARRIOS, order, strict=True):
        for indicator, mean in zip(("robo", "vif"), LEVELS[level], strict=True):
            drop = dice.choice([1.0, 0.35])
            for month in MONTHS:
                counts[indicator, place, month] = int(dice.poisson(mean * (drop if month.year == 2019 else 1.0)))
    return counts


def prosecutors(board: Board, seed: int) -> None:
    """A second institution that counts family violence."""
    dice = np.random.default_rng(seed + 1000)
    rows = [f"{month:%Y-%m};{barrio};{dice.poisson(3)}" for barrio in BARRIOS.values() for month in MONTHS]
    board.programme.send("fiscalia_2018_ext20200315.csv", "\r\n".join(["MES;BARRIO;CANTIDAD", *rows]) + "\r\n")


def demonstration_world(root: Path) -> tuple[World, dict[str, Any]]:
    """The demonstration edition, made as a run makes it, and what its generator put into the files as sent."""
    manifest = generate(PARAGUAY, root / "feeds", seed=SEED)
    home = Home(root / "home")
    result = run(load_programme(PARAGUAY), root / "feeds", home, now=NOW, progress=silent)
    assert result.edition is not None
    return World(home, (result.edition,), root), json.loads(manifest.read_text(encoding="utf-8"))


def random_world(seed: int, root: Path) -> World:
    """Two released editions: the first with fewer months, the second with a frozen baseline and late cases."""
    dice, counts = np.random.default_rng(seed + 2000), random_counts(seed)
    (root / "board").mkdir(parents=True)
    board = Board(root / "board")
    prosecutors(board, seed)
    first = board.edition(counts, months=22)
    assert board.release() == []
    freeze(board.programme.home, board.programme.directory)
    late = {key: count + int(dice.poisson(1.0)) for key, count in counts.items() if key[2] >= date(2019, 5, 1)}
    second = board.edition(counts | late)
    assert board.release() == []
    return World(board.programme.home, (first, second), root)


def chosen_counts() -> Counts:
    """Counts for every attack: one small month, a small window, few cases, a fall to nothing."""
    counts = even(robo=12, vif=6)
    for month in MONTHS:
        swing = (-5, 4, -2, 7, 0, -4)[month.month % 6]
        counts["robo", "centro", month] = 12 + swing
        counts["vif", "sur", month] = (12, 2)[(month.month - 1) // 3 % 2]
        counts["vif", "norte", month] = int(month in (date(2018, 2, 1), date(2018, 7, 1), date(2019, 5, 1)))
        if month.year == 2019:
            counts["robo", "norte", month] = int(month.month in (1, 4, 9))
            counts["robo", "sur", month] = 2 * int(month.month in (2, 6))
    counts["robo", "centro", date(2018, 10, 1)] = 3
    return counts


SCENARIOS = 'scenarios = ["headline", "whole", "apart", "baseline_back", "baseline_forward"]\n'


def chosen_world(root: Path) -> World:
    """Two released editions of the chosen counts, the first without the last two months."""
    (root / "board").mkdir(parents=True)
    board = Board(root / "board")
    board.programme.change("programme.toml", "first_month", SCENARIOS + "first_month")
    prosecutors(board, 7)
    numbers = []
    for months in (22, 24):
        numbers.append(board.edition(chosen_counts(), months=months))
        assert board.release() == []
    return World(board.programme.home, numbers, root)
