"""What a verdict says. Placeholders: {subject} with its article, {territory}, counts already worded.

Guaraní: translated by meaning with the glossary's terms; it awaits review by a native speaker. The place stands first
with a colon, so that no case ending has to be joined to a name.
"""

from schemas.words import Text

HEADLINES: dict[str, Text] = {
    "decreased": Text(
        es="bajaron {subject} en {territory}.",
        gn="{territory}: oguejy {subject}.",
        en="{subject} in {territory} fell.",
    ),
    "increased": Text(
        es="subieron {subject} en {territory}.",
        gn="{territory}: ojupi {subject}.",
        en="{subject} in {territory} rose.",
    ),
    "no_clear_change": Text(
        es="sin cambio claro en {subject} en {territory}.",
        gn="{territory}: ndojekuaaporãi oñemoambuépa {subject}.",
        en="no clear change in {subject} in {territory}.",
    ),
    "insufficient": Text(
        es="datos insuficientes sobre {subject} en {territory}.",
        gn="{territory}, {subject}: marandu ndohupytýi.",
        en="not enough data on {subject} in {territory}.",
    ),
    "not_comparable": Text(
        es="no comparable: {subject} en {territory}.",
        gn="{territory}: ndaikatúi oñembojoja {subject}.",
        en="not comparable: {subject} in {territory}.",
    ),
    "withheld": Text(
        es="dato reservado sobre {subject} en {territory}, para proteger a las personas.",
        gn="{territory}, {subject}: marandu oñeñongatúva, tapichakuérare oñeñangareko hag̃ua.",
        en="{subject} in {territory}: withheld to protect people.",
    ),
}

LABELS: dict[str, Text] = {
    "decreased": Text(es="bajaron {subject}", gn="oguejy {subject}", en="{subject} fell"),
    "increased": Text(es="subieron {subject}", gn="ojupi {subject}", en="{subject} rose"),
    "no_clear_change": Text(es="sin cambio claro", gn="ndojekuaaporãi oñemoambuépa", en="no clear change"),
    "insufficient": Text(es="datos insuficientes", gn="marandu ndohupytýi", en="not enough data"),
    "not_comparable": Text(es="no comparable", gn="ndaikatúi oñembojoja", en="not comparable"),
    "withheld": Text(es="dato reservado", gn="marandu oñeñongatúva", en="withheld to protect people"),
}

DIRECTIONS: dict[str, Text] = {
    "sought": Text(es="en la dirección buscada", gn="ojehekaháicha", en="in the direction sought"),
    "contrary": Text(es="en la dirección contraria", gn="ojehekaʼỹháicha", en="in the opposite direction"),
}

COUNTS = Text(
    es="{before} antes, {now} ahora, en {months}.",
    gn="Ymave {before}, koʼág̃a {now}, {months}.",
    en="{before} before, {now} now, in {months}.",
)
COUNTS_CHANGE = Text(
    es="{before} antes, {now} ahora, en {months} ({change}; entre {low} y {high}).",
    gn="Ymave {before}, koʼág̃a {now}, {months} ({change}; {low} ha {high} mbytépe).",
    en="{before} before, {now} now, in {months} ({change}; between {low} and {high}).",
)
RATES = Text(
    es="{before} {noun} por mes antes, {now} ahora.",
    gn="Ymave {before} {noun} peteĩteĩ jasýpe, koʼág̃a {now}.",
    en="{before} {noun} a month before, {now} now.",
)
RATES_CHANGE = Text(
    es="{before} {noun} por mes antes, {now} ahora ({change}; entre {low} y {high}).",
    gn="Ymave {before} {noun} peteĩteĩ jasýpe, koʼág̃a {now} ({change}; {low} ha {high} mbytépe).",
    en="{before} {noun} a month before, {now} now ({change}; between {low} and {high}).",
)
NONE_BEFORE = Text(
    es="Antes no hubo {informed}; ahora {now}.",
    gn="Ymave noñemombeʼúi mbaʼeveichagua {informed}; koʼág̃a {now}.",
    en="Before there were no {informed}; now {now}.",
)

# To be said aloud: the sign becomes a word, the brackets a sentence of their own.
ALOUD_CHANGE: dict[str, Text] = {
    "less": Text(
        es="Es un {change} por ciento menos.",
        gn="Upéva {change} por ciento saʼive.",
        en="That is {change} per cent fewer.",
    ),
    "more": Text(
        es="Es un {change} por ciento más.",
        gn="Upéva {change} por ciento hetave.",
        en="That is {change} per cent more.",
    ),
}
ALOUD_INTERVAL: dict[str, Text] = {
    "less": Text(
        es="Podría ser entre un {low} y un {high} por ciento menos.",
        gn="Ikatu oĩ {low} ha {high} por ciento mbytépe saʼive.",
        en="It could be between {low} and {high} per cent fewer.",
    ),
    "more": Text(
        es="Podría ser entre un {low} y un {high} por ciento más.",
        gn="Ikatu oĩ {low} ha {high} por ciento mbytépe hetave.",
        en="It could be between {low} and {high} per cent more.",
    ),
}

SAME_MONTHS: dict[str, Text] = {
    "one": Text(es="el mismo mes", gn="upe jasy peteĩchaguápe", en="the same month"),
    "many": Text(es="los mismos {months} meses", gn="umi {months} jasy peteĩchaguápe", en="the same {months} months"),
}

BEYOND_CHANCE = Text(
    es="Es más de lo que suele cambiar por azar.",
    gn="Hetave oñemoambue jepiveguáicha oñemoambuévagui reínte.",
    en="That is more than chance usually changes.",
)
NO_WHY = Text(
    es="Esta comparación no dice por qué.",
    gn="Ko ñembojoja ndeʼíri mbaʼérepa.",
    en="This comparison does not say why.",
)
MAY_BE_CHANCE = Text(
    es="Una diferencia así puede ser azar.",
    gn="Péichagua joavy ikatu oiko reínte.",
    en="A difference like this can be chance.",
)
NOT_THE_SAME = Text(
    es="No quiere decir que todo siga igual.",
    gn="Ndeʼiséi opa mbaʼe oĩha ymaguaréicha.",
    en="It does not mean that nothing changed.",
)
