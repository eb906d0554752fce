"""One sentence for who has one minute: how many comparisons changed clearly, how many cannot be said, and why."""

from collections import Counter
from collections.abc import Sequence

from dashboard import questions
from dashboard.language import count, t, tn
from dashboard.overview_words import compared, ours, reason_counted
from dashboard.store import Edition, Row, once_per_edition
from dashboard.verdict_words import polarity
from schemas.design_tokens import tone

CLEAR = ("decreased", "increased")
UNSAID = ("insufficient", "not_comparable", "withheld")


@once_per_edition
def summary_words(edition: Edition) -> str:
    """The sentence, counted from the published headline comparisons of the programme's territories."""
    rows = _cells(edition)
    if not rows:
        return t("Esta edición no compara nada todavía.")
    clear = [indicator for indicator, row in rows if row["verdict"] in CLEAR]
    still = sum(row["verdict"] == "no_clear_change" for _, row in rows)
    unsaid = [row for _, row in rows if row["verdict"] in UNSAID]
    return " ".join((_changed_words(rows, clear), _still_words(still), _unsaid_words(unsaid)))


def _cells(edition: Edition) -> list[tuple[Row, Row]]:
    """Indicator and headline of each cell that has a verdict."""
    headlines = questions.headlines(edition)
    pairs = [
        (indicator, headlines.get((indicator["indicator"], territory["territory"])))
        for territory in ours(edition)
        for indicator in compared(edition)
    ]
    return [(indicator, row) for indicator, row in pairs if row and row["verdict"]]


def _changed_words(rows: Sequence[object], clear: Sequence[Row]) -> str:
    total = tn("De {number} comparación", "De {number} comparaciones", len(rows))
    changed = tn("{number} cambió con claridad", "{number} cambiaron con claridad", len(clear))
    return f"{total}, {changed}."


def _still_words(still: int) -> str:
    return tn("En {number} no hay cambio claro.", "En {number} no hay cambio claro.", still)


def _unsaid_words(rows: Sequence[Row]) -> str:
    if not rows:
        return t("De todas se puede decir algo.")
    reasons = Counter(row["reason"] for row in rows)
    why = ", ".join(reason_counted(reason, number) for reason, number in reasons.most_common())
    return tn("De {number} no se puede decir nada: {why}.", "De {number} no se puede decir nada: {why}.",
              len(rows), why=why)  # fmt: skip


@once_per_edition
def direction_summary(edition: Edition) -> str:
    """What the clear changes mean: in the direction sought, contrary, or where no direction is better."""
    tones = Counter(tone(row["verdict"], polarity(indicator)) for indicator, row in _cells(edition))
    if not sum(tones[each] for each in ("sought", "contrary", "changed")):
        return ""
    return t(
        "Cambios claros: {sought} en la dirección buscada, {contrary} en la contraria y {changed} donde no hay una "
        "dirección mejor.",
        sought=count(tones["sought"]), contrary=count(tones["contrary"]), changed=count(tones["changed"]),
    )  # fmt: skip
