"""Makes a large police file in the demonstration's shape, for timing: 1.5 % bad rows, all content made up."""

from pathlib import Path

import numpy as np
import polars as pl
import shapely
from shapely.geometry import shape

from etl.locate import Locator
from etl.place_names import NAME_COLUMNS
from schemas.load import Programme, load_programme

HEADING = (
    "NRO_DENUNCIA", "FECHA_DENUNCIA", "FECHA_HECHO", "HECHO PUNIBLE", "COMISARIA", "DEPARTAMENTO", "DISTRITO", "BARRIO",
    "LATITUD", "LONGITUD", "DENUNCIANTE", "CI_DENUNCIANTE", "TELEFONO", "DIRECCION", "RELATO",
)  # fmt: skip
FILE_NAME = "policia_denuncias_2019-05_extraido_20190720.csv"
_OFFENCES = (
    "ROBO AGRAVADO", "ROBO", "VIOLENCIA FAMILIAR", "PERTURBACION DE LA PAZ PUBLICA", "HURTO", "HURTO AGRAVADO",
    "DAÑO", "TENENCIA DE ESTUPEFACIENTES PARA CONSUMO", "EXTRAVIO DE DOCUMENTOS", "LESION",
)  # fmt: skip
_PLACES = (
    ("CENTRAL", "LUQUE", ""), ("CENTRAL", "LIMPIO", ""), ("CENTRAL", "ÑEMBY", ""), ("CENTRAL", "LAMBARE", ""),
    ("CAPITAL", "ASUNCION", "TACUMBU"), ("CAPITAL", "ASUNCION", "RICARDO BRUGADA"),
    ("CAPITAL", "ASUNCION", "SAN PABLO"),
    ("CAPITAL", "ASUNCION", "SAJONIA"), ("CENTRAL", "CAPIATA", ""), ("CENTRAL", "ITAUGUA", ""),
)  # fmt: skip
BAD_SHARE = 0.015
_CHUNK = 500_000
_POINTS = 500
"""Points drawn for each place; a row that has coordinates has one of them, so that place and point agree."""
_PROGRAMME = Path(__file__).parents[1] / "data" / "programmes" / "paraguay"


def make(
    folder: Path, rows: int, seed: int = 20190501, first_number: int = 0, name: str = FILE_NAME, month: int = 5,
    bad_share: float = BAD_SHARE,
) -> Path:  # fmt: skip
    """Write a file of `rows` rows (Windows-1252, `;`) into `folder` unless it is there already; returns its path."""
    path = folder / name
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    points = _points(np.random.default_rng(seed), load_programme(_PROGRAMME))
    with beside.open("wb") as file:
        file.write((";".join(HEADING) + "\r\n").encode("cp1252"))
        for start in range(0, rows, _CHUNK):
            height = min(_CHUNK, rows - start)
            frame = _rows(np.random.default_rng([seed, start]), height, first_number + start, month, points, bad_share)
            text = frame.write_csv(separator=";", include_header=False, line_terminator="\r\n", quote_style="never")
            file.write(text.encode("cp1252"))
    beside.rename(path)
    return path


def _points(dice: np.random.Generator, programme: Programme) -> np.ndarray:
    """Longitude and latitude of points of every place: inside its territory, or outside all of them."""
    names = pl.DataFrame(_PLACES, schema=["department", "district", "barrio"], orient="row")
    absent = [name for name in NAME_COLUMNS if name not in names.columns]
    feed = programme.feeds["policia_denuncias"]
    text = names.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)
    text = text.with_columns(pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)))
    territories = Locator(programme).locate(text, feed).frame["territory"].to_list()
    outlines = {name: shape(outline) for name, outline in programme.outlines.items()}
    everywhere = shapely.union_all(list(outlines.values()))
    around = everywhere.envelope.difference(everywhere)
    return np.stack([_inside(dice, outlines.get(territory, around)) for territory in territories])


def _inside(dice: np.random.Generator, area: shapely.Geometry) -> np.ndarray:
    west, south, east, north = area.bounds
    found = np.empty((0, 2))
    while len(found) < _POINTS:
        drawn = np.column_stack([dice.uniform(west, east, 4 * _POINTS), dice.uniform(south, north, 4 * _POINTS)]).round(
            5
        )
        found = np.concatenate([found, drawn[shapely.contains_xy(area, drawn[:, 0], drawn[:, 1])]])
    return found[:_POINTS]


def _rows(
    dice: np.random.Generator, height: int, first: int, month: int, points: np.ndarray, bad_share: float
) -> pl.DataFrame:
    day = dice.integers(1, 29, height)
    places = pl.DataFrame(_PLACES, schema=["DEPARTAMENTO", "DISTRITO", "BARRIO"], orient="row")
    place = dice.integers(0, len(_PLACES), height)
    point = points[place, dice.integers(0, _POINTS, height)]
    chosen = places[place.tolist()]
    minutes = dice.integers(0, 24 * 60, height)
    located = dice.random(height) < 0.5
    frame = pl.DataFrame(
        {
            "n": np.arange(first, first + height), "day": day, "hour": minutes // 60, "minute": minutes % 60,
            "offence": pl.Series(_OFFENCES).gather(dice.integers(0, len(_OFFENCES), height)),
            "lat": point[:, 1], "lon": point[:, 0],
            "located": located, "bad": dice.random(height), "who": dice.integers(0, 10**6, height),
        }
    ).hstack(chosen)  # fmt: skip
    stamp = pl.format(f"{{}}/{month:02d}/2019 {{}}:{{}}", _two("day"), _two("hour"), _two("minute"))
    later = pl.format(
        f"{{}}/{month:02d}/2019 {{}}:{{}}", _two(pl.min_horizontal(pl.col("day") + 2, 30)), _two("hour"), _two("minute")
    )
    wrong_date = pl.col("bad") < bad_share / 3
    wrong_offence = pl.col("bad").is_between(bad_share / 3, 2 * bad_share / 3)
    wrong_place = pl.col("bad").is_between(2 * bad_share / 3, bad_share)
    return frame.select(
        NRO_DENUNCIA=pl.format("{}/2019", "n"),
        FECHA_DENUNCIA=later,
        FECHA_HECHO=pl.when(wrong_date).then(pl.lit("31/02/2019 10:00")).otherwise(stamp),
        HECHO=pl.when(wrong_offence).then(pl.lit("OTRO HECHO")).otherwise("offence"),
        COMISARIA=pl.format("COMISARIA {}A", (pl.col("who") % 20) + 1),
        DEPARTAMENTO="DEPARTAMENTO",
        DISTRITO=pl.when(wrong_place).then(pl.lit("NO EXISTE")).otherwise("DISTRITO"),
        BARRIO=pl.when(wrong_place).then(pl.lit("TAMPOCO")).otherwise("BARRIO"),
        LATITUD=pl.when(pl.col("located") & ~wrong_place)
        .then(pl.col("lat").round(5).cast(pl.String))
        .otherwise(pl.lit("")),
        LONGITUD=pl.when(pl.col("located") & ~wrong_place)
        .then(pl.col("lon").round(5).cast(pl.String))
        .otherwise(pl.lit("")),
        DENUNCIANTE=pl.format("PERSONA {}", "who"),
        CI=pl.col("who").cast(pl.String),
        TELEFONO=pl.format("0981{}", "who"),
        DIRECCION=pl.format("CALLE {}", pl.col("who") % 5000),
        RELATO=pl.lit("-"),
    )


def _two(column: str | pl.Expr) -> pl.Expr:
    expression = pl.col(column) if isinstance(column, str) else column
    return expression.cast(pl.String).str.zfill(2)
