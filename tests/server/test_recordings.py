"""Recordings of sentences: only the sound of exactly what an edition says, beside that sentence, and nowhere else."""

import re
from pathlib import Path

import duckdb
import pytest

from etl.console import Console
from etl.mp3_sound import sound_alone
from etl.public_edition import read_public_edition
from etl.recordings import MOST_BYTES, bring_recordings, sentences_to_record
from etl.recordings_told import show_recordings
from etl.releasing import propose, release, renew_recordings
from schemas.recording import recording_file, recording_key
from scripts.guarani_review import to_record
from tests.recordings import FRAME, SOUND, TAG, record
from tests.server.asking import ask
from tests.server.conftest import NOW, Site


def key_of(site: Site, start: str = "robo-renca-") -> str:
    edition = read_public_edition(site.folder / "public.duckdb")
    (key,) = [each.key for each in sentences_to_record(edition) if each.key.startswith(start)]
    return key


def said(site: Site, key: str) -> str:
    edition = read_public_edition(site.folder / "public.duckdb")
    return next(each.written for each in sentences_to_record(edition) if each.key == key)


def players(site: Site, language: str, territory: str = "renca") -> list[str]:
    page = ask(site.app, f"/{language}/t/{territory}").text
    return re.findall(r"<audio[^>]*>", page)


def test_the_key_changes_with_the_text_and_leads_nowhere_else() -> None:
    key = recording_key("robo", "luque", "Ymave 496, koʼág̃a 390.")
    assert key
    assert re.fullmatch(r"robo-luque-[0-9a-f]{8}", key)
    assert key != recording_key("robo", "luque", "Ymave 496, koʼág̃a 391.")
    assert key != recording_key("robo", "areguá"[:5], "Ymave 496, koʼág̃a 390.")
    for hostile in ("../../luque", "luque/..", "", "Luque", "luque\n"):
        assert recording_key("robo", hostile, "Ymave 496.") is None
    assert recording_key("robo", "luque", None) is None


def test_a_recording_of_the_sentence_plays_beside_it_in_guarani_alone(site: Site, tmp_path: Path) -> None:
    key = key_of(site)
    assert players(site, "gn") == []
    record(tmp_path, f"{key}.mp3")
    brought = renew_recordings(site.home, 1, tmp_path)
    assert (brought.keys, brought.left_out) == ((key,), ())
    (player,) = players(site, "gn")
    assert f'src="../../audio/gn/{key}.mp3"' in player
    assert 'preload="none"' in player
    assert " controls" in player
    assert "Ehendu" in player
    assert players(site, "es") == players(site, "en") == players(site, "gn", "quilpue") == []
    page = ask(site.app, "/gn/t/renca")
    sentence = said(site, key)
    before, _, _ = page.text.partition("<audio")
    assert f'<p class="quoted">{sentence}</p>' in before.rpartition('<div class="heard">')[2]
    for policy in (page.headers["content-security-policy"], page.text):
        assert "media-src &#x27;self&#x27;" in policy or "media-src 'self'" in policy


def test_the_sound_is_sent_whole_or_in_parts_and_without_what_names_a_person(site: Site, tmp_path: Path) -> None:
    key = key_of(site)
    record(tmp_path, f"{key}.mp3", TAG + SOUND + b"TAG".ljust(128, b"x"))
    renew_recordings(site.home, 1, tmp_path)
    target = f"/audio/gn/{key}.mp3"
    whole = ask(site.app, target)
    assert (whole.status, whole.kind, whole.body) == (200, "audio/mpeg", SOUND)
    assert whole.headers["accept-ranges"] == "bytes"
    assert "content-encoding" not in whole.headers
    end = len(SOUND) - 1
    parts = {"bytes=0-1": (0, 1), "bytes=400-": (400, end), "bytes=-5": (end - 4, end), "bytes=0-99999": (0, end)}
    for asked, (first, last) in parts.items():
        part = ask(site.app, target, range=asked)
        assert (part.status, part.body) == (206, SOUND[first : last + 1])
        assert part.headers["content-range"] == f"bytes {first}-{last}/{end + 1}"
        assert part.headers["content-length"] == str(len(part.body))
    for asked in ("bytes=0-1,5-9", "lines=0-1", f"bytes={len(SOUND)}-", "bytes=5-2", "bytes=-", "bytes=-0"):
        assert (ask(site.app, target, range=asked).status, ask(site.app, target, range=asked).body) == (200, SOUND)
    assert ask(site.app, target, range="bytes=0-1", if_range='"other"').status == 200
    page = ask(site.app, "/gn/t/renca", range="bytes=0-1")
    assert page.status == 200, "only sound comes in parts"


def test_a_recording_of_another_text_never_plays(site: Site, tmp_path: Path) -> None:
    key = key_of(site)
    record(tmp_path, f"{key}.mp3")
    renew_recordings(site.home, 1, tmp_path)
    file = site.folder / "public.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "UPDATE comparison SET sentence_gn = replace(sentence_gn, 'Ymave', 'Ymave,') "
            "WHERE territory = 'renca' AND indicator = 'robo'"
        )
    assert recording_file(site.folder, "robo", "renca", said(site, key_of(site))) is None
    brought = bring_recordings(site.folder, tmp_path)
    assert brought.keys == ()
    ((name, why),) = brought.left_out
    assert (name, "cambió" in why.es) == (f"{key}.mp3", True)
    assert not (site.folder / "audio").exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<script>alert(1)</script>" * 40, "no es un archivo MP3"),
        (b"ID3" + b"\xff" * 200, "no es un archivo MP3"),
        (b"", "no es un archivo MP3"),
        (FRAME[:-1], "no es un archivo MP3"),
        (FRAME + b"PK\x03\x04 something else", "no es un archivo MP3"),
        (bytes((0xFF, 0xFB, 0xF0, 0x00)) + bytes(900), "no es un archivo MP3"),
        (SOUND + bytes(MOST_BYTES), "pesa más de 2 MB"),
    ],
)
def test_what_is_no_recording_is_left_out_with_a_word(site: Site, tmp_path: Path, content: bytes, why: str) -> None:
    key = key_of(site)
    record(tmp_path, f"{key}.mp3", content)
    brought = renew_recordings(site.home, 1, tmp_path)
    assert brought.keys == ()
    assert [(name, why in said.es) for name, said in brought.left_out] == [(f"{key}.mp3", True)]
    assert players(site, "gn") == []
    assert ask(site.app, f"/audio/gn/{key}.mp3").status == 404


def test_a_link_or_a_stray_name_brings_no_other_file(site: Site, tmp_path: Path) -> None:
    key = key_of(site)
    secret = tmp_path / "secret.mp3"
    secret.write_bytes(SOUND)
    record(tmp_path, "robo-renca-\x1b[2J.mp3")
    (tmp_path / "audio" / "gn" / f"{key}.mp3").symlink_to(secret)
    brought = renew_recordings(site.home, 1, tmp_path)
    assert brought.keys == ()
    assert {name for name, _ in brought.left_out} == {f"{key}.mp3", "robo-renca-?[2J.mp3"}
    assert not (site.folder / "audio").exists()


def test_a_release_brings_the_recordings_of_its_programme(site: Site, tmp_path: Path) -> None:
    """The edition is public already; its release is repeated as if it were the first."""
    key = key_of(site)
    record(tmp_path, f"{key}.mp3")
    brought = release(site.home, propose(site.home, 1), "Oficina de prueba", NOW, tmp_path)
    assert brought.keys == (key,)
    assert len(players(site, "gn")) == 1
    (tmp_path / "audio" / "gn" / f"{key}.mp3").unlink()
    assert renew_recordings(site.home, 1, tmp_path).keys == ()
    assert players(site, "gn") == []
    assert ask(site.app, f"/audio/gn/{key}.mp3").status == 404


def test_frames_that_follow_each_other_are_sound() -> None:
    low = bytes((0xFF, 0xF3, 0x40, 0x00)) + bytes(72 * 32000 // 22050 - 4)  # MPEG 2, 32 kbit/s, 22.05 kHz
    assert sound_alone(low * 2) == low * 2
    assert sound_alone(TAG + bytes(20) + FRAME) == FRAME
    assert sound_alone(low + b"\0") is None


def test_a_speaker_gets_every_sentence_with_the_name_of_its_file(chile: Site) -> None:
    listed = to_record(chile.folder / "public.duckdb")
    edition = read_public_edition(chile.folder / "public.duckdb")
    sentences = [row["sentence_gn"] for row in edition.headlines.values() if row["sentence_gn"]]
    assert len(sentences) > 10
    for row in edition.headlines.values():
        if key := recording_key(row["indicator"], row["territory"], row["sentence_gn"]):
            block = listed.partition(f"audio/gn/{key}.mp3\n")[2].partition("\n\n")[0]
            assert row["sentence_gn"] in block
            assert row["spoken_gn"] in block
            assert row["sentence_es"] in block


def test_who_releases_is_told_what_was_left_out_and_why(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = key_of(site)
    record(tmp_path, f"{key}.mp3")
    record(tmp_path, "robo-renca-00000000.mp3")
    show_recordings(Console(False, "es"), renew_recordings(site.home, 1, tmp_path))
    told = capsys.readouterr().out
    assert "suenan en esta edición: 1." in told
    assert "robo-renca-00000000.mp3" in told
    assert "ninguna oración de esta edición lleva ese nombre" in told
    show_recordings(Console(False, "es"), bring_recordings(site.folder, tmp_path / "nothing"))
    assert capsys.readouterr().out == ""
