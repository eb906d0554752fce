"""From the names in a row (territory, barrio, district, comisaría, department) to a territory, by the gazetteer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from rapidfuzz import fuzz, process

from schemas.fold import fold
from schemas.load import AMBIGUOUS, NO_TERRITORY, Programme

Outcome = Literal["placed", "outside", "ambiguous", "unknown", "missing", "conflict"]
NAME_COLUMNS = ("territory", "barrio", "district", "department", "comisaria")
_NEAR_ENOUGH = 82
_ABBREVIATIONS = {
    "mcal": "mariscal", "gral": "general", "sgto": "sargento", "tte": "teniente", "pdte": "presidente", "cnel": "coronel",
    "pte": "presidente", "dr": "doctor", "sta": "santa", "sto": "santo", "ntra": "nuestra", "sra": "senora", "bo": "barrio",
    "cia": "compania", "com": "comisaria", "cria": "comisaria", "fdo": "fernando", "asuncion distrito": "asuncion",
}  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """Where a combination of names lies.

    Attributes:
        outcome: `placed` (territory is set), `outside` (known, in no territory), `ambiguous` (known, covers more than
            one territory), `unknown` (a name that no list has), `missing` (no name at all), `conflict` (the place is
            not in the department that the row says).
        value: the name that decided, as sent.
        suggestion: the nearest known name, for an unknown one; never taken silently.
    """

    outcome: Outcome
    territory: str | None = None
    value: str | None = None
    column: str = ""
    suggestion: str | None = None


@dataclass
class _Entry:
    name: str
    kind: str
    district: str
    territory: str


@dataclass
class PlaceNames:
    """The gazetteer of a programme, folded once."""

    entries: Mapping[str, Mapping[str, list[_Entry]]]
    territories: Mapping[str, str]
    departments: Mapping[str, str]
    crowded: frozenset[str]
    known: Mapping[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, programme: Programme) -> "PlaceNames":
        """Fold the gazetteer: kind -> folded name or alias -> entries."""
        entries: dict[str, dict[str, list[_Entry]]] = defaultdict(lambda: defaultdict(list))
        departments: dict[str, str] = {}
        inside: dict[str, set[str]] = defaultdict(set)
        for row in programme.gazetteer.iter_rows(named=True):
            entry = _Entry(row["name"], row["kind"], fold_place(row["district"] or ""), row["territory"])
            for spelling in (row["name"], *(row["aliases"] or "").split("|")):
                if spelling.strip():
                    entries[row["kind"]][fold_place(spelling)].append(entry)
            if row["kind"] == "distrito":
                departments[fold_place(row["name"])] = entry.district
            elif row["kind"] in ("barrio", "localidad"):
                inside[entry.district].add(row["territory"])
        names = {fold_place(name): identity for identity, name in programme.territory_names.items()}
        names |= {fold_place(identity): identity for identity in programme.territory_names}
        own = {e.territory for kinds in entries["distrito"].values() for e in kinds}
        crowded = frozenset(d for d, ids in inside.items() if ids - own - {NO_TERRITORY, AMBIGUOUS})
        known = {kind: sorted({e.name for found in table.values() for e in found}) for kind, table in entries.items()}
        return cls(entries, names, departments, crowded, known)

    def place(self, names: Mapping[str, str | None]) -> Placed:
        """Decide for one combination of names: territory, then barrio in its district, district, comisaría."""
        given = {column: text for column, text in names.items() if text}
        if not given.keys() - {"department"}:
            return Placed("missing", column=next(iter(names), ""))
        wrong = self._department_conflict(given)
        if wrong is not None:
            return wrong
        undecided: Placed | None = None
        for column, decide in (
            ("territory", self._by_territory),
            ("barrio", self._by_barrio),
            ("district", self._by_district),
            ("comisaria", self._by_comisaria),
        ):
            if column not in given:
                continue
            placed = decide(given)
            if placed.outcome in ("placed", "outside"):
                return placed
            if placed.outcome == "unknown" and column != "comisaria":
                return placed
            undecided = undecided or placed
        return undecided or Placed("missing")

    def _by_territory(self, given: Mapping[str, str]) -> Placed:
        text = given["territory"]
        folded = fold_place(text)
        if folded in self.territories:
            return Placed("placed", self.territories[folded], text, "territory")
        found = [e for table in self.entries.values() for e in table.get(folded, ())]
        return self._decided(found, text, "territory", sorted(self.territories))

    def _by_barrio(self, given: Mapping[str, str]) -> Placed:
        text = given["barrio"]
        district = self._district(given)
        found = [
            entry
            for kind in ("barrio", "localidad")
            for entry in self.entries.get(kind, {}).get(fold_place(text), ())
            if district is None or entry.district == district
        ]
        if not found and district is not None and district not in self.crowded:
            return self._by_district(given)
        return self._decided(found, text, "barrio", self.known.get("barrio", []) + self.known.get("localidad", []))

    def _by_district(self, given: Mapping[str, str]) -> Placed:
        text = given.get("district", "")
        found = list(self.entries.get("distrito", {}).get(fold_place(text), ()))
        if found and all(e.territory == NO_TERRITORY for e in found) and self._district(given) in self.crowded:
            return Placed("ambiguous", value=text, column="district")
        return self._decided(found, text, "district", self.known.get("distrito", []))

    def _by_comisaria(self, given: Mapping[str, str]) -> Placed:
        text = given["comisaria"]
        found = self.entries.get("comisaria", {}).get(fold_place(text), ())
        return self._decided(list(found), text, "comisaria", self.known.get("comisaria", []))

    def _decided(self, found: list[_Entry], text: str, column: str, known: list[str]) -> Placed:
        territories = {entry.territory for entry in found}
        if not territories:
            return Placed("unknown", value=text, column=column, suggestion=nearest(text, known))
        if len(territories) > 1 or AMBIGUOUS in territories:
            return Placed("ambiguous", value=text, column=column)
        only = territories.pop()
        return Placed("outside", None, text, column) if only == NO_TERRITORY else Placed("placed", only, text, column)

    def _district(self, given: Mapping[str, str]) -> str | None:
        """The folded official name of the district that the row gives, where it is known."""
        found = self.entries.get("distrito", {}).get(fold_place(given.get("district", "")), ())
        return fold_place(found[0].name) if found else None

    def _department_conflict(self, given: Mapping[str, str]) -> Placed | None:
        if "department" not in given or "district" not in given:
            return None
        found = self.entries.get("distrito", {}).get(fold_place(given["district"]), ())
        stated = {
            fold_place(e.name) for e in self.entries.get("departamento", {}).get(fold_place(given["department"]), ())
        }
        real = {entry.district for entry in found if entry.district}
        if stated and real and not stated & real:
            return Placed("conflict", value=given["district"], column="district")
        return None


@cache
def fold_place(text: str) -> str:
    """`fold`, with the abbreviations of place names written out («Mcal.» is «mariscal»)."""
    words = fold(text).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known name nearest to `text`, or None where none is near; a hint for people only."""
    best = process.extractOne(text, list(known), scorer=fuzz.WRatio, processor=fold_place, score_cutoff=_NEAR_ENOUGH)
    return best[0] if best else None
