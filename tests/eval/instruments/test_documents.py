"""The documents that are measured on: what is taken of the files that are named."""

from __future__ import annotations

import json
import lzma

import pytest

from eval.instruments.documents import opened
from eval.instruments.errors import DocumentsError
from index.words import LANGUAGES


def line(symbol, number):
    texts = {"en": f"Recalls the work number {number},", "fr": f"Rappelle les travaux {number},"}
    return {
        "symbol": symbol,
        "kind": "resolution",
        "date": "2019-10-10",
        "title": {"en": f"Work number {number}", "fr": f"Travaux numéro {number}"},
        "paragraphs": [
            {"kind": "preambular", "n": 1, "text": texts},
            {"kind": "operative", "n": 1, "text": {"fr": "Décide de poursuivre."}},
            {"kind": "operative", "n": 2, "text": {"en": "Decides to continue."}},
        ],
    }


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "resolutions.jsonl.xz"
    lines = (json.dumps(line(f"A/RES/90/{n}", n)) + "\n" for n in range(1, 4))
    found.write_bytes(lzma.compress("".join(lines).encode()))
    return found


def test_only_what_is_wanted_is_taken_in_the_languages_that_are(path):
    said = []
    wanted = {"A/RES/90/1": {"en"}, "A/RES/90/3": set(LANGUAGES), "A/RES/90/9": {"en"}}
    with opened([path], wanted, said.append) as assistant:
        held = {str(d.symbol): d for d in assistant.documents()}
        assert {s for s in held if s.startswith("A/RES/90/")} == {"A/RES/90/1", "A/RES/90/3"}
        assert "A/RES/72/7" in held
        assert held["A/RES/90/1"].languages == ("en",)
        assert set(held["A/RES/90/3"].languages) == {"en", "fr"}
        texts = [p.versions["en"].text for p in held["A/RES/90/1"].paragraphs]
        assert "Decides to continue." in " ".join(texts)
        assert len(held["A/RES/90/3"].paragraphs) == len(texts) + 1
    assert "adding the documents" in said


def test_without_files_the_usual_home_is_measured(home, monkeypatch):
    monkeypatch.setenv("MANDATE_HOME", str(home))
    with opened([], {"A/RES/90/1": {"en"}}) as assistant:
        assert len(assistant.documents()) == 3


@pytest.mark.parametrize("content", [b"no archive", lzma.compress(b'{"symbol": "A/RES/90/1"\n')])
def test_a_file_that_cannot_be_read_is_named(content, tmp_path):
    path = tmp_path / "broken.jsonl.xz"
    path.write_bytes(content)
    with (
        pytest.raises(DocumentsError, match=r"broken\.jsonl\.xz cannot be read"),
        opened([path], {"A/RES/90/1": {"en"}}),
    ):
        pass


def test_a_file_with_nothing_that_is_wanted_is_refused(path):
    with (
        pytest.raises(DocumentsError, match=r"none of the documents that are wanted"),
        opened([path], {"A/RES/91/1": {"en"}}),
    ):
        pass
