"""What is typography and what is wording."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.quotation.fold import TokenKind, loose, tokens
from assistant.verify import find_quote

from .spans import spans

often = settings(deadline=None, database=None, max_examples=150)


def keys(text):
    return [token.key for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“the Centre”", '"the Centre"'),
        ("«the Centre»", "„the Centre“"),
        ("‘the Centre’", "''the Centre''"),
        ("「中心」", "“中心”"),
        ("l’État", "l'État"),
        ("d`une", "d´une"),
        ("dʼInformation", "d’Information"),
        ("up-to-date", "up\u2011to\u2011date"),
        ("2015–2020", "2015-2020"),
        ("so — it", "so -- it"),
        ("中心——职能", "中心—职能"),
        ("S/2007/279–S/2007/280", "S/2007/279-S/2007/280"),
        ("the  Centre", "the\u00a0Centre"),
        ("the\r\nCentre", "the\u2028Centre"),
        ("suivantes :", "suivantes\u202f:"),
        ("countries", "coun\u00adtries"),
        ("countries", "coun\u00ad\ntries"),
        ("the Centre", "\u202athe\u202c \u200fCentre\ufeff"),
        ("المركز الإقليمي", "الــمركز الإقلــيمي"),
        ("ﻻ", "لا"),
        ("final", "ﬁnal"),
        ("１２３（年）", "123(年)"),
        ("中 心", "中心"),
        ("détail", unicodedata.normalize("NFC", "de\u0301tail")),
        ("a … b", "a ... b"),
        ("a […] b", "a (. . .) b"),
    ],
)
def test_typography_is_folded(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Centre", "the centre"),
        ("region,", "region"),
        ("region.", "region;"),
        ("some one", "someone"),
        ("co-operation", "cooperation"),
        ("preventive diplomacy", "preventive-diplomacy"),
        ("3 000", "3000"),
        ("10²", "102"),
        ("CO₂", "CO2"),
        ("État", "Etat"),
        ("ещё", "еще"),
        ("الدُّوَل", "الدول"),
        ("l’État", "l État"),
        ("٢٠٠٧", "2007"),
        ("中心，", "中心。"),
        ("(a)", "a"),
        ("may", "may not"),
    ],
)
def test_wording_is_not(one, other):
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Centre", "CENTRE"), ("État", "etat"), ("ещё", "еще"), ("الدُّوَل", "الدول")]
)
def test_a_word_written_otherwise_is_the_same_word_loosely(one, other):
    assert [loose(key) for key in keys(one)] == [loose(key) for key in keys(other)]


def test_tokens_know_their_places_and_kinds():
    text = "The “Centre”, 中心¹ […]"
    found = [(text[t.start : t.end], t.kind) for t in tokens(text)]
    assert found == [
        ("The", TokenKind.WORD),
        ("“", TokenKind.MARK),
        ("Centre", TokenKind.WORD),
        ("”", TokenKind.MARK),
        (",", TokenKind.MARK),
        ("中", TokenKind.HAN),
        ("心", TokenKind.HAN),
        ("¹", TokenKind.RAISED),
        ("[…]", TokenKind.ELLIPSIS),
    ]


@often
@given(st.text(max_size=200))
def test_tokens_of_any_text_follow_each_other_and_leave_out_nothing_seen(text):
    text = unicodedata.normalize("NFC", text)
    end = 0
    for token in tokens(text):
        assert not any(c.isalnum() and c != "\u0640" for c in text[end : token.start])
        assert end <= token.start < token.end <= len(text)
        assert token.key
        end = token.end
    assert not any(c.isalnum() and c != "\u0640" for c in text[end:])


@often
@given(data=st.data())
def test_words_are_cut_where_quotes_may_be(documents, data):
    """A span that is cut at tokens is one that the verifier takes, and the other way round."""
    paragraphs = [p for d in documents for p in d.paragraphs]
    paragraph, language, start, end = data.draw(spans(paragraphs))
    text = paragraph.versions[language].text
    cut = tokens(text)
    edges = {t.start for t in cut} | {t.end for t in cut}
    words = text[start:end].strip()
    if not words:
        return
    start += len(text[start:end]) - len(text[start:end].lstrip())
    assert {start, start + len(words)} <= edges
    one, other = sorted(data.draw(st.tuples(*[st.sampled_from(sorted(edges))] * 2)))
    if text[one:other].strip():
        assert find_quote(paragraph, text[one:other], language) is not None
