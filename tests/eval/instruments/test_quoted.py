"""The quotes that are made: true ones stand in the documents that ship, altered ones nowhere."""

from __future__ import annotations

import random
import unicodedata

import pytest

from eval.instruments.altering import ALTERATIONS, Altering, wordings
from eval.instruments.passages import FEWEST_WORDS, Held
from eval.instruments.quoted import (
    AT_ANOTHER,
    AT_ITS_PLACE,
    Quoted,
    altered_quotes,
    ascribed_quotes,
    true_quotes,
    write_text,
)
from eval.instruments.typography import VARIANTS, bare
from index.catalogue import read_documents
from index.words import LANGUAGES, fold, words

COUNT = 160


@pytest.fixture(scope="module")
def held():
    return Held(read_documents())


@pytest.fixture(scope="module")
def true(held):
    return true_quotes(held, COUNT, random.Random(7))


@pytest.fixture(scope="module")
def altered(held):
    return altered_quotes(held, COUNT, random.Random(7))


@pytest.fixture(scope="module")
def ascribed(held):
    return ascribed_quotes(held, 40, random.Random(7))


@pytest.fixture(scope="module")
def texts():
    """Every paragraph of every language without white space, with those that follow it."""
    return [
        "".join(bare(p.versions[code].text) for p in document.paragraphs if code in p.versions)
        for document in read_documents()
        for code in document.languages
    ]


def test_true_quotes_stand_in_their_paragraph_and_are_of_every_kind(true, texts):
    assert len(true) == COUNT
    for quoted in true:
        version = quoted.passage.paragraph.versions[quoted.passage.language]
        assert bare(quoted.text) in bare(version.text)
        assert any(bare(quoted.text) in text for text in texts)
    assert {quoted.kind for quoted in true} == set(VARIANTS)
    assert {quoted.passage.language for quoted in true} == {"en", "fr", "ru"}


def test_true_quotes_are_cut_between_words(true):
    for quoted in true:
        passage = quoted.passage
        text = passage.paragraph.versions[passage.language].text
        ends = {(w.start, w.end) for w in words(text, passage.language)}
        assert passage.start in {start for start, _ in ends}
        assert len(words(passage.text, passage.language)) >= FEWEST_WORDS
        assert not text[passage.end : passage.end + 1].isalnum()


def test_altered_quotes_stand_nowhere(altered, texts):
    assert len(altered) == COUNT
    for quoted in altered:
        assert not any(bare(quoted.text) in text for text in texts)
        assert any(bare(quoted.passage.text) in text for text in texts)
    # None of the documents that ship says "not", "ne … pas" or "не" in a passage that can be drawn.
    assert {quoted.kind for quoted in altered} == set(ALTERATIONS) - {"negation taken out"}
    assert {quoted.passage.language for quoted in altered} == {"en", "fr", "ru"}


def test_each_kind_is_in_each_language_as_often(true, altered):
    for quotes in (true, altered):
        counts = [
            sum((q.kind, q.passage.language) == (kind, code) for q in quotes)
            for kind in dict.fromkeys(q.kind for q in quotes)
            for code in ("en", "fr", "ru")
        ]
        # Where a language has none of a kind, others have more of the rest.
        assert max(counts) <= 2 * COUNT / 27 + 2


def test_ascribed_quotes_have_their_own_place_or_one_without_the_words(ascribed):
    assert [quoted.kind for quoted in ascribed] == [AT_ITS_PLACE, AT_ANOTHER] * 20
    for quoted in ascribed:
        paragraph, language = quoted.passage.paragraph, quoted.passage.language
        own = f"{paragraph.symbol}, {paragraph.locator.pinpoint(language)}"
        assert quoted.place.startswith(f"{paragraph.symbol}, ")
        assert (quoted.place == own) is (quoted.kind == AT_ITS_PLACE)
        if quoted.kind == AT_ANOTHER:
            # A bullet may be cited by the paragraph that lists it.
            parent = paragraph.locator.parent
            assert not parent or quoted.place != f"{paragraph.symbol}, {parent.pinpoint(language)}"
        assert quoted.nature == ("true" if quoted.kind == AT_ITS_PLACE else "misattributed")


def test_the_same_seed_makes_the_same_quotes(held, altered):
    assert altered_quotes(held, COUNT, random.Random(7)) == altered
    assert altered_quotes(held, COUNT, random.Random(8)) != altered


def test_no_mark_of_the_quote_is_inside_it(true, altered):
    for quoted in (*true, *altered):
        marks = [c for c in quoted.opening + quoted.closing if c.strip()]
        assert len(marks) == 2
        assert not any(mark in quoted.text for mark in marks)


def test_a_text_has_each_quote_where_it_is_said_to_stand(true, altered, ascribed):
    quotes = [*true, *altered, *ascribed]
    text, placed = write_text(quotes, random.Random(0))
    assert [place.quoted for place in placed] == quotes
    for place in placed:
        quoted: Quoted = place.quoted
        assert text[place.start : place.end] == quoted.text
        assert text[: place.start].endswith(quoted.opening)
        assert text[place.end :].startswith(quoted.closing)
        assert f"({quoted.place})" in text[place.end : place.end + 200] or not quoted.place


TEXT = "The Committee shall not report to the Assembly in 2024 on all of the regional offices"


def alter(
    kind, seed, text=TEXT, language="en", own=("Council", "budget", "region"), foreign=("мир",)
):
    return ALTERATIONS[kind](Altering(text, language, own, foreign, random.Random(seed)))


@pytest.mark.parametrize("seed", range(25))
def test_what_each_alteration_does(seed):
    before = TEXT.split()
    replaced = alter("word replaced", seed).split()
    assert len(replaced) == len(before)
    assert sum(a != b for a, b in zip(before, replaced, strict=True)) == 1
    added = alter("word added", seed).split()
    assert len(added) == len(before) + 1
    assert (added[0], added[-1]) == (before[0], before[-1])
    left = alter("word left out", seed).split()
    assert len(left) == len(before) - 1
    assert (left[0], left[-1]) == (before[0], before[-1])
    number = alter("number changed", seed)
    assert sum(a != b for a, b in zip(TEXT, number, strict=True)) == 1
    assert number.replace(next(w for w in number.split() if w.isdigit()), "2024") == TEXT
    assert alter("negation put in", seed) == TEXT.replace("shall", "shall not")
    assert alter("negation taken out", seed) == TEXT.replace(" not", "")
    exchanged = alter("words exchanged", seed)
    if exchanged is not None:
        assert sorted(exchanged.split()) == sorted(before)
        assert sum(a != b for a, b in zip(before, exchanged.split(), strict=True)) == 2
    first, last = bare(alter("ellipsis for words", seed)).split("…")
    assert bare(TEXT).startswith(first.rstrip("[("))
    assert bare(TEXT).endswith(last.lstrip("])"))
    foreign = alter("word in another language", seed).split()
    assert [w for w in foreign if w not in before] == ["мир"]


@pytest.mark.parametrize("kind", ["number changed", "negation taken out"])
def test_what_is_not_there_is_not_altered(kind):
    assert alter(kind, 0, text="The Committee reports to the Assembly") is None


def test_a_word_that_begins_alike_is_taken_where_there_is_one():
    own = ("regions", "Committees", "budget")
    found = {alter("word replaced", seed, own=own) for seed in range(200)}
    assert any("of the regions offices" in text for text in found)
    assert any("The budget shall" in text for text in found)


def test_chinese_is_altered_without_spaces():
    text = "大会请秘书长在2024年向其提交报告"
    for kind in ("word added", "negation put in", "word left out", "words exchanged"):
        assert " " not in alter(kind, 1, text=text, language="zh", own=("合作",))


def test_every_language_has_sentences_that_name_no_place():
    assert set(wordings()) == set(LANGUAGES)
    for code, wording in wordings().items():
        for sentence in wording.sentences:
            assert sentence.count("{quote}") == 1
            assert not any(c.isdigit() for c in sentence)
            assert unicodedata.is_normalized("NFC", sentence)
        assert fold(wording.negation) in {fold(word) for word in wording.negations}, code
