"""A text in the languages of the product, and months as the programme writes them."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

LANGUAGES = ("es", "gn", "en")


class Strict(BaseModel):
    """A model that refuses unknown keys: a typing mistake in a file must never be silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Text(Strict):
    """The same text in Spanish, Guaraní and English."""

    es: str
    gn: str
    en: str

    def __getitem__(self, language: str) -> str:
        return str(getattr(self, language))


def _month(value: Any) -> Any:
    """Read "2019-05" as the first day of that month."""
    if isinstance(value, str) and len(value) == len("2019-05"):
        year, _, month = value.partition("-")
        if year.isdigit() and month.isdigit() and 1 <= int(month) <= 12:
            return date(int(year), int(month), 1)
    if isinstance(value, date) and value.day == 1:
        return value
    raise ValueError("a month is written as YYYY-MM")


Month = Annotated[date, BeforeValidator(_month), PlainSerializer(lambda d: f"{d:%Y-%m}")]


def months_between(first: date, last: date) -> list[date]:
    """All first-of-month dates from `first` to `last`, both included (empty when reversed)."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, step) for step in range(max(count, 0))]


def add_months(month: date, step: int) -> date:
    """The first day of the month that lies `step` months after `month`."""
    index = month.year * 12 + month.month - 1 + step
    return date(index // 12, index % 12 + 1, 1)
