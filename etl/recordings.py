"""Brings the recordings of a programme to a released edition: only those of a sentence that this edition publishes."""

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.mp3_sound import sound_alone
from etl.public_edition import PUBLIC_FILE, PublicEdition, Row, read_public_edition
from schemas.recording import ENDING, FOLDER, LANGUAGE, MOST_BYTES, recording_key
from schemas.words import Text


@dataclass(frozen=True)
class Sentence:
    """What a speaker may record.

    Attributes:
        key: name of the file, without `.mp3`.
        written: as it stands on the page, in Guaraní.
        aloud: the same with its numbers in words.
        meaning: the Spanish beside it.
    """

    key: str
    written: str
    aloud: str
    meaning: str


@dataclass(frozen=True)
class Brought:
    """What became of the files of a programme's folder.

    Attributes:
        keys: of the recordings that the edition has now.
        left_out: name of the file and why, for the person who releases.
    """

    keys: tuple[str, ...] = ()
    left_out: tuple[tuple[str, Text], ...] = ()


_LONGEST_NAME = 80
_NO_SENTENCE = Text(
    es="ninguna oración de esta edición lleva ese nombre: cambió el texto o la cifra",
    gn="ko edición-pe ndaipóri ñeʼẽjoaju upe héra reheve: oñemoambue jehai térã papapy",
    en="no sentence of this edition has that name: its text or figure changed",
)
_TOO_LARGE = Text(
    es="pesa más de 2 MB",
    gn="ipohyive 2 MB-gui",
    en="it is larger than 2 MB",
)
_NO_MP3 = Text(
    es="no es un archivo MP3, diga lo que diga su nombre",
    gn="ndahaʼéi MP3, tahaʼe haʼéva héra",
    en="it is not an MP3 file, whatever its name says",
)
_NO_FILE = Text(
    es="no es un archivo común",
    gn="ndahaʼéi archivo jepiveguáva",
    en="it is not a plain file",
)


def sentences_to_record(edition: PublicEdition) -> Iterator[Sentence]:
    """Every sentence that people can have read to them, in the order of the pages."""
    for territory in edition.territories:
        for indicator in edition.indicators:
            row = edition.headline(indicator["indicator"], territory["territory"])
            key = _key(row) if row else None
            if row and key:
                yield Sentence(key, row[f"sentence_{LANGUAGE}"], row[f"spoken_{LANGUAGE}"] or "", row["sentence_es"])


def bring_recordings(public_folder: Path, programme: Path) -> Brought:
    """Lay the recordings of a programme beside a public edition, instead of those that lay there.

    Only the sound is copied: what a program wrote into the file about itself, its user or its place stays behind.

    Args:
        public_folder: `public/` of an edition, with its `public.duckdb`.
        programme: folder of the programme; its recordings stand in `audio/gn/`.

    Returns:
        What was taken and what was not.
    """
    wanted = {each.key for each in sentences_to_record(read_public_edition(public_folder / PUBLIC_FILE))}
    keys, left_out = [], []
    beside = _emptied(public_folder / f".{FOLDER.parts[0]}.new")
    for file in _files(programme / FOLDER):
        sound = _sound(file) if file.stem in wanted else _NO_SENTENCE
        if isinstance(sound, bytes):
            (beside / FOLDER.name / f"{file.stem}{ENDING}").write_bytes(sound)
            keys.append(file.stem)
        else:
            left_out.append((_readable(file.name), sound))
    _swap_in(beside, public_folder / FOLDER.parts[0])
    return Brought(tuple(keys), tuple(left_out))


def _key(row: Row) -> str | None:
    return recording_key(row["indicator"], row["territory"], row[f"sentence_{LANGUAGE}"])


def _files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.suffix.lower() == ENDING) if folder.is_dir() else []


def _sound(file: Path) -> bytes | Text:
    """The sound of a file, or why it is not taken; nothing but a plain file is ever opened."""
    about = file.lstat()
    if not stat.S_ISREG(about.st_mode):
        return _NO_FILE
    if about.st_size > MOST_BYTES:
        return _TOO_LARGE
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as opened:
        return sound_alone(opened.read(MOST_BYTES)) or _NO_MP3


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / FOLDER.name).mkdir(parents=True)
    return folder


def _swap_in(beside: Path, final: Path) -> None:
    """Where nothing was recorded, no folder is left."""
    former = final.with_name(f".{final.name}.old")
    shutil.rmtree(former, ignore_errors=True)
    if final.exists():
        final.rename(former)
    if any((beside / FOLDER.name).iterdir()):
        beside.rename(final)
    for left in (beside, former):
        shutil.rmtree(left, ignore_errors=True)


def _readable(name: str) -> str:
    """A name that a terminal may be shown."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:_LONGEST_NAME]
