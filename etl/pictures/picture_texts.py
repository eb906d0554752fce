"""Words inside the pictures and of their alternative texts. Guaraní awaits review by a native speaker."""

from schemas.words import Text

SYNTHETIC = Text(
    es="datos generados para demostración",
    gn="marandu ojejapóva techaukarãnte",
    en="data generated for demonstration",
)
SOURCE = Text(es="Fuente: {institution}", gn="Omombeʼúva: {institution}", en="Source: {institution}")

BEFORE = Text(es="antes", gn="ymave", en="before")
NOW = Text(es="ahora", gn="koʼág̃a", en="now")
PER_MONTH_BEFORE = Text(es="por mes antes", gn="jasýpe, ymave", en="a month before")
PER_MONTH_NOW = Text(es="por mes ahora", gn="jasýpe, koʼág̃a", en="a month now")
COUNT_BEFORE = Text(es="{noun} antes", gn="{noun}, ymave", en="{noun} before")
COUNT_NOW = Text(es="{noun} ahora", gn="{noun}, koʼág̃a", en="{noun} now")

BAND = Text(es="puede ser azar", gn="ikatu oiko reínte", en="can be chance")
INTERVAL = Text(es="intervalo", gn="ikatúva apytépe", en="interval")
NO_DATA = Text(es="sin dato", gn="ndaipóri marandu", en="no data")
WITHHELD = Text(
    es="Dato reservado para proteger a las personas.",
    gn="Marandu oñeñongatúva tapichakuérare oñeñangareko hag̃ua.",
    en="Withheld to protect people.",
)
MONTHS_OF = Text(
    es="{months} de {expected} meses", gn="{expected} jasýgui {months}", en="{months} of {expected} months"
)

BASELINE_WINDOW = Text(es="línea de base", gn="papapy pyenda", en="baseline")
CURRENT_WINDOW = Text(es="período actual", gn="koʼag̃agua ára", en="current period")

STATUS: dict[str, Text] = {
    "missing": Text(es="sin dato", gn="ndaipóri marandu", en="no data"),
    "provisional": Text(es="provisorio", gn="noĩmbái gueteri", en="provisional"),
    "partial": Text(es="incompleto", gn="ndohupytýi", en="incomplete"),
    "suppressed": Text(es="dato reservado", gn="marandu oñeñongatúva", en="withheld"),
    "zero": Text(es="0 casos informados", gn="oñemombeʼu: mbaʼeve", en="0 cases reported"),
}
LIMITS = Text(es="límites de lo habitual", gn="jepiveguáva apytépe", en="usual range")
RUN = Text(
    es="muchos meses seguidos sobre o bajo la línea",
    gn="heta jasy peteĩ gotyo añoite",
    en="many months in a row above or below the line",
)
SIGNAL = Text(es="mes fuera de lo habitual", gn="jasy iñambuéva", en="unusual month")
SIGNALS = Text(es="meses fuera de lo habitual", gn="umi jasy iñambuéva", en="unusual months")

ALT_PLACE = Text(es="{subject} en {territory}", gn="{territory}, {subject}", en="{subject} in {territory}")
ALT_SOURCE = Text(es=" (fuente: {institution})", gn=" (omombeʼúva: {institution})", en=" (source: {institution})")
ALT_RATES = Text(
    es="{before} por mes antes{around_before}, {now} ahora{around_now}.",
    gn="Ymave {before} peteĩteĩ jasýpe{around_before}, koʼág̃a {now}{around_now}.",
    en="{before} a month before{around_before}, {now} now{around_now}.",
)
ALT_COUNTS = Text(
    es="{before} antes, {now} ahora.", gn="Ymave {before}, koʼág̃a {now}.", en="{before} before, {now} now."
)
ALT_AROUND = Text(es=" ({low} a {high})", gn=" ({low} ha {high} mbytépe)", en=" ({low} to {high})")
ALT_BAND: dict[str, Text] = {
    "both": Text(
        es="No sería azar: {low} o menos, {high} o más.",
        gn="Ndoikói reínte: {low} térã saʼive, {high} térã hetave.",
        en="Not chance: {low} or fewer, {high} or more.",
    ),
    "low": Text(
        es="No sería azar: {low} o menos.",
        gn="Ndoikói reínte: {low} térã saʼive.",
        en="Not chance: {low} or fewer.",
    ),
    "high": Text(
        es="No sería azar: {high} o más.",
        gn="Ndoikói reínte: {high} térã hetave.",
        en="Not chance: {high} or more.",
    ),
}

ALT_SERIES = Text(
    es="Serie mensual, {span}: {what}.",
    gn="Peteĩteĩ jasy, {span}: {what}.",
    en="Monthly series, {span}: {what}.",
)
ALT_WINDOW: dict[str, Text] = {
    "baseline": Text(
        es="Línea de base: {total} en {months}.",
        gn="Papapy pyenda: {total}, {months}.",
        en="Baseline: {total} in {months}.",
    ),
    "current": Text(
        es="Período actual: {total} en {months}.",
        gn="Koʼag̃agua ára: {total}, {months}.",
        en="Current period: {total} in {months}.",
    ),
}
ALT_WINDOW_EMPTY: dict[str, Text] = {
    "baseline": Text(es="Línea de base: sin dato.", gn="Papapy pyenda: ndaipóri marandu.", en="Baseline: no data."),
    "current": Text(
        es="Período actual: sin dato.", gn="Koʼag̃agua ára: ndaipóri marandu.", en="Current period: no data."
    ),
}
ALT_MONTHS: dict[str, Text] = {
    "one": Text(es="1 mes", gn="1 jasy", en="1 month"),
    "many": Text(es="{months} meses", gn="{months} jasy", en="{months} months"),
}
ALT_STATUS = Text(es="{status}: {months}.", gn="{status}: {months}.", en="{status}: {months}.")
ALT_SHOCK = Text(es="Se marca: {name}.", gn="Ojehechauka: {name}.", en="Marked: {name}.")
