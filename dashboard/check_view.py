"""What a check came to: whether the file can be loaded, what becomes of its rows, and what is wrong, kind by kind."""

from collections.abc import Mapping
from typing import Any

from dashboard.check_process import Checked, NotChecked
from dashboard.finding_groups import Group, group_findings
from dashboard.finding_words import finding_sentence, finding_title
from dashboard.language import count, t, tn
from dashboard.markup import Markup, el
from dashboard.visible_text import visible
from schemas.feed import Feed


def judgement(ending: Checked, name: str, feed: Feed | None, misnamed: bool) -> Markup:
    """Whether the file can be loaded, and what becomes of its rows.

    Args:
        ending: of the check.
        name: of the file, as sent.
        feed: the layout that it was judged by.
        misnamed: the file's name is none of that layout's, so that a run would not find it.
    """
    verdict = ending.verdict
    refused = verdict["status"] == "refused"
    return el(
        "section",
        el("h2", _headline(verdict)),
        el("p", _file_line(name, feed), class_="sm-source"),
        _reason(verdict) if refused else None,
        _misnamed(feed) if misnamed and feed else None,
        None if refused else _counts(verdict),
        class_="sm sm-checked", aria_label=t("Resultado de la revisión"), aria_live="polite",
    )  # fmt: skip


def observations(ending: Checked) -> Markup | None:
    """What is wrong, kind by kind; None where nothing is."""
    groups = group_findings(ending.verdict["rows"])
    if not groups:
        return None
    heading = t("Qué se observó")
    return el("section", el("h2", heading), *(_group(group) for group in groups), class_="sm sm-quality",
              aria_label=heading)  # fmt: skip


def _headline(verdict: Mapping[str, Any]) -> str:
    if verdict["status"] == "refused":
        return t("Este archivo no se puede cargar")
    if verdict["quarantined"]:
        return tn("Se puede cargar; {number} fila vuelve para corregirse",
                  "Se puede cargar; {number} filas vuelven para corregirse", verdict["quarantined"])  # fmt: skip
    return t("Se puede cargar, con avisos") if verdict["rows"] else t("Se puede cargar: sin observaciones")


def _reason(verdict: Mapping[str, Any]) -> Markup | None:
    """Why it is refused, unless a finding of the whole file says it below."""
    why = verdict["why"]
    return None if not why or any(row["message"] == why for row in verdict["rows"]) else el("p", visible(why, 400))


def _file_line(name: str, feed: Feed | None) -> str:
    if feed is None:
        return visible(name)
    return t("{file} · formato: {feed}", file=visible(name), feed=feed.title)


def _misnamed(feed: Feed) -> Markup:
    words = t("El nombre del archivo no es de este formato: para enviarlo, debe ser como")
    return el("p", words, " ", el("code", feed.file_pattern), class_="sm-note")


def _counts(verdict: Mapping[str, Any]) -> Markup:
    entries = (
        (t("Filas leídas"), "rows_read"), (t("Aceptadas"), "accepted"), (t("Observadas"), "quarantined"),
        (t("Repetidas"), "duplicates"),
    )  # fmt: skip
    told = (el("div", el("dt", words), el("dd", count(verdict[name]))) for words, name in entries)
    return el("dl", *told, class_="sm-tally")


def _group(group: Group) -> Markup:
    what = t("no se acepta") if group.is_error else t("aviso")
    mark = el("span", what, class_="sm-error" if group.is_error else "sm-warning")
    title = finding_title(group.kind)
    named = t("{finding} en «{column}»", finding=title, column=group.column) if group.column else title
    sentence = finding_sentence(group.kind, group.column, group.message, group.several)
    return el(
        "article",
        el("h3", named, " ", mark),
        el("p", sentence[:1].upper() + sentence[1:]),
        _examples(group),
        _rows(group),
        class_="sm-finding", data_kind=group.kind,
    )  # fmt: skip


def _examples(group: Group) -> Markup | None:
    """Where the faulty texts stand; left out where the sentence says the only one."""
    if not group.several:
        return None
    items = [
        el("li", t("fila {row}:", row=each.place) if each.place else None, " ", el("q", each.value))
        for each in group.examples
    ]
    return el("ul", *items, class_="sm-examples", aria_label=t("Ejemplos"))


def _rows(group: Group) -> Markup:
    if not group.rows:
        return el("p", t("En todo el archivo."), class_="sm-source")
    named = "; ".join(group.rows) if "," in "".join(group.rows) else ", ".join(group.rows)
    words = tn("{number} fila: {rows}", "{number} filas: {rows}", group.count, rows=named)
    left = group.count - len(group.rows)
    more = " " + tn("y {number} más", "y {number} más", left) if left else ""
    return el("p", words + more, class_="sm-source")


def not_checked(ending: NotChecked, name: str) -> Markup:
    """Why a file could not be judged, and what to do."""
    return el(
        "section", el("h2", t("No se pudo revisar este archivo")), el("p", visible(name), class_="sm-source"),
        el("p", _why(ending)), class_="sm sm-checked", aria_label=t("Resultado de la revisión"), aria_live="polite",
    )  # fmt: skip


def _why(ending: NotChecked) -> str:
    if ending.said:
        return visible(ending.said, 400)
    words = {
        "too_large": t("Es demasiado grande para esta página. Pida a quien administra el sistema que lo revise con "
                       "«seamos check», o mande el período en archivos más chicos."),
        "too_slow": t("La revisión tardó demasiado y se detuvo. Si el archivo es grande, pida que lo revisen con "
                      "«seamos check»; si es chico, probablemente esté dañado: guárdelo otra vez y vuelva a probar."),
        "busy": t("Se están revisando otros archivos. Espere un momento y vuelva a probar."),
        "died": t("La revisión se interrumpió: el archivo pide más memoria de la permitida o está dañado. Guárdelo "
                  "otra vez como CSV o XLSX y vuelva a probar."),
        "refused_to_check": t("El programa no aceptó el pedido. Avise a quien administra el sistema."),
    }  # fmt: skip
    return words[ending.why]
