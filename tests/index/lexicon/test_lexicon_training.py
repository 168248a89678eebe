"""Training on a toy corpus whose translations are known."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from index.lexicon.corpus import Numbering, Pair, Ragged, pairs, read_parallel, written_in
from index.lexicon.train import Vocabulary, english_paraphrases, translations
from index.words import Language

WORDS = {
    "water": "eau",
    "women": "femmes",
    "peace": "paix",
    "law": "loi",
    "health": "santé",
    "trade": "commerce",
}


def sentences() -> list[Pair]:
    names = list(WORDS)
    found = []
    for a in names:
        for b in names:
            for c in names:
                chosen = [a, b, c]
                found.append(Pair(" ".join(chosen), " ".join(WORDS[w] for w in chosen), 1.0))
    return found


def test_alignment_finds_the_translations() -> None:
    pytest.importorskip("numba")
    from index.lexicon.align import align

    english, french = Numbering("en"), Numbering("fr")
    texts = read_parallel(sentences(), english, french)
    sizes = len(english.stems), len(french.stems)
    links = align(texts, sizes)
    best = translations(links.english, links.foreign, links.count, sizes)
    for foreign in range(sizes[1]):
        mine = np.flatnonzero(best.foreign == foreign)
        top = mine[np.argmax(best.to_english[mine])]
        assert best.to_english[top] > 0.8
        # Both vocabularies are numbered in the order of WORDS.
        assert best.english[top] == foreign


def test_a_vocabulary_beyond_16_bits_is_refused() -> None:
    pytest.importorskip("numba")
    from index.lexicon.align import align

    texts = read_parallel(sentences()[:1], Numbering("en"), Numbering("fr"))
    with pytest.raises(ValueError, match="16 bits"):
        align(texts, (1 << 16, 5))


def test_paraphrases_share_a_translation() -> None:
    # English 0 and 1 are both foreign 0; English 2 is foreign 1.
    pivot = translations(
        np.array([0, 1, 2], dtype=np.int32),
        np.array([0, 0, 1], dtype=np.int32),
        np.array([300.0, 100.0, 50.0]),
        (3, 2),
    )
    table = english_paraphrases([pivot, pivot], 3)
    assert table.links(0)[0] == [1]
    assert table.links(0)[1][0] == pytest.approx(0.25, abs=0.01)
    assert table.links(0)[2][0] == pytest.approx(0.75, abs=0.01)
    assert table.links(2)[0] == []


def test_paragraphs_that_are_empty_or_too_long_are_dropped() -> None:
    texts = [
        Pair("water", "eau", 1.0),
        Pair("1999", "1999", 1.0),
        Pair("water " * 200, "eau " * 200, 1.0),
    ]
    assert len(read_parallel(texts, Numbering("en"), Numbering("fr")).weight) == 1


def test_rare_stems_leave_the_vocabulary_and_the_texts() -> None:
    numbering = Numbering("en")
    ragged = Ragged.of([numbering.read("law of water"), numbering.read("water")])
    vocabulary = Vocabulary.of(numbering.stems, np.array([1.0, 3.0, 2.0]))
    assert vocabulary.stems == ["of", "water"]
    kept = ragged.renumbered(vocabulary.new)
    assert kept.flat.tolist() == [0, 1, 1]
    assert kept.start.tolist() == [0, 2, 3]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("рыболовство ФАО", "ru", True),
        ("pêches et des activités (FAO)", "ru", False),
        ("粮农组织 FAO", "zh", True),
        ("Food and Agriculture 粮", "zh", False),
        ("", "en", False),
        ("1999", "fr", False),
        ("Été", "fr", True),
    ],
)
def test_a_text_in_another_script_is_noticed(text: str, language: Language, expected: bool) -> None:
    assert written_in(text, language) is expected


def test_resolutions_are_read_once_each_and_can_be_left_out(tmp_path: Path) -> None:
    title = {"en": "Water", "fr": "Eau", "ru": "Water"}
    rows = [
        {"symbol": symbol, "title": title, "paragraphs": [{"text": {"en": text, "fr": text}}]}
        for symbol, text in (("A/RES/77/1", "Paris"), ("A/RES/78/1", "Rome"))
    ]
    with lzma.open(tmp_path / "un_resolutions_74_78.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    _write_empty(tmp_path / "pairs")
    found = [pair[:2] for pair in pairs(tmp_path, "fr", without="A/RES/78/")]
    assert found == [("Water", "Eau"), ("Paris", "Paris")]
    # A Russian title in Latin letters is not Russian.
    assert list(pairs(tmp_path, "ru")) == []


def _write_empty(folder: Path) -> None:
    folder.mkdir()
    for name, header in (
        ("tico19_6way", "en\tfr"),
        ("sdg_translations_6way", "key\ten\tfr"),
        ("unbis_labels", "id\ten\tfr"),
        ("tatoeba_en_fr_minus_laser", ""),
        ("laws_en_fr", ""),
        ("mozilla_legal_en_fr", ""),
        ("mozilla_legal_en_ru", ""),
        ("php_en_ru", ""),
        ("mlqe_pe_ru-en", ""),
    ):
        with lzma.open(folder / f"{name}.tsv.xz", "wt", encoding="utf-8") as file:
            file.write(header + "\n" if header else "")
