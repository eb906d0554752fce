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
    es="La diferencia de {subject} entre {territory} y las zonas de comparación no es clara.",
    gn="{territory} ha umi tenda oñembojojaha: {subject}, joavy ndojekuaaporãi.",
    en="The difference in {subject} between {territory} and the comparison areas is not clear.",
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
RATIO = Text(
    es="Razón entre los dos cambios: {ratio} (entre {low} y {high}).",
    gn="Mokõi ñemoambue joavy: {ratio} ({low} ha {high} mbytépe).",
    en="Ratio of the two changes: {ratio} (between {low} and {high}).",
)
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
