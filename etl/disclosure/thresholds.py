"""Which counts may be shown: k of an indicator, and what a zero says."""

from schemas.programme import Indicator

SENSITIVE_K = 10
"""M14: 10 for family violence and minors. A programme may ask for more, never for less."""
SHOWN_AS_THEY_ARE = "activity"
"""Activities of a board are public acts that nobody suffers: their counts are not controlled."""


def threshold(indicator: Indicator) -> int:
    """The smallest count that is no small cell."""
    return max(indicator.k, SENSITIVE_K) if indicator.sensitive else indicator.k


def controlled(indicator: Indicator) -> bool:
    """The indicator counts what happened to people."""
    return indicator.grain != SHOWN_AS_THEY_ARE


def small(count: int, k: int, sensitive: bool) -> bool:
    """A primary cell: 1 to k-1; of a sensitive indicator a zero is one too, for it says that nobody reported."""
    return (sensitive or count > 0) and count < k
