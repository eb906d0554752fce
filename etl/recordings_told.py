"""Tells the person who releases which recordings went along, and which files were left out and why."""

from typing import TYPE_CHECKING

from etl.recordings import Brought

if TYPE_CHECKING:
    from etl.console import Console


def show_recordings(console: "Console", brought: Brought) -> None:
    """Nothing where the programme has no recordings."""
    index = "en" if console.language == "en" else "es"
    if brought.keys:
        console.say(
            f"Grabaciones en guaraní que suenan en esta edición: {len(brought.keys)}.",
            f"Recordings in Guaraní that can be heard in this edition: {len(brought.keys)}.",
        )
    if brought.left_out:
        console.say("Grabaciones que quedan afuera:", "Recordings that were left out:")
        console.table((("Archivo", "File"), ("Por qué", "Why")), [(name, why[index]) for name, why in brought.left_out])
