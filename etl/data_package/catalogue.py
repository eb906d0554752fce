"""`catalog.jsonld`: the data set as a portal harvests it: DCAT-AP in JSON-LD, its context in the file itself."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from etl.data_package.cell_text import timestamp
from etl.data_package.checksums import File
from etl.data_package.descriptor import dataset_id, descriptions, media_type, resource_words, sources, titles
from etl.data_package.identity import tag, web_address
from etl.data_package.public_tables import PublicTables
from schemas.licence import DATA_LICENCE_URL

CATALOGUE = "catalog.jsonld"
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_CONTEXT: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGES = {"es": "SPA", "gn": "GRN", "en": "ENG"}
_KEYWORDS = {"es": ("seguridad ciudadana", "prevención", "evaluación participativa", "gobierno abierto"),
             "en": ("citizen security", "prevention", "participatory evaluation", "open government")}  # fmt: skip

Node = dict[str, Any]


def catalogue(tables: PublicTables, files: Sequence[File], base_url: str | None) -> File:
    """A catalogue of one data set with its distributions.

    Args:
        tables: of the edition.
        files: that may be downloaded, those of most use first.
        base_url: of the folder of the package, without a slash at its end; None: addresses are relative to this file.
    """
    mark = tables.mark
    publisher = _publisher(tables)
    content = {
        "@context": _CONTEXT,
        "@id": tag(mark["programme"], "catalogo"),
        "@type": "dcat:Catalog",
        "dct:title": _both(titles(mark), "title"),
        "dct:description": _both(descriptions(mark), "description"),
        "dct:publisher": publisher,
        "dct:license": {"@id": DATA_LICENCE_URL},
        "dct:modified": _stamp(mark),
        "dcat:dataset": [_dataset(tables, files, base_url, publisher)],
    }
    return File(CATALOGUE, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def _dataset(tables: PublicTables, files: Sequence[File], base_url: str | None, publisher: Node) -> Node:
    mark = tables.mark
    return {
        "@id": dataset_id(mark),
        "@type": "dcat:Dataset",
        "dct:identifier": dataset_id(mark),
        "dct:title": _both(titles(mark), "title"),
        "dct:description": _both(descriptions(mark), "description"),
        "dct:publisher": publisher,
        **_contact(tables),
        "dcat:keyword": [_in(language, word) for language, words in _KEYWORDS.items() for word in words],
        "dct:language": [{"@id": f"{_AUTHORITY}language/{code}"} for code in _LANGUAGES.values()],
        "dct:license": {"@id": DATA_LICENCE_URL},
        "dct:issued": _stamp(mark),
        "dct:modified": _stamp(mark),
        "dcat:version": str(mark["edition"]),
        # an edition is made when data arrive, and public when a person says so
        "dct:accrualPeriodicity": {"@id": f"{_AUTHORITY}frequency/IRREG"},
        "dct:temporal": _temporal(mark),
        "dct:spatial": _spatial(tables),
        "dct:provenance": [_provenance(text) for text in sources(tables)],
        "dcat:distribution": [_distribution(tables, file, base_url) for file in files],
    }


def _distribution(tables: PublicTables, file: File, base_url: str | None) -> Node:
    address = f"{base_url}/{file.path}" if base_url else file.path
    words = resource_words(file.path, tables)
    return {
        "@type": "dcat:Distribution",
        "dct:title": file.path,
        "dct:description": _both(words, "description"),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type(file.path)}"},
        "dct:format": file.path.rpartition(".")[2].upper(),
        "dct:license": {"@id": DATA_LICENCE_URL},
        "dcat:byteSize": {"@value": str(len(file.content)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _publisher(tables: PublicTables) -> Node:
    office = tables.responsible
    page = web_address(office.get("url"))
    name = office.get("name") or tables.mark["place"]
    return {"@type": "foaf:Organization", "foaf:name": name, **({"foaf:homepage": {"@id": page}} if page else {})}


def _contact(tables: PublicTables) -> Node:
    office = tables.responsible
    if not office:
        return {}
    email = str(office.get("email") or "")
    address = {"vcard:hasEmail": {"@id": f"mailto:{email}"}} if "@" in email and " " not in email else {}
    return {"dcat:contactPoint": {"@type": "vcard:Organization", "vcard:fn": office["name"], **address}}


def _temporal(mark: Mapping[str, Any]) -> Node:
    last: date = mark["data_until"] or mark["last_month"]
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _day(mark["first_month"]),
        "dcat:endDate": _day(last),
    }


def _spatial(tables: PublicTables) -> Node:
    box = bounding_box(row.get("outline") for row in tables.rows("territory"))
    place = {"@type": "dct:Location", "rdfs:label": tables.mark["place"]}
    return place | ({"dcat:bbox": {"@value": box, "@type": "geo:wktLiteral"}} if box else {})


def bounding_box(outlines: Iterator[str | None]) -> str | None:
    """The box around GeoJSON outlines (degrees, WGS 84) as WKT; None where there is no outline."""
    points = [point for outline in outlines if outline for point in _points(json.loads(outline)["coordinates"])]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"


def _points(coordinates: Sequence[Any]) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for each in coordinates:
        yield from _points(each)


def _provenance(text: str) -> Node:
    return {"@type": "dct:ProvenanceStatement", "rdfs:label": _in("es", text)}


def _both(words: Mapping[str, str], name: str) -> list[Node]:
    return [_in("es", words[name]), _in("en", words[f"{name}_en"])]


def _in(language: str, text: str) -> Node:
    return {"@value": text, "@language": language}


def _day(day: date) -> Node:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _stamp(mark: Mapping[str, Any]) -> Node:
    return {"@value": timestamp(mark["published_at"].replace(microsecond=0)), "@type": "xsd:dateTime"}
