"""The table of one territory to take away: each indicator with its counts, its verdict and its sentence."""

from dashboard import questions
from dashboard.activities import activity_total
from dashboard.answers import sayable
from dashboard.language import t
from dashboard.store import Edition, Row, once_per_edition
from dashboard.table_files import Cell, Twin
from dashboard.verdict_words import title, verdict_words


@once_per_edition
def territory_twin(edition: Edition, territory_id: str, language: str) -> Twin:
    """One line an indicator; a figure that is not told is an empty cell, never a zero."""
    territory = next(row for row in questions.territories(edition) if row["territory"] == territory_id)
    heads = (t("Indicador"), t("Antes"), t("Ahora"), t("Meses comparados"), t("Veredicto"), t("Qué se puede decir"))
    rows = [_line(edition, indicator, territory, language) for indicator in questions.indicators(edition)]
    return Twin(f"territorio_{territory_id}", t("{territory}: antes y ahora", territory=territory["name"]), heads, rows)


def _line(edition: Edition, indicator: Row, territory: Row, language: str) -> list[Cell]:
    name, place = title(indicator, language), territory["territory"]
    if indicator["grain"] == "activity":
        total = activity_total(edition, place)
        done, said = (total["done"], total[f"sentence_{language}"]) if total else (None, None)
        return [name, None, done, None, None, said]
    row = sayable(edition, indicator, place)
    if row is None:
        return [name, None, None, None, t("Nadie envía este dato"), None]
    verdict = verdict_words(row["verdict"], indicator, language)
    figures = (row["baseline_count"], row["current_count"], row["months_matched"])
    return [name, *figures, verdict, row[f"sentence_{language}"]]
