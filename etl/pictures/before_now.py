"""The signature picture: before and now, how sure each is, and what chance alone could do."""

from collections.abc import Mapping
from typing import Any

from etl.pictures.alt import before_now_alt
from etl.pictures.before_now_marks import WIDTH, axis, band_mark, legend, marks, row_scale, words
from etl.pictures.before_now_rows import chance_band, count_rows, drawable, rate_rows
from etl.pictures.caption import LINE, SIZE, foot, paragraph
from etl.pictures.measure import wrap
from etl.pictures.svg import EDGE, Picture, document
from etl.pictures.unsaid import unsaid
from etl.words.figures import equal_windows
from etl.words.reasons import reason_sentences
from etl.words.voice import Voice
from schemas.programme import Indicator


def before_now(
    row: Mapping[str, Any],
    indicator: Indicator,
    language: str,
    synthetic: bool,
    institution_name: str,
    *,
    territory_name: str = "",
    detail: bool = True,
) -> Picture:
    """Before and now of one row of `comparison`.

    Args:
        row: by column name.
        indicator: its ficha.
        language: es, gn or en.
        synthetic: the data were generated; the mark says so inside the picture.
        institution_name: who registered; empty for none.
        territory_name: for the alternative text.
        detail: rates per month with intervals and the band of chance; without it two dots and the counts.
    """
    alt = before_now_alt(row, indicator, language, synthetic, institution_name, territory_name, detail)
    body, y = _body(row, indicator, language, detail)
    end, height = foot(y, WIDTH, language, institution_name, synthetic)
    return Picture(document(WIDTH, height, alt, [*body, *end]), alt)


def _body(row: Mapping[str, Any], indicator: Indicator, language: str, detail: bool) -> tuple[list[str], float]:
    if not drawable(row):
        return unsaid(row, indicator, language, WIDTH)
    counts = not detail and equal_windows(row)
    rows = count_rows(row, indicator, language) if counts else rate_rows(row, language, detail)
    band = chance_band(row) if detail else None
    scale = row_scale(rows, band, whole=counts)
    key, y = legend(rows, band, language)
    drawing = [*axis(scale, language), *band_mark(band, scale), *words(rows)]
    return _with_reason([*drawing, *marks(row, rows, indicator.polarity, scale), *key], y, row, indicator, language)


def _with_reason(
    parts: list[str], y: float, row: Mapping[str, Any], indicator: Indicator, language: str
) -> tuple[list[str], float]:
    """The reason why dots that are drawn may not be compared."""
    if row["verdict"] != "insufficient":
        return parts, y
    reason = reason_sentences(row, indicator, Voice(language))[0]
    lines = wrap(reason, SIZE, WIDTH - 2 * EDGE)
    return [*parts, *paragraph(EDGE, y + LINE, lines)], y + LINE * len(lines) + 4
