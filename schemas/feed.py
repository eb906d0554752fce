"""A feed file, `feeds/<id>.toml`: all that the layout of one institution needs, without code."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.programme import Id
from schemas.words import Month, Strict

Grain = Literal["incident", "monthly_count", "activity"]

STANDARD_COLUMNS: dict[str, frozenset[str]] = {
    "incident": frozenset(
        {"case_ref", "event_date", "report_date", "hour", "offence", "territory", "barrio", "district"}
        | {"department", "comisaria", "latitude", "longitude", "weekday"}
    ),
    "monthly_count": frozenset(
        {"month", "year", "quarter", "offence", "territory", "barrio", "district", "department", "comisaria", "count"}
    ),
    "activity": frozenset(
        {"activity_ref", "event_date", "kind", "territory", "barrio", "district", "department", "place"}
        | {"participants", "state", "state_reason"}
    ),
}
REQUIRED_COLUMNS: dict[str, frozenset[str]] = {
    "incident": frozenset({"event_date"}),
    "monthly_count": frozenset({"month"}),
    "activity": frozenset({"event_date", "kind", "state"}),
}
PLACE_COLUMNS = ("territory", "barrio", "district", "department", "comisaria", "latitude", "longitude")
TRANSIENT_COLUMNS = ("latitude", "longitude", "hour", "place")
"""Columns that serve to find the territory and are never stored, in quarantine either."""


class FromName(Strict):
    """A date that stands in the file's name: a regular expression with groups year, month, day or quarter."""

    source: Literal["name"] = Field("name", alias="from")
    pattern: str


class FromCell(Strict):
    """A date that stands in the sheet's name, in a cell above the table, or in a column."""

    source: Literal["sheet", "cell", "column"] = Field(alias="from")
    pattern: str | None = None
    cell: str | None = Field(None, pattern=r"^[A-Z]{1,3}[0-9]{1,7}$")
    column: str | None = None


class Period(Strict):
    """How the reporting period of a delivery is known."""

    source: Literal["name", "sheet", "records"] = Field(alias="from")
    pattern: str | None = None
    months: int = Field(1, ge=1, le=120, description="months that one delivery covers, from the first one named")

    @model_validator(mode="after")
    def _pattern_where_needed(self) -> Self:
        if self.source != "records" and not self.pattern:
            raise ValueError("pattern_missing")
        return self


class Extraction(Strict):
    """Where the extraction date stands; without this section it is the end of the period."""

    source: Literal["name", "cell", "column"] = Field(alias="from")
    pattern: str | None = None
    cell: str | None = Field(None, pattern=r"^[A-Z]{1,3}[0-9]{1,7}$")
    column: str | None = None

    @model_validator(mode="after")
    def _where_needed(self) -> Self:
        if self.source == "name" and not self.pattern:
            raise ValueError("pattern_missing")
        if self.source == "cell" and not self.cell:
            raise ValueError("cell_missing")
        if self.source == "column" and not self.column:
            raise ValueError("column_missing")
        return self


class Sheets(Strict):
    """Which sheets of a workbook are read and where the heading stands."""

    names: tuple[str, ...] = Field((), description="empty: every visible sheet that has the heading")
    header_rows: int = Field(1, ge=1, le=4, description="rows of the heading; merged headings are joined by a space")
    header_at: int | None = Field(None, ge=1, description="row of the heading's first line; default: found by itself")


class WideMonths(Strict):
    """Months as columns: each heading that matches is a month, each cell a count."""

    pattern: str = Field(description="regular expression on the heading with groups month and, if there, year")


class Coverage(Strict):
    """What the feed covers: outside it a month is not expected, not missing."""

    territories: tuple[str, ...] | Literal["all"] = "all"
    first: Month | None = Field(None, alias="from")
    last: Month | None = Field(None, alias="to")
    indicators: tuple[str, ...] = Field(description="indicators for which this feed is a source")


class Due(Strict):
    """How often a delivery is expected, and how many days after the end of its period."""

    every_months: int = Field(1, ge=1, le=12)
    days: int = Field(15, ge=0, le=366)


class States(Strict):
    """The sender's words for the state of an activity."""

    done: tuple[str, ...]
    suspended: tuple[str, ...] = ()


class Feed(Strict):
    """One recurring supply of data by one institution in one layout."""

    id: str = Id
    title: str
    institution: str
    contact: str | None = None
    grain: Grain
    file_pattern: str
    format: Literal["csv", "xlsx", "ods", "parquet"]
    encoding: str = "auto"
    delimiter: str = "auto"
    delivery: Literal["whole_period", "additions"]
    date_formats: tuple[str, ...] = ("%d/%m/%Y", "%Y-%m-%d")
    decimal_comma: bool = True
    case_ref_shared: bool = Field(False, description="the case reference is common to several institutions")
    columns: dict[str, tuple[str, ...]]
    optional: tuple[str, ...] = Field((), description="named columns whose absence does not refuse a delivery")
    drop: tuple[str, ...] = ()
    sheets: Sheets = Sheets()  # type: ignore[call-arg]
    wide_months: WideMonths | None = None
    period: Period
    extraction: Extraction | None = None
    covers: Coverage
    due: Due = Due()  # type: ignore[call-arg]
    max_bad_share: float = Field(0.2, gt=0, le=1)
    plausible_max: int | None = Field(None, ge=1, description="largest count of one row, or rows of one month")
    indicator: str | None = Field(None, description="for a layout without an offence column: what every row counts as")
    states: States | None = None
    totals: tuple[str, ...] = Field(("total", "totales", "total general", "subtotal", "suma"))
    department: str | None = Field(None, description="department of all rows, where the layout has no such column")
    district: str | None = Field(None, description="district of all rows, where the layout has no such column")

    @model_validator(mode="after")
    def _columns_fit_grain(self) -> Self:
        known = STANDARD_COLUMNS[self.grain]
        for name, headings in self.columns.items():
            if name not in known:
                raise ValueError(f"unknown_column:{name}")
            if not headings:
                raise ValueError(f"no_heading:{name}")
        self._required_columns_named()
        if len(self.delimiter) != 1 and self.delimiter != "auto":
            raise ValueError("bad_delimiter")
        return self

    def _required_columns_named(self) -> None:
        required = set(REQUIRED_COLUMNS[self.grain])
        if self.wide_months is not None:
            required -= {"month"}
        elif self.grain == "monthly_count":
            required |= {"count"}
        if self.grain != "activity" and self.indicator is None:
            required |= {"offence"}
        if self.grain == "activity" and self.states is None:
            raise ValueError("states_missing")
        for name in self.optional:
            if name not in self.columns or name in required:
                raise ValueError(f"cannot_be_optional:{name}")
        for name in sorted(required - self.columns.keys()):
            raise ValueError(f"column_not_named:{name}")
        if not set(PLACE_COLUMNS) & self.columns.keys() and self.district is None:
            raise ValueError("no_place_column")
        if ("latitude" in self.columns) != ("longitude" in self.columns):
            raise ValueError("half_coordinates")
