"""What a command says where the audit forbids a release.

Apart from the audit itself, whose libraries take a second to load: a run says it without having asked for a release.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.console import Console
    from etl.release_audit import Forbidden


def show_forbidden(console: "Console", edition: int | None, forbids: Sequence["Forbidden"]) -> None:
    """Which cells forbid a release, and why."""
    console.say(
        f"La auditoría NO permite publicar la edición {edition}; lo publicado sigue igual.",
        f"The audit does NOT permit the release of edition {edition}; what is public is unchanged.",
    )
    console.table(
        (("Indicador", "Indicator"), ("Territorio", "Territory"), ("Qué", "What"), ("Por qué", "Why")),
        [(f.indicator, f.territory, f.what, f.why) for f in forbids],
    )
