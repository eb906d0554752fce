"""What truly changes in the demonstration data: something for the methods to find, and something not to find."""

from dataclasses import asdict, dataclass
from datetime import date

STARTS = date(2019, 5, 1)


@dataclass(frozen=True)
class Effect:
    """From May 2019 on, a place has `factor` times the cases it would have had; for one institution, or for all."""

    indicator: str
    territory: str
    factor: float
    institution: str | None
    why: str


EFFECTS = (
    Effect("robo", "tacumbu", 0.50, None, "menos robos en el barrio"),
    Effect("robo", "luque", 0.75, None, "menos robos en el distrito"),
    Effect(
        "robo", "tablada_nueva", 0.80, None, "hay un cambio, pero el barrio es chico y faltan meses: no se puede ver"
    ),
    Effect("vif", "tacumbu", 1.40, None, "más personas denuncian, además de la suba general"),
    Effect("vif", "ricardo_brugada", 0.75, None, "baja que la suba general tapa"),
    Effect("paz_publica", "ricardo_brugada", 0.40, None, "menos denuncias por la paz pública"),
    Effect("paz_publica", "limpio", 1.30, None, "más denuncias por la paz pública"),
    Effect("estupefacientes", "luque", 1.60, "policia", "más controles de la policía, no más consumo"),
)


def effect(indicator: str, territory: str, institution: str, month: date) -> float:
    """The factor that holds for one cell in one month; 1 where nothing changes."""
    factor = 1.0
    for item in EFFECTS if month >= STARTS else ():
        if (item.indicator, item.territory) == (indicator, territory) and item.institution in (None, institution):
            factor *= item.factor
    return factor


def documented() -> list[dict[str, object]]:
    """The effects as plain records, for the manifest."""
    return [{**asdict(item), "starts": STARTS.isoformat()} for item in EFFECTS]
