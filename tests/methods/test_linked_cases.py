"""Cases of several institutions count once only where all that cover the territory share the case reference."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.small_programme import SmallProgramme

Make = Callable[..., SmallProgramme]
MONTHS = [f"{year}-{month:02}" for year in (2018, 2019) for month in range(1, 11)]

FEED = """\
id = "{identity}"
title = "Casos"
institution = "{institution}"
grain = "incident"
file_pattern = "{institution}_*.csv"
format = "csv"
delivery = "whole_period"
date_formats = ["%Y-%m-%d"]
optional = ["case_ref"]
max_bad_share = 0.9
case_ref_shared = {shared}

[columns]
case_ref = ["NRO"]
event_date = ["FECHA"]
offence = ["HECHO"]
barrio = ["BARRIO"]

[period]
from = "records"

[extraction]
from = "name"
pattern = '_ext(?P<year>\\d{{4}})(?P<month>\\d{{2}})(?P<day>\\d{{2}})'

[covers]
territories = {territories}
indicators = ["vif"]
"""


def feed(identity: str, shared: bool = True, territories: str = '"all"') -> str:
    institution = identity.split("_")[0]
    return FEED.format(identity=identity, institution=institution, shared=str(shared).lower(), territories=territories)


def cases(*references: str, barrio: str = "Centro") -> str:
    """The same cases in every month, each with a reference of its own month; an empty one stays empty."""
    rows = [
        f"{reference and f'{month}/{reference}'};{month}-{day:02};Violencia familiar;{barrio}"
        for month in MONTHS
        for day, reference in enumerate(references, 26 - len(references))
    ]
    return "\n".join(["NRO;FECHA;HECHO;BARRIO", *rows]) + "\n"


def two_institutions(make: Make, police: str, prosecutor: str, **more: str) -> SmallProgramme:
    """Police cases 1 to 6 and prosecutor's cases 5 to 9 of every month, unless the files say otherwise."""
    files = {
        "feeds/policia_denuncias.toml": feed("policia_denuncias"),
        "feeds/fiscalia_totales.toml": feed("fiscalia_totales"),
    } | more
    programme = make(**files)
    programme.send("policia_ext20200401.csv", police)
    programme.send("fiscalia_ext20200401.csv", prosecutor)
    return programme


def rows(programme: SmallProgramme) -> dict[tuple[str, str], tuple[Any, ...]]:
    """(territory, basis) -> matched months and cases of the headline."""
    programme.run()
    found = programme.published(
        "SELECT territory, basis, months_matched, baseline_count, current_count FROM comparison "
        "WHERE indicator = 'vif' AND scenario = 'headline'"
    )
    return {(territory, basis): tuple(rest) for territory, basis, *rest in found}


POLICE, PROSECUTOR = cases(*"123456"), cases(*"56789")


def test_a_case_that_both_recorded_counts_once(make_programme: Make) -> None:
    found = rows(two_institutions(make_programme, POLICE, PROSECUTOR))
    assert found["centro", "sum"] == (10, 110, 110)
    assert found["centro", "max"] == (10, 60, 60)
    assert found["centro", "linked"] == (10, 90, 90)


@pytest.mark.parametrize("who", ["policia_denuncias", "fiscalia_totales"])
def test_where_one_institution_does_not_share_its_references_nobody_can_tell(make_programme: Make, who: str) -> None:
    alone = {f"feeds/{who}.toml": feed(who, shared=False)}
    found = rows(two_institutions(make_programme, POLICE, PROSECUTOR, **alone))
    assert found["centro", "sum"] == (10, 110, 110)
    assert {basis for _, basis in found} == {"lead", "sum", "max"}


def test_where_one_institution_alone_covers_a_territory_nothing_is_linked(make_programme: Make) -> None:
    police = POLICE + cases(*"123456", barrio="Norte").split("\n", 1)[1].replace("/", "/N")
    only_centre = {"feeds/fiscalia_totales.toml": feed("fiscalia_totales", territories='["centro"]')}
    found = rows(two_institutions(make_programme, police, PROSECUTOR, **only_centre))
    assert found["norte", "lead"] == (10, 60, 60)
    assert {territory for territory, basis in found if basis == "linked"} == {"centro"}


def test_a_reference_tells_cases_apart_but_not_victims(make_programme: Make) -> None:
    programme = two_institutions(make_programme, POLICE, PROSECUTOR)
    programme.change("indicators/vif.toml", 'unit = "case"', 'unit = "victim"')
    assert "linked" not in {basis for _, basis in rows(programme)}


def test_a_few_rows_without_a_reference_are_a_case_each(make_programme: Make) -> None:
    many = [str(number) for number in range(1, 21)]
    found = rows(two_institutions(make_programme, cases(*many, ""), PROSECUTOR))
    assert found["centro", "linked"] == (10, 210, 210)


def test_with_more_of_them_the_month_is_not_known(make_programme: Make) -> None:
    found = rows(two_institutions(make_programme, cases(*"12345", ""), PROSECUTOR))
    assert found["centro", "sum"] == (10, 110, 110)
    assert found["centro", "linked"][0] == 0
