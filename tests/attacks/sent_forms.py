"""Every form in which figures are sent, read back by the tools of those who use them: tables, pages, paper, feed."""

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO, StringIO
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

import fastexcel
import polars as pl

from tests.attacks.catalogue import ATTACKS, PRINTED
from tests.attacks.evidence import Claim, PublicFolder
from tests.attacks.months_of import matched
from tests.page_reader import Element, read_page
from tests.paper_reader import (
    BESIDE,
    CELL,
    DRAWN,
    PAIR,
    SUMMED,
    ZONE_CELL,
    Section,
    chapter,
    plain,
    read_paper,
    rows_of,
    value,
)  # fmt: skip

Documents = Mapping[str, bytes]
Tables = dict[str, pl.DataFrame]
Said = Iterator[tuple[str, str, str]]
"""Territory, indicator, and what is said of them."""

RESOURCES = {"values": "indicator_value", "comparisons": "comparison"}
OF_TABLES = (
    PRINTED["printed"],
    *(ATTACKS[name] for name in ("windows_less_months", "rates_and_days", "ratio_and_interval", "status_words")),
)
"""Attacks on the figures of a table; whatever else there is in it is the public file's, and attacked there."""
_ERRATUM = re.compile(r"^(\w+) (\S+): (.*?) → (.*?) \(", re.MULTILINE)
_SHOWN_IN_SVG = re.compile(r">([^<>]+)</text>")
_ATOM = "{http://www.w3.org/2005/Atom}"


def unpacked(documents: Documents) -> dict[str, bytes]:
    """The same, and beside them what lies packed in them: members of archives and workbooks, the words of papers."""
    found = dict(documents)
    for name, content in documents.items():
        if name.endswith((".zip", ".xlsx")):
            with zipfile.ZipFile(BytesIO(content)) as packed:
                found |= {f"{name}/{member}": packed.read(member) for member in packed.namelist()}
        if name.endswith(".pdf"):
            found[f"{name}.txt"] = "\n".join(section.text for section in read_paper(content)).encode()
    return found


def claims(form: str, public: PublicFolder, documents: Documents) -> list[Claim]:
    """What one form tells of counts.

    Args:
        form: a key of `FORMS`.
        public: the edition, whose tables say which months a window has.
        documents: all that was sent, by `sent/<address>`, unpacked.
    """
    return FORMS[form](public, documents)


def _of_tables(read: Callable[[PublicFolder, Documents], Tables]) -> Callable[[PublicFolder, Documents], list[Claim]]:
    def claimed(public: PublicFolder, documents: Documents) -> list[Claim]:
        holder = PublicFolder(public.folder)
        tables = read(public, documents)
        assert {"comparison", "indicator_value"} <= set(tables)
        holder.__dict__["tables"] = {**public.tables, **tables}
        return [claim for attack in OF_TABLES for claim in attack([holder])]

    return claimed


def _csv_tables(public: PublicFolder, documents: Documents, folder: str = "sent/datos/csv/") -> Tables:
    texts = {name.removeprefix(folder): each.decode() for name, each in documents.items() if name.startswith(folder)}
    rows = {name.removesuffix(".csv"): list(csv.DictReader(StringIO(text))) for name, text in texts.items()}
    return {name: _typed(public, name, each) for name, each in rows.items() if name in public.tables}


def _packed_tables(public: PublicFolder, documents: Documents) -> Tables:
    return _csv_tables(public, documents, "sent/datos/seamos-datos.zip/csv/")


def _parquet_tables(public: PublicFolder, documents: Documents) -> Tables:
    folder = "sent/datos/parquet/"
    files = {name.removeprefix(folder): each for name, each in documents.items() if name.startswith(folder)}
    return {name.removesuffix(".parquet"): pl.read_parquet(each) for name, each in files.items()}


def _sheets(public: PublicFolder, documents: Documents) -> Tables:
    book = fastexcel.read_excel(documents["sent/datos/seamos.xlsx"])
    names = [name for name in book.sheet_names if name in public.tables]
    return {name: _typed(public, name, book.load_sheet(name, dtypes="string").to_polars().to_dicts()) for name in names}


def _api_json(public: PublicFolder, documents: Documents) -> Tables:
    answers = {name: json.loads(documents[f"sent/api/v1/{name}?format=json"]) for name in RESOURCES}
    assert all(each["next"] is None for each in answers.values())
    return {table: _typed(public, table, answers[name][name]) for name, table in RESOURCES.items()}


def _api_csv(public: PublicFolder, documents: Documents) -> Tables:
    texts = {table: documents[f"sent/api/v1/{name}?format=csv"].decode() for name, table in RESOURCES.items()}
    return {table: _typed(public, table, list(csv.DictReader(StringIO(text)))) for table, text in texts.items()}


def _typed(public: PublicFolder, name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    """Cells as the descriptor says: empty is missing, text that could act has an apostrophe before it."""
    schema = public.tables[name].schema
    told = {column: [_cell(row.get(column), kind) for row in rows] for column, kind in schema.items()}
    return pl.DataFrame(told, schema=dict.fromkeys(schema, pl.String)).select(
        _cast(pl.col(column), kind).alias(column) for column, kind in schema.items()
    )


def _cell(cell: object, kind: pl.DataType) -> str | None:
    text = "" if cell is None else str(cell).lower() if kind == pl.Boolean else str(cell)
    return text.removeprefix("'") or None


def _cast(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    if kind == pl.Boolean:
        return column == "true"
    if kind == pl.Date:
        return column.str.slice(0, 10).str.to_date()
    if kind.is_temporal():
        return column.str.to_datetime(strict=False).cast(kind)
    return column.cast(pl.Float64).cast(kind) if kind.is_numeric() else column


def _of_words(read: Callable[[PublicFolder, Documents], Said]) -> Callable[[PublicFolder, Documents], list[Claim]]:
    def claimed(public: PublicFolder, documents: Documents) -> list[Claim]:
        leads = public.tables["evaluation"].filter("leads")["evaluation"].to_list()
        rows = public.compared().filter(pl.col("evaluation").is_in(leads)).iter_rows(named=True)
        sides = {(row["territory"], row["indicator"]): matched(public, row) for row in rows}
        return [
            Claim(indicator, territory, months, float(count), float(count), public.edition, "words")
            for territory, indicator, text in read(public, documents)
            for pair in _pairs(text)
            for months, count in zip(sides.get((territory, indicator), ()), pair, strict=False)
            if months
        ]

    return claimed


def _pairs(text: str) -> Iterator[tuple[Decimal, Decimal]]:
    for pattern in (PAIR, BESIDE, DRAWN):
        yield from ((value(before), value(now)) for before, now in pattern.findall(text))
    yield from ((value(before), value(now)) for before, _, now, _ in SUMMED.findall(text))


def _letters(public: PublicFolder) -> dict[str, str]:
    return dict(public.tables["indicator"].select("letter", "indicator").iter_rows())


def _report_pages(public: PublicFolder, documents: Documents) -> Said:
    letters, names = _letters(public), {plain(name): key for key, name in public.names.items()}
    pages = [name for name in documents if re.fullmatch(r"sent/informe/informe\.\w\w\.html", name)]
    assert len(pages) == 3
    for name in pages:
        territory = ""
        for each in read_page(documents[name].decode()).one("main").every():
            if each.tag == "h2":
                territory = each.attributes.get("id", "").removeprefix("t-")
            elif each.tag == "article":
                yield territory, letters[each.one("span", class_="letter").text], _words(each)
            elif each.tag == "tr":
                row, cells = (
                    next(each.every("th")),
                    [cell for cell in each.every("td") if "data-head" in cell.attributes],
                )
                for cell in cells:
                    head = letters.get(cell.attributes["data-head"][:1], "")
                    yield names.get(plain(row.text), ""), head, _words(cell)


def _light_pages(public: PublicFolder, documents: Documents) -> Said:
    found = 0
    for name, content in documents.items():
        front, territory = re.fullmatch(r"sent/(?:\w\w/)?", name), re.fullmatch(r"sent/\w\w/t/(\w+)", name)
        if not (front or territory):
            continue
        found += 1
        page = read_page(content.decode())
        places = [(territory[1], page)] if territory else [
            (each.attributes["data-territory"], each) for each in page.every(class_="community")
        ]  # fmt: skip
        for where, part in places:
            for each in part.every():
                if "data-indicator" in each.attributes:
                    yield where, each.attributes["data-indicator"], _words(each)
    assert found >= 3 * (1 + len(public.names))


def _words(element: Element) -> str:
    """The words of an element, of its pictures too."""
    said = [child if isinstance(child, str) else _words(child) for child in element.children]
    said.append(element.attributes.get("alt", ""))
    said += _SHOWN_IN_SVG.findall(unquote(element.attributes.get("src", "")))
    return plain(" ".join(said))


def _paper(public: PublicFolder, documents: Documents) -> Said:
    paper = read_paper(documents["sent/informe/informe.es.pdf"])
    letters, ids = _letters(public), {plain(name): key for key, name in public.names.items()}
    titles = {letters[each.heading[0]]: each.heading[2:] for each in paper if each.heading and each.chapter in ids}
    for section in paper:
        if section.chapter in ids and section.heading:
            yield ids[section.chapter], letters[section.heading[0]], section.text
    yield from _paper_tables(public, paper, list(titles))
    sums, cells = chapter(paper, "Cómo rehacer la cuenta"), [(n, i, t) for n in ids for i, t in titles.items()]
    places = sorted((sums.find(f"{name}: {title}"), ids[name], each) for name, each, title in cells)
    shown = [place for place in places if place[0] >= 0]
    ends = [begins for begins, _, _ in shown[1:]] + [len(sums)]
    for (begins, territory, indicator), end in zip(shown, ends, strict=True):
        yield territory, indicator, sums[begins:end]


def _paper_tables(public: PublicFolder, paper: list[Section], order: Iterable[str]) -> Said:
    """The summary, and the comparison areas."""
    indicators = sorted(each for each in order if each in public.k)
    by_letter = {each: letter for letter, each in _letters(public).items()}
    indicators.sort(key=lambda each: by_letter[each])
    roles = public.tables["territory"].select("role", "name", "territory").rows()
    for name, role, pattern in (("Resumen", "intervention", CELL), ("Zonas", "comparison", ZONE_CELL)):
        text, names = chapter(paper, name), {plain(place): key for of, place, key in roles if of == role}
        if names:
            for territory, row in rows_of(text[text.index("Territorio ") :], names):
                for indicator, cell in zip(indicators, pattern.finditer(row), strict=False):
                    yield territory, indicator, cell[0]


def _feed(public: PublicFolder, documents: Documents) -> list[Claim]:
    """Its corrections, as the rows that they are of."""
    entries = Xml.fromstring(documents["sent/feed.xml"]).iter(f"{_ATOM}entry")  # noqa: S314  (we wrote it)
    told = [found for entry in entries for found in _ERRATUM.findall(entry.findtext(f"{_ATOM}content") or "")]
    table = public.tables["erratum"].clear()
    rows = [dict(zip(("table", "key", "before", "now"), each, strict=True)) for each in told]
    holder = PublicFolder(public.folder)
    holder.__dict__["tables"] = {**public.tables, "erratum": pl.DataFrame(rows, schema=table.schema)}
    return ATTACKS["errata"]([holder])


FORMS: Mapping[str, Callable[[PublicFolder, Documents], list[Claim]]] = {
    "data package, CSV": _of_tables(_csv_tables),
    "data package, packed": _of_tables(_packed_tables),
    "data package, Parquet": _of_tables(_parquet_tables),
    "data package, workbook": _of_tables(_sheets),
    "API, JSON": _of_tables(_api_json),
    "API, CSV": _of_tables(_api_csv),
    "report, pages": _of_words(_report_pages),
    "report, paper": _of_words(_paper),
    "light pages": _of_words(_light_pages),
    "feed": _feed,
}
"""What each form tells of counts, as somebody reads it who knows nothing but what is public."""
