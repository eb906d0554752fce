"""A sentence of an edition said by a person, in Guaraní: the name of its file, which no other text can have.

A sentence holds figures. The name therefore ends in a part of the hash of its text: when a figure changes, the
sentence has another name, and the recording of the former one plays nowhere.
"""

import re
from hashlib import sha256
from pathlib import Path

FOLDER, ENDING, LANGUAGE = Path("audio") / "gn", ".mp3", "gn"
"""Below the folder of a programme, and below that of a released edition."""
MOST_BYTES = 2_000_000
"""Two minutes of good speech; more would cost a phone too much."""
_DIGITS = 8
_PLAIN = re.compile(r"[a-z0-9_]+-[a-z0-9_]+-[0-9a-f]{8}")


def recording_key(indicator: str, territory: str, sentence: str | None) -> str | None:
    """The name of a recording without its ending: `robo-luque-3f2a9c01`.

    Args:
        indicator: id.
        territory: id.
        sentence: as published in Guaraní, to the letter.

    Returns:
        None where nothing is said, or where an id could lead elsewhere as the name of a file.
    """
    if not sentence:
        return None
    key = f"{indicator}-{territory}-{sha256(sentence.encode('utf-8')).hexdigest()[:_DIGITS]}"
    return key if _PLAIN.fullmatch(key) else None


def recording_file(public_folder: Path, indicator: str, territory: str, sentence: str | None) -> Path | None:
    """The recording of a sentence in the folder of a released edition; None where there is none.

    Args:
        public_folder: with `public.duckdb` and what was published beside it.
        indicator: id.
        territory: id.
        sentence: that will stand beside it.
    """
    key = recording_key(indicator, territory, sentence)
    file = public_folder / FOLDER / f"{key}{ENDING}"
    return file if key and file.is_file() and not file.is_symlink() else None


def recorded_in(public_folder: Path) -> frozenset[str]:
    """The keys of all recordings in the folder of a released edition."""
    folder = public_folder / FOLDER
    files = folder.iterdir() if folder.is_dir() else ()
    return frozenset(each.stem for each in files if each.suffix == ENDING and not each.is_symlink())
