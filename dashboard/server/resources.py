"""What the API offers, declared once: the routes answer by it and the OpenAPI document is written from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from schemas.published import BASES, BY_NAME, SCENARIOS, STATUSES, VERDICTS
from schemas.table import Column

How = Literal["among", "from", "to"]
PREFIX = "/api/v1"
DOCUMENT_PATH = f"{PREFIX}/openapi.json"
MOST_ROWS = 5000
"""In one answer; of a programme with five territories everything fits."""
LARGEST_NUMBER = 999_999_999
ID_PATTERN = r"^[A-Za-z0-9_\-]{1,64}$"
MONTH_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
NUMBER_PATTERN = r"^[1-9][0-9]{0,8}$"
PERIODS = ("month", "quarter", "window")
ROLES = ("intervention", "comparison")


@dataclass(frozen=True)
class Filter:
    """A parameter that selects rows; none adds anything up.

    Attributes:
        name: of the parameter.
        column: of the table.
        what: it selects.
        how: one of the values given (a parameter may come several times), or a month's bound.
        closed: the values that there are in every edition; None: ids of this edition.
    """

    name: str
    column: str
    what: str
    how: How = "among"
    closed: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Resource:
    """A list of the API.

    Attributes:
        name: last part of its address.
        what: it lists.
        table: published table; `editions` has none, since it is about all of them.
        columns: of the table, in order.
        order: columns by which rows are sorted, so that pages never overlap.
        filters: its parameters.
    """

    name: str
    what: str
    table: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    filters: tuple[Filter, ...] = ()

    @property
    def path(self) -> str:
        """Its address on the server."""
        return f"{PREFIX}/{self.name}"

    @property
    def names(self) -> tuple[str, ...]:
        """Of its columns."""
        return tuple(column.name for column in self.columns)


def _columns(table: str, *without: str) -> tuple[Column, ...]:
    return tuple(column for column in BY_NAME[table].columns if column.name not in without)


_INDICATOR = Filter("indicator", "indicator", "indicator id")
_TERRITORY = Filter("territory", "territory", "territory id")

EDITIONS = Resource(
    "editions",
    "every edition that ever was released, with its withdrawal where it was taken back",
    "",
    (
        Column("edition", "BIGINT", "number, rising by one"),
        Column("leads", "BOOLEAN", "the one that answers where no edition is asked for"),
        Column("released_at", "TIMESTAMP", "UTC"),
        Column("office", "VARCHAR", "who decided"),
        Column("sha256", "VARCHAR", "of its public tables"),
        Column("withdrawn_at", "TIMESTAMP", "UTC; NULL: it stands"),
        Column("reason", "VARCHAR", "why it was taken back"),
    ),
    ("edition",),
)

RESOURCES: tuple[Resource, ...] = (
    Resource(
        "indicators",
        "what is counted, and who registers it",
        "indicator",
        _columns("indicator", "ficha"),
        ("indicator",),
        (_INDICATOR,),
    ),
    Resource(
        "territories",
        "the places that are compared",
        "territory",
        _columns("territory", "outline"),
        ("territory",),
        (_TERRITORY, Filter("role", "role", "intervention or comparison", closed=ROLES)),
    ),
    Resource(
        "values",
        "the series, by month where every month may be told, else by quarter or window; a month without data has "
        "status `missing` and no value: it is never zero",
        "indicator_value",
        _columns("indicator_value"),
        ("indicator", "territory", "institution", "period", "month"),
        (
            _INDICATOR,
            _TERRITORY,
            Filter("institution", "institution", "institution id"),
            Filter("status", "status", "what is known of the month", closed=STATUSES),
            Filter("period", "period", "what a row is about", closed=PERIODS),
            Filter("from", "month", "first month (YYYY-MM)", "from"),
            Filter("to", "month", "last month (YYYY-MM)", "to"),
        ),
    ),
    Resource(
        "comparisons",
        "baseline against current, with verdict and sentence; areas to compare with have no verdict, withheld cells "
        "no figure",
        "comparison",
        _columns("comparison"),
        ("evaluation", "indicator", "territory", "scenario", "basis"),
        (
            Filter("evaluation", "evaluation", "evaluation id"),
            _INDICATOR,
            _TERRITORY,
            Filter("verdict", "verdict", "what the data allow one to say", closed=VERDICTS),
            Filter("scenario", "scenario", "variant; the public edition has `headline` alone", closed=SCENARIOS),
            Filter("basis", "basis", "whose series; the public edition has `lead` alone", closed=BASES),
        ),
    ),
)
BY_PATH: Mapping[str, Resource] = {each.path: each for each in (EDITIONS, *RESOURCES)}
COMMON = ("format", "edition", "limit", "offset")
"""Parameters that every list of an edition takes beside its filters; `editions` takes `format` alone."""
