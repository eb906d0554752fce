"""People who do not exist: names, identity numbers, telephones, addresses and stories that must never get in."""

from dataclasses import dataclass, field

from etl.demo.dice import Dice

_GIVEN = (
    "ZUNILDA", "EULOGIA", "CANTALICIO", "HERMELINDA", "SINFORIANO", "PETRONA", "TEODULFO", "GLORIOSA", "EVARISTO",
    "FELICITA", "NIMIA", "CRISPULO", "BLASIDA", "OBDULIO", "DIONICIA", "ROSALINO", "ERMINIA", "WALBERTO",
)  # fmt: skip
_SURNAMES = (
    "OVELAR", "CANTERO", "BOGARIN", "ZARZA", "VILLASANTI", "INSFRAN", "AGUAYO", "CHAPARRO", "MELGAREJO", "NOGUERA",
    "PORTILLO", "QUIÑONEZ", "SAMUDIO", "TALAVERA", "YEGROS", "ZELAYA", "ECHEVERRIA", "FRETES",
)  # fmt: skip
_STREETS = ("CALLE INVENTADA", "PASILLO SIN NOMBRE", "CALLEJON FICTICIO", "AVDA. IMAGINARIA", "CAMINO SUPUESTO")
_STORIES = (
    "SEGUN RELATA {name}, EL HECHO OCURRIO FRENTE A SU CASA; NO HAY TESTIGOS",
    "LA RECURRENTE {name} MANIFIESTA QUE DOS DESCONOCIDOS SE DIERON A LA FUGA",
    "SE PRESENTA {name} CON CI {ci} A RADICAR DENUNCIA",
    'DICE {name}: "NO PUDE VER NADA"; TEL. {phone}',
)
HOW_MANY = 600


@dataclass(frozen=True)
class Person:
    """One invented person, as the agencies' files would show them."""

    name: str
    identity_number: str
    phone: str
    address: str

    def story(self, dice: Dice) -> str:
        """A narrative that names the person."""
        return dice.pick(_STORIES).format(name=self.name, ci=self.identity_number, phone=self.phone)


@dataclass
class People:
    """All invented people of one generation."""

    people: list[Person] = field(default_factory=list)

    @classmethod
    def invented(cls, seed: int) -> "People":
        """`HOW_MANY` people with distinct four-word names and distinct identity numbers."""
        dice = Dice(seed, "people")
        by_name: dict[str, Person] = {}
        numbers = dice.rng.choice(900_000, size=HOW_MANY, replace=False) + 3_100_000
        while len(by_name) < HOW_MANY:
            given, surnames = dice.shuffled(_GIVEN)[:2], dice.shuffled(_SURNAMES)[:2]
            name = " ".join([*given, *surnames])
            number = f"{int(numbers[len(by_name)]):,}".replace(",", ".")
            phone = f"(098{dice.below(7) + 1}) {dice.below(900) + 100}-{dice.below(900) + 100}"
            address = f"{dice.pick(_STREETS)} N° {dice.below(9000) + 100} C/ {dice.pick(_SURNAMES)}"
            by_name.setdefault(name, Person(name, number, phone, address))
        return cls(list(by_name.values()))

    def anyone(self, dice: Dice) -> Person:
        """One of them."""
        return dice.pick(self.people)

    def personal_texts(self) -> dict[str, list[str]]:
        """Everything personal that the files contain, for the test that looks for it."""
        return {
            "names": sorted(name for p in self.people for name in (p.name, p.name.title())),
            "identity_numbers": sorted(p.identity_number for p in self.people),
            "phones": sorted({p.phone for p in self.people}),
            "addresses": sorted({text for p in self.people for text in (p.address, p.address.title())}),
        }
