"""What the page says when there is no edition to show, or one that it cannot read."""

from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.store import EditionUnreadableError, NoEditionError


def no_edition(error: NoEditionError) -> Markup:
    """Nobody has run the pipeline yet: what to run."""
    return _state(
        t("Todavía no hay datos"),
        el("p", t("Para cargar las entregas y hacer la primera edición, ejecute:")),
        el("pre", el("code", "seamos run")),
        el("p", t("Para ver el tablero con datos generados para demostración:")),
        el("pre", el("code", "seamos demo")),
        el("p", t("Se buscó en {path}.", path=error.path), class_="sm-source"),
    )


def unreadable(error: EditionUnreadableError) -> Markup:
    """The file is damaged, not an edition, or newer than this program."""
    return _state(
        t("Esta edición no se puede leer"),
        el("p", t("El archivo está dañado o lo hizo otra versión del programa. Las entregas no se perdieron.")),
        el("p", t("Para rehacer la edición, ejecute:")),
        el("pre", el("code", "seamos rebuild")),
        el("p", t("Archivo: {path}", path=error.path), class_="sm-source"),
    )


def no_territory() -> Markup:
    """An edition without any territory."""
    return _state(t("Este programa no tiene territorios"), el("p", t("Agréguelos en territories.csv y ejecute:")),
                  el("pre", el("code", "seamos run")))  # fmt: skip


def _state(title: str, *parts: Markup) -> Markup:
    return el("section", el("h1", title), *parts, class_="sm sm-state")
