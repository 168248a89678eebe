"""Sentences in six languages, and the verbs that govern them (golden.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.drafting.verbs import find_opening_verb, find_verbs
from index.build import open_index
from index.locator import Kind
from index.words import LANGUAGES

GOLDEN = tomllib.loads(Path(__file__).with_name("golden.toml").read_text(encoding="utf-8"))[
    "sentence"
]


def test_every_language_has_sentences() -> None:
    assert {case["language"] for case in GOLDEN} == set(LANGUAGES)


@pytest.mark.parametrize(
    "case", GOLDEN, ids=lambda case: f"{case['language']}: {case['text'][:40]}"
)
def test_the_governing_verbs_of_a_sentence(case: dict[str, object]) -> None:
    text, language = str(case["text"]), case["language"]
    found = [[each.verb.name, text[each.start : each.end]] for each in find_verbs(text, language)]
    assert found == case["verbs"]


@pytest.mark.parametrize(
    "case", GOLDEN, ids=lambda case: f"{case['language']}: {case['text'][:40]}"
)
def test_the_first_governing_verb_is_the_opening_one(case: dict[str, object]) -> None:
    text, language = str(case["text"]), case["language"]
    assert find_opening_verb(text, language) == next(find_verbs(text, language), None)


def test_every_preambular_and_operative_paragraph_of_the_shipped_documents_has_a_verb(
    home: Path,
) -> None:
    with open_index(home / "index") as index:
        versions = [
            version
            for document in index.documents
            for paragraph in document.paragraphs
            if paragraph.kind in (Kind.PREAMBULAR, Kind.OPERATIVE)
            for version in paragraph.versions.values()
        ]
    assert versions
    without = [
        each.text[:60] for each in versions if not find_opening_verb(each.text, each.language)
    ]
    assert not without


@pytest.mark.parametrize("text", ["", " ", "1.", "“", "Encouragement", "requesting-party", "，"])
def test_a_text_that_opens_with_no_verb_has_none(text: str) -> None:
    assert find_opening_verb(text, "en") is None
    assert list(find_verbs(text, "en")) == []
