"""Which deliveries count: a pure function of the deliveries and of decisions, never of the order of loading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from etl.acts import Decision
from etl.parts import LedgerLine
from schemas.load import Programme
from schemas.words import add_months


@dataclass(frozen=True)
class Standing:
    """The status of a delivery and why, and where it stands in a chain of corrections.

    Attributes:
        status: loaded, refused, held or retracted.
        why: for anything but loaded, in Spanish.
        root: the delivery that the chain of corrections began with (itself where it corrects none).
        depth: how many corrections lie between it and its root.
    """

    status: str
    why: str | None
    root: str
    depth: int


def standings(
    lines: Mapping[str, LedgerLine], decided: Mapping[str, Decision], programme: Programme
) -> dict[str, Standing]:
    """The standing of every delivery.

    A whole-period delivery that would take away more than the declared share of what stands for its period is held
    until a person accepts it.
    """
    result: dict[str, Standing] = {}
    months: dict[tuple[str, str], int] = {}
    for line in sorted(lines.values(), key=_later):
        root, depth = _root(line, lines)
        status, why = _own_status(line, decided)
        if status == "loaded" and root != line.delivery and result.get(root, _GONE).status != "loaded":
            status, why = "retracted", "la entrega que corrige no está cargada"
        if status == "loaded" and depth == 0:
            status, why = _held(line, months, decided, programme)
        result[line.delivery] = Standing(status, why, root, depth)
    return result


_GONE = Standing("retracted", None, "", 0)


def _later(line: LedgerLine) -> tuple[bool, date, str]:
    """Originals before corrections; then by extraction date, on equal dates by SHA-256."""
    judgement = line.judgement
    end = add_months(judgement.period.last, 1) if judgement.period else date.min
    return judgement.corrects is not None, judgement.extracted or end, judgement.sha256


def standing_for(
    lines: Mapping[str, LedgerLine], standing: Mapping[str, Standing], programme: Programme
) -> dict[tuple[str, date], str]:
    """Feed and month -> the whole-period delivery that stands for it: the latest loaded one whose period holds it."""
    found: dict[tuple[str, date], str] = {}
    for line in sorted(lines.values(), key=_later):
        feed, period = programme.feeds.get(line.judgement.feed or ""), line.judgement.period
        its = standing[line.delivery]
        if feed is None or period is None or its.status != "loaded" or its.depth or feed.delivery != "whole_period":
            continue
        for step in range(period.months):
            found[feed.id, add_months(period.first, step)] = line.delivery
    return found


def _root(line: LedgerLine, lines: Mapping[str, LedgerLine]) -> tuple[str, int]:
    depth, current = 0, line
    while current.judgement.corrects in lines and depth < len(lines):
        current = lines[current.judgement.corrects or ""]
        depth += 1
    return current.delivery, depth


def _own_status(line: LedgerLine, decided: Mapping[str, Decision]) -> tuple[str, str | None]:
    if line.judgement.outcome == "refused":
        return "refused", line.judgement.why
    decision = decided.get(line.delivery)
    if decision is not None and decision.deed == "retract":
        return "retracted", decision.reason
    return "loaded", None


def _held(
    line: LedgerLine, months: dict[tuple[str, str], int], decided: Mapping[str, Decision], programme: Programme
) -> tuple[str, str | None]:
    """Held, or loaded and then standing for its months (`months`: feed and month -> accepted rows that stand)."""
    feed = programme.feeds.get(line.judgement.feed or "")
    period = line.judgement.period
    if feed is None or feed.delivery != "whole_period" or period is None:
        return "loaded", None
    covered = [add_months(period.first, step).isoformat() for step in range(period.months)]
    before = sum(months.get((feed.id, month), 0) for month in covered)
    after = sum(line.judgement.months.get(month, 0) for month in covered if (feed.id, month) in months)
    share = programme.declaration.methods.held_share
    accepted = line.delivery in decided and decided[line.delivery].deed == "accept"
    if before and after < (1 - share) * before and not accepted:
        return "held", (
            f"quitaría {before - after} de {before} filas de su período; si está bien, acéptela con "
            f"«seamos accept {line.delivery} --reason …»"
        )
    for month in covered:
        months[feed.id, month] = line.judgement.months.get(month, 0)
    return "loaded", None
