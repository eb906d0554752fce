"""The programme against its comparison areas as a picture: a point and its interval a territory, 100 = as there.

No run draws it yet; it stands here with the words of its own data as `alt`, and takes its figures as published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from dashboard.language import count, t
from dashboard.markup import Markup, el, joined
from dashboard.masthead import synthetic_words
from schemas.design_tokens import AUTO_STYLE, FONT_STACK, PICTURE_TYPE, TONES, Tone

WIDTH, LEFT, RIGHT, TOP, STEP = 340, 14, 326, 22, 44
"""Units of the picture's box; a row holds the name and below it the point."""
TICKS = (25, 50, 100, 200, 400)
SIZE = PICTURE_TYPE["label"]
GENERATED_ROOM = 24


@dataclass(frozen=True)
class Drawn:
    """One territory's row.

    Attributes:
        name: of the territory.
        ratio: of rate ratios; None where nothing is compared.
        low: of its interval.
        high: of its interval.
        tone: of the point.
    """

    name: str
    ratio: float | None
    low: float | None
    high: float | None
    tone: Tone


def in_a_hundred(ratio: float | None) -> str:
    """A ratio of 0.55 is «55»."""
    return "–" if ratio is None else count(int(ratio * 100 + 0.5))


def area_alt(name: str, rows: Sequence[Drawn], synthetic: bool) -> str:
    """What the picture shows, in words."""
    told = [
        t("{territory}: {here} (entre {low} y {high})", territory=row.name, here=in_a_hundred(row.ratio),
          low=in_a_hundred(row.low), high=in_a_hundred(row.high))
        if row.ratio is not None else t("{territory}: no se compara", territory=row.name)
        for row in rows
    ]  # fmt: skip
    first = t("{title}, por cada 100 que indicaría el cambio de las zonas de comparación.", title=name)
    last = f" {synthetic_words().capitalize()}." if synthetic else ""
    return f"{first} {'; '.join(told)}.{last}"


def area_picture(rows: Sequence[Drawn], alt: str, synthetic: bool) -> str:
    """SVG text that stands by itself: names above their points, a line at 100, ticks below."""
    end = TOP + STEP * len(rows)
    height = end + 22 + (GENERATED_ROOM if synthetic else 0)
    body = [*_axis(end), *(part for number, row in enumerate(rows) for part in _row(row, TOP + STEP * number))]
    if synthetic:
        body += _generated(end + 24)
    style = el("style", AUTO_STYLE.removeprefix("<style>").removesuffix("</style>"))
    return el(
        "svg", style, *body, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {height}", width=WIDTH,
        height=height, role="img", aria_label=alt, font_family=FONT_STACK, fill="currentColor",
    )  # fmt: skip


def _at(hundred: float) -> float:
    """Where a value stands: equal ratios are equal lengths, and what lies beyond the ends stands at them."""
    share = log(min(max(hundred, TICKS[0]), TICKS[-1]) / TICKS[0]) / log(TICKS[-1] / TICKS[0])
    return round(LEFT + share * (RIGHT - LEFT), 1)


def _axis(end: float) -> list[Markup]:
    parts = [
        _text(LEFT, 12, t("← menos"), "start"),
        _text(_at(100), 12, t("como en esas zonas"), "middle"),
        _text(RIGHT, 12, t("más →"), "end"),
    ]
    for tick in TICKS:
        opacity, dashes = ("0.7", None) if tick == 100 else ("0.15", "2 3")
        parts.append(el("line", x1=_at(tick), x2=_at(tick), y1=TOP - 4, y2=end, stroke="currentColor",
                        stroke_opacity=opacity, stroke_dasharray=dashes))  # fmt: skip
        parts.append(_text(_at(tick), end + 14, count(tick), "middle"))
    return parts


def _row(row: Drawn, y: float) -> list[Markup]:
    name = _text(LEFT, y + 15, row.name, "start", muted=False)
    if row.ratio is None or row.low is None or row.high is None:
        return [name, _text(LEFT, y + 32, t("no se compara"), "start")]
    colour, middle = TONES[row.tone].mark, y + 29
    interval = el("line", x1=_at(row.low * 100), x2=_at(row.high * 100), y1=middle, y2=middle, stroke=colour,
                  stroke_width="3", stroke_opacity="0.55", stroke_linecap="round")  # fmt: skip
    clear = row.tone != "unclear"
    point = el("circle", cx=_at(row.ratio * 100), cy=middle, r="5", stroke=colour, stroke_width="2",
               fill=colour if clear else "none")  # fmt: skip
    figure = _text(RIGHT, y + 15, in_a_hundred(row.ratio), "end", muted=False)
    return [name, interval, point, figure]


def _generated(y: float) -> list[Markup]:
    words = synthetic_words()
    frame = el("rect", x="0.5", y=y - 4, width=len(words) * 7 + 12, height="18", rx="3", fill="none",
               stroke="currentColor", stroke_opacity="0.6", stroke_dasharray="3 2")  # fmt: skip
    return [joined(frame, _text(6, y + 9, words, "start", muted=False))]


def _text(x: float, y: float, words: str, anchor: str, muted: bool = True) -> Markup:
    return el("text", words, x=x, y=y, font_size=SIZE, text_anchor=anchor, fill_opacity="0.78" if muted else None)
