"""Pages without figures: what was not found, what was withdrawn; no script, three languages."""

from collections.abc import Mapping
from typing import Any

from dashboard.language import speaking, t
from dashboard.markup import Markup, el, joined
from schemas.design_tokens import DARK, LIGHT

_STYLE = Markup(
    f"""<style>:root{{color-scheme:light dark}}
body{{margin:0 auto;max-width:42rem;padding:1rem;font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',
sans-serif;color:{LIGHT.ink};background:{LIGHT.page}}}
a{{color:inherit}}h1{{font-size:1.5rem;line-height:1.25}}li{{margin:.5rem 0}}
@media (prefers-color-scheme:dark){{body{{color:{DARK.ink};background:{DARK.page}}}}}</style>"""
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
