"""What stands in the generated deliveries, written beside them for the tests; the pipeline never reads it."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from etl.demo.effects import documented
from etl.demo.police import CORRECTED, NEVER_SENT, SENT_TWICE
from etl.demo.police_rows import FEED, INSTITUTION
from etl.demo.prosecution import LEFT_EMPTY
from etl.demo.records import Delivery
from etl.demo.truth import true_values
from etl.demo.world import World


def manifest_path(out: Path) -> Path:
    """Beside the feeds folder, never inside it."""
    return out.parent / f"{out.name}.manifest.json"


def remove_previous(out: Path) -> None:
    """Remove the files of an earlier generation, which its manifest names; anything else in the folder stays."""
    previous = manifest_path(out)
    if not previous.exists():
        return
    for delivery in json.loads(previous.read_text(encoding="utf-8"))["deliveries"]:
        path = (out / delivery["file"]).resolve()
        if path.is_relative_to(out.resolve()):
            path.unlink(missing_ok=True)


def write_manifest(out: Path, world: World, deliveries: Sequence[Delivery]) -> Path:
    """Write the manifest of one generation and return its path."""
    path = manifest_path(out)
    text = json.dumps(_content(world, deliveries), ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _content(world: World, deliveries: Sequence[Delivery]) -> dict[str, Any]:
    corrected = [d.path for d in deliveries if d.feed == FEED and d.months == [CORRECTED]]
    return {
        "seed": world.seed,
        "programme": world.programme.id,
        "deliveries": [_delivery(d) for d in deliveries],
        "never_sent": {"feed": FEED, "institution": INSTITUTION, "month": f"{NEVER_SENT:%Y-%m}"},
        "sent_twice": [d.path for d in deliveries if d.feed == FEED and d.months == [SENT_TWICE]],
        "corrected": {"first": corrected[0], "corrected": corrected[1]},
        "addition": [d.path for d in deliveries if "_ampliacion_" in d.path],
        "left_empty": [
            {"institution": "ministerio_publico", "territory": t, "month": f"{m:%Y-%m}"} for t, m in LEFT_EMPTY
        ],
        "personal": world.people.personal_texts() | {"narratives": _narratives(deliveries)},
        "vif_coordinates": _vif_coordinates(deliveries),
        "true_counts": [
            {
                "indicator": v.indicator, "territory": v.territory, "institution": v.institution,
                "month": f"{v.month:%Y-%m}", "value": v.value, "status": v.status, "doubtful": v.doubtful,
            }
            for v in true_values(deliveries, world)
        ],
        "effects": documented(),
        "confirmed_zeros": sorted([i, k, t, f"{m:%Y-%m}"] for i, k, t, m in world.confirmed_zeros),
    }  # fmt: skip


def _delivery(delivery: Delivery) -> dict[str, Any]:
    outcomes = delivery.outcomes
    return {
        "file": delivery.path,
        "feed": delivery.feed,
        "sha256": hashlib.sha256(delivery.content).hexdigest(),
        "status": delivery.status,
        "period": [f"{month:%Y-%m}" for month in delivery.months],
        "extracted": delivery.extracted.isoformat(),
        "rows_read": len(delivery.records),
        "rows_skipped": sum(delivery.skipped.values()),
        "skipped": delivery.skipped,
        "accepted": outcomes["accepted"],
        "quarantined": outcomes["quarantined"],
        "duplicates": outcomes["duplicate"],
        "findings": dict(delivery.findings),
        "faulty_rows": [
            {"row": r.row, "sheet": r.sheet, "kinds": r.kinds} for r in delivery.records if r.kinds
        ],
        "note": delivery.note,
    }  # fmt: skip


def _vif_coordinates(deliveries: Sequence[Delivery]) -> list[list[str]]:
    found = {
        (str(r.cells["LATITUD"]), str(r.cells["LONGITUD"]))
        for d in deliveries
        for r in d.records
        if d.feed == FEED and r.indicator == "vif" and r.cells.get("LATITUD")
    }
    return [list(pair) for pair in sorted(found)]


def _narratives(deliveries: Sequence[Delivery]) -> list[str]:
    texts = (str(r.cells.get(c) or "") for d in deliveries for r in d.records for c in ("RELATO", "OBSERVACIONES"))
    return sorted({text for text in texts if text})
