"""Attacks by addition and subtraction, each by its own way, and the linear programme over everything."""

from collections.abc import Sequence

from tests.attacks.evidence import Claim, PublicFolder
from tests.attacks.months_of import matched
from tests.attacks.sums import (
    frozen_shown,
    gathered,
    months_shown,
    quarters_shown,
    scenarios_shown,
    solved,
    windows_shown,
)


def printed(publics: Sequence[PublicFolder]) -> list[Claim]:
    """What simply stands there: in the series, the comparison, the frozen baseline."""
    public = publics[-1]
    facts = gathered([public], [months_shown, quarters_shown, scenarios_shown, frozen_shown])
    return [
        Claim(*key, known.months, known.total, known.total, public.edition, "printed")
        for key, sums in facts.items()
        for known in sums
    ]


def windows_less_months(publics: Sequence[PublicFolder]) -> list[Claim]:
    """A window less the months that are shown."""
    public = publics[-1]
    return solved(gathered([public], [months_shown, windows_shown]), public.edition, "window less months")


def quarters_against_windows(publics: Sequence[PublicFolder]) -> list[Claim]:
    """Quarters and windows overlap (M14-04)."""
    public = publics[-1]
    return solved(gathered([public], [quarters_shown, windows_shown]), public.edition, "quarters and windows")


def scenarios(publics: Sequence[PublicFolder]) -> list[Claim]:
    """A window moved by a month, the whole one and the one without the shock differ by few months."""
    public = publics[-1]
    return solved(gathered([public], [scenarios_shown]), public.edition, "scenarios")


def frozen_against_series(publics: Sequence[PublicFolder]) -> list[Claim]:
    """The frozen baseline shows what the series does not, or the reverse."""
    public = publics[-1]
    return solved(gathered([public], [frozen_shown, windows_shown]), public.edition, "frozen baseline") + [
        Claim(*key, known.months, known.total, known.total, public.edition, "frozen baseline")
        for key, sums in gathered([public], [frozen_shown]).items()
        for known in sums - gathered([public], [months_shown, quarters_shown]).get(key, set())
    ]


def institutions(publics: Sequence[PublicFolder]) -> list[Claim]:
    """The sum of all institutions less the others is the lead's."""
    public, claims = publics[-1], []
    values = public.tables["indicator_value"].filter(period="month")
    for row in public.compared(basis="sum").iter_rows(named=True):
        lead = public.leads[row["indicator"]]
        headline = public.compared().filter(
            evaluation=row["evaluation"], indicator=row["indicator"], territory=row["territory"]
        )
        if not headline.height or row["baseline_days"] != headline["baseline_days"][0]:
            continue
        sides = zip(matched(public, headline.row(0, named=True)), ("baseline_count", "current_count"), strict=True)
        for months, side in sides:
            others = values.filter(
                values["institution"] != lead, values["month"].is_in(sorted(months)),
                indicator=row["indicator"], territory=row["territory"],
            )  # fmt: skip
            if row[side] is not None and months and others["value"].null_count() == 0:
                rest = row[side] - int(others["value"].sum())
                claims.append(
                    Claim(row["indicator"], row["territory"], months, rest, rest, public.edition, "other institutions")
                )
    return claims


def two_editions(publics: Sequence[PublicFolder]) -> list[Claim]:
    """Windows and series of several editions: a month more, a month moved, a series that changed its form."""
    claims = []
    for public in publics[1:]:
        facts = gathered(publics, [months_shown, quarters_shown, windows_shown])
        claims += solved(facts, public.edition, "several editions")
    return claims


def linear_programme(publics: Sequence[PublicFolder]) -> list[Claim]:
    """Every sum of every table of every edition at once."""
    facts = gathered(publics, [months_shown, quarters_shown, scenarios_shown, frozen_shown])
    return solved(facts, publics[-1].edition, "linear programme")
