"""Headings and closed words of the fichas. Guaraní awaits review by a native speaker."""

from schemas.words import Text

HEADINGS: dict[str, Text] = {
    "definition": Text(es="Qué se cuenta", gn="Mbaʼépa ojepapa", en="What is counted"),
    "unit": Text(es="Unidad", gn="Unidad", en="Unit"),
    "date": Text(es="Fecha que vale", gn="Ára ojejapyhýva", en="Date that counts"),
    "includes": Text(es="Entra", gn="Oike", en="Counted"),
    "excludes": Text(es="No entra", gn="Ndoikéi", en="Not counted"),
    "legal": Text(es="Leyes", gn="Léi", en="Laws"),
    "institution": Text(es="Quién lo registra", gn="Mávapa omboguapy", en="Who records it"),
    "verification": Text(es="Dónde se comprueba", gn="Moõpa ikatu ojehecha jey", en="Means of verification"),
    "direction": Text(es="Dirección y quién la decidió", gn="Tape, ha máva oiporavo", en="Direction, by whom decided"),
    "note": Text(es="Siempre hay que decir", gn="Akóinte ojeʼe vaʼerã", en="Always to be said"),
    "break": Text(es="Cambió el registro", gn="Oñemoambue mbaʼéichapa ojehai", en="The recording changed"),
    "caveat": Text(es="Cuidado", gn="Ñatende", en="Take care"),
    "goal": Text(es="A qué plan responde", gn="Mbaʼe plan-pe oipytyvõ", en="Which goal it serves"),
    "publication": Text(es="Qué se publica", gn="Mbaʼépa oñemoherakuã", en="What is published"),
    "standard": Text(es="Definición regional", gn="Definición regional", en="Regional definition"),
    "check": Text(es="Falta confirmar", gn="Oñemoañete vaʼerã gueteri", en="Still to be confirmed"),
}  # fmt: skip

UNITS: dict[str, Text] = {
    "case": Text(
        es="Casos: un hecho cuenta una vez en la lista de cada institución.",
        gn="Káso: peteĩ mbaʼe oikóva ojepapa peteĩ jey institución ñavo lista-pe.",
        en="Cases: an event counts once in each institution's list.",
    ),
    "victim": Text(
        es="Víctimas: cada persona cuenta.", gn="Víctima: tapicha ñavo ojepapa.", en="Victims: each person counts."
    ),
    "complaint": Text(
        es="Denuncias: quien denuncia dos veces cuenta dos veces.",
        gn="Ñemombeʼu (denuncia): mokõi jey omombeʼúva ojepapa mokõi jey.",
        en="Reports: whoever reports twice counts twice.",
    ),
    "activity": Text(
        es="Actividades hechas, por su día.", gn="Tembiapo ojejapóva, iára rupive.", en="Activities done, by their day."
    ),
}  # fmt: skip
DATES: dict[str, Text] = {
    "event": Text(es="La del hecho.", gn="Oiko hague ára.", en="That of the event."),
    "report": Text(
        es="La de la denuncia o el registro.", gn="Oñemombeʼu térã oñemboguapy hague ára.",
        en="That of the report or record.",
    ),
}  # fmt: skip
DIRECTIONS: dict[str, Text] = {
    "lower_better": Text(es="Se busca que baje.", gn="Ojeheka oguejy.", en="A fall is sought."),
    "higher_better": Text(es="Se busca que suba.", gn="Ojeheka ojupi.", en="A rise is sought."),
    "neutral": Text(
        es="Sin dirección: ni subir ni bajar es mejor por sí solo.",
        gn="Ndaipóri tape: ojupi térã oguejy ndahaʼéi iporãve ijehegui.",
        en="No direction: neither a rise nor a fall is better by itself.",
    ),
}
DECIDED = Text(es="{direction} {by}.", gn="{direction} {by}.", en="{direction} {by}.")
LEAD = Text(
    es="{name} (da la cifra principal): {meaning}",
    gn="{name} (omeʼẽ papapy tenondegua): {meaning}",
    en="{name} (gives the headline figure): {meaning}",
)
BESIDE = Text(es="{name}: {meaning}", gn="{name}: {meaning}", en="{name}: {meaning}")
UNSAID = Text(
    es="no está dicho qué cuenta.", gn="ndojeʼéi mbaʼépa oipapa.", en="what it counts has not been said."
)  # fmt: skip
NOBODY = Text(
    es="Ninguna institución envía todavía este dato; eso no es cero.",
    gn="Ni peteĩ institución nomondói gueteri ko marandu; upéva ndahaʼéi mbaʼeve.",
    en="No institution sends this figure yet; that is not zero.",
)
PROXY = Text(
    es="Sólo se acerca a lo que se quiere saber: cuenta otra cosa en su lugar.",
    gn="Oñemboja añoite ojekuaasévape: oipapa ambue mbaʼe hendaguépe.",
    en="It only comes near to what one wants to know: it counts something else in its place.",
)
FEW = Text(
    es="Una cantidad de 1 a {most} se reserva en la versión pública.",
    gn="1 guive {most} peve oñeñongatu opavavépe g̃uarã.",
    en="A count of 1 to {most} is withheld from the public version.",
)
SENSITIVE = Text(
    es="Es un dato sensible. De 0 a {most} se reserva. Se publica por período, nunca por mes, y sin ningún punto.",
    gn="Marandu ñeñangarekorã. 0 guive {most} peve oñeñongatu. Oñemoherakuã ára pukukue rupive, ndahaʼéi jasy rupive.",
    en="It is sensitive. 0 to {most} is withheld. It is published by period, never by month, and without any point.",
)
OPEN = Text(
    es="Todas las cantidades: no son datos de personas.",
    gn="Opaite papapy: ndahaʼéi tapicha marandu.",
    en="All counts: they are not about persons.",
)
STANDARD: dict[str, Text] = {
    "definition": Text(es="{text}", gn="{text}", en="{text}"),
    "unit": Text(es="Unidad: {text}", gn="Unidad: {text}", en="Unit: {text}"),
    "variables": Text(es="Variables: {text}", gn="Variables: {text}", en="Variables: {text}"),
    "differs": Text(es="Diferencia: {text}", gn="Joavy: {text}", en="Difference: {text}"),
}
SOURCE = Text(es="Fuente: {text}", gn="Moõguipa: {text}", en="Source: {text}")
