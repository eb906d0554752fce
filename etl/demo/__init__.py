"""Generates demonstration deliveries from a fixed seed, in the shapes and with the faults of agencies."""

from pathlib import Path

from etl.demo.boards import board_deliveries
from etl.demo.manifest import manifest_path, remove_previous, write_manifest
from etl.demo.municipal import asuncion_deliveries, luque_deliveries
from etl.demo.police import police_deliveries
from etl.demo.prosecution import prosecution_deliveries
from etl.demo.senad import senad_deliveries
from etl.demo.world import build_world
from schemas.load import load_programme

__all__ = ["MARKER", "SEED", "generate", "manifest_path"]

SEED = 20180701
MARKER = "DATOS-GENERADOS.txt"
_MARKER_TEXT = """\
Los archivos de esta carpeta son datos generados para demostración.

Ninguna cifra, denuncia, persona, cédula, teléfono, dirección ni relato es real. Los hizo `python -m etl.demo`
desde la semilla {seed}. Mientras este archivo esté aquí, todo lo que salga de la carpeta lleva la marca
«datos generados para demostración».
"""


def generate(programme_dir: Path, out: Path, seed: int = SEED) -> Path:
    """Write all deliveries of a programme under `out`, and what they hold beside it.

    Args:
        programme_dir: the programme whose territories, feeds, offences, plan and confirmed zeros are used.
        out: folder for the deliveries; made if absent. Files that an earlier generation left there are removed first.
        seed: the same seed gives the same bytes.

    Returns:
        Path of the manifest, `<out>.manifest.json` beside `out`, which the pipeline never reads.

    Raises:
        ProgrammeError: the programme does not fit together.
    """
    world = build_world(load_programme(programme_dir), seed)
    deliveries = [
        *police_deliveries(world),
        *senad_deliveries(world),
        *asuncion_deliveries(world),
        *luque_deliveries(world),
        *prosecution_deliveries(world),
        *board_deliveries(world),
    ]
    remove_previous(out)
    for delivery in deliveries:
        path = out / delivery.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(delivery.content)
    (out / MARKER).write_text(_MARKER_TEXT.format(seed=seed), encoding="utf-8")
    return write_manifest(out, world, deliveries)
