"""Whole speeches, one in each of the six languages, with what is to be found in them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

SPEECHES = tomllib.loads(Path(__file__).with_name("speeches.toml").read_text(encoding="utf-8"))[
    "speech"
]


def address(place):
    return place.symbol if place.locator is None else f"{place.symbol}#{place.locator}"


@pytest.mark.parametrize("speech", SPEECHES, ids=[s["language"] for s in SPEECHES])
def test_a_speech(check, speech):
    text = speech["text"]
    found = check(text, reader=speech["language"])
    for quote, (beginning, verdict, place) in zip(found.quotes, speech["quotes"], strict=True):
        assert quote.text.startswith(beginning)
        assert (quote.verdict, [*map(address, quote.attributed_to)]) == (
            verdict,
            [place] if place else [],
        ), beginning
        assert text[quote.start : quote.end] == quote.text
    assert [[address(p), p.verdict] for p in found.places] == speech["places"]
    assert found.unmatched == ()


def test_every_language_has_a_speech():
    assert [speech["language"] for speech in SPEECHES] == ["en", "fr", "ru", "es", "ar", "zh"]
