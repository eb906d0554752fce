"""The screens of care and of talk: what one must know before believing a figure, and room for those who are there."""

from dashboard import meeting_words, questions
from dashboard.calendar_words import span
from dashboard.language import t, tn
from dashboard.markup import Markup, el, joined
from dashboard.programme_questions import help_lines
from dashboard.store import Edition, Row, once_per_edition
from dashboard.verdict_words import title
from schemas.words import months_between

MOST = 4
"""Of what may be said of one figure, as much as a room reads at once."""


def caveats(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    """What to keep in mind, the most weighty first."""
    row = meeting_words.headline(edition, indicator, territory["territory"])
    told = [words for words in _told(edition, indicator, row, language) if words] if row else []
    head = el("h2", t("Antes de creerle al número"))
    return joined(
        el("p", title(indicator, language), class_="sm-meet-over"),
        head,
        el("ul", *(el("li", words) for words in told[:MOST]), class_="sm-meet-list"),
    )


def _told(edition: Edition, indicator: Row, row: Row, language: str) -> list[str | None]:
    note = indicator[f"note_{language}"]
    return [
        str(note) if note else None,
        _months_lacking(row),
        _fragile(row),
        _apart(edition, language),
        _stands_for_another(indicator),
        None if note else t("Cuenta lo que alguien registró. Lo que nadie denunció no está aquí."),
        _area(edition, indicator, row, language),
        t("El número no dice por qué cambió, ni que el programa sea la causa."),
    ]


def _months_lacking(row: Row) -> str | None:
    lacking = row["months_expected"] - row["months_matched"]
    if lacking <= 0:
        return None
    return tn(
        "{number} mes de {expected} no se informó en los dos períodos: no se compara. No es cero.",
        "{number} meses de {expected} no se informaron en los dos períodos: no se comparan. No son cero.",
        lacking, expected=row["months_expected"],
    )  # fmt: skip


def _fragile(row: Row) -> str | None:
    if row["robust"] is not False:
        return None
    words = {
        "source": t("El resultado cambia si se mira otra institución."),
        "window": t("El resultado cambia si se eligen otros meses."),
        "unplaced": t("El resultado cambia según dónde caigan los casos sin lugar."),
    }
    return words.get(str(row["fragile"]), t("El resultado es frágil: cambia con otra fuente o con otros meses."))


def _apart(edition: Edition, language: str) -> str | None:
    """The months of a shock that leave the comparison."""
    evaluation = questions.evaluation(edition)
    if evaluation is None:
        return None
    for shock in questions.shocks(edition):
        months = months_between(shock["starts"].replace(day=1), shock["ends"])
        inside = [month for month in months if evaluation["current_from"] <= month <= evaluation["current_to"]]
        if shock["stands_apart"] and inside:
            return t("{shock}: {months} quedan aparte y no entran en la comparación.",
                     shock=shock[f"name_{language}"], months=span(inside[0], inside[-1]))  # fmt: skip
    return None


def _stands_for_another(indicator: Row) -> str | None:
    if not indicator["proxy"]:
        return None
    return t("Es una señal indirecta: se cuenta lo que se registra, porque el hecho mismo no se puede contar.")


def _area(edition: Edition, indicator: Row, row: Row, language: str) -> str | None:
    """Whether the comparison areas went the same way; only where the edition may say so."""
    found = next(
        (each for each in area_comparisons(edition)
         if each["indicator"] == indicator["indicator"] and each["territory"] == row["territory"]), None,
    )  # fmt: skip
    return str(found[f"sentence_{language}"]) if found and found["rrr"] is not None else None


@once_per_edition
def area_comparisons(edition: Edition) -> list[Row]:
    """The programme against its comparison areas, in the leading evaluation."""
    return edition.rows(
        """
        SELECT * FROM published.area_comparison
        WHERE evaluation = (SELECT lead_evaluation FROM published.edition)
        """
    )


def talk(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    """Room to talk: few open questions, large, and nothing else; for sensitive matters, where help is to be had."""
    asked = (
        t("¿Se parece a lo que vivimos en {territory}?", territory=territory["name"]),
        t("¿Qué pudo haber pasado que el número no muestra?"),
        t("¿Qué hacemos desde la mesa, quién y para cuándo?"),
    )
    return joined(
        el("p", title(indicator, language), class_="sm-meet-over"),
        el("h2", t("Conversemos")),
        el("ul", *(el("li", words) for words in asked), class_="sm-meet-list sm-meet-open"),
        _care(edition, language) if indicator["sensitive"] else None,
    )


def _care(edition: Edition, language: str) -> Markup:
    """Nobody's own case is told before the room; whoever needs help finds it on the screen."""
    lines = [
        el("li", el("b", row["number"]), " ", row[f"what_{language}"] or row[f"name_{language}"])
        for row in help_lines(edition)
    ]
    words = t("No contemos aquí casos de personas. Si alguien necesita ayuda:")
    return el("div", el("p", words if lines else t("No contemos aquí casos de personas.")),
              el("ul", *lines, class_="sm-meet-lines") if lines else None, class_="sm-meet-care")  # fmt: skip
