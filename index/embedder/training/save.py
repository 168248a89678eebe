"""Writes a trained model as sentence-transformers lays a model out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from index.embedder.pooling import Pooling, write_pooling

_MODULE: Final = "sentence_transformers.sentence_transformer.modules"
_STATIC: Final = "0_StaticEmbedding"
_NORMALIZE: Final = "1_Normalize"
_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": _STATIC,
        "type": f"{_MODULE}.static_embedding.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": _NORMALIZE,
        "type": "sentence_transformers.base.modules.normalize.Normalize",
    },
]
_CONFIG = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}
_NORMALIZE_CONFIG = {
    "module_input_name": "sentence_embedding",
    "module_output_name": "sentence_embedding",
}
# Of the 127 that a byte holds: measured, the vectors are as good, and the wheel a quarter smaller.
STEPS: Final = 31


def save_model(
    folder: Path, tokenizer: Tokenizer, table: NDArray[np.float32], pooling: Pooling
) -> None:
    """Write the model to `folder`, which is made if need be; `table` is (pieces, dimension).

    Raises `OSError` where the folder cannot be written.
    """
    (folder / _STATIC).mkdir(parents=True, exist_ok=True)
    (folder / _NORMALIZE).mkdir(exist_ok=True)
    tokenizer.save(str(folder / _STATIC / "tokenizer.json"), pretty=False)
    weights = folder / _STATIC / "model.safetensors"
    steps, scales = whole(table)
    save_file({"embeddings": steps, "weights": scales}, weights)
    # It is written for the owner alone, and an installed model is read by others.
    weights.chmod(0o644)
    _write_json(folder / "modules.json", _MODULES)
    _write_json(folder / "config_sentence_transformers.json", _CONFIG)
    _write_json(folder / _NORMALIZE / "config.json", _NORMALIZE_CONFIG)
    write_pooling(folder, pooling)


def whole(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """`table` as whole numbers up to `STEPS` and the scale of each row."""
    scales = np.maximum(np.abs(table).max(axis=1), 1e-12) / STEPS
    steps = np.rint(table / scales[:, None]).astype(np.int8)
    return steps, scales.astype(np.float32)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
