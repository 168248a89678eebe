"""The training, on a made-up corpus of a few words."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedder import load_embedder
from index.embedder.pooling import Pooling
from index.embedder.static import StaticEmbedder
from index.embedder.training import (
    acronyms,
    batches,
    corpus,
    first,
    measure,
    save,
    spelling,
    vocabulary,
)
from index.embedder.training.aligned import Aligned
from index.words import LANGUAGES, Language

MakeStatic = Callable[..., Path]

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
        for _ in range(140):
            cells = {"": "x"} | {str(language): cell for language, cell in text().items()}
            rows.append("\t".join(cells[column] for column in file.columns))
        write(folder / "pairs" / file.name, rows)
    (folder / "qa").mkdir()
    for questions in corpus.QUESTION_FILES:
        pairs = []
        for _ in range(30):
            passage = text()[questions.language]
            pairs.append((passage[:12], passage))
        write(folder / "qa" / questions.name, question_lines(questions.name, pairs))
    return folder


def question_lines(name: str, pairs: list[tuple[str, str]]) -> list[str]:
    """As each of the sources lays out its questions: one article a pair, or one line."""
    if name.endswith(".jsonl.xz"):
        return [json.dumps({"q": question, "a": passage}) for question, passage in pairs]
    articles = [
        {"paragraphs": [{"context": passage, "qas": [{"question": question}]}]}
        for question, passage in pairs
    ]
    return [json.dumps({"data": articles})]


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
        assert len(source) + len(held_out) == 140
    for questions in texts.held_out_questions:
        source = next(aligned for aligned in texts.training if aligned.name == questions.name)
        assert len(source) + len(questions) == 30
    assert sum(aligned.weight for aligned in texts.training) == pytest.approx(1)


def test_all_is_trained_on_when_nothing_is_held_out(data: Path) -> None:
    texts = corpus.read_corpus(data, hold_out=False)
    assert len(texts.training[0]) == 15 * 9 - 1
    assert len(texts.held_out) == 0
    assert texts.held_out_pairs == texts.held_out_questions == []


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


def test_first_table_translates_and_leaves_the_texts_alone(data: Path) -> None:
    texts = corpus.read_corpus(data)
    tokenizer = vocabulary.train_tokenizer(texts.training, 1)
    sources = [batches.prepare(tokenizer, aligned) for aligned in texts.training]
    before = [part.flat.copy() for source in sources for part in source.tokens.values()]
    pieces = vocabulary.pieces_of(tokenizer)
    table = first.first_table(sources, pieces, 128, 0.25, seed=1)
    after = [part.flat for source in sources for part in source.tokens.values()]
    assert all(map(np.array_equal, before, after))
    assert table.shape == (len(pieces), 128)
    save.save_model(data / "first", tokenizer, table, Pooling())
    embedder = StaticEmbedder(data / "first")
    english = embedder.encode_document([word("en", number) for number in range(30)])
    for language in LANGUAGES:
        rows = embedder.encode_query([word(language, number) for number in range(30)])
        right = (rows @ english.T).argmax(axis=1) == np.arange(30)
        assert np.mean(right) > 0.6, language


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
    drawn = batches.Sampler(sources, 16, seed=3).draw()
    assert np.array_equal(again.draw().left.pieces, drawn.left.pieces)


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


SETTINGS = {"dimension": 64, "batch": 64, "rate": 0.05, "warm_up": 10}


def test_train_writes_a_model_that_has_learnt(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from index.embedder import train
    from index.embedder.training.loop import Settings

    lines: list[str] = []
    settings = Settings(**SETTINGS, steps=100)  # type: ignore[arg-type]
    train.train_and_measure(data, tmp_path / "measured", settings, lines.append)
    train.train(corpus.read_corpus(data, False), tmp_path / "model", settings, lines.append)
    train.write_card(tmp_path, settings)
    embedder = load_embedder(tmp_path / "model")
    assert embedder.dimension == 64
    chance = random.Random(6)
    texts = [versions(chance.sample(range(30), 12)) for _ in range(30)]
    english = embedder.encode_document([text["en"] for text in texts])
    for language in LANGUAGES:
        scores = embedder.encode_query([text[language] for text in texts]) @ english.T
        assert np.mean(scores.argmax(axis=1) == np.arange(30)) > 0.8, language
    card = (tmp_path / "model" / "README.md").read_text(encoding="utf-8")
    assert "100 batches" in card
    assert "{" not in card
    for name in [file.name for file in (*corpus.PAIR_FILES, *corpus.QUESTION_FILES)]:
        assert name in card
    assert any("steps/s" in line for line in lines)


def test_same_seed_gives_the_same_model(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from index.embedder import train
    from index.embedder.training.loop import Settings

    texts = corpus.read_corpus(data)
    settings = Settings(**SETTINGS, steps=3)  # type: ignore[arg-type]
    for name in ("one", "two"):
        train.train(texts, tmp_path / name, settings, lambda line: None)
    names = {StaticEmbedder(tmp_path / name).name for name in ("one", "two")}
    assert len(names) == 1


def test_command_trains_what_is_asked(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from index.embedder import train

    train.main(["--data", str(data), "--out", str(tmp_path), "--steps", "1", "--only", "measured"])
    assert (tmp_path / "measured" / train.FIGURES).is_file()
    assert not (tmp_path / "model").exists()
    train.main(["--data", str(data), "--out", str(tmp_path), "--steps", "1", "--only", "model"])
    assert (tmp_path / "model" / "README.md").is_file()


def test_any_model_is_evaluated(
    data: Path, make_static: MakeStatic, capsys: pytest.CaptureFixture[str]
) -> None:
    from index.embedder import evaluate

    evaluate.main(["--data", str(data), "--embedder", str(make_static())])
    printed = capsys.readouterr().out
    assert "loads in" in printed
    assert "paragraphs a second" in printed
    assert "| whole paragraph → the English paragraph, recall@1 | – |" in printed


def test_acronyms_stand_for_names() -> None:
    texts: dict[Language, list[str]] = {language: ["", ""] for language in LANGUAGES}
    texts["en"] = ["Requests the United Nations Office on Drugs and Crime to report", "Peace"]
    texts["ru"] = ["просит Управление Организации Объединенных Наций", ""]
    texts["ru"][0] = "в сотрудничестве с Организацией по безопасности и сотрудничеству в Европе"
    names, mentions = acronyms.said_by_acronym(Aligned("made up", 1.0, texts), 0.1)
    assert mentions.asked is not None
    assert mentions.asked["en"] == ["Requests the UNODC to report"]
    assert mentions.asked["ru"] == ["в сотрудничестве с ОБСЕ"]
    assert mentions.texts["en"] == texts["en"][:1]
    assert names.asked is not None
    for language in LANGUAGES:
        assert len(names.texts[language]) == len(names.asked[language])


def test_words_spelt_alike_share_features() -> None:
    pieces = ["▁president", "▁президент", "▁صندوق", "▁和平", "▁和约"]
    found = spelling.features(pieces).toarray()
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(pieces)))
    alike = found @ found.T
    assert alike[0, 1] > 0.5 > 0.2 > alike[0, 2]
    assert alike[3, 4] > 0.4


def test_whole_numbers_keep_the_rows() -> None:
    table = np.random.default_rng(3).standard_normal((5, 200)).astype(np.float32)
    table[2] = 0
    steps, scales = save.whole(table)
    assert np.abs(steps).max() == save.STEPS
    again = steps * scales[:, None]
    assert np.abs(again - table).max() <= np.abs(table).max() / save.STEPS
    assert not again[2].any()


def test_recall_of_a_perfect_model() -> None:
    queries = np.eye(4, dtype=np.float32)
    assert measure._recall(queries, queries, np.arange(4), 1) == 1
    assert measure._recall(queries, queries[::-1], np.arange(4), 1) == 0
