"""The one qualifier of a sentence, and what could have been seen. Guaraní awaits review by a native speaker."""

from schemas.words import Text

FRAGILE: dict[str, Text] = {
    "source": Text(
        es="Este resultado depende de la fuente: con otras instituciones cambia.",
        gn="Ko osẽva odepende máva omombeʼúgui: ambue institución ndive oñemoambue.",
        en="This result depends on the source: with other institutions it changes.",
    ),
    "window": Text(
        es="Este resultado depende del período elegido: con otros meses cambia.",
        gn="Ko osẽva odepende ára ojeporavóvagui: ambue jasy ndive oñemoambue.",
        en="This result depends on the period chosen: with other months it changes.",
    ),
    "unplaced": Text(
        es="Este resultado depende de filas sin ubicar: según dónde fueron, cambia.",
        gn="Ko osẽva odepende umi fila noñemohendáivagui: moõpa oiko vaʼekue, upéicha oñemoambue.",
        en="This result depends on rows without a place: where they belong would change it.",
    ),
}

WEAK_SIGNAL: dict[str, Text] = {
    "less": Text(
        es="Señal débil: mirada sola parece una baja, pero entre {tests} comparaciones se espera alguna así por azar.",
        gn="Techaukaha kangy: haʼeño ojehecharõ oguejyvaicha, {tests} ñembojoja apytépe katu ikatu osẽ péicha reínte.",
        en="Weak signal: alone it looks like a fall, but among {tests} comparisons one such is expected by chance.",
    ),
    "more": Text(
        es="Señal débil: mirada sola parece una suba, pero entre {tests} comparaciones se espera alguna así por azar.",
        gn="Techaukaha kangy: haʼeño ojehecharõ ojupivaicha, {tests} ñembojoja apytépe katu ikatu osẽ péicha reínte.",
        en="Weak signal: alone it looks like a rise, but among {tests} comparisons one such is expected by chance.",
    ),
}
SO_MANY_TESTS = Text(es="tantas", gn="heta", en="so many")

# What would have been told apart from chance: {seen} is «19 o menos, o 55 o más». The reason in "few" and "restless" is
# itself a qualifier: beside another one, "plain" is said.
DETECTABLE: dict[str, Text] = {
    "few": Text(
        es="Con {so_few} sólo un cambio grande se nota: {seen}.",
        gn="Saʼieterei {so_few} oĩgui, tuicháva ñemoambue añoite ojekuaa: {seen}.",
        en="With {so_few} only a large change shows: {seen}.",
    ),
    "restless": Text(
        es="El número varía mucho de un mes a otro. Sólo un cambio grande se nota: {seen}.",
        gn="Ko papapy iñambueterei peteĩteĩ jasýpe. Tuicháva ñemoambue añoite ojekuaa: {seen}.",
        en="The number varies a lot from month to month. Only a large change shows: {seen}.",
    ),
    "plain": Text(
        es="Se distinguirían del azar: {seen}.",
        gn="Ojekuaáta ndoikóiha reínte: {seen}.",
        en="What would stand out from chance: {seen}.",
    ),
}
SEEN_FALL = Text(es="{count} o menos", gn="{count} térã saʼive", en="{count} or fewer")
SEEN_RISE = Text(es="{count} o más", gn="{count} térã hetave", en="{count} or more")
SEEN_BOTH = Text(es="{fall}, o {rise}", gn="{fall}, térã {rise}", en="{fall}, or {rise}")
