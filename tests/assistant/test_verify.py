"""The only way from words to a quote: what does not stand in the text is not quoted."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.verify import Candidate, find_quote, verify, whole
from index.document import Paragraph, Version
from index.locator import Locator
from index.symbol import Symbol

often = settings(deadline=None, database=None, max_examples=150)


@pytest.fixture(scope="module")
def paragraphs(documents):
    return [p for d in documents for p in d.paragraphs]


# Words, Chinese characters, and what stands between them.
PIECES = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+|[\W_]")


@st.composite
def spans(draw: st.DrawFn, paragraphs):
    """A version of a paragraph and a span of it that cuts no word in two."""
    paragraph = draw(st.sampled_from(paragraphs))
    language = draw(st.sampled_from(sorted(paragraph.versions)))
    text = paragraph.versions[language].text
    pieces = list(PIECES.finditer(text))
    first = draw(st.integers(0, len(pieces) - 1))
    last = draw(st.integers(first, len(pieces) - 1))
    return paragraph, text, pieces[first].start(), pieces[last].end()


def stand_whole(words, text):
    """Whether `words` stand in `text` and cut no word in two."""
    borders = {0, *(match.end() for match in PIECES.finditer(text))}
    found = re.finditer(f"(?={re.escape(words)})", text)
    return any({match.start(), match.start() + len(words)} <= borders for match in found)


@often
@given(data=st.data())
def test_any_span_of_a_version_is_found(paragraphs, data):
    paragraph, text, start, end = data.draw(spans(paragraphs))
    words = text[start:end]
    quote = find_quote(paragraph, words)
    if not words.strip():
        assert quote is None
        return
    assert quote is not None
    assert quote.paragraph is paragraph
    assert quote.text == words.strip()


@often
@given(data=st.data())
def test_words_with_one_character_changed_are_not_found(paragraphs, data):
    paragraph, text, start, end = data.draw(spans(paragraphs))
    at = data.draw(st.integers(start, end - 1))
    other = data.draw(st.characters(codec="utf-8", exclude_characters=text[at]))
    words = unicodedata.normalize("NFC", text[start:at] + other + text[at + 1 : end]).strip()
    quote = find_quote(paragraph, words)
    stands = any(stand_whole(words, version.text) for version in paragraph.versions.values())
    assert (quote is not None) == (stands and bool(words))
    if quote is not None:
        assert quote.text == words


@often
@given(data=st.data())
def test_two_pieces_stitched_together_are_not_found(paragraphs, data):
    paragraph = data.draw(st.sampled_from([p for p in paragraphs if p.kind == "preambular"]))
    text = paragraph.versions["en"].text
    first = data.draw(st.integers(20, 40))
    skipped = data.draw(st.integers(1, 20))
    words = (text[:first] + text[first + skipped : first + skipped + 20]).strip()
    quote = find_quote(paragraph, words)
    assert (quote is not None) == stand_whole(words, text)


@often
@given(
    st.text(
        st.characters(codec="utf-8", categories=("Lu", "Ll", "Lo", "Nd", "Zs", "Po")), max_size=60
    )
)
def test_what_is_found_is_there(words):
    text = "Encourages the Centre to liaise with the Governments."
    paragraph = Paragraph(
        Symbol("A/RES/72/7"), Locator("op1"), {"en": Version("en", text, "f", 0, len(text))}
    )
    quote = find_quote(paragraph, words)
    assert quote is None or quote.text == unicodedata.normalize("NFC", words)


@pytest.mark.parametrize("words", ["", " ", "\n\t", "\u00a0"])
def test_nothing_is_found_for_nothing(paragraphs, words):
    assert find_quote(paragraphs[0], words) is None


def test_nothing_is_found_in_no_paragraph():
    assert find_quote(None, "To liaise") is None


def test_words_are_compared_in_composed_form(make_paragraph):
    paragraph = make_paragraph("p1", fr="la détérioration de l’environnement")
    quote = find_quote(paragraph, unicodedata.normalize("NFD", "détérioration"))
    assert quote is not None
    assert quote.text == "détérioration"
    assert (quote.start, quote.end) == (3, 16)


@pytest.mark.parametrize(
    "words",
    [
        "to liaise with the Governments",
        "To liaise  with the Governments",
        "To liaise with the Government of",
        "To liaise with the\u00a0Governments",
        "“To liaise with the Governments”",
        "To liaise with … the region",
        "To liaise with [all] the Governments",
        "To liaise with the Governments.",
    ],
)
def test_no_likeness_is_accepted(make_paragraph, words):
    paragraph = make_paragraph("p3.b1", en="To liaise with the Governments of the region")
    assert find_quote(paragraph, words) is None


def test_the_language_of_the_words_is_found(make_paragraph):
    paragraph = make_paragraph("p1", en="The Centre", ru="Центр", fr="Le Centre")
    for words, language in [("The Centre", "en"), ("Центр", "ru"), ("Le Centre", "fr")]:
        quote = find_quote(paragraph, words)
        assert quote is not None
        assert quote.language == language


def test_offsets_count_code_points(make_paragraph):
    paragraph = make_paragraph("p1", zh="𠀀中心的职能")
    quote = find_quote(paragraph, "职能")
    assert quote is not None
    assert (quote.start, quote.end) == (4, 6)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Centre liaises", "Cent"),
        ("The Centre liaises", "entre"),
        ("The Centre liaises", "he Centre"),
        ("The Centre liaises", "The Centre liaise"),
        ("resolution 1325", "resolution 132"),
        ("COVID19", "COVID"),
        ("Центр развивает связи", "вает связи"),
        ("l’État", "l’Éta"),
        ("المركز الإقليمي", "مركز"),
        ("الدُّوَل الأعضاء", "الد"),
        ("الدُّوَل الأعضاء", "وَل الأعضاء"),
        ("cannot", "can"),
        ("unable unable", "able"),
    ],
)
def test_no_word_is_cut_in_two(make_paragraph, text, words):
    assert words in text
    assert find_quote(make_paragraph("op1", en=text), words) is None


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("recentre the centre", "centre", 13),
        ("centres, centre", "centre", 9),
        ("incentred recentre centre centre", "centre", 19),
        ("мировой мир", "мир", 8),
        ("aaa aa", "aa", 4),
        ("COVID-19", "COVID", 0),
        ("A/RES/72/7", "RES/72", 2),
        ("l’État", "État", 2),
        ("(Centre)", "Centre", 1),
        ("中心的职能", "心的", 1),
        ("UNRCCA中心", "UNRCCA", 0),
        ("2017年", "2017", 0),
        ("𠀀𠀁中", "𠀁", 1),
        ("The Centre", "  Centre\n", 4),
    ],
)
def test_words_that_stand_whole_are_found_where_they_do(make_paragraph, text, words, start):
    quote = find_quote(make_paragraph("op1", en=text), words)
    assert quote is not None
    assert (quote.start, quote.text) == (start, words.strip())


def test_words_are_looked_for_in_one_language_where_it_is_given(make_paragraph):
    paragraph = make_paragraph("op1", en="The mission", fr="La mission")
    for language, start in [(None, 4), ("en", 4), ("fr", 3)]:
        quote = find_quote(paragraph, "mission", language)
        assert quote is not None
        assert (quote.language, quote.start) == (language or "en", start)
    assert find_quote(paragraph, "La mission", "fr") is not None
    assert find_quote(paragraph, "La mission", "en") is None
    assert find_quote(paragraph, "mission", "ru") is None


def test_candidates_are_looked_for_in_the_version_that_was_shown(make_paragraph):
    paragraph = make_paragraph("op1", en="The mission", fr="La mission")
    passages = {"k1": paragraph, "k2": paragraph, "k3": paragraph}
    candidates = [
        *(Candidate("k1", words) for words in ("La mission", "mission")),
        *(Candidate("k2", words) for words in ("La mission", "mission", "The mission")),
        Candidate("k3", "La mission"),
    ]
    quotes = verify(candidates, passages, {"k1": "en", "k2": "fr"})
    assert [(q.language, q.text) for q in quotes] == [
        ("en", "mission"),
        ("fr", "La mission"),
        ("fr", "mission"),
        ("fr", "La mission"),
    ]


def test_candidates_that_stand_are_kept_in_order_and_others_dropped(make_paragraph):
    passages = {
        "k1": make_paragraph("op1", en="Encourages the Centre to liaise"),
        "k2": make_paragraph("op2", en="Welcomes the assistance"),
    }
    quotes = verify(
        [
            Candidate("k2", "Welcomes"),
            Candidate("k1", "Welcomes"),
            Candidate("k3", "Welcomes"),
            Candidate("", "Welcomes"),
            Candidate("A/RES/72/7#op2", "Welcomes"),
            Candidate("k1", "the Centre to liaise"),
            Candidate("k1", "the Centre may liaise"),
            Candidate("k1", "Encourages the Centre Welcomes the assistance"),
            Candidate("k1", ""),
        ],
        passages,
    )
    assert [(q.paragraph.locator, q.text) for q in quotes] == [
        ("op2", "Welcomes"),
        ("op1", "the Centre to liaise"),
    ]


def test_nothing_is_made_of_no_candidates():
    assert verify([], {}) == []


def test_the_whole_of_a_paragraph_is_in_the_reader_s_language_or_the_one_held(make_paragraph):
    both = make_paragraph("op1", en="Encourages", fr="Encourage")
    assert whole(both, "fr").text == "Encourage"
    assert whole(both, "ar").text == "Encourages"
    french = make_paragraph("op1", fr="Encourage")
    assert whole(french, "en").language == "fr"
