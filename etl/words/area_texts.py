"""The programme beside its comparison areas. Guaraní awaits review by a native speaker."""

from etl.words.reason_texts import FEW_CASES, NO_FEED, RECORDING_CHANGED, ZEROS_UNCONFIRMED
from schemas.words import Text

FELL_MORE = Text(
    es="En {territory} {subject} bajaron más que en las zonas de comparación.",
    gn="{territory}: {subject} oguejyve umi tenda oñembojojahágui.",
    en="In {territory} {subject} fell more than in the comparison areas.",
)
ROSE_MORE = Text(
    es="En {territory} {subject} subieron más que en las zonas de comparación.",
    gn="{territory}: {subject} ojupive umi tenda oñembojojahágui.",
    en="In {territory} {subject} rose more than in the comparison areas.",
)
LOWER = Text(
    es="En {territory} {subject} quedaron más abajo de lo que indican las zonas de comparación.",
    gn="{territory}: {subject} opyta saʼive umi tenda oñembojojahágui.",
    en="In {territory} {subject} ended lower than the comparison areas suggest.",
)
HIGHER = Text(
    es="En {territory} {subject} quedaron más arriba de lo que indican las zonas de comparación.",
    gn="{territory}: {subject} opyta hetave umi tenda oñembojojahágui.",
    en="In {territory} {subject} ended higher than the comparison areas suggest.",
)
UNCLEAR = Text(
    es="No es claro que {subject} en {territory} cambiaran de otro modo que en las zonas de comparación.",
    gn="{territory}, {subject}: ndojekuaaporãi oñemoambuépa ambueháicha umi tenda oñembojojahágui.",
    en="It is not clear that {subject} in {territory} changed otherwise than in the comparison areas.",
)
ALSO_FEWER = Text(
    es="En las zonas sin programa también hay menos que antes.",
    gn="Umi tenda programa-ʼỹháme avei oĩ saʼive ymavégui.",
    en="In the areas without the programme there are fewer than before, too.",
)
ALSO_MORE = Text(
    es="En las zonas sin programa también hay más que antes.",
    gn="Umi tenda programa-ʼỹháme avei oĩ hetave ymavégui.",
    en="In the areas without the programme there are more than before, too.",
)
IN_A_HUNDRED = Text(
    es="Por cada 100 que indicaría el cambio de esas zonas, aquí hay {here} (podrían ser entre {low} y {high}).",
    gn="Umi tenda ñemoambue heʼiháicha 100 oĩ vaʼerã; koʼápe oĩ {here} (ikatu {low} ha {high} mbytépe).",
    en="For every 100 that the change in those areas would suggest, there are {here} here (possibly {low} to {high}).",
)
"""The ratio of the two changes, without its name: counted in cases that a neighbour can picture."""
NO_PROOF = Text(
    es="Esto no prueba la causa: las zonas pueden diferir en otras cosas.",
    gn="Kóva ndohechaukái mbaʼérepa oiko: umi tenda ikatu iñambue ambue mbaʼépe.",
    en="This does not prove the cause: the areas may differ in other things.",
)
NO_AREA = Text(
    es="{subject} en {territory}: sin zona de comparación útil.",
    gn="{territory}, {subject}: ndaipóri tenda oñembojoja hag̃ua.",
    en="{subject} in {territory}: no useful comparison area.",
)
NOT_COMPARED = Text(
    es="{subject} en {territory}: no se comparan con otras zonas.",
    gn="{territory}, {subject}: noñembojojái ambue tenda ndive.",
    en="{subject} in {territory}: not compared with other areas.",
)
REASONS: dict[str, Text] = {
    "missing_months": Text(
        es="Faltan meses informados.", gn="Ofalta jasy oñemombeʼúva.", en="Reported months are missing."
    ),
    "few_cases": FEW_CASES,
    "zeros_unconfirmed": ZEROS_UNCONFIRMED,
    "recording_changed": RECORDING_CHANGED,
    "no_feed": NO_FEED,
}
"""Why the territory itself is compared with nothing; any other reason means that there is no useful area."""
