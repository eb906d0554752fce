"""Writes to each sender what became of the delivery."""

from collections.abc import Iterable

import polars as pl

from etl.answers.file_names import ANSWER, institution_folder
from etl.answers.receipt import Stage
from etl.answers.write import write_answer
from etl.home import Home
from etl.judging.sinks import Parts
from etl.parts import LedgerLine, read_part
from etl.receiving import Progress, Received
from etl.retention_marks import is_past
from etl.waiting_rows import waiting_in
from schemas.load import Programme


def answer_all(received: Received, programme: Programme, home: Home, progress: Progress) -> None:
    """Answer the new deliveries, and those that a run which died left without an answer."""
    due = list(_unanswered(received, home))
    waiting = waiting_in(home, programme)
    for number, line in enumerate(due):
        progress("Escribiendo respuestas", number, len(due))
        parts = Parts(pl.DataFrame(), *(read_part(home, line.delivery, name) for name in ("quarantine", "findings")))
        stage: Stage = "held" if received.standing[line.delivery].status == "held" else "received"
        feed = programme.feeds.get(line.judgement.feed or "")
        write_answer(home.answers, line.judgement, parts, feed, programme, line.received, stage=stage, waiting=waiting)
    progress("Escribiendo respuestas", len(due), len(due))


def _unanswered(received: Received, home: Home) -> Iterable[LedgerLine]:
    for line, known_before in received.judged.values():
        answer = institution_folder(home.answers, line.judgement.institution) / ANSWER.format(line.delivery)
        expired = known_before and is_past(home, line.delivery, "answers")
        if not known_before or not (answer.exists() or expired):
            yield line
