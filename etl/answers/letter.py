"""The text that goes with an answer, ready to be sent as an e-mail."""

from collections.abc import Iterator

from etl.answers.grouped import Group
from etl.answers.receipt import ID_LABEL, Receipt
from etl.answers.safe_text import one_line
from etl.words.numbers import number


def letter(receipt: Receipt, attachment: str) -> str:
    """The e-mail: subject in the first line, then the body, in plain text.

    Args:
        receipt: what the answer says.
        attachment: name of the workbook to attach.
    """
    return "\n".join(_lines(receipt, attachment)) + "\n"


def _lines(receipt: Receipt, attachment: str) -> Iterator[str]:
    facts = {label: one_line(value, 400) for label, value in receipt.facts}
    yield f"Asunto: Constancia de recepción: {facts['Archivo']}"
    yield f"Adjunto: {attachment}"
    yield ""
    yield "Estimadas y estimados:"
    yield ""
    yield f"Recibimos el {facts['Fecha']} el archivo «{facts['Archivo']}»."
    for label in ("Institución", "Período", "Resultado", ID_LABEL):
        if label in facts:
            yield f"{label}: {facts[label]}"
    yield ""
    for label, count in receipt.counts:
        yield f"  {label}: {number(count, 'es')}"
    yield from ("", "Qué hacer:")
    yield from (f"{position}. {one_line(text, 400)}" for position, text in enumerate(receipt.to_do, 1))
    yield from _found(receipt.groups)
    yield ""
    yield from (one_line(note, 1000) for note in receipt.notes)
    yield f"Consultas: {one_line(receipt.office)}"


def _found(groups: tuple[Group, ...]) -> Iterator[str]:
    if not groups:
        return
    yield from ("", "Qué se encontró:")
    for group in groups:
        kind = "error" if group.is_error else "aviso"
        yield f"- ({kind}) {one_line(group.sentence(), 400)} [{group.where()}]"
