"""The police: one CSV a month, Windows-1252, semicolons, capitals without accents, and what happens to such files."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from etl.demo.csv_text import csv_bytes
from etl.demo.dice import Dice
from etl.demo.faults import with_duplicates
from etl.demo.police_faults import HEADINGS, with_faults
from etl.demo.police_rows import FEED, INSTITUTION, month_records
from etl.demo.records import Delivery, Record
from etl.demo.world import World, extraction

FOLDER = "policia"
NEVER_SENT = date(2019, 9, 1)
SENT_TWICE = date(2018, 2, 1)
CORRECTED = date(2019, 6, 1)
EXTRA_COLUMN = date(2018, 11, 1)


def police_deliveries(world: World) -> Iterator[Delivery]:
    """All files of the police, in the order of their months."""
    for month in world.months:
        if month == NEVER_SENT:
            continue
        dice = world.dice(f"police {month}")
        records = month_records(world, month, dice)
        extracted = extraction(month, INSTITUTION)
        name = f"policia_denuncias_{month:%Y-%m}_extraido_{extracted:%Y%m%d}"
        if month == CORRECTED:
            yield from _first_and_corrected(world, month, records, extracted, name)
            continue
        delivery = _delivery(world, month, with_faults(world, month, records, dice), extracted, f"{name}.csv")
        yield delivery
        if month == SENT_TWICE:
            again = delivery.path.replace(".csv", "_copia.csv")
            yield Delivery(
                FEED, INSTITUTION, again, delivery.content, delivery.records, delivery.months, extracted,
                status="unchanged", note="el mismo archivo, enviado otra vez con otro nombre",
            )  # fmt: skip


def _delivery(
    world: World, month: date, records: Sequence[Record], extracted: date, name: str, note: str = ""
) -> Delivery:
    headings = (*HEADINGS, "OBSERVACIONES") if month == EXTRA_COLUMN else HEADINGS
    if month == EXTRA_COLUMN:
        dice = world.dice("police extra column")
        for record in records:
            record.cells["OBSERVACIONES"] = world.people.anyone(dice).story(dice) if dice.chance(0.1) else ""
    content = csv_bytes(headings, records, ";", "cp1252")
    extra = ("unexpected_column",) if month == EXTRA_COLUMN else ()
    return Delivery(
        FEED, INSTITUTION, f"{FOLDER}/{name}", content, records, [month], extracted, file_kinds=extra, note=note
    )


def _first_and_corrected(
    world: World, month: date, records: list[Record], extracted: date, name: str
) -> Iterator[Delivery]:
    """A first file with robberies as theft, rows left out and cases entered twice; a later one sets it right."""
    dice = world.dice("police correction")
    first = with_faults(world, month, _first_version(records, dice), dice)
    note = "primera versión, con errores que la corregida arregla"
    yield _delivery(world, month, first, extracted, f"{name}.csv", note)
    later = extracted + timedelta(days=45)
    corrected = f"policia_denuncias_{month:%Y-%m}_corregido_extraido_{later:%Y%m%d}.csv"
    fixed = with_duplicates(records, 2, dice, ("RELATO",))
    yield _delivery(world, month, fixed, later, corrected, "corrige el archivo del mismo mes")


def _first_version(records: Sequence[Record], dice: Dice) -> list[Record]:
    wrong = [_copy(r) for r in records]
    for record in [r for r in wrong if (r.indicator, r.territory) == ("robo", "luque")][:12]:
        record.cells["HECHO PUNIBLE"], record.indicator = "HURTO AGRAVADO", None
    left_out = {id(r) for r in dice.shuffled([r for r in wrong if r.territory == "limpio"])[:20]}
    kept = [r for r in wrong if id(r) not in left_out]
    twice = [_copy(r) for r in kept if r.indicator == "robo"][:4]
    for number, record in enumerate(twice):
        record.cells["NRO_DENUNCIA"] = record.ref = f"{record.month:%Y-%m}-9{number:05d}"
    return kept + twice


def _copy(record: Record) -> Record:
    return Record(dict(record.cells), record.indicator, record.territory, record.month, ref=record.ref)
