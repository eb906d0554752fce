"""A column may say when the data were taken out: it decides which of two deliveries is the later one."""

from datetime import date

import pytest

from tests.etl.conftest import Judge
from tests.small_programme import SmallProgramme, police_csv

FEED = "feeds/policia_denuncias.toml"
PATTERN = "from = \"name\"\npattern = '_ext(?P<year>\\d{4})(?P<month>\\d{2})(?P<day>\\d{2})'"
HEADING = "NRO;FECHA;HECHO;BARRIO;CORTE"


@pytest.fixture
def dated_by_column(small_programme: SmallProgramme) -> SmallProgramme:
    small_programme.change(FEED, PATTERN, 'from = "column"\ncolumn = "CORTE"')
    return small_programme


def test_the_latest_date_of_the_column_counts_and_the_column_is_not_kept(
    dated_by_column: SmallProgramme, judge: Judge
) -> None:
    rows = ("1;03/01/2018;ROBO;Centro;15/03/2018", "2;04/01/2018;ROBO;Centro;16/03/2018 10:00", "3;x;ROBO;Centro;")
    judgement, parts = judge("policia_denuncias_2018-01.csv", police_csv(*rows, heading=HEADING))
    assert judgement.extracted == date(2018, 3, 16)
    assert dict(judgement.findings_count) == {"bad_date": 1}
    assert "16/03" not in parts.records.write_csv() + parts.quarantine.write_csv()


def test_without_the_column_the_delivery_is_refused(dated_by_column: SmallProgramme, judge: Judge) -> None:
    judgement, _ = judge("policia_denuncias_2018-01.csv", police_csv("1;03/01/2018;ROBO;Centro"))
    assert dict(judgement.findings_count) == {"missing_column": 1}
    assert "«CORTE»" in (judgement.why or "")


def test_a_column_of_the_contract_can_say_it_too(small_programme: SmallProgramme, judge: Judge) -> None:
    small_programme.change(FEED, PATTERN, 'from = "column"\ncolumn = "FECHA DENUNCIA"')
    content = police_csv("1;03/01/2018;05/01/2018;ROBO;Centro", heading="NRO;FECHA;Fecha Denuncia;HECHO;BARRIO")
    judgement, parts = judge("policia_denuncias_2018-01.csv", content)
    assert judgement.extracted == date(2018, 1, 5)
    assert parts.records["report_date"].to_list() == [date(2018, 1, 5)]


def test_words_that_are_no_date_say_nothing(dated_by_column: SmallProgramme, judge: Judge) -> None:
    judgement, _ = judge("policia_denuncias_2018-01.csv", police_csv("1;03/01/2018;ROBO;Centro;hoy", heading=HEADING))
    assert judgement.extracted is None
