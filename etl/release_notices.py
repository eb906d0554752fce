"""What the public is told about editions: which were released, which were taken back, when and why."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from etl.data_package.feed import write_feed
from etl.home import Home, write_whole
from etl.publications import PUBLIC_HISTORY, Publication, Publications, public_folder, publications
from etl.words.dates import month_year
from schemas.words import LANGUAGES, Text

NOTICES, NOTICE = "notices.json", "withdrawn.json"
_WITHDRAWN = Text(
    es="La edición {edition} fue retirada el {day}. Decidió: {office}. Motivo: {reason}",
    gn="Edición {edition} ojeipeʼákuri ára {day}. Omoĩvaʼekue: {office}. Mbaʼérepa: {reason}",
    en="Edition {edition} was withdrawn on {day}. Decided by: {office}. Reason: {reason}",
)


def tell_the_public(home: Home, known: Publications) -> None:
    """Write `public_history.json`, `notices.json` and the feed, each whole, beside the editions and in what is public.

    The public folder has its own copies because it may be carried to a machine that holds nothing else.
    """
    published = home.editions.parent
    shown = [*known.standing[-1:], *known.withdrawn]
    for place in [public_folder(home, n) for n in shown if public_folder(home, n).is_dir()]:
        write_feed(place, _history(known), _notices(known))
        _tell(place, known)
    # Last, since its `head` says that everything before it in the ledger was told.
    _tell(published, known)


def tell_beforehand(home: Home, number: int) -> None:
    """The same for an edition whose release is written down and that nobody sees yet: no reader finds it bare."""
    known, place = Publications(publications(home).acts), public_folder(home, number)
    write_feed(place, _history(known), _notices(known))
    _tell(place, known)


def _tell(place: Path, known: Publications) -> None:
    _write(place / NOTICES, {"withdrawn": _notices(known)})
    _write(place / PUBLIC_HISTORY, {"editions": _history(known), "head": known.head})


def _notices(known: Publications) -> list[dict[str, Any]]:
    return [notice(act) for act in known.withdrawn.values()]


def notice(act: Publication) -> dict[str, Any]:
    """The notice of one withdrawal: plain values, and a sentence in each language."""
    sentences = {f"sentence_{language}": _sentence(act, language) for language in LANGUAGES}
    return {"edition": act.edition, "date": act.at.date().isoformat(), "reason": act.reason, "office": act.office,
            **sentences}  # fmt: skip


def leave_notice(home: Home, act: Publication) -> None:
    """Write the notice into the public folder of the edition that was taken back."""
    folder = public_folder(home, act.edition)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / NOTICE, notice(act))


def _history(known: Publications) -> list[dict[str, Any]]:
    """Every edition that ever was public, by number."""
    withdrawn = known.withdrawn
    return [
        {"edition": number, "released_at": _stamp(act.at), "office": act.office, "sha256": act.sha256,
         "withdrawn_at": _stamp(withdrawn[number].at) if number in withdrawn else None,
         "reason": withdrawn[number].reason if number in withdrawn else None}
        for number, act in sorted(known.released.items())
    ]  # fmt: skip


def _sentence(act: Publication, language: str) -> str:
    values = {"edition": act.edition, "day": _day(act.at.date(), language), "office": act.office, "reason": act.reason}
    return _WITHDRAWN[language].format(**values)


def _day(day: date, language: str) -> str:
    of = " de " if language == "es" else " "
    return f"{day.day}{of}{month_year(day, language)}"


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _write(path: Path, content: Mapping[str, Any]) -> None:
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
