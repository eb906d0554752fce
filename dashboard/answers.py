"""One indicator of a territory as a card: what may be said, the counts, two dots; what always belongs beside it."""

from dashboard import questions
from dashboard.activities import activity_answer
from dashboard.calendar_words import month_year
from dashboard.language import count, t, tn
from dashboard.markup import Markup, el, joined
from dashboard.no_feed import nobody_sends
from dashboard.store import Edition, Row, once_per_edition
from dashboard.svg_image import svg_image
from dashboard.territory_help import help_beside
from dashboard.territory_questions import registered, smallest_shown
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import direction_words, polarity, title, tone_class, verdict_words
from schemas.sentence_parts import after_counts, parted, through_counts

PICTURE = "two_dots"
UNSAID = ("insufficient", "not_comparable", "withheld")


@once_per_edition
def card(edition: Edition, indicator_id: str, territory_id: str, language: str) -> str:
    """The card of one indicator in one territory."""
    territory = next(row for row in questions.territories(edition) if row["territory"] == territory_id)
    indicator = next(row for row in questions.indicators(edition) if row["indicator"] == indicator_id)
    heading = _heading(edition, indicator, territory_id, language)
    if indicator["grain"] == "activity":
        parts: tuple[Markup, ...] = (activity_answer(edition, indicator, territory),)
    else:
        parts = _comparison(edition, indicator, territory_id, language)
    article = el("article", heading, *parts, class_="sm-answer", data_indicator=indicator_id)
    return el("div", article, class_="sm sm-answers")


def sayable(edition: Edition, indicator: Row, territory: str) -> Row | None:
    """The headline comparison of a cell; None where nobody sends the indicator."""
    row = questions.headlines(edition).get((indicator["indicator"], territory))
    return None if row is None or row["reason"] == "no_feed" else row


def _heading(edition: Edition, indicator: Row, territory: str, language: str) -> Markup:
    """What is counted, and who registers it up to when."""
    source = registered(edition).get((indicator["indicator"], territory))
    return el(
        "div",
        el("h2", el("span", indicator["letter"], class_="sm-letter"), " ", title(indicator, language)),
        el("p", _source_words(source), class_="sm-source") if source else None,
        class_="sm-what",
    )


def _source_words(source: Row) -> str:
    until = source["last_month"]
    upto = t("datos hasta {month}", month=month_year(until)) if until else t("todavía no envió datos")
    return f"{source['name']} · {upto}"


def _comparison(edition: Edition, indicator: Row, territory: str, language: str) -> tuple[Markup, ...]:
    row = sayable(edition, indicator, territory)
    if row is None:
        return (nobody_sends(),)
    picture = questions.pictures(edition, PICTURE, territory, language).get(indicator["indicator"])
    head = el("div", verdict_line(row, indicator, language), counts_line(row, indicator), class_="sm-headline")
    return head, el("figure", drawn(picture), class_="sm-picture"), _rest(edition, row, indicator, language)


def drawn(picture: Row | None, **attributes: object) -> Markup:
    """A ready picture, or that this edition has none."""
    if picture is None:
        return el("p", t("La figura todavía no está en esta edición."), class_="sm-source")
    return svg_image(picture["svg"], picture["alt"], **attributes)


def _rest(edition: Edition, row: Row, indicator: Row, language: str) -> Markup:
    """What the figures do not say, the permanent note in small type, and one fold."""
    sentence, note = parted(row[f"sentence_{language}"], indicator[f"note_{language}"])
    return el(
        "div",
        # where nothing may be compared, the picture itself says why
        el("p", after_the_counts(sentence, row)) if sentence and row["verdict"] not in UNSAID else None,
        _why_withheld(edition, row) if row["verdict"] == "withheld" else None,
        el("p", note, class_="sm-note") if note else None,
        help_beside(edition, language) if indicator["sensitive"] else None,
        _ficha(row, indicator, language),
        class_="sm-said",
    )


def _why_withheld(edition: Edition, row: Row) -> Markup:
    """A reserved figure is neither a zero nor a gap, and the reader is told by which rule it is kept."""
    least = smallest_shown(edition).get((row["indicator"], row["territory"]))
    rule = (
        t("No se muestran números menores de {k} ni los que permitirían calcularlos.", k=count(least)) if least else ""
    )
    words = t("No es cero ni falta de dato: el número es tan chico que mostrarlo podría señalar a una familia.")
    return el("p", f"{words} {rule}".strip(), class_="sm-withheld")


def verdict_line(row: Row, indicator: Row, language: str) -> Markup:
    """Shape, word, colour, and the direction where the indicator has one."""
    direction = direction_words(row["verdict"], indicator)
    return el(
        "p",
        verdict_mark(row["verdict"], polarity(indicator)),
        el("span", verdict_words(row["verdict"], indicator, language)),
        el("span", direction, class_="sm-direction") if direction else None,
        el("span", t("con reservas"), class_="sm-doubt") if row["robust"] is False else None,
        class_=f"sm-verdict {tone_class(row['verdict'], indicator)}",
    )


def counts_line(row: Row, indicator: Row) -> Markup | None:
    """«86 → 38 casos en los mismos 10 meses»; without the arrow where the two may not be compared."""
    before, now, months = row["baseline_count"], row["current_count"], row["months_matched"]
    if before is None or now is None or row["verdict"] in ("not_comparable", "withheld"):
        return None
    unit = _unit(indicator["unit"])
    if row["verdict"] in UNSAID:
        words = tn("{before} antes y {now} ahora, en el único mes que está en los dos períodos",
                   "{before} antes y {now} ahora, en los {number} meses que están en los dos períodos",
                   months, before=count(before), now=count(now))  # fmt: skip
        return el("p", words, class_="sm-source")
    rest = tn("{unit} en el mismo mes", "{unit} en los mismos {number} meses", months, unit=unit)
    arrow = el("span", "→", class_="sm-arrow", aria_label=t("y ahora"), role="img")
    return el("p", el("b", count(before)), arrow, el("b", count(now)), " ", el("span", rest), class_="sm-counts")


def _unit(unit: str) -> str:
    return {"case": t("casos"), "victim": t("víctimas"), "complaint": t("denuncias")}.get(unit, t("casos"))


def _ficha(row: Row, indicator: Row, language: str) -> Markup:
    """What exactly is counted, and the published sentence whole, as it may be quoted."""
    definition = indicator["definition"] if language == "es" else indicator[f"definition_{language}"]
    return el(
        "details",
        el("summary", t("Qué se cuenta, y la oración completa")),
        el("p", indicator[f"name_{language}"], class_="sm-official"),
        el("p", definition),
        el("p", row[f"sentence_{language}"], class_="sm-quoted") if row[f"sentence_{language}"] else None,
    )


def after_the_counts(sentence: str, row: Row) -> str:
    """What follows the sentence of the counts, which stand above it in large type; all of it where they do not."""
    written = _written_counts(row)
    return after_counts(sentence, *written) if written else sentence


def through_the_counts(sentence: str, row: Row) -> str:
    """The sentence up to its counts and how sure they are; all of it where it has none."""
    written = _written_counts(row)
    return through_counts(sentence, *written) if written else sentence


def _written_counts(row: Row) -> tuple[str, str] | None:
    before, now = row["baseline_count"], row["current_count"]
    return None if row["verdict"] in UNSAID or before is None or now is None else (count(before), count(now))


def key_words() -> Markup:
    """What the dots and the lines between them mean, once under all cards."""
    words = t(
        "En cada figura: el punto gris es antes; el otro, ahora. Línea llena: el cambio es claro. Línea de puntos: "
        "puede ser azar."
    )
    return joined(el("p", words, class_="sm sm-key"))
