"""One territory's answers: for each indicator what may be said, the counts, the picture, and where it comes from."""

from dashboard import questions
from dashboard.activities import activity_answer
from dashboard.calendar_words import month_year
from dashboard.language import count, t, tn
from dashboard.markup import Markup, el, joined
from dashboard.no_feed import nobody_sends
from dashboard.store import Edition, Row, once_per_edition
from dashboard.svg_image import svg_image
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import direction_words, polarity, title, tone_class, verdict_words

PICTURE = "before_now"
UNSAID = ("insufficient", "not_comparable", "withheld")


@once_per_edition
def answers(edition: Edition, territory_id: str, language: str) -> str:
    """All indicators of a territory in the order of their letters."""
    territory = next(row for row in questions.territories(edition) if row["territory"] == territory_id)
    cards = [_answer(edition, indicator, territory, language) for indicator in questions.indicators(edition)]
    return el("section", *cards, _key_words(), class_="sm sm-answers", aria_label=t("Indicadores"))


def _answer(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    if indicator["grain"] == "activity":
        said = activity_answer(edition, indicator, territory)
    else:
        said = _comparison_answer(edition, indicator, territory["territory"], language)
    heading = _heading(edition, indicator, territory, language)
    return el("article", heading, said, class_="sm-answer", data_indicator=indicator["indicator"])


def _heading(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    suppliers = questions.suppliers(edition).get((indicator["indicator"], territory["territory"]), [])
    return el(
        "div",
        el("h2", el("span", indicator["letter"], class_="sm-letter"), " ", title(indicator, language)),
        *_sources(suppliers, indicator["lead"]),
        _ficha(indicator, language),
        class_="sm-what",
    )


def _sources(suppliers: list[Row], lead: str | None) -> list[Markup]:
    """Who registers the headline's series and up to when, and who else is shown beside it."""
    first = next((row for row in suppliers if row["institution"] == lead), None)
    if first is None:
        return []
    until = first["last_month"]
    upto = t("datos hasta {month}", month=month_year(until)) if until else t("todavía no envió datos")
    lines = [el("p", _name(first), " · ", upto, class_="sm-source")]
    others = [_name(row) for row in suppliers if row["institution"] != lead]
    if others:
        lines.append(el("p", t("Al lado, sin sumarse: {names}", names=", ".join(others)), class_="sm-source"))
    return lines


def _name(supplier: Row) -> str:
    return str(supplier["name"] or supplier["institution"])


def _ficha(indicator: Row, language: str) -> Markup:
    """What exactly is counted, one step further."""
    return el(
        "details",
        el("summary", t("Qué se cuenta")),
        el("p", indicator[f"name_{language}"], class_="sm-official"),
        el("p", indicator["definition"] if language == "es" else indicator[f"definition_{language}"]),
    )


def _comparison_answer(edition: Edition, indicator: Row, territory: str, language: str) -> Markup:
    row = questions.headlines(edition).get((indicator["indicator"], territory))
    if row is None or row["reason"] == "no_feed":
        return nobody_sends()
    picture = questions.pictures(edition, PICTURE, territory, language).get(indicator["indicator"])
    return joined(_said(row, indicator, language), el("figure", _drawn(picture), class_="sm-picture"))


def _drawn(picture: Row | None) -> Markup:
    if picture is None:
        return el("p", t("La figura todavía no está en esta edición."), class_="sm-source")
    return svg_image(picture["svg"], picture["alt"])


def _said(row: Row, indicator: Row, language: str) -> Markup:
    sentence, note = _parted(row[f"sentence_{language}"], indicator[f"note_{language}"])
    return el(
        "div",
        _verdict(row, indicator, language),
        _counts(row, indicator),
        el("p", sentence) if sentence else None,
        el("p", note, class_="sm-note") if note else None,
        class_="sm-said",
    )


def _verdict(row: Row, indicator: Row, language: str) -> Markup:
    direction = direction_words(row["verdict"], indicator)
    return el(
        "p",
        verdict_mark(row["verdict"], polarity(indicator)),
        el("span", verdict_words(row["verdict"], indicator, language)),
        el("span", direction, class_="sm-direction") if direction else None,
        class_=f"sm-verdict {tone_class(row['verdict'], indicator)}",
    )


def _counts(row: Row, indicator: Row) -> Markup | None:
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
    arrow = el("span", "→", class_="sm-arrow", aria_label=t("y ahora"))
    return el("p", el("b", count(before)), arrow, el("b", count(now)), " ", el("span", rest), class_="sm-counts")


def _unit(unit: str) -> str:
    return {"case": t("casos"), "victim": t("víctimas"), "complaint": t("denuncias")}.get(unit, t("casos"))


def _parted(sentence: str | None, note: str | None) -> tuple[str, str]:
    """The sentence and the permanent note, which a sentence may bring along as its own end."""
    said, always = sentence or "", note or ""
    if always and _plain(said).endswith(_plain(always)):
        return said[: len(said) - len(always)].rstrip(), always
    return said, always


def _plain(text: str) -> str:
    return text.casefold().replace(":", ".")


def _key_words() -> Markup:
    words = t(
        "En cada figura: el punto gris es antes y el otro, ahora; la línea clara, el intervalo de cada uno; "
        "la franja, lo que puede cambiar sólo por azar."
    )
    return el("p", words, class_="sm-key")
