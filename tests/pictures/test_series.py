"""The small series: gaps are gaps, windows and shocks have their names, and the text says what is drawn."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from etl.pictures import series
from schemas.programme import Shock
from schemas.words import LANGUAGES, Text, months_between
from tests.pictures.drawings import SVG, faults, months, parsed, size_of, words
from tests.words.rows import EVALUATION, QUARANTINE, by_id

ROBO = by_id("robo")
FIRST, LAST = date(2017, 7, 1), date(2020, 5, 1)
AUTUMN = months_between(date(2018, 9, 1), date(2018, 10, 1))
UNREST = Shock(
    id="protestas",
    name=Text(es="Protestas desde el 18 de octubre de 2019", gn="Ñepuʼã", en="Unrest from 18 October 2019"),
    **{"from": date(2019, 10, 18), "to": date(2020, 3, 17)},
    stands_apart=False,
)
SPECIAL: dict[str, dict[str, Any]] = {
    "whole": {},
    "gap": {"missing": AUTUMN},
    "zeros": {"zero": AUTUMN},
    "end not complete": {"provisional": [LAST], "partial": [date(2020, 4, 1)]},
    "withheld": {"suppressed": AUTUMN},
    "all missing": {"missing": months_between(FIRST, LAST)},
    "everything": {"missing": AUTUMN, "suppressed": [date(2018, 1, 1)], "partial": [FIRST], "provisional": [LAST]},
}


def drawn(rows: list[dict[str, Any]], language: str = "es", **more: Any) -> Any:
    """The series of robberies in Luque."""
    values = {"evaluation": EVALUATION, "shocks": [QUARANTINE], "synthetic": True} | more
    return series(rows, ROBO, language=language, institution_name="Policía Nacional", territory_name="Luque", **values)


@pytest.mark.parametrize("special", SPECIAL)
@pytest.mark.parametrize("wide", [False, True])
def test_no_text_is_clipped_small_or_in_the_way_of_another(special: str, wide: bool) -> None:
    for language, shocks in product(LANGUAGES, ([], [QUARANTINE], [UNREST, QUARANTINE])):
        rows = months(FIRST, LAST, **SPECIAL[special])
        assert faults(drawn(rows, language, shocks=shocks, wide=wide).svg) == []


@pytest.mark.parametrize(("first", "last"), [(FIRST, FIRST), (date(2019, 12, 1), LAST), (date(2010, 1, 1), LAST)])
def test_short_and_long_series_fit_too(first: date, last: date) -> None:
    rows = months(first, last)
    rows[0]["value"] = 12_345
    for wide in (False, True):
        assert faults(drawn(rows, shocks=[UNREST, QUARANTINE], wide=wide).svg) == []


def test_a_small_series_is_about_320_by_120() -> None:
    width, height = size_of(drawn(months(FIRST, LAST)).svg)
    assert width == 320
    assert 110 <= height <= 140


def circles(svg: str) -> int:
    """How many months have a point."""
    return len(list(parsed(svg).iter(f"{SVG}circle")))


def test_a_missing_month_has_no_point_and_no_line_through_it() -> None:
    whole, gap = (drawn(months(FIRST, LAST, **SPECIAL[name])).svg for name in ("whole", "gap"))
    assert circles(whole) == 35
    assert circles(gap) == 33
    assert whole.count("L") - gap.count("L") < 0, "hatching strokes are added"
    assert "sin dato" in words(gap)
    assert "sin dato" not in words(whole)


def test_a_zero_has_its_point_and_is_no_gap() -> None:
    picture = drawn(months(FIRST, LAST, **SPECIAL["zeros"]))
    assert circles(picture.svg) == 35
    assert "sin dato" not in words(picture.svg)
    assert "Sin dato" not in picture.alt


def test_all_missing_is_hatched_and_has_no_values() -> None:
    picture = drawn(months(FIRST, LAST, **SPECIAL["all missing"]))
    assert circles(picture.svg) == 0
    assert "0" not in words(picture.svg)
    assert "Línea de base: sin dato." in picture.alt
    assert "Sin dato: 35 meses." in picture.alt


def test_the_alternative_text_has_the_data() -> None:
    alt = drawn(months(FIRST, LAST, **SPECIAL["everything"])).alt
    assert (
        "Serie mensual, julio de 2017 a mayo de 2020: los robos denunciados en Luque (fuente: Policía Nacional)." in alt
    )
    assert "Línea de base: 50 casos en 10 meses." in alt
    assert "Período actual: 60 casos en 12 meses." in alt
    assert "Sin dato: septiembre a octubre de 2018." in alt
    assert "Provisorio: mayo de 2020." in alt
    assert "Incompleto: julio de 2017." in alt
    assert "Dato reservado: enero de 2018." in alt
    assert "Se marca: Cuarentena." in alt
    assert alt.endswith("Datos generados para demostración.")


def test_windows_and_shocks_are_named_in_the_picture() -> None:
    shown = words(drawn(months(FIRST, LAST), shocks=[UNREST, QUARANTINE], wide=True).svg)
    assert {"línea de base", "período actual", "Cuarentena", UNREST.name.es} <= set(shown)
    assert "datos generados para demostración" in shown
    assert "Fuente: Policía Nacional" in shown


def test_a_shock_outside_the_series_is_not_drawn() -> None:
    picture = drawn(months(FIRST, date(2019, 6, 1)))
    assert "Cuarentena" not in words(picture.svg)
    assert "Cuarentena" not in picture.alt


def test_signals_are_ringed_and_said() -> None:
    rows = months(FIRST, LAST)
    kinds = {date(2019, 8, 1): "above", date(2019, 10, 1): "run", date(2019, 11, 1): "run"}
    run = [{"month": r["month"], "centre": 5.0, "low": 0.0, "high": 13.0, "kind": kinds.get(r["month"])} for r in rows]
    picture = drawn(rows, signals=run, wide=True)
    assert {"límites de lo habitual", "mes fuera de lo habitual", "muchos meses seguidos sobre o bajo la línea"} <= set(
        words(picture.svg)
    )
    assert "Mes fuera de lo habitual: agosto de 2019." in picture.alt
    assert "Muchos meses seguidos sobre o bajo la línea: octubre a noviembre de 2019." in picture.alt
    assert circles(picture.svg) == 35 + 1 + 1, "one ring in the plot and one in the key"
    assert faults(picture.svg) == []
    quarters = [r | {"low": None, "high": None} for r in run]
    assert faults(drawn(rows, signals=quarters, wide=True).svg) == []


def test_several_unusual_months_are_said_in_the_plural_and_many_are_counted() -> None:
    rows = months(FIRST, LAST)
    unusual = [date(2019, 8, 1), date(2019, 12, 1)]
    run = [{"month": r["month"], "centre": 5.0, "low": 0.0, "high": 13.0,
            "kind": "above" if r["month"] in unusual else None} for r in rows]  # fmt: skip
    assert "Meses fuera de lo habitual: agosto de 2019 y diciembre de 2019." in drawn(rows, signals=run, wide=True).alt
    all_of_them = [each | {"kind": "above"} for each in run]
    assert "Meses fuera de lo habitual: 35 meses." in drawn(rows, signals=all_of_them, wide=True).alt


def test_a_month_without_a_row_is_left_blank() -> None:
    rows = [r for r in months(FIRST, LAST) if r["month"] not in AUTUMN]
    picture = drawn(rows)
    assert circles(picture.svg) == 33
    assert "sin dato" not in words(picture.svg)


def test_a_series_needs_a_month() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        drawn([])
