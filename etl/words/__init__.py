"""Texts of an edition: sentences, spoken forms, labels, numbers and dates of a language."""

from etl.words.activities import activity_sentence
from etl.words.area_table import add_area_sentences
from etl.words.areas import area_sentence
from etl.words.labels import direction_label, verdict_label, verdict_short
from etl.words.sentences import note, sentence, spoken
from etl.words.table import add_sentences

__all__ = [
    "activity_sentence",
    "add_area_sentences",
    "add_sentences",
    "area_sentence",
    "direction_label",
    "note",
    "sentence",
    "spoken",
    "verdict_label",
    "verdict_short",
]
