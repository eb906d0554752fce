"""Why nothing can be said. Guaraní awaits review by a native speaker."""

from schemas.words import Text

MISSING_MONTHS: dict[str, Text] = {
    "none": Text(
        es="Ningún mes está informado en los dos períodos.",
        gn="Ni peteĩ jasy noñemombeʼúi mokõive árape.",
        en="No month is reported in both periods.",
    ),
    "one": Text(
        es="Sólo {months} de {expected} meses está informado en los dos períodos.",
        gn="{expected} jasýgui {months} añoite oñemombeʼu mokõive árape.",
        en="Only {months} of {expected} months is reported in both periods.",
    ),
    "many": Text(
        es="Sólo {months} de {expected} meses están informados en los dos períodos.",
        gn="{expected} jasýgui {months} añoite oñemombeʼu mokõive árape.",
        en="Only {months} of {expected} months are reported in both periods.",
    ),
}
MISSING_IS_NOT_ZERO = Text(
    es="Un mes sin dato no es un mes con cero.",
    gn="Jasy ndaiporihápe marandu ndeʼiséi mbaʼeve oiko hague.",
    en="A month without data is not a month with zero.",
)
FEW_CASES = Text(
    es="Hubo muy pocos casos para comparar.",
    gn="Saʼieterei káso oĩ oñembojoja hag̃ua.",
    en="There were too few cases to compare.",
)
FEW_CASES_COUNTS = Text(
    es="{before} antes, {now} ahora.",
    gn="Ymave {before}, koʼág̃a {now}.",
    en="{before} before, {now} now.",
)
NO_CASES = Text(
    es="No se informó {no_one} en los dos períodos.",
    gn="Noñemombeʼúi {no_one} mokõive árape.",
    en="In both periods {no_one} were reported.",
)
ZEROS_UNCONFIRMED = Text(
    es="La fuente informó cero en todo un período; falta que confirme que fueron ceros y no falta de carga.",
    gn="Pe omombeʼúva heʼi mbaʼeve peteĩ ára pukukue; oñemoañete raẽ vaʼerã upéva, ndahaʼéi marandu ofaltáva.",
    en="The source reported zero for a whole period; it has yet to confirm that these were zeros, not missing data.",
)
RECORDING_CHANGED = Text(
    es="Cambió la forma de registrar.",
    gn="Oñemoambue mbaʼéichapa ojehai.",
    en="The way of recording changed.",
)
RECORDING_CHANGED_IN = Text(
    es="Cambió la forma de registrar en {month}.",
    gn="Oñemoambue mbaʼéichapa ojehai: {month}.",
    en="The way of recording changed in {month}.",
)
NO_FEED = Text(
    es="Ninguna institución envía todavía este dato; eso no es cero.",
    gn="Ni peteĩ institución nomondói gueteri ko marandu; upéva ndahaʼéi mbaʼeve.",
    en="No institution sends this figure yet; that is not zero.",
)
