"""The Prosecutor's Office: totals of Central by district, months as columns, one XLSX for each half year."""

from collections.abc import Iterator, Sequence
from datetime import date

from etl.demo.calibration import SERIES, expected
from etl.demo.dice import Dice
from etl.demo.places import plain
from etl.demo.records import CellValue, Delivery, Record
from etl.demo.senad import MONTHS
from etl.demo.sheets import Sheet, xlsx_bytes
from etl.demo.world import World, extraction

FEED, INSTITUTION, FOLDER = "mp_violencia_familiar", "ministerio_publico", "ministerio_publico"
# Cells that are not numbers, in districts of no territory: (month, what is written, kind of fault).
FAULTS: tuple[tuple[date, CellValue, str], ...] = (
    (date(2018, 3, 1), "s/d", "bad_number"),
    (date(2018, 10, 1), "12 (*)", "bad_number"),
    (date(2019, 8, 1), -3, "negative_count"),
)
# A cell left empty: that month is missing for that district, not zero.
LEFT_EMPTY = (("nemby", date(2018, 1, 1)),)


def prosecution_deliveries(world: World) -> Iterator[Delivery]:
    """All workbooks of the Prosecutor's Office."""
    for months in _half_years(world.months):
        dice = world.dice(f"{FEED} {months[0]}")
        extracted = extraction(months[-1], INSTITUTION)
        sheet, records = _sheet(world, months, extracted, dice)
        name = f"mp_violencia_familiar_{months[0]:%Y-%m}_a_{months[-1]:%Y-%m}.xlsx"
        yield Delivery(
            FEED, INSTITUTION, f"{FOLDER}/{name}", xlsx_bytes([sheet]), records, months, extracted,
            skipped={"title": 2, "total": 1},
        )  # fmt: skip


def _half_years(months: Sequence[date]) -> list[list[date]]:
    groups: dict[tuple[int, bool], list[date]] = {}
    for month in months:
        groups.setdefault((month.year, month.month > 6), []).append(month)
    return list(groups.values())


def _sheet(world: World, months: Sequence[date], extracted: date, dice: Dice) -> tuple[Sheet, list[Record]]:
    headings = [f"{MONTHS[month.month - 1]} {month.year}" for month in months]
    rows: list[Sequence[CellValue]] = [
        ["MINISTERIO PÚBLICO - CAUSAS POR VIOLENCIA FAMILIAR (DATOS GENERADOS PARA DEMOSTRACIÓN)"],
        ["Fecha de extracción:", f"{extracted:%d/%m/%Y}"],
        ["DEPARTAMENTO", "DISTRITO", *headings, "TOTAL"],
    ]
    records: list[Record] = []
    for name, territory, counts in _districts(world, months, dice):
        cells: list[CellValue] = []
        for month, count in zip(months, counts, strict=True):
            record = _record(month, count, territory, name, world)
            cells.append(record.cells["count"] if record else "")
            if record:
                record.row, record.sheet = len(rows) + 1, "VIF"
                records.append(record)
        rows.append(["CENTRAL", plain(name), *cells, _added(cells)])
    columns = zip(*(row[2:-1] for row in rows[3:]), strict=True)
    sums = [_added(column) for column in columns]
    rows.append(["", "TOTAL CENTRAL", *sums, sum(sums)])
    return Sheet("VIF", rows), records


def _added(cells: Sequence[CellValue]) -> int:
    """What a spreadsheet makes of the cells: it adds the numbers, wrong ones too, and passes over words."""
    return sum(cell for cell in cells if isinstance(cell, int))


def _districts(world: World, months: Sequence[date], dice: Dice) -> Iterator[tuple[str, str | None, list[int]]]:
    for territory in world.covered(FEED):
        counts = [world.counts[INSTITUTION, "vif", territory, month] for month in months]
        yield world.places.territories[territory].name, territory, counts
    series = next(s for s in SERIES if s.institution == INSTITUTION)
    for place in world.places.districts:
        yield place.name, None, [int(dice.rng.poisson(expected(series, m, place.population, 1.0))) for m in months]


def _record(month: date, count: int, territory: str | None, name: str, world: World) -> Record | None:
    """The record of one cell; None for a cell left empty."""
    if (territory, month) in LEFT_EMPTY:
        return None
    record = Record({"count": count}, "vif", territory, month, count)
    if name == world.places.districts[0].name:
        for at, text, kind in FAULTS:
            if at == month:
                record.cells["count"] = text
                record.kinds.append(kind)
    return record
