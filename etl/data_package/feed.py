"""`feed.xml`: an Atom feed of the editions that were released, of those taken back, and of what an edition corrected.

Every date is the ledger's, never a clock's: the same history gives the same bytes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from etl.data_package.identity import tag
from etl.data_package.public_tables import PublicTables, read_public_tables
from etl.home import write_whole
from etl.public_edition import PUBLIC_FILE
from etl.words.dates import month_year
from schemas.words import LANGUAGES, Text

FEED = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LISTED = 200
"""Corrected figures that one entry names; the table `erratum` of the open data has them all."""

_TITLE = Text(es="Ediciones publicadas", gn="Edición oñemoherakuãvaʼekue", en="Released editions")
_GENERATED = Text(
    es="Datos generados para demostración", gn="Marandu ojejapo techaukarãnte", en="Data generated for demonstration"
)
_RELEASED = Text(
    es="La edición {edition} se publicó el {day}. Decidió: {office}.",
    gn="Edición {edition} oñemoherakuã ára {day}. Omoĩvaʼekue: {office}.",
    en="Edition {edition} was released on {day}. Decided by: {office}.",
)
_CORRECTED = Text(
    es="La edición {edition} corrige {number} cifras que ya estaban publicadas. La conclusión cambió en: {turned}.",
    gn="Edición {edition} omyatyrõ {number} papapy oñemoherakuã vaʼekue. Apopyre iñambue: {turned}.",
    en="Edition {edition} corrects {number} figures that were public. The verdict turned in: {turned}.",
)


@dataclass(frozen=True)
class Entry:
    """One entry of the feed; times in UTC."""

    id: str
    title: str
    category: str
    published: datetime
    updated: datetime
    text: str


def write_feed(
    public_folder: Path, history: Sequence[Mapping[str, Any]], notices: Sequence[Mapping[str, Any]]
) -> Path | None:
    """Write the feed into the public folder of an edition; where nothing ever was public there is none.

    Args:
        public_folder: with its `public.duckdb`, or without it where that edition was taken back.
        history: `editions` of `public_history.json`.
        notices: `withdrawn` of `notices.json`.
    """
    if not history:
        return None
    file = public_folder / PUBLIC_FILE
    tables = read_public_tables(file, only=("edition", "erratum")) if file.exists() else None
    path = public_folder / FEED
    write_whole(path, atom(history, notices, tables))
    return path


def atom(
    history: Sequence[Mapping[str, Any]], notices: Sequence[Mapping[str, Any]], tables: PublicTables | None
) -> str:
    """The feed as text.

    Args:
        history: at least one edition.
        notices: of the editions that were taken back.
        tables: `edition` and `erratum` of the edition that is public; None where it was taken back.
    """
    found = [*_editions(history, notices), *(_errata(history, tables) if tables else ())]
    entries = sorted(found, key=lambda entry: (entry.updated, entry.id), reverse=True)
    root = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": "es"})
    first = min(history, key=lambda each: int(each["edition"]))
    _add(root, "id", tag("ediciones", str(first["sha256"])[:16]))
    _add(root, "title", _title(tables))
    _add(root, "updated", _stamp(entries[0].updated))
    _add(_add(root, "author", None), "name", str(history[-1]["office"] or _TITLE.es))
    _add(root, "link", None, href="index.html", rel="alternate", type="text/html")
    for entry in entries:
        _add_entry(root, entry)
    Xml.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _title(tables: PublicTables | None) -> str:
    if tables is None:
        return _TITLE.es
    mark = tables.mark
    return " · ".join([mark["title_es"], _TITLE.es, *([_GENERATED.es] if mark["synthetic"] else [])])


def _editions(history: Sequence[Mapping[str, Any]], notices: Sequence[Mapping[str, Any]]) -> Iterator[Entry]:
    told = {notice["edition"]: notice for notice in notices}
    for each in history:
        number, released = each["edition"], _moment(each["released_at"])
        words = _in_all(_RELEASED, released, edition=number, office=each["office"] or "–")
        identity = tag("edicion", number, str(each["sha256"])[:16])
        if each["withdrawn_at"] is None:
            yield Entry(identity, f"Edición {number}", "edicion", released, released, words)
            continue
        notice = "\n".join(str(told[number][f"sentence_{language}"]) for language in LANGUAGES)
        yield Entry(
            identity, f"Edición {number}, retirada", "retirada", released, _moment(each["withdrawn_at"]),
            f"{notice}\n\n{words}",
        )  # fmt: skip


def _errata(history: Sequence[Mapping[str, Any]], tables: PublicTables) -> Iterator[Entry]:
    """One entry an edition that corrected something, with what it said before and says now."""
    released = {each["edition"]: each for each in history}
    by_edition: dict[int, list[dict[str, Any]]] = {}
    for row in tables.rows("erratum"):
        by_edition.setdefault(row["edition"], []).append(row)
    for number, rows in sorted(by_edition.items()):
        # an edition that was never public itself corrects on the day of the one that tells of it
        known = released.get(number) or released[tables.mark["edition"]]
        at = _moment(known["released_at"])
        turned = [row["key"] for row in rows if row["verdict_turned"]]
        words = _in_all(_CORRECTED, at, edition=number, number=len(rows), turned=", ".join(turned) or "0")
        lines = [f"{row['table']} {row['key']}: {row['before']} → {row['now']} ({row['why']})" for row in rows]
        more = [f"… ({len(lines) - _LISTED})"] if len(lines) > _LISTED else []
        text = "\n".join([words, "", *lines[:_LISTED], *more])
        identity = tag("erratas", number, str(known["sha256"])[:16])
        yield Entry(identity, f"Fe de erratas de la edición {number}", "errata", at, at, text)


def _in_all(text: Text, at: datetime, **values: Any) -> str:
    """The text in every language, one a line."""
    return "\n".join(text[language].format(day=_day(at, language), **values) for language in LANGUAGES)


def _day(at: datetime, language: str) -> str:
    of = " de " if language == "es" else " "
    return f"{at.day}{of}{month_year(at.date(), language)}"


def _add_entry(root: Xml.Element, entry: Entry) -> None:
    element = _add(root, "entry", None)
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "published", _stamp(entry.published))
    _add(element, "updated", _stamp(entry.updated))
    _add(element, "category", None, term=entry.category)
    _add(element, "content", entry.text, type="text")


def _add(parent: Xml.Element, name: str, text: str | None, **attributes: str) -> Xml.Element:
    element = Xml.SubElement(parent, name, attributes)
    element.text = None if text is None else _NOT_XML.sub(" ", text)
    return element


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp).astimezone(UTC)


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
