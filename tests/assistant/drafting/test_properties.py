"""What holds of every text: spans lie in it, are whole words, follow one another, and cost no exception."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.verbs import find_verbs
from index.words import LANGUAGES, Language

GOLDEN = tomllib.loads(Path(__file__).with_name("golden.toml").read_text(encoding="utf-8"))[
    "sentence"
]
PIECES = [*sorted({word for case in GOLDEN for word in case["text"].split()}), ",", "،", "“"]
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES)).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_spans_are_whole_words_of_the_text_in_order(text: str, language: Language) -> None:
    last = 0
    for found in find_verbs(text, language):
        assert last <= found.start < found.end <= len(text)
        words = text[found.start : found.end]
        assert words == words.strip()
        if language != "zh":
            assert not text[found.end : found.end + 1].isalnum()
            assert not (found.start and text[found.start - 1].isalnum())
        last = found.end


@settings(max_examples=100, deadline=None)
@given(case=st.sampled_from(GOLDEN), before=st.integers(0, 3))
def test_a_label_before_a_paragraph_moves_its_verbs_and_changes_none(
    case: dict[str, object], before: int
) -> None:
    label = ["", "1. ", "12 - ", "(a) "][before]
    text, language = str(case["text"]), case["language"]
    moved = [(each.verb, each.start + len(label)) for each in find_verbs(text, language)]
    assert [(each.verb, each.start) for each in find_verbs(label + text, language)] == moved
