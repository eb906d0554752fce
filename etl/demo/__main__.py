"""`python -m etl.demo OUT`: writes the demonstration deliveries and says what it wrote."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from etl.demo import SEED, generate
from schemas.errors import SeamosError

PROGRAMME = Path("data/programmes/paraguay")


def main(arguments: list[str] | None = None) -> int:
    """Generate, then print one line for each feed; exit status 2 where the programme is broken."""
    parser = argparse.ArgumentParser(prog="python -m etl.demo", description="Genera las entregas de demostración.")
    parser.add_argument("out", type=Path, metavar="OUT", help="carpeta donde se escriben las entregas")
    parser.add_argument("--programme", type=Path, default=PROGRAMME, help="carpeta del programa")
    parser.add_argument("--seed", type=int, default=SEED, help="semilla: la misma da los mismos bytes")
    options = parser.parse_args(arguments)
    try:
        manifest = generate(options.programme, options.out, options.seed)
    except SeamosError as error:
        sys.stderr.write(f"{error.text()}\n")
        return 2
    sys.stdout.write(_summary(manifest))
    return 0


def _summary(manifest: Path) -> str:
    content = json.loads(manifest.read_text(encoding="utf-8"))
    files: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for delivery in content["deliveries"]:
        files[delivery["feed"]] += 1
        rows[delivery["feed"]] += delivery["rows_read"]
        bad[delivery["feed"]] += delivery["quarantined"]
    lines = [f"{feed}: {files[feed]} archivos, {rows[feed]} filas, {bad[feed]} con observaciones" for feed in files]
    return "\n".join([*lines, f"Qué contiene cada uno: {manifest}", ""])


if __name__ == "__main__":
    sys.exit(main())
