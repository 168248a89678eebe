"""What stands in quotation marks in a text, and what only looks so."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking.marks import CLOSERS
from assistant.checking.passages import find_passages


def words(text):
    return [passage.words(text) for passage in find_passages(text).passages]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        # English, straight and typographic, with a comma inside.
        ("He said “to liaise,” and left.", ["to liaise,"]),
        ('He said "to liaise" and "to go".', ["to liaise", "to go"]),
        ("She called it ‘a first step’ again.", ["a first step"]),
        ("She called it 'a first step' again.", ["a first step"]),
        # French: spaces that do not break inside the marks, other marks within.
        ("Il dit «\u00a0la liaison\u00a0», puis « autre chose ».", ["la liaison", "autre chose"]),
        ("Elle cite ‹ la paix › et « l’\u202feau ».", ["la paix", "l’\u202feau"]),
        # Russian: „ “ and « »; “ closes what „ opened.
        ("Он назвал это „новым шагом“ и «успехом».", ["новым шагом", "успехом"]),
        ("Er sagte ‚so‘ und „anders“.", ["so", "anders"]),
        # Spanish.
        ("Dijo «la paz» y “la seguridad”.", ["la paz", "la seguridad"]),
        # Arabic, also with marks that face the other way.
        ('قال «السلام» ثم "الأمن" ثم ”التنمية“.', ["السلام", "الأمن", "التنمية"]),
        # Chinese: no spaces, corner brackets, 〝 〞; a title is no quotation.
        ("他说“和平”和「安全」，又说〝发展〞。", ["和平", "安全", "发展"]),
        ("《联合国“宪章”》是“基础”。", ["基础"]),
        ("他说＂和平＂。", ["和平"]),
        # Typed with two characters; opened in one way and closed in another.
        ("He said ❝so❞ and ❛thus❜.", ["so", "thus"]),
        ("He said <<so>> and ``thus''.", ["so", "thus"]),
        ('He said "so” and more.', ["so"]),
        ("He said 'so’ and more.", ["so"]),
        ("He said ‘so' and ‘thus‘, too.", ["so", "thus"]),
        ("He cited ‘the Member States' efforts’ too.", ["the Member States' efforts"]),
        ('He said “thus" and „then”.', ["thus", "then"]),
    ],
)
def test_passages_in_the_usage_of_six_languages(text, quoted):
    assert words(text) == quoted
    assert not find_passages(text).unmatched


@pytest.mark.parametrize(
    "text",
    [
        "The Governments’ efforts, don’t they, in the ’90s and the States' own, it's 'tis.",
        'A pipe of 12" and a man of 5\'10" stood there.',
        "L’Assemblée n’a pas dit d’autres mots aujourd’hui.",
        "об\u02bcект; 《标题》; a ≪ b",
        "",
    ],
)
def test_apostrophes_inches_and_titles_are_no_quotations(text):
    assert words(text) == []


def test_passages_within_passages_know_the_outer_one():
    text = "“He said ‘go on’ and «stop „now“»” – then «другая “вложенная” цитата»."
    found = find_passages(text).passages
    assert [(p.words(text), p.within) for p in found] == [
        ("He said ‘go on’ and «stop „now“»", None),
        ("go on", 0),
        ("stop „now“", 0),
        ("now", 2),
        ("другая “вложенная” цитата", None),
        ("вложенная", 4),
    ]


def test_a_possessive_does_not_end_a_quotation_in_single_marks():
    text = "He cited ‘the Member States’ efforts in the region’ and ‘the Governments’ too."
    assert words(text) == ["the Member States’ efforts in the region", "the Governments"]


def test_a_possessive_before_a_capital_letter_does_not_end_one_either():
    assert words("It has ‘the Women Leaders’ Council for tanks’ in 2021.") == [
        "the Women Leaders’ Council for tanks"
    ]
    assert words("He cited ‘the Member States’. It is the Governments’ Council.") == [
        "the Member States"
    ]


def test_a_quotation_of_several_paragraphs_has_an_opening_mark_at_each():
    text = "It reads:\n\n“One ‘a’.\n\n“Two.\n\n“Three.”\n\nHe said “four”."
    found = find_passages(text)
    assert [p.words(text) for p in found.passages if p.within is None] == [
        "One ‘a’.\n\nTwo.\n\nThree.",
        "four",
    ]
    assert not found.unmatched


def test_a_quotation_may_go_on_without_marks_where_it_is_closed_later():
    assert words("“One.\n\nTwo.” He said “three”.") == ["One.\n\nTwo.", "three"]


@pytest.mark.parametrize(
    ("text", "kept", "spoilt"),
    [
        ("He said “never closed.\n\nShe said “well” and “good”.", ["well", "good"], 1),
        ("It was never opened” here.\n\nShe said “well”.", ["well"], 1),
        ('A "lost one here.\n\nThen "well" and "good".', ["well", "good"], 1),
        ("«Газета «Правда» вышла.\n\nОн сказал «да».", ["Правда", "да"], 1),
        ('One "open and then "well" here.', ["well"], 1),
    ],
)
def test_a_missing_mark_spoils_nothing_else(text, kept, spoilt):
    assert words(text) == kept
    assert len(find_passages(text).unmatched) == spoilt


def test_block_quotes_go_without_their_signs_and_their_source():
    text = "As it says:\n\n> To liaise with\n> the Governments\n>\n> of the region\n> — A/RES/72/7\n\nEnd."
    assert words(text) == ["To liaise with\nthe Governments\n\nof the region"]


def test_a_block_quote_that_begins_with_a_mark_is_quoted_by_its_marks():
    text = "> “To liaise” \\[1\\]\n>\n> A/RES/72/7, para. 1\n"
    assert words(text) == ["To liaise"]


def test_an_indented_block_is_one_behind_a_colon_and_a_symbol_alone():
    quoted = "In A/RES/72/7 it says:\n\n    the words of the paragraph\n    go on here\n\nEnd."
    assert words(quoted) == ["the words of the paragraph\ngo on here"]
    assert words("He listed things:\n\n    one and two and three and four\n\nEnd.") == []
    assert words("In A/RES/72/7 it says:\n\n    1. one two three four five\n\nEnd.") == []


def test_marks_of_notes_and_emphasis_are_none_of_the_words():
    text = "“To *liaise*[^1] with the **Governments**”"
    assert words(text) == ["To liaise with the Governments"]


@settings(deadline=None, database=None, max_examples=300)
@given(st.text(alphabet="aé не的س12 .,\n\n>“”‘’\"'«»„「」《》()[]—", max_size=120))
def test_passages_are_spans_between_marks_in_order_and_nested(text):
    found = find_passages(text)
    for number, p in enumerate(found.passages):
        assert 0 <= p.outer_start <= p.start < p.end <= p.outer_end <= len(text)
        assert text[p.start : p.end] == text[p.start : p.end].strip()
        if p.outer_start < p.start and text[p.outer_start] in CLOSERS:
            # Or of another kind, where neither has a partner of its own.
            assert text[p.outer_end - 1] in CLOSERS[text[p.outer_start]] + '”»"＂'
        if p.within is not None:
            outer = found.passages[p.within]
            assert p.within < number
            assert outer.outer_start <= p.outer_start < p.outer_end <= outer.outer_end
        assert all(p.start < a < b <= p.end for a, b in p.skips)
    starts = [p.outer_start for p in found.passages]
    assert starts == sorted(starts)


@settings(deadline=None, database=None, max_examples=100)
@given(
    st.lists(
        st.tuples(
            st.text(alphabet="abc é не", min_size=1, max_size=12).filter(str.strip),
            st.sampled_from(["“”", '""', "«»", "„“", "「」", "‹›", "〝〞"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_passage_that_was_written_is_found(written):
    text = ", ".join(f"x {marks[0]}{words.strip()}{marks[1]}" for words, marks in written)
    assert words(text) == [quoted.strip() for quoted, _ in written]


@pytest.mark.parametrize(
    "text",
    [
        "“" * 60_000,
        '"' * 60_000,
        "“x\n\n" * 20_000,
        "‘s " * 30_000,
        "*a" * 60_000,
        "\n>" * 60_000,
        "“" + "_a" * 9_000 + "”",
    ],
)
def test_nothing_but_marks_takes_no_long_time(text):
    start = time.perf_counter()
    find_passages(text)
    assert time.perf_counter() - start < 10
