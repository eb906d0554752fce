"""Makes a large police file in the demonstration's shape, for timing: 1.5 % bad rows, all content made up."""

from pathlib import Path

import numpy as np
import polars as pl

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


def make(
    folder: Path, rows: int, seed: int = 20190501, first_number: int = 0, name: str = FILE_NAME, month: int = 5
) -> Path:
    """Write a file of `rows` rows (Windows-1252, `;`) into `folder` unless it is there already; returns its path."""
    path = folder / name
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    with beside.open("wb") as file:
        file.write((";".join(HEADING) + "\r\n").encode("cp1252"))
        for start in range(0, rows, _CHUNK):
            height = min(_CHUNK, rows - start)
            frame = _rows(np.random.default_rng([seed, start]), height, first_number + start, month)
            text = frame.write_csv(separator=";", include_header=False, line_terminator="\r\n", quote_style="never")
            file.write(text.encode("cp1252"))
    beside.rename(path)
    return path


def _rows(dice: np.random.Generator, height: int, first: int, month: int) -> pl.DataFrame:
    day = dice.integers(1, 29, height)
    places = pl.DataFrame(_PLACES, schema=["DEPARTAMENTO", "DISTRITO", "BARRIO"], orient="row")
    chosen = places[dice.integers(0, len(_PLACES), height).tolist()]
    minutes = dice.integers(0, 24 * 60, height)
    located = dice.random(height) < 0.5
    frame = pl.DataFrame(
        {
            "n": np.arange(first, first + height), "day": day, "hour": minutes // 60, "minute": minutes % 60,
            "offence": pl.Series(_OFFENCES).gather(dice.integers(0, len(_OFFENCES), height)),
            "lat": -25.3 + dice.normal(0, 0.05, height), "lon": -57.6 + dice.normal(0, 0.05, height),
            "located": located, "bad": dice.random(height), "who": dice.integers(0, 10**6, height),
        }
    ).hstack(chosen)  # fmt: skip
    stamp = pl.format(f"{{}}/{month:02d}/2019 {{}}:{{}}", _two("day"), _two("hour"), _two("minute"))
    later = pl.format(
        f"{{}}/{month:02d}/2019 {{}}:{{}}", _two(pl.min_horizontal(pl.col("day") + 2, 30)), _two("hour"), _two("minute")
    )
    wrong_date = pl.col("bad") < BAD_SHARE / 3
    wrong_offence = pl.col("bad").is_between(BAD_SHARE / 3, 2 * BAD_SHARE / 3)
    wrong_place = pl.col("bad").is_between(2 * BAD_SHARE / 3, BAD_SHARE)
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
