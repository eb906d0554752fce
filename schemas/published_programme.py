"""Published tables of what the programme says of itself: help, offices, milestones, plans it serves, place names."""

from schemas.table import Column, Table, columns_of

OFFICE_ROLES = ("responsible", "unanswered")
PLACE_REACHES = ("territory", "none", "ambiguous")

_POSITION = Column("position", "BIGINT", "order in the programme")
_CHECKED = (
    Column("source", "VARCHAR", "where it stands"),
    Column("checked", "DATE", "day on which somebody looked"),
)

HELP_LINE = Table(
    "help_line",
    True,
    "telephone numbers for those who need help",
    (
        _POSITION,
        Column("number", "VARCHAR", "to dial"),
        *columns_of("VARCHAR", name_es="whose", name_gn="whose", name_en="whose"),
        *columns_of("VARCHAR", what_es="for what, or NULL", what_gn="for what, or NULL", what_en="for what, or NULL"),
        *_CHECKED,
        Column("verified", "BOOLEAN", "false: read somewhere, nobody dialled it"),
    ),
    since=2,
)

OFFICE = Table(
    "office",
    True,
    "who answers for the figures, and where to ask when an institution does not answer",
    (
        Column("role", "VARCHAR", ", ".join(OFFICE_ROLES)),
        *columns_of("VARCHAR", name="name", email="or NULL", phone="or NULL", url="or NULL"),
        *columns_of("VARCHAR", what_es="for what, or NULL", what_gn="for what, or NULL", what_en="for what, or NULL"),
        *_CHECKED,
    ),
    since=2,
)

MILESTONE = Table(
    "milestone",
    True,
    "milestones of the commitment; a state is what somebody says with evidence",
    (
        _POSITION,
        *columns_of("VARCHAR", milestone="id", name_es="name", name_gn="name", name_en="name"),
        *columns_of("DATE", planned_from="first month", planned_to="last month"),
        *columns_of("DATE", actual_from="first month or NULL", actual_to="last month or NULL"),
        *columns_of("VARCHAR", state="not_started, limited, substantial, complete; NULL: nobody said"),
        *columns_of("VARCHAR", stated_by="who says so, or NULL", evidence="JSON list of texts"),
    ),
    since=2,
)

ALIGNMENT = Table(
    "alignment",
    True,
    "goals of other plans that the programme serves",
    (
        _POSITION,
        *columns_of("VARCHAR", framework="plan", code="goal", text_es="text", text_gn="text", text_en="text"),
    ),
    since=2,
)

ACTOR = Table(
    "actor",
    True,
    "who takes part and as what",
    (_POSITION, *columns_of("VARCHAR", name="name", role_es="as what", role_gn="as what", role_en="as what")),
    since=2,
)

PLACE = Table(
    "place",
    True,
    "place names by which somebody may look for their territory; names alone",
    (
        *columns_of("VARCHAR", spelling="folded, to search by", name="as written", kind="distrito, barrio, ..."),
        *columns_of("VARCHAR", district="of which, or NULL", territory="id; NULL: known, and in none or not in one"),
        Column("reach", "VARCHAR", ", ".join(PLACE_REACHES)),
    ),
    since=2,
)

PROGRAMME_TABLES = (HELP_LINE, OFFICE, MILESTONE, ALIGNMENT, ACTOR, PLACE)
