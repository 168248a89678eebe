"""Locators: what they say, how they are written in six languages, and read back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.errors import LocatorError, UserError
from index.locator import Kind, Locator, item_label
from index.words import LANGUAGES

NAMED = ["title", "agenda", "sponsors", "distribution", "signature", "meeting"]

heads = st.builds(
    lambda head, number: f"{head}{number}",
    st.sampled_from(["pp", "op", "p", "fn", "n", "h"]),
    st.one_of(st.integers(1, 25), st.integers(1, 99999)),
)
divisions = st.builds(
    lambda name, number: f"{name}{number}",
    st.sampled_from(["annex", "part", "sec"]),
    st.integers(1, 300),
)
decimals = st.integers(1, 300).map(str)
bullets = st.one_of(st.integers(1, 25), st.integers(1, 99999)).map(lambda number: f"b{number}")
letters = st.builds(
    lambda letter, times: letter * times,
    st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
    st.integers(1, 3),
)
romans = st.integers(1, 39).map(lambda number: item_label(number, 1))


@st.composite
def locators(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from(NAMED))
    first = draw(st.lists(st.one_of(bullets, letters, decimals), max_size=1))
    below = draw(st.lists(st.one_of(bullets, romans, decimals), max_size=2)) if first else []
    return ".".join([*draw(st.lists(divisions, max_size=3)), draw(heads), *first, *below])


@given(locators())
def test_every_locator_of_the_grammar_is_kept_as_it_is(text):
    locator = Locator(text)
    assert locator == text
    assert Locator(str(locator)) == locator


@given(locators(), st.sampled_from(LANGUAGES))
def test_a_place_written_in_any_language_is_read_back(text, language):
    locator = Locator(text)
    phrase = locator.pinpoint(language)
    assert phrase
    assert Locator.from_phrase(phrase, language) == locator


@given(locators(), locators(), st.sampled_from(LANGUAGES))
def test_two_places_are_never_written_alike(one, other, language):
    alike = Locator(one).pinpoint(language) == Locator(other).pinpoint(language)
    assert alike is (one == other)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        (
            "pp3",
            {
                "en": "third preambular paragraph",
                "fr": "troisième alinéa du préambule",
                "ru": "третий абзац преамбулы",
                "es": "tercer párrafo del preámbulo",
                "ar": "الفقرة الثالثة من الديباجة",
                "zh": "序言部分第三段",
            },
        ),
        (
            "op1.a",
            {
                "en": "para. 1 (a)",
                "fr": "par. 1 (a)",
                "ru": "пункт 1 (a)",
                "es": "párr. 1 (a)",
                "ar": "الفقرة رقم 1 (a)",
                "zh": "第1段 (a)",
            },
        ),
        (
            "p3.b2",
            {
                "en": "third paragraph, second bullet",
                "fr": "troisième paragraphe, deuxième tiret",
                "ru": "третий абзац, второй подпункт",
                "es": "tercer párrafo, segundo inciso",
                "ar": "الفقرة الثالثة، النقطة الثانية",
                "zh": "正文第三段第二项",
            },
        ),
        (
            "fn1",
            {
                "en": "footnote 1",
                "fr": "note 1",
                "ru": "сноска 1",
                "es": "nota 1",
                "ar": "الحاشية 1",
                "zh": "脚注1",
            },
        ),
        ("pp21", {"en": "21st preambular paragraph", "zh": "序言部分第21段"}),
        ("op2.a.ii", {"en": "para. 2 (a) (ii)"}),
        ("title", {"en": "title", "ru": "название", "zh": "标题"}),
        ("n12", {"en": "paragraph 12", "fr": "paragraphe 12", "es": "párrafo 12"}),
        ("annex2.n3.a", {"en": "annex II, paragraph 3 (a)", "fr": "annexe II, paragraphe 3 (a)"}),
        ("part2.sec4.op3", {"en": "part B, sect. IV, para. 3"}),
        ("n2.1.3", {"en": "paragraph 2.1.3"}),
        ("h2", {"en": "second heading", "ru": "второй подзаголовок"}),
    ],
)  # fmt: skip
def test_written_as_readers_write_it(text, phrases):
    # United Nations Editorial Manual: "para. 1", "third preambular paragraph".
    assert {language: Locator(text).pinpoint(language) for language in phrases} == phrases


@pytest.mark.parametrize(
    ("text", "kind", "head", "number", "items", "parent"),
    [
        ("pp3", Kind.PREAMBULAR, "pp", 3, (), None),
        ("op1", Kind.OPERATIVE, "op", 1, (), None),
        ("op1.a", Kind.ITEM, "op", 1, ("a",), "op1"),
        ("op1.b", Kind.ITEM, "op", 1, ("b",), "op1"),
        ("op1.a.ii", Kind.ITEM, "op", 1, ("a", "ii"), "op1.a"),
        ("p3", Kind.BODY, "p", 3, (), None),
        ("p3.b12", Kind.ITEM, "p", 3, ("b12",), "p3"),
        ("fn10", Kind.FOOTNOTE, "fn", 10, (), None),
        ("n12.a", Kind.ITEM, "n", 12, ("a",), "n12"),
        ("annex1.n12", Kind.BODY, "n", 12, (), None),
        ("annex1.sec2.n12.a", Kind.ITEM, "n", 12, ("a",), "annex1.sec2.n12"),
        ("h3", Kind.HEADING, "h", 3, (), None),
        ("title", Kind.TITLE, "", None, (), None),
        ("agenda", Kind.MASTHEAD, "", None, (), None),
        ("sponsors", Kind.MASTHEAD, "", None, (), None),
        ("distribution", Kind.MASTHEAD, "", None, (), None),
        ("signature", Kind.CLOSING, "", None, (), None),
        ("meeting", Kind.CLOSING, "", None, (), None),
    ],
)
def test_what_a_locator_says(text, kind, head, number, items, parent):
    locator = Locator(text)
    assert locator.kind is kind
    assert locator.head == head
    assert locator.number == number
    assert locator.items == items
    assert locator.parent == parent
    assert parent is None or isinstance(locator.parent, Locator)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "pp", "pp0", "pp01", "PP1", "op-1", "op1.", "op1..a", "op1.ab", "op1.a.b",
        "op1.a.aa", "op1.aaaa", "p3.b0", "fn1 ", " fn1", "title1", "title.a", "x1", "1",
        "op1.A", "op1.01", "annex1", "annex0.n1", "annex1.title",
        "n1.annex1", "sec1.sec1.sec1.sec1.op1", "op1.a.xxxx", "op1.a.iiii", "op123456", "pp٣", "p3.b2\n",
    ],
)  # fmt: skip
def test_anything_else_is_an_error_that_shows_it_and_examples(text):
    with pytest.raises(LocatorError) as caught:
        Locator(text)
    assert repr(text) in str(caught.value)
    assert "op1.a" in str(caught.value)
    assert isinstance(caught.value, UserError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("", "en"), ("third", "en"), ("paragraph", "en"), ("para. x", "en"), ("para. 0", "en"),
        ("zeroth paragraph", "en"), ("third paragraph, ", "en"), ("para. 1 (1)", "en"),
        ("third preambular paragraph", "ru"), ("третий абзац", "en"), ("Title", "en"),
        ("para. 1 (a) x", "en"), ("para. 999999", "en"), ("序言部分段", "zh"), ("第段", "zh"),
    ],
)  # fmt: skip
def test_a_phrase_that_names_no_place_is_an_error(phrase, language):
    with pytest.raises(LocatorError):
        Locator.from_phrase(phrase, language)


@st.composite
def nearly_phrases(draw: st.DrawFn) -> tuple[str, str]:
    """A phrase with one stretch of it replaced, and its language."""
    language = draw(st.sampled_from(LANGUAGES))
    phrase = Locator(draw(locators())).pinpoint(language)
    start = draw(st.integers(0, len(phrase)))
    end = draw(st.integers(start, min(len(phrase), start + 8)))
    new = draw(st.sampled_from(["", "0", "1", "3", "21", "b", "aa", " ", ", ", "(", "third", "第"]))
    return phrase[:start] + new + phrase[end:], language


@given(st.one_of(nearly_phrases(), st.tuples(st.text(max_size=30), st.sampled_from(LANGUAGES))))
@settings(max_examples=500)
@example(("para. 01", "en"))
@example(("3 paragraph", "en"))
@example(("third paragraph, 2 bullet", "en"))
@example(("para. 1 (1)", "en"))
def test_any_phrase_gives_a_place_that_is_written_so_or_an_error(written):
    phrase, language = written
    try:
        locator = Locator.from_phrase(phrase, language)
    except LocatorError:
        return
    assert locator.pinpoint(language) == phrase


@pytest.mark.parametrize(
    ("depth", "labels"),
    [
        (0, {1: "a", 2: "b", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
        (1, {1: "i", 2: "ii", 4: "iv", 5: "v", 9: "ix", 10: "x", 14: "xiv", 39: "xxxix"}),
    ],
)
def test_labels_of_sub_paragraphs(depth, labels):
    assert {index: item_label(index, depth) for index in labels} == labels
