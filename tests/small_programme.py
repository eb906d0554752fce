"""A small valid programme in a folder of the test's own, with files to deliver and the production path to run them."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from etl.home import Home
from etl.run import DeliveryOutcome, RunResult, run
from schemas.load import Programme, load_programme

NOW = datetime(2020, 6, 15, 12, 0, tzinfo=UTC)
TERRITORIES = ("centro", "norte", "sur")

PROGRAMME = """\
id = "prueba"
place = "Luque (Paraguay)"
data = "real"
credit = "Datos de una prueba"
languages = ["es", "gn", "en"]
first_month = "2018-01"
last_month = "2019-12"
title = { es = "Programa de prueba", gn = "Programa jehaʼã", en = "Test programme" }
note = { es = "Una prueba.", gn = "Jehaʼã.", en = "A test." }

[[evaluations]]
id = "evaluacion"
meeting = 2020-01-31
declared = 2018-11-01
name = { es = "Evaluación de prueba", gn = "Jehaʼã", en = "Test evaluation" }
baseline = { from = "2018-01", to = "2018-10" }
current = { from = "2019-01", to = "2019-10" }

[responsible]
name = "Oficina de prueba"

[[institutions]]
id = "policia"
name = "Policía Nacional"
short = "Policía"

[[institutions]]
id = "fiscalia"
name = "Ministerio Público"
short = "Fiscalía"

[[institutions]]
id = "mesas"
name = "Mesas de seguridad"
short = "Mesas"
"""

_INDICATOR = """\
id = "{id}"
letter = "{letter}"
subject_gender = "m"
grain = "{grain}"
unit = "{unit}"
date_that_counts = "event"
polarity = "{polarity}"
polarity_decided_by = "La mesa de prueba"
sensitive = {sensitive}
institutions = {institutions}
lead = "{lead}"
name = {{ es = "{name}", gn = "{name}", en = "{name}" }}
subject = {{ es = "los casos de {name}", gn = "umi káso {name}", en = "cases of {name}" }}
definition = {{ es = "Casos de {name}.", gn = "Káso {name}.", en = "Cases of {name}." }}
"""

_NEUTRAL = 'neutral_note = { es = "Puede subir porque se denuncia más.", gn = "Ikatu ojupi.", en = "May rise." }\n'


def _indicator(identity: str, letter: str, name: str, institutions: str, **more: str) -> str:
    values = {"grain": "incident", "unit": "case", "polarity": "lower_better", "sensitive": "false"} | more
    lead = json.loads(institutions)[0]
    return _INDICATOR.format(id=identity, letter=letter, name=name, institutions=institutions, lead=lead, **values)


POLICE_FEED = r"""
id = "policia_denuncias"
title = "Denuncias, archivo mensual"
institution = "policia"
grain = "incident"
file_pattern = "policia_denuncias_*.csv"
format = "csv"
delivery = "whole_period"
date_formats = ["%d/%m/%Y", "%d/%m/%Y %H:%M"]
drop = ["DENUNCIANTE", "CI", "TELEFONO"]
optional = [
  "case_ref", "report_date", "hour", "department", "district", "comisaria", "latitude", "longitude"
]
max_bad_share = 0.9

[columns]
case_ref = ["NRO"]
event_date = ["FECHA"]
report_date = ["FECHA DENUNCIA"]
hour = ["HORA"]
offence = ["HECHO"]
department = ["DEPARTAMENTO"]
district = ["DISTRITO"]
barrio = ["BARRIO"]
comisaria = ["COMISARIA"]
latitude = ["LATITUD"]
longitude = ["LONGITUD"]

[period]
from = "name"
pattern = 'policia_denuncias_(?P<year>\d{4})-(?P<month>\d{2})'

[extraction]
from = "name"
pattern = '_ext(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})'

[covers]
territories = "all"
indicators = ["robo", "vif"]
"""

ADDITIONS_FEED = r"""
id = "policia_parte_diario"
title = "Partes que se agregan"
institution = "policia"
grain = "incident"
file_pattern = "parte_*.csv"
format = "csv"
delivery = "additions"
date_formats = ["%d/%m/%Y"]
optional = ["case_ref"]
max_bad_share = 0.9

[columns]
case_ref = ["NRO"]
event_date = ["FECHA"]
offence = ["HECHO"]
barrio = ["BARRIO"]

[period]
from = "name"
pattern = 'parte_(?P<year>\d{4})-(?P<month>\d{2})'

[extraction]
from = "name"
pattern = '_ext(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})'

[covers]
territories = "all"
from = "2019-12"
to = "2019-12"
indicators = ["robo"]
"""

COUNTS_FEED = r"""
id = "fiscalia_totales"
title = "Totales por barrio y mes"
institution = "fiscalia"
grain = "monthly_count"
file_pattern = "fiscalia_*.csv"
format = "csv"
delivery = "whole_period"
max_bad_share = 0.9
indicator = "vif"

[columns]
month = ["MES"]
barrio = ["BARRIO"]
count = ["CANTIDAD"]

[period]
from = "records"

[extraction]
from = "name"
pattern = '_ext(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})'

[covers]
territories = "all"
indicators = ["vif"]
"""

ACTIVITIES_FEED = r"""
id = "mesas_actividades"
title = "Registro de actividades"
institution = "mesas"
grain = "activity"
file_pattern = "mesas_*.xlsx"
format = "xlsx"
delivery = "whole_period"
date_formats = ["%d/%m/%Y"]
drop = ["ENCARGADO"]
max_bad_share = 0.9

[columns]
event_date = ["FECHA"]
kind = ["ACTIVIDAD"]
barrio = ["BARRIO"]
place = ["LOCAL"]
participants = ["ASISTENTES"]
state = ["ESTADO"]
state_reason = ["POR QUE"]

[states]
done = ["Realizada", "Sí"]
suspended = ["Suspendida", "No"]

[period]
from = "name"
pattern = 'mesas_(?P<year>\d{4})-T(?P<quarter>[1-4])'
months = 3

[covers]
territories = "all"
indicators = ["actividades"]
"""

GAZETTEER = """\
kind,name,district,territory,aliases,note
departamento,Central,,ambiguous,,
departamento,Itapúa,,none,,
distrito,Luque,Central,ambiguous,,
distrito,Limpio,Central,none,,
barrio,Centro,Luque,centro,CENTRO HISTORICO|EL CENTRO,
barrio,Mariscal López,Luque,norte,MCAL LOPEZ,
barrio,Norte,Luque,norte,,
barrio,Ñu Guasú,Luque,sur,,
barrio,Lejano,Luque,none,,
comisaria,Comisaría 1ª,Luque,centro,,
comisaria,Comisaría 2ª,Luque,ambiguous,,
"""

SQUARE = [[-57.50, -25.30], [-57.48, -25.30], [-57.48, -25.28], [-57.50, -25.28], [-57.50, -25.30]]

FILES: Mapping[str, str] = {
    "programme.toml": PROGRAMME,
    "indicators/robo.toml": _indicator("robo", "c", "robo", '["policia"]'),
    "indicators/vif.toml": _indicator(
        "vif", "a", "violencia familiar", '["policia", "fiscalia"]', polarity="neutral", sensitive="true"
    )
    + _NEUTRAL,
    "indicators/actividades.toml": _indicator(
        "actividades", "e", "actividades", '["mesas"]', grain="activity", unit="activity", polarity="higher_better"
    ),
    "territories.csv": "id,name,role,parent,note\ncentro,Centro,intervention,,\nnorte,Norte,intervention,,\n"
    "sur,Ñu Guasú,comparison,,\n",
    "population.csv": "territory,year,population,source\ncentro,2018,20000,censo\nnorte,2018,30000,censo\n"
    "sur,2018,25000,estimada por viviendas\n",
    "plan.csv": "territory,kind,quarter,planned,source\ncentro,Charla,2019-T1,2,acta 1\n",
    "zeros.csv": "institution,indicator,territory,month,confirmed_by,reference\n"
    "policia,robo,sur,2019-01,Comisario de guardia,nota 7\n",
    "gazetteer.csv": GAZETTEER,
    "offences.csv": "feed,offence,indicator,version\n*,Robo agravado,robo,1\n*,Robo,robo,1\n"
    "*,Violencia familiar,vif,1\n*,Hurto,none,1\n",
    "territories.geojson": json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"territory": "centro"},
                    "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
                }
            ],
        }
    ),
    "feeds/policia_denuncias.toml": POLICE_FEED,
    "feeds/fiscalia_totales.toml": COUNTS_FEED,
    "feeds/mesas_actividades.toml": ACTIVITIES_FEED,
}


def silent(_what: str, _done: int, _total: int) -> None:
    """A run's progress that nobody looks at."""


@dataclass
class SmallProgramme:
    """A programme directory with its feeds and its home, all under one folder."""

    root: Path

    @property
    def directory(self) -> Path:
        return self.root / "programa"

    @property
    def feeds(self) -> Path:
        return self.root / "entregas"

    @property
    def home(self) -> Home:
        return Home(self.root / "estado")

    @property
    def folders(self) -> tuple[Path, Path, Path]:
        return self.directory, self.feeds, self.home.root

    def lay_out(self, **files: str) -> "SmallProgramme":
        for name, text in (FILES | files).items():
            self.write(name, text)
        self.feeds.mkdir(exist_ok=True)
        return self

    def write(self, name: str, text: str) -> Path:
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def change(self, name: str, old: str, new: str) -> None:
        """Replace `old`, which must be there, in a file of the programme."""
        text = (self.directory / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def send(self, name: str, content: str | bytes) -> Path:
        """Lay a file among the deliveries."""
        path = self.feeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def load(self) -> Programme:
        return load_programme(self.directory)

    def run(self, home: Home | None = None, feeds: Path | None = None) -> RunResult:
        return run(self.load(), feeds or self.feeds, home or self.home, now=NOW, progress=silent)

    def only(self) -> DeliveryOutcome:
        """Run, and give the outcome of the one delivery."""
        (outcome,) = self.run().deliveries
        return outcome

    def arguments(self, *more: str) -> list[str]:
        paths = {"--programme": self.directory, "--feeds": self.feeds, "--home": self.home.root}
        return ["run", *(str(word) for pair in paths.items() for word in pair), *more]

    def process(self, *more: str) -> "subprocess.CompletedProcess[str]":
        """`seamos run` as a process of its own."""
        command = [str(Path(sys.executable).with_name("seamos")), *self.arguments(*more)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    def published(self, query: str, *parameters: Any, home: Home | None = None) -> list[tuple[Any, ...]]:
        """Rows of a query on the newest internal edition."""
        path = (home or self.home).root / "published" / "internal.duckdb"
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH '{path}' AS edition (READ_ONLY)")
            connection.execute("USE edition")
            return connection.execute(query, parameters).fetchall()

    def values(self, indicator: str, institution: str, home: Home | None = None) -> dict[tuple[str, str], Any]:
        """(territory, month) -> (value, status) of one published series."""
        rows = self.published(
            "SELECT territory, strftime(month, '%Y-%m'), value, status FROM indicator_value "
            "WHERE indicator = ? AND institution = ?",
            indicator,
            institution,
            home=home,
        )
        return {(territory, month): (value, status) for territory, month, value, status in rows}

    def figures(self, home: Home | None = None) -> dict[str, list[tuple[Any, ...]]]:
        """What an edition says in figures, without what names the edition itself."""
        tables = ("indicator_value", "comparison", "activity_progress", "signal", "area_comparison")
        return {name: self.published(f"FROM {name} ORDER BY ALL", home=home) for name in tables}


def police_csv(*rows: str, heading: str = "NRO;FECHA;HECHO;BARRIO") -> str:
    """A police file in its simplest form."""
    return "\r\n".join([heading, *rows]) + "\r\n"
