"""Language packs: the same for each language, and usable."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import get_args

import pytest

from assistant.question.pack import folded, load_pack
from index.ordinals import ordinal
from index.words import Language

LANGUAGES = get_args(Language)


def read(language):
    text = (files("assistant") / "languages" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def keys(table, before=""):
    """The names of all values of nested tables."""
    found = set()
    for name, value in table.items():
        found |= keys(value, f"{before}{name}.") if isinstance(value, dict) else {before + name}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_keys(language):
    assert keys(read(language)) == keys(read("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_compiles(language):
    pack = load_pack(language)
    patterns = [*pack.ordinals, *pack.numerals]
    for table in (pack.ask, pack.document, pack.place, pack.follow):
        patterns += table.values()
    assert len(patterns) > 50
    for pattern in patterns:
        assert isinstance(pattern, re.Pattern)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_matches_nothing_at_all(language):
    pack = load_pack(language)
    for table in (pack.ask, pack.document, pack.place, pack.follow):
        for name, pattern in table.items():
            assert not pattern.search(""), name
    for pattern in (*pack.ordinals, *pack.numerals):
        assert not pattern.search("")


@pytest.mark.parametrize("language", LANGUAGES)
def test_twenty_ordinals_are_known_each_in_its_place(language):
    ordinals = load_pack(language).ordinals
    assert len(ordinals) == 20
    for number in range(1, 21):
        written = folded(ordinal(number, language))
        last = max(n for n, pattern in enumerate(ordinals, start=1) if pattern.search(written))
        assert last == number, written


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_numerals_are_known(language):
    assert len(load_pack(language).numerals) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_folded_and_there_are_some(language):
    pack = load_pack(language)
    for words in (pack.stop, pack.frame, pack.body):
        assert words
        assert all(word == folded(word) for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_that_is_written_short_is_read_in_every_language(language):
    match = load_pack(language).place["short"].search("op2")
    assert match is not None
    assert match["head"] == "op"
    assert match["number"] == "2"


@pytest.mark.parametrize(
    "text",
    ["Straße ﬁ ΐ İ", "ЁЖИК й", "Où ça ?", "الأُولى", "第三项职能", "𝐖𝐡𝐚𝐭", "e\u0301 \u0301"],
)
def test_folding_keeps_offsets(text):
    assert len(folded(text)) == len(text)


def test_folding_takes_case_and_accents_away():
    assert folded("ÉTÉ Ёлка") == "ete елка"
