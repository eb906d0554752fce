"""No page reads a clock, a random number, or an address other than its server's: read off the code, module by module.

What a browser asks of the network in the journeys is in `tests/browser/test_journeys.py`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

DASHBOARD = Path(__file__).parents[2] / "dashboard"
MODULES = {
    "time", "random", "secrets", "uuid", "socket", "ssl", "ftplib", "smtplib", "requests", "httpx", "aiohttp",
    "websockets", "urllib3", "http.client", "urllib.request", "numpy.random",
}  # fmt: skip
"""Clocks, chance and the network."""
CLOCKS = {"now", "today", "utcnow"}
DAYS = {"datetime", "date", "dt"}
SQL = re.compile(
    r"\b(?:now|today|random|uuid|gen_random_uuid|get_current_timestamp|current_localtimestamp)\(\)"
    r"|\bcurrent_(?:date|time|timestamp)\b",
    re.IGNORECASE,
)
SCRIPT = re.compile(
    r"\bDate\.now\b|new Date\b|Math\.random|\bfetch\(|XMLHttpRequest|sendBeacon|new WebSocket|\bimport\("
)
ELSEWHERE = re.compile(r"(?:https?:)?//[\w-]+\.\w")
NAMES = ("http://www.w3.org/",)
"""Namespaces are names and are never asked for."""
ALLOWED = {"server/released.py": {"time"}}
"""The public server looks at most ten times a second whether another edition was released: no page sees that clock."""


def reaches(code: str) -> Iterator[str]:
    """What a module's code takes from a clock, from chance or from elsewhere."""
    tree = ast.parse(code)
    prose = {id(each) for each in docstrings(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            named = {node.module or ""} | {f"{node.module}.{each.name}" for each in node.names}
            yield from named & MODULES
        elif isinstance(node, ast.Attribute) and node.attr in CLOCKS and of_a_day(node.value):
            yield f"{ast.unparse(node.value)}.{node.attr}"
        elif isinstance(node, ast.Attribute) and node.attr in ("urandom", "getrandom"):
            yield ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield from texts(node.value)


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Texts that nobody runs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def of_a_day(node: ast.expr) -> bool:
    """Whether this is the type of days or of moments."""
    return (isinstance(node, ast.Name) and node.id in DAYS) or (isinstance(node, ast.Attribute) and node.attr in DAYS)


def texts(text: str) -> Iterator[str]:
    """What SQL, script or markup in a text would ask for."""
    for pattern in (SQL, SCRIPT):
        yield from pattern.findall(text)
    if not text.startswith(NAMES):
        yield from ELSEWHERE.findall(re.sub("|".join(map(re.escape, NAMES)), "", text))


def modules() -> list[Path]:
    return sorted(DASHBOARD.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(DASHBOARD).as_posix())
def test_no_module_reads_a_clock_chance_or_the_network(path: Path) -> None:
    found = set(reaches(path.read_text(encoding="utf-8")))
    assert found == ALLOWED.get(path.relative_to(DASHBOARD).as_posix(), set())


@pytest.mark.parametrize("path", sorted([*DASHBOARD.rglob("*.css"), *DASHBOARD.rglob("*.svg")]), ids=lambda p: p.name)
def test_no_style_and_no_drawing_fetches_anything(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(NAMES[0], "")
    assert re.findall(r"@import|url\(\s*['\"]?(?!#)", text) == []
    assert ELSEWHERE.findall(text) == []


@pytest.mark.parametrize(
    "code",
    [
        "import time",
        "import random as chance",
        "from urllib import request",
        "from urllib.request import urlopen",
        "from uuid import uuid4",
        "from numpy import random",
        "edition_day = date.today()",
        "moment = datetime.datetime.now(tz)",
        "key = os.urandom(8)",
        "edition.rows('SELECT current_date - month FROM x')",
        "edition.rows('SELECT NOW()')",
        "SCRIPT = '<script>element.textContent = new Date()</script>'",
        "SCRIPT = '<script>fetch(\"./x\")</script>'",
        "picture = el('img', src='https://example.org/x.png')",
        "picture = el('img', src='//example.org/x.png')",
    ],
)
def test_each_way_out_is_found(code: str) -> None:
    assert list(reaches(code)) != []


@pytest.mark.parametrize(
    "code",
    [
        "from urllib.parse import quote",
        "from datetime import date, datetime\nday = date(2020, 3, 11)",
        "public = self._window.now()",
        "first = baseline_today(edition)",
        "svg = '<svg xmlns=\"http://www.w3.org/2000/svg\">'",
        '"""Asks https://example.org for nothing."""',
    ],
)
def test_what_reaches_nowhere_passes(code: str) -> None:
    assert list(reaches(code)) == []
