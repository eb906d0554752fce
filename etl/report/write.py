"""Writes the report of one public edition into a folder."""

from pathlib import Path

from etl.public_edition import read_public_edition
from etl.report.html_page import report_page
from etl.report.paper import PAPER_LANGUAGE, write_paper
from schemas.words import LANGUAGES


def write_report(public_file: Path, out: Path, base_url: str | None = None) -> list[Path]:
    """Write `informe.<language>.html` in every language and `informe.es.pdf`.

    Args:
        public_file: a released `public.duckdb`.
        out: folder that is filled; what else is in it stays.
        base_url: address of the site, named in the description of the data set.

    Returns:
        The files.
    """
    edition = read_public_edition(public_file)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for language in LANGUAGES:
        path = out / f"informe.{language}.html"
        path.write_text(report_page(edition, language, base_url), encoding="utf-8")
        written.append(path)
    return [*written, write_paper(edition, out / f"informe.{PAPER_LANGUAGE}.pdf")]
