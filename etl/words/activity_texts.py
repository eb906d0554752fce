"""Activities against the plan. Guaraní awaits review by a native speaker."""

from schemas.words import Text

AGAINST_PLAN: dict[str, Text] = {
    "none": Text(
        es="Ninguna de {planned} actividades ({share}).",
        gn="{planned} tembiapógui ni peteĩ ndojejapói ({share}).",
        en="None of {planned} activities ({share}).",
    ),
    "one": Text(
        es="{done} de {planned} actividad ({share}).",
        gn="{planned} tembiapógui {done} ojejapo ({share}).",
        en="{done} of {planned} activity ({share}).",
    ),
    "many": Text(
        es="{done} de {planned} actividades ({share}).",
        gn="{planned} tembiapógui {done} ojejapo ({share}).",
        en="{done} of {planned} activities ({share}).",
    ),
}
NO_TARGET = Text(es="{done}; sin meta.", gn="{done}; ndaipóri meta.", en="{done}; no target.")
NOTHING_PLANNED = Text(
    es="Nada planificado en este período; {done}.",
    gn="Ko árape noñemboguapýi mbaʼeve ojejapo vaʼerã; {done}.",
    en="Nothing planned for this period; {done}.",
)
SUSPENDED: dict[str, Text] = {
    "one": Text(
        es="{suspended} suspendida, contada aparte.",
        gn="{suspended} oñemombyta, ojepapa ijapartépe.",
        en="{suspended} suspended, counted apart.",
    ),
    "many": Text(
        es="{suspended} suspendidas, contadas aparte.",
        gn="{suspended} oñemombyta, ojepapa ijapartépe.",
        en="{suspended} suspended, counted apart.",
    ),
}
NO_REPORT = Text(
    es="Nadie informó actividades; eso no es cero.",
    gn="Avave nomombeʼúi tembiapo; upéva ndahaʼéi mbaʼeve.",
    en="Nobody reported activities; that is not zero.",
)
