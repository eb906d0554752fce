"""What the codes in the data mean, in Spanish and English: an empty cell is always one of these, never a zero."""

from collections.abc import Mapping
from typing import NamedTuple


class Said(NamedTuple):
    """The same text in Spanish and English."""

    es: str
    en: str


STATUS: Mapping[str, Said] = {
    "reported": Said("la institución informó esta cantidad", "the institution reported this count"),
    "zero": Said(
        "la institución informó cero; zero_confirmed dice si alguien lo confirmó",
        "the institution reported zero; zero_confirmed says whether somebody confirmed it",
    ),
    "missing": Said("no llegaron datos de este mes: no es cero", "no data arrived for this month: it is not zero"),
    "partial": Said(
        "llegó una parte del mes, o hay filas observadas o sin lugar que podrían ser de aquí",
        "part of the month arrived, or faulty or unplaced rows might belong here",
    ),
    "provisional": Said("todavía pueden llegar casos de este mes", "cases of this month may still arrive"),
    "not_expected": Said(
        "nadie espera datos de este mes, lugar e institución",
        "nobody expects data for this month, place and institution",
    ),
    "suppressed": Said(
        "reservado para proteger a las personas: la cantidad existe, o es cero, y no se dice",
        "withheld to protect people: there is a count, or a zero, and it is not told",
    ),
}
ARRIVED: Mapping[str, Said] = {
    "received": Said("llegaron datos (también si eran cero)", "data arrived (also where they were zero)"),
    "partial": STATUS["partial"],
    "missing": STATUS["missing"],
    "not_expected": STATUS["not_expected"],
}
VERDICT: Mapping[str, Said] = {
    "decreased": Said("bajó más de lo que explica el azar", "fell by more than chance explains"),
    "increased": Said("subió más de lo que explica el azar", "rose by more than chance explains"),
    "no_clear_change": Said(
        "sin cambio claro: la diferencia puede deberse al azar", "no clear change: chance may explain the difference"
    ),
    "insufficient": Said("los datos no alcanzan para decir algo", "there are not enough data to say anything"),
    "not_comparable": Said("los dos períodos no son comparables", "the two periods are not comparable"),
    "withheld": Said("dato reservado, para proteger a las personas", "withheld, to protect people"),
}
REASON: Mapping[str, Said] = {
    "missing_months": Said("faltan meses", "months are missing"),
    "few_cases": Said("hay pocos casos", "there are few cases"),
    "zeros_unconfirmed": Said("hay ceros que nadie confirmó", "there are zeros that nobody confirmed"),
    "recording_changed": Said("cambió la forma de registrar", "the way of recording changed"),
    "weak_signal": Said("la señal es débil", "the signal is weak"),
    "no_feed": Said("nadie envía estos datos", "nobody sends these data"),
}
FORM: Mapping[str, Said] = {
    "month": Said("mes a mes", "month by month"),
    "quarter": Said("por trimestre", "by quarter"),
    "window": Said("por ventana entera", "by whole window"),
    "as_released": Said("como en una edición anterior", "as in an earlier edition"),
    "none": Said("no se publica", "not published"),
}
LISTS: tuple[tuple[Said, Mapping[str, Said]], ...] = (
    (Said("Estados de un valor (columna status)", "Statuses of a value (column status)"), STATUS),
    (Said("Estados de lo que llegó (completeness)", "Statuses of what arrived (completeness)"), ARRIVED),
    (Said("Conclusiones (comparison.verdict)", "Verdicts (comparison.verdict)"), VERDICT),
    (Said("Motivos (comparison.reason)", "Reasons (comparison.reason)"), REASON),
    (Said("Formas de publicar (disclosure.form)", "Forms of publication (disclosure.form)"), FORM),
)
