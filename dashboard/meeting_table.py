"""The table beside a picture of a meeting: before and now, as published."""

from dashboard import meeting_words, questions
from dashboard.downloads import Twin
from dashboard.language import t
from dashboard.meeting_answer import CHANCE_PICTURE, PICTURE
from dashboard.page_frame import View
from dashboard.verdict_words import title, verdict_words


def twin(view: View, indicator_id: str) -> Twin:
    """Two rows, before and now; a count that may not be shown is an empty cell, and the verdict says why."""
    indicator = next(row for row in questions.indicators(view.edition) if row["indicator"] == indicator_id)
    row = meeting_words.headline(view.edition, indicator, view.place["territory"]) or {}
    verdict = verdict_words(row.get("verdict"), indicator, view.language)
    rows = [
        (words, row.get(f"{side}_from"), row.get(f"{side}_to"), row.get("months_matched"), row.get(f"{side}_count"),
         row.get(f"{side}_rate"), row.get(f"{side}_low"), row.get(f"{side}_high"), verdict)
        for side, words in (("baseline", t("Antes")), ("current", t("Ahora")))
    ]  # fmt: skip
    heads = (t("Período"), t("Desde"), t("Hasta"), t("Meses comparados"), t("Casos"), t("Casos por mes"),
             t("Intervalo: desde"), t("Intervalo: hasta"), t("Resultado"))  # fmt: skip
    named = t("{indicator} en {territory}", indicator=title(indicator, view.language), territory=view.place["name"])
    return Twin(f"{indicator_id}_{view.place['territory']}", named, heads, rows)


def picture_of(view: View, kind: str, indicator: str) -> str | None:
    """The SVG of the step's picture."""
    drawn = CHANCE_PICTURE if kind == "chance" else PICTURE
    found = questions.pictures(view.edition, drawn, view.place["territory"], view.language).get(indicator)
    return str(found["svg"]) if found else None
