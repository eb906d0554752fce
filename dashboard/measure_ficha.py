"""The ficha of one indicator: what is counted first, then what is in and out and who records it; the rest folded."""

from collections.abc import Mapping, Sequence

from dashboard import measure_questions, questions
from dashboard.language import t
from dashboard.markup import Markup, el, joined
from dashboard.store import Edition, Row, once_per_edition

Parts = Mapping[str, Sequence[Row]]
FACTS = ("unit", "date", "direction", "verification", "goal", "publication")
PAPERS = ("legal", "standard", "check")


@once_per_edition
def ficha(edition: Edition, indicator_id: str, language: str) -> str:
    """The ficha as an article.

    Args:
        edition: which holds it.
        indicator_id: of the indicator.
        language: es, gn or en.
    """
    indicator = next(row for row in questions.indicators(edition) if row["indicator"] == indicator_id)
    parts = measure_questions.ficha(edition, indicator_id, language)
    said = parts.get("definition", [])
    return el(
        "article",
        el("h3", indicator[f"name_{language}"]),
        *(el("p", row["text"], class_=None if nth else "sm-definition") for nth, row in enumerate(said)),
        *(el("p", row["text"], class_="sm-note") for row in parts.get("note", [])),
        el("div", _listed(parts, "includes"), _listed(parts, "excludes"), class_="sm-in-out"),
        _listed(parts, "institution"),
        _facts(parts),
        _folded(parts, ("break", "caveat"), t("Con qué tener cuidado")),
        _folded(parts, PAPERS, t("Leyes y definición regional")),
        class_="sm sm-ficha", data_indicator=indicator_id,
    )  # fmt: skip


def _listed(parts: Parts, part: str) -> Markup | None:
    rows = parts.get(part)
    if not rows:
        return None
    items = (el("li", row["text"]) for row in rows)
    return el("section", el("h4", rows[0]["heading"]), el("ul", *items), class_=f"sm-part sm-{part}")


def _facts(parts: Parts) -> Markup:
    told = []
    for part in FACTS:
        rows = parts.get(part)
        if rows:
            told += [el("dt", rows[0]["heading"]), el("dd", *(el("p", row["text"]) for row in rows))]
    return el("dl", *told, class_="sm-facts")


def _folded(parts: Parts, wanted: Sequence[str], summary: str) -> Markup | None:
    found = [part for part in wanted if parts.get(part)]
    if not found:
        return None
    return el("details", el("summary", summary), joined(*(_listed(parts, part) for part in found)))
