"""Everything that the public server sends, to a browser or to a program, gives no more away than the folder does."""

import dataclasses
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

import pytest

from bench.streamlit_session import Visitor
from tests.attacks.catalogue import ATTACKS
from tests.attacks.evidence import PublicFolder
from tests.attacks.worlds import World
from tests.browser.conftest import served

LANGUAGES = ("es", "gn", "en")
PAGES = ("", "mapa", "evaluacion", "como-se-mide", "minuta", "ediciones")
STEPS = 30
API = ("editions", "indicators", "territories", "values", "comparisons")
READING = ("texts_of_anything", "sentences", "alternative_texts", "hashes")


@dataclasses.dataclass(frozen=True)
class Sent:
    """The public folder of a world, and beside its files all that its server sent."""

    world: World
    public: PublicFolder
    documents: dict[str, bytes]


@pytest.fixture(scope="module")
def sent(world: Callable[[str], World], tmp_path_factory: pytest.TempPathFactory) -> Sent:
    mine = world("chosen")
    public = mine.controlled[-1]
    folder = mine.home.root / "published" / "released" / "public"
    log = tmp_path_factory.mktemp("sent")
    documents: dict[str, bytes] = {}
    for address in served(mine.home.root, log, "--public", "--public-dir", str(folder), "--host", "127.0.0.1",
                          health="/health"):  # fmt: skip
        territories = public.tables["territory"]["territory"].to_list()
        for path in _addresses(territories, public):
            documents[f"sent{path}"] = _fetched(address + path)
        for name, data in _drawn(urlsplit(address).port or 0, territories, public):
            documents[name] = data
    return Sent(mine, public, documents)


def _addresses(territories: list[str], public: PublicFolder) -> Iterator[str]:
    yield from ("/", "/feed.xml", "/informe/", "/datos/", "/buscar?q=centro", "/api/v1/openapi.json")
    for language in LANGUAGES:
        yield f"/{language}/"
        yield from (f"/{language}/t/{territory}" for territory in territories)
    yield from (f"/api/v1/{name}?format={kind}" for name in API for kind in ("json", "csv"))
    yield from (f"/{name}" for name in public.documents if name.startswith(("informe/", "datos/")))


def _fetched(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=30) as reply:  # noqa: S310
            body: bytes = reply.read()
    except urllib.error.HTTPError as refused:
        pytest.fail(f"{address}: {refused.code}")
    return body


def _drawn(port: int, territories: list[str], public: PublicFolder) -> Iterator[tuple[str, bytes]]:
    """Every message of every page of the dashboard, in every language, for every territory and indicator."""
    indicators = public.tables["indicator"]["indicator"].to_list()
    with Visitor(port, "/explorar") as visitor:
        for page in PAGES:
            for territory in territories:
                asked = [f"idioma={each}&territorio={territory}" for each in LANGUAGES]
                asked += [f"territorio={territory}&indicador={each}" for each in indicators]
                if page == "evaluacion":
                    asked += [f"territorio={territory}&paso={step}" for step in range(2, STEPS)]
                for query in asked:
                    messages = b"\n".join(visitor.visit(page, query).messages)
                    yield f"drawn/{page}?{query}", messages + b"\n" + _pictures(messages)


def _pictures(messages: bytes) -> bytes:
    """Pictures stand in addresses, percent-encoded: as they are read by whoever saves them."""
    return b"\n".join(map(unquote_to_bytes, re.findall(rb"data:image/svg\+xml,([^\"]+)", messages)))


def test_no_attack_on_what_is_sent_bounds_a_withheld_count(sent: Sent) -> None:
    """The attacks that read texts, on the folder with all that was sent laid beside its files."""
    holder = PublicFolder(sent.public.folder)
    holder.__dict__["documents"] = {**sent.public.documents, **sent.documents}
    for name in READING:
        assert sent.world.truth.beaten(ATTACKS[name]([holder])) == [], name


def test_the_same_reading_finds_a_count_that_is_sent(sent: Sent) -> None:
    """Sentences of the internal edition, as one of the messages: the attack must notice."""
    bare = sent.world.struck[-1]
    leaked = "\n".join(str(row) for row in sent.world.bare[-1].tables["comparison"]["sentence_es"].drop_nulls())
    holder = PublicFolder(bare.folder)
    holder.__dict__["documents"] = {"drawn/leak": leaked.encode()}
    assert sent.world.truth.beaten(ATTACKS["texts_of_anything"]([holder]))


def test_no_message_names_what_only_the_office_knows(sent: Sent) -> None:
    """No path of the server, no name of a file as sent, no delivery."""
    secrets = [str(sent.world.home.root).encode(), b"internal.duckdb", b"warehouse.duckdb", b"_extraido_"]
    for name, data in sent.documents.items():
        assert not [secret for secret in secrets if secret in data], name


def test_every_withheld_cell_is_said_to_be_withheld(sent: Sent) -> None:
    """The page of a territory with a withheld cell says so in words: the collection above is not an empty page."""
    withheld = sent.public.tables["comparison"].filter(verdict="withheld")
    assert withheld.height
    for territory in withheld["territory"].unique():
        said = sent.documents[f"drawn/?idioma=es&territorio={territory}"].decode("utf-8", "ignore").lower()
        assert "reservado" in said, territory
    assert isinstance(sent.public.folder, Path)
