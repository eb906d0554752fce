"""What is wrong with the police's files, month by month."""

from collections.abc import Iterator
from datetime import date

from etl.demo.dice import Dice
from etl.demo.faults import (
    BAD_DATES,
    PARTIAL,
    UNKNOWN_BARRIOS,
    UNKNOWN_DISTRICTS,
    UNKNOWN_OFFENCES,
    another_month,
    any_indicator,
    counts_nowhere,
    lies_outside,
    set_cell,
    spoil,
    with_duplicates,
)  # fmt: skip
from etl.demo.places import CAPITAL, plain
from etl.demo.police_rows import drafts_of, hour_of_day
from etl.demo.records import CellValue, Record
from etl.demo.world import World

HEADINGS = (
    "NRO_DENUNCIA", "FECHA_DENUNCIA", "FECHA_HECHO", "DENUNCIANTE", "CI_DENUNCIANTE", "TELEFONO", "HECHO PUNIBLE",
    "COMISARIA", "DEPARTAMENTO", "DISTRITO", "BARRIO", "DIRECCION", "LATITUD", "LONGITUD", "RELATO",
)  # fmt: skip
SHIFTED = (date(2018, 9, 1), date(2019, 2, 1))
NO_POINT: dict[str, CellValue] = {"LATITUD": "", "LONGITUD": ""}
IN_CAPITAL: dict[str, CellValue] = {"DEPARTAMENTO": plain(CAPITAL), "DISTRITO": plain(CAPITAL)}


def with_faults(world: World, month: date, records: list[Record], dice: Dice) -> list[Record]:
    """The rows of one month's file with its faults put in."""
    _spoil_dates(records, dice)
    _spoil_places(world, records, dice)
    blank, unknown = set_cell("HECHO PUNIBLE", to=("",)), set_cell("HECHO PUNIBLE", to=UNKNOWN_OFFENCES)
    spoil(records, "missing_value", dice.below(2), any_indicator(blank), dice, lies_outside)
    spoil(records, "unknown_offence", 2 + dice.below(3), any_indicator(unknown), dice, lies_outside)
    result = with_duplicates(records, 4 + dice.below(9), dice, ("RELATO",))
    result += _planned_partial(world, month, dice)
    if month in SHIFTED:
        result += [_shifted(dice.pick(records)) for _ in range(3)]
    return result


def _spoil_dates(records: list[Record], dice: Dice) -> None:
    spoil(records, "bad_date", 2 + dice.below(4), set_cell("FECHA_HECHO", to=BAD_DATES), dice, counts_nowhere)
    spoil(records, "date_outside_period", 1 + dice.below(3), _misdated, dice, counts_nowhere)
    spoil(records, "report_before_event", 1 + dice.below(3), _reported_before, dice, counts_nowhere)
    spoil(records, "missing_value", dice.below(3), set_cell("FECHA_HECHO", to=("",)), dice, counts_nowhere)


def _misdated(record: Record, dice: Dice) -> None:
    text = f"{1 + dice.below(27):02d}/{another_month(record.month, dice):%m/%Y} {hour_of_day(dice):02d}:30"
    record.cells |= {"FECHA_HECHO": text, "FECHA_DENUNCIA": text}


def _reported_before(record: Record, dice: Dice) -> None:
    record.cells["FECHA_HECHO"] = f"{15 + dice.below(13):02d}/{record.month:%m/%Y} {hour_of_day(dice):02d}:00"
    record.cells["FECHA_DENUNCIA"] = f"{1 + dice.below(12):02d}/{record.month:%m/%Y} 09:15"


def _spoil_places(world: World, records: list[Record], dice: Dice) -> None:
    def uncertain(record: Record, dice: Dice) -> None:
        record.cells |= {**IN_CAPITAL, **NO_POINT, "COMISARIA": "", "BARRIO": dice.pick(world.places.uncertain)}
        record.territory = None

    no_good = set_cell("LATITUD", "LONGITUD", to=("0,000000",))
    spoil(records, "unknown_place", 2 + dice.below(3), _nowhere, dice, counts_nowhere)
    spoil(records, "ambiguous_place", dice.below(3), uncertain, dice, counts_nowhere)
    spoil(records, "place_outside_department", dice.below(2), _elsewhere, dice, counts_nowhere)
    spoil(
        records,
        "bad_coordinates",
        dice.below(3),
        no_good,
        dice,
        lambda r: counts_nowhere(r) and bool(r.cells["BARRIO"]),
    )


def _nowhere(record: Record, dice: Dice) -> None:
    record.cells |= {**IN_CAPITAL, **NO_POINT, "COMISARIA": "", "BARRIO": dice.pick(UNKNOWN_BARRIOS)}
    if dice.chance(0.5):
        record.cells |= {"DEPARTAMENTO": "CENTRAL", "DISTRITO": dice.pick(UNKNOWN_DISTRICTS), "BARRIO": ""}


def _elsewhere(record: Record, _: Dice) -> None:
    record.cells |= {**NO_POINT, "DEPARTAMENTO": "CENTRAL", "DISTRITO": "CIUDAD DEL ESTE", "BARRIO": ""}


def _planned_partial(world: World, month: date, dice: Dice) -> Iterator[Record]:
    for at, territory, indicator, rows in PARTIAL:
        if at != month:
            continue
        place = world.places.territories[territory]
        for number, (_, record) in enumerate(drafts_of(world, month, indicator or "robo", [place] * rows, dice)):
            record.ref = record.cells["NRO_DENUNCIA"] = f"{month:%Y-%m}-8{number:05d}"
            if indicator is None:
                record.cells["HECHO PUNIBLE"], record.could_be = dice.pick(UNKNOWN_OFFENCES), "any_indicator"
                record.kinds.append("unknown_offence")
            else:
                set_cell("FECHA_HECHO", to=BAD_DATES)(record, dice)
                record.kinds.append("bad_date")
            yield record


def _shifted(like: Record) -> Record:
    """A name with a semicolon that nobody quoted: every cell after it stands one column too far."""
    cells = {h: str(like.cells.get(h) or "").replace(";", ",").replace('"', "") for h in HEADINGS}
    given, _, rest = cells["DENUNCIANTE"].partition(" ")
    cells["DENUNCIANTE"] = f"{rest}; {given}"
    raw = ";".join(cells[heading] for heading in HEADINGS)
    return Record({}, None, None, like.month, kinds=["shifted_row"], could_be="anything", raw=raw)
