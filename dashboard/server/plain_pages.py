"""Pages without figures: what was not found, what was withdrawn, what was searched; no script, three languages."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from dashboard.language import NAMES, speaking, t
from dashboard.markup import Markup, el, joined
from schemas.design_tokens import DARK, LIGHT
from schemas.find_place import LONGEST
from schemas.words import LANGUAGES

_STYLE = Markup(
    f"""<style>:root{{color-scheme:light dark}}
body{{margin:0 auto;max-width:42rem;padding:1rem;font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',
sans-serif;color:{LIGHT.ink};background:{LIGHT.page}}}
a{{color:inherit}}h1{{font-size:1.5rem;line-height:1.25}}li{{margin:.5rem 0}}
input,button{{font:inherit;padding:.5rem .75rem;min-height:2.75rem;color:inherit;background:{LIGHT.raised};
border:1px solid {LIGHT.muted};border-radius:.375rem}}input{{min-width:14rem}}
@media (prefers-color-scheme:dark){{body{{color:{DARK.ink};background:{DARK.page}}}
input,button{{background:{DARK.raised};border-color:{DARK.muted}}}}}</style>"""
)
_HEAD = '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
_VIEW = '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'


def plain_page(title: str, *parts: Markup | None) -> bytes:
    """A whole page: heading, parts, and the way to the front page, in the language that is spoken."""
    begin = _HEAD.format(language=speaking()) + _VIEW
    heading = joined(el("title", f"{title} · {t('Seamos Ciudadanos')}"), _STYLE)
    home = el("p", el("a", t("Ir a la primera página"), href=f"/{speaking()}/"))
    body = el("body", el("main", el("h1", title), *parts, home))
    return f"{begin}{heading}</head>{body}</html>\n".encode()


def withdrawn_page(number: int, notice: Mapping[str, Any]) -> bytes:
    """The notice of an edition that was taken back, in the words in which the release wrote it down."""
    sentence = notice.get(f"sentence_{speaking()}") or t("La edición {edition} fue retirada.", edition=number)
    warning = el("p", t("No use sus cifras. Las entregas no se perdieron: se publicará otra edición."))
    return plain_page(t("Esta edición fue retirada"), el("p", sentence), warning)


def refused_page(sentence: str) -> bytes:
    """What a person sees where a program would get a problem in JSON."""
    return plain_page(t("No se puede mostrar esta página"), el("p", sentence))


def search_page(
    typed: str, places: list[tuple[str, str | None]], names: Mapping[str, str], unclear: str | None
) -> bytes:
    """The box, and what was found.

    Args:
        typed: by the reader.
        places: name of each place and id of the territory that it is part of; None: of none.
        names: of the territories, by id.
        unclear: what to say where nothing leads to a territory.
    """
    field = el("input", type="search", name="q", id="q", value=typed, maxlength=LONGEST, autocomplete="off")
    label = el("label", t("Su barrio, compañía o distrito"), for_="q")
    kept = el("input", type="hidden", name="idioma", value=speaking())
    form = el("form", label, " ", field, kept, " ", el("button", t("Buscar")), action="/buscar", method="get")
    lines = [el("li", *_line(name, key, names)) for name, key in places]
    told = el("p", unclear, role="status") if unclear else None
    whole = el("p", el("a", t("Ver la lista de todos los lugares"), href=f"/{speaking()}/barrios.html"))
    return plain_page(t("Buscar mi barrio"), form, el("ul", *lines) if lines else None, told, whole, _languages(typed))


def _line(name: str, territory: str | None, names: Mapping[str, str]) -> tuple[object, ...]:
    if territory is None:
        return name, ": ", t("no está en ninguna de estas comunidades, o el nombre solo no alcanza para saberlo")
    return name, ": ", el("a", names[territory], href=f"/{speaking()}/t/{quote(territory, safe='')}")


def _languages(typed: str) -> Markup:
    links = [
        el("a", NAMES[each], href="/buscar?" + urlencode({"q": typed, "idioma": each}), lang=each, hreflang=each)
        for each in LANGUAGES
        if each != speaking()
    ]
    return el("p", joined(*(joined(link, " ") for link in links)))
