"""Models that go through sentence-transformers, and that both ways give the same vectors."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.embedder import DEFAULT_FOLDER, load_embedder, pooling
from index.embedder.hub import HubEmbedder
from index.embedder.static import StaticEmbedder
from index.errors import EmbedderNotFound

MakeStatic = Callable[..., Path]

TEXTS = [
    "Encourages the Centre to continue its work,",
    "Rappelant ses résolutions antérieures,",
    "призывает государства-члены",
    "Toma nota con aprecio del informe",
    "وإذ تعيد تأكيد",
    "大会，",
    "peace " * 500,
]


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer of one layer and eight dimensions, as sentence-transformers saves it."""
    transformers = pytest.importorskip("transformers")
    sentence_transformers = pytest.importorskip("sentence_transformers")
    folder = tmp_path_factory.mktemp("transformer")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "peace", "budget", "query", "passage"]
    bare = folder / "bare"
    tokenizer = transformers.BertTokenizerFast(vocab={word: i for i, word in enumerate(words)})
    tokenizer.save_pretrained(bare)
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
    )
    transformers.BertModel(config).save_pretrained(bare)
    model = sentence_transformers.SentenceTransformer(str(bare), device="cpu")
    model.save(str(folder / "tiny-bert"), create_model_card=False)
    return folder / "tiny-bert"


def test_shipped_model_is_a_sentence_transformers_model(
    shipped: StaticEmbedder, tmp_path: Path
) -> None:
    sentence_transformers = pytest.importorskip("sentence_transformers")
    model = sentence_transformers.SentenceTransformer(str(DEFAULT_FOLDER), device="cpu")
    assert model.get_embedding_dimension() == shipped.dimension
    theirs = np.asarray(model.encode(TEXTS), dtype=np.float32)
    # It knows the table, and takes the plain mean of its rows.
    plain = shutil.copytree(DEFAULT_FOLDER, tmp_path / "plain")
    (plain / pooling.FILE).unlink()
    assert theirs == pytest.approx(StaticEmbedder(plain).encode_document(TEXTS), abs=1e-5)
    assert np.sum(theirs * shipped.encode_query(TEXTS), axis=1).min() > 0.9


@pytest.mark.parametrize(
    "prompts", [None, {}, {"query": "query ", "document": "passage "}, {"passage": "passage "}]
)
def test_static_and_hub_agree(make_static: MakeStatic, prompts: dict[str, str] | None) -> None:
    pytest.importorskip("sentence_transformers")
    folder = make_static(prompts=prompts, dtype="float32")
    static, hub = StaticEmbedder(folder), HubEmbedder(folder)
    texts = ["peace", "budget paix", "unheard", ""]
    assert static.encode_query(texts) == pytest.approx(hub.encode_query(texts), abs=1e-5)
    assert static.encode_document(texts) == pytest.approx(hub.encode_document(texts), abs=1e-5)
    assert static.dimension == hub.dimension == 4


def test_transformer_loads(transformer: Path) -> None:
    embedder = load_embedder(transformer)
    assert isinstance(embedder, HubEmbedder)
    assert embedder.dimension == 8
    assert embedder.name.startswith("tiny-bert-")
    assert load_embedder(transformer).name == embedder.name
    texts = ["peace", "", "\ud800", "unheard", "peace " * 300]
    rows = embedder.encode_document(texts)
    assert rows.shape == (len(texts), 8)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-5)
    assert np.array_equal(embedder.encode_query(texts), rows)
    assert embedder.encode_query([]).shape == (0, 8)


@pytest.mark.parametrize("document", ["document", "passage"])
def test_transformer_prompts(transformer: Path, tmp_path: Path, document: str) -> None:
    plain = load_embedder(transformer)
    folder = tmp_path / "copy"
    folder.mkdir()
    for path in transformer.iterdir():
        (folder / path.name).symlink_to(path)
    config = folder / "config_sentence_transformers.json"
    written = json.loads(config.read_text())
    written["prompts"] = {"query": "query ", document: "passage "}
    config.unlink()
    config.write_text(json.dumps(written))
    embedder = load_embedder(folder)
    expected = plain.encode_query(["query peace", "passage peace"])
    assert embedder.encode_query(["peace"])[0] == pytest.approx(expected[0], abs=1e-5)
    assert embedder.encode_document(["peace"])[0] == pytest.approx(expected[1], abs=1e-5)


def test_broken_model_is_named(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    (tmp_path / "config.json").write_text('{"model_type": "no-such-type"}')
    with pytest.raises(EmbedderNotFound, match="cannot be loaded") as raised:
        load_embedder(tmp_path)
    assert "\n" not in str(raised.value)
