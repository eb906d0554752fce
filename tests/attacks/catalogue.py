"""All attacks by name."""

from collections.abc import Callable, Sequence

from tests.attacks import inferring, reading, solving, subtracting
from tests.attacks.evidence import Claim, PublicFolder

Attack = Callable[[Sequence[PublicFolder]], list[Claim]]

PRINTED: dict[str, Attack] = {"printed": subtracting.printed}
"""Succeeds where nothing at all is done."""

ATTACKS: dict[str, Attack] = {
    attack.__name__: attack
    for attack in (
        subtracting.windows_less_months,
        subtracting.quarters_against_windows,
        subtracting.scenarios,
        subtracting.frozen_against_series,
        subtracting.institutions,
        subtracting.two_editions,
        subtracting.linear_programme,
        solving.ratio_and_interval,
        solving.p_and_detectability,
        solving.q_of_the_family,
        solving.rates_and_days,
        solving.rates_over_inhabitants,
        solving.detection_limits,
        solving.centre_lines,
        solving.signals_below,
        solving.dispersion_of_few_months,
        solving.other_areas,
        reading.sentences,
        reading.texts_of_anything,
        reading.alternative_texts,
        reading.coordinates,
        reading.status_words,
        reading.reasons,
        reading.hashes,
        reading.errata,
        inferring.spread_of_months,
    )
}
"""Succeed where small counts are struck out and the rest is left as it is."""

OF_THE_RULES: dict[str, Attack] = {
    attack.__name__: attack
    for attack in (inferring.labels_that_hold, inferring.finest_form, inferring.withheld_beside_a_known_side)
}
"""Reason about the control itself: what it left out, and why."""
