"""The embedder without torch: shapes, unit rows, odd texts, and the meaning of its vectors."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedder import DEFAULT_FOLDER, Embedder, load_embedder
from index.embedder.protocol import Vectors, clean
from index.embedder.static import StaticEmbedder, is_static_folder
from index.errors import EmbedderNotFound

MakeStatic = Callable[..., Path]

# Any code points, lone surrogates among them.
TEXTS = st.text(st.characters(exclude_categories=()), max_size=60)

SENTENCES = {
    "en": [
        "Preventive diplomacy in Central Asia is to be encouraged.",
        "The annual budget was approved in full.",
        "Children have the right to education.",
    ],
    "fr": [
        "Il faut encourager la diplomatie préventive en Asie centrale.",
        "Le budget annuel a été approuvé en totalité.",
        "Les enfants ont droit à l’éducation.",
    ],
    "ru": [
        "Следует поощрять превентивную дипломатию в Центральной Азии.",
        "Годовой бюджет был утвержден полностью.",
        "Дети имеют право на образование.",
    ],
    "es": [
        "Debe alentarse la diplomacia preventiva en Asia Central.",
        "El presupuesto anual fue aprobado en su totalidad.",
        "Los niños tienen derecho a la educación.",
    ],
    "ar": [
        "ينبغي تشجيع الدبلوماسية الوقائية في آسيا الوسطى.",
        "تمت الموافقة على الميزانية السنوية بالكامل.",
        "للأطفال الحق في التعليم.",
    ],
    "zh": ["应当鼓励中亚的预防性外交。", "年度预算已全部获得批准。", "儿童享有受教育的权利。"],
}
ENGLISH = [
    "Diplomacy that prevents conflict in the countries of Central Asia deserves support.",
    "Approval of the budget of the year.",
    "Every child's right to be educated.",
]


def assert_unit(rows: Vectors, count: int, dimension: int) -> None:
    assert rows.shape == (count, dimension)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(count), abs=1e-5)


def test_loads_without_torch() -> None:
    code = """
import sys
from index.embedder import load_embedder
rows = load_embedder().encode_query(["peace"])
assert rows.shape == (1, 1024), rows.shape
heavy = {"torch", "sentence_transformers", "transformers", "huggingface_hub"} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=Path.cwd())


def test_shipped_weights_are_small() -> None:
    lexicon_folder = DEFAULT_FOLDER.parent.parent / "lexicon" / "weights"
    assert lexicon_folder.is_dir()
    files = [*DEFAULT_FOLDER.rglob("*"), *lexicon_folder.rglob("*")]
    assert sum(path.stat().st_size for path in files if path.is_file()) <= 45e6


def test_is_an_embedder() -> None:
    embedder: Embedder = load_embedder()
    assert embedder.name.startswith("static-")
    assert len(embedder.name) == len("static-") + 16
    assert embedder.dimension == 1024


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\t", "…", "!?", "\ud800", "\udfff word", "\x00", "ᚠᚢᚦ", "한국어", "🕊", "\u200f"],
    ids=ascii,
)
def test_odd_texts_have_unit_rows(shipped: StaticEmbedder, text: str) -> None:
    assert_unit(shipped.encode_query([text]), 1, shipped.dimension)
    assert_unit(shipped.encode_document([text, text]), 2, shipped.dimension)


def test_no_texts(shipped: StaticEmbedder) -> None:
    assert_unit(shipped.encode_query([]), 0, shipped.dimension)


def test_very_long_text(shipped: StaticEmbedder) -> None:
    sentence = SENTENCES["en"][0] + " "
    rows = shipped.encode_query([sentence * 20_000, sentence])
    assert_unit(rows, 2, shipped.dimension)
    assert rows[0] == pytest.approx(rows[1], abs=1e-3)
    assert_unit(shipped.encode_document(["和平" * 100_000]), 1, shipped.dimension)


@given(texts=st.lists(TEXTS, max_size=4))
def test_every_text_has_a_unit_row_of_its_own(shipped: StaticEmbedder, texts: list[str]) -> None:
    rows = shipped.encode_document(texts)
    assert_unit(rows, len(texts), shipped.dimension)
    for row, text in zip(rows, texts, strict=True):
        assert np.array_equal(shipped.encode_document([text])[0], row)


@given(text=TEXTS)
def test_clean_text_is_encodable_and_kept(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert cleaned == text


def test_case_accents_and_punctuation_do_not_count(shipped: StaticEmbedder) -> None:
    rows = shipped.encode_query(
        ["L’Assemblée générale", "l assemblee GENERALE!", "l’as\u00adsemblée générale"]
    )
    assert rows[0] == pytest.approx(rows[1], abs=1e-6)
    assert rows[0] == pytest.approx(rows[2], abs=1e-6)


@pytest.mark.parametrize("language", SENTENCES)
def test_translation_is_nearer_than_another_sentence(
    shipped: StaticEmbedder, language: str
) -> None:
    scores = shipped.encode_query(SENTENCES[language]) @ shipped.encode_document(ENGLISH).T
    for row, own in enumerate(np.diag(scores)):
        others = np.delete(scores[row], row)
        assert own > others.max() + 0.05, (language, row, scores)


def test_question_words_hardly_count(shipped: StaticEmbedder) -> None:
    rows = shipped.encode_query(
        ["What are the functions of the Centre?", "the functions of the Centre"]
    )
    assert float(rows[0] @ rows[1]) > 0.9


def test_name_identifies_weights_and_prompts(make_static: MakeStatic) -> None:
    folder = make_static(prompts={})
    plain = StaticEmbedder(folder)
    assert StaticEmbedder(folder).name == plain.name != StaticEmbedder(DEFAULT_FOLDER).name
    config = folder / "config_sentence_transformers.json"
    config.write_text(json.dumps({"prompts": {"query": "query "}}))
    assert StaticEmbedder(folder).name != plain.name


def test_prompts_of_the_model_are_used(make_static: MakeStatic) -> None:
    prompted = StaticEmbedder(make_static(prompts={"query": "query ", "passage": "passage "}))
    plain = StaticEmbedder(make_static(prompts={}))
    asked, held = plain.encode_query(["query peace", "passage peace"])
    assert not np.allclose(asked, held)
    assert prompted.encode_query(["peace"])[0] == pytest.approx(asked)
    assert prompted.encode_document(["peace"])[0] == pytest.approx(held)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("normalize", [True, False])
def test_tiny_model_loads(make_static: MakeStatic, dtype: str, normalize: bool) -> None:
    folder = make_static(dtype=dtype, normalize=normalize)
    assert is_static_folder(folder)
    embedder = load_embedder(folder)
    assert isinstance(embedder, StaticEmbedder)
    rows = embedder.encode_query(["peace", "paix", "budget", "unheard"])
    assert_unit(rows, 4, 4)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("0_StaticEmbedding/tokenizer.json", "{}"),
        ("config_sentence_transformers.json", "{"),
        ("config_sentence_transformers.json", '{"prompts": [1]}'),
    ],
)
def test_damaged_model_is_named(make_static: MakeStatic, file: str, content: str) -> None:
    folder = make_static()
    (folder / file).write_text(content)
    with pytest.raises(EmbedderNotFound, match="tiny-static") as raised:
        load_embedder(folder)
    assert "\n" not in str(raised.value)


def test_tokenizer_of_another_model(make_static: MakeStatic) -> None:
    folder = make_static()
    tokenizer = DEFAULT_FOLDER / "0_StaticEmbedding" / "tokenizer.json"
    (folder / "0_StaticEmbedding" / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    with pytest.raises(EmbedderNotFound, match=r"40000 pieces .* 6 rows"):
        StaticEmbedder(folder)


@pytest.mark.parametrize("content", ["", "[]", "{}", "[1]", '[{"type": "a.Transformer"}]'])
def test_other_folders_are_not_static(tmp_path: Path, content: str) -> None:
    (tmp_path / "modules.json").write_text(content)
    assert not is_static_folder(tmp_path)
    with pytest.raises(EmbedderNotFound):
        StaticEmbedder(tmp_path)


def test_truncated_weights_are_not_static(make_static: MakeStatic) -> None:
    folder = make_static()
    weights = folder / "0_StaticEmbedding" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-3])
    assert not is_static_folder(folder)
