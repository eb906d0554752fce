"""Makes an edition public, because a person asked for it: nothing else ever moves the link `released`."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.home import Home, point_to
from etl.kept_copies import adopt, copies_for_audit, keep_copy
from etl.publications import Publications, public_file, public_folder, publications, sha256_of_file, write_down
from etl.publish import current_edition, editions, fixed_links, released_edition
from etl.recordings import Brought, bring_recordings
from etl.release_audit import Forbidden, forbidden
from etl.release_notices import tell_beforehand, tell_the_public
from etl.release_preview import Change, changes
from etl.withdrawal import complete_withdrawals
from schemas.errors import SeamosError, UsageError
from schemas.recording import recorded_in


@dataclass(frozen=True)
class Proposal:
    """An edition that somebody may release, as it was looked at.

    Attributes:
        edition: its number.
        sha256: of its public file.
        previous: the edition released now; None while nothing is.
        changes: what would be different for the public.
        forbids: what its audit, or all released editions together, forbid; empty where it may be released.
        head: the last line of the ledger, so that nothing can change between the look and the act.
    """

    edition: int
    sha256: str
    previous: int | None
    changes: tuple[Change, ...]
    forbids: tuple[Forbidden, ...]
    head: str

    @property
    def stands_already(self) -> bool:
        """It is the one that is released."""
        return self.edition == self.previous


class ReleaseForbiddenError(SeamosError):
    """The audit forbids what was asked for."""

    def __init__(self, edition: int, forbids: tuple[Forbidden, ...]) -> None:
        cells = "; ".join(f"{f.indicator}/{f.territory}: {f.what} ({f.why})" for f in forbids)
        super().__init__(
            f"la auditoría no permite publicar la edición {edition}: {cells}",
            f"the audit forbids the release of edition {edition}: {cells}",
        )


def propose(home: Home, number: int | None = None) -> Proposal:
    """Look at an edition before it is released; nothing is written.

    Args:
        home: where the editions stand.
        number: of the edition; None for the newest.

    Raises:
        UsageError: there is no such edition, it was withdrawn, or its file is not the one that was public before.
    """
    known = publications(home)
    edition = _wanted(home, number, known)
    file = public_file(home, edition)
    sha256 = sha256_of_file(file)
    if edition in known.released and known.released[edition].sha256 != sha256:
        raise UsageError(
            f"el archivo público de la edición {edition} no es el que se publicó; recupérelo de una copia de respaldo",
            f"the public file of edition {edition} is not the one that was released; restore it from a backup",
        )
    previous = released_edition(home)
    before = public_file(home, previous) if previous is not None else None
    found = changes(before if before and before.exists() else None, file)
    return Proposal(
        edition,
        sha256,
        previous,
        tuple(found),
        forbidden(home, edition, copies_for_audit(home, edition)),
        known.head,
    )


def release(home: Home, proposal: Proposal, office: str, now: datetime, programme: Path | None = None) -> Brought:
    """Carry a proposal out: a copy is kept, pages and report are made, the ledger is written, then one link is swapped.

    A death at any moment leaves the edition that was public, or the new one, whole; what is public is always in the
    ledger. To be called while the home is locked.

    Args:
        home: where the editions stand.
        proposal: as it was shown to the person who decided.
        office: who decides.
        now: the time, taken at the edge.
        programme: folder of the programme, whose recordings go along; None where there are none to bring.

    Returns:
        Which recordings the edition has, and which files were left out.

    Raises:
        ReleaseForbiddenError: the audit forbids it.
        UsageError: something was released, withdrawn or changed since the proposal was made.
    """
    if proposal.forbids:
        raise ReleaseForbiddenError(proposal.edition, proposal.forbids)
    from etl.public_files import write_public_files  # with the statistics, which take a second to load

    if (publications(home).head, released_edition(home)) != (proposal.head, proposal.previous):
        raise _meanwhile()
    complete_withdrawals(home)
    adopt(home)
    if keep_copy(home, proposal.edition) != proposal.sha256:
        raise _meanwhile()
    folder = public_folder(home, proposal.edition)
    brought = bring_recordings(folder, programme) if programme else Brought()
    write_public_files(folder)
    write_down(home, "release", proposal.edition, now, office, proposal.sha256)
    tell_beforehand(home, proposal.edition)
    point_to(home.released, home.editions / str(proposal.edition))
    fixed_links(home)
    tell_the_public(home, publications(home))
    return brought


def renew_recordings(home: Home, edition: int, programme: Path) -> Brought:
    """Bring what was recorded after a release to the edition that is public; no figure and no other file changes.

    To be called while the home is locked.

    Returns:
        Which recordings the edition has now, and which files were left out.
    """
    from etl.public_files import write_pages  # with the statistics, which take a second to load

    folder = public_folder(home, edition)
    before = recorded_in(folder)
    brought = bring_recordings(folder, programme)
    if before or brought.keys:
        write_pages(folder)
        tell_the_public(home, publications(home))  # whoever serves the folder looks at it again
    return brought


def release_newest(home: Home, office: str, now: datetime, programme: Path | None = None) -> tuple[Forbidden, ...]:
    """Release the newest edition for a person who asked for it in the command; the home is locked by the caller.

    Returns:
        What forbids it, and then the former release stands; empty where it is public now.
    """
    proposal = propose(home)
    if not proposal.forbids and not proposal.stands_already:
        release(home, proposal, office, now, programme)
    return () if proposal.stands_already else proposal.forbids


def _wanted(home: Home, number: int | None, known: Publications) -> int:
    wanted = current_edition(home) if number is None else number
    if wanted is None or wanted not in editions(home):
        raise UsageError(
            f"no existe la edición {wanted or ''}; haga primero «seamos run»",
            f"there is no edition {wanted or ''}; do “seamos run” first",
        )
    if wanted in known.withdrawn or not public_file(home, wanted).exists():
        raise UsageError(
            f"la edición {wanted} fue retirada y no vuelve a publicarse; haga otra con «seamos run»",
            f"edition {wanted} was withdrawn and is not released again; make another one with “seamos run”",
        )
    return wanted


def _meanwhile() -> UsageError:
    return UsageError(
        "mientras tanto cambió lo publicado; mire otra vez qué cambia y repita la orden",
        "what is public changed meanwhile; look again at what changes and repeat the command",
    )
