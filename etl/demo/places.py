"""Where cases happen: the territories of the programme, and known places outside them."""

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape

from etl.demo.dice import Dice
from schemas.fold import fold
from schemas.load import AMBIGUOUS, NO_TERRITORY, Programme

CENTRES = Path(__file__).with_name("centres.csv")
CAPITAL = "Asunción"
NEAR = (CAPITAL, "Central")
_BATCH = 2000
_INSET_DEGREES = 0.0004  # about 40 m: points keep clear of borders, where two polygons of different sources overlap
Row = Mapping[str, Any]


class Points:
    """Points inside one place and in no other territory, as text with a decimal comma."""

    def __init__(self, area: Any, territory: str | None, outlines: Mapping[str, Any], dice: Dice) -> None:
        self._area = area.buffer(-_INSET_DEGREES)
        self._others = [outline for name, outline in outlines.items() if name != territory]
        self._dice = dice
        self._ready: list[tuple[str, str]] = []

    def next(self) -> tuple[str, str]:
        """Latitude and longitude (degrees, WGS84, six decimals)."""
        while not self._ready:
            self._ready = self._batch()
        return self._ready.pop()

    def _batch(self) -> list[tuple[str, str]]:
        west, south, east, north = self._area.bounds
        x = self._dice.rng.uniform(west, east, _BATCH)
        y = self._dice.rng.uniform(south, north, _BATCH)
        inside = shapely.contains_xy(self._area, x, y)
        for other in self._others:
            inside &= ~shapely.intersects_xy(other, x, y)
        return [(_comma(b), _comma(a)) for a, b in zip(x[inside].tolist(), y[inside].tolist(), strict=True)]


def _comma(degrees: float) -> str:
    return f"{degrees:.6f}".replace(".", ",")


@dataclass(frozen=True)
class Place:
    """A barrio or a district with all the ways in which an agency may write it.

    Attributes:
        territory: its territory, or None for a place in none.
        barrios: names for the barrio column; for a barrio its own spellings, for a district its localities.
        comisarias: those that lie wholly inside.
        vague: comisarías of its district that decide nothing.
    """

    territory: str | None
    name: str
    district: str
    department: str
    is_barrio: bool
    population: int
    barrios: tuple[str, ...]
    comisarias: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    points: Points | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Places:
    """All places of the demonstration.

    Attributes:
        territories: by territory id, in the programme's order.
        barrios: barrios of Asunción in no territory.
        districts: districts of Central in no territory.
        far: districts of other departments.
        uncertain: names in Asunción that cover or may be more than one barrio.
    """

    territories: Mapping[str, Place]
    barrios: Sequence[Place]
    districts: Sequence[Place]
    far: Sequence[Place]
    uncertain: Sequence[str]

    def outside(self, dice: Dice) -> Place:
        """A known place in no territory."""
        if dice.chance(0.02):
            return dice.pick(self.far)
        return dice.pick(self.barrios if dice.chance(0.45) else self.districts)


@cache
def plain(text: str) -> str:
    """Capitals without accents, as the police system writes; Ñ stays."""
    kept = text.upper().replace("Ñ", "\0")
    bare = "".join(c for c in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(c))
    return bare.replace("\0", "Ñ")


def places_of(programme: Programme, seed: int) -> Places:
    """Read the places of a programme from its gazetteer and polygons, and the others from `centres.csv`."""
    rows = programme.gazetteer.to_dicts()
    outlines = {name: shape(geometry) for name, geometry in programme.outlines.items()}
    for outline in outlines.values():
        shapely.prepare(outline)
    others = [_outside_place(centre, rows, outlines, seed) for centre in _centres()]
    far = [_place(r, [], None, 0, None) for r in rows if r["kind"] == "distrito" and r["district"] not in NEAR]
    uncertain = [plain(r["name"]) for r in rows if r["kind"] == "barrio" and r["territory"] == AMBIGUOUS]
    return Places(
        territories=_territories(programme, rows, outlines, seed),
        barrios=[place for place in others if place.is_barrio],
        districts=[place for place in others if not place.is_barrio],
        far=far,
        uncertain=uncertain,
    )


def _territories(programme: Programme, rows: Sequence[Row], outlines: Mapping[str, Any], seed: int) -> dict[str, Place]:
    people = dict(programme.population.sort("year").select("territory", "population").iter_rows())
    found = {}
    for identity, name in programme.territory_names.items():
        points = Points(outlines[identity], identity, outlines, Dice(seed, f"points {identity}"))
        own = _entry(rows, ("barrio", "distrito"), name, identity)
        found[identity] = _place(own, rows, identity, people[identity], points)
    return found


def _outside_place(centre: Mapping[str, str], rows: Sequence[Row], outlines: Mapping[str, Any], seed: int) -> Place:
    circle = shapely.Point(float(centre["lon"]), float(centre["lat"])).buffer(float(centre["radius_deg"]))
    points = Points(circle, None, outlines, Dice(seed, f"points {centre['kind']} {centre['name']}"))
    own = _entry(rows, (centre["kind"],), centre["name"], NO_TERRITORY)
    return _place(own, rows, None, int(centre["population"]), points)


def _entry(rows: Sequence[Row], kinds: Sequence[str], name: str, territory: str) -> Row:
    """The gazetteer's own row of a place, known by name, kind and territory; a barrio must be Asunción's."""
    return next(
        r
        for r in rows
        if r["kind"] in kinds
        and fold(r["name"]) == fold(name)
        and r["territory"] == territory
        and (r["kind"] == "distrito" or r["district"] == CAPITAL)
    )


def _centres() -> list[dict[str, str]]:
    with CENTRES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _place(own: Row, rows: Sequence[Row], territory: str | None, population: int, points: Points | None) -> Place:
    is_barrio = own["kind"] == "barrio"
    district = own["district"] if is_barrio else own["name"]
    here = [r for r in rows if r["district"] == district]
    comisarias = {
        t: tuple(r["name"] for r in here if r["kind"] == "comisaria" and r["territory"] == t)
        for t in _decides(territory)
    }
    if is_barrio:
        spellings = [own["name"], own["name"], own["name"], *(own["aliases"] or "").split("|")]
    else:
        spellings = [r["name"] for r in here if r["kind"] in ("barrio", "localidad")]
    return Place(
        territory=territory,
        name=own["name"],
        district=district,
        department=CAPITAL if is_barrio else own["district"],
        is_barrio=is_barrio,
        population=population,
        barrios=tuple(plain(s) for s in spellings if s),
        comisarias=comisarias[territory or NO_TERRITORY],
        vague=comisarias[AMBIGUOUS],
        points=points,
    )


def _decides(territory: str | None) -> tuple[str, str]:
    return territory or NO_TERRITORY, AMBIGUOUS
