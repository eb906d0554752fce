"""The gate before a release: what the edition's audit forbids, and what all released editions give away together."""

import json
from collections.abc import Sequence
from pathlib import Path

from etl.disclosure import Forbidden, audit_release
from etl.home import Home
from etl.publications import public_file

__all__ = ["AUDIT_FILE", "Forbidden", "forbidden"]
AUDIT_FILE = "audit.json"


def forbidden(home: Home, edition: int, ever_released: Sequence[Path]) -> tuple[Forbidden, ...]:
    """What forbids the release of an edition, each reason once; empty where it may be released.

    Args:
        home: where the edition stands.
        edition: the one that is asked for.
        ever_released: the public files of all that ever were public, withdrawn ones included.
    """
    found = [*_own(home, edition), *_over_time(public_file(home, edition), ever_released)]
    return tuple(dict.fromkeys(found))


def _own(home: Home, edition: int) -> list[Forbidden]:
    """What was found when the edition was made; one without an audit is never released."""
    path = home.editions / str(edition) / AUDIT_FILE
    if not path.exists():
        return [Forbidden("", "", AUDIT_FILE, "esta edición no tiene auditoría; haga otra con «seamos run»")]
    found = json.loads(path.read_text(encoding="utf-8"))["forbids"]
    return [Forbidden(*(str(each[name]) for name in ("indicator", "territory", "what", "why"))) for each in found]


def _over_time(candidate: Path, earlier: Sequence[Path]) -> Sequence[Forbidden]:
    return audit_release(candidate, earlier).forbids
