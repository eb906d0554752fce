"""What people read goes through `t`, so that a catalogue can translate it; the look follows the design tokens."""

import ast
import tomllib
from pathlib import Path

import pytest

from dashboard.stylesheet import stylesheet
from schemas.design_tokens import ACCENT, BAND, BAND_GROUND, DARK, FONT_STACK, LIGHT, PATTERNS, TONES
from scripts import check_translations

ROOT = Path(__file__).parents[2]
SCREENS = sorted((ROOT / "dashboard").rglob("*.py"))
SPEAKS = {"el": 1, "html": 0, "selectbox": 0, "pills": 0, "title": 0, "Page": 1,
          "file_uploader": 0, "download_button": 0, "spinner": 0}  # fmt: skip
"""Calls that put words on the screen, and from which argument on."""
COMMANDS = {"seamos run", "seamos demo", "seamos rebuild"}


def untranslated(source: str) -> list[str]:
    """Words that a call puts on the screen without `t`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for argument in node.args[SPEAKS.get(name, 99) :]:
            text = argument.value if isinstance(argument, ast.Constant) else None
            if isinstance(text, str) and any(map(str.isalpha, text)) and text not in COMMANDS:
                found.append(text)
    return found


@pytest.mark.parametrize("path", SCREENS, ids=[str(path.relative_to(ROOT)) for path in SCREENS])
def test_every_word_on_the_screen_goes_through_the_catalogue(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("source", ['el("p", "Hola")', 'st.selectbox("Territorio", [])', 'column.html("<p>x</p>")'])
def test_a_word_that_does_not_is_found(source: str) -> None:
    assert untranslated(source)


def test_every_word_is_in_every_catalogue_and_every_catalogue_is_used() -> None:
    texts, unclear = check_translations.said_in(ROOT / "dashboard")
    catalogues = check_translations.read_catalogues(ROOT / "schemas" / "locale")
    assert {name.split("/")[0] for name in catalogues} == {"gn", "en"}
    assert unclear == []
    assert list(check_translations.untold(catalogues, texts)) == []
    assert list(check_translations.faults(catalogues)) == []
    assert list(check_translations.disagreements(catalogues)) == []


def primary_buttons(source: str) -> list[int]:
    """Lines of calls that ask for a primary button."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        call.lineno
        for call in calls
        for word in call.keywords
        if word.arg == "type" and isinstance(word.value, ast.Constant) and word.value.value == "primary"
    ]


@pytest.mark.parametrize("path", SCREENS, ids=[str(path.relative_to(ROOT)) for path in SCREENS])
def test_there_are_no_primary_buttons(path: Path) -> None:
    """Streamlit writes them in white; no colour has 4.5:1 with white and with the dark page."""
    assert primary_buttons(path.read_text(encoding="utf-8")) == []


def test_a_primary_button_is_found() -> None:
    assert primary_buttons('st.button(t("Enviar"), type="primary")') == [1]
    assert primary_buttons('st.button(t("Enviar"), type="secondary")') == []


def test_no_module_of_the_dashboard_hides_a_library() -> None:
    """Streamlit puts this folder first on the import path."""
    import sys
    from importlib.metadata import packages_distributions

    names = {path.stem for path in SCREENS if path.parent.name == "dashboard"} - {"__init__"}
    assert names & (set(sys.stdlib_module_names) | set(packages_distributions())) == set()


def test_the_theme_is_that_of_the_design_tokens() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert theme["font"] == FONT_STACK
    for name, ground, accent in (("light", LIGHT, ACCENT.light), ("dark", DARK, ACCENT.dark)):
        colours = theme[name]
        assert colours["backgroundColor"] == ground.page
        assert colours["secondaryBackgroundColor"] == ground.raised
        assert colours["borderColor"] == ground.line
        assert colours["textColor"] == ground.ink
        assert colours["linkColor"] == accent


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("side", ["light", "dark"])
def test_words_can_be_read_on_their_ground(side: str) -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    own = LIGHT if side == "light" else DARK
    words = [getattr(colour, side) for colour in TONES.values()]
    words += [own.ink, own.muted, theme[side]["primaryColor"], theme[side]["linkColor"]]
    grounds = (own.page, own.raised)
    assert [(word, on) for word in words for on in grounds if contrast(word, on) < 4.5] == []


@pytest.mark.parametrize(("side", "number"), [("light", 0), ("dark", 1)])
def test_the_mark_of_generated_data_can_be_read(side: str, number: int) -> None:
    assert contrast(getattr(BAND, side), BAND_GROUND[number]) >= 4.5


def test_marks_stand_out_on_both_grounds() -> None:
    marks = [colour.mark for colour in TONES.values()]
    assert [(mark, on) for mark in marks for on in (LIGHT.page, DARK.page) if contrast(mark, on) < 3] == []


def test_each_state_without_a_figure_has_a_pattern_of_its_own() -> None:
    assert set(PATTERNS) == {"missing", "withheld", "provisional"}
    assert len(set(PATTERNS.values())) == len(PATTERNS)
    assert all(f"--sm-pattern-{name}:" in stylesheet() for name in PATTERNS)


def test_a_colour_that_cannot_be_read_is_noticed() -> None:
    assert contrast("#8a939f", "#ffffff") < 4.5 < contrast("#1b2430", "#ffffff")


def test_our_look_touches_no_node_of_the_framework() -> None:
    rules = (ROOT / "dashboard" / "look.css").read_text(encoding="utf-8")
    assert "data-testid" not in rules
    assert "emotion" not in rules
    assert ".st" not in rules
    assert "url(" not in stylesheet()
