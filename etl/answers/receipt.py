"""What an answer says about a delivery as a whole: made once, and shown in the workbook and in the letter alike."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from etl.answers.grouped import Group, group_findings
from etl.answers.headings import KEYED_COLUMNS, ROW_HEADING, SHEET_HEADING
from etl.answers.observed import Observed
from etl.judging.delivery import Judgement
from etl.judging.sinks import Parts
from etl.words.dates import MONTHS, month_span
from etl.words.numbers import number
from schemas.feed import Feed
from schemas.load import Programme

Stage = Literal["received", "held", "checked"]
"""Whether the delivery was taken in, waits for a person, or was only looked at (`seamos check`)."""
ID_LABEL = "Identificador de la entrega"
FEED_LABEL = "Formato"
OBSERVED_SHEET = "Filas observadas"
RECEIPT_SHEET = "Constancia de recepción"
GENERATED = "Datos generados para demostración: ninguna cifra, persona ni denuncia es real."


@dataclass(frozen=True)
class Receipt:
    """Labelled facts, the counts of rows, what to do, what was found, and who answers for it."""

    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    to_do: tuple[str, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    office: str


def make_receipt(
    judgement: Judgement,
    parts: Parts,
    feed: Feed | None,
    programme: Programme,
    received: datetime,
    delivery: str,
    observed: Observed | None,
    stage: Stage = "received",
) -> Receipt:
    """The receipt of one delivery.

    Args:
        judgement: of the delivery; its counts are taken as they are.
        parts: its findings are grouped.
        feed: None where no layout fits.
        programme: names the institution and who answers.
        received: when it was taken in.
        delivery: the delivery's id.
        observed: the rows that the answer shows; None where it shows none.
        stage: see `Stage`.
    """
    return Receipt(
        facts=_facts(judgement, feed, programme, received, delivery, stage),
        counts=_counts(judgement),
        to_do=_to_do(judgement, feed, observed, stage),
        groups=tuple(group_findings(parts.findings)),
        notes=_notes(judgement, programme),
        office=_office(programme),
    )


def long_date(moment: datetime) -> str:
    """«22 de noviembre de 2026»."""
    return f"{moment.day} de {MONTHS['es'][moment.month - 1]} de {moment.year}"


def _facts(
    judgement: Judgement, feed: Feed | None, programme: Programme, received: datetime, delivery: str, stage: Stage
) -> tuple[tuple[str, str], ...]:
    institution = programme.institution_names.get(judgement.institution or "", "")
    period = judgement.period
    facts = [
        ("Programa", programme.declaration.title.es),
        ("Archivo", judgement.file),
        ("Fecha", long_date(received)),
        ("Institución", institution or "no se sabe: el nombre del archivo no es de ningún formato acordado"),
        (FEED_LABEL, feed.title if feed else "ninguno"),
        ("Período", month_span(period.first, period.last, "es") if period else ""),
        ("Datos sacados el", f"{judgement.extracted:%d/%m/%Y}" if judgement.extracted else ""),
        ("Corrige la entrega", judgement.corrects or ""),
        (ID_LABEL, delivery),
        ("Resultado", _result(judgement, stage)),
    ]
    return tuple((label, value) for label, value in facts if value)


def _result(judgement: Judgement, stage: Stage) -> str:
    if judgement.outcome == "refused":
        return f"RECHAZADO: {judgement.why}"
    if stage == "held":
        return f"EN ESPERA de que una persona lo confirme: {judgement.why or ''}".rstrip(": ")
    verb = "SE PUEDE ACEPTAR" if stage == "checked" else "ACEPTADO"
    return f"{verb} CON OBSERVACIONES" if judgement.quarantined else verb


def _counts(judgement: Judgement) -> tuple[tuple[str, int], ...]:
    return (
        ("Filas recibidas", judgement.rows_read),
        ("Aceptadas", judgement.accepted),
        ("Observadas", judgement.quarantined),
        ("Repetidas", judgement.duplicates),
        ("No eran filas de datos (títulos, vacías, totales)", judgement.rows_skipped),
    )


def _to_do(judgement: Judgement, feed: Feed | None, observed: Observed | None, stage: Stage) -> tuple[str, ...]:
    if judgement.outcome == "refused":
        return (
            "De este archivo no se guardó nada.",
            "Corrija lo que dice «Resultado» y envíe otra vez el archivo entero.",
        )
    if observed is None or feed is None or not observed.total:
        return _nothing_to_correct(judgement)
    steps = [
        f"Abra la hoja «{OBSERVED_SHEET}»: trae {_how_many(observed)} y, en la última columna, qué tiene cada una.",
        "Corrija las celdas marcadas (fondo naranja y borde grueso).",
    ]
    if stage == "checked":
        return (*steps, "Haga las mismas correcciones en su archivo y envíelo: esto fue una revisión, nada se guardó.")
    return (
        *steps,
        f"No cambie {_untouchable(feed, observed)}: sirven para encontrar cada fila.",
        "Guarde este mismo archivo y envíelo. Lo demás ya está guardado: no hace falta mandarlo otra vez.",
        "Puede borrar las filas que no va a corregir; quedan observadas.",
        *_too_many(observed),
    )


def _nothing_to_correct(judgement: Judgement) -> tuple[str, ...]:
    if not judgement.findings_count:
        return ("No hay que hacer nada: todas las filas se aceptaron.",)
    return ("No hay que corregir nada. Lea los avisos de abajo para el próximo envío.",)


def _how_many(observed: Observed) -> str:
    total = number(observed.total, "es")
    if observed.total > len(observed.rows):
        return f"las primeras {number(len(observed.rows), 'es')} de {total} filas que no se aceptaron"
    return "la fila que no se aceptó" if observed.total == 1 else f"las {total} filas que no se aceptaron"


def _untouchable(feed: Feed, observed: Observed) -> str:
    keyed = [heading for name, heading in observed.columns.items() if name in KEYED_COLUMNS and name in feed.columns]
    names = [f"«{name}»" for name in (ROW_HEADING, SHEET_HEADING, *keyed)]
    return f"las columnas {', '.join(names[:-1])} ni {names[-1]}"


def _too_many(observed: Observed) -> tuple[str, ...]:
    if observed.total <= len(observed.rows):
        return ()
    return ("Son muchas: es más rápido corregir la causa en su sistema y enviar otra vez el archivo entero.",)


def _notes(judgement: Judgement, programme: Programme) -> tuple[str, ...]:
    notes = []
    if judgement.dropped_columns:
        listed = ", ".join(f"«{name}»" for name in judgement.dropped_columns)
        notes.append(f"Estas columnas no se leyeron ni se guardaron, como está acordado: {listed}.")
    if programme.declaration.data == "generated":
        notes.append(GENERATED)
    return tuple(notes)


def _office(programme: Programme) -> str:
    office = programme.declaration.responsible
    return ", ".join(text for text in (office.name, office.email, office.phone) if text)
