"""Every sentence that can be produced: its words, its length, its figures, and what it must never say."""

import re
from typing import Any

import polars as pl
import pytest

from etl.words import add_sentences, note, sentence, spoken
from etl.words.lint import forbidden_words, longest_sentence, sentences_of
from etl.words.sentences import MOST_WORDS
from schemas.programme import Break, Indicator
from schemas.words import LANGUAGES, Text
from tests.words.rows import QUARANTINE, TESTED, UNTESTED, by_id, every_indicator, every_row, row

ROBO, VIF, DRUGS = by_id("robo"), by_id("vif"), by_id("estupefacientes")
NAMES = {"luque": "Luque"}


def said(values: dict[str, Any], indicator: Indicator = ROBO, language: str = "es") -> str:
    """The sentence of a row in Luque."""
    text = sentence(values, indicator, "Luque", language, shocks=[QUARANTINE], tests=25)
    assert text is not None
    return text


@pytest.fixture(scope="module")
def everything() -> list[tuple[Indicator, str, dict[str, Any], str, str]]:
    """Indicator, language, row, sentence and spoken form, for everything that can be said."""
    return [
        (indicator, language, values, written, aloud)
        for indicator in every_indicator()
        for values in every_row()
        for language in LANGUAGES
        for written in [sentence(values, indicator, "Santísima Trinidad", language, shocks=[QUARANTINE], tests=25)]
        for aloud in [spoken(values, indicator, "Santísima Trinidad", language, shocks=[QUARANTINE], tests=25)]
    ]


def test_there_is_much_to_say(everything: list[Any]) -> None:
    assert len(everything) > 10_000
    assert {type(text) for *_, written, aloud in everything for text in (written, aloud)} == {str}


def test_no_text_holds_a_forbidden_word(everything: list[Any]) -> None:
    texts = {text for *_, written, aloud in everything for text in (written, aloud)}
    assert {word for text in texts for word in forbidden_words(text)} == set()


def test_no_sentence_is_too_long(everything: list[Any]) -> None:
    texts = {text for *_, written, aloud in everything for text in (written, aloud)}
    assert {part for text in texts for part in sentences_of(text) if len(part.split()) > MOST_WORDS} == set()


def test_at_most_one_qualifier(everything: list[Any]) -> None:
    """What the result hangs on, a weak signal, and why little could be seen: one of them."""
    qualifiers = re.compile(
        "Este resultado|Señal débil|varía mucho|Con tan poc[ao]s|Ko osẽva|Techaukaha kangy|iñambueterei"
        "|Saʼieterei .* oĩgui|This result|Weak signal|varies a lot|With so few"
    )
    found = {len(qualifiers.findall(written)) for *_, written, _ in everything}
    assert found == {0, 1}


def test_no_word_stands_twice_in_a_row(everything: list[Any]) -> None:
    assert re.search(r"\b(\w+) \1\b", "droga jeporu rehegua rehegua"), "what this test would find"
    texts = {text for *_, written, aloud in everything for text in (written, aloud)}
    assert [text for text in texts if re.search(r"\b([^\W\d]+) \1\b", text)] == []


def test_the_reason_of_a_fragile_label_is_always_said(everything: list[Any]) -> None:
    words = {"source": "depende de la fuente", "window": "depende del período elegido"}
    words["unplaced"] = "depende de filas sin ubicar"
    fragile = [
        (values["fragile"], text) for _, lang, values, text, _ in everything if lang == "es" and values["fragile"]
    ]
    assert len(fragile) > 100
    assert [text for why, text in fragile if words[why] not in text] == []


def test_where_no_judgement_is_right_the_note_is_always_there(everything: list[Any]) -> None:
    for indicator, language, values, written, _ in everything:
        if indicator.neutral_note is not None and values["verdict"] != "withheld":
            beginning = re.split("[:.]", indicator.neutral_note[language])[0]
            assert beginning in written, written


def test_no_percentage_where_nothing_may_be_compared(everything: list[Any]) -> None:
    shown = [written for _, _, values, written, _ in everything if values["verdict"] not in ("decreased", "increased")]
    assert len(shown) > 1000
    assert [text for text in shown if "%" in text] == []


def test_nothing_undefined_is_ever_printed(everything: list[Any]) -> None:
    undefined = re.compile(r"None|nan|inf\b|\{|\}|[−+ (]0\u00a0?%|\*")
    assert [written for *_, written, _ in everything if undefined.search(written)] == []


def test_aloud_there_is_no_sign_and_no_bracket(everything: list[Any]) -> None:
    assert [aloud for *_, aloud in everything if re.search(r"[()%+−]", aloud)] == []


def test_no_text_calls_its_own_figures_generated(everything: list[Any]) -> None:
    assert [written for *_, written, _ in everything if "generado" in written or "generated" in written] == []


def test_a_clear_fall_reads_as_the_methods_have_it() -> None:
    assert said(row()) == (
        "Bajaron los robos denunciados en Luque. 86 casos antes, 38 ahora, en los mismos 10 meses "
        "(−56\u00a0%; entre −71\u00a0% y −35\u00a0%). Es más de lo que suele cambiar por azar. "
        "Esta comparación no dice por qué."
    )


def test_aloud_numbers_are_words() -> None:
    text = spoken(row(), ROBO, "Luque", "es")
    assert text is not None
    assert "Ochenta y seis casos antes, treinta y ocho ahora, en los mismos diez meses." in text
    assert "entre un treinta y cinco y un setenta y uno por ciento menos" in text
    assert not re.search(r"\d", text)


def test_english_writes_its_numbers_the_other_way() -> None:
    values = row(baseline_count=1234, current_count=1000)
    assert "1.234 casos" in said(values)
    assert "1.234 káso" in said(values, language="gn")
    assert "1,234 cases before, 1,000 now, in the same 10 months (−56%;" in said(values, language="en")


def test_what_could_have_been_seen_stands_beside_what_was_found() -> None:
    values = row(verdict="no_clear_change", baseline_count=35, current_count=35, detect_low=19, detect_high=55)
    text = said(values)
    assert text.startswith("Sin cambio claro en los robos denunciados en Luque. 35 casos antes, 35 ahora")
    assert text.endswith("Con tan pocos casos sólo un cambio grande se nota: 19 o menos, o 55 o más.")
    assert "Una diferencia así" not in text, "there is no difference"


@pytest.mark.parametrize(
    ("edge", "words"),
    [
        ({"baseline_count": 6, "detect_low": 0, "detect_high": 17}, "se nota: ninguno, o 17 o más."),
        ({"baseline_count": 6, "detect_low": None, "detect_high": 17}, "se nota: 17 o más."),
        (
            {"baseline_count": 176, "dispersion": 2.6, "detect_low": 120, "detect_high": 250},
            "El número varía mucho de un mes a otro. Sólo un cambio grande se nota: 120 o menos, o 250 o más.",
        ),
        (
            {"baseline_count": 806, "dispersion": 2.6, "detect_low": 706, "detect_high": 918},
            "Se distinguirían del azar: 706 o menos, o 918 o más.",
        ),
        ({"baseline_count": 100}, "Se distinguirían del azar: 61 o menos, o 115 o más."),
    ],
)
def test_the_reason_why_little_could_be_seen(edge: dict[str, Any], words: str) -> None:
    assert words in said(row(**TESTED["unclear"] | edge))


def test_a_weak_signal_never_stands_beside_what_it_would_have_passed() -> None:
    text = said(row(**TESTED["weak"]))
    assert "parece una baja, pero entre 25 comparaciones se espera alguna así por azar" in text
    assert "se nota" not in text
    assert "se distinguirían" not in text


def test_nothing_before_gives_no_percentage() -> None:
    text = said(row(verdict="increased", baseline_count=0, current_count=11, rate_ratio=None, ratio_high=None), VIF)
    assert "Antes no hubo casos informados; ahora 11." in text
    assert "%" not in text


def test_one_case_is_one_case() -> None:
    text = said(row(**UNTESTED["few_cases"] | {"baseline_count": 1, "current_count": 0}))
    assert "1 caso antes, ninguno ahora." in text


def test_complaints_agree_in_gender() -> None:
    complaints = ROBO.model_copy(update={"unit": "complaint"})
    few = row(**UNTESTED["few_cases"] | {"baseline_count": 1, "current_count": 0})
    assert "1 denuncia antes, ninguna ahora." in said(few, complaints)
    assert "Con tan pocas denuncias" in said(row(**TESTED["unclear"] | {"baseline_count": 35}), complaints)
    aloud = spoken(row(baseline_count=231, current_count=21), complaints, "Luque", "es")
    assert "Doscientas treinta y una denuncias antes, veintiuna ahora" in str(aloud)


def test_months_agree_in_number() -> None:
    assert "Sólo 1 de 10 meses está informado" in said(row(**UNTESTED["missing_months"] | {"months_matched": 1}))
    assert "Sólo 5 de 10 meses están informados" in said(row(**UNTESTED["missing_months"]))
    assert "Ningún mes está informado" in said(row(**UNTESTED["missing_months"] | {"months_matched": 0}))
    assert "en el mismo mes (" in said(row(months_matched=1))


def test_windows_of_unequal_length_are_compared_by_their_rates() -> None:
    text = said(row(scenario="whole", baseline_days=365, current_days=397, months_matched=12))
    assert text.startswith("Variante: los dos períodos enteros. Bajaron")
    assert "7,2 casos por mes antes, 2,9 ahora" in text
    assert "86" not in text


def test_a_change_of_recording_names_what_and_when() -> None:
    change = Break(date="2018-11-01", what=Text(es="abrió la unidad", gn="unidad", en="unit"), institution="policia")
    changed = ROBO.model_copy(update={"breaks": (change,)})
    values = row(**UNTESTED["recording_changed"])
    assert "Cambió la forma de registrar en noviembre de 2018. Abrió la unidad." in said(values, changed)
    elsewhere = change.model_copy(update={"institution": "senad"})
    assert "2018" not in said(values, ROBO.model_copy(update={"breaks": (elsewhere,)}))


def test_months_that_stand_apart_are_told_without_a_verdict() -> None:
    text = said(row(scenario="apart", verdict=None, baseline_count=21, current_count=4, months_expected=3))
    assert text.startswith("Cuarentena. Meses que se muestran aparte: marzo a mayo de 2020. ")
    assert "Los robos denunciados en Luque: 4. En los mismos meses de la línea de base: 21." in text
    assert not re.search("ajaron|ubieron|azar", text)


@pytest.mark.parametrize(("indicator", "counts"), [(ROBO, "ninguno|uno"), (VIF, "ninguna|una")])
def test_a_count_beside_the_subject_agrees_with_it(indicator: Indicator, counts: str) -> None:
    none, one = counts.split("|")
    apart = row(scenario="apart", verdict=None, baseline_count=1, current_count=0)
    assert f"en Luque: {none}." in said(apart, indicator)
    assert f"de la línea de base: {one}." in str(spoken(apart, indicator, "Luque", "es"))
    many = row(scenario="apart", verdict=None, baseline_count=21, current_count=0)
    assert "papapy pyendápe: veintiuno." in str(spoken(many, indicator, "Luque", "gn")), "Guaraní has no gender"


def test_beside_a_qualifier_what_could_be_seen_is_said_without_its_reason() -> None:
    restless = {"baseline_count": 176, "dispersion": 2.6, "detect_low": 107, "detect_high": 229}
    text = said(row(**TESTED["unclear"] | restless, fragile="window"))
    assert "Este resultado depende del período elegido: con otros meses cambia." in text
    assert text.endswith("Se distinguirían del azar: 107 o menos, o 229 o más.")
    assert "varía mucho" not in text


def test_a_sum_says_that_it_may_count_twice() -> None:
    words = "En esta suma un mismo hecho puede estar más de una vez."
    assert words in said(row(basis="sum"))
    assert [basis for basis in ("lead", "max", "linked") if words in said(row(basis=basis))] == []


def test_a_withheld_cell_has_one_sentence_that_gives_nothing_away() -> None:
    text = said(row(**UNTESTED["withheld"]), VIF)
    assert longest_sentence(text) == len(text.split())
    assert not re.search(r"\d", text)
    assert "Dato reservado" in text


def test_a_territory_without_a_verdict_has_no_sentence() -> None:
    assert sentence(row(verdict=None), ROBO, "Capiatá", "es") is None
    assert spoken(row(verdict=None), ROBO, "Capiatá", "gn") is None


def test_a_name_is_never_read_as_a_template() -> None:
    name = "{subject} <b>Luque</b> %s {0}"
    text = sentence(row(), ROBO, name, "es")
    assert text is not None
    assert f"en {name}." in text


def test_the_note_is_the_one_of_the_ficha() -> None:
    assert note(ROBO, "es") is None
    assert "cuánto se buscó" in str(note(DRUGS, "es"))


def test_a_table_gets_its_six_columns_and_keeps_its_order() -> None:
    weak = row(**TESTED["weak"], indicator="vif")
    rows = [row(), weak, row(verdict=None, q_value=None), row(territory="elsewhere")]
    table = pl.DataFrame(rows, infer_schema_length=None)
    filled = add_sentences(table, [ROBO, VIF], NAMES)
    kinds = [f"{kind}_{language}" for kind in ("sentence", "spoken") for language in LANGUAGES]
    assert filled.select(kinds).null_count().row(0) == (2,) * 6
    assert filled.drop(kinds).equals(table.drop(kinds))
    assert filled["sentence_es"][0] == said(row())
    assert "entre 3 comparaciones" in filled["sentence_es"][1]
    assert filled["sentence_es"][2:].to_list() == [None, None]


def test_the_lint_finds_what_is_forbidden() -> None:
    text = "Bajó GRACIAS A la mesa, lo que demuestra su impacto."
    assert forbidden_words(text) == ["gracias a", "demuestra", "impacto"]
    assert forbidden_words("This is significant.") == ["significant"]
    assert forbidden_words("Los efectos personales y el significado.") == []
    assert longest_sentence("Uno dos. Tres 1.234,5 cuatro cinco.") == 4
