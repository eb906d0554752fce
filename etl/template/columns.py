"""The columns of a feed's template: heading, what may be chosen, how a cell is shown, an example and a hint."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from etl.template.examples import DATE_COLUMNS, day_format, example_cells, written_day
from etl.template.month_headings import month_headings
from schemas.feed import Feed
from schemas.load import Programme

TEXT_FORMAT = "@"
_NUMBERS = ("count", "participants")
_GAZETTEER_KINDS = {
    "barrio": ("barrio", "localidad"), "district": ("distrito",), "department": ("departamento",),
    "comisaria": ("comisaria",),
}  # fmt: skip
_EXCEL_DATE = {"%d": "dd", "%m": "mm", "%Y": "yyyy", "%y": "yy", "%B": "mmmm", "%b": "mmm"}
_HINTS: Mapping[str, str] = {
    "case_ref": "El número con el que su institución encuentra el caso. Se guarda cifrado.",
    "activity_ref": "El número con el que encuentra la actividad. Se guarda cifrado.",
    "event_date": "Día en que ocurrió.",
    "report_date": "Día en que se denunció.",
    "hour": "Hora del hecho, por ejemplo 21:30. No se guarda.",
    "offence": "Elija de la lista. Si no está, escríbalo como lo registra su institución.",
    "territory": "Elija de la lista.",
    "barrio": "Elija de la lista. Si no está, escríbalo.",
    "district": "Elija de la lista.",
    "department": "Elija de la lista.",
    "comisaria": "Elija de la lista. Si no está, escríbala.",
    "latitude": "Grados con decimales. No se guarda.",
    "longitude": "Grados con decimales. No se guarda.",
    "weekday": "Día de la semana.",
    "month": "Año y mes.",
    "year": "Año con cuatro cifras.",
    "quarter": "Trimestre: 1, 2, 3 o 4.",
    "count": "Cantidad, sólo cifras. Si no hubo, escriba 0.",
    "kind": "Tipo de actividad. Elija de la lista o escríbalo.",
    "place": "Dónde se hizo. No se guarda.",
    "participants": "Cuántas personas, sólo cifras.",
    "state": "Elija de la lista.",
    "state_reason": "Si no se hizo, por qué.",
}


@dataclass(frozen=True)
class TemplateColumn:
    """One column of a template.

    Attributes:
        choices: for a drop-down list; empty where there is none.
        closed: only the choices are taken.
        look: number format of the cells, in a spreadsheet's own notation.
    """

    heading: str
    choices: tuple[str, ...]
    closed: bool
    look: str
    example: str
    hint: str


def template_columns(feed: Feed, programme: Programme, first: date, last: date) -> list[TemplateColumn]:
    """The columns in the order of the feed file, without those that are dropped at the door.

    Args:
        feed: the layout.
        programme: whose lists fill the drop-down lists.
        first: first month that a layout with months as columns has.
        last: its last month.

    Raises:
        UsageError: the months of the layout are written in a way that cannot be told from its pattern.
    """
    examples = example_cells(feed, programme, first)
    columns = [
        TemplateColumn(
            heading=feed.columns[name][0],
            choices=tuple(_choices(name, feed, programme)),
            closed=name == "state",
            look=_date_look(feed) if name in DATE_COLUMNS else "0" if name in _NUMBERS else TEXT_FORMAT,
            example=examples[name],
            hint=_HINTS[name],
        )
        for name in feed.columns
    ]
    if feed.wide_months is not None:
        headings = month_headings(feed, first, last)
        columns += [TemplateColumn(h, (), False, "0", examples["count"], _HINTS["count"]) for h in headings]
    if feed.extraction is not None and feed.extraction.source == "column" and feed.extraction.column:
        hint = "Día en que se sacaron los datos."
        columns.append(
            TemplateColumn(feed.extraction.column, (), False, _date_look(feed), written_day(feed, last), hint)
        )
    return columns


def _choices(name: str, feed: Feed, programme: Programme) -> list[str]:
    if name == "offence":
        own = programme.offences.filter(pl.col("feed").is_in([feed.id, "*"]))
        return [str(text) for text in own["offence"].unique(maintain_order=True)]
    if name == "state" and feed.states is not None:
        return [*feed.states.done, *feed.states.suspended]
    if name == "kind":
        return sorted(programme.plan["kind"].drop_nulls().unique().to_list())
    if name == "territory":
        return list(programme.territory_names.values())
    if name not in _GAZETTEER_KINDS:
        return []
    found = programme.gazetteer.filter(pl.col("kind").is_in(_GAZETTEER_KINDS[name]))
    if name == "barrio" and feed.district is not None:
        found = found.filter(pl.col("district") == feed.district)
    return sorted(found["name"].drop_nulls().unique().to_list())


def _date_look(feed: Feed) -> str:
    look = day_format(feed)
    for directive, shown in _EXCEL_DATE.items():
        look = look.replace(directive, shown)
    return look if "%" not in look else TEXT_FORMAT
