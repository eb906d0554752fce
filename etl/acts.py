"""What persons decided about deliveries: append-only, with date and reason."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from etl.home import Home, append_line
from etl.parts import ledger
from etl.retention_marks import is_past
from schemas.errors import UsageError

Deed = Literal["accept", "retract"]


@dataclass(frozen=True)
class Decision:
    """One decision about one delivery."""

    deed: Deed
    delivery: str
    reason: str
    date: date


def decisions(home: Home) -> dict[str, Decision]:
    """The last decision about each delivery."""
    if not home.acts.exists():
        return {}
    found: dict[str, Decision] = {}
    for text in home.acts.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        found[line["delivery"]] = Decision(
            line["deed"], line["delivery"], line["reason"], date.fromisoformat(line["date"])
        )
    return found


def decide(home: Home, deed: Deed, delivery: str, reason: str, on: date) -> Decision:
    """Write down a decision.

    Raises:
        UsageError: there is no such delivery, or its rows were removed when their time was up.
    """
    found = [identity for identity in ledger(home) if identity == delivery or identity.startswith(delivery)]
    if len(found) != 1:
        raise UsageError(
            f"no hay una entrega «{delivery}»; vea sus nombres con «seamos status»",
            f"there is no delivery “{delivery}”; see their names with “seamos status”",
        )
    if deed == "accept" and is_past(home, found[0], "parts"):
        raise UsageError(
            f"las filas de la entrega {found[0]} ya se borraron, porque estaba retirada y se cumplió su plazo; pida "
            "otro archivo a quien lo mandó",
            f"the rows of delivery {found[0]} are gone, since it was retracted and its time is up; ask its sender for "
            "another file",
        )
    decision = Decision(deed, found[0], reason, on)
    line: Mapping[str, str] = {"deed": deed, "delivery": found[0], "reason": reason, "date": on.isoformat()}
    append_line(home.acts, json.dumps(line, ensure_ascii=False))
    return decision
