"""What the commands about single files and about what has arrived do; each returns the exit status."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from etl.answers.grouped import Group
from etl.answers.officer import officer_text
from etl.answers.safe_text import one_line
from etl.check import Checked, answer_path, check_file, feed_named
from etl.home import Home
from etl.status import must_belong, read_arrivals, status_of, write_reminders
from etl.status.show import as_json, show_status
from etl.template import write_template
from etl.waiting_rows import belongs_to, waiting_in
from schemas.errors import UsageError
from schemas.load import Programme, load_programme

if TYPE_CHECKING:
    from etl.console import Console

DONE, A_PERSON_MUST_ACT = 0, 1
_PROJECT = Path(__file__).resolve().parent.parent
_COUNT_HEADINGS = (
    ("Leídas", "Read"), ("Aceptadas", "Accepted"), ("Observadas", "Quarantined"), ("Repetidas", "Repeated"),
    ("No son filas", "Skipped"),
)  # fmt: skip


def check(
    console: "Console", path: Path, feed: str | None, programme_dir: Path, home_dir: Path, out: Path | None
) -> int:
    """`seamos check`: judge one file without loading it, and write the answer for its sender."""
    programme, home = _load(programme_dir), Home(home_dir)
    answer = answer_path(path, out, _shipped(Path("data/feeds") / programme.id))
    waiting = waiting_in(home, programme) if belongs_to(home, programme) else None
    checked = check_file(path, programme, feed, answer, datetime.now(UTC), waiting)
    _tell(console, checked)
    console.result(checked.as_json())
    return A_PERSON_MUST_ACT if checked.has_errors else DONE


def template(console: "Console", feed_id: str, programme_dir: Path, out: Path | None) -> int:
    """`seamos template`: the blank workbook for the senders of a feed."""
    programme = _load(programme_dir)
    feed = feed_named(feed_id, programme)
    path = out or Path(f"plantilla-{feed.id}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            f"«{path.name}» no sirve: la plantilla es un archivo .xlsx",
            f"“{path.name}” does not fit: a template is .xlsx",
        )
    try:
        write_template(path, feed, programme, datetime.now(UTC).date())
    except OSError as error:
        raise UsageError(
            f"no se puede escribir la plantilla «{path}» ({error.strerror}); indique otro archivo con --out",
            f"the template “{path}” cannot be written ({error.strerror}); give another file with --out",
        ) from error
    console.say(f"Plantilla: {path}", f"Template: {path}")
    console.result({"feed": feed.id, "template": str(path)})
    return DONE


def status(console: "Console", home_dir: Path, programme_dir: Path, reminders: bool) -> int:
    """`seamos status`: what has arrived and what is missing, by institution and month; reminders ready to send."""
    programme, home, today = _load(programme_dir), Home(home_dir), datetime.now(UTC).date()
    must_belong(home, programme)
    arrivals = read_arrivals(home, programme)
    statuses = status_of(programme, arrivals, today)
    written = write_reminders(home.answers, statuses, programme, today) if reminders else []
    show_status(console, statuses)
    for path in written:
        console.say(f"Recordatorio: {path}", f"Reminder: {path}")
    console.result(
        {
            "programme": programme.id, "today": today.isoformat(), "edition": arrivals.edition,
            "institutions": [as_json(one, today) for one in statuses], "reminders": [str(path) for path in written],
        }
    )  # fmt: skip
    return DONE


def _load(directory: Path) -> Programme:
    return load_programme(_shipped(directory))


def _shipped(path: Path) -> Path:
    """The folder as given, or as shipped with the product when the command runs from elsewhere."""
    return path if path.exists() or not (_PROJECT / path).exists() else _PROJECT / path


def _tell(console: "Console", checked: Checked) -> None:
    judgement = checked.judgement
    if checked.feed is not None:
        console.say(
            f"Formato: {checked.feed.title} ({checked.feed.id})", f"Feed: {checked.feed.title} ({checked.feed.id})"
        )
    if judgement.outcome == "refused":
        console.say(f"RECHAZADO: {judgement.why}", f"REFUSED: {judgement.why}")
    else:
        j = judgement
        console.table(_COUNT_HEADINGS, [(j.rows_read, j.accepted, j.quarantined, j.duplicates, j.rows_skipped)])
    for group in (g for g in checked.receipt.groups if g.message != judgement.why):
        console.say(_line(group, "es"), _line(group, "en"))
    if checked.feed is not None and not checked.named:
        pattern = checked.feed.file_pattern
        console.say(
            f"Aviso: para enviarlo, el nombre del archivo debe ser como «{pattern}».",
            f"Warning: to be sent, the file's name must be like “{pattern}”.",
        )
    if not checked.receipt.groups:
        console.say("Sin observaciones.", "No findings.")
    if checked.unknown:
        console.say("", "")
        console.say(*(officer_text(checked.unknown, judgement.file, language) for language in ("es", "en")))
    console.say(f"Respuesta: {checked.answer}", f"Answer: {checked.answer}")


def _line(group: Group, language: str) -> str:
    words = {"es": ("Error", "Aviso"), "en": ("Error", "Warning")}[language]
    parts = (one_line(group.sentence(language), 400), group.where(language), group.example(language))
    return f"{words[0 if group.is_error else 1]}: " + " · ".join(part for part in parts if part)
