"""Which pages there are, for whom, and at which address."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.editions import Door
from dashboard.language import t

PAGES = Path(__file__).parent / "app_pages"


@dataclass(frozen=True)
class Entry:
    """A page: its script under `app_pages/`, its title, its address, and the door that it opens."""

    script: str
    title: str
    address: str
    door: Door

    @property
    def path(self) -> Path:
        """The script's file."""
        return PAGES / f"{self.script}.py"


def entries() -> list[Entry]:
    """All pages, in the order of the navigation; the first public one is the front page."""
    return [
        Entry("territory", t("Mi territorio"), "", "public"),
        Entry("mapa", t("Mapa"), "mapa", "public"),
        Entry("evaluacion", t("Evaluación"), "evaluacion", "public"),
        Entry("como_se_mide", t("Cómo se mide"), "como-se-mide", "public"),
        Entry("minuta", t("Minuta"), "minuta", "public"),
        Entry("ediciones", t("Ediciones"), "ediciones", "public"),
        Entry("panorama", t("Panorama"), "panorama", "internal"),
        Entry("calidad", t("Calidad de los datos"), "calidad", "internal"),
        Entry("revisar", t("Revisar un archivo"), "revisar", "internal"),
    ]


def registered(public_server: bool) -> list[Entry]:
    """The pages of this server: a public one does not know the internal ones at all."""
    return [entry for entry in entries() if entry.door == "public" or not public_server]
