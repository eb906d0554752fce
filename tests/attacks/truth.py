"""What is true, from the internal editions: only to score what the attacks claim."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from tests.attacks.evidence import Claim
from tests.attacks.reading import whole

Counts = Mapping[tuple[str, str], Mapping[date, int]]


@dataclass(frozen=True)
class Truth:
    """The true months of the lead institutions, by edition.

    Attributes:
        counts: edition -> (indicator, territory) -> month -> cases.
        k: threshold of each indicator.
        sensitive: which indicators are sensitive.
    """

    counts: Mapping[int, Counts]
    k: Mapping[str, int]
    sensitive: Mapping[str, bool]

    def of(self, claim: Claim) -> int | None:
        """The count that a claim is about; None where some month of it has none."""
        months = self.counts[claim.edition].get((claim.indicator, claim.territory), {})
        return sum(months[month] for month in claim.months) if claim.months <= months.keys() else None

    def protected(self, claim: Claim) -> bool:
        """It is about a small count, or a month of a sensitive indicator: what may never be told."""
        count, sensitive = self.of(claim), self.sensitive[claim.indicator]
        if count is None:
            return False
        return (sensitive and len(claim.months) == 1) or (0 if sensitive else 1) <= count < self.k[claim.indicator]

    def is_true(self, claim: Claim) -> bool:
        """The count lies where the claim says."""
        count = self.of(claim)
        return count is not None and claim.low <= count <= claim.high

    def narrow(self, claim: Claim) -> bool:
        """The claim leaves less than k of room."""
        return claim.high - claim.low < self.k[claim.indicator]

    def withheld_means(self, claim: Claim) -> tuple[int, int]:
        """What «dato reservado» says by itself of the count that a claim is about."""
        return (0 if self.sensitive[claim.indicator] else 1), self.k[claim.indicator] - 1

    def beaten(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims that give a protected count away."""
        tried = [whole(claim) for claim in claims]
        return [claim for claim in tried if self.narrow(claim) and self.protected(claim) and self.is_true(claim)]

    def share_true(self, claims: Iterable[Claim]) -> float:
        """Which share of the narrow claims is true: an attack that guesses knows nothing."""
        narrow = [claim for claim in map(whole, claims) if self.narrow(claim) and self.of(claim) is not None]
        return sum(map(self.is_true, narrow)) / len(narrow) if narrow else 1.0


def truth_of(internals: Sequence[Path]) -> Truth:
    """Read the truth from the internal files of editions."""
    counts: dict[int, dict[tuple[str, str], dict[date, int]]] = {}
    for path in internals:
        with duckdb.connect(str(path), read_only=True) as connection:
            (edition,) = connection.execute("SELECT edition FROM edition").fetchone() or (0,)
            rows = connection.execute(
                "SELECT v.indicator, territory, month, value FROM indicator_value v JOIN indicator i "
                "ON v.indicator = i.indicator AND v.institution = i.lead "
                "WHERE value IS NOT NULL AND grain <> 'activity'"
            ).fetchall()
            facts = connection.execute("SELECT indicator, sensitive FROM indicator").fetchall()
        mine = counts.setdefault(edition, {})
        for indicator, territory, month, value in rows:
            mine.setdefault((indicator, territory), {})[month] = value
    sensitive = dict(facts)
    return Truth(counts, {name: 10 if secret else 5 for name, secret in sensitive.items()}, sensitive)
