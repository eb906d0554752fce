"""SENAD: one XLSX a quarter, title rows above a heading of two rows, one sheet a month, a totals row below."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from etl.demo.calibration import day_weights
from etl.demo.dice import Dice
from etl.demo.faults import BAD_DATES, any_indicator, counts_nowhere, lies_outside, set_cell, spoil, with_duplicates
from etl.demo.places import Place
from etl.demo.records import CellValue, Delivery, Record
from etl.demo.sheets import Sheet, xlsx_bytes
from etl.demo.world import World, extraction

FEED, INSTITUTION, FOLDER = "senad_procedimientos", "senad", "senad"
GROUPS = (
    ("PROCEDIMIENTO", ("NRO", "FECHA", "TIPO")),
    ("LUGAR", ("DEPARTAMENTO", "DISTRITO", "BARRIO")),
    ("PERSONA APREHENDIDA", ("NOMBRE", "CI")),
)
TITLES = ("SECRETARIA NACIONAL ANTIDROGAS", "PLANILLA DE PROCEDIMIENTOS", "DATOS GENERADOS PARA DEMOSTRACION")
MONTHS = (
    "ENERO", "FEBRERO", "MARZO", "ABRIL", "MAYO", "JUNIO",
    "JULIO", "AGOSTO", "SETIEMBRE", "OCTUBRE", "NOVIEMBRE", "DICIEMBRE",
)  # fmt: skip
OUTSIDE, OTHERS = 12, 14
UNKNOWN_KINDS = ("PENDIENTE DE CLASIFICAR", "OTRO")


def quarters(months: Sequence[date]) -> list[list[date]]:
    """The months, grouped by quarter; the last quarter may be short."""
    groups: dict[tuple[int, int], list[date]] = {}
    for month in months:
        groups.setdefault((month.year, (month.month - 1) // 3 + 1), []).append(month)
    return list(groups.values())


def senad_deliveries(world: World) -> Iterator[Delivery]:
    """All workbooks of SENAD."""
    for months in quarters(world.months):
        quarter = f"{months[0].year}-T{(months[0].month - 1) // 3 + 1}"
        dice = world.dice(f"senad {quarter}")
        by_month = [_month_records(world, month, dice) for month in months]
        extracted = extraction(months[-1], INSTITUTION)
        content = xlsx_bytes([_sheet(month, records, quarter) for month, records in zip(months, by_month, strict=True)])
        yield Delivery(
            FEED, INSTITUTION, f"{FOLDER}/senad_procedimientos_{quarter}_extraido_{extracted:%Y%m%d}.xlsx", content,
            [record for records in by_month for record in records], months, extracted,
            skipped={"title": len(TITLES) * len(months), "total": len(months)},
        )  # fmt: skip


def _month_records(world: World, month: date, dice: Dice) -> list[Record]:
    territories = world.places.territories
    found = [p for t, p in territories.items() for _ in range(world.counts[INSTITUTION, "estupefacientes", t, month])]
    found += [world.places.outside(dice) for _ in range(int(dice.rng.poisson(OUTSIDE)))]
    others = [
        world.places.outside(dice) if dice.chance(0.7) else dice.pick(list(territories.values())) for _ in range(OTHERS)
    ]
    records = [_record(world, month, "estupefacientes", place, dice) for place in found]
    records += [_record(world, month, None, place, dice) for place in others]
    records.sort(key=lambda record: str(record.cells["FECHA"]))
    for number, record in enumerate(records, start=1):
        record.ref = record.cells["NRO"] = f"S-{month:%Y%m}-{number:03d}"
    spoil(records, "bad_date", dice.below(2), set_cell("FECHA", to=BAD_DATES), dice, counts_nowhere)
    spoil(
        records, "unknown_offence", dice.below(2), any_indicator(set_cell("TIPO", to=UNKNOWN_KINDS)), dice, lies_outside
    )
    spoil(records, "missing_value", dice.below(2), set_cell("FECHA", to=("",)), dice, counts_nowhere)
    for record in records:
        if isinstance(record.cells["FECHA"], date) and dice.chance(0.1):
            record.cells["FECHA"] = f"{record.cells['FECHA']:%d/%m/%Y}"
    return with_duplicates(records, dice.below(3), dice, ("NOMBRE", "CI", "OBSERVACIONES"))


def _record(world: World, month: date, indicator: str | None, place: Place, dice: Dice) -> Record:
    person = world.people.anyone(dice)
    day = dice.days(day_weights("estupefacientes", month), 1)[0]
    cells: dict[str, CellValue] = {
        "FECHA": month + timedelta(days=day - 1), "TIPO": dice.pick(world.offences(FEED, indicator)),
        "DEPARTAMENTO": place.department.upper(), "DISTRITO": place.district.upper(),
        "BARRIO": dice.pick(place.barrios) if place.barrios else "",
        "NOMBRE": person.name, "CI": person.identity_number,
        "OBSERVACIONES": person.story(dice) if dice.chance(0.2) else "",
    }  # fmt: skip
    return Record(cells, indicator, place.territory, month)


def _sheet(month: date, records: Sequence[Record], quarter: str) -> Sheet:
    columns = [column for _, names in GROUPS for column in names] + ["OBSERVACIONES"]
    upper: list[CellValue] = [text for group, names in GROUPS for text in (group, *[""] * (len(names) - 1))]
    name = MONTHS[month.month - 1]
    rows: list[Sequence[CellValue]] = [[title] for title in TITLES[:-1]]
    rows += [[f"{name} {month.year} ({quarter}) - {TITLES[-1]}"], [*upper, "OBSERVACIONES"], [*columns[:-1], ""]]
    for record in records:
        record.row, record.sheet = len(rows) + 1, name
        rows.append([record.cells[column] for column in columns])
    rows.append(["", "", "TOTAL DEL MES", "", "", len(records)])
    top = len(TITLES)
    merged, column = [(top, len(columns) - 1, top + 1, len(columns) - 1)], 0
    for _, names in GROUPS:
        merged.append((top, column, top, column + len(names) - 1))
        column += len(names)
    return Sheet(name, rows, merged)
