"""A sentence with the voice of a person who says it, in Guaraní, where somebody recorded exactly this sentence."""

from etl.light_pages.indicator_words import title
from etl.light_pages.site import Place
from etl.public_edition import Row
from schemas.markup import Markup, el
from schemas.recording import ENDING, FOLDER, LANGUAGE, recording_key


def heard(place: Place, indicator: Row, territory: Row) -> Markup | None:
    """The whole sentence and a player without a script that loads nothing before somebody wants to listen.

    Args:
        place: of the page.
        indicator: its row.
        territory: its row.

    Returns:
        None in the other languages, and where there is no recording of this text.
    """
    row = place.site.edition.headline(indicator["indicator"], territory["territory"])
    if row is None or place.site.language != LANGUAGE:
        return None
    sentence = row[f"sentence_{LANGUAGE}"]
    key = recording_key(row["indicator"], row["territory"], sentence)
    if key not in place.site.recorded:
        return None
    words, address = place.site.texts.say("listen"), place.to_root((FOLDER / f"{key}{ENDING}").as_posix())
    player = el(
        "audio", controls=True, preload="none", src=address, aria_label=f"{words}: {title(indicator, LANGUAGE)}"
    )
    return el("div", el("p", sentence, class_="quoted"), el("p", words, class_="source"), player, class_="heard")
