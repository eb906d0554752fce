"""The Atom feed: editions, what they correct, and those that were taken back, with the ledger's dates."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from etl.data_package.feed import atom, write_feed
from etl.publications import public_folder
from tests.data_package.conftest import WHY, Package

ATOM = "{http://www.w3.org/2005/Atom}"


def read(text: str) -> Xml.Element:
    return Xml.fromstring(text.encode())  # noqa: S314  (a file of ours)


def entries(text: str, category: str) -> dict[str, Xml.Element]:
    """Entries of one kind, by title."""
    found = {}
    for entry in read(text).iter(f"{ATOM}entry"):
        term, title = entry.find(f"{ATOM}category"), entry.findtext(f"{ATOM}title")
        if term is not None and term.get("term") == category and title:
            found[title] = entry
    return found


def told(package: Package) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    folder = public_folder(package.board.programme.home, package.edition)
    history = json.loads((folder / "public_history.json").read_text())["editions"]
    return history, json.loads((folder / "notices.json").read_text())["withdrawn"]


def test_every_released_edition_is_an_entry(feed: str) -> None:
    assert set(entries(feed, "edicion")) == {"Edición 1", "Edición 2"}
    assert set(entries(feed, "retirada")) == {"Edición 3, retirada"}


def test_it_is_atom(feed: str) -> None:
    root = read(feed)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        assert (element.findtext(f"{ATOM}id") or "").startswith("tag:")
        assert element.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "").tzinfo is not None
    assert root.find(f"{ATOM}author") is not None
    identities = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(identities) == len(set(identities)) == 4
    stamps = [entry.findtext(f"{ATOM}updated") or "" for entry in root.iter(f"{ATOM}entry")]
    assert stamps == sorted(stamps, reverse=True)
    assert root.findtext(f"{ATOM}updated") == stamps[0]


def test_a_withdrawn_edition_is_there_with_its_notice_on_the_day_of_its_withdrawal(feed: str) -> None:
    entry = entries(feed, "retirada")["Edición 3, retirada"]
    text = entry.findtext(f"{ATOM}content") or ""
    assert WHY in text
    assert "La edición 3 fue retirada el 1 de agosto de 2020" in text
    assert "Edition 3 was withdrawn on 1 August 2020" in text
    assert (entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated")) == (
        "2020-07-01T00:00:00Z", "2020-08-01T00:00:00Z",
    )  # fmt: skip
    assert "<script>" not in feed


def test_what_an_edition_corrects_is_told(feed: str, package: Package) -> None:
    (entry,) = entries(feed, "errata").values()
    text = entry.findtext(f"{ATOM}content") or ""
    rows = package.tables.rows("erratum")
    assert rows
    assert f"corrige {len(rows)} cifras" in text
    assert all(f"{row['key']}: {row['before']} → {row['now']}" in text for row in rows)


def test_the_same_history_gives_the_same_bytes(feed: str, package: Package) -> None:
    assert atom(*told(package), package.tables) == feed


def test_beside_a_withdrawn_edition_the_feed_has_no_figure_of_it(package: Package) -> None:
    folder = public_folder(package.board.programme.home, 3)
    text = (folder / "feed.xml").read_text(encoding="utf-8")
    assert set(entries(text, "retirada")) == {"Edición 3, retirada"}
    assert entries(text, "errata") == {}


def test_control_characters_do_not_break_it(package: Package) -> None:
    history, notices = told(package)
    notices[0]["sentence_es"] = "roto \x00\x0b\x1f ]]> & <b>"
    entry = entries(atom(history, notices, None), "retirada")["Edición 3, retirada"]
    assert (entry.findtext(f"{ATOM}content") or "").startswith("roto     ]]> & <b>")


def test_where_nothing_ever_was_public_there_is_no_feed(tmp_path: Path) -> None:
    assert write_feed(tmp_path, [], []) is None
    assert list(tmp_path.iterdir()) == []
