"""Writes the answer to a delivery into `respuestas/<institution>/`."""

from datetime import datetime
from pathlib import Path

from etl.answers.file_names import ANSWER, LETTER, OFFICER, institution_folder
from etl.answers.letter import letter
from etl.answers.observed import MOST_ROWS, Observed, observed_rows
from etl.answers.officer import officer_text
from etl.answers.past_months import Waiting
from etl.answers.receipt import Receipt, Stage, make_receipt
from etl.answers.unknown_names import unknown_names
from etl.answers.workbook import write_workbook
from etl.home import write_whole
from etl.judging.delivery import Judgement
from etl.judging.sinks import Parts
from etl.parts import delivery_id
from schemas.feed import Feed
from schemas.load import Programme


def write_answer(
    folder: Path,
    judgement: Judgement,
    parts: Parts,
    feed: Feed | None,
    programme: Programme,
    received: datetime,
    *,
    stage: Stage = "received",
    waiting: Waiting | None = None,
    most: int = MOST_ROWS,
) -> list[Path]:
    """Write workbook, e-mail and, where a list lacks a name, the text for the person in charge.

    The files are named after the delivery's id, so that answering the same delivery again replaces them.

    Args:
        folder: the folder of all answers, `respuestas/`.
        judgement: of the delivery.
        parts: its quarantine and findings; its records are not looked at.
        feed: its layout; None where none fits.
        programme: what it was judged against.
        received: when it was taken in.
        stage: `held` for a delivery that waits for a person.
        waiting: rows of earlier deliveries, so that the officer is told which past months a new line changes.
        most: observed rows that the workbook shows at most.

    Returns:
        The files written.
    """
    place, delivery = institution_folder(folder, judgement.institution), delivery_id(judgement)
    observed, receipt = compose(judgement, parts, feed, programme, received, stage, most)
    workbook, mail = place / ANSWER.format(delivery), place / LETTER.format(delivery)
    write_workbook(workbook, receipt, observed, received)
    write_whole(mail, letter(receipt, workbook.name))
    note = place / OFFICER.format(delivery)
    names = unknown_names(parts, feed, programme, received, waiting) if feed else []
    if not names:
        note.unlink(missing_ok=True)
        return [workbook, mail]
    write_whole(note, officer_text(names, judgement.file))
    return [workbook, mail, note]


def compose(
    judgement: Judgement,
    parts: Parts,
    feed: Feed | None,
    programme: Programme,
    received: datetime,
    stage: Stage,
    most: int = MOST_ROWS,
) -> tuple[Observed | None, Receipt]:
    """The observed rows that the answer shows and its receipt; a refused file is sent again whole, not row by row."""
    observed = None
    if feed is not None and judgement.outcome != "refused":
        observed = observed_rows(parts, feed, programme.territory_names, most)
    receipt = make_receipt(judgement, parts, feed, programme, received, delivery_id(judgement), observed, stage)
    return observed, receipt
