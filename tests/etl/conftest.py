"""One delivery judged as a run judges it, without a warehouse."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from etl.judging.delivery import Judgement, judge_delivery
from etl.judging.sinks import Parts
from etl.locate import Locator
from tests.small_programme import SmallProgramme

Judge = Callable[..., tuple[Judgement, Parts]]
KEY = b"una clave de prueba"


@pytest.fixture
def judge(small_programme: SmallProgramme) -> Judge:
    """`judge(name, content)`: what judging that file comes to; `judge(path)` for a file that is already there."""

    def judged(name: str | Path, content: str | bytes | None = None) -> tuple[Judgement, Parts]:
        path = small_programme.send(str(name), content) if content is not None else Path(name)
        programme = small_programme.load()
        return judge_delivery(path, programme, Locator(programme), KEY)

    return judged


@pytest.fixture
def write_parquet(small_programme: SmallProgramme) -> Callable[..., Path]:
    """`write_parquet(name, COLUMN=[…])`: a Parquet file among the deliveries."""

    def write(name: str, **columns: list[object]) -> Path:
        path = small_programme.feeds / name
        pl.DataFrame(columns).write_parquet(path)
        return path

    return write
