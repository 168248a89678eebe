"""The training, on a made-up corpus of a few words."""

from __future__ import annotations

import json
import lzma
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedder import load_embedder
from index.embedder.training import batches, corpus, measure, vocabulary
from index.words import LANGUAGES, Language

# Thirty "words" of each language; the n-th of one language translates the n-th of another.
LETTERS: dict[Language, str] = {
    "en": "abcdefgh",
    "fr": "ijklmnop",
    "ru": "абвгдежз",
    "es": "qrstuvwx",
    "ar": "بتثجحخدذ",
    "zh": "一二三四五六七八",
}


def word(language: Language, number: int) -> str:
    letters = LETTERS[language]
    return letters[number % 8] + letters[number // 8] + letters[(number * 5) % 8]


def versions(numbers: list[int]) -> dict[Language, str]:
    return {
        language: ("" if language == "zh" else " ").join(word(language, n) for n in numbers)
        for language in LANGUAGES
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with every file that training reads, each of a few lines."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "pairs").mkdir()
    chance = random.Random(5)

    def text() -> dict[Language, str]:
        return versions(chance.sample(range(30), 12))

    resolutions = [
        {
            "symbol": f"A/RES/{session}/{number}",
            "title": text(),
            "paragraphs": [{"kind": "operative", "n": n, "text": text()} for n in range(1, 9)],
        }
        for session in (74, 75, 76, 77, 78)
        for number in range(1, 4)
    ]
    # A held-out resolution that repeats what was trained on, and a version that is missing.
    resolutions[-1]["title"] = resolutions[0]["title"]
    del resolutions[1]["title"]["ar"]  # type: ignore[attr-defined]
    write(folder / corpus.RESOLUTIONS, [json.dumps(resolution) for resolution in resolutions])
    for file in corpus.PAIR_FILES:
        rows = ["\t".join(file.columns)] if file.header else []
        for _ in range(20):
            cells = {"": "x"} | {str(language): cell for language, cell in text().items()}
            rows.append("\t".join(cells[column] for column in file.columns))
        write(folder / "pairs" / file.name, rows)
    return folder


def write(path: Path, lines: list[str]) -> None:
    path.write_bytes(lzma.compress("".join(f"{line}\n" for line in lines).encode()))


def test_held_out_documents_are_not_trained_on(data: Path) -> None:
    texts = corpus.read_corpus(data)
    trained = set(texts.training[0].texts["en"])
    assert len(texts.training[0]) == 12 * 9
    assert len(texts.held_out) == 3 * 9 - 1
    assert trained.isdisjoint(texts.held_out.texts["en"])
    assert texts.training[0].texts["ar"].count("") == 1
    for held_out in texts.held_out_pairs:
        source = next(aligned for aligned in texts.training if aligned.name == held_out.name)
        assert len(held_out) > 0
        assert len(source) + len(held_out) == 20
    assert sum(aligned.weight for aligned in texts.training) == pytest.approx(1)


def test_broken_line_is_named(data: Path, tmp_path: Path) -> None:
    file = corpus.PAIR_FILES[0]
    (tmp_path / "pairs").mkdir()
    (tmp_path / corpus.RESOLUTIONS).write_bytes((data / corpus.RESOLUTIONS).read_bytes())
    write(tmp_path / "pairs" / file.name, ["header", "one column"])
    with pytest.raises(ValueError, match="text 1 has 1 columns"):
        corpus.read_corpus(tmp_path)


@given(
    lengths=st.lists(st.integers(0, 40), min_size=2, max_size=12),
    prefixes=st.lists(st.integers(0, 4), min_size=2, max_size=12),
)
def test_bags_are_the_stretches_asked_for(lengths: list[int], prefixes: list[int]) -> None:
    count = min(len(lengths), len(prefixes))
    ends = np.cumsum([0, *lengths])
    tokens = batches.Tokens(np.arange(ends[-1], dtype=np.int32), ends)
    bags = tokens.take(ends[:count], tokens.lengths[:count])
    others = batches.Tokens(-np.arange(1, 5, dtype=np.int32), np.array([0, 4]))
    firsts = others.take(np.zeros(count, dtype=np.int64), np.array(prefixes[:count]))
    both = bags.after(firsts)
    pieces = np.split(both.pieces, both.offsets[1:])
    for row in range(count):
        own = list(range(ends[row], ends[row + 1]))
        assert pieces[row].tolist() == [-n for n in range(1, prefixes[row] + 1)] + own


def test_batches_pair_versions_of_one_text(data: Path) -> None:
    texts = corpus.read_corpus(data)
    tokenizer = vocabulary.train_tokenizer(texts.training, 1)
    sources = [batches.prepare(tokenizer, aligned) for aligned in texts.training]
    sampler = batches.Sampler(sources, 16, seed=3)
    for _ in range(50):
        batch = sampler.draw()
        assert len(batch.left.offsets) == len(batch.right.offsets) == len(batch.groups)
        for bags in (batch.left, batch.right):
            sizes = np.diff(bags.offsets, append=len(bags.pieces))
            assert sizes.min() > 0
            assert sizes.max() <= batches.WINDOW + 20
    again = batches.Sampler(sources, 16, seed=3)
    first = batches.Sampler(sources, 16, seed=3).draw()
    assert np.array_equal(again.draw().left.pieces, first.left.pieces)


def test_tokenizer_knows_six_scripts_and_cuts_long_han_pieces(data: Path) -> None:
    texts = corpus.read_corpus(data)
    tokenizer = vocabulary.train_tokenizer(texts.training, 1)
    for language in LANGUAGES:
        ids = tokenizer.encode(texts.training[0].texts[language][0]).ids
        assert ids
        assert tokenizer.token_to_id(vocabulary.UNKNOWN) not in ids
    pieces = tokenizer.get_vocab()
    assert max(len(piece) for piece in pieces if "一" in piece) <= 4
    assert tokenizer.encode("AB\u0301-ab").ids == tokenizer.encode("ab ab").ids


def test_train_writes_a_model_that_has_learnt(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from index.embedder import train
    from index.embedder.training.loop import Settings

    lines: list[str] = []
    out = tmp_path / "model"
    settings = Settings(dimension=64, batch=64, steps=300, rate=0.05, warm_up=10)
    train.train(data, out, settings, lines.append)
    embedder = load_embedder(out)
    assert embedder.dimension == 64
    chance = random.Random(6)
    texts = [versions(chance.sample(range(30), 12)) for _ in range(30)]
    english = embedder.encode_document([text["en"] for text in texts])
    for language in LANGUAGES:
        scores = embedder.encode_query([text[language] for text in texts]) @ english.T
        assert np.mean(scores.argmax(axis=1) == np.arange(30)) > 0.8, language
    card = (out / "README.md").read_text(encoding="utf-8")
    assert "300 batches" in card
    for file in corpus.PAIR_FILES:
        assert file.name in card
    assert any("steps/s" in line for line in lines)
    again = tmp_path / "again"
    train.main(["--data", str(data), "--out", str(again), "--steps", "2"])
    assert (again / "modules.json").is_file()


def test_recall_of_a_perfect_model() -> None:
    queries = np.eye(4, dtype=np.float32)
    assert measure._recall(queries, queries, np.arange(4), 1) == 1
    assert measure._recall(queries, queries[::-1], np.arange(4), 1) == 0
