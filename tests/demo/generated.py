"""A generated folder of demonstration deliveries and what its manifest says."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

PROGRAMME = Path(__file__).parents[2] / "data" / "programmes" / "paraguay"


@dataclass(frozen=True)
class Generated:
    """A folder of deliveries and its manifest."""

    out: Path
    manifest_file: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest, read."""
        content: dict[str, Any] = json.loads(self.manifest_file.read_text(encoding="utf-8"))
        return content

    def deliveries(self, feed: str) -> list[dict[str, Any]]:
        """The manifest's lines of one feed."""
        return [d for d in self.manifest["deliveries"] if d["feed"] == feed]

    def values(self, indicator: str, territory: str, institution: str) -> dict[str, int | None]:
        """True counts by month of one series."""
        return {
            v["month"]: v["value"]
            for v in self.manifest["true_counts"]
            if (v["indicator"], v["territory"], v["institution"]) == (indicator, territory, institution)
        }
