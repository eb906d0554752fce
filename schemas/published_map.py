"""The published table of quiet outlines, on which a map draws the territories."""

from schemas.table import Column, Table, columns_of

BASE_MAP = Table(
    "base_map",
    True,
    "quiet outlines under a map, from the programme; nothing is counted in them",
    (
        Column("position", "BIGINT", "order in the file"),
        *columns_of("VARCHAR", name="name", level="district or neighbourhood", outline="GeoJSON geometry"),
    ),
    since=3,
)
