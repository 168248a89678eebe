"""The words of a text, read at once, are those of its tokens."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.quotation.fold import tokens
from assistant.quotation.pairs import is_plain, loose_words, words_in

_USUAL = "aZ09_ ,.()/-\n\t’“”«»–…•éÉñœşЖжё№абوةأ،ـً٣国会第。《》（"
_SELDOM = (
    "²ªº½µ¨´ŀſĲʼʹﬁ㎏™℃ａ１＿々豈\u0301\u0483\u064b\u00ad\u200d\u200f\u2028\ufe0f\u0085\u0000\x1c"
)
_TEXTS = st.one_of(
    st.text(alphabet=_USUAL, max_size=40),
    st.text(alphabet=_USUAL + _SELDOM, max_size=40),
    st.text(),
).map(lambda text: unicodedata.normalize("NFC", text))


@given(_TEXTS)
@example("5 ㎏ and № 7")
@example("co\u00ad\noperation")
@example("word²")
def test_the_words_of_a_text_are_those_of_its_tokens(text):
    assert list(words_in(text)) == loose_words(tokens(text))


def test_every_plain_character_may_stand_beside_a_word():
    # Of Chinese characters the first few; what is not plain is cut into tokens anyway.
    for character in filter(is_plain, map(chr, [*range(0x20, 0x3500), *range(0xF900, 0x10000)])):
        text = unicodedata.normalize("NFC", f"ab{character}cd {character} e{character}")
        assert list(words_in(text)) == loose_words(tokens(text)), hex(ord(character))


@given(_TEXTS)
def test_the_tokens_of_a_plain_text_are_words_where_their_keys_are(text):
    if is_plain(text):
        assert not any(any(map(str.isalnum, t.key)) for t in tokens(text) if not t.is_word)


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Secretary-General to report, “as appropriate”, by 2030;",
        "Prie l’Assemblée générale d’œuvrer à l’égalité : « sans délai »",
        "просит Генерального секретаря — вновь — доложить ещё раз",
        "Pide a los Estados que actúen según el artículo 19…",
        "يطلب إلى الأمين العام أن يقدم تقريرا، في دورتها ٧٣؛",
        "请秘书长向大会第七十五届会议提交报告。",
    ],
)
def test_usual_texts_are_plain(text):
    assert is_plain(text)
