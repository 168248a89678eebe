"""What is added: drawn from a file or invented, of the size that was asked for, readable as it is."""

from __future__ import annotations

import json
import lzma
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.scale.corpus import cut, draw, read_lines, texts_in, write_lines
from eval.scale.errors import CorpusError
from eval.scale.synthetic import resolutions
from index.readers.json_lines import read_json_line
from index.words import LANGUAGES


@pytest.fixture(scope="module")
def lines():
    """Forty invented resolutions in two languages."""
    return list(islice(resolutions(("en", "ru"), 7), 40))


def total(lines):
    return sum(len(line["paragraphs"]) for line in lines)


@pytest.mark.parametrize("size", [1, 199, 1000])
def test_invented_text_has_exactly_so_many_paragraphs(size, tmp_path):
    corpus = write_lines(cut(resolutions(("en",), 0), size), tmp_path / "corpus.jsonl")
    assert (corpus.paragraphs, corpus.texts) == (size, size)
    assert total(read_lines(corpus.path)) == size


def test_the_seed_decides_what_is_invented():
    def first(languages, seed):
        return list(islice(resolutions(languages, seed), 7))

    assert first(("en",), 1) == first(("en",), 1)
    assert first(("en",), 1) != first(("en",), 2)
    # The English is the same beside other languages.
    for alone, beside in zip(first(("en",), 1), first(LANGUAGES, 1), strict=True):
        assert [p["text"]["en"] for p in alone["paragraphs"]] == [
            p["text"]["en"] for p in beside["paragraphs"]
        ]


def test_invented_text_is_read_as_it_was_written():
    for line in islice(resolutions(LANGUAGES, 3), 12):
        versions = read_json_line(json.dumps(line).encode(), "invented")
        assert [version.language for version in versions] == list(LANGUAGES)
        for version in versions:
            assert version.warnings == ()
            texts = [v.text for place, v in version.paragraphs.items() if str(place) != "title"]
            assert texts == [p["text"][version.language] for p in line["paragraphs"]]
            operative = sum(p["kind"] == "operative" for p in line["paragraphs"])
            assert sum(str(place).startswith("op") for place in version.paragraphs) == operative


def test_invented_text_has_the_shape_of_resolutions():
    made = list(islice(resolutions(("en",), 5), 300))
    texts = [p["text"]["en"] for line in made for p in line["paragraphs"]]
    assert len({line["symbol"] for line in made}) == len(made)
    assert len({line["date"][:4] for line in made}) == 5
    assert 25 <= total(made) / len(made) <= 60
    assert 300 <= sum(map(len, texts)) / len(texts) <= 450
    # Much of a session's text is that of the session before.
    assert 0.3 <= 1 - len(set(texts)) / len(texts) <= 0.55
    assert 10_000 <= len({word for text in texts for word in text.split()}) <= 40_000


@settings(deadline=None, max_examples=30)
@given(sizes=st.tuples(st.integers(1, 900), st.integers(1, 900)), seed=st.integers(0, 5))
def test_a_draw_has_the_size_and_is_part_of_a_larger_one(lines, sizes, seed):
    small, large = (draw(lines, size, seed) for size in sorted(sizes))
    for drawn, size in ((small, min(sizes)), (large, max(sizes))):
        assert total(drawn) == min(size, total(lines))
    held = {line["symbol"]: line["paragraphs"] for line in large}
    for line in small:
        assert held[line["symbol"]][: len(line["paragraphs"])] == line["paragraphs"]
    order = [line["symbol"] for line in lines]
    assert [line["symbol"] for line in large] == sorted(held, key=order.index)


def test_a_file_is_read_packed_or_not_in_the_languages_asked_for(lines, tmp_path):
    plain = write_lines(lines, tmp_path / "lines.jsonl")
    packed = tmp_path / "lines.jsonl.xz"
    packed.write_bytes(lzma.compress(plain.path.read_bytes()))
    assert plain.languages == ("en", "ru")
    assert plain.texts == 2 * plain.paragraphs
    assert read_lines(packed) == read_lines(plain.path) == lines
    english = write_lines(read_lines(packed, ("en",)), tmp_path / "english.jsonl")
    assert english.languages == ("en",)
    assert english.texts == english.paragraphs == plain.paragraphs


def test_texts_of_the_plain_recipe_are_whole_resolutions(lines, tmp_path):
    found = texts_in(write_lines(lines[:3], tmp_path / "lines.jsonl").path)
    first = lines[0]
    assert [key for key, _ in found[:2]] == [f"{first['symbol']} en", f"{first['symbol']} ru"]
    assert found[1][1] == "\n\n".join(p["text"]["ru"] for p in first["paragraphs"])


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1]", b'{"symbol": "A/1"}', b'{"symbol": "A/1", "paragraphs": [1]}', b"\xff\xfe"],
)
def test_a_file_without_resolutions_is_refused(content, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"bad\.jsonl"):
        read_lines(path)


def test_a_file_that_is_not_packed_as_it_says_is_refused(tmp_path):
    path = tmp_path / "bad.jsonl.xz"
    path.write_bytes(b"{}")
    with pytest.raises(CorpusError, match="cannot be read"):
        read_lines(path)
