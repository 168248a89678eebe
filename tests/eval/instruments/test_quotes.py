"""The quote checker: what its verdicts count for."""

from __future__ import annotations

import unicodedata
from types import SimpleNamespace

import pytest

from eval.errors import EvaluationError
from eval.instruments.passages import Held, Passage
from eval.instruments.quoted import Quoted
from eval.instruments.quotes import failures, judge, long_text, measure, verdicts
from index.catalogue import read_documents


@pytest.fixture(scope="module")
def held():
    return Held(read_documents())


@pytest.fixture(scope="module")
def passage(held):
    paragraph = next(p for p in held.paragraphs_in("en") if p.address == "A/RES/72/7#op1")
    return Passage(paragraph, "en", 0, 40)


def quoted(passage, text, nature="true", kind="as it stands"):
    return Quoted(nature, kind, passage, text, "“", "”")


def said(text, *found):
    """A check of `text`: of each of `found`, words and verdict."""
    quotes = [
        SimpleNamespace(start=text.index(w), end=text.index(w) + len(w), verdict=v)
        for w, v in found
    ]
    return SimpleNamespace(text=text, quotes=quotes)


TEXT = "He read “the first words”, and she “other “inner” words”."


def placed(passage, nature="true"):
    found = []
    for words in ("the first words", "other “inner” words"):
        start = TEXT.index(words)
        found.append(
            SimpleNamespace(
                quoted=quoted(passage, words, nature), start=start, end=start + len(words)
            )
        )
    return found


def test_a_verdict_is_on_what_stands_between_the_marks(passage):
    check = said(TEXT, ("the first words", "exact"), ("other “inner” words", "altered"))
    assert [v.said for v in verdicts(check, TEXT, placed(passage))] == ["exact", "altered"]


def test_a_quote_that_is_read_in_part_alone_is_not_read(passage):
    check = said(TEXT, ("first words", "exact"), ("inner", "unknown"))
    found = list(verdicts(check, TEXT, placed(passage)))
    assert [(v.said, v.parts) for v in found] == [
        ("not read", ("exact",)),
        ("not read", ("unknown",)),
    ]
    # Altered, the first would pass for exact, and so counts as that; true, it is not called exact.
    assert [v.called_exact for v in found] == [True, False]
    figures = {m.measure: m.value for m in measure(found) if m.slice == "all"}
    assert figures["true called exact"] == 0
    altered = list(verdicts(check, TEXT, placed(passage, "altered")))
    figures = {m.measure: m.value for m in measure(altered) if m.slice == "all"}
    assert figures["altered called exact"] == 0.5
    assert len(list(failures(altered))) == 1
    assert len(list(failures(found))) == 2


def test_a_quote_that_is_not_read_at_all_is_not_exact(passage):
    (first, second) = verdicts(said(TEXT), TEXT, placed(passage, "altered"))
    assert (first.said, first.called_exact) == ("not read", False)
    assert second.parts == ()


def test_a_text_may_be_read_in_composed_letters_but_not_otherwise(passage):
    given = unicodedata.normalize("NFD", "Élue : “les règles de l’été”.")
    start, end = given.index("“") + 1, given.index("”")
    place = SimpleNamespace(quoted=quoted(passage, given[start:end]), start=start, end=end)
    read = unicodedata.normalize("NFC", given)
    check = said(read, ("les règles de l’été", "exact"))
    assert [v.said for v in verdicts(check, given, [place])] == ["exact"]
    with pytest.raises(EvaluationError, match="not the one that was given"):
        list(verdicts(said("Another text"), given, [place]))


def test_shares_by_kind_and_language(passage):
    class Checker:
        """Calls exact what has no digit in it."""

        def check(self, text):
            quotes = []
            for part in text.split("“")[1:]:
                words = part.split("”")[0]
                verdict = "altered" if any(c.isdigit() for c in words) else "exact"
                start = text.index(words)
                quotes.append(SimpleNamespace(start=start, end=start + len(words), verdict=verdict))
            return SimpleNamespace(text=text, quotes=quotes)

    quotes = [quoted(passage, f"words number {n} of them", "altered", "number") for n in range(3)]
    quotes += [
        quoted(passage, f"words {'so ' * n}of them", "altered", "words") for n in range(1, 3)
    ]
    quotes += [quoted(passage, "true words"), quoted(passage, "true words of 2017")]
    figures = measure(judge(Checker(), quotes, seed=3))
    found = {(m.measure, m.slice): (m.value, m.count) for m in figures}
    assert found["altered called exact", "all"] == (2 / 5, 5)
    assert found["altered called exact", "number"] == (0, 3)
    assert found["altered called exact", "words"] == (1, 2)
    assert found["altered called altered", "all"] == (3 / 5, 5)
    assert found["true called exact", "en"] == (1 / 2, 2)
    assert found["misattributed called so", "all"] == (None, 0)


def test_a_long_text_is_as_long_as_is_told_and_has_its_quotes(held):
    text = long_text(held, 0, pages=10, quotes=30)
    assert 4000 <= len(text.split()) <= 5000
    assert len(text.split("\n\n")) > 30
    assert long_text(held, 0, pages=10, quotes=30) == text
