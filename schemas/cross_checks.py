"""What no file of a programme can tell alone: names that must stand elsewhere, and feeds that cannot work."""

import codecs
import re
from collections.abc import Iterable, Mapping

import polars as pl

from schemas.errors import ProgrammeError
from schemas.feed import Feed
from schemas.fold import fold
from schemas.programme import Declaration, Indicator

_DATE_PARTS = frozenset({"%d", "%m", "%Y", "%y", "%H", "%M", "%S", "%B", "%b", "%A", "%a"})
_PERIOD_GROUPS = {"year", "month", "quarter", "half"}


def check_references(
    declaration: Declaration,
    indicators: Mapping[str, Indicator],
    feeds: Mapping[str, Feed],
    territories: set[str],
    zeros: pl.DataFrame,
) -> None:
    """Refuse names that no other file of the programme knows.

    Raises:
        ProgrammeError: with file, key, what is wrong and the cure.
    """
    institutions = {institution.id for institution in declaration.institutions}
    _check_declaration(declaration)
    for indicator in indicators.values():
        file = f"indicators/{indicator.id}.toml"
        changed = (change.institution for change in indicator.breaks if change.institution is not None)
        _refer(file, "institutions", indicator.institutions, institutions, "programme.toml [[institutions]]")
        _refer(file, "breaks.institution", changed, institutions, "programme.toml [[institutions]]")
    _letters_once(indicators)
    for feed in feeds.values():
        _check_feed_names(feed, institutions, set(indicators), territories)
        check_feed(feed)
    _patterns_once(feeds)
    for row in zeros.iter_rows(named=True):
        line = f"línea {row['line']}"
        _refer(
            "zeros.csv",
            f"{line}, institution",
            [row["institution"] or ""],
            institutions,
            "programme.toml [[institutions]]",
        )
        _refer("zeros.csv", f"{line}, indicator", [row["indicator"] or ""], set(indicators), "indicators/")
        _refer("zeros.csv", f"{line}, territory", [row["territory"] or ""], territories, "territories.csv")


def _refer(file: str, key: str, values: Iterable[str], known: set[str], where: str) -> None:
    for value in values:
        if value not in known:
            raise ProgrammeError(
                file,
                key,
                f"«{value}» no está en {where}; agréguelo allí o corrija el nombre",
                f"“{value}” is not in {where}; add it there or correct the name",
            )


def _check_declaration(declaration: Declaration) -> None:
    for key in ("evaluations", "institutions", "shocks", "milestones"):
        seen: set[str] = set()
        for item in getattr(declaration, key):
            if item.id in seen:
                raise ProgrammeError(
                    "programme.toml",
                    f"{key}.id",
                    f"«{item.id}» está dos veces; deje uno o cambie el id",
                    f"“{item.id}” is there twice; leave one or change the id",
                )
            seen.add(item.id)


def _letters_once(indicators: Mapping[str, Indicator]) -> None:
    seen: dict[str, str] = {}
    for indicator in indicators.values():
        other = seen.setdefault(indicator.letter, indicator.id)
        if other != indicator.id:
            raise ProgrammeError(
                f"indicators/{indicator.id}.toml",
                "letter",
                f"la letra «{indicator.letter}» ya es de «{other}»; use otra",
                f"letter “{indicator.letter}” already belongs to “{other}”; use another",
            )


def _patterns_once(feeds: Mapping[str, Feed]) -> None:
    seen: dict[str, str] = {}
    for feed in feeds.values():
        other = seen.setdefault(feed.file_pattern.lower(), feed.id)
        if other != feed.id:
            raise ProgrammeError(
                f"feeds/{feed.id}.toml",
                "file_pattern",
                f"«{feed.file_pattern}» ya es el nombre de «{other}»; póngale otro a uno de los dos",
                f"“{feed.file_pattern}” is already that of “{other}”; give one of them another",
            )


def _check_feed_names(feed: Feed, institutions: set[str], indicators: set[str], territories: set[str]) -> None:
    file = f"feeds/{feed.id}.toml"
    _refer(file, "institution", [feed.institution], institutions, "programme.toml [[institutions]]")
    _refer(file, "covers.indicators", feed.covers.indicators, indicators, "indicators/")
    if feed.covers.territories != "all":
        _refer(file, "covers.territories", feed.covers.territories, territories, "territories.csv")
    _refer(file, "indicator", [feed.indicator] if feed.indicator else [], indicators, "indicators/")


def check_feed(feed: Feed) -> None:
    """Refuse a feed that could read no file, whatever is sent.

    Raises:
        ProgrammeError: with file, key, what is wrong and the cure.
    """
    for check in (_headings_once, _encoding, _delimiter, _dates, _covers, _places_of_dates, _patterns):
        check(f"feeds/{feed.id}.toml", feed)


def _headings_once(file: str, feed: Feed) -> None:
    seen: dict[str, str] = {}
    for name, headings in (*feed.columns.items(), ("drop", feed.drop)):
        for heading in headings:
            other = seen.setdefault(fold(heading), name)
            if other != name:
                raise ProgrammeError(
                    file,
                    "drop" if name == "drop" else f"columns.{name}",
                    f"el encabezado «{heading}» ya está en «{other}»; déjelo en uno solo",
                    f"heading “{heading}” already stands in “{other}”; leave it in one",
                )


def _encoding(file: str, feed: Feed) -> None:
    if feed.encoding == "auto":
        return
    try:
        known = codecs.lookup(feed.encoding)._is_text_encoding
    except LookupError:
        known = False
    if not known:
        raise ProgrammeError(
            file,
            "encoding",
            f"no se conoce «{feed.encoding}»; use auto, utf-8, windows-1252, latin-1 o utf-16",
            f"“{feed.encoding}” is not known; use auto, utf-8, windows-1252, latin-1 or utf-16",
        )


def _delimiter(file: str, feed: Feed) -> None:
    if feed.delimiter != "auto" and (
        feed.delimiter in '"\n\r' or not feed.delimiter.isascii() or feed.delimiter.isalnum()
    ):
        raise ProgrammeError(
            file,
            "delimiter",
            f"«{feed.delimiter}» no puede separar columnas; use ; , | o tabulador",
            f"“{feed.delimiter}” cannot separate columns; use ; , | or a tab",
        )


def _dates(file: str, feed: Feed) -> None:
    for text in feed.date_formats:
        parts = set(re.findall(r"%.?", text))
        day = parts & {"%d"} and parts & {"%m", "%B", "%b"} and parts & {"%Y", "%y"}
        if parts - _DATE_PARTS or not day:
            raise ProgrammeError(
                file,
                "date_formats",
                f"«{text}» no sirve; use %d, %m (o %B), %Y (o %y) y, si hay hora, %H:%M",
                f"“{text}” does not fit; use %d, %m (or %B), %Y (or %y) and, with a time, %H:%M",
            )


def _covers(file: str, feed: Feed) -> None:
    first, last = feed.covers.first, feed.covers.last
    if first is not None and last is not None and last < first:
        raise ProgrammeError(
            file,
            "covers",
            "termina antes de empezar; ponga en «from» el mes más antiguo",
            "ends before it begins; put the earlier month in “from”",
        )


def _places_of_dates(file: str, feed: Feed) -> None:
    """A sheet's name or a cell can say a date only where there are sheets."""
    workbook = feed.format in ("xlsx", "ods")
    extraction = feed.extraction.source if feed.extraction is not None else None
    for key, needed in (("period.from", feed.period.source == "sheet"), ("extraction.from", extraction == "cell")):
        if needed and not workbook:
            raise ProgrammeError(
                file,
                key,
                f'un archivo {feed.format} no tiene hojas; use "name"',
                f'a {feed.format} file has no sheets; use "name"',
            )
    if feed.wide_months is not None and feed.grain != "monthly_count":
        raise ProgrammeError(
            file,
            "wide_months",
            'los meses como columnas son de grain = "monthly_count"; cambie uno de los dos',
            'months as columns belong to grain = "monthly_count"; change one of the two',
        )


def _patterns(file: str, feed: Feed) -> None:
    wide = feed.wide_months
    extraction = feed.extraction.pattern if feed.extraction is not None else None
    _pattern(file, "period.pattern", feed.period.pattern, {"year"}, _PERIOD_GROUPS)
    _pattern(file, "extraction.pattern", extraction, {"year", "month"}, {"year", "month", "day"})
    if wide is not None:
        told = "year" in feed.columns or feed.period.source in ("name", "sheet")
        needed = {"month"} if told else {"month", "year"}
        _pattern(file, "wide_months.pattern", wide.pattern, needed, {"year", "month"})


def _pattern(file: str, key: str, pattern: str | None, needed: set[str], known: set[str]) -> None:
    if pattern is None:
        return
    try:
        groups = set(re.compile(pattern).groupindex)
    except re.error as error:
        raise ProgrammeError(
            file,
            key,
            f"no es una expresión regular válida (posición {error.pos}); corríjala",
            f"is not a valid regular expression ({error}); correct it",
        ) from error
    absent = ", ".join(f"(?P<{name}>…)" for name in sorted(needed - groups))
    if absent:
        raise ProgrammeError(
            file, key, f"no nombra lo que busca; agregue {absent}", f"does not name what it looks for; add {absent}"
        )
    if groups - known:
        other, allowed = ", ".join(sorted(groups - known)), ", ".join(sorted(known))
        raise ProgrammeError(
            file,
            key,
            f"nombra «{other}», que nadie usa; use {allowed}",
            f"names “{other}”, which nobody uses; use {allowed}",
        )
