"""Tokens: never fewer than any tokenizer makes of a text, and nothing is downloaded to know it."""

from __future__ import annotations

import socket
import time

import pytest
import tiktoken
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import SettingsError
from assistant.language_model.tokens import count_tokens, load_encoding

often = settings(deadline=None, database=None, max_examples=100)
BYTES = [bytes([value]) for value in range(256)]
TEXTS = st.text(max_size=60) | st.text(alphabet="the cenñй中心ا😀\u0301\n ", max_size=60)
PATTERNS = [r"[\s\S]", r"[\s\S]+", r"\w+|\W+", r"\s*\S+|\s+", r"\p{L}+|\p{N}{1,3}|[^\p{L}\p{N}]+"]


@st.composite
def vocabularies(draw: st.DrawFn, text: str) -> list[bytes]:
    """All bytes, and what random merges make of them: many of what stands in `text`."""
    held = list(BYTES)
    own = sorted({bytes([value]) for value in text.encode()}) or list(BYTES)
    for _ in range(draw(st.integers(0, 12))):
        choice = st.sampled_from(own)
        merged = draw(choice) + draw(choice)
        if merged not in held:
            held.append(merged)
            own.append(merged)
    return held


@pytest.fixture
def offline(monkeypatch, tmp_path):
    """Whoever opens a connection fails, and is told of; encodings are loaded anew."""
    tried = []

    def refuse(*args, **kwargs):
        tried.append(args)
        raise OSError("no network")

    for name in ("socket.connect", "socket.connect_ex", "getaddrinfo", "create_connection"):
        monkeypatch.setattr(f"socket.{name}", refuse)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    load_encoding.cache_clear()
    yield tried
    load_encoding.cache_clear()


@often
@given(data=st.data(), text=TEXTS, pattern=st.sampled_from(PATTERNS))
def test_no_tokenizer_makes_more_of_a_text(data, text, pattern):
    vocabulary = data.draw(vocabularies(text))
    ranks = {token: rank for rank, token in enumerate(vocabulary)}
    theirs = tiktoken.Encoding("x", pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
    assert theirs.decode(theirs.encode_ordinary(text)) == text
    assert count_tokens(text, theirs) <= count_tokens(text, load_encoding())


@often
@given(TEXTS)
def test_it_is_the_bytes_of_the_text(text):
    assert count_tokens(text, load_encoding()) == len(text.encode())


@often
@given(TEXTS, TEXTS)
def test_pieces_take_as_many_as_the_whole(first, second):
    encoding = load_encoding()
    apart = count_tokens(first, encoding) + count_tokens(second, encoding)
    assert count_tokens(first + second, encoding) == apart


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\udcff" * 50, "\ud83d\ude00"])
def test_lone_surrogates_are_counted(text):
    assert count_tokens(text, load_encoding()) >= len(text)


@pytest.mark.parametrize("special", ["<|endoftext|>", "<|im_start|>", "<|fim_prefix|>", "</s>"])
def test_special_tokens_are_text(special):
    ranks = {token: rank for rank, token in enumerate(BYTES)}
    theirs = tiktoken.Encoding(
        "x", pat_str=r"[\s\S]", mergeable_ranks=ranks, special_tokens={special: 256}
    )
    assert count_tokens(special, theirs) == len(special)
    assert count_tokens(special, load_encoding()) == len(special)


def test_nothing_is_downloaded(offline):
    assert count_tokens("Центр", load_encoding()) == 10
    assert offline == []


def test_it_is_loaded_once():
    assert load_encoding(None) is load_encoding(None)


@pytest.mark.parametrize("name", ["", "bytes", "cl100k", "CL100K_BASE", "gpt-4o"])
def test_an_encoding_of_another_name_is_a_wrong_setting(offline, name):
    with pytest.raises(SettingsError, match=r"MANDATE_MODEL_ENCODING is .*cl100k_base"):
        load_encoding(name)
    assert offline == []


def test_an_encoding_that_cannot_be_had_is_a_wrong_setting(offline, monkeypatch):
    monkeypatch.setattr("tiktoken.registry.ENCODINGS", {})
    with pytest.raises(SettingsError, match=r"TIKTOKEN_CACHE_DIR, or unset MANDATE_MODEL_ENCODING"):
        load_encoding("cl100k_base")
    assert offline


def test_an_encoding_by_name_is_tiktoken_s(monkeypatch):
    ranks = {token: rank for rank, token in enumerate([*BYTES, b"th", b"the"])}
    theirs = tiktoken.Encoding("x", pat_str=r"\w+|\W", mergeable_ranks=ranks, special_tokens={})
    monkeypatch.setattr("tiktoken.get_encoding", {"cl100k_base": theirs}.get)
    load_encoding.cache_clear()
    try:
        assert count_tokens("the", load_encoding("cl100k_base")) == 1
    finally:
        load_encoding.cache_clear()


@pytest.mark.parametrize("text", ["a" * 300_000, "中" * 100_000, " " * 300_000, "\n\t" * 150_000])
def test_long_texts_are_counted_quickly(text):
    began = time.monotonic()
    assert count_tokens(text, load_encoding()) == 300_000
    assert time.monotonic() - began < 5


def test_the_offline_fixture_notices_connections(offline):
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("localhost", 9))
    assert len(offline) == 1
