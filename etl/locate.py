"""Finds the territory of each row: polygon first, then names."""

import secrets
from dataclasses import dataclass

import polars as pl

from etl.place_names import NAME_COLUMNS, PlaceNames
from etl.polygons import Polygons, h3_cells
from schemas.feed import Feed
from schemas.load import Programme

_MOST_REMEMBERED = 200_000
"""Combinations of names kept between blocks: a hostile file has a new one in every row."""


@dataclass(frozen=True)
class Located:
    """What locating found, row by row.

    Attributes:
        frame: `territory` (String, null where none), `placed` (Boolean, false where the place is not known),
            `longitude`, `latitude` (Float64, null where unusable; to be dropped after use).
        faults: `position` (UInt32), `column`, `kind`, `value`, `suggestion`.
    """

    frame: pl.DataFrame
    faults: pl.DataFrame


class Locator:
    """Polygons and gazetteer of a programme, prepared once and used for many blocks."""

    def __init__(self, programme: Programme) -> None:
        self._names = PlaceNames.of(programme)
        self._polygons = Polygons(programme.outlines)
        self._all_outlined = programme.roles.keys() <= programme.outlines.keys()
        self._seed = secrets.randbits(64)
        self._seen: dict[tuple[str | None, ...], tuple[str, str | None, str | None, str, str | None]] = {}

    def locate(self, text: pl.DataFrame, feed: Feed) -> Located:
        """Find the territory of each row of a block.

        Args:
            text: the admitted text columns; the place columns may be absent.
            feed: says which district or department holds for all rows.
        """
        by_name = self._by_name(text, feed)
        points = _points(text)
        by_polygon = self._by_polygon(points)
        frame = pl.DataFrame({"by_polygon": by_polygon}).hstack(by_name).hstack(points)
        frame = frame.with_columns(self._outside(frame).alias("outcome"))
        frame = frame.with_columns(
            territory=pl.coalesce("by_polygon", "by_name"),
            placed=pl.col("by_polygon").is_not_null() | pl.col("outcome").is_in(["placed", "outside"]),
        ).with_row_index("position")
        return Located(
            frame.select("territory", "placed", "longitude", "latitude", "outcome"),
            pl.concat([_name_faults(frame, _place_column(text)), _conflicts(frame), _bad_points(frame)]),
        )

    def _outside(self, frame: pl.DataFrame) -> pl.Series:
        """What the names came to, but `outside` for a point alone that lies in none of the territories.

        Such a place is known only where every territory has an outline.
        """
        if not self._all_outlined:
            return frame["outcome"]
        alone = frame["by_polygon"].is_null() & (frame["outcome"] == "missing")
        where = (alone & frame["longitude"].is_not_null()).arg_true()
        far = self._polygons.around(frame["longitude"].gather(where), frame["latitude"].gather(where))
        return frame["outcome"].scatter(where.filter(far), "outside") if where.len() else frame["outcome"]

    def place_keys(self, text: pl.DataFrame, feed: Feed) -> pl.Series:
        """What each row's names stand for, however they are written (String); after `locate` of the same rows.

        Counts replace each other by place, so that two spellings of one place must be one.
        """
        names = _names(text, feed)
        distinct = names.unique()
        rows = list(distinct.iter_rows())
        keys = [self._names.key(dict(zip(NAME_COLUMNS, row, strict=True)), self._seen[row][1]) for row in rows]
        lookup = distinct.with_columns(pl.Series("place", keys, dtype=pl.String))
        return names.join(lookup, on=list(NAME_COLUMNS), how="left", nulls_equal=True, maintain_order="left")["place"]

    def _by_name(self, text: pl.DataFrame, feed: Feed) -> pl.DataFrame:
        """What the names of each row came to. A file has few combinations of names: each is looked up once a block.

        They are told apart by a 64-bit hash with a seed of this process: among as many as are remembered two would meet
        with a chance of one in a thousand million, and nobody can choose them so that they do.
        """
        names = _names(text, feed)
        hashes = names.hash_rows(self._seed)
        first = hashes.arg_unique()
        if len(self._seen) > _MOST_REMEMBERED:
            self._seen = {}  # another thread may still be reading the former one
        seen, answers = self._seen, []
        for row in names[first].iter_rows():
            if row not in seen:
                placed = self._names.place(dict(zip(NAME_COLUMNS, row, strict=True)))
                seen[row] = (placed.outcome, placed.territory, placed.value, placed.column, placed.suggestion)
            answers.append(seen[row])
        schema = dict.fromkeys(("outcome", "by_name", "value", "column", "suggestion"), pl.String)
        numbers = pl.int_range(first.len(), dtype=pl.UInt32, eager=True)
        return pl.DataFrame(answers, schema=schema, orient="row")[hashes.replace_strict(hashes[first], numbers)]

    def _by_polygon(self, points: pl.DataFrame) -> pl.Series:
        usable = points["longitude"].is_not_null()
        where = usable.arg_true()
        found = pl.Series("by_polygon", [None] * points.height, dtype=pl.String)
        if where.len() == 0:
            return found
        inside = points.filter(usable)
        held = self._polygons.territory_of(inside["longitude"].to_numpy(), inside["latitude"].to_numpy())
        return found.scatter(where, held)


def _names(text: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """The names of each row, the feed's own district or department where no column says it."""
    constant = {"district": feed.district, "department": feed.department}
    absent = [c for c in NAME_COLUMNS if c not in text.columns]
    return text.with_columns(pl.lit(constant.get(c), pl.String).alias(c) for c in absent).select(NAME_COLUMNS)


def _points(text: pl.DataFrame) -> pl.DataFrame:
    """Usable coordinates as numbers; `given` marks rows that have some text there."""
    if "latitude" not in text.columns or "longitude" not in text.columns:
        nothing = pl.lit(None, pl.Float64)
        empty = text.with_columns(nothing.alias("longitude"), nothing.alias("latitude"), pl.lit(False).alias("given"))
        return empty.select("longitude", "latitude", "given")
    numbers = text.select(
        *(
            pl.col(c).str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
            for c in ("longitude", "latitude")
        ),
        given=pl.any_horizontal(pl.col("longitude", "latitude").is_not_null()),
    )
    on_earth = pl.col("longitude").is_between(-180, 180) & pl.col("latitude").is_between(-90, 90)
    somewhere = (pl.col("longitude") != 0) | (pl.col("latitude") != 0)
    good = (on_earth & somewhere).fill_null(False)
    return numbers.select(pl.when(good).then(pl.col("longitude", "latitude")), "given")


def _place_column(text: pl.DataFrame) -> str:
    """The column of the layout in which a place that is missing would be looked for first."""
    wanted = ("barrio", "territory", "district", "comisaria", "latitude", "department")
    return next((name for name in wanted if name in text.columns), "")


def _name_faults(frame: pl.DataFrame, place_column: str) -> pl.DataFrame:
    """Names that did not decide, where no polygon did either; a missing one in the column that the layout has."""
    kinds = {
        "unknown": "unknown_place", "ambiguous": "ambiguous_place", "missing": "missing_value",
        "conflict": "place_outside_department",
    }  # fmt: skip
    open_rows = frame.filter(pl.col("by_polygon").is_null() & pl.col("outcome").is_in(list(kinds)))
    kind = pl.col("outcome").replace_strict(kinds, return_dtype=pl.String)
    column = pl.when(pl.col("outcome") == "missing").then(pl.lit(place_column)).otherwise("column")
    return open_rows.select("position", column.alias("column"), kind.alias("kind"), "value", "suggestion")


def _conflicts(frame: pl.DataFrame) -> pl.DataFrame:
    apart = pl.col("by_polygon").is_not_null() & pl.col("by_name").is_not_null()
    rows = frame.filter(apart & (pl.col("by_polygon") != pl.col("by_name")))
    return rows.select(
        "position",
        "column",
        pl.lit("place_conflict").alias("kind"),
        "value",
        pl.lit(None, pl.String).alias("suggestion"),
    )


def _bad_points(frame: pl.DataFrame) -> pl.DataFrame:
    rows = frame.filter(pl.col("given") & pl.col("longitude").is_null())
    nothing = pl.lit(None, pl.String)
    return rows.select(
        "position", pl.lit("latitude").alias("column"), pl.lit("bad_coordinates").alias("kind"),
        nothing.alias("value"), nothing.alias("suggestion"),
    )  # fmt: skip


def cells_of(located: pl.DataFrame, keep: pl.Series) -> pl.Series:
    """H3 cell of the rows that may keep one (`keep`, Boolean) and have usable coordinates; null elsewhere."""
    usable = keep & located["longitude"].is_not_null()
    inside = located.filter(usable)
    result = pl.Series("h3", [None] * located.height, dtype=pl.UInt64)
    if inside.height == 0:
        return result
    cells = h3_cells(inside["longitude"].to_numpy(), inside["latitude"].to_numpy())
    return result.scatter(usable.arg_true(), pl.Series(cells, dtype=pl.UInt64))
