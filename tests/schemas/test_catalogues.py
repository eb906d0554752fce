"""Catalogues of several domains speak as one, or say that they cannot."""

from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from schemas.catalogues import CatalogueConflictError, Translations, translations

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)
ANTES = 'msgid "antes"\nmsgstr "ymave"\n'
MESES = (
    'msgid "{number} mes"\nmsgid_plural "{number} meses"\nmsgstr[0] "{number} jasy"\nmsgstr[1] "{number} jasykuéra"\n'
)


def catalogues(root: Path, **domains: str) -> Path:
    folder = root / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for domain, text in domains.items():
        (folder / f"{domain}.po").write_text(HEADER + text, encoding="utf-8")
    return root


def test_domains_are_merged_and_may_repeat_one_another(tmp_path: Path) -> None:
    found = translations("xx", catalogues(tmp_path, one=ANTES, two=ANTES + "\n" + MESES))
    assert found.one("antes") == "ymave"
    assert found.counted("{number} mes", "{number} meses", 3) == "{number} jasykuéra"


def test_two_domains_that_disagree_are_refused(tmp_path: Path) -> None:
    folder = catalogues(tmp_path, one=ANTES, two=ANTES.replace("ymave", "yma"))
    with pytest.raises(CatalogueConflictError, match=r"antes.*ymave.*yma"):
        translations("xx", folder)


def test_the_plural_is_the_catalogues_own(tmp_path: Path) -> None:
    found = translations("xx", catalogues(tmp_path, one=MESES))
    assert found.counted("{number} mes", "{number} meses", 0) == "{number} jasy"
    assert found.counted("{number} mes", "{number} meses", 2) == "{number} jasykuéra"


def test_what_no_catalogue_has_stays_spanish(tmp_path: Path) -> None:
    found = translations("xx", catalogues(tmp_path, one='msgid "antes"\nmsgstr ""\n'))
    assert found.one("antes") == "antes"
    assert Translations({}).counted("un mes", "varios meses", 1) == "un mes"


def test_a_damaged_file_is_an_error(tmp_path: Path) -> None:
    folder = catalogues(tmp_path, one="antes es ymave\n")
    with pytest.raises(PoFileError):
        translations("xx", folder)
