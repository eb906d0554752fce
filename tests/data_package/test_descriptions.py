"""Every public column is described in Spanish, and every code that a reader may meet is explained."""

from etl.data_package.value_words import FORM, LISTS, REASON, STATUS, VERDICT
from schemas.published import DISCLOSURE_FORMS, REASONS, STATUSES, TABLES, VERDICTS
from schemas.published_es import COLUMNS_ES, TABLES_ES


def test_every_public_column_has_a_spanish_description_and_nothing_is_spare() -> None:
    public = {table.name: list(table.names) for table in TABLES if table.public}
    assert set(TABLES_ES) == set(public)
    assert {name: sorted(columns) for name, columns in COLUMNS_ES.items()} == {
        name: sorted(columns) for name, columns in public.items()
    }
    assert all(text.strip() for columns in COLUMNS_ES.values() for text in columns.values())


def test_every_code_is_explained_in_both_languages() -> None:
    assert tuple(STATUS) == STATUSES
    assert tuple(VERDICT) == VERDICTS
    assert tuple(REASON) == REASONS
    assert tuple(FORM) == DISCLOSURE_FORMS
    assert all(said.es and said.en and said.es != said.en for _, codes in LISTS for said in codes.values())
