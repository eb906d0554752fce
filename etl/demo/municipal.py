"""Two municipalities: Asunción sends a UTF-8 CSV with BOM every month, Luque a Latin-1 one with tabs every quarter."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from etl.demo.calibration import day_weights
from etl.demo.csv_text import csv_bytes
from etl.demo.dice import Dice
from etl.demo.faults import any_indicator, counts_nowhere, lies_outside, set_cell, spoil, with_duplicates
from etl.demo.places import CAPITAL, Place
from etl.demo.records import CellValue, Delivery, Record
from etl.demo.senad import quarters
from etl.demo.world import World, extraction

ASUNCION = "muni_asuncion_reclamos"
LUQUE = "muni_luque_reclamos"
ASUNCION_HEADINGS = (
    "expediente", "fecha_reclamo", "canal", "contribuyente", "ci", "celular", "categoria", "barrio", "ciudad",
    "direccion",
)  # fmt: skip
LUQUE_HEADINGS = (
    "NRO",
    "FECHA",
    "RECLAMANTE",
    "TELÉFONO",
    "TIPO DE RECLAMO",
    "BARRIO O COMPAÑÍA",
    "ESTADO DEL RECLAMO",
)
INDICATORS = ("vif", "paz_publica")
CHANNELS = ("web", "ventanilla", "teléfono")
RHYTHM = {"vif": "vif", "paz_publica": "ruidos", None: "otros"}
OUTSIDE = {"vif": 12, "paz_publica": 45, None: 110}
LUQUE_OTHERS = 40
ADDED_TO = (2018, 4)
"""The quarter to which Luque sends an addition: rows found later, and rows whose kind was wrong."""
ISO_BAD_DATES = ("{y}-02-30", "{y}-13-{m:02d}", "sin fecha", "{m:02d}/{y}")
BAD_DATES = ("31/02/{y}", "45/{m:02d}/{y}", "s/f")


def asuncion_deliveries(world: World) -> Iterator[Delivery]:
    """The complaints of Asunción, month by month."""
    for month in world.months:
        dice = world.dice(f"{ASUNCION} {month}")
        records = _asuncion_records(world, month, dice)
        extracted = extraction(month, "muni_asuncion")
        blanks = [len(records) // 2] if month.month % 3 == 0 else []
        content = csv_bytes(ASUNCION_HEADINGS, records, ",", "utf-8-sig", blanks)
        name = f"muni_asuncion_reclamos_{month:%Y%m}_extraido_{extracted:%Y%m%d}.csv"
        yield Delivery(
            ASUNCION, "muni_asuncion", f"muni_asuncion/{name}", content, records, [month], extracted,
            skipped={"blank": len(blanks)},
        )  # fmt: skip


def _asuncion_records(world: World, month: date, dice: Dice) -> list[Record]:
    records = []
    for indicator in (*INDICATORS, None):
        where: list[Place] = []
        if indicator is not None:
            for territory in world.covered(ASUNCION):
                where += [world.places.territories[territory]] * world.counts[
                    "muni_asuncion", indicator, territory, month
                ]
        where += [dice.pick(world.places.barrios) for _ in range(int(dice.rng.poisson(OUTSIDE[indicator])))]
        for place, day in zip(where, dice.days(day_weights(RHYTHM[indicator], month), len(where)), strict=True):
            records.append(_asuncion_record(world, month, day, indicator, place, dice))
    records = _numbered(records, "fecha_reclamo", "expediente", f"{month:%Y}-{month:%m}")
    spoil(records, "bad_date", 1 + dice.below(2), set_cell("fecha_reclamo", to=ISO_BAD_DATES), dice, counts_nowhere)
    spoil(
        records,
        "unknown_place",
        dice.below(2),
        set_cell("barrio", to=("Barrio sin nombre", "Villa Quimera")),
        dice,
        counts_nowhere,
    )
    spoil(records, "ambiguous_place", dice.below(2), _no_barrio, dice, counts_nowhere)
    spoil(
        records,
        "unknown_offence",
        dice.below(2),
        any_indicator(set_cell("categoria", to=("Otro reclamo",))),
        dice,
        lies_outside,
    )
    return with_duplicates(records, dice.below(3), dice, ("direccion",))


def _no_barrio(record: Record, _: Dice) -> None:
    record.cells["barrio"], record.territory = "", None


def _asuncion_record(world: World, month: date, day: int, indicator: str | None, place: Place, dice: Dice) -> Record:
    person = world.people.anyone(dice)
    cells: dict[str, CellValue] = {
        "fecha_reclamo": (month + timedelta(days=day - 1)).isoformat(), "canal": dice.pick(CHANNELS),
        "contribuyente": person.name.title(), "ci": person.identity_number, "celular": person.phone,
        "categoria": dice.pick(world.offences(ASUNCION, indicator)), "barrio": place.name, "ciudad": CAPITAL,
        "direccion": person.address.title(),
    }  # fmt: skip
    return Record(cells, indicator, place.territory, month)


def luque_deliveries(world: World) -> Iterator[Delivery]:
    """The complaints of Luque, quarter by quarter, and one addition."""
    for months in quarters(world.months):
        number = (months[0].month - 1) // 3 + 1
        quarter = f"{months[0].year}-T{number}"
        dice = world.dice(f"{LUQUE} {quarter}")
        records = [record for month in months for record in _luque_records(world, month, dice)]
        records = _numbered(records, "FECHA", "NRO", quarter, by_day=True)
        extracted = extraction(months[-1], "muni_luque")
        added = _taken_out(records, dice) if (months[0].year, number) == ADDED_TO else []
        spoil(records, "bad_date", 1, set_cell("FECHA", to=BAD_DATES), dice, counts_nowhere)
        sent = with_duplicates(records, dice.below(3), dice, ("ESTADO DEL RECLAMO",))
        yield _luque_delivery(sent, months, extracted, f"muni_luque_reclamos_{quarter}", "")
        if added:
            later = extracted + timedelta(days=40)
            note = "agrega filas al trimestre y reemplaza tres por su número"
            yield _luque_delivery(added, months, later, f"muni_luque_reclamos_{quarter}_ampliacion", note)


def _luque_delivery(
    records: Sequence[Record], months: Sequence[date], extracted: date, stem: str, note: str
) -> Delivery:
    content = csv_bytes(LUQUE_HEADINGS, records, "\t", "latin-1")
    path = f"muni_luque/{stem}_extraido_{extracted:%Y%m%d}.csv"
    return Delivery(LUQUE, "muni_luque", path, content, records, months, extracted, note=note)


def _luque_records(world: World, month: date, dice: Dice) -> list[Record]:
    records = []
    luque = world.places.territories["luque"]
    for indicator in (*INDICATORS, None):
        size = (
            world.counts["muni_luque", indicator, "luque", month] if indicator else int(dice.rng.poisson(LUQUE_OTHERS))
        )
        for day in dice.days(day_weights(RHYTHM[indicator], month), size):
            person = world.people.anyone(dice)
            cells: dict[str, CellValue] = {
                "FECHA": f"{month + timedelta(days=day - 1):%d/%m/%Y}", "RECLAMANTE": person.name,
                "TELÉFONO": person.phone, "TIPO DE RECLAMO": dice.pick(world.offences(LUQUE, indicator)),
                "BARRIO O COMPAÑÍA": dice.pick(luque.barrios) if dice.chance(0.85) else "",
                "ESTADO DEL RECLAMO": dice.pick(("ATENDIDO", "PENDIENTE", "DERIVADO")),
            }  # fmt: skip
            records.append(Record(cells, indicator, "luque", month))
    return records


def _taken_out(records: list[Record], dice: Dice) -> list[Record]:
    """Take twelve rows out for the addition, and put three wrong kinds into rows that the addition replaces."""
    late = dice.shuffled([r for r in records if r.indicator == "paz_publica"])[:15]
    for record in late[:12]:
        records.remove(record)
    right = [Record(dict(r.cells), r.indicator, r.territory, r.month, ref=r.ref) for r in late[12:]]
    for record in late[12:]:
        record.cells["TIPO DE RECLAMO"], record.indicator = "BASURA", None
    return late[:12] + right


def _numbered(
    records: list[Record], date_heading: str, heading: str, prefix: str, *, by_day: bool = False
) -> list[Record]:
    def key(record: Record) -> tuple[date, str]:
        text = str(record.cells[date_heading])
        return record.month, text[:2] if by_day else text

    ordered = sorted(records, key=key)
    for number, record in enumerate(ordered, start=1):
        record.ref = record.cells[heading] = f"{prefix}-{number:04d}"
    return ordered
