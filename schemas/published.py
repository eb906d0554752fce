"""The tables of an edition, declared once: the run creates them, the dashboard reads them, the docs list them.

The minimum columns are a contract (docs/decisions.md); a table may have more, never fewer.
"""

from schemas.published_map import BASE_MAP, POPULATION_RATE
from schemas.published_methods import FICHA_LINE, METHOD_SECTION
from schemas.published_programme import PROGRAMME_TABLES
from schemas.table import Column, Table, columns_of

SCHEMA_VERSION = 3
METHOD_VERSION = "1"

STATUSES = ("reported", "zero", "missing", "partial", "provisional", "not_expected", "suppressed")
VERDICTS = ("decreased", "increased", "no_clear_change", "insufficient", "not_comparable", "withheld")
REASONS = ("missing_months", "few_cases", "zeros_unconfirmed", "recording_changed", "weak_signal", "no_feed")
SCENARIOS = ("headline", "whole", "apart", "baseline_back", "baseline_forward")
BASES = ("lead", "sum", "max", "linked")
DISCLOSURE_FORMS = ("month", "quarter", "window", "as_released", "none")


_CELL = columns_of("VARCHAR", indicator="indicator id", territory="territory id")
_NAMES = columns_of("VARCHAR", name_es="name in Spanish", name_gn="name in Guaraní", name_en="name in English")

EDITION = Table(
    "edition",
    True,
    "one row: what this edition is",
    (
        Column("edition", "BIGINT", "number, rising by one"),
        Column("published_at", "TIMESTAMP", "UTC"),
        *columns_of("VARCHAR", programme="programme id", method_version="version of the methods"),
        Column("deliveries", "BIGINT", "deliveries whose records count in it"),
        Column("synthetic", "BOOLEAN", "true: data generated for demonstration"),
        Column("schema_version", "BIGINT", "version of these tables"),
        *columns_of("VARCHAR", title_es="title", title_gn="title", title_en="title", place="where", credit="credit"),
        *columns_of("VARCHAR", note_es="note", note_gn="note", note_en="note"),
        *columns_of(
            "DATE", first_month="first month expected", last_month="last month expected", data_until="last day"
        ),
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
        *columns_of("VARCHAR", evaluation="id"),
        *_NAMES,
        *columns_of("DATE", meeting="date of the meeting", declared="date of declaration"),
        *columns_of("DATE", baseline_from="first month", baseline_to="last month"),
        *columns_of("DATE", current_from="first month", current_to="last month"),
        Column("closed", "BOOLEAN", "the meeting has been held"),
        Column("leads", "BOOLEAN", "the one shown first"),
    ),
)

SHOCK = Table(
    "shock",
    True,
    "dated events that distort the series",
    (
        *columns_of("VARCHAR", shock="id"),
        *_NAMES,
        *columns_of("DATE", starts="first day", ends="last day"),
        Column("stands_apart", "BOOLEAN", "its months leave the headline"),
        Column("source", "VARCHAR", "where the dates come from"),
    ),
)

INSTITUTION = Table(
    "institution",
    True,
    "who registers",
    columns_of("VARCHAR", institution="id", name="name", short="short name"),
)

INDICATOR = Table(
    "indicator",
    True,
    "the indicators, from their fichas",
    (
        *columns_of("VARCHAR", indicator="id", letter="letter of the commitment"),
        *_NAMES,
        *columns_of("VARCHAR", definition="in Spanish", unit="case, victim, complaint or activity"),
        *columns_of("VARCHAR", polarity="lower_better, higher_better or neutral"),
        Column("sensitive", "BOOLEAN", "nothing finer than the territory is kept"),
        Column("lead", "VARCHAR", "institution of the headline; NULL where no feed exists"),
        Column("proxy", "BOOLEAN", "stands in for what cannot be counted"),
        *columns_of("VARCHAR", grain="incident or activity", date_that_counts="event or report"),
        *columns_of("VARCHAR", definition_gn="in Guaraní", definition_en="in English"),
        *columns_of("VARCHAR", note_es="permanent note", note_gn="permanent note", note_en="permanent note"),
        Column("ficha", "VARCHAR", "the whole ficha as JSON"),
    ),
)

TERRITORY = Table(
    "territory",
    True,
    "the places that are compared",
    (
        *columns_of("VARCHAR", territory="id", name="name", role="intervention or comparison"),
        *columns_of("VARCHAR", parent="department or district", note="note", outline="GeoJSON geometry or NULL"),
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
        Column("period", "VARCHAR", "month; in the public edition also quarter or window, `month` being its first"),
    ),
)

COMPARISON = Table(
    "comparison",
    True,
    "baseline against current",
    (
        Column("evaluation", "VARCHAR", "id"),
        *_CELL,
        *columns_of("VARCHAR", scenario=", ".join(SCENARIOS), basis=", ".join(BASES), institution="of the basis lead"),
        *columns_of("BIGINT", months_matched="months in both windows", months_expected="months planned"),
        *columns_of("DATE", baseline_from="declared window", baseline_to="declared window"),
        *columns_of("BIGINT", baseline_days="days of the matched months", baseline_count="cases in them"),
        Column("baseline_rate", "DOUBLE", "cases per mean month"),
        *columns_of("DATE", current_from="declared window", current_to="declared window"),
        *columns_of("BIGINT", current_days="days of the matched months", current_count="cases in them"),
        Column("current_rate", "DOUBLE", "cases per mean month"),
        *columns_of(
            "DOUBLE", rate_ratio="current over baseline", ratio_low="95 % interval", ratio_high="95 % interval"
        ),
        *columns_of("DOUBLE", p_value="central, two-sided", q_value="Benjamini-Hochberg", dispersion="phi"),
        *columns_of(
            "BIGINT", detect_low="largest count that would be a fall", detect_high="smallest that would be a rise"
        ),
        *columns_of("VARCHAR", verdict=", ".join(VERDICTS), reason=", ".join(REASONS) + " or NULL"),
        Column("robust", "BOOLEAN", "false: depends on source, window or unplaced rows"),
        *columns_of("VARCHAR", sentence_es="what may be said", sentence_gn="Guaraní", sentence_en="English"),
        *columns_of(
            "VARCHAR", fragile="source, window, unplaced or NULL", dispersion_from="cell, indicator, unverified"
        ),
        *columns_of("DOUBLE", baseline_low="rate interval", baseline_high="rate interval"),
        *columns_of("DOUBLE", current_low="rate interval", current_high="rate interval"),
        *columns_of("VARCHAR", spoken_es="to be said aloud", spoken_gn="Guaraní", spoken_en="English"),
    ),
)

AREA_COMPARISON = Table(
    "area_comparison",
    True,
    "programme against comparison areas",
    (
        Column("evaluation", "VARCHAR", "id"),
        *_CELL,
        *columns_of(
            "DOUBLE", rrr="ratio of rate ratios", low="95 % interval", high="95 % interval", p_value="two-sided"
        ),
        Column("areas", "BIGINT", "comparison areas used"),
        *columns_of(
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
        *columns_of("DOUBLE", centre="frozen centre line", low="lower limit", high="upper limit"),
        Column("kind", "VARCHAR", "above, below, run, crossings or NULL"),
    ),
)

ACTIVITY_PROGRESS = Table(
    "activity_progress",
    True,
    "activities against plan",
    (
        *columns_of("VARCHAR", territory="id", kind="kind of activity", period="evaluation, or quarter YYYY-Qn"),
        *columns_of(
            "BIGINT", planned="planned or NULL", done="carried out; NULL: nobody reported", suspended="suspended"
        ),
        Column("share", "DOUBLE", "done / planned"),
        Column("state", "VARCHAR", "met, partial, none, no_target or not_reported"),
        *columns_of("VARCHAR", sentence_es="what may be said", sentence_gn="Guaraní", sentence_en="English"),
    ),
)

PICTURE = Table(
    "picture",
    True,
    "small pictures, ready to show",
    columns_of("VARCHAR", picture="kind/indicator/territory", language="es, gn or en", svg="SVG text", alt="in words"),
)

COMPLETENESS = Table(
    "completeness",
    True,
    "what has arrived",
    (
        *columns_of("VARCHAR", institution="id", indicator="id", territory="id"),
        Column("month", "DATE", "first day"),
        *columns_of("VARCHAR", status="as in indicator_value", delivery="id of the delivery that counts"),
    ),
)

BASELINE = Table(
    "baseline",
    True,
    "the frozen values",
    (
        *columns_of("VARCHAR", indicator="id", territory="id", institution="id"),
        Column("month", "DATE", "first day"),
        Column("value", "BIGINT", "frozen value or NULL"),
        *columns_of("VARCHAR", status="frozen status", hash="SHA-256 of the line", date="of the freeze"),
        *columns_of("VARCHAR", office="who froze", reason="why", period="as in indicator_value"),
    ),
)

BASELINE_DIFFERENCE = Table(
    "baseline_difference",
    False,
    "frozen values that today's data would give otherwise",
    (
        *columns_of("VARCHAR", indicator="id", territory="id", institution="id"),
        Column("month", "DATE", "first day"),
        Column("frozen", "BIGINT", "frozen value or NULL"),
        Column("frozen_status", "VARCHAR", "frozen status"),
        Column("today", "BIGINT", "what today's data give, or NULL"),
        Column("today_status", "VARCHAR", "status by today's data"),
        Column("deliveries", "VARCHAR", "files that made the difference; NULL: a change of the programme's lists"),
    ),
    since=2,
)

ERRATUM = Table(
    "erratum",
    True,
    "published figures that changed",
    (
        Column("edition", "BIGINT", "edition that corrected"),
        *columns_of("VARCHAR", table="published table", key="row", before="old", now="new", why="which deliveries"),
        Column("verdict_turned", "BOOLEAN", "the verdict changed"),
    ),
)

DISCLOSURE = Table(
    "disclosure",
    True,
    "how each cell is published, and what its audit found (empty in the internal edition)",
    (
        *columns_of("VARCHAR", evaluation="id"),
        *_CELL,
        Column("k", "BIGINT", "counts under it are withheld"),
        Column("form", "VARCHAR", ", ".join(DISCLOSURE_FORMS)),
        Column("withheld", "BIGINT", "months with a count that is not told, small or not"),
        Column("audit", "VARCHAR", "safe, or forbidden: the edition may not be released"),
        Column("as_of", "BIGINT", "edition whose data it rests on: an earlier one where form is as_released"),
        *columns_of(
            "VARCHAR",
            baseline_months="months in both windows that were added (YYYY-MM, spaces between)",
            current_months="the same in the current window",
        ),
    ),
    since=2,
)

DELIVERY = Table(
    "delivery",
    False,
    "the ledger of deliveries",
    (
        *columns_of("VARCHAR", delivery="id", file="name as sent", sha256="of the sent file", feed="id"),
        *columns_of("VARCHAR", institution="id", status="loaded, refused, held, retracted"),
        Column("received", "TIMESTAMP", "UTC"),
        *columns_of("BIGINT", size="bytes", rows_read="records", rows_skipped="titles, blanks, totals"),
        *columns_of("BIGINT", accepted="rows", quarantined="rows", duplicates="rows"),
        *columns_of("DATE", period_from="first month", period_to="last month", extracted="extraction date"),
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
        *columns_of(
            "VARCHAR", sheet="sheet", column="heading as sent", kind="closed list", severity="error or warning"
        ),
        *columns_of("VARCHAR", value="the faulty cell", message="in plain Spanish"),
        Column("open", "BOOLEAN", "false: a later delivery or a retraction settled it"),
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
    BASELINE_DIFFERENCE,
    ERRATUM,
    DISCLOSURE,
    DELIVERY,
    FINDING,
    METHOD_SECTION,
    FICHA_LINE,
    *PROGRAMME_TABLES,
    BASE_MAP,
    POPULATION_RATE,
)
BY_NAME = {table.name: table for table in TABLES}
