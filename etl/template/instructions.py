"""How to fill in a template and under which name to save it, in plain Spanish."""

from collections.abc import Sequence
from datetime import date

from etl.answers.expected_name import expected_name, expected_sheet
from etl.answers.own_workbook import ZERO_SHEET
from etl.judging.period import Span
from etl.template.columns import TemplateColumn
from etl.words.dates import month_span
from schemas.feed import Feed

ZERO_QUESTION = "Sin casos este mes"
ZERO_HEADING = (f"{ZERO_QUESTION} (marque con X)", "Mes (AAAA-MM)")
_KINDS = {"xlsx": "Libro de Excel (.xlsx)", "ods": "Hoja de cálculo ODF (.ods)"}
_DELIMITERS = {";": "punto y coma", ",": "coma", "\t": "tabulación", "|": "barra vertical"}


def steps(feed: Feed, span: Span, today: date, data_sheet: str) -> list[str]:
    """What to do, one short step a line."""
    return [
        f"Escriba en la hoja «{data_sheet}», debajo de los encabezados: {_one_row(feed)}.",
        "La fila gris de arriba es un ejemplo: no se lee y puede quedar.",
        "No cambie los encabezados ni agregue columnas.",
        *_months_step(feed, span),
        "No escriba nombres, cédulas, teléfonos ni direcciones de personas: no hacen falta y no se guardan.",
        "Donde aparece una flecha, elija de la lista.",
        *_extraction_step(feed),
        *_sheet_step(feed, span),
        *_save_steps(feed, span, today, data_sheet),
        f"Si en el mes no hubo ningún caso, marque «{ZERO_QUESTION}» en la hoja «{ZERO_SHEET}» y envíe esta misma "
        "planilla. Un mes que no llega no es un cero: es un mes que falta.",
    ]


def column_help(columns: Sequence[TemplateColumn]) -> list[tuple[str, str, str]]:
    """Column, what to write, example. The name is quoted, so that no row of it can be taken for a heading."""
    return [(f"Columna «{c.heading}»", c.hint, c.example) for c in columns]


def _one_row(feed: Feed) -> str:
    if feed.wide_months is not None:
        return "una fila por lugar, con la cantidad de cada mes en su columna"
    return {"incident": "una fila por caso", "activity": "una fila por actividad"}.get(
        feed.grain, "una fila por lugar, hecho y mes"
    )


def _months_step(feed: Feed, span: Span) -> list[str]:
    if feed.wide_months is None:
        return []
    period = month_span(span.first, span.last, "es")
    return [f"Los meses de los encabezados son {period}: para otro período cambie sólo el mes y el año."]


def _extraction_step(feed: Feed) -> list[str]:
    if feed.extraction is None or feed.extraction.source != "cell":
        return []
    return [f"Escriba en la celda {feed.extraction.cell} el día en que sacó los datos."]


def _sheet_step(feed: Feed, span: Span) -> list[str]:
    name = expected_sheet(feed, span)
    return [f"Póngale a la hoja el nombre del período; por ejemplo «{name}»."] if name else []


def _save_steps(feed: Feed, span: Span, today: date, data_sheet: str) -> list[str]:
    name = expected_name(feed, span, today)
    says_when = feed.extraction is not None and feed.extraction.source == "name"
    when = f" y sacado el {today:%d/%m/%Y}" if says_when else ""
    example = f": para {month_span(span.first, span.last, 'es')}{when} es «{name}»" if name else ""
    named = f"con un nombre como «{feed.file_pattern}»{example}"
    if feed.format in _KINDS:
        return [f"Guarde como {_KINDS[feed.format]}, {named}."]
    return [f"Guarde la hoja «{data_sheet}» como CSV{_csv_details(feed)}, {named}."]


def _csv_details(feed: Feed) -> str:
    details = []
    if feed.delimiter != "auto":
        details.append(f"separado por {_DELIMITERS.get(feed.delimiter, feed.delimiter)}")
    if feed.encoding != "auto":
        details.append(f"en codificación {feed.encoding}")
    return f" ({', '.join(details)})" if details else ""
