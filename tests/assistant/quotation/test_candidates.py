"""A quote is found among many paragraphs that share most of its words."""

from __future__ import annotations

import pytest

_FRAME = (
    "Requests the Secretary-General to submit to the General Assembly at its next session a full and "
    "detailed report on the implementation of the present resolution in country {n} and on water"
)


@pytest.mark.parametrize("words", [9, 28])
def test_the_own_paragraph_is_found_among_a_thousand_alike(check_in, words):
    documents = {
        f"A/RES/{session}/1": {
            f"op{n}": {"en": _FRAME.format(n=f"x{session}y{n}")} for n in range(1, 101)
        }
        for session in range(60, 71)
    }
    check = check_in(documents)
    quote = " ".join(_FRAME.format(n="x65y50").split()[-words:])
    found = check(quote)
    assert found.status == "exact"
    assert [(m.citation.symbol, m.citation.locator) for m in found.matches] == [
        ("A/RES/65/1", "op50")
    ]


def test_a_note_that_is_mostly_in_another_language_is_exact_in_its_own(check_in):
    book = (
        "Official Records of the Economic and Social Council of the Organization, 1998, "
        "Supplement No. 21 (E/1998/41), {}."
    )
    check = check_in(
        {
            "A/RES/60/1": {
                "fn1": {"en": f"See {book}".format("sect. III"), "ru": f"См. {book}".format("III")}
            }
        }
    )
    for word, section, language in (("See", "sect. III", "en"), ("См.", "III", "ru")):
        found = check(f"{word} {book}".format(section))
        assert found.status == "exact"
        assert [m.citation.language for m in found.matches] == [language]
