"""What the map shows of each territory: a verdict, or a rate over inhabitants; a word always, a colour beside it."""

from dataclasses import dataclass

from dashboard import meeting_words, questions
from dashboard.language import count, decimal, t
from dashboard.map_questions import rates
from dashboard.store import Edition, Row, once_per_edition
from dashboard.verdict_words import polarity, verdict_words
from schemas.design_tokens import TONES, tone

VIEWS = ("resultado", "tasa")
STEPS = 4
"""Shades of a rate."""
Pattern = str | None


@dataclass(frozen=True)
class Shown:
    """One territory on the map and in the table beside it.

    Attributes:
        verdict: of the headline; None for a comparison area.
        words: what stands there, in words.
        short: what stands behind the name on the map; empty for a verdict, whose shape stands before it.
        colour: of its area; None leaves it white.
        strength: of the colour, 0 to 1.
        pattern: dots for withheld, hatching for no answer.
    """

    territory: str
    name: str
    role: str
    verdict: str | None
    words: str
    short: str = ""
    colour: str | None = None
    strength: float = 0.0
    pattern: Pattern = None

    @property
    def label(self) -> str:
        """As it stands on the map."""
        return f"{self.name} {self.short}".rstrip()


@once_per_edition
def shown(edition: Edition, indicator_id: str, what: str, language: str) -> list[Shown]:
    """Every territory in the programme's order.

    Args:
        edition: public.
        indicator_id: one that is counted.
        what: of `VIEWS`.
        language: es, gn or en.
    """
    indicator = next(row for row in questions.indicators(edition) if row["indicator"] == indicator_id)
    found = rates(edition, indicator_id) if what == "tasa" else {}
    most = max((row["rate"] for row in found.values()), default=0.0)
    return [
        _rate(edition, indicator, place, found.get(place["territory"]), most, language)
        if what == "tasa" else _verdict(edition, indicator, place, language)
        for place in questions.territories(edition)
    ]  # fmt: skip


def _verdict(edition: Edition, indicator: Row, place: Row, language: str) -> Shown:
    row = meeting_words.headline(edition, indicator, place["territory"])
    who = (place["territory"], place["name"], place["role"])
    if row is None:
        return Shown(*who, "not_comparable", t("Nadie envía este dato"), pattern="missing")
    verdict = row["verdict"]
    if verdict is None:
        return Shown(*who, None, t("Zona de comparación: sin veredicto"))
    words = verdict_words(verdict, indicator, language)
    if verdict == "withheld":
        return Shown(*who, verdict, words, pattern="withheld")
    if verdict in ("insufficient", "not_comparable"):
        return Shown(*who, verdict, words, pattern="missing")
    colour = TONES[tone(verdict, polarity(indicator))].mark
    return Shown(*who, verdict, words, colour=colour, strength=0.18 if verdict == "no_clear_change" else 0.5)


def _rate(edition: Edition, indicator: Row, place: Row, found: Row | None, most: float, language: str) -> Shown:
    bare = _verdict(edition, indicator, place, language)
    who = (place["territory"], place["name"], place["role"], bare.verdict)
    if found is None:
        words = bare.words if bare.pattern else t("No hay población para calcular la tasa")
        return Shown(*who, words, pattern=bare.pattern or "missing")
    figure = decimal(found["rate"])
    words = t("{rate} cada 1.000 habitantes por año", rate=figure)
    if found["estimated"]:
        words = t("{rate} cada 1.000 habitantes por año (población estimada: {people})",
                  rate=figure, people=count(found["population"]))  # fmt: skip
    return Shown(*who, words, figure, TONES["changed"].mark, strength(shade(found["rate"], most)))


def shade(rate: float, most: float) -> int:
    """Which of the equal steps between nothing and the highest rate, from 0."""
    return min(int(rate / most * STEPS), STEPS - 1) if most > 0 else 0


def strength(step: int) -> float:
    """How strong the colour of a step is, 0 to 1."""
    return 0.12 + 0.21 * step
