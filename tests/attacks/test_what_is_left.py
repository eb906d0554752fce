"""A control that withholds everything is safe and useless: how much the demonstration still says."""

from typing import Any

import polars as pl

from tests.attacks.worlds import World

AT_LEAST = 0.5


def test_at_least_half_of_the_cells_keep_their_verdict(demonstration: tuple[World, dict[str, Any]]) -> None:
    public = demonstration[0].controlled[-1]
    inside = public.tables["territory"].filter(role="intervention")["territory"]
    open_ = [name for name, secret in public.sensitive.items() if not secret]
    cells = public.compared().filter(pl.col("territory").is_in(inside.to_list()), pl.col("indicator").is_in(open_))
    share = cells.filter(pl.col("verdict") != "withheld").height / cells.height
    print(f"{share:.0%} of {cells.height} cells that are not of family violence keep their verdict")  # noqa: T201
    assert share >= AT_LEAST
