"""The published data as a `schema.org/Dataset`, so that search engines for data find and name them rightly."""

from typing import Any

from etl.light_pages.frame import is_web
from etl.light_pages.page_texts import Texts
from etl.public_edition import PublicEdition
from schemas.licence import DATA_LICENCE_URL
from schemas.words import LANGUAGES


def dataset(edition: PublicEdition, texts: Texts, base_url: str | None) -> dict[str, Any]:
    """The description of one edition (https://schema.org/Dataset).

    Args:
        edition: a public one.
        texts: of the language of the description.
        base_url: address of the site; None where it is not known.
    """
    mark, language, office = edition.mark, texts.language, edition.office("responsible")
    told = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": mark[f"title_{language}"] or mark["programme"],
        "description": " ".join(each for each in (texts.say("report_lead"), mark[f"note_{language}"]) if each),
        "identifier": f"seamos/{mark['programme']}/{mark['edition']}",
        "version": str(mark["edition"]),
        "datePublished": mark["published_at"].date().isoformat(),
        "temporalCoverage": _span(edition),
        "spatialCoverage": mark["place"],
        "license": DATA_LICENCE_URL,
        "isAccessibleForFree": True,
        "inLanguage": list(LANGUAGES),
        "keywords": texts.say("keywords"),
        "variableMeasured": [row[f"name_{language}"] for row in edition.indicators],
        "creditText": mark["credit"],
        "url": base_url,
    }
    if office:
        url = office["url"] if is_web(office["url"]) else None
        body = {"@type": "GovernmentOrganization", "name": office["name"], "url": url}
        told["creator"] = told["publisher"] = {name: value for name, value in body.items() if value}
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _span(edition: PublicEdition) -> str | None:
    first, last = edition.mark["first_month"], edition.mark["data_until"]
    return f"{first.isoformat()}/{last.isoformat()}" if first and last else None
