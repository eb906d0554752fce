"""What is withheld leaves no trace: not in figures, reasons, pictures or completeness; and a zero looks like a nine."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.disclosure.board import MONTHS, Board, Counts, even

BASELINE = [month for month in MONTHS if month < date(2018, 11, 1)]
FIGURES = (
    "baseline_count", "baseline_rate", "baseline_low", "baseline_high", "current_count", "current_rate",
    "current_low", "current_high", "rate_ratio", "ratio_low", "ratio_high", "p_value", "q_value", "dispersion",
    "dispersion_from", "detect_low", "detect_high", "reason", "robust", "fragile",
)  # fmt: skip


def with_baseline(counts: list[int], indicator: str = "vif", territory: str = "norte") -> Counts:
    """Even counts, but for the months of one cell's baseline."""
    return even() | {(indicator, territory, month): count for month, count in zip(BASELINE, counts, strict=True)}


@pytest.fixture(scope="module")
def zero_and_nine(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, pl.DataFrame]]:
    """The public tables of two boards: no case in a window of family violence, and nine."""
    found = []
    for counts in ([0] * 10, [1, 0, 2, 0, 0, 3, 0, 2, 0, 1]):
        board = Board(tmp_path_factory.mktemp("board"))
        number = board.edition(with_baseline(counts))
        size = pl.DataFrame({"bytes": [board.public_file(number).stat().st_size]})
        found.append(board.public(number) | {"size of the file": size})
    return found


def test_a_zero_of_family_violence_cannot_be_told_from_a_small_count(
    zero_and_nine: list[dict[str, pl.DataFrame]],
) -> None:
    zero, nine = zero_and_nine
    assert zero.keys() == nine.keys()
    assert [name for name in zero if not zero[name].equals(nine[name])] == []


def test_a_count_that_may_be_told_is_told(tmp_path: Path) -> None:
    board = Board(tmp_path)
    number = board.edition(with_baseline([1] * 10))
    assert board.headline(number, "vif", "norte")["baseline_count"] == 10


def test_a_withheld_cell_says_nothing_but_that(zero_and_nine: list[dict[str, pl.DataFrame]]) -> None:
    public = zero_and_nine[0]
    row = public["comparison"].filter(indicator="vif", territory="norte").row(0, named=True)
    assert {name for name in FIGURES if row[name] is not None} == set()
    assert row["verdict"] == "withheld"
    assert row["sentence_es"] == (
        "Dato reservado sobre los casos de violencia familiar en Norte, para proteger a las personas."
    )
    series = public["indicator_value"].filter(indicator="vif", territory="norte")
    assert set(series.select("period", "status", "value").rows()) == {("window", "suppressed", None)}
    pictures = public["picture"].filter(pl.col("picture").str.ends_with("/vif/norte"))
    assert set(pictures["language"]) == {"es", "gn", "en"}
    assert all("reservado" in alt.lower() for alt in pictures.filter(language="es")["alt"])
    sections = public["method_section"]
    assert sections.filter(pl.col("indicator") == "vif").is_empty()


def test_no_p_of_a_family_is_told_where_one_of_its_cells_is_withheld(
    zero_and_nine: list[dict[str, pl.DataFrame]],
) -> None:
    family = zero_and_nine[0]["comparison"].filter(pl.col("territory") != "sur")
    assert family.select("p_value", "q_value", "dispersion").null_count().row(0) == (family.height,) * 3
    assert family.filter(indicator="robo", territory="centro")["ratio_low"].null_count() == 0


def test_only_the_headline_of_the_lead_institution_is_public(zero_and_nine: list[dict[str, pl.DataFrame]]) -> None:
    public = zero_and_nine[0]
    assert set(public["comparison"].select("scenario", "basis").rows()) == {("headline", "lead")}
    assert set(public["indicator_value"]["institution"]) == {"policia", "mesas"}
    assert set(public["completeness"]["status"]) <= {"received", "partial", "missing"}
    assert public["completeness"]["delivery"].null_count() == public["completeness"].height
    assert public["edition"]["fingerprint"].to_list() == [None]


def test_a_small_month_moves_the_series_to_quarters_and_a_small_quarter_to_windows(tmp_path: Path) -> None:
    board = Board(tmp_path)
    quarterly = with_baseline([4, *[12] * 9], "robo", "norte")
    number = board.edition(quarterly | {("robo", "centro", month): 1 for month in BASELINE})
    assert [board.form(number, "robo", place) for place in ("sur", "norte", "centro")] == ["month", "quarter", "window"]
    public = board.public(number)
    quarters = public["indicator_value"].filter(indicator="robo", territory="norte")
    assert set(quarters["period"]) == {"quarter"}
    assert quarters["value"].to_list()[:2] == [28, 36]
    assert public["signal"].filter(territory="norte").is_empty()
    assert public["indicator_value"].filter(indicator="robo", territory="centro")["value"].to_list() == [10, 120]
    assert "2018-01" not in " ".join(public["baseline"]["month"].cast(pl.String))
