"""What is counted: the nouns of the units with their number and gender, in three languages.

The Guaraní awaits review by a native speaker; Guaraní nouns take no plural ending after a number.
"""

from dataclasses import dataclass

from etl.words.aloud import Gender
from etl.words.voice import Voice
from schemas.words import Text


@dataclass(frozen=True)
class Noun:
    """One noun: singular, plural, «ningún caso», «ninguno», «casos informados», «tan pocos casos», and its gender."""

    one: Text
    many: Text
    no_one: Text
    none: Text
    informed: Text
    so_few: Text
    gender: Gender


NOUNS: dict[str, Noun] = {
    "case": Noun(
        one=Text(es="caso", gn="káso", en="case"),
        many=Text(es="casos", gn="káso", en="cases"),
        no_one=Text(es="ningún caso", gn="mbaʼeveichagua káso", en="no cases"),
        none=Text(es="ninguno", gn="mbaʼeve", en="none"),
        informed=Text(es="casos informados", gn="káso", en="cases reported"),
        so_few=Text(es="tan pocos casos", gn="káso", en="so few cases"),
        gender="m",
    ),
    "victim": Noun(
        one=Text(es="víctima", gn="víctima", en="victim"),
        many=Text(es="víctimas", gn="víctima", en="victims"),
        no_one=Text(es="ninguna víctima", gn="mbaʼeveichagua víctima", en="no victims"),
        none=Text(es="ninguna", gn="mbaʼeve", en="none"),
        informed=Text(es="víctimas informadas", gn="víctima", en="victims reported"),
        so_few=Text(es="tan pocas víctimas", gn="víctima", en="so few victims"),
        gender="f",
    ),
    "complaint": Noun(
        one=Text(es="denuncia", gn="ñemombeʼu", en="report"),
        many=Text(es="denuncias", gn="ñemombeʼu", en="reports"),
        no_one=Text(es="ninguna denuncia", gn="mbaʼeveichagua ñemombeʼu", en="no reports"),
        none=Text(es="ninguna", gn="mbaʼeve", en="none"),
        informed=Text(es="denuncias informadas", gn="ñemombeʼu", en="reports on record"),
        so_few=Text(es="tan pocas denuncias", gn="ñemombeʼu", en="so few reports"),
        gender="f",
    ),
    "activity": Noun(
        one=Text(es="actividad", gn="tembiapo", en="activity"),
        many=Text(es="actividades", gn="tembiapo", en="activities"),
        no_one=Text(es="ninguna actividad", gn="mbaʼeveichagua tembiapo", en="no activities"),
        none=Text(es="ninguna", gn="mbaʼeve", en="none"),
        informed=Text(es="actividades informadas", gn="tembiapo", en="activities reported"),
        so_few=Text(es="tan pocas actividades", gn="tembiapo", en="so few activities"),
        gender="f",
    ),
}


def counted(value: int, noun: Noun, voice: Voice) -> str:
    """A count with its noun: «86 casos», «1 caso», «ningún caso»."""
    if value == 0:
        return noun.no_one[voice.language]
    word = (noun.one if value == 1 else noun.many)[voice.language]
    return f"{voice.count(value, noun.gender, before_noun=True)} {word}"


def alone(value: int, noun: Noun, voice: Voice) -> str:
    """A count whose noun has just been said: «38», «ninguno»."""
    return noun.none[voice.language] if value == 0 else voice.count(value, noun.gender)
