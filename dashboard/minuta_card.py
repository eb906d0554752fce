"""«Minuta»: one screen of a phone with what may be said, what must not, since when, and where the proof is."""

from dashboard import questions
from dashboard.answers import through_the_counts
from dashboard.calendar_words import day, span
from dashboard.language import count, t
from dashboard.markup import Markup, el
from dashboard.minuta_rule import (
    CLEAR,
    Cell,
    cells,
    holding_not_told,
    may_be_said,
    needs_its_reserve,
    reserved,
    without_percentage,
)
from dashboard.share import qr_image
from dashboard.store import Edition, once_per_edition
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import polarity, title
from schemas.sentence_parts import parted

NAMED = 2
"""Titles that a sentence names before it only counts them."""


@once_per_edition
def sayings(edition: Edition, territory: str, language: str) -> str:
    """At most three published sentences, and what must not be said."""
    found = cells(edition, territory)
    said = may_be_said(found)
    if said:
        told: Markup = el("ol", *(_saying(cell, language) for cell in said), class_="sm-say")
    else:
        told = el("p", t("Todavía no se puede decir nada: falta el dato o está reservado."), class_="sm-nothing")
    never = el("ul", *(el("li", words) for words in forbidden(found, language)), class_="sm-never")
    body = (el("h2", t("Se puede decir")), told, el("h2", t("No se puede decir")), never)
    return el("div", *body, class_="sm sm-minute")


def _saying(cell: Cell, language: str) -> Markup:
    """The published sentence up to its counts; whole where what follows is its reserve."""
    row = cell.row or {}
    sentence, _ = parted(row.get(f"sentence_{language}"), cell.indicator[f"note_{language}"])
    words = sentence if needs_its_reserve(cell) else through_the_counts(sentence, row)
    return el("li", verdict_mark(row.get("verdict"), polarity(cell.indicator)), el("p", words))


@once_per_edition
def beside(edition: Edition, territory: str, language: str) -> str:
    """Folded under the screen: the permanent notes of what is said, once each, what is not told of it, and the rule."""
    found = cells(edition, territory)
    said = may_be_said(found)
    notes = dict.fromkeys(cell.indicator[f"note_{language}"] for cell in said if cell.indicator[f"note_{language}"])
    lines = [el("p", note) for note in notes]
    if untold := holding_not_told(said):
        words = t("No se publica si se mantiene con otra fuente y otros meses: {names}. Permitiría calcular datos "
                  "reservados.", names=", ".join(_name(cell, not territory, language) for cell in untold))  # fmt: skip
        lines.append(el("p", words))
    lines += [el("p", el("b", t("Cómo se eligen las oraciones:")), " ", rule_words())]
    fold = el("details", el("summary", t("Notas, y cómo se eligen")), *lines)
    return el("div", fold, class_="sm sm-minute")


def forbidden(found: list[Cell], language: str) -> list[str]:
    """What would mislead, each with its reason; the first ones depend on the figures, the last holds always."""
    words = []
    if any(cell.indicator["sensitive"] and cell.row for cell in found):
        words.append(t("«Bajó» o «subió la violencia»: el número cuenta denuncias, no violencia."))
    unjudged = [cell for cell in may_be_said(found) if _unjudged(cell)]
    if unjudged:
        words.append(t("Que algo mejoró o empeoró, por {names}: depende también de cuánto se busca o se denuncia.",
                       names=_names(unjudged, [], language)))  # fmt: skip
    chance = without_percentage(found)
    if chance:
        words.append(t("Un porcentaje de {names}: la diferencia puede ser azar, o faltan meses.",
                       names=_names(chance, found, language)))  # fmt: skip
    kept = reserved(found)
    if kept:
        words.append(t("Ningún número de {names}: está reservado para proteger a las personas.",
                       names=_names(kept, found, language)))  # fmt: skip
    return [*words, t("«Fue gracias al programa», o «por la cuarentena»: comparar no dice la causa.")]


def _unjudged(cell: Cell) -> bool:
    """A clear change that no direction of the indicator makes good or bad; of violence it is said in its own words."""
    neutral = polarity(cell.indicator) == "neutral" and not cell.indicator["sensitive"]
    return neutral and cell.row is not None and cell.row["verdict"] in CLEAR


def _names(named: list[Cell], among: list[Cell], language: str) -> str:
    """Titles once each, the first few by name; with their territory where others of it may be said elsewhere."""
    several = len({cell.territory["territory"] for cell in among}) > 1
    titles = list(dict.fromkeys(_name(cell, several, language) for cell in named))
    if len(titles) <= NAMED:
        return ", ".join(titles)
    if several:
        return t("{number} de los {all} resultados", number=count(len(named)), all=count(len(among)))
    return t("{number} indicadores", number=count(len(titles)))


def _name(cell: Cell, several: bool, language: str) -> str:
    words = _small(title(cell.indicator, language))
    return t("{indicator} en {territory}", indicator=words, territory=cell.territory["name"]) if several else words


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def rule_words() -> str:
    """The rule, as the reader is told it."""
    return t(
        "Primero los cambios claros que se mantienen con otra fuente y otros meses; después los cambios claros de los "
        "que eso no se publica; después los que no se mantienen; después lo que no cambió con claridad; al final lo "
        "que no se puede comparar. Dentro de cada grupo, en el orden del compromiso. Como mucho tres."
    )


def since(edition: Edition) -> str:
    """What is compared with what, and of which day the edition is."""
    window, mark = questions.evaluation(edition), questions.edition_mark(edition)
    issued = t("Edición {number}, {day}", number=count(mark["edition"]), day=day(mark["published_at"]))
    if window is None:
        return f"{issued}."
    words = t(
        "{now} frente a {before}, en los mismos meses.",
        now=_capital(span(window["current_from"], window["current_to"])),
        before=span(window["baseline_from"], window["baseline_to"]),
    )  # fmt: skip
    return f"{words} {issued}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@once_per_edition
def proof(edition: Edition, address: str) -> Markup:
    """Since when, and a link and QR code to the page that shows the figures behind the sentences."""
    there = el("a", t("Ver la prueba: figuras, márgenes y tablas"), href=address, target="_self")
    words = (el("p", since(edition), class_="sm-source"), el("p", there))
    return el("div", qr_image(address), el("div", *words), class_="sm sm-minute sm-proof")
