"""The fichas: from the indicators' own files, complete in three languages, with what has still to be confirmed."""

import polars as pl
import pytest

from etl.method_sections import ficha_lines
from etl.words.lint import forbidden_words
from schemas.errors import ProgrammeError
from schemas.programme import Wording
from schemas.published_methods import FICHA_LINE, FICHA_PARTS
from schemas.words import LANGUAGES
from tests.method_sections.rows import programme
from tests.small_programme import SmallProgramme

ALWAYS = {"definition", "unit", "date", "includes", "excludes", "institution", "direction", "caveat", "publication"}
SPANISH_ONLY = {"legal"}
"""Names of laws."""


def lines(name: str, indicator: str, language: str = "es", part: str | None = None) -> list[str]:
    found = ficha_lines(programme(name)).filter((pl.col("indicator") == indicator) & (pl.col("language") == language))
    return (found if part is None else found.filter(pl.col("part") == part))["text"].to_list()


@pytest.mark.parametrize("name", ["paraguay", "chile"])
def test_every_ficha_is_complete_in_every_language(name: str) -> None:
    made = ficha_lines(programme(name))
    assert tuple(made.columns) == FICHA_LINE.names
    for indicator in programme(name).indicators.values():
        wanted = ALWAYS | ({"note"} if indicator.polarity == "neutral" else set())
        wanted |= {"verification"} if indicator.institutions else set()
        sizes = set()
        for language in LANGUAGES:
            said = made.filter((pl.col("indicator") == indicator.id) & (pl.col("language") == language))
            assert wanted <= set(said["part"]) <= set(FICHA_PARTS)
            assert said["position"].to_list() == list(range(1, said.height + 1))
            sizes.add(tuple(said["part"]))
        assert len(sizes) == 1


@pytest.mark.parametrize("name", ["paraguay", "chile"])
@pytest.mark.parametrize("language", ["gn", "en"])
def test_no_line_stayed_in_spanish(name: str, language: str) -> None:
    every = ficha_lines(programme(name)).filter(~pl.col("part").is_in(list(SPANISH_ONLY)))
    spanish, other = (set(every.filter(pl.col("language") == each)["text"]) for each in ("es", language))
    # names of offences of a few words are the same in every language, and so are sources
    assert {text for text in spanish & other if len(text.split()) > 4 and "CISALVA" not in text} == set()


@pytest.mark.parametrize("name", ["paraguay", "chile"])
def test_no_line_claims_a_cause_or_a_success(name: str) -> None:
    assert [word for text in ficha_lines(programme(name))["text"] for word in forbidden_words(text)] == []


def test_the_lines_are_those_of_the_file() -> None:
    robo = programme().indicators["robo"]
    assert lines("paraguay", "robo", part="includes") == list(robo.includes)
    assert lines("paraguay", "robo", part="caveat") == list(robo.caveats)
    assert lines("paraguay", "robo", part="definition") == [robo.definition.es]
    assert robo.polarity_decided_by in lines("paraguay", "robo", part="direction")[0]
    assert lines("paraguay", "vif", part="publication")[0].count("0 a 9") == 1


@pytest.mark.parametrize("indicator", ["vif", "robo"])
@pytest.mark.parametrize("name", ["paraguay", "chile"])
def test_vif_and_robbery_follow_the_regional_standard_and_say_what_is_unconfirmed(name: str, indicator: str) -> None:
    for language in LANGUAGES:
        standard = "\n".join(lines(name, indicator, language, "standard"))
        assert "CISALVA" in standard
        assert "2011" in standard
        assert len(lines(name, indicator, language, "check")) == 1


def test_each_institution_says_what_it_means_by_the_indicator() -> None:
    meant = lines("paraguay", "vif", part="institution")
    assert [each.split(":")[0] for each in meant] == [
        "Policía Nacional (da la cifra principal)", "Municipalidad de Asunción", "Municipalidad de Luque",
        "Ministerio Público",
    ]  # fmt: skip
    assert "ruidos" not in "".join(meant)
    assert "eso no es cero" in lines("chile", "actividades", part="institution")[0]


def test_each_goal_is_said_in_words() -> None:
    for indicator in programme().indicators:
        goals = lines("paraguay", indicator, "en", "goal")
        assert all(": " in goal for goal in goals)
        for framework in ("Agenda 2030, ODS 16", "Plan Nacional de Desarrollo", "Estrategia Nacional de Seguridad"):
            assert any(goal.startswith(framework) for goal in goals)


def test_a_ficha_that_nobody_translated_is_shown_in_spanish() -> None:
    robo = programme().indicators["robo"].model_copy(update={"gn": None, "en": Wording()})
    assert robo.lines("includes", "gn") == robo.includes
    assert robo.decided_by("gn") == robo.decided_by("en") == robo.polarity_decided_by


@pytest.mark.parametrize(
    ("added", "says"),
    [
        ('[en]\nincludes = ["x"]\n', "has not the same number of lines"),
        ('[counts_as.fiscalia]\nes = "x"\ngn = "x"\nen = "x"\n', "“fiscalia” is not in “institutions”"),
    ],
)
def test_a_ficha_that_does_not_fit_together_is_refused(small_programme: SmallProgramme, added: str, says: str) -> None:
    path = small_programme.directory / "indicators" / "robo.toml"
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    with pytest.raises(ProgrammeError, match=says):
        small_programme.load()
