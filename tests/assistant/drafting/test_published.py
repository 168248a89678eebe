"""How many paragraphs of published resolutions open with a verb of the table, and whether languages agree.

`MANDATE_DOCUMENT_DATA` names a folder with `un_resolutions_74_78.jsonl.xz`: resolutions of the General
Assembly and the Economic and Social Council, aligned in six languages.
"""

from __future__ import annotations

import json
import lzma
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.drafting.verbs import find_opening_verb
from index.words import LANGUAGES, Language

FILE = Path(os.environ.get("MANDATE_DOCUMENT_DATA", "")) / "un_resolutions_74_78.jsonl.xz"
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(
        not FILE.is_file(), reason="MANDATE_DOCUMENT_DATA names no folder of resolutions"
    ),
]
EVERY = 12
SCRIPTS = {"ru": "CYRILLIC", "ar": "ARABIC", "zh": "CJK"}
LEAST_FOUND = {"en": 0.99, "fr": 0.98, "ru": 0.98, "es": 0.98, "ar": 0.98, "zh": 0.98}
LEAST_AGREEING = {"fr": 0.94, "ru": 0.95, "es": 0.98, "ar": 0.97, "zh": 0.97}


def _paragraphs() -> Iterator[dict[Language, str]]:
    """Preambular paragraphs, and the operative ones that have a number of their own (no items)."""
    with lzma.open(FILE, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY:
                continue
            for paragraph in json.loads(line)["paragraphs"]:
                numbered = re.fullmatch(r"\d+\.?", str(paragraph["n"]))
                if paragraph["kind"] == "preambular" or numbered:
                    yield paragraph["text"]


def _written(text: str, language: Language) -> bool:
    """Whether a text is in its language's script: a few are published in another language."""
    letters = [unicodedata.name(letter, "") for letter in text if letter.isalpha()]
    own = [name for name in letters if name.startswith(SCRIPTS.get(language, "LATIN"))]
    return 2 * len(own) > len(letters)


@pytest.fixture(scope="module")
def paragraphs() -> list[dict[Language, str]]:
    return list(_paragraphs())


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_every_paragraph_opens_with_a_verb_of_the_table(
    paragraphs: list[dict[Language, str]], language: Language
) -> None:
    texts = [each[language] for each in paragraphs if _written(each.get(language, ""), language)]
    found = sum(find_opening_verb(text, language) is not None for text in texts)
    assert len(texts) > 1000
    assert found / len(texts) >= LEAST_FOUND[language]


@pytest.mark.parametrize("language", sorted(LEAST_AGREEING))
def test_the_languages_agree_on_the_force(
    paragraphs: list[dict[Language, str]], language: Language
) -> None:
    pairs = [
        (find_opening_verb(each["en"], "en"), find_opening_verb(each[language], language))
        for each in paragraphs
        if "en" in each and language in each
    ]
    both = [(first.verb.force, second.verb.force) for first, second in pairs if first and second]
    assert len(both) > 1000
    assert sum(first == second for first, second in both) / len(both) >= LEAST_AGREEING[language]
