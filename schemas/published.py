"""The tables of an edition, declared once: the run creates them, the dashboard reads them, the docs list them.

The minimum columns are a contract (docs/decisions.md); a table may have more, never fewer.
"""

from dataclasses import dataclass
from typing import Literal

SCHEMA_VERSION = 1
METHOD_VERSION = "1"

DuckType = Literal["VARCHAR", "DATE", "BIGINT", "DOUBLE", "BOOLEAN", "TIMESTAMP"]

STATUSES = ("reported", "zero", "missing", "partial", "provisional", "not_expected", "suppressed")
VERDICTS = ("decreased", "increased", "no_clear_change", "insufficient", "not_comparable", "withheld")
REASONS = ("missing_months", "few_cases", "zeros_unconfirmed", "recording_changed", "weak_signal", "no_feed")
SCENARIOS = ("headline", "whole", "apart", "baseline_back", "baseline_forward")
BASES = ("lead", "sum", "max", "linked")


@dataclass(frozen=True)
class Column:
    """One column: its name, its DuckDB type and what it holds."""

    name: str
    type: DuckType
    what: str


@dataclass(frozen=True)
class Table:
    """One published table and whether the public edition holds it."""

    name: str
    public: bool
    what: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    def ddl(self) -> str:
        """The CREATE TABLE statement; names are ours, never a sender's."""
        body = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        return f'CREATE TABLE "{self.name}" ({body})'


def _columns(type_: DuckType, **what: str) -> tuple[Column, ...]:
    return tuple(Column(name, type_, text) for name, text in what.items())


_CELL = _columns("VARCHAR", indicator="indicator id", territory="territory id")
_NAMES = _columns("VARCHAR", name_es="name in Spanish", name_gn="name in Guaraní", name_en="name in English")

EDITION = Table(
    "edition",
    True,
    "one row: what this edition is",
    (
        Column("edition", "BIGINT", "number, rising by one"),
        Column("published_at", "TIMESTAMP", "UTC"),
        *_columns("VARCHAR", programme="programme id", method_version="version of the methods"),
        Column("deliveries", "BIGINT", "deliveries whose records count in it"),
        Column("synthetic", "BOOLEAN", "true: data generated for demonstration"),
        Column("schema_version", "BIGINT", "version of these tables"),
        *_columns("VARCHAR", title_es="title", title_gn="title", title_en="title", place="where", credit="credit"),
        *_columns("VARCHAR", note_es="note", note_gn="note", note_en="note"),
        *_columns("DATE", first_month="first month expected", last_month="last month expected", data_until="last day"),
        Column("lead_evaluation", "VARCHAR", "the evaluation that leads"),
        Column("fingerprint", "VARCHAR", "SHA-256 over what the figures depend on"),
        Column("baseline_frozen", "BOOLEAN", "false: the baseline is provisional"),
    ),
)

EVALUATION = Table(
    "evaluation",
    True,
    "the declared pairs of windows",
    (
        *_columns("VARCHAR", evaluation="id"),
        *_NAMES,
        *_columns("DATE", meeting="date of the meeting", declared="date of declaration"),
        *_columns("DATE", baseline_from="first month", baseline_to="last month"),
        *_columns("DATE", current_from="first month", current_to="last month"),
        Column("closed", "BOOLEAN", "the meeting has been held"),
        Column("leads", "BOOLEAN", "the one shown first"),
    ),
)

SHOCK = Table(
    "shock",
    True,
    "dated events that distort the series",
    (
        *_columns("VARCHAR", shock="id"),
        *_NAMES,
        *_columns("DATE", starts="first day", ends="last day"),
        Column("stands_apart", "BOOLEAN", "its months leave the headline"),
        Column("source", "VARCHAR", "where the dates come from"),
    ),
)

INSTITUTION = Table(
    "institution",
    True,
    "who registers",
    _columns("VARCHAR", institution="id", name="name", short="short name"),
)

INDICATOR = Table(
    "indicator",
    True,
    "the indicators, from their fichas",
    (
        *_columns("VARCHAR", indicator="id", letter="letter of the commitment"),
        *_NAMES,
        *_columns("VARCHAR", definition="in Spanish", unit="case, victim, complaint or activity"),
        *_columns("VARCHAR", polarity="lower_better, higher_better or neutral"),
        Column("sensitive", "BOOLEAN", "nothing finer than the territory is kept"),
        Column("lead", "VARCHAR", "institution of the headline; NULL where no feed exists"),
        Column("proxy", "BOOLEAN", "stands in for what cannot be counted"),
        *_columns("VARCHAR", grain="incident or activity", date_that_counts="event or report"),
        *_columns("VARCHAR", definition_gn="in Guaraní", definition_en="in English"),
        *_columns("VARCHAR", note_es="permanent note", note_gn="permanent note", note_en="permanent note"),
        Column("ficha", "VARCHAR", "the whole ficha as JSON"),
    ),
)

TERRITORY = Table(
    "territory",
    True,
    "the places that are compared",
    (
        *_columns("VARCHAR", territory="id", name="name", role="intervention or comparison"),
        *_columns("VARCHAR", parent="department or district", note="note", outline="GeoJSON geometry or NULL"),
    ),
)

POPULATION = Table(
    "population",
    True,
    "inhabitants",
    (
        Column("territory", "VARCHAR", "id"),
        Column("year", "BIGINT", "year"),
        Column("population", "BIGINT", "inhabitants"),
        Column("estimated", "BOOLEAN", "true: our estimate"),
        Column("source", "VARCHAR", "where from"),
    ),
)

INDICATOR_VALUE = Table(
    "indicator_value",
    True,
    "the monthly series",
    (
        *_CELL,
        Column("institution", "VARCHAR", "who registered"),
        Column("month", "DATE", "first day"),
        Column("value", "BIGINT", "count; NULL unless reported, zero, partial or provisional"),
        Column("status", "VARCHAR", ", ".join(STATUSES)),
        Column("zero_confirmed", "BOOLEAN", "the source confirmed the zero"),
    ),
)

COMPARISON = Table(
    "comparison",
    True,
    "baseline against current",
    (
        Column("evaluation", "VARCHAR", "id"),
        *_CELL,
        *_columns("VARCHAR", scenario=", ".join(SCENARIOS), basis=", ".join(BASES), institution="of the basis lead"),
        *_columns("BIGINT", months_matched="months in both windows", months_expected="months planned"),
        *_columns("DATE", baseline_from="declared window", baseline_to="declared window"),
        *_columns("BIGINT", baseline_days="days of the matched months", baseline_count="cases in them"),
        Column("baseline_rate", "DOUBLE", "cases per mean month"),
        *_columns("DATE", current_from="declared window", current_to="declared window"),
        *_columns("BIGINT", current_days="days of the matched months", current_count="cases in them"),
        Column("current_rate", "DOUBLE", "cases per mean month"),
        *_columns("DOUBLE", rate_ratio="current over baseline", ratio_low="95 % interval", ratio_high="95 % interval"),
        *_columns("DOUBLE", p_value="central, two-sided", q_value="Benjamini-Hochberg", dispersion="phi"),
        *_columns(
            "BIGINT", detect_low="largest count that would be a fall", detect_high="smallest that would be a rise"
        ),
        *_columns("VARCHAR", verdict=", ".join(VERDICTS), reason=", ".join(REASONS) + " or NULL"),
        Column("robust", "BOOLEAN", "false: depends on source, window or unplaced rows"),
        *_columns("VARCHAR", sentence_es="what may be said", sentence_gn="Guaraní", sentence_en="English"),
        *_columns("VARCHAR", fragile="source, window, unplaced or NULL", dispersion_from="cell, indicator, unverified"),
        *_columns("DOUBLE", baseline_low="rate interval", baseline_high="rate interval"),
        *_columns("DOUBLE", current_low="rate interval", current_high="rate interval"),
        *_columns("VARCHAR", spoken_es="to be said aloud", spoken_gn="Guaraní", spoken_en="English"),
    ),
)

AREA_COMPARISON = Table(
    "area_comparison",
    True,
    "programme against comparison areas",
    (
        Column("evaluation", "VARCHAR", "id"),
        *_CELL,
        *_columns("DOUBLE", rrr="ratio of rate ratios", low="95 % interval", high="95 % interval", p_value="two-sided"),
        Column("areas", "BIGINT", "comparison areas used"),
        *_columns(
            "VARCHAR", reason="why there is none", sentence_es="Spanish", sentence_gn="Guaraní", sentence_en="English"
        ),
    ),
)

SIGNAL = Table(
    "signal",
    True,
    "run chart with Poisson limits",
    (
        *_CELL,
        Column("month", "DATE", "first day"),
        *_columns("DOUBLE", centre="frozen centre line", low="lower limit", high="upper limit"),
        Column("kind", "VARCHAR", "above, below, run, crossings or NULL"),
    ),
)

ACTIVITY_PROGRESS = Table(
    "activity_progress",
    True,
    "activities against plan",
    (
        *_columns("VARCHAR", territory="id", kind="kind of activity", period="evaluation, or quarter YYYY-Qn"),
        *_columns(
            "BIGINT", planned="planned or NULL", done="carried out; NULL: nobody reported", suspended="suspended"
        ),
        Column("share", "DOUBLE", "done / planned"),
        Column("state", "VARCHAR", "met, partial, none, no_target or not_reported"),
        *_columns("VARCHAR", sentence_es="what may be said", sentence_gn="Guaraní", sentence_en="English"),
    ),
)

PICTURE = Table(
    "picture",
    True,
    "small pictures, ready to show",
    _columns("VARCHAR", picture="kind/indicator/territory", language="es, gn or en", svg="SVG text", alt="in words"),
)

COMPLETENESS = Table(
    "completeness",
    True,
    "what has arrived",
    (
        *_columns("VARCHAR", institution="id", indicator="id", territory="id"),
        Column("month", "DATE", "first day"),
        *_columns("VARCHAR", status="as in indicator_value", delivery="id of the delivery that counts"),
    ),
)

BASELINE = Table(
    "baseline",
    True,
    "the frozen values",
    (
        *_columns("VARCHAR", indicator="id", territory="id", institution="id"),
        Column("month", "DATE", "first day"),
        Column("value", "BIGINT", "frozen value or NULL"),
        *_columns("VARCHAR", status="frozen status", hash="SHA-256 of the line", date="of the freeze"),
        *_columns("VARCHAR", office="who froze", reason="why"),
    ),
)

ERRATUM = Table(
    "erratum",
    True,
    "published figures that changed",
    (
        Column("edition", "BIGINT", "edition that corrected"),
        *_columns("VARCHAR", table="published table", key="row", before="old", now="new", why="which deliveries"),
        Column("verdict_turned", "BOOLEAN", "the verdict changed"),
    ),
)

DELIVERY = Table(
    "delivery",
    False,
    "the ledger of deliveries",
    (
        *_columns("VARCHAR", delivery="id", file="name as sent", sha256="of the sent file", feed="id"),
        *_columns("VARCHAR", institution="id", status="loaded, refused, held, retracted"),
        Column("received", "TIMESTAMP", "UTC"),
        *_columns("BIGINT", size="bytes", rows_read="records", rows_skipped="titles, blanks, totals"),
        *_columns("BIGINT", accepted="rows", quarantined="rows", duplicates="rows"),
        *_columns("DATE", period_from="first month", period_to="last month", extracted="extraction date"),
        Column("contract_version", "VARCHAR", "hash of feed file, offences and gazetteer"),
        Column("why", "VARCHAR", "why refused or held, or the reason of the person who acted"),
    ),
)

FINDING = Table(
    "finding",
    False,
    "faults in deliveries",
    (
        Column("delivery", "VARCHAR", "id"),
        Column("row", "BIGINT", "row of the sent file, heading included; NULL: the whole file"),
        *_columns("VARCHAR", sheet="sheet", column="heading as sent", kind="closed list", severity="error or warning"),
        *_columns("VARCHAR", value="the faulty cell", message="in plain Spanish"),
    ),
)

TABLES: tuple[Table, ...] = (
    EDITION,
    EVALUATION,
    SHOCK,
    INSTITUTION,
    INDICATOR,
    TERRITORY,
    POPULATION,
    INDICATOR_VALUE,
    COMPARISON,
    AREA_COMPARISON,
    SIGNAL,
    ACTIVITY_PROGRESS,
    PICTURE,
    COMPLETENESS,
    BASELINE,
    ERRATUM,
    DELIVERY,
    FINDING,
)
BY_NAME = {table.name: table for table in TABLES}
PUBLIC_BEFORE_DISCLOSURE_CONTROL = ("edition", "indicator", "territory")
"""The only tables that the public edition fills until its figures go through disclosure control."""
