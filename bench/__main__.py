"""`make bench`: every benchmark beside its rival, in the same run; writes `bench/results.json`."""

import argparse
import importlib
import json
from pathlib import Path

MODULES = (
    "first_load", "second_month", "check_answer", "comparison_speed", "simulation", "disclosure", "app_speed",
    "light_serving",
)  # fmt: skip
RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    """Run all benchmarks, or those whose module or result begins with the name given by `--only`."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--only", default="")
    only = ask.parse_args().only
    chosen = [name for name in MODULES if name.startswith(only)] or list(MODULES)
    kept = _kept(only)
    for name in chosen:
        for entry in importlib.import_module(f"bench.{name}").run():
            kept[entry["name"]] = entry
            print(_line(entry), flush=True)
    RESULTS.write_text(json.dumps(list(kept.values()), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _kept(only: str) -> dict[str, dict[str, object]]:
    """Results of the other benchmarks, where one alone is run."""
    if not only or not RESULTS.exists():
        return {}
    return {entry["name"]: entry for entry in json.loads(RESULTS.read_text(encoding="utf-8"))}


def _line(entry: dict[str, object]) -> str:
    ratio, bound = float(str(entry["ratio"])), float(str(entry["bound"]))
    held = ratio <= bound if entry["better"] == "lower" else ratio >= bound
    side = "at most" if entry["better"] == "lower" else "at least"
    return f"{'ok  ' if held else 'FAIL'} {entry['name']}: {ratio:.3g} ({side} {bound:g}) – {entry['detail']}"


if __name__ == "__main__":
    main()
