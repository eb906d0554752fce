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
    gn="Marandu oñeñongatúva tapichakuéra oñeñangareko hag̃ua.",
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
RUN = Text(es="racha larga de un mismo lado", gn="heta jasy peteĩ gotyo añoite", en="long run on one side")
SIGNAL = Text(es="mes fuera de lo habitual", gn="jasy iñambuéva", en="unusual month")

ALT_PLACE = Text(es="{subject} en {territory}", gn="{territory}, {subject}", en="{subject} in {territory}")
ALT_SOURCE = Text(es=", según {institution}", gn=", {institution} heʼiháicha", en=", according to {institution}")
ALT_RATES = Text(
    es="{before} por mes antes{around_before}, {now} por mes ahora{around_now}.",
    gn="Ymave {before} peteĩteĩ jasýpe{around_before}, koʼág̃a {now}{around_now}.",
    en="{before} a month before{around_before}, {now} a month now{around_now}.",
)
ALT_COUNTS = Text(
    es="{before} antes, {now} ahora.", gn="Ymave {before}, koʼág̃a {now}.", en="{before} before, {now} now."
)
ALT_AROUND = Text(es=" (entre {low} y {high})", gn=" ({low} ha {high} mbytépe)", en=" (between {low} and {high})")
ALT_BAND: dict[str, Text] = {
    "both": Text(
        es="Se distinguirían del azar {low} por mes o menos, o {high} o más.",
        gn="Ojekuaáta {low} térã saʼive peteĩteĩ jasýpe, térã {high} térã hetave.",
        en="What would stand out from chance is {low} a month or fewer, or {high} or more.",
    ),
    "low": Text(
        es="Se distinguirían del azar {low} por mes o menos.",
        gn="Ojekuaáta {low} térã saʼive peteĩteĩ jasýpe.",
        en="What would stand out from chance is {low} a month or fewer.",
    ),
    "high": Text(
        es="Se distinguirían del azar {high} por mes o más.",
        gn="Ojekuaáta {high} térã hetave peteĩteĩ jasýpe.",
        en="What would stand out from chance is {high} a month or more.",
    ),
}

ALT_SERIES = Text(
    es="Serie mensual, {span}: {what}.",
    gn="Peteĩteĩ jasy, {span}: {what}.",
    en="Monthly series, {span}: {what}.",
)
ALT_WINDOW: dict[str, Text] = {
    "baseline": Text(
        es="Línea de base, {span}: {total} en {months}, de {low} a {high} por mes.",
        gn="Papapy pyenda, {span}: {total}, {months}, {low} guive {high} peve peteĩteĩ jasýpe.",
        en="Baseline, {span}: {total} in {months}, from {low} to {high} a month.",
    ),
    "current": Text(
        es="Período actual, {span}: {total} en {months}, de {low} a {high} por mes.",
        gn="Koʼag̃agua ára, {span}: {total}, {months}, {low} guive {high} peve peteĩteĩ jasýpe.",
        en="Current period, {span}: {total} in {months}, from {low} to {high} a month.",
    ),
}
ALT_WINDOW_EMPTY: dict[str, Text] = {
    "baseline": Text(
        es="Línea de base, {span}: sin dato.",
        gn="Papapy pyenda, {span}: ndaipóri marandu.",
        en="Baseline, {span}: no data.",
    ),
    "current": Text(
        es="Período actual, {span}: sin dato.",
        gn="Koʼag̃agua ára, {span}: ndaipóri marandu.",
        en="Current period, {span}: no data.",
    ),
}
ALT_REPORTED: dict[str, Text] = {
    "one": Text(es="1 mes informado", gn="1 jasy oñemombeʼúva", en="1 month reported"),
    "many": Text(es="{months} meses informados", gn="{months} jasy oñemombeʼúva", en="{months} months reported"),
}
ALT_STATUS = Text(es="{status}: {months}.", gn="{status}: {months}.", en="{status}: {months}.")
ALT_SHOCK = Text(es="Se marca: {name}.", gn="Ojehechauka: {name}.", en="Marked: {name}.")
