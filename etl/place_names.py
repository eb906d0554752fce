"""From the names in a row (territory, barrio, district, comisaría, department) to a territory, by the gazetteer."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from etl.place_spellings import Initials, fold_place, spellings
from schemas.load import AMBIGUOUS, NO_TERRITORY, Programme

__all__ = ["NAME_COLUMNS", "PlaceNames", "Placed", "fold_place", "nearest"]

Outcome = Literal["placed", "outside", "ambiguous", "unknown", "missing", "conflict"]
NAME_COLUMNS = ("territory", "barrio", "district", "department", "comisaria")
_NEAR_ENOUGH = 82
_MOST_SUGGESTIONS = 5000
"""A hint costs a look at every known name: a file with more unknown ones than this is no list of places."""


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


@dataclass(frozen=True)
class _Entry:
    """A row of the gazetteer; `district` is what lies around it: of a district the department."""

    name: str
    kind: str
    district: str
    territory: str


@dataclass
class PlaceNames:
    """The gazetteer of a programme, folded once."""

    entries: Mapping[str, Mapping[str, list[_Entry]]]
    territories: Mapping[str, str]
    departments: Mapping[str, set[str]]
    crowded: frozenset[str]
    known: Mapping[str, list[str]] = field(default_factory=dict)
    initials: Mapping[str, Initials] = field(default_factory=dict)
    suggested: int = 0

    @classmethod
    def of(cls, programme: Programme) -> "PlaceNames":
        """Fold the gazetteer: kind -> folded name or alias -> entries."""
        entries: dict[str, dict[str, list[_Entry]]] = defaultdict(lambda: defaultdict(list))
        departments: dict[str, set[str]] = defaultdict(set)
        inside: dict[str, set[str]] = defaultdict(set)
        for row in programme.gazetteer.iter_rows(named=True):
            entry = _Entry(row["name"], row["kind"], fold_place(row["district"] or ""), row["territory"])
            for spelling in (row["name"], *(row["aliases"] or "").split("|")):
                for folded in spellings(entry.kind, spelling) if spelling.strip() else ():
                    if entry not in entries[entry.kind][folded]:
                        entries[entry.kind][folded].append(entry)
            if entry.kind == "distrito":
                departments[fold_place(entry.name)].add(entry.district)
            elif entry.kind in ("barrio", "localidad"):
                inside[entry.district].add(entry.territory)
        names = {fold_place(name): identity for identity, name in programme.territory_names.items()}
        names |= {fold_place(identity): identity for identity in programme.territory_names}
        own = {e.territory for kinds in entries["distrito"].values() for e in kinds}
        crowded = frozenset(d for d, ids in inside.items() if ids - own - {NO_TERRITORY, AMBIGUOUS})
        known = {kind: sorted({e.name for found in table.values() for e in found}) for kind, table in entries.items()}
        initials = {kind: Initials(table) for kind, table in entries.items()}
        frozen = {kind: dict(table) for kind, table in entries.items()}
        return cls(frozen, names, dict(departments), crowded, known, initials)

    def place(self, names: Mapping[str, str | None]) -> Placed:
        """Decide for one combination of names: territory, then barrio in its district, district, comisaría."""
        given = {column: text for column, text in names.items() if text}
        if not given.keys() - {"department"}:
            return Placed("missing", column=next(iter(names), ""))
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
            if placed.outcome in ("placed", "outside", "conflict"):
                return placed
            if placed.outcome == "unknown" and column != "comisaria":
                return placed
            undecided = undecided or placed
        return undecided or Placed("missing")

    def key(self, names: Mapping[str, str | None], territory: str | None) -> str:
        """What a combination of names stands for, however it is written: aliases of one place have one key.

        The place is the gazetteer's entry for the finest name (a barrio says its district and department); a name that
        no entry has stands for itself. A comisaría parts the counts of a place further.

        Args:
            names: text by column of NAME_COLUMNS.
            territory: where `place` puts the combination.
        """
        given = {column: text for column, text in names.items() if text}
        if "barrio" in given:
            place = self._barrio_key(given)
        elif "district" in given:
            place = f"distrito:{self._official('distrito', given['district'])}"
        else:
            place = f"departamento:{self._official('departamento', given.get('department'))}"
        station = self._official("comisaria", given.get("comisaria"))
        return "\x1f".join((territory or "", self._territory_key(given), place, station))

    def _territory_key(self, given: Mapping[str, str]) -> str:
        """A territory under its id; another place in that column under its official name."""
        if "territory" not in given or "barrio" in given:
            return ""
        folded = fold_place(given["territory"])
        found = {entry for kind in self.entries for entry in self._find(kind, given["territory"])}
        names = {fold_place(entry.name) for entry in found}
        official = names.pop() if len(names) == 1 else folded
        return self.territories.get(folded) or self.territories.get(official) or official

    def _barrio_key(self, given: Mapping[str, str]) -> str:
        """The one barrio or locality that a name means in its district; else the name itself and its district."""
        district = self._official("distrito", given.get("district"))
        found = {entry for kind in ("barrio", "localidad") for entry in self._find(kind, given["barrio"])}
        inside = {(fold_place(e.name), e.district) for e in found if "district" not in given or e.district == district}
        name, around = inside.pop() if len(inside) == 1 else (fold_place(given["barrio"]), district)
        return f"barrio:{name}:{around}"

    def _official(self, kind: str, text: str | None) -> str:
        """The folded name that the gazetteer gives a place; the text itself, folded, where it has no single one."""
        names = {fold_place(entry.name) for entry in self._find(kind, text)} if text else set()
        return names.pop() if len(names) == 1 else fold_place(text or "")

    def _by_territory(self, given: Mapping[str, str]) -> Placed:
        text = given["territory"]
        folded = fold_place(text)
        if folded in self.territories:
            return Placed("placed", self.territories[folded], text, "territory")
        found = [e for kind in self.entries for e in self._find(kind, text)]
        return self._decided(found, text, "territory", self.territories)

    def _by_barrio(self, given: Mapping[str, str]) -> Placed:
        text = given["barrio"]
        district = None
        if "district" in given:
            district = self._district(given["district"])
            if district is None:
                return self._by_district(given)
        everywhere = [entry for kind in ("barrio", "localidad") for entry in self._find(kind, text)]
        found = [entry for entry in everywhere if district is None or entry.district == district]
        if not found and district is not None and district not in self.crowded:
            return self._by_district(given)
        found, apart = self._in_department(found, given, lambda entry: self.departments.get(entry.district, set()))
        if apart:
            return Placed("conflict", value=text, column="barrio")
        return self._decided(found, text, "barrio", self.known.get("barrio", []) + self.known.get("localidad", []))

    def _by_district(self, given: Mapping[str, str]) -> Placed:
        text = given.get("district", "")
        found, apart = self._in_department(self._find("distrito", text), given, lambda entry: {entry.district})
        if apart:
            return Placed("conflict", value=text, column="district")
        if found and all(e.territory == NO_TERRITORY for e in found) and self._district(text) in self.crowded:
            return Placed("ambiguous", value=text, column="district")
        return self._decided(found, text, "district", self.known.get("distrito", []))

    def _by_comisaria(self, given: Mapping[str, str]) -> Placed:
        text = given["comisaria"]
        return self._decided(self._find("comisaria", text), text, "comisaria", self.known.get("comisaria", []))

    def _find(self, kind: str, text: str) -> list[_Entry]:
        """Entries of a kind that a text names: as it stands, without the word for its kind, or by its initials."""
        table = self.entries.get(kind, {})
        for folded in spellings(kind, text):
            if folded in table:
                return table[folded]
        meant = self.initials[kind].meant(fold_place(text)) if kind in self.initials else None
        return table[meant] if meant is not None else []

    def _decided(self, found: list[_Entry], text: str, column: str, known: Iterable[str]) -> Placed:
        territories = {entry.territory for entry in found}
        if not territories:
            return Placed("unknown", value=text, column=column, suggestion=self._suggestion(text, known))
        if len(territories) > 1 or AMBIGUOUS in territories:
            return Placed("ambiguous", value=text, column=column)
        only = territories.pop()
        return Placed("outside", None, text, column) if only == NO_TERRITORY else Placed("placed", only, text, column)

    def _suggestion(self, text: str, known: Iterable[str]) -> str | None:
        self.suggested += 1
        return nearest(text, known) if self.suggested <= _MOST_SUGGESTIONS else None

    def _district(self, text: str) -> str | None:
        """The folded official name of a district, where it is known."""
        found = self._find("distrito", text)
        return fold_place(found[0].name) if found else None

    def _in_department(
        self, found: list[_Entry], given: Mapping[str, str], departments_of: Callable[[_Entry], set[str]]
    ) -> tuple[list[_Entry], bool]:
        """The entries that lie in the department that the row says, and whether all known ones lie elsewhere."""
        stated = {fold_place(e.name) for e in self._find("departamento", given.get("department", ""))}
        placed = [(entry, departments_of(entry)) for entry in found]
        if not stated or not all(departments for _, departments in placed):
            return found, False
        inside = [entry for entry, departments in placed if departments & stated]
        return inside, bool(found) and not inside


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known name nearest to `text`, or None where none is near; a hint for people only."""
    best = process.extractOne(text, list(known), scorer=fuzz.WRatio, processor=fold_place, score_cutoff=_NEAR_ENOUGH)
    return best[0] if best else None
