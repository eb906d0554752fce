"""Headlines of verdicts, of areas and of activities."""

from itertools import product
from typing import Any

import pytest

from etl.words import activity_sentence, area_sentence, direction_label, verdict_label, verdict_short
from etl.words.lint import forbidden_words, longest_sentence
from etl.words.sentences import MOST_WORDS
from schemas.published import REASONS, VERDICTS
from schemas.words import LANGUAGES
from tests.words.rows import by_id, every_indicator

ROBO, VIF, DRUGS = by_id("robo"), by_id("vif"), by_id("estupefacientes")


def test_the_verb_agrees_and_names_what_is_counted() -> None:
    assert verdict_label("decreased", ROBO, "es") == "Bajaron los robos denunciados"
    assert verdict_label("increased", VIF, "es") == "Subieron las denuncias de violencia intrafamiliar"
    assert verdict_label("decreased", DRUGS, "es") == "Bajaron los registros de consumo de estupefacientes"
    assert verdict_label("increased", VIF, "en") == "Reports of domestic violence rose"
    assert verdict_label("no_clear_change", VIF, "es") == "Sin cambio claro"
    assert verdict_label("insufficient", VIF, "gn") == "Marandu ndohupytýi"
    assert verdict_label(None, VIF, "es") == ""


def test_a_cell_of_a_matrix_never_has_the_bare_verb() -> None:
    assert verdict_short("increased", VIF, "es") == "Subieron las denuncias"
    assert verdict_short("decreased", DRUGS, "en") == "Records fell"
    for indicator, verdict, language in product(every_indicator(), ("decreased", "increased"), LANGUAGES):
        assert len(verdict_short(verdict, indicator, language).split()) > 1


def test_only_an_indicator_with_a_direction_has_one() -> None:
    assert direction_label("decreased", ROBO, "es") == "en la dirección buscada"
    assert direction_label("increased", ROBO, "es") == "en la dirección contraria"
    assert direction_label("increased", VIF, "es") is None
    assert direction_label("no_clear_change", ROBO, "es") is None
    higher = ROBO.model_copy(update={"polarity": "higher_better"})
    assert direction_label("increased", higher, "en") == "in the direction sought"


def test_labels_hold_no_forbidden_word() -> None:
    labels = [
        label(verdict, indicator, language)
        for label, verdict, indicator, language in product(
            (verdict_label, verdict_short), VERDICTS, every_indicator(), LANGUAGES
        )
    ]
    assert [label for label in labels if not label or forbidden_words(label)] == []


def area(rrr: float | None, p: float | None, reason: str | None = None) -> dict[str, Any]:
    """A row of `area_comparison`."""
    known = rrr is not None
    return {
        "rrr": rrr,
        "low": 0.22 if known else None,
        "high": 1.24 if known else None,
        "p_value": p,
        "areas": 8,
        "reason": reason,
    }


def test_areas_where_the_difference_is_clear() -> None:
    text = area_sentence(area(0.55, 0.01), ROBO, "Luque", "es", verdict="decreased", own_ratio=0.45)
    assert text.startswith("En Luque los robos denunciados bajaron más que en las zonas de comparación.")
    assert "Por cada 100 que indicaría el cambio de esas zonas, aquí hay 55 (podrían ser entre 22 y 124)." in text
    assert text.endswith("Esto no prueba la causa: las zonas pueden diferir en otras cosas.")


def test_without_a_verdict_of_its_own_no_area_sentence_says_fell() -> None:
    for verdict in (None, "no_clear_change", "increased"):
        text = area_sentence(area(0.55, 0.01), ROBO, "Luque", "es", verdict=verdict)
        assert "bajaron" not in text
        assert "quedaron más abajo" in text


def test_areas_where_the_difference_is_not_clear() -> None:
    text = area_sentence(area(0.55, 0.17), ROBO, "Luque", "es", verdict="decreased", own_ratio=0.45)
    assert text.startswith("No es claro que los robos denunciados en Luque cambiaran de otro modo que en las zonas")
    assert "En las zonas sin programa también hay menos que antes." in text
    apart = area_sentence(area(0.3, 0.17), ROBO, "Luque", "es", verdict="decreased", own_ratio=0.45)
    assert "también" not in apart, "the areas' own ratio is 1.5"


@pytest.mark.parametrize(
    ("ratio", "here"), [(0.0, "0"), (0.004, "0,4"), (0.9996, "99,96"), (1.0, "100"), (1.43, "143"), (12.5, "1.250")]
)
def test_an_area_ratio_is_never_rounded_into_none_or_no_difference(ratio: float, here: str) -> None:
    text = area_sentence(area(ratio, 0.17), ROBO, "Luque", "es")
    assert f"aquí hay {here} (podrían" in text


def test_no_useful_area() -> None:
    assert area_sentence(area(None, None, "no_areas"), ROBO, "Luque", "es") == (
        "Los robos denunciados en Luque: sin zona de comparación útil."
    )
    assert area_sentence(area(None, None, "missing_months"), ROBO, "Luque", "es") == (
        "Los robos denunciados en Luque: no se comparan con otras zonas. Faltan meses informados."
    )


def test_every_area_sentence_passes_the_lint() -> None:
    rows = (
        area(0.55, 0.01),
        area(1.9, 0.01),
        area(0.55, 0.4),
        area(None, 0.01),
        area(None, None, "no_areas"),
        *(area(None, None, reason) for reason in REASONS),
    )
    for values, indicator, language in product(rows, every_indicator(), LANGUAGES):
        for verdict, ratio in product(("decreased", "increased", "no_clear_change", None), (0.5, 2.0, None)):
            text = area_sentence(values, indicator, "Luque", language, verdict=verdict, own_ratio=ratio)
            assert forbidden_words(text) == []
            assert longest_sentence(text) <= MOST_WORDS
            if indicator.neutral_note:
                assert indicator.neutral_note[language].split(".")[0].split(":")[0] in text


@pytest.mark.parametrize(
    ("done", "planned", "suspended", "text"),
    [
        (18, 20, 0, "18 de 20 actividades (90\u00a0%)."),
        (18, 20, 2, "18 de 20 actividades (90\u00a0%). 2 suspendidas, contadas aparte."),
        (22, 20, 1, "22 de 20 actividades (110\u00a0%). 1 suspendida, contada aparte."),
        (0, 20, 0, "Ninguna de 20 actividades (0\u00a0%)."),
        (1, 1, 0, "1 de 1 actividad (100\u00a0%)."),
        (7, None, 0, "7 actividades; sin meta."),
        (1, None, None, "1 actividad; sin meta."),
        (0, 0, 0, "Nada planificado en este período; ninguna actividad."),
        (None, 20, None, "Nadie informó actividades; eso no es cero."),
    ],
)
def test_activities_against_the_plan(done: int | None, planned: int | None, suspended: int | None, text: str) -> None:
    values = {"done": done, "planned": planned, "suspended": suspended}
    assert activity_sentence(values, "es") == text
    for language in LANGUAGES:
        aloud = activity_sentence(values, language, aloud=True)
        assert not any(sign in aloud for sign in "()%")
        assert not any(letter.isdigit() for letter in aloud)
