"""`datapackage.json`: the Frictionless descriptor, with every field in Spanish and English."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from etl.data_package.cell_text import timestamp
from etl.data_package.checksums import DESCRIPTOR, File
from etl.data_package.identity import slug, tag, web_address
from etl.data_package.keys import foreign_keys, primary_key
from etl.data_package.public_tables import PublicTable, PublicTables
from etl.data_package.read_me import GENERATED, edition_day
from etl.data_package.value_words import FORM, REASON, STATUS, VERDICT
from schemas.licence import DATA_LICENCE, DATA_LICENCE_URL
from schemas.published_es import COLUMNS_ES, TABLES_ES
from schemas.table import Column

_TYPES = {
    "VARCHAR": "string", "DATE": "date", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean",
    "TIMESTAMP": "datetime",
}  # fmt: skip
_CLOSED: Mapping[tuple[str, str], Sequence[str]] = {
    ("indicator_value", "status"): tuple(STATUS),
    ("comparison", "verdict"): tuple(VERDICT),
    ("comparison", "reason"): tuple(REASON),
    ("disclosure", "form"): tuple(FORM),
}
_GENERATED_TITLE = (" (datos generados para demostración)", " (data generated for demonstration)")
_MEDIA = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/plain",
    ".json": "application/json",
    ".zip": "application/zip",
}

_OTHERS = {
    ".xlsx": ("todas las tablas en una planilla", "all tables in one workbook"),
    ".txt": ("léame", "read me"),
    ".json": ("descripción de cada tabla y columna", "description of every table and column"),
    ".zip": ("todos los archivos juntos", "all files together"),
}


def descriptor(tables: PublicTables, files: Sequence[File]) -> File:
    """The descriptor of a package that holds these files; its version is the number of the edition."""
    mark = tables.mark
    content = {
        "name": f"seamos-{slug(mark['programme'])}",
        "id": dataset_id(mark),
        "version": str(mark["edition"]),
        "created": timestamp(mark["published_at"].replace(microsecond=0)),
        **titles(mark),
        **descriptions(mark),
        "generated": bool(mark["synthetic"]),
        "licenses": [{"name": DATA_LICENCE.replace(" ", "-"), "title": DATA_LICENCE, "path": DATA_LICENCE_URL}],
        "sources": [{"title": title} for title in sources(tables)],
        "contributors": list(_contributors(tables)),
        "resources": [_resource(tables, file) for file in files],
    }
    return File(DESCRIPTOR, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def dataset_id(mark: Mapping[str, Any]) -> str:
    """The name of the data of one edition, wherever they stand."""
    kind = "generados" if mark["synthetic"] else "reales"
    return tag(mark["programme"], kind, "datos", mark["edition"])


def titles(mark: Mapping[str, Any]) -> dict[str, str]:
    """The title in Spanish and English; generated data say so in it."""
    told = _GENERATED_TITLE if mark["synthetic"] else ("", "")
    return {"title": f"{mark['title_es']}{told[0]}", "title_en": f"{mark['title_en']}{told[1]}"}


def descriptions(mark: Mapping[str, Any]) -> dict[str, str]:
    """What the data are, in Spanish and English."""
    es = f"{mark['note_es']} Edición {mark['edition']}, hecha el {edition_day(mark, 'es')}. {mark['place']}."
    en = f"{mark['note_en']} Edition {mark['edition']}, made on {edition_day(mark, 'en')}. {mark['place']}."
    said = GENERATED if mark["synthetic"] else None
    return {
        "description": es if said is None or said.es in es else f"{said.es} {es}",
        "description_en": en if said is None or said.en in en else f"{said.en} {en}",
    }


def sources(tables: PublicTables) -> list[str]:
    """Whom to credit: for all of it first, then for the inhabitants (what follows a semicolon is about one row)."""
    counted = [str(row["source"]) for row in tables.rows("population") if row["source"] and not row["estimated"]]
    return list(dict.fromkeys([str(tables.mark["credit"]), *sorted({text.partition(";")[0] for text in counted})]))


def media_type(path: str) -> str:
    """The media type of a file of the package."""
    return _MEDIA[PurePosixPath(path).suffix]


def _contributors(tables: PublicTables) -> Iterator[dict[str, str]]:
    office = tables.responsible
    if office:
        address = web_address(office["url"])
        yield {"title": office["name"], "role": "publisher", **({"path": address} if address else {})}


def _resource(tables: PublicTables, file: File) -> dict[str, Any]:
    path = PurePosixPath(file.path)
    table = tables.by_name.get(path.stem)
    csv = path.suffix == ".csv" and table is not None
    return {
        "name": slug(path.stem) if csv else slug(file.path),
        "path": file.path,
        "profile": "tabular-data-resource" if csv else "data-resource",
        # a file that is looked at as a whole: only the CSV is read cell by cell
        **({} if csv else {"type": "file"}),
        **resource_words(file.path, tables),
        "format": path.suffix[1:],
        "mediatype": media_type(file.path),
        **({"encoding": "utf-8"} if csv else {}),
        "bytes": len(file.content),
        "hash": f"sha256:{file.sha256}",
        **({"schema": table_schema(table, tables)} if csv and table else {}),
    }


def resource_words(path: str, tables: PublicTables) -> dict[str, str]:
    """What a file of the package is, in Spanish and English."""
    table = tables.by_name.get(PurePosixPath(path).stem)
    if table:
        return {"description": TABLES_ES[table.name], "description_en": table.declared.what}
    es, en = _OTHERS[PurePosixPath(path).suffix]
    return {"description": es, "description_en": en}


def table_schema(table: PublicTable, tables: PublicTables) -> dict[str, Any]:
    """The Table Schema of a table, with the keys that hold in this edition."""
    key = primary_key(table)
    foreign = [
        {"fields": [link.column], "reference": {"resource": slug(link.target), "fields": [link.target]}}
        for link in foreign_keys(table, tables)
    ]
    return {
        "fields": [_field(table.name, column) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(key)} if key else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(table: str, column: Column) -> dict[str, Any]:
    closed = _CLOSED.get((table, column.name))
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": COLUMNS_ES[table][column.name],
        "description_en": column.what,
        **({"constraints": {"enum": list(closed)}} if closed else {}),
    }
