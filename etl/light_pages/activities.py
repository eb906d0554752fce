"""What was done against what was planned: a full count, so no interval and no verdict."""

from dataclasses import dataclass

from etl.light_pages.page_texts import Texts
from etl.public_edition import PublicEdition, Row
from etl.words.numbers import share

TOTAL = "total"
_KNOWN = ("received", "reported", "zero", "partial", "provisional")


@dataclass(frozen=True)
class ActivityWords:
    """What may be said of a territory's activities.

    Attributes:
        figure: «18 de 20», or None where there is none to say.
        words: beside the figure, or all there is to say.
        nothing: the heading where no figure stands («Nadie envía este dato»), else None.
        suspended: what was called off, counted apart.
        lacking: months of the period that came incomplete or not at all.
        total: the published row of all kinds together.
        kinds: the rows of each kind.
    """

    figure: str | None
    words: str
    nothing: str | None = None
    suspended: str | None = None
    lacking: str | None = None
    total: Row | None = None
    kinds: tuple[Row, ...] = ()


def activity_words(edition: PublicEdition, indicator: Row, territory: Row, texts: Texts) -> ActivityWords:
    """What may be said, and never a zero where nobody reported."""
    rows = edition.activities(territory["territory"])
    total = next((row for row in rows if row["kind"] == TOTAL), None)
    if not _reports(edition, indicator["indicator"], territory["territory"]):
        return _nothing(territory, total, texts)
    if total is None or total["done"] is None:
        return ActivityWords(None, texts.say("activities_none"))
    stopped = texts.counted("activities_suspended", total["suspended"]) if total["suspended"] else None
    lacking = _lacking(edition, indicator, territory["territory"], texts)
    kinds = tuple(row for row in rows if row["kind"] != TOTAL)
    beside = (None, stopped, lacking, total, kinds)
    if total["planned"] is None:
        return ActivityWords(texts.count(total["done"]), texts.say("activities_no_target"), *beside)
    words = (
        texts.say("activities_share", share=share(total["share"], texts.language))
        if total["share"] is not None
        else texts.say("activities_planned")
    )
    figure = texts.say("of_planned", done=total["done"], planned=total["planned"])
    return ActivityWords(figure, words, *beside)


def _reports(edition: PublicEdition, indicator: str, territory: str) -> bool:
    """Whether anybody has ever sent the register of a territory."""
    series = (rows for (_, of, where), rows in edition.arrived.items() if (of, where) == (indicator, territory))
    return any(row["status"] in _KNOWN for rows in series for row in rows)


def _lacking(edition: PublicEdition, indicator: Row, territory: str, texts: Texts) -> str | None:
    """Months of the current window in which the lead institution's register is missing or incomplete."""
    window = edition.evaluation
    series = edition.arrived.get((indicator["lead"], indicator["indicator"], territory), [])
    if window is None or window["current_from"] is None or window["current_to"] is None:
        return None
    inside = (row for row in series if window["current_from"] <= row["month"] <= window["current_to"])
    months = sum(row["status"] in ("missing", "partial") for row in inside)
    return texts.counted("activities_lacking", months) if months else None


def _nothing(territory: Row, total: Row | None, texts: Texts) -> ActivityWords:
    if territory["role"] == "comparison":
        return ActivityWords(None, texts.say("activities_not_theirs"), texts.say("not_theirs"))
    if total and total["planned"]:
        return ActivityWords(
            None, texts.counted("activities_unreported", total["planned"]), texts.say("nobody_sends"), total=total
        )
    return ActivityWords(None, texts.say("nobody_sends_why"), texts.say("nobody_sends"))
