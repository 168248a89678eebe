"""Quotes against the documents: what is exact, what is not and why, and in which language."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.collection import Collection, Expected
from eval.measures.quoting import check_quotes, own_language, stray_quotations
from eval.systems.model import Cited, Response
from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.locator import Locator
from index.symbol import Symbol

often = settings(deadline=None, database=None, max_examples=150)

ENGLISH = "Encourages the Centre to liaise with Governments, the Centre being in Ashgabat (2007);"
FRENCH = "Encourage le Centre à rester en liaison avec les gouvernements ;"
CHINESE = "鼓励该中心与各国政府保持联系；"
NOT_HELD = "no such paragraph in that language is held"
NO_WORDS = "the words do not stand in the paragraph"
NOT_THERE = "the words do not stand at the place given"
CUT = "the quote cuts a word"
NOT_SHOWN = "the quote does not stand in the answer"


def document(symbol, **texts):
    """A document of one paragraph, op1, in some languages."""
    versions = {code: Version(code, text, "file.txt", 0, len(text)) for code, text in texts.items()}
    paragraph = Paragraph(Symbol(symbol), Locator("op1"), versions)
    return Document(
        symbol=Symbol(symbol),
        kind=DocumentKind.RESOLUTION,
        status=Status.ADOPTED,
        organ="General Assembly",
        date=dt.date(2017, 11, 17),
        titles={"en": "Role of the Centre"},
        paragraphs=(paragraph,),
    )


def collection(*documents, **expected):
    stated = {name: Expected.model_validate(fields) for name, fields in expected.items()}
    return Collection(documents, stated, Path())


HELD = collection(
    document("A/RES/72/7", en=ENGLISH, fr=FRENCH, zh=CHINESE),
    document("A/75/L.72", es="Alienta al Centro", ru="призывает Центр"),
)


def fault(quote, *, language="en", address="A/RES/72/7#op1", start=None, end=None, **response):
    """Why a quote is not exact, as the system of `response` gave it."""
    cited = Cited(address=address, language=language, quote=quote, start=start, end=end)
    given_ = {"status": "answered", "text": quote, "retrieved": ()} | response
    answer = Response(cited=(cited,), **given_)
    (checked,) = check_quotes(answer, "en", HELD, HELD.paragraphs())
    assert (checked.address, checked.quote, checked.start) == (address, quote, start)
    return checked.fault


@pytest.mark.parametrize(
    ("quote", "place", "expected"),
    [
        (ENGLISH, {}, None),
        (ENGLISH, {"start": 0, "end": len(ENGLISH)}, None),
        ("the Centre", {"start": 11}, None),
        ("the Centre", {"start": 11, "end": 21}, None),
        ("the Centre", {"start": 50, "end": 60}, None),  # where it stands a second time
        ("the Centre", {"start": 12, "end": 22}, NOT_THERE),
        ("the Centre", {"start": 11, "end": 20}, NOT_THERE),
        ("the Centre", {"start": 500, "end": 510}, NOT_THERE),
        ("the centre", {}, NO_WORDS),  # a letter's case
        ("the  Centre", {}, NO_WORDS),  # one space more
        ("the Center", {}, NO_WORDS),
        ("Encourages … Governments", {}, NO_WORDS),  # words left out
        (ENGLISH + " ", {}, NO_WORDS),
        ("", {}, NO_WORDS),
        ("the Cent", {}, CUT),
        ("he Centre to", {"start": 12, "end": 24}, CUT),
        ("200", {}, CUT),
        ("2007", {}, None),
        ("Governments", {}, None),
        ("Governments,", {}, None),
        ("Government", {}, CUT),
    ],
)
def test_a_quote_is_exact_letter_for_letter_at_its_place_and_with_whole_words(
    quote, place, expected
):
    assert fault(quote, **place) == expected


def test_characters_without_spaces_between_them_may_be_cut_anywhere():
    assert fault("中心与各国", language="zh") is None
    assert fault("中心與各国", language="zh") == NO_WORDS


def test_letters_with_accents_are_letters_of_their_word():
    assert fault("à rester", language="fr") is None
    assert fault("à r", language="fr") == CUT


def test_words_that_stand_somewhere_uncut_are_exact_where_no_place_is_given():
    text = "Calls upon Governments, and the Government of Turkmenistan, to agree;"
    held = collection(document("A/RES/72/7", en=text))
    cited = Cited(address="A/RES/72/7#op1", language="en", quote="Government")
    answer = Response(status="answered", text="Government", retrieved=(), cited=(cited,))
    (checked,) = check_quotes(answer, "en", held, held.paragraphs())
    assert checked.fault is None


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("A/RES/72/7#op2", "en"),
        ("A/RES/72/8#op1", "en"),
        ("A/RES/72/7#op1", "ru"),
        ("A/75/L.72#op1", "en"),
        ("", "en"),
    ],
)
def test_a_quote_of_what_is_not_held_is_not_exact(address, language):
    assert fault("the Centre", address=address, language=language) == NOT_HELD


def test_who_speaks_must_show_the_quote_and_a_search_need_not():
    told = "It says: “Encourages the Centre” [1]"
    assert fault("Encourages the Centre", text=told, speaks=True) is None
    assert fault("Governments", text=told, speaks=True) == NOT_SHOWN
    assert fault("Governments", text=told, speaks=False) is None
    # What is wrong with the words themselves is said first.
    assert fault("Governmental", text=told, speaks=True) == NO_WORDS


def test_every_quote_is_checked_in_its_order():
    quotes = ["Centre", "Centres", "Gover"]
    cited = tuple(Cited(address="A/RES/72/7#op1", language="en", quote=q) for q in quotes)
    answer = Response(status="answered", text="", retrieved=(), cited=cited)
    checked = check_quotes(answer, "en", HELD, HELD.paragraphs())
    assert [(c.quote, c.fault) for c in checked] == [
        ("Centre", None),
        ("Centres", NO_WORDS),
        ("Gover", CUT),
    ]


@often
@given(data=st.data())
def test_a_span_given_with_its_place_is_exact_unless_an_end_lies_within_a_word(data):
    start = data.draw(st.integers(0, len(ENGLISH) - 1))
    end = data.draw(st.integers(start + 1, len(ENGLISH)))
    inside = {
        place
        for word in re.finditer("[A-Za-z0-9]+", ENGLISH)
        for place in range(word.start() + 1, word.end())
    }
    expected = CUT if {start, end} & inside else None
    assert fault(ENGLISH[start:end], start=start, end=end) == expected


@often
@given(at=st.integers(0, len(ENGLISH) - 1), other=st.characters(codec="utf-8"))
def test_a_paragraph_quoted_with_one_character_changed_is_never_exact(at, other):
    quote = ENGLISH[:at] + other + ENGLISH[at + 1 :]
    assert fault(quote) == (None if quote == ENGLISH else NO_WORDS)


@pytest.mark.parametrize(
    ("address", "reader", "language"),
    [
        ("A/RES/72/7#op1", "fr", "fr"),
        ("A/RES/72/7#op9", "fr", None),  # no such paragraph
        ("A/RES/72/7#op1", "ar", "en"),  # no Arabic version: English
        ("A/75/L.72#op1", "ru", "ru"),
        ("A/75/L.72#op1", "ar", "es"),  # neither: the first that there is
        ("A/RES/99/9#op1", "en", None),
    ],
)
def test_a_quote_is_expected_in_the_reader_s_language_else_english_else_the_first(
    address, reader, language
):
    cited = Cited(address=address, language="en", quote="x")
    answer = Response(status="answered", text="", retrieved=(), cited=(cited,))
    (checked,) = check_quotes(answer, reader, HELD, HELD.paragraphs())
    assert checked.expected_language == language


@pytest.mark.parametrize(
    ("stated", "language"),
    [
        ({}, "en"),
        ({"A/RES/72/7": {"languages": ("en", "fr"), "paragraphs": 1}}, "fr"),
        (
            {
                "A/RES/72/7": {
                    "languages": ("en", "fr"),
                    "paragraphs": 1,
                    "lacking": {"fr": ("op1",)},
                }
            },
            "en",
        ),
    ],
    ids=["as held", "lost since", "never there"],
)
def test_a_version_that_went_missing_is_still_expected(stated, language):
    held = collection(document("A/RES/72/7", en=ENGLISH), **stated)
    cited = Cited(address="A/RES/72/7#op1", language="en", quote="x")
    answer = Response(status="answered", text="", retrieved=(), cited=(cited,))
    (checked,) = check_quotes(answer, "fr", held, held.paragraphs())
    assert checked.expected_language == language


@pytest.mark.parametrize(
    ("text", "quotes", "strays"),
    [
        ("It says: “the Centre” [1]", ["the Centre"], 0),
        ("It says: “the Centre” and “of peace”", ["the Centre"], 1),
        ("It says: “the Centre” and “of peace”", [], 2),
        ("Il dit : « le Centre » et «la paix»", ["le Centre", "la paix"], 0),
        ("Il dit : « le Centre » et « la paix »", ["le Centre"], 1),
        ("文件说：“中心”和「和平」", ["中心"], 1),
        ("文件说：『和平』", [], 1),
        ("“the ‘Centre’ of peace”", ["the ‘Centre’ of peace"], 0),
        ("“the Centre of peace”", ["of peace", "the Centre of peace"], 0),  # one within another
        ("“the «Centre» of peace”", ["the «Centre» of peace"], 0),  # marks within a quote
        ("the Centre, unquoted", [], 0),
        ("a “mark that is never closed", [], 0),
        ("", [], 0),
    ],
)
def test_a_quotation_that_no_citation_has_is_stray(text, quotes, strays):
    assert stray_quotations(text, quotes) == strays


@pytest.mark.parametrize(
    ("before", "after"),
    [("«\u00a0", "\u00a0»"), ("«\u202f", "\u202f»"), ("『", "』")],
    ids=["no-break spaces", "narrow no-break spaces", "white corner brackets"],
)
def test_a_cited_quote_is_no_stray_in_whichever_usual_marks_it_stands(before, after):
    assert stray_quotations(f"{before}le Centre{after}", ["le Centre"]) == 0


@pytest.mark.parametrize(
    ("text", "quotes", "language"),
    [
        (
            "The documents say the following: “Encourage le Centre” [1]",
            ["Encourage le Centre"],
            "en",
        ),
        (
            "Les documents disent ceci : « Encourages the Centre » [1]",
            ["Encourages the Centre"],
            "fr",
        ),
        ("Los documentos dicen lo siguiente: «the Centre»", ["the Centre"], "es"),
        ("В документах сказано: «the Centre shall liaise»", [], "ru"),  # nor are strays its own
        ("تقول الوثائق ما يلي: «the Centre»", ["the Centre"], "ar"),
        ("文件说：「the Centre」", ["the Centre"], "zh"),
        ("“the Centre” [1]", ["the Centre"], None),
        ("[1] A/RES/72/7, 2017", [], None),
        ("A/RES/72/7: “the Centre” [1]", ["the Centre"], None),
        ("", [], None),
    ],
)
def test_an_answer_s_own_language_is_that_of_its_sentences_without_the_quotes(
    text, quotes, language
):
    assert own_language(text, quotes) == language


def test_a_chinese_sentence_with_a_number_in_it_is_chinese():
    assert own_language("根据A/RES/72/7号决议，该中心应当与各国政府保持联系。", []) == "zh"


def test_an_empty_quote_does_not_change_the_language_of_an_answer():
    text = "Les documents ne disent rien de cette question."
    assert own_language(text, [""]) == own_language(text, []) == "fr"
