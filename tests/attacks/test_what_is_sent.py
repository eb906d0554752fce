"""Everything that the public server sends, to a browser or to a program, gives no more away than the folder does."""

import dataclasses
import json
import re
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

import pytest

from bench.streamlit_session import Visitor
from etl.data_package.feed import write_feed
from etl.public_files import write_public_files
from etl.publications import sha256_of_file
from tests.attacks.catalogue import ATTACKS
from tests.attacks.evidence import PublicFolder
from tests.attacks.sent_forms import FORMS, claims, unpacked
from tests.attacks.worlds import World
from tests.browser.conftest import served
from tests.server.asking import ask, site_of

LANGUAGES = ("es", "gn", "en")
PAGES = ("", "mapa", "evaluacion", "como-se-mide", "minuta", "ediciones")
STEPS = range(2, 11)
API = ("editions", "indicators", "territories", "values", "comparisons")
READING = ("texts_of_anything", "sentences", "alternative_texts", "hashes")
WORLDS = ("chosen", "random", "known_beside", "few_in_an_area")
"""Where attacks succeed with the control off: sums, quarters and institutions; two editions, a frozen baseline and
corrections; evaluations that share a window; areas to compare with. The first is drawn whole."""
PATIENCE = 20


@dataclasses.dataclass(frozen=True)
class Sent:
    """The public folder of a world, and beside its files all that its server sent."""

    world: World
    public: PublicFolder
    documents: Mapping[str, bytes]


@dataclasses.dataclass(frozen=True)
class Shown:
    """One public server, and the link that leads it from one released folder to another."""

    address: str
    link: Path

    def show(self, folder: Path) -> None:
        """As a release does: one rename; then until the server answers with what is there now."""
        point(self.link, folder)
        until, wanted = time.monotonic() + PATIENCE, sha256_of_file(folder / "public.duckdb")
        while wanted not in {each["sha256"] for each in self._editions() if each["leads"]}:
            assert time.monotonic() < until, "the server still shows another folder"
            time.sleep(0.05)

    def _editions(self) -> list[dict[str, str]]:
        told: list[dict[str, str]] = json.loads(_fetched(f"{self.address}/api/v1/editions"))["editions"]
        return told


def point(link: Path, folder: Path) -> None:
    beside = link.with_suffix(".new")
    beside.symlink_to(folder)
    beside.rename(link)


@pytest.fixture(scope="module")
def server(world: Callable[[str], World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    folder = tmp_path_factory.mktemp("shown")
    point(folder / "public", released(world(WORLDS[0])))
    asked = ("--public", "--public-dir", str(folder / "public"), "--host", "127.0.0.1")
    for address in served(world(WORLDS[0]).home.root, folder, *asked, health="/health"):
        yield Shown(address, folder / "public")


def released(mine: World) -> Path:
    return (mine.home.root / "published" / "released").resolve() / "public"


@pytest.fixture(scope="module", params=WORLDS)
def sent(request: pytest.FixtureRequest, world: Callable[[str], World], server: Shown) -> Sent:
    mine = world(request.param)
    public = mine.controlled[-1]
    server.show(released(mine))
    documents = {f"sent{path}": _fetched(server.address + path) for path in _addresses(public)}
    with Visitor(urlsplit(server.address).port or 0, "/explorar") as visitor:
        for page, query in _views(public, whole=request.param == WORLDS[0]):
            messages = b"\n".join(visitor.visit(page, query).messages)
            documents[f"drawn/{page}?{query}"] = messages + b"\n" + _pictures(messages)
    return Sent(mine, public, unpacked(documents))


def _addresses(public: PublicFolder) -> Iterator[str]:
    """Every address that is no page of the dashboard."""
    yield from ("/", "/feed.xml", "/informe/", "/datos/", "/buscar?q=centro", "/api/v1/openapi.json")
    for language in LANGUAGES:
        yield f"/{language}/"
        yield from (f"/{language}/t/{territory}" for territory in public.names)
    yield from (f"/api/v1/{name}?format={kind}" for name in API for kind in ("json", "csv"))
    yield from (f"/{name}" for name in public.documents if name.startswith(("informe/", "datos/")))


def _fetched(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=30) as reply:  # noqa: S310
            body: bytes = reply.read()
    except urllib.error.HTTPError as refused:
        pytest.fail(f"{address}: {refused.code}")
    return body


def withheld_in(public: PublicFolder) -> list[str]:
    """Territories with a withheld cell; all where no cell is withheld whole."""
    found = sorted(public.tables["comparison"].filter(verdict="withheld")["territory"].unique())
    return found or list(public.names)


def _views(public: PublicFolder, *, whole: bool) -> list[tuple[str, str]]:
    """Pages of the dashboard with what a reader may choose on them; whole: in every language, for every indicator."""
    where, indicators = withheld_in(public), public.tables["indicator"]["indicator"].to_list()
    asked = [(page, f"idioma=es&territorio={where[0]}") for page in PAGES]
    asked += [(page, f"idioma=es&territorio={territory}") for territory in where for page in ("", "minuta")]
    asked += [("evaluacion", f"territorio={territory}&paso={step}") for territory in where[:1] for step in STEPS]
    if whole:
        asked += [(page, f"idioma={each}&territorio={where[0]}") for page in PAGES for each in LANGUAGES]
        asked += [("", f"idioma=es&territorio={territory}") for territory in public.names]
        asked += [
            (page, f"territorio={where[0]}&indicador={each}")
            for page in ("mapa", "como-se-mide")
            for each in indicators
        ]
        asked += [("evaluacion", f"territorio={territory}&paso={step}") for territory in where[1:] for step in STEPS]
    return list(dict.fromkeys(asked))


def _pictures(messages: bytes) -> bytes:
    """Pictures stand in addresses, percent-encoded: as they are read by whoever saves them."""
    return b"\n".join(map(unquote_to_bytes, re.findall(rb"data:image/svg\+xml,([^\"]+)", messages)))


def test_no_attack_on_what_is_sent_bounds_a_withheld_count(sent: Sent) -> None:
    """The attacks that read texts, on the folder with all that was sent laid beside its files."""
    holder = PublicFolder(sent.public.folder)
    holder.__dict__["documents"] = {**sent.public.documents, **sent.documents}
    for name in READING:
        assert sent.world.truth.beaten(ATTACKS[name]([holder])) == [], name


@pytest.mark.parametrize("form", FORMS)
def test_no_form_tells_a_withheld_count(form: str, sent: Sent) -> None:
    """Each form read back by the tools of those who use it; it does tell the counts that are public."""
    told = claims(form, sent.public, sent.documents)
    assert sent.world.truth.beaten(told) == []
    if form != "feed":
        right = [each for each in told if each.low == each.high and sent.world.truth.is_true(each)]
        assert len(right) >= 2


@pytest.fixture(scope="module")
def bare(world: Callable[[str], World], tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """All that would be sent of an edition without control, made by the product's own writers."""
    mine = world("random")
    folder = shutil.copytree(mine.bare[-1].folder, tmp_path_factory.mktemp("bare") / "public")
    history = json.loads((mine.home.root / "published" / "public_history.json").read_text(encoding="utf-8"))
    write_public_files(folder)
    write_feed(folder, history["editions"], [])
    public, site = PublicFolder(folder), site_of(folder)
    documents = {f"sent{path}": ask(site, path).body for path in _addresses(public)}
    return Sent(mine, public, unpacked(documents))


@pytest.mark.parametrize("form", FORMS)
def test_each_form_without_control_gives_counts_away(form: str, bare: Sent) -> None:
    """What the reader of that form reads is what stands there: a leak in it alone would be found."""
    controlled = bare.world.controlled[-1]
    assert bare.world.truth.beaten(claims(form, controlled, bare.documents))


@pytest.mark.parametrize("place", ["drawn/leak", "sent/datos/LEAME.txt", "sent/informe/informe.es.pdf.txt"])
def test_the_same_reading_finds_a_count_that_is_sent(place: str, world: Callable[[str], World]) -> None:
    """Sentences of the internal edition, as one of the messages: the attack must notice."""
    mine = world("chosen")
    leaked = "\n".join(str(row) for row in mine.bare[-1].tables["comparison"]["sentence_es"].drop_nulls())
    holder = PublicFolder(mine.struck[-1].folder)
    holder.__dict__["documents"] = {place: leaked.encode()}
    assert mine.truth.beaten(ATTACKS["texts_of_anything"]([holder]))


def test_no_message_names_what_only_the_office_knows(sent: Sent) -> None:
    """No path of the server, no name of a file as sent, no delivery."""
    secrets = [str(sent.world.home.root).encode(), b"internal.duckdb", b"warehouse.duckdb", b"_extraido_"]
    for name, data in sent.documents.items():
        assert not [secret for secret in secrets if secret in data], name


def test_every_withheld_cell_is_said_to_be_withheld(sent: Sent) -> None:
    """The page of a territory with a withheld cell says so in words: the collection above is not an empty page."""
    withheld = sent.public.tables["comparison"].filter(verdict="withheld")
    for territory in withheld["territory"].unique():
        said = sent.documents[f"drawn/?idioma=es&territorio={territory}"].decode("utf-8", "ignore").lower()
        assert "reservado" in said, territory
    assert any(name.startswith("drawn/evaluacion") for name in sent.documents)


def test_in_most_worlds_a_cell_is_withheld(world: Callable[[str], World]) -> None:
    """So that there is something to find."""
    with_one = [
        name for name in WORLDS if world(name).controlled[-1].tables["comparison"].filter(verdict="withheld").height
    ]
    assert len(with_one) >= 3, with_one
