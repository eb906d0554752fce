"""«Lo que todavía nadie puede decir»: by indicator, and what no number of this page can ever say."""

from dashboard import questions
from dashboard.activities import reports
from dashboard.answers import UNSAID, sayable
from dashboard.freshness import months_named
from dashboard.language import t
from dashboard.markup import el
from dashboard.store import Edition, Row, once_per_edition
from dashboard.territory_questions import registered
from dashboard.verdict_words import title, verdict_words


@once_per_edition
def unsaid_section(edition: Edition, territory_id: str, language: str) -> str:
    """What cannot be said of a territory and why; always ends with what no comparison says."""
    territory = next(row for row in questions.territories(edition) if row["territory"] == territory_id)
    items = [
        el("li", el("b", f"{title(indicator, language)}: "), why)
        for indicator in questions.indicators(edition)
        if (why := _why(edition, indicator, territory, language))
    ]
    items += [el("li", words) for words in (*_months(edition, territory_id), *_never())]
    heading = t("Lo que todavía nadie puede decir")
    return el("section", el("h2", heading), el("ul", *items, class_="sm-unsaid"), class_="sm sm-part-of-page",
              aria_label=heading)  # fmt: skip


def _why(edition: Edition, indicator: Row, territory: Row, language: str) -> str | None:
    place = territory["territory"]
    if indicator["grain"] == "activity":
        silent = territory["role"] == "intervention" and not reports(edition, place)
        return t("nadie informó si se hicieron.") if silent else None
    row = sayable(edition, indicator, place)
    if row is None:
        return t("nadie envía este dato.")
    if row["verdict"] == "withheld":
        return t("si cambió o no: el número es tan chico que se reserva.")
    if row["verdict"] in UNSAID:
        return t("si cambió o no: {verdict}.", verdict=_small(verdict_words(row["verdict"], indicator, language)))
    if row["verdict"] == "no_clear_change":
        return t("si cambió o no: una diferencia así puede ser azar.")
    if row["robust"] is False:
        return t("con seguridad: con otra fuente u otros meses el resultado cambia.")
    return None


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _months(edition: Edition, territory: str) -> list[str]:
    """Months that an institution never sent: they are in no sum, and are no zeros."""
    mine = [row for key, row in registered(edition).items() if key[1] == territory and row["missing"]]
    lacking = {row["name"]: row["missing"] for row in mine}
    return [
        t("Qué pasó en los meses que {name} no envió ({months}). Un mes sin dato no es un mes con cero.",
          name=name, months=months_named(months))
        for name, months in lacking.items()
    ]  # fmt: skip


def _never() -> tuple[str, ...]:
    return (
        t("Por qué cambió algo: comparar antes y ahora no dice la causa."),
        t("Lo que no se denunció ni se registró no está en ningún número."),
    )
