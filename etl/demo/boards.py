"""The registers of the boards' activities: an XLSX from Asunción and an ODS from Luque, one a quarter."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from etl.demo.calibration import QUARANTINE_STARTS
from etl.demo.dice import Dice
from etl.demo.faults import spoil, with_duplicates
from etl.demo.people import People
from etl.demo.records import CellValue, Delivery, Record
from etl.demo.senad import quarters
from etl.demo.sheets import Sheet, ods_bytes, xlsx_bytes
from etl.demo.world import World, extraction, month_end

ASUNCION, LUQUE = "mesas_asuncion_actividades", "mesas_luque_actividades"
INSTITUTION = "mesas"
FIRST_MONTH = date(2018, 8, 1)
ASUNCION_HEADINGS = (
    "N°",
    "FECHA",
    "TIPO DE ACTIVIDAD",
    "BARRIO",
    "LUGAR",
    "PARTICIPANTES",
    "ESTADO",
    "MOTIVO",
    "RESPONSABLE",
    "TELÉFONO",
)
LUQUE_HEADINGS = ("Fecha", "Actividad", "Local", "Asistentes", "¿Se realizó?", "Por qué no", "Encargado")
# Share of the plan that each board carries out; what it does not, it suspends or never sets down.
CARRIED_OUT = {"tacumbu": 0.95, "ricardo_brugada": 0.75, "tablada_nueva": 0.5, "luque": 1.0}
EXTRA = {"luque": 0.15}
REASONS = ("lluvia", "falta de local", "paro de transporte", "no asistió la institución invitada")
QUARANTINE_REASON = "cuarentena sanitaria"
PLACES = (
    "Sede vecinal",
    "Escuela básica",
    "Salón parroquial",
    "Unidad de salud de la familia",
    "Plaza del barrio",
    "Comisaría",
)
UNKNOWN_STATES = ("A confirmar", "Pendiente")


def board_deliveries(world: World) -> Iterator[Delivery]:
    """All registers, quarter by quarter."""
    for months in quarters([m for m in world.months if m >= FIRST_MONTH]):
        quarter = f"{months[0].year}-T{(months[0].month - 1) // 3 + 1}"
        for feed, write, ending in ((ASUNCION, _asuncion_file, "xlsx"), (LUQUE, _luque_file, "ods")):
            dice = world.dice(f"{feed} {quarter}")
            records = _records(world, feed, months, quarter, dice)
            extracted = extraction(months[-1], feed)
            content, skipped = write(records, quarter)
            path = f"mesas/{feed}_{quarter}_extraido_{extracted:%Y%m%d}.{ending}"
            yield Delivery(feed, INSTITUTION, path, content, records, months, extracted, skipped=skipped)


def _records(world: World, feed: str, months: Sequence[date], quarter: str, dice: Dice) -> list[Record]:
    plan = world.programme.plan.to_dicts()
    records: list[Record] = []
    for territory in world.covered(feed):
        for line in plan:
            if (line["territory"], line["quarter"]) == (territory, quarter):
                records += _of_one_line(world, feed, territory, line["kind"], line["planned"], months, dice)
    records.sort(key=lambda record: (str(record.cells["FECHA"]), str(record.territory), str(record.cells["TIPO"])))
    _make_distinct(records)
    spoil(records, "bad_state", dice.below(2), _unknown_state, dice, lambda r: r.count == 0)
    if feed == ASUNCION:
        for number, record in enumerate(records, start=1):
            record.cells["N°"] = record.ref = f"{quarter}/{number:02d}"
    return with_duplicates(records, dice.below(2), dice, ("RESPONSABLE",))


def _of_one_line(
    world: World, feed: str, territory: str, kind: str, planned: int, months: Sequence[date], dice: Dice
) -> Iterator[Record]:
    extra = 1 if dice.chance(EXTRA.get(territory, 0.0)) else 0
    for _ in range(planned + extra):
        month = dice.pick(months)
        day = month + timedelta(days=dice.below(month_end(month).day))
        locked = day >= QUARANTINE_STARTS
        done = not locked and dice.chance(CARRIED_OUT.get(territory, 0.8))
        if done or locked or dice.chance(0.6):
            reason = "" if done else QUARANTINE_REASON if locked else dice.pick(REASONS)
            yield Record(
                _cells(world.people, feed, world.places.territories[territory].name, kind, day, done, reason, dice),
                "actividades",
                territory,
                month,
                int(done),
            )


def _cells(
    people: People, feed: str, barrio: str, kind: str, day: date, done: bool, reason: str, dice: Dice
) -> dict[str, CellValue]:
    person = people.anyone(dice)
    states = ("REALIZADA", "Realizada", "HECHA") if feed == ASUNCION else ("Sí", "Sí", "Realizada")
    not_done = ("SUSPENDIDA", "Suspendida", "POSTERGADA") if feed == ASUNCION else ("No", "Suspendida")
    return {
        "FECHA": day, "TIPO": kind.upper() if dice.chance(0.2) else kind, "BARRIO": barrio, "LUGAR": dice.pick(PLACES),
        "PARTICIPANTES": 6 + dice.below(40) if done else "", "ESTADO": dice.pick(states if done else not_done),
        "MOTIVO": reason, "RESPONSABLE": person.name, "TELÉFONO": person.phone,
    }  # fmt: skip


def _make_distinct(records: Sequence[Record]) -> None:
    """Two activities of one kind, day and place are two: their participants, or their places, differ."""
    seen: set[tuple[CellValue, ...]] = set()
    for record in records:
        while (
            key := tuple(
                record.cells[c] for c in ("FECHA", "TIPO", "BARRIO", "LUGAR", "PARTICIPANTES", "ESTADO", "MOTIVO")
            )
        ) in seen:
            record.cells["LUGAR"] = f"{record.cells['LUGAR']} (2)"
        seen.add(key)


def _unknown_state(record: Record, dice: Dice) -> None:
    record.cells["ESTADO"] = dice.pick(UNKNOWN_STATES)


def _asuncion_file(records: Sequence[Record], quarter: str) -> tuple[bytes, dict[str, int]]:
    rows: list[Sequence[CellValue]] = [
        ["MUNICIPALIDAD DE ASUNCIÓN - MESAS COMUNITARIAS DE SEGURIDAD CIUDADANA"],
        [f"Registro de actividades {quarter} (datos generados para demostración)"],
        ASUNCION_HEADINGS,
    ]
    for record in records:
        record.row, record.sheet = len(rows) + 1, "Actividades"
        cells = record.cells
        rows.append(
            [
                cells["N°"],
                cells["FECHA"],
                cells["TIPO"],
                cells["BARRIO"],
                cells["LUGAR"],
                cells["PARTICIPANTES"],
                cells["ESTADO"],
                cells["MOTIVO"],
                cells["RESPONSABLE"],
                cells["TELÉFONO"],
            ]
        )
    rows.append(["", "", "TOTAL", "", "", sum(p for r in records if isinstance(p := r.cells["PARTICIPANTES"], int))])
    return xlsx_bytes([Sheet("Actividades", rows)]), {"title": 2, "total": 1}


def _luque_file(records: Sequence[Record], quarter: str) -> tuple[bytes, dict[str, int]]:
    rows: list[Sequence[CellValue]] = [
        [f"Mesa comunitaria de Luque, actividades {quarter} (datos generados para demostración)"],
        LUQUE_HEADINGS,
    ]
    for record in records:
        record.row, record.sheet = len(rows) + 1, "Registro"
        cells = record.cells
        rows.append(
            [
                cells["FECHA"],
                cells["TIPO"],
                cells["LUGAR"],
                cells["PARTICIPANTES"],
                cells["ESTADO"],
                cells["MOTIVO"],
                cells["RESPONSABLE"],
            ]
        )
    return ods_bytes([Sheet("Registro", rows)]), {"title": 1}
