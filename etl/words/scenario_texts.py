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
        es="mes a mes, la institución que más registró",
        gn="peteĩteĩ jasýpe, institución hetave omboguapýva",
        en="month by month, the institution with most records",
    ),
    "linked": Text(
        es="casos de varias instituciones, sin repetir",
        gn="káso heta institución-gua, ojejapo jeyʼỹre",
        en="cases of several institutions, none twice",
    ),
}

SUM_MAY_REPEAT = Text(
    es="En esta suma un mismo hecho puede estar más de una vez.",
    gn="Ko ñembojoapýpe peteĩ mbaʼe oikóva ikatu ojepapa hetave jey.",
    en="In this sum one event may be there more than once.",
)
"""Nobody can tell how often, unless the institutions share their case references: then there is also basis `linked`."""

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
APART_NONE: dict[str, Text] = {
    "m": Text(es="ninguno", gn="mbaʼeve", en="none"),
    "f": Text(es="ninguna", gn="mbaʼeve", en="none"),
}
"""By the gender of the indicator's subject, which is what the count stands beside here."""
NO_DATA = Text(es="sin dato", gn="ndaipóri marandu", en="no data")
