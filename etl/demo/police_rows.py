"""The rows of one month of the police: what, where and when, with the people whose data must never get in."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate

from etl.demo.calibration import HOURS_ROBBERY, REPORTS_BY_MONTH, day_weights
from etl.demo.dice import Dice
from etl.demo.people import People
from etl.demo.places import Place, plain
from etl.demo.records import CellValue, Record
from etl.demo.world import World

FEED, INSTITUTION = "policia_denuncias", "policia"
INDICATORS = ("vif", "paz_publica", "robo", "estupefacientes")
# Rows a month that count in no cell: of an indicator in places of no territory, and of offences that map to none.
OUTSIDE = {"vif": 90, "paz_publica": 50, "robo": 150, "estupefacientes": 20}
OTHER_OFFENCES, OTHERS_INSIDE = 1_150, 0.45
Draft = tuple[datetime, Record]


def month_records(world: World, month: date, dice: Dice) -> list[Record]:
    """All sound rows of a month, numbered in the order in which they were reported."""
    drafts: list[Draft] = []
    for indicator in INDICATORS:
        where = [
            place
            for t, place in world.places.territories.items()
            for _ in range(world.counts[INSTITUTION, indicator, t, month])
        ]
        where += [world.places.outside(dice) for _ in range(int(dice.rng.poisson(OUTSIDE[indicator])))]
        drafts += drafts_of(world, month, indicator, where, dice)
    others = int(dice.rng.poisson(OTHER_OFFENCES * REPORTS_BY_MONTH[month.month - 1] / max(REPORTS_BY_MONTH)))
    inside = list(world.places.territories.values())
    where = [dice.pick(inside) if dice.chance(OTHERS_INSIDE) else world.places.outside(dice) for _ in range(others)]
    drafts += drafts_of(world, month, None, where, dice)
    drafts.sort(key=lambda draft: draft[0])
    for number, (_, record) in enumerate(drafts, start=1):
        record.ref = record.cells["NRO_DENUNCIA"] = f"{month:%Y-%m}-{number:06d}"
    return [record for _, record in drafts]


def drafts_of(world: World, month: date, indicator: str | None, where: Sequence[Place], dice: Dice) -> list[Draft]:
    """One record for each place, with the moment of the report to sort by."""
    spellings = world.offences(FEED, indicator)
    days = dice.days(day_weights(indicator or "otros", month), len(where))
    drafts = []
    for place, day in zip(where, days, strict=True):
        event = datetime(month.year, month.month, day, hour_of_day(dice), dice.below(60))  # noqa: DTZ001 (local wall clock, as written)
        record = Record(_place_cells(place, dice), indicator, place.territory, month)
        reported = event + timedelta(hours=1 + dice.below(40), days=dice.below(28) if dice.chance(0.06) else 0)
        record.cells |= {"FECHA_HECHO": _event_text(event, dice), "FECHA_DENUNCIA": f"{reported:%d/%m/%Y %H:%M}"}
        record.cells["HECHO PUNIBLE"] = _loosely(dice.pick(spellings), dice)
        _add_person(record, world.people, dice)
        drafts.append((reported, record))
    return drafts


def hour_of_day(dice: Dice) -> int:
    """An hour, by the parts of the day in which robberies are reported."""
    at = dice.unit() * sum(HOURS_ROBBERY)
    part = sum(at >= border for border in accumulate(HOURS_ROBBERY[:-1]))
    return 6 * part + dice.below(6)


def _event_text(event: datetime, dice: Dice) -> str:
    return f"{event:%d/%m/%Y}" if dice.chance(0.04) else f"{event:%d/%m/%Y %H:%M}"


def _loosely(text: str, dice: Dice) -> str:
    """Spaces and capitals as fingers leave them; the list of offences holds one spelling of each."""
    if dice.chance(0.03):
        return text.replace(" ", "  ") + " "
    return text.capitalize() if dice.chance(0.02) else text


def _add_person(record: Record, people: People, dice: Dice) -> None:
    person = people.anyone(dice)
    record.cells |= {"DENUNCIANTE": person.name, "CI_DENUNCIANTE": person.identity_number, "TELEFONO": person.phone}
    record.cells["DIRECCION"] = person.address
    record.cells["RELATO"] = person.story(dice) if dice.chance(0.25) else ""


def _place_cells(place: Place, dice: Dice) -> dict[str, CellValue]:
    """Comisaría, barrio and district, coordinates on about half the rows; always enough to find the place by."""
    cells: dict[str, CellValue] = {
        "DEPARTAMENTO": plain(place.department), "DISTRITO": plain(place.district),
        "BARRIO": dice.pick(place.barrios) if place.barrios else "", "COMISARIA": _comisaria(place, dice),
    }  # fmt: skip
    if place.is_barrio and dice.chance(0.3):
        cells["DEPARTAMENTO"] = "CAPITAL"
    if place.points is not None and dice.chance(0.5):
        cells["LATITUD"], cells["LONGITUD"] = place.points.next()
    if place.is_barrio and place.territory is not None and place.comisarias and dice.chance(0.04):
        cells |= {"BARRIO": "", "COMISARIA": dice.pick(place.comisarias)}
    elif dice.chance(_share_without_barrio(place, located="LATITUD" in cells)):
        cells["BARRIO"] = ""
    return cells


def _share_without_barrio(place: Place, *, located: bool) -> float:
    """A row may lack its barrio where the district says enough, or where the coordinates do."""
    if not place.is_barrio:
        return 0.15
    return 0.06 if located and place.territory is not None else 0.0


def _comisaria(place: Place, dice: Dice) -> str:
    choices = place.comisarias or place.vague
    if place.is_barrio and place.vague and dice.chance(0.5):
        choices = place.vague
    return dice.pick(choices) if choices and not dice.chance(0.1) else ""
