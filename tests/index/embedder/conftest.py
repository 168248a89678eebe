"""Tiny models, made here, and the shipped one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from index.embedder import DEFAULT_FOLDER
from index.embedder.static import StaticEmbedder

WORDS = ["[UNK]", "peace", "paix", "budget", "query", "passage"]

MakeStatic = Callable[..., Path]


@pytest.fixture(scope="session")
def shipped() -> StaticEmbedder:
    """The model that ships with the package."""
    return StaticEmbedder(DEFAULT_FOLDER)


@pytest.fixture
def make_static(tmp_path: Path) -> MakeStatic:
    """Writes a StaticEmbedding model of six words and four dimensions."""

    def make(
        prompts: dict[str, str] | None = None, dtype: str = "float16", normalize: bool = True
    ) -> Path:
        folder = tmp_path / "tiny-static"
        module = folder / "0_StaticEmbedding"
        module.mkdir(parents=True, exist_ok=True)
        tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, "[UNK]"))
        tokenizer.pre_tokenizer = Whitespace()
        tokenizer.save(str(module / "tokenizer.json"))
        matrix = np.random.default_rng(7).normal(size=(len(WORDS), 4))
        matrix[0] = 0
        matrix[2] = matrix[1] + 0.01
        save_file({"embedding.weight": matrix.astype(dtype)}, module / "model.safetensors")
        kinds = ["StaticEmbedding"] + ["Normalize"] * normalize
        paths = {"StaticEmbedding": "0_StaticEmbedding", "Normalize": "1_Normalize"}
        library = "sentence_transformers"
        package = {
            "StaticEmbedding": f"{library}.sentence_transformer.modules.static_embedding",
            "Normalize": f"{library}.base.modules.normalize",
        }
        modules = [
            {"idx": i, "name": str(i), "path": paths[kind], "type": f"{package[kind]}.{kind}"}
            for i, kind in enumerate(kinds)
        ]
        (folder / "modules.json").write_text(json.dumps(modules))
        if normalize:
            (folder / "1_Normalize").mkdir(exist_ok=True)
            (folder / "1_Normalize" / "config.json").write_text("{}")
        if prompts is not None:
            config = {"model_type": "SentenceTransformer", "prompts": prompts}
            (folder / "config_sentence_transformers.json").write_text(json.dumps(config))
        return folder

    return make
