"""Deliveries made up by hypothesis: all three grains, CSV and XLSX, sound cells and cells that nobody should write."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from tests.etl.workbooks import workbook
from tests.small_programme import ACTIVITIES_FEED, ADDITIONS_FEED, COUNTS_FEED

Row = tuple[str, ...]

PLACES = ["Centro", "CENTRO", "Norte", "Mcal. López", "Ñu Guasú", "Lejano", "Cemtro", ""]
SOUND_DAYS = ["03/12/2019", "4-12-19", "2019-12-05", "06/12/2019 24:00", "sábado 7 de diciembre de 2019"]
BAD_DAYS = ["31/02/2019", "", "ayer", "03/11/2019", "Juan Pérez", "99"]
OFFENCES = ["ROBO", "robo agravado", "Violencia familiar", "HURTO", "ABIGEATO", ""]
COUNTS = ["0", "1", "17", "1.234", "12,0", "-1", "siete", "1,5", "", "99999999999999999999"]
STATES = ["Realizada", "SI", "Suspendida", "tal vez", ""]
KINDS = ["Charla", "Limpieza de plaza", ""]
NASTY = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\r", exclude_categories=["Cs", "Co", "Cn"]), max_size=8
)
MONTHS = [f"{month:02d}/2019" for month in range(1, 13)]


@dataclass(frozen=True)
class Layout:
    """One feed of the tests: its file, headings, and what a name must look like."""

    feed: str
    text: str
    file: str
    headings: Row


def _additions(text: str, old_id: str, new_id: str, *changes: tuple[str, str]) -> str:
    text = text.replace(f'id = "{old_id}"', f'id = "{new_id}"').replace(
        'delivery = "whole_period"', 'delivery = "additions"'
    )
    for old, new in (("max_bad_share = 0.9", "max_bad_share = 1.0"), *changes):
        text = text.replace(old, new)
    return text


_PERIOD = ('[period]\nfrom = "records"', "[period]\nfrom = \"name\"\npattern = 'totales_(?P<year>\\d{4})'\nmonths = 12")
_XLSX = ('format = "csv"', 'format = "xlsx"')
_INCIDENT = ("NRO", "FECHA", "HECHO", "BARRIO")
_MONTHLY = ("MES", "BARRIO", "CANTIDAD")
_ACTIVITY = ("FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE")
_QUARTER = ("mesas_(?P<year>", "actos_(?P<year>")

LAYOUTS = {
    ("incident", "csv"): Layout(
        "partes_csv",
        _additions(ADDITIONS_FEED, "policia_parte_diario", "partes_csv", ('from = "2019-12"\nto = "2019-12"\n', "")),
        "parte_2019-12_ext20200110_{0}.csv",
        _INCIDENT,
    ),
    ("incident", "xlsx"): Layout(
        "partes_xlsx",
        _additions(
            ADDITIONS_FEED,
            "policia_parte_diario",
            "partes_xlsx",
            ('from = "2019-12"\nto = "2019-12"\n', ""),
            ('"parte_*.csv"', '"parte_*.xlsx"'),
            _XLSX,
        ),
        "parte_2019-12_ext20200110_{0}.xlsx",
        _INCIDENT,
    ),
    ("monthly_count", "csv"): Layout(
        "totales_csv",
        _additions(COUNTS_FEED, "fiscalia_totales", "totales_csv", ('"fiscalia_*.csv"', '"totales_*.csv"'), _PERIOD),
        "totales_2019_ext20200110_{0}.csv",
        _MONTHLY,
    ),
    ("monthly_count", "xlsx"): Layout(
        "totales_xlsx",
        _additions(
            COUNTS_FEED, "fiscalia_totales", "totales_xlsx", ('"fiscalia_*.csv"', '"totales_*.xlsx"'), _PERIOD, _XLSX
        ),
        "totales_2019_ext20200110_{0}.xlsx",
        _MONTHLY,
    ),
    ("activity", "csv"): Layout(
        "actos_csv",
        _additions(
            ACTIVITIES_FEED,
            "mesas_actividades",
            "actos_csv",
            ('"mesas_*.xlsx"', '"actos_*.csv"'),
            ('format = "xlsx"', 'format = "csv"'),
            _QUARTER,
        ),
        "actos_2019-T4_{0}.csv",
        _ACTIVITY,
    ),
    ("activity", "xlsx"): Layout(
        "actos_xlsx",
        _additions(ACTIVITIES_FEED, "mesas_actividades", "actos_xlsx", ('"mesas_*.xlsx"', '"actos_*.xlsx"'), _QUARTER),
        "actos_2019-T4_{0}.xlsx",
        _ACTIVITY,
    ),
}


@dataclass(frozen=True)
class Made:
    """A delivery: its layout, its rows, and how the file is written."""

    grain: str
    format: str
    rows: tuple[Row, ...]
    delimiter: str = ";"
    encoding: str = "utf-8"
    end: str = "\r\n"
    quote: bool = False
    titles: int = 0

    @property
    def layout(self) -> Layout:
        return LAYOUTS[self.grain, self.format]

    def name(self, label: object = "a") -> str:
        return self.layout.file.format(label)

    def content(self) -> bytes:
        """The bytes of the file."""
        titles = [("Informe",)] * self.titles
        if self.format == "xlsx":
            return workbook(Hoja1=[*titles, self.layout.headings, *self.rows])
        buffer = io.StringIO()
        quoting = csv.QUOTE_ALL if self.quote else csv.QUOTE_MINIMAL
        writer = csv.writer(buffer, delimiter=self.delimiter, lineterminator=self.end, quoting=quoting)
        writer.writerows([*titles, self.layout.headings, *self.rows])
        return buffer.getvalue().encode(self.encoding, errors="replace")

    def split(self, at: int) -> tuple["Made", "Made"]:
        """The same rows in two files."""
        return replace(self, rows=self.rows[:at]), replace(self, rows=self.rows[at:])


def _mostly(sound: Sequence[str], bad: Sequence[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(sound), st.sampled_from(sound), st.sampled_from(bad), NASTY)


_CASES = st.integers(1, 30).map(str) | st.just("")
_CELLS = {
    "incident": (
        _CASES,
        _mostly(SOUND_DAYS, BAD_DAYS),
        _mostly(OFFENCES[:4], OFFENCES[4:]),
        _mostly(PLACES[:6], PLACES[6:]),
    ),
    "monthly_count": (
        _mostly(MONTHS, ["13/2019", "", "mayo"]),
        _mostly(PLACES[:6], PLACES[6:]),
        _mostly(COUNTS[:5], COUNTS[5:]),
    ),
    "activity": (
        _mostly(SOUND_DAYS, BAD_DAYS),
        _mostly(KINDS[:2], KINDS[2:]),
        _mostly(PLACES[:6], PLACES[6:]),
        NASTY,
        _mostly(["3", "12", ""], ["muchos"]),
        _mostly(STATES[:3], STATES[3:]),
        NASTY,
    ),
}


@st.composite
def deliveries(draw: st.DrawFn) -> Made:
    """Any delivery, with repeated rows and cells of any text."""
    grain, file_format = draw(st.sampled_from(list(LAYOUTS)))
    rows = draw(st.lists(st.tuples(*_CELLS[grain]), min_size=0, max_size=8))
    repeated = draw(st.lists(st.sampled_from(rows), max_size=2)) if rows else []
    return Made(
        grain,
        file_format,
        (*rows, *repeated),
        draw(st.sampled_from(";,\t|")),
        draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])),
        draw(st.sampled_from(["\r\n", "\n"])),
        draw(st.booleans()),
        draw(st.integers(0, 2)),
    )


@st.composite
def separable(draw: st.DrawFn, grain: str, file_format: str) -> Made:
    """A delivery whose rows say nothing about each other: no case, and no place of a month, stands in two of them."""
    sound = {
        "incident": (st.sampled_from(SOUND_DAYS), st.sampled_from(OFFENCES[:5]), st.sampled_from(PLACES[:7])),
        "monthly_count": (st.sampled_from(COUNTS[:6]),),
        "activity": (
            st.sampled_from(SOUND_DAYS),
            st.sampled_from(KINDS),
            st.sampled_from(PLACES[:7]),
            st.just("Salón"),
            st.integers(0, 99).map(str),
            st.sampled_from(STATES[:4]),
        ),
    }
    found = draw(st.lists(st.tuples(*sound[grain]), min_size=2, max_size=12))
    if grain == "incident":
        rows = [(str(number), *row) for number, row in enumerate(found)]
    elif grain == "monthly_count":
        cells = [(month, place) for month in MONTHS for place in ("Centro", "Norte", "Ñu Guasú", "Nadie")]
        rows = [(*cell, *row) for cell, row in zip(draw(st.permutations(cells)), found, strict=False)]
    else:
        rows = [(*row, f"fila {number}") for number, row in enumerate(found)]
    return Made(grain, file_format, tuple(rows))
