"""What sets a variant apart from the headline. Guaraní awaits review by a native speaker."""

from schemas.words import Text

VARIANT = Text(es="Variante: {what}.", gn="Ambue ñembojoja: {what}.", en="Variant: {what}.")

SCENARIOS: dict[str, Text] = {
    "whole": Text(
        es="los dos períodos enteros",
        gn="mokõive ára pukukue",
        en="both periods whole",
    ),
    "baseline_back": Text(
        es="línea de base un mes antes",
        gn="papapy pyenda peteĩ jasy mboyve",
        en="baseline one month earlier",
    ),
    "baseline_forward": Text(
        es="línea de base un mes después",
        gn="papapy pyenda peteĩ jasy rire",
        en="baseline one month later",
    ),
}
BASES: dict[str, Text] = {
    "sum": Text(
        es="suma de las instituciones",
        gn="opaite institución oñembojoapy",
        en="institutions added together",
    ),
    "max": Text(
        es="en cada período, la institución que más registró",
        gn="peteĩteĩ árape, institución hetave omboguapýva",
        en="in each period, the institution with most records",
    ),
    "linked": Text(
        es="casos de varias instituciones, sin repetir",
        gn="káso heta institución-gua, ojejapo jeyʼỹre",
        en="cases of several institutions, none twice",
    ),
}

APART = Text(
    es="{names}. Meses que se muestran aparte: {span}.",
    gn="{names}. Jasykuéra ojehechaukáva ijapartépe: {span}.",
    en="{names}. Months shown apart: {span}.",
)
APART_UNNAMED = Text(
    es="Meses que se muestran aparte.",
    gn="Jasykuéra ojehechaukáva ijapartépe.",
    en="Months shown apart.",
)
APART_NOW = Text(
    es="{subject} en {territory}: {now}.",
    gn="{territory}, {subject}: {now}.",
    en="{subject} in {territory}: {now}.",
)
APART_BEFORE = Text(
    es="En los mismos meses de la línea de base: {before}.",
    gn="Umi jasy peteĩchaguápe, papapy pyendápe: {before}.",
    en="In the same months of the baseline: {before}.",
)
APART_OUTSIDE = Text(
    es="Esos meses no entran en la comparación.",
    gn="Umi jasy ndoikéi ñembojojápe.",
    en="Those months are not part of the comparison.",
)
NO_DATA = Text(es="sin dato", gn="ndaipóri marandu", en="no data")
