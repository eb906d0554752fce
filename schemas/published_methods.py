"""The tables of the page «Cómo se mide»: how each figure is made, and the ficha of each indicator."""

from schemas.table import Column, Table, columns_of

SECTION_KINDS = ("method", "note")
FICHA_PARTS = (
    "definition", "unit", "date", "includes", "excludes", "legal", "institution", "verification", "direction",
    "note", "break", "caveat", "goal", "publication", "standard", "check",
)  # fmt: skip
"""What a line of a ficha is about, in the order of the page."""

METHOD_SECTION = Table(
    "method_section",
    True,
    "how a figure is made, with an example on the edition's own numbers; lines of a text are parted by a line break",
    (
        *columns_of("VARCHAR", method="M01 ... M17, or simple", language="es, gn or en"),
        Column("position", "BIGINT", "order on the page"),
        *columns_of("VARCHAR", kind=" or ".join(SECTION_KINDS), title="name", question="what the meeting asks"),
        *columns_of(
            "VARCHAR", answer="what is done, in plain words", example="worked example", how="how it is computed"
        ),
        Column("invented", "BOOLEAN", "true: the example is a made-up case, since none of this edition may be shown"),
        *columns_of("VARCHAR", indicator="of the example, or NULL", territory="of the example, or NULL"),
        *columns_of(
            "VARCHAR", parameters="name = value of those that the method uses", source="where the method is from"
        ),
    ),
    since=2,
)

FICHA_LINE = Table(
    "ficha_line",
    True,
    "the ficha of each indicator, line by line",
    (
        *columns_of("VARCHAR", indicator="id", language="es, gn or en"),
        Column("position", "BIGINT", "order in the ficha"),
        *columns_of("VARCHAR", part=", ".join(FICHA_PARTS), heading="in words", text="the line"),
    ),
    since=2,
)
