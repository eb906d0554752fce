"""Takes an edition back from the public: its figures and files go, a dated notice stays."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.home import Home, point_to
from etl.kept_copies import adopt
from etl.publications import PUBLIC_HISTORY, Publication, Publications, public_folder, publications, write_down
from etl.publish import fixed_links, released_edition
from etl.release_notices import NOTICE, NOTICES, leave_notice, tell_the_public
from schemas.errors import UsageError

_STAYS = frozenset((NOTICE, NOTICES, PUBLIC_HISTORY))


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal would do.

    Attributes:
        edition: that is taken back.
        successor: the edition that is public afterwards; None where nothing is.
        shown_now: it is the one that the public sees now.
    """

    edition: int
    successor: int | None
    shown_now: bool


def consider(home: Home, edition: int) -> Withdrawal:
    """Look at a withdrawal before it is done; nothing is written.

    Raises:
        UsageError: that edition was never public.
    """
    known = publications(home)
    if edition not in known.released and edition != released_edition(home):
        raise UsageError(
            f"la edición {edition} no está publicada; vea lo publicado en published/{PUBLIC_HISTORY}",
            f"edition {edition} is not public; see what is in published/{PUBLIC_HISTORY}",
        )
    return Withdrawal(edition, _successor(home, known, edition), released_edition(home) == edition)


def withdraw(home: Home, edition: int, reason: str, office: str, now: datetime) -> Withdrawal:
    """Take an edition back: first the link moves away from it, then its files go. Safe to repeat after a death.

    To be called while the home is locked.

    Args:
        home: where the editions stand.
        edition: its number.
        reason: why; the public reads it.
        office: who decides; the public reads it.
        now: the time, taken at the edge.

    Raises:
        UsageError: that edition was never public, or no reason is given.
    """
    plan = consider(home, edition)
    if not reason.strip():
        raise UsageError("diga por qué con --reason", "say why with --reason")
    adopt(home)
    known = publications(home)
    if edition not in known.withdrawn:
        write_down(home, "withdraw", edition, now, office, known.released[edition].sha256, reason.strip())
    complete_withdrawals(home)
    return plan


def complete_withdrawals(home: Home) -> None:
    """Make the folders agree with every withdrawal of the ledger, and tell the public."""
    known = publications(home)
    if not known.withdrawn:
        return
    if released_edition(home) in known.withdrawn:
        _show(home, known.standing[-1] if known.standing else None)
    for act in known.withdrawn.values():
        _empty(home, act)
    tell_the_public(home, known)


def _successor(home: Home, known: Publications, edition: int) -> int | None:
    now = released_edition(home)
    if now is not None and now != edition:
        return now
    left = [number for number in known.standing if number != edition]
    return left[-1] if left else None


def _show(home: Home, edition: int | None) -> None:
    """Let the public see an edition that was released before, or nothing: no link is left that leads nowhere."""
    if edition is not None:
        point_to(home.released, home.editions / str(edition))
        fixed_links(home)
        return
    home.released.unlink(missing_ok=True)
    (home.editions.parent / "public.duckdb").unlink(missing_ok=True)


def _empty(home: Home, act: Publication) -> None:
    leave_notice(home, act)
    for path in public_folder(home, act.edition).iterdir():
        if path.name not in _STAYS:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
