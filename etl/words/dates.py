"""Months as people of each language write them. Guaraní keeps the Spanish month with its own name: «mayo (jasypo)»."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from schemas.words import add_months

MONTHS: dict[str, tuple[str, ...]] = {
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    "gn": (
        "jasyteĩ",
        "jasykõi",
        "jasyapy",
        "jasyrundy",
        "jasypo",
        "jasypoteĩ",
        "jasypokõi",
        "jasypoapy",
        "jasyporundy",
        "jasypa",
        "jasypateĩ",
        "jasypakõi",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
SHORT_MONTHS: dict[str, tuple[str, ...]] = {
    language: tuple(name[:3] for name in MONTHS["en" if language == "en" else "es"]) for language in MONTHS
}
_OF = {"es": " de ", "gn": " ", "en": " "}
_TO = {"es": " a ", "gn": " – ", "en": " to "}
_AND = {"es": " y ", "gn": " ha ", "en": " and "}


def month_name(month: date, language: str, aloud: bool = False) -> str:
    """The name of a month without its year; aloud in Guaraní the Guaraní name alone."""
    name = MONTHS["es" if language == "gn" and not aloud else language][month.month - 1]
    return f"{name} ({MONTHS['gn'][month.month - 1]})" if language == "gn" and not aloud else name


def month_year(month: date, language: str, aloud: bool = False) -> str:
    """«mayo de 2019», «mayo (jasypo) 2019», "May 2019"."""
    return f"{month_name(month, language, aloud)}{_OF[language]}{month.year}"


def month_span(first: date, last: date, language: str, aloud: bool = False) -> str:
    """«marzo a mayo de 2020», «julio de 2017 a junio de 2018»; a single month by itself."""
    if (first.year, first.month) == (last.year, last.month):
        return month_year(first, language, aloud)
    one_year = first.year == last.year
    start = month_name(first, language, aloud) if one_year else month_year(first, language, aloud)
    to = " guive " if language == "gn" and aloud else _TO[language]
    return f"{start}{to}{month_year(last, language, aloud)}"


def month_list(months: list[date], language: str) -> str:
    """Months in order, neighbours drawn together: «marzo de 2018 y julio a septiembre de 2019»."""
    spans = [month_span(first, last, language) for first, last in _runs(sorted(months))]
    return _AND[language].join([", ".join(spans[:-1]), spans[-1]]) if len(spans) > 1 else "".join(spans)


def _runs(months: list[date]) -> Iterator[tuple[date, date]]:
    if not months:
        return
    breaks = [index for index, (a, b) in enumerate(pairwise(months), 1) if b != add_months(a, 1)]
    for start, end in pairwise([0, *breaks, len(months)]):
        yield months[start], months[end - 1]
