"""The table `ficha_line`: each indicator's ficha in words, from the same file that the engine reads."""

from collections.abc import Iterator

import polars as pl

from etl.method_sections import ficha_words as words
from etl.words.dates import month_year
from etl.words.numbers import number
from schemas.load import Programme
from schemas.programme import Indicator
from schemas.published_methods import FICHA_LINE, FICHA_PARTS
from schemas.words import LANGUAGES, Text

Line = tuple[str, str]
"""Part of the ficha and text."""
LISTS = {"includes": "includes", "excludes": "excludes", "verification": "verification", "caveat": "caveats"}


def ficha_lines(programme: Programme) -> pl.DataFrame:
    """The rows of `ficha_line`: indicators by letter, languages, lines in the order of `FICHA_PARTS`.

    Args:
        programme: its indicators' files, institutions and alignment.
    """
    indicators = sorted(programme.indicators.values(), key=lambda each: each.letter)
    rows = [
        {
            "indicator": each.id, "language": language, "position": position, "part": part,
            "heading": words.HEADINGS[part][language], "text": text,
        }
        for each in indicators
        for language in LANGUAGES
        for position, (part, text) in enumerate(_lines(each, programme, language), 1)
    ]  # fmt: skip
    return pl.DataFrame(rows, infer_schema_length=None).select(FICHA_LINE.names)


def _lines(indicator: Indicator, programme: Programme, language: str) -> list[Line]:
    found = [
        *_what(indicator, language), *_who(indicator, programme, language), *_judged(indicator, language),
        *_served(indicator, programme, language), *_published(indicator, language), *_standard(indicator, language),
        *((part, line) for part, name in LISTS.items() for line in indicator.lines(name, language)),
    ]  # fmt: skip
    return sorted(found, key=lambda line: FICHA_PARTS.index(line[0]))


def _what(indicator: Indicator, language: str) -> Iterator[Line]:
    yield "definition", indicator.definition[language]
    if indicator.proxy:
        yield "definition", words.PROXY[language]
    yield "unit", words.UNITS[indicator.unit][language]
    yield "date", words.DATES[indicator.date_that_counts][language]
    for law in indicator.legal:
        yield "legal", law
    for change in sorted(indicator.breaks, key=lambda each: each.date):
        yield "break", f"{month_year(change.date, language)}: {change.what[language]}"


def _who(indicator: Indicator, programme: Programme, language: str) -> Iterator[Line]:
    known = {each.id: each for each in programme.declaration.institutions}
    if not indicator.institutions:
        yield "institution", words.NOBODY[language]
    for identity in indicator.institutions:
        institution = known[identity]
        meaning: Text = indicator.counts_as.get(identity) or institution.what_it_counts or words.UNSAID
        template = words.LEAD if identity == indicator.lead else words.BESIDE
        yield "institution", template[language].format(name=institution.name, meaning=meaning[language])


def _judged(indicator: Indicator, language: str) -> Iterator[Line]:
    direction = words.DIRECTIONS[indicator.polarity][language]
    by = indicator.decided_by(language).rstrip(".")
    yield "direction", words.DECIDED[language].format(direction=direction, by=by)
    if indicator.neutral_note:
        yield "note", indicator.neutral_note[language]


def _served(indicator: Indicator, programme: Programme, language: str) -> Iterator[Line]:
    known = {f"{goal.framework}, {goal.code}": goal.text for goal in programme.declaration.alignment}
    for goal in indicator.goals:
        yield "goal", f"{goal}: {known[goal][language]}" if goal in known else goal


def _published(indicator: Indicator, language: str) -> Iterator[Line]:
    rule = words.SENSITIVE if indicator.sensitive else words.FEW
    if indicator.grain == "activity":
        rule = words.OPEN
    yield "publication", rule[language].format(most=number(indicator.k - 1, language))


def _standard(indicator: Indicator, language: str) -> Iterator[Line]:
    if indicator.standard is None:
        return
    for name, template in words.STANDARD.items():
        yield "standard", template[language].format(text=getattr(indicator.standard, name)[language])
    yield "standard", words.SOURCE[language].format(text=indicator.standard.source)
    yield "check", indicator.standard.to_check[language]
