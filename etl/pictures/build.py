"""All pictures of an edition: made once, in every language, ready to show."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from etl.pictures.before_now import before_now
from etl.pictures.series import series
from etl.pictures.svg import Picture
from schemas.programme import Evaluation, Indicator, Shock
from schemas.words import LANGUAGES

Rows = list[dict[str, Any]]
Key = tuple[str, str]
SCHEMA = {"picture": pl.String, "language": pl.String, "svg": pl.String, "alt": pl.String}


def build_pictures(
    comparison: pl.DataFrame,
    values: pl.DataFrame,
    *,
    indicators: Sequence[Indicator],
    territory_names: Mapping[str, str],
    institution_names: Mapping[str, str],
    evaluation: Evaluation,
    shocks: Sequence[Shock],
    synthetic: bool,
    signals: pl.DataFrame | None = None,
    languages: Sequence[str] = LANGUAGES,
) -> pl.DataFrame:
    """The rows of table `picture`: the headline of the lead institutions.

    Args:
        comparison: table `comparison`; only scenario `headline` and basis `lead` are drawn.
        values: table `indicator_value`; only the lead institution's months are drawn.
        indicators: the fichas.
        territory_names: by id; territories that are not in it get no picture.
        institution_names: by id.
        evaluation: the one that leads; rows of `comparison` of others are not drawn.
        shocks: of the programme.
        synthetic: the data were generated.
        signals: table `signal`, for the limits of the wide series.
        languages: of the programme.

    Returns:
        Columns picture, language, svg, alt, ordered by picture and language. The pictures of an indicator in a
        territory are `before_now/<indicator>/<territory>` (with intervals), `two_dots/...` (counts alone),
        `series/...` (320 wide) and `series_wide/...` (680 wide).
    """
    fichas = {indicator.id: indicator for indicator in indicators}
    leads = {indicator.id: indicator.lead for indicator in indicators}
    monthly = _by_cell(values.filter(pl.col("institution") == pl.col("indicator").replace_strict(leads, default=None)))
    runs = {} if signals is None else _by_cell(signals)
    found: list[tuple[str, str, str, str]] = []
    for row in _headlines(comparison, evaluation).iter_rows(named=True):
        key = (row["indicator"], row["territory"])
        if key[1] not in territory_names:
            continue
        names = (territory_names[key[1]], institution_names.get(row["institution"] or "", ""))
        drawings = _Drawings(fichas[key[0]], evaluation, shocks, synthetic, *names)
        for language in languages:
            for kind, picture in drawings.of(row, monthly.get(key, []), runs.get(key, []), language):
                found.append((f"{kind}/{key[0]}/{key[1]}", language, picture.svg, picture.alt))
    return pl.DataFrame(found, schema=SCHEMA, orient="row").sort("picture", "language")


class _Drawings:
    """The pictures of one indicator in one territory."""

    def __init__(
        self,
        indicator: Indicator,
        evaluation: Evaluation,
        shocks: Sequence[Shock],
        synthetic: bool,
        territory: str,
        institution: str,
    ) -> None:
        self.indicator = indicator
        self.evaluation = evaluation
        self.shocks = shocks
        self.synthetic = synthetic
        self.territory = territory
        self.institution = institution

    def of(self, row: Mapping[str, Any], months: Rows, run: Rows, language: str) -> Iterator[tuple[str, Picture]]:
        """Kind and picture, in one language."""
        yield "before_now", self._before_now(row, language, detail=True)
        yield "two_dots", self._before_now(row, language, detail=False)
        if months:
            yield "series", self._series(months, [], language, wide=False)
            yield "series_wide", self._series(months, run, language, wide=True)

    def _before_now(self, row: Mapping[str, Any], language: str, *, detail: bool) -> Picture:
        names = {"institution_name": self.institution, "territory_name": self.territory}
        return before_now(row, self.indicator, language, self.synthetic, **names, detail=detail)

    def _series(self, months: Rows, run: Rows, language: str, *, wide: bool) -> Picture:
        return series(
            months,
            self.indicator,
            self.evaluation,
            self.shocks,
            language,
            self.synthetic,
            self.institution,
            territory_name=self.territory,
            signals=run,
            wide=wide,
        )


def _headlines(comparison: pl.DataFrame, evaluation: Evaluation) -> pl.DataFrame:
    return comparison.filter(scenario="headline", basis="lead", evaluation=evaluation.id)


def _by_cell(frame: pl.DataFrame) -> dict[Key, Rows]:
    cells: dict[Key, Rows] = {}
    for row in frame.iter_rows(named=True):
        cells.setdefault((row["indicator"], row["territory"]), []).append(row)
    return cells
