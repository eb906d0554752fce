"""The reminder to an institution: which data are missing and under which name to send them, ready to be e-mailed."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from etl.answers.expected_name import expected_name
from etl.answers.file_names import REMINDER, institution_folder
from etl.answers.receipt import GENERATED
from etl.answers.safe_text import one_line
from etl.home import write_whole
from etl.status.calendar import FeedStatus, Gap, InstitutionStatus
from etl.words.dates import MONTHS, month_list
from schemas.load import Programme


def reminder(status: InstitutionStatus, programme: Programme, today: date) -> str | None:
    """The text, Spanish; None where nothing is missing.

    Args:
        status: calendar of the institution.
        programme: named in the text.
        today: date of the reminder; stands in the names of files that say when the data were taken out.
    """
    if not status.missing:
        return None
    return "\n".join(_lines(status, programme, today)) + "\n"


def write_reminders(
    answers: Path, statuses: Sequence[InstitutionStatus], programme: Programme, today: date
) -> list[Path]:
    """Write `respuestas/<institution>/recordatorio.txt` where something is missing, and remove it where nothing is.

    Args:
        answers: the folder of all answers.
        statuses: calendars of all institutions.
        programme: named in the texts.
        today: date of the reminders.

    Returns:
        The files written.
    """
    written = []
    for status in statuses:
        text = reminder(status, programme, today)
        if text is None:
            (answers / status.institution / REMINDER).unlink(missing_ok=True)
            continue
        path = institution_folder(answers, status.institution) / REMINDER
        write_whole(path, text)
        written.append(path)
    return written


def _lines(status: InstitutionStatus, programme: Programme, today: date) -> Iterator[str]:
    contacts = list(dict.fromkeys(f.feed.contact for f in status.feeds if f.gaps and f.feed.contact))
    if contacts:
        yield f"Para: {', '.join(contacts)}"
    yield f"Asunto: Datos que faltan: {month_list(status.missing, 'es')}"
    yield ""
    yield "Estimadas y estimados:"
    yield ""
    day = f"{today.day} de {MONTHS['es'][today.month - 1]} de {today.year}"
    yield f"Al {day} no recibimos estos datos de {status.name} para «{programme.declaration.title.es}»:"
    for feed in status.feeds:
        yield from _feed_lines(feed, today)
    yield ""
    yield "Si en un mes no hubo ningún caso, marque «Sin casos este mes» en la planilla y envíela igual: un mes que no"
    yield "llega no es un cero, es un mes que falta y no se puede comparar. Si ya lo envió, disculpe y avísenos."
    yield ""
    if programme.declaration.data == "generated":
        yield GENERATED
    office = programme.declaration.responsible
    yield "Consultas: " + ", ".join(text for text in (office.name, office.email, office.phone) if text)


def _feed_lines(status: FeedStatus, today: date) -> Iterator[str]:
    if not status.gaps:
        return
    yield ""
    yield f"{status.feed.title}:"
    for gap in status.gaps:
        yield f"- {month_list(list(gap.months), 'es')} (se esperaba hasta el {gap.due:%d/%m/%Y})"
        yield f"  Archivo: {_name(status, gap, today)}"
        for file, why in gap.refused:
            yield f"  Llegó «{one_line(file)}», pero no se pudo tomar: {one_line(why, 300)}"
    extraction = status.feed.extraction
    if extraction is not None and extraction.source == "name":
        yield "  (La última fecha del nombre es la del día en que saca los datos.)"


def _name(status: FeedStatus, gap: Gap, today: date) -> str:
    return expected_name(status.feed, gap.span, today) or f"con un nombre como {status.feed.file_pattern}"
