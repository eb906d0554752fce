"""Files judged through the production path, and answers to them as a person would open and change them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import fastexcel

from etl.answers import write_answer
from etl.demo.sheets import Sheet, xlsx_bytes
from etl.judging.delivery import Judgement, judge_delivery
from etl.judging.sinks import Parts
from etl.locate import Locator
from schemas.load import Programme
from tests.small_programme import SmallProgramme

KEY = b"k" * 32
RECEIVED = datetime(2020, 6, 15, 9, 30, tzinfo=UTC)
NAME = "policia_denuncias_2019-05_ext20190710.csv"
HEADING = "NRO;FECHA;FECHA DENUNCIA;HORA;HECHO;DEPARTAMENTO;DISTRITO;BARRIO;COMISARIA;LATITUD;LONGITUD;DENUNCIANTE;CI"
GOOD = "7;03/05/2019;04/05/2019;21:30;ROBO;Central;Luque;Centro;;-25,29;-57,49;ANA BENÍTEZ;1.234.567"
FAULTY = (
    "8;31/02/2019;04/05/2019;22:15;ROBO;Central;Luque;Norte;;;;JUAN PAVÓN;2.345.678",
    "9;05/05/2019;06/05/2019;23:45;HECHO RARO;Central;Luque;Barrio Nuevo;;-25,2901;-57,4902;EVA RÍOS;3.456.789",
    "10;06/05/2019;01/05/2019;20:10;;Central;Luque;Centro;;;;LUZ SOSA;4.567.890",
)


@dataclass(frozen=True)
class Judged:
    programme: Programme
    judgement: Judgement
    parts: Parts

    def answer(self, folder: Path, **options: object) -> list[Path]:
        feed = self.programme.feeds.get(self.judgement.feed or "")
        return write_answer(folder, self.judgement, self.parts, feed, self.programme, RECEIVED, **options)  # type: ignore[arg-type]


def judge(small: SmallProgramme, content: str | bytes, name: str = NAME) -> Judged:
    programme = small.load()
    judgement, parts = judge_delivery(small.send(name, content), programme, Locator(programme), KEY)
    return Judged(programme, judgement, parts)


def police(*rows: str, heading: str = HEADING) -> str:
    return "\r\n".join([heading, *rows]) + "\r\n"


def sheets_of(path: Path) -> dict[str, list[list[str]]]:
    """Every sheet of a workbook as rows of text, as a person sees them."""
    reader = fastexcel.read_excel(path)
    tables = {n: reader.load_sheet(n, header_row=None, skip_rows=0, dtypes="string") for n in reader.sheet_names}
    return {name: [[cell or "" for cell in row] for row in table.to_polars().rows()] for name, table in tables.items()}


def saved(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    """Write the sheets again, as another program would after somebody changed them."""
    path.write_bytes(xlsx_bytes([Sheet(name, rows) for name, rows in sheets.items()]))
    return path
