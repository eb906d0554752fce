"""The mark beside a delivery's parts that says what of it was removed when its time was up, and when."""

import json
from datetime import datetime
from typing import Literal

from etl.home import Home, write_whole

Kind = Literal["quarantine", "parts", "answers"]
_MARK = "retention.json"


def marks(home: Home, delivery: str) -> dict[str, str]:
    """Kind -> when it was removed, in ISO 8601; a delivery that is judged again begins without any."""
    path = home.parts / delivery / _MARK
    if not path.exists():
        return {}
    told: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return told


def is_past(home: Home, delivery: str, kind: Kind) -> bool:
    """Whether what a delivery had of this kind was removed because its time was up."""
    return kind in marks(home, delivery)


def mark(home: Home, delivery: str, kind: Kind, now: datetime) -> None:
    """Say that it was removed; written last, so that a removal that died is begun again."""
    told = marks(home, delivery) | {kind: now.isoformat(timespec="seconds")}
    write_whole(home.parts / delivery / _MARK, json.dumps(told) + "\n")
