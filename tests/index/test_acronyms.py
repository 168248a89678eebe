"""The table of names and short forms."""

from __future__ import annotations

from index.acronyms import known_names
from index.words import LANGUAGES


def test_every_name_is_there_once_in_english_with_a_short_form():
    names = known_names()
    assert len(names) > 200
    assert len({name.names["en"] for name in names}) == len(names)
    assert all(name.short_forms["en"] for name in names)


def test_nothing_is_empty_or_padded():
    for name in known_names():
        assert set(name.short_forms) == set(LANGUAGES)
        texts = [*name.names.values(), *(s for forms in name.short_forms.values() for s in forms)]
        assert all(text and text == text.strip() for text in texts)


def test_a_body_has_the_forms_that_readers_of_each_language_use():
    (office,) = [n for n in known_names() if "UNODC" in n.short_forms["en"]]
    assert office.names["en"] == "United Nations Office on Drugs and Crime"
    assert office.short_forms["ru"][0] == "УНП ООН"
