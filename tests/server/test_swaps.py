"""An edition replaced while clients read: no error, and no answer made of two editions."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from starlette.types import ASGIApp

from scripts import hammer
from tests.server.asking import Answer, ask_async
from tests.server.conftest import Site

SWAPS, CLIENTS = 10, 4
TARGETS = ("/api/v1/comparisons", "/api/v1/comparisons?indicator=robo", "/es/t/renca", "/api/v1/comparisons?format=csv",
           "/es/", "/api/v1/editions", "/api/v1/comparisons?edition=2")  # fmt: skip


def editions_in(answer: Answer) -> set[int]:
    """Every edition that the answer's parts say they are of."""
    found = {int(each) for each in re.findall(r"edición (\d+)", answer.text)}
    if answer.kind == "application/json":
        found.add(answer.json["edition"])
    return found


async def client(app: ASGIApp, targets: Iterator[str], stop: asyncio.Event, seen: Counter[int]) -> None:
    for target in targets:
        answer = await ask_async(app, target)
        assert answer.status == 200, (target, answer)
        editions = editions_in(answer)
        assert len(editions) == 1, (target, editions)
        seen.update(editions)
        await asyncio.sleep(0)
        if stop.is_set():
            return


async def hammered(site: Site) -> Counter[int]:
    app, stop, seen = site.app, asyncio.Event(), Counter[int]()

    def endless(start: int) -> Iterator[str]:
        while True:
            yield from TARGETS[start:] + TARGETS[:start]

    clients = [asyncio.create_task(client(app, endless(n), stop, seen)) for n in range(CLIENTS)]
    for number in range(3, SWAPS + 3):
        await asyncio.sleep(0.15)
        await asyncio.to_thread(site.lead_with, number)
    await asyncio.sleep(0.3)
    stop.set()
    await asyncio.gather(*clients)
    return seen


def test_swaps_under_readers(site: Site) -> None:
    for number in range(2, SWAPS + 3):
        site.another(number)
    site.lead_with(2)
    seen = asyncio.run(hammered(site))
    assert set(seen) >= set(range(3, SWAPS + 3))


def test_the_check_sees_a_mixture() -> None:
    headers = {"content-type": "application/json"}
    assert editions_in(Answer(200, headers, '{"edition": 1, "a": "edición 2"}'.encode())) == {1, 2}


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (500, "marca-2"),
        (200, "nothing"),
        (200, "marca-2 marca-3"),
        (200, '{"edition":2,"a":"marca-3"}'),
        (200, "edition,a\r\n2,marca-2\r\n3,marca-2\r\n"),
        (302, "marca-2 marca-3"),
    ],
)
def test_the_hammer_sees_every_fault(status: int, told: str) -> None:
    faults: list[str] = []
    hammer._judge("/x", status, told, faults, Counter())
    assert len(faults) == 1
    hammer._judge("/x", 200, '{"edition":2,"a":"marca-2"}', faults, Counter())
    assert len(faults) == 1
