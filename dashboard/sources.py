"""What the programme says of its own data, folded under the page; the ledger of deliveries stands in «Calidad»."""

from dashboard import questions
from dashboard.language import t
from dashboard.markup import el
from dashboard.store import Edition, once_per_edition


@once_per_edition
def about_data(edition: Edition, territory_id: str, language: str) -> str:
    """Programme and evaluation, the note of the data and that of the territory; empty where there is none."""
    mark, window = questions.edition_mark(edition), questions.evaluation(edition)
    territory = next(row for row in questions.territories(edition) if row["territory"] == territory_id)
    names = (mark[f"title_{language}"], window and window[f"name_{language}"])
    programme = " · ".join(str(name) for name in names if name)
    lines = [el("p", words) for words in (programme, mark[f"note_{language}"], territory["note"]) if words]
    if not lines:
        return ""
    return el("div", el("details", el("summary", t("Sobre estos datos")), *lines), class_="sm sm-about")
