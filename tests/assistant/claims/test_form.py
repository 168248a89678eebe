"""The form of a statement: a sentence that looks like no quote, and leads nowhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.claims.form import MOST_CHARACTERS, find_form_objections, tidy
from assistant.claims.ground import Ground

often = settings(deadline=None, database=None, max_examples=300)
MARKS = '"“”„‟«»‹›‚‛「」『』《》〈〉〝〞〟＂″❝❞❮❯⹂`´'
KEYS = ["1-abcdef", "2-fedcba"]
PIECES = [
    *("[1-abcdef]", "[3]", "(1-abcdef)", "1325 (2000)", "[the]", "'", "’s", " ", "**", "_x_"),
    *("# ", "1. ", "- ", "“", "a", "[", "]", "[1", ", 2]", "\u0301", "\ud800"),
]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=MARKS + "'’‘ ab1[](){}*_#-,;.\n\u200b\u202e", max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)


@pytest.fixture(scope="module")
def grounds(make_paragraph, documents):
    text = "See www.un.org/cd, {x} or write to dppa@un.org <now> or see A/RES/72/7"
    return [Ground(make_paragraph("op1", en=text), documents[0])]


def objected(text, grounds=()):
    return [words for kind, words in find_form_objections(text, grounds) if kind == "markup"]


@often
@given(TEXTS)
def test_nothing_that_looks_like_a_quote_is_left(text):
    found = tidy(text, KEYS)
    assert not set(found) & set(MARKS)
    assert not any(unicodedata.category(c) in ("Pi", "Pf") and c not in "’‘" for c in found)


@often
@given(TEXTS)
def test_it_is_one_line_of_what_is_shown(text):
    found = tidy(text, KEYS)
    assert found == " ".join(found.split())
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl") for c in found)
    assert unicodedata.is_normalized("NFC", found)
    assert "*" not in found


@often
@given(TEXTS)
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text, KEYS), KEYS) == tidy(text, KEYS)


@often
@given(TEXTS)
def test_no_marker_is_left(text):
    found = tidy(text, KEYS)
    assert not any(f"[{key}]" in found for key in [*KEYS, "3"])


@often
@given(st.text(max_size=200))
def test_objections_are_found_in_any_text(text):
    for kind, words in find_form_objections(text, []):
        assert kind in ("markup", "length")
        assert words


@pytest.mark.parametrize("text", ["a" + mark + "b" + mark + " c" for mark in MARKS])
def test_quotation_marks_go(text):
    assert tidy(text) == "ab c"


@pytest.mark.parametrize(
    "text",
    [
        "The Centre's States' report",
        "l’Asie centrale",
        "l'État d’abord",
        "It isn't, aren’t",
        "the States’ and the Centre’s",
        "resolution 1325 (2000)",
        "resolution 1325 (2000), paragraph (a)",
        "counter-terrorism – and more",
        "paragraph 3 (b) and (c)",
        "1,000 people; 2.5 per cent",
        "COVID-19",
        "中心的职能（五项）",
        "المركز الإقليمي، والدول",
        "UNRCCA_2017",
        "Was it so? Yes!",
    ],
)
def test_what_is_no_markup_stays(text):
    assert tidy(text, KEYS) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 'so called' Centre", "The so called Centre"),
        ("The ‘so called’ Centre", "The so called Centre"),
        ("«Le Centre»", "Le Centre"),
        ("He said: “The Centre’s role”", "He said: The Centre’s role"),
        ("It liaises [1-abcdef].", "It liaises."),
        ("It liaises [1-abcdef, 2-fedcba].", "It liaises."),
        ("It liaises [1-abcdef; 2-fedcba] with", "It liaises with"),
        ("It liaises (1-abcdef).", "It liaises."),
        ("它联络【1-abcdef】。", "它联络。"),
        ("[1-abcdef] It liaises [/1-abcdef]", "It liaises"),
        ("It liaises [3].", "It liaises."),
        ("It liaises [3, 4].", "It liaises."),
        ("It liaises ［3］.", "It liaises."),
        ("It liaises[1][2].", "It liaises."),
        ("It liaises [3[3]].", "It liaises."),
        ("the [relevant] Governments", "the relevant Governments"),
        ("It liaises ''well''", "It liaises well"),
        ("**It** liaises *well*", "It liaises well"),
        ("__It__ liaises _well_", "It liaises well"),
        ("## It liaises", "It liaises"),
        ("- It liaises", "It liaises"),
        ("• It liaises", "It liaises"),
        ("1. It liaises", "It liaises"),
        ("2) It liaises", "It liaises"),
        (" It\nliaises\t \u00a0well\u2028", "It liaises well"),
        ("It\x00 lia\u200bi\u00adses\u202e", "It liaises"),
        ("\ufeffIt liaises\ue000\ud800", "It liaises"),
        ("E\u0301tat", "État"),
        ("", ""),
        ("“”", ""),
        ("[3]", ""),
    ],
)
def test_markers_marks_and_emphasis_go(text, expected):
    assert tidy(text, KEYS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<b>The</b> Centre",
        "<script>alert(1)</script>",
        "a < b",
        "&lt;b&gt;",
        "&#60;b",
        "&#x3c;b",
        "＜b＞",
        "![x](y)",
        "the [Centre](x)",
        "[Centre]: x",
        "[Centre][x]",
        "see https://un.org",
        "see HTTPS://un.org",
        "see ftp://x",
        "see www.un.org",
        "see un.org",
        "see un.org/cd",
        "see UN.ORG",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "mailto:x",
        "vbscript:x",
        "file:///etc/passwd",
        "write to dppa@un.org",
        "{{ x }}",
        "{x}",
        "a \\ b",
        "a | b",
        "~~gone~~",
        "$$x$$",
        "h\uff54tps://un.org",
    ],
)
def test_markup_is_objected_to(text):
    assert objected(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Centre liaises with the Governments of the region.",
        "A/RES/72/7, A/75/L.72 and S/2007/279",
        "draft A/75/L.72, para. 3 (b)",
        "L.72",
        "e.g. water and energy, i.e. both",
        "Mr. Ban Ki-moon, 10 a.m.",
        "resolution 1325 (2000)",
        "the [relevant] Governments",
        "2.5 per cent, 1,000",
        "The Centre's role: to liaise; to report",
        "l’Asie centrale, c.-à-d. cinq États",
        "20 ноября 2017 г., в т.ч. вода",
        "EE.UU. y otros",
        "中心的职能：联络。",
        "المركز، والدول؛ المياه",
        "U.S. and U.K.",
        "R&D, Q&A",
        "$5 and 5 %",
        "one—two",
        "the database: five States",
        "said. The Centre",
        "S/RES/1325 (2000)",
        "A/C.3/72/L.5/Rev.1",
        "A/CONF.32/41",
        "HRI/GEN/1/Rev.9 (Vol. I)",
        "",
    ],
)
def test_sentences_are_left_alone(text):
    assert objected(text) == []


def test_what_a_passage_has_too_is_no_objection(grounds):
    assert objected("See www.un.org/cd or dppa@un.org <now> {x}", grounds) == []
    assert objected("See www.un.org/other", grounds)
    assert objected("See www.un.org/cd", []) != []


@pytest.mark.parametrize(
    ("length", "too_long"), [(MOST_CHARACTERS, False), (MOST_CHARACTERS + 1, True)]
)
def test_a_statement_has_the_length_of_a_sentence(length, too_long):
    found = [o.kind for o in find_form_objections("x" * length, [])]
    assert found == (["length"] if too_long else [])
