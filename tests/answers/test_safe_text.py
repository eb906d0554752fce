"""Text of a sender stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.answers.safe_text import guarded, one_line, unguarded

DANGEROUS = ("=1+1", "+595981", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "'=1", "''-1", "＝1", "－1")


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_begins_like_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["ROBO", "San Pablo - Norte", "a=b", "'hola'", "3-5", "", "«=1»"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_guarding_is_undone_whatever_the_text(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert len(guarded("=" * 40_000)) == 32_767


@pytest.mark.parametrize(
    ("text", "said"),
    [("a\x1b[31mb\nc", "a [31mb c"), ("derecha\u202eizquierda", "derecha izquierda"), ("x" * 300, "x" * 199 + "…")],
)
def test_one_line_has_no_control_and_no_direction_characters(text: str, said: str) -> None:
    assert one_line(text) == said
