"""The states in which there is nothing to show: what happened, what it means, and what to do.

Paths of the server, and what to run on it, are told where those who look are those who run it: never on a public one.
"""

from pathlib import Path

from dashboard.address import link
from dashboard.calendar_words import day
from dashboard.editions import InternalDoorError, NotPublicError, Withdrawal, edition_path, withdrawal
from dashboard.language import count, t
from dashboard.markup import Markup, el
from dashboard.store import EditionUnreadableError, NoEditionError, shows_paths
from dashboard.svg_image import svg_image
from schemas.verdict_mark import verdict_mark


class NoTerritoryError(Exception):
    """An edition without any territory."""


SHOWN = (NoEditionError, EditionUnreadableError, NotPublicError, InternalDoorError, NoTerritoryError)
"""What the router shows as a state; anything else is a mistake of ours, and goes to the log."""


def state_of(error: Exception) -> Markup:
    """The state that an error of `SHOWN` means."""
    if isinstance(error, EditionUnreadableError):
        return unreadable(error)
    if isinstance(error, NotPublicError):
        return taken_back(error.withdrawn) if error.withdrawn else never_public(error.number)
    if isinstance(error, NoEditionError):
        return _absent(error)
    return no_territory() if isinstance(error, NoTerritoryError) else internal_only()


def _absent(error: NoEditionError) -> Markup:
    if error.number is not None:
        return older_not_here(error.number)
    if error.door == "internal":
        return no_edition(error)
    if taken := withdrawal():
        return taken_back(taken)
    never_run = shows_paths() and not edition_path("internal").exists()
    return no_edition(error) if never_run else nothing_released(error)


def no_edition(error: NoEditionError) -> Markup:
    """Nobody has run the pipeline yet: what to run."""
    return _state(
        t("Todavía no hay datos"),
        el("p", t("Para cargar las entregas y hacer la primera edición, ejecute:")),
        _command("seamos run"),
        el("p", t("Para ver el tablero con datos generados para demostración:")),
        _command("seamos demo"),
        _path(t("Se buscó en"), error.path),
    )


def nothing_released(error: NoEditionError) -> Markup:
    """Editions may exist, but nobody has made one public: a person does, after looking at what changes."""
    steps = (
        el("p", t("Una persona publica una edición después de ver qué cambia. Para publicar la última, ejecute:")),
        _command("seamos release"),
        _path(t("Se buscó en"), error.path),
    )
    return _state(
        t("Todavía no se publicó ninguna edición"),
        el("p", t("Cuando se publique la primera, esta página la mostrará. No hace falta hacer nada más.")),
        *(steps if shows_paths() else ()),
    )


def taken_back(notice: Withdrawal) -> Markup:
    """An edition that was public and was withdrawn; the notice stays."""
    when = t("el {day}", day=day(notice.day)) if notice.day else ""
    told = t("La edición {number} se retiró {when}.", number=count(notice.number), when=when).replace(" .", ".")
    reason = el("p", t("Motivo: {reason}", reason=notice.reason)) if notice.reason else None
    return _state(
        t("Esta edición fue retirada"),
        el("p", told),
        reason,
        el("p", t("No use sus cifras. Las entregas no se perdieron: se publicará otra edición.")),
        _to_the_present(),
    )


def never_public(number: int) -> Markup:
    """The address asks for an edition that was not released."""
    told = t("La edición {number} no se publicó. El enlace puede estar mal copiado.", number=count(number))
    return _state(t("Esa edición no es pública"), el("p", told), _to_the_present())


def older_not_here(number: int) -> Markup:
    """The address asks for an edition that this server does not keep."""
    told = t("La edición {number} no está en este servidor. Se muestran las que se guardan.", number=count(number))
    return _state(t("Esa edición no está aquí"), el("p", told), _to_the_present())


def unreadable(error: EditionUnreadableError) -> Markup:
    """The file is damaged, not an edition, or newer than this program."""
    told = t("El archivo está dañado o lo hizo otra versión del programa. Las entregas no se perdieron.")
    if not shows_paths():
        return _state(t("Esta edición no se puede leer"), el("p", told), el("p", t("Vuelva a probar más tarde.")))
    return _state(
        t("Esta edición no se puede leer"),
        el("p", told),
        el("p", t("Para rehacer la edición, ejecute:")),
        _command("seamos rebuild"),
        _path(t("Archivo"), error.path),
    )


def no_territory() -> Markup:
    """An edition without any territory."""
    steps = (el("p", t("Agréguelos en territories.csv y ejecute:")), _command("seamos run"))
    return _state(t("Este programa no tiene territorios"), *(steps if shows_paths() else ()))


def internal_only() -> Markup:
    """A page of the team, asked for on a public server."""
    return _state(t("Esta página es sólo para el equipo"), _to_the_present())


def all_missing() -> Markup:
    """No institution has sent a single month of what is asked for: a part of a page, not a page."""
    return nothing_here(t("No llegó ningún dato"), t("Nadie informó ningún mes. No es cero."), "insufficient")


def all_withheld() -> Markup:
    """There are figures, and none of them may be shown."""
    why = t("Hay números, pero son tan chicos que mostrarlos podría señalar a una familia. No es falta de dato.")
    return nothing_here(t("Todo está reservado"), why, "withheld")


def nothing_here(words: str, why: str, verdict: str) -> Markup:
    """The shape, the word and the reason of a part that has nothing to show."""
    mark = svg_image(verdict_mark(verdict, "neutral"), "", class_="sm-mark")
    head = el("p", mark, el("span", words), class_="sm-verdict sm-unclear")
    return el("div", head, el("p", why), class_="sm sm-nothing")


def _to_the_present() -> Markup:
    return el("p", el("a", t("Ver la edición que vale ahora"), href=link(""), target="_self"))


def _command(words: str) -> Markup | None:
    return el("pre", el("code", words)) if shows_paths() else None


def _path(words: str, path: Path) -> Markup | None:
    return el("p", f"{words}: {path}", class_="sm-source") if shows_paths() else None


def _state(title: str, *parts: Markup | None) -> Markup:
    return el("section", el("h1", title), *parts, class_="sm sm-state")
