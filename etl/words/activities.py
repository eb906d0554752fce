"""The sentence of what was done against the plan (M17): a full count, so no interval and no verdict."""

from collections.abc import Mapping
from typing import Any

from etl.words import activity_texts as texts
from etl.words.nouns import NOUNS, counted
from etl.words.voice import Voice, capital


def activity_sentence(row: Mapping[str, Any], language: str, *, aloud: bool = False) -> str:
    """«18 de 20 actividades (90 %).» for one row of `activity_progress`.

    Args:
        row: by column name; `done` NULL means that nobody reported, `planned` NULL that there is no target.
        language: es, gn or en.
        aloud: numbers in words and no sign.
    """
    voice = Voice(language, aloud)
    done, planned = row["done"], row["planned"]
    if done is None:
        return texts.NO_REPORT[language]
    parts = [_done(done, planned, voice), *_suspended(row["suspended"] or 0, voice)]
    return voice.tidy(" ".join(parts))


def _done(done: int, planned: int | None, voice: Voice) -> str:
    if not planned:
        template = texts.NO_TARGET if planned is None else texts.NOTHING_PLANNED
        return capital(voice.say(template, done=counted(done, NOUNS["activity"], voice)))
    share = voice.share(done / planned)
    key = "none" if done == 0 else "one" if planned == 1 else "many"
    numbers = {"done": voice.count(done, "f"), "planned": voice.count(planned, "f", before_noun=True)}
    return capital(voice.say(texts.AGAINST_PLAN[key], **numbers, share=share))


def _suspended(count: int, voice: Voice) -> list[str]:
    if count == 0:
        return []
    key = "one" if count == 1 else "many"
    return [capital(voice.say(texts.SUSPENDED[key], suspended=voice.count(count, "f")))]
