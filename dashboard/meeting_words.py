"""What the screens of a meeting have in common: the subject with its article, counts, windows, the verdict's mark."""

from dashboard import questions
from dashboard.calendar_words import span
from dashboard.language import count, t, tn
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import direction_words, polarity, tone_class, verdict_words
from schemas.sentence_parts import parted


def subject(indicator: Row, language: str) -> str:
    """What is counted, as it stands in a sentence: «las denuncias de violencia intrafamiliar»."""
    return str(indicator["ficha"].get("subject", {}).get(language) or indicator[f"name_{language}"])


def headline(edition: Edition, indicator: Row, territory: str) -> Row | None:
    """The comparison that leads; None where nobody sends the indicator."""
    row = questions.headlines(edition).get((indicator["indicator"], territory))
    return None if row is None or row["reason"] == "no_feed" else row


def sentence_and_note(row: Row, indicator: Row, language: str) -> tuple[str, str]:
    """The sentence, and apart from it the permanent note."""
    return parted(row[f"sentence_{language}"], indicator[f"note_{language}"])


def windows(edition: Edition) -> Markup | None:
    """Before and now, in months."""
    evaluation = questions.evaluation(edition)
    if evaluation is None:
        return None
    before = span(evaluation["baseline_from"], evaluation["baseline_to"])
    now = span(evaluation["current_from"], evaluation["current_to"])
    return el("dl", el("dt", t("Antes")), el("dd", before), el("dt", t("Ahora")), el("dd", now), class_="sm-meet-pairs")


def verdict_line(row: Row, indicator: Row, language: str) -> Markup:
    """Shape, word and colour, as large as the screen bears."""
    direction = direction_words(row["verdict"], indicator)
    return el(
        "p",
        verdict_mark(row["verdict"], polarity(indicator)),
        el("span", verdict_words(row["verdict"], indicator, language)),
        el("span", direction, class_="sm-meet-aside") if direction else None,
        class_=f"sm-meet-verdict {tone_class(row['verdict'], indicator)}",
    )


def counts_line(row: Row) -> Markup | None:
    """«496 → 390 casos en los mismos 9 meses»; nothing where the two may not stand side by side."""
    before, now, months = row["baseline_count"], row["current_count"], row["months_matched"]
    if before is None or now is None or row["verdict"] in ("insufficient", "not_comparable", "withheld"):
        return None
    rest = tn("antes y ahora, en el mismo mes", "antes y ahora, en los mismos {number} meses", months)
    arrow = el("span", "→", class_="sm-arrow", aria_label=t("y ahora"), role="img")
    return el("p", el("b", count(before)), arrow, el("b", count(now)), " ", el("span", rest), class_="sm-meet-counts")
