"""Parts of a published sentence, for places that show its counts in large type and its permanent note in small type."""


def parted(sentence: str | None, note: str | None) -> tuple[str, str]:
    """The sentence and the permanent note, which a sentence may bring along as its own end."""
    said, always = sentence or "", note or ""
    if always and _plain(said).endswith(_plain(always)):
        return said[: len(said) - len(always)].rstrip(), always
    return said, always


def after_counts(sentence: str, before: str, now: str) -> str:
    """What follows the sentence of the two counts, as they are written there; all of it where it has none."""
    end = _end_of_counts(sentence, before, now)
    return sentence if end is None else sentence[end + 1 :]


def through_counts(sentence: str, before: str, now: str) -> str:
    """The sentence up to its counts and how sure they are; all of it where it has none."""
    end = _end_of_counts(sentence, before, now)
    return sentence if end is None else sentence[:end]


def _end_of_counts(sentence: str, before: str, now: str) -> int | None:
    found = sentence.find(before)
    place = sentence.find(now, found + len(before)) if found >= 0 else -1
    end = sentence.find(". ", place) if place >= 0 else -1
    return end + 1 if end >= 0 else None


def _plain(text: str) -> str:
    return text.casefold().replace(":", ".")
