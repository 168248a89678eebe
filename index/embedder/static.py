"""A static embedding model without torch: a tokenizer and one matrix.

    text ─ tokenizer ─ pieces ─ mean of their rows ─ scaled to length one

It reads the folder that sentence-transformers writes for a `StaticEmbedding` model, alone or
followed by `Normalize`, and gives the vectors that sentence-transformers gives.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer

from index.embedder.prompts import Prompts, read_prompts
from index.embedder.protocol import Vectors, clean, unit_rows
from index.errors import EmbedderNotFound

_KEY: Final = "embedding.weight"
_FLOATS: Final = ("F16", "F32", "F64")
# From this many pieces on, equal ones are counted first: then memory is bounded by the matrix.
_MANY: Final = 4096


class StaticEmbedder:
    """Means of word-piece vectors.

    Raises `EmbedderNotFound` if `folder` does not hold such a model whole.
    """

    def __init__(self, folder: Path) -> None:
        module = _module(folder)
        if module is None:
            raise EmbedderNotFound(f"{folder} holds no StaticEmbedding model")
        try:
            self._tokenizer, self._matrix = _load(module)
            self._prompts = read_prompts(folder)
            self._name = f"static-{_digest(module, self._prompts)}"
        except (OSError, ValueError, SafetensorError) as error:
            raise EmbedderNotFound(f"{folder}: the model cannot be read: {error}") from error
        if self._tokenizer.get_vocab_size() > len(self._matrix):
            raise EmbedderNotFound(
                f"{folder}: the tokenizer has {self._tokenizer.get_vocab_size()} pieces and the "
                f"matrix {len(self._matrix)} rows; they are not of one model"
            )

    @property
    def name(self) -> str:
        """`static-` and sixteen hexadecimal digits of the files' hash."""
        return self._name

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._matrix.shape[1])

    def encode_query(self, texts: list[str]) -> Vectors:
        """The vectors of questions, shape (len(texts), dimension), rows of length one."""
        return self._encode(texts, self._prompts.query)

    def encode_document(self, texts: list[str]) -> Vectors:
        """The vectors of paragraphs, shape (len(texts), dimension), rows of length one."""
        return self._encode(texts, self._prompts.document)

    def tokens(self, text: str) -> list[int]:
        """The numbers of the pieces of `text`, without any prompt."""
        return list(self._tokenizer.encode(clean(text), add_special_tokens=False).ids)

    def token_vectors(self, ids: Sequence[int]) -> Vectors:
        """The pieces' own rows, shape (len(ids), dimension), of any length: longer tells more.

        Raises `IndexError` for a number that is no piece's.
        """
        rows: Vectors = self._matrix[np.asarray(ids, dtype=np.int64)].astype(np.float32)
        return rows

    def _encode(self, texts: list[str], prompt: str) -> Vectors:
        cleaned = [clean(prompt + text) for text in texts]
        encodings = self._tokenizer.encode_batch(cleaned, add_special_tokens=False)
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, encoding in zip(rows, encodings, strict=True):
            if encoding.ids:
                row[:] = self._mean(encoding.ids)
        return unit_rows(rows)

    def _mean(self, ids: list[int]) -> Vectors:
        if len(ids) < _MANY:
            mean: Vectors = self.token_vectors(ids).mean(axis=0)
            return mean
        different, counts = np.unique(np.asarray(ids), return_counts=True)
        weighted: Vectors = (counts / len(ids)).astype(np.float32) @ self._matrix[different].astype(
            np.float32
        )
        return weighted


def is_static_folder(folder: Path) -> bool:
    """Whether `StaticEmbedder` reads `folder`: nothing but a StaticEmbedding and a Normalize."""
    return _module(folder) is not None


def _module(folder: Path) -> Path | None:
    """The folder of the StaticEmbedding module, if that is all there is to the model."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
        if kinds not in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"]):
            return None
        module = folder / str(modules[0]["path"])
        # A model2vec file has other tensors, and numpy has no bfloat16: both go the other way.
        with safe_open(module / "model.safetensors", framework="np") as tensors:
            if tensors.get_slice(_KEY).get_dtype() not in _FLOATS:
                return None
    except (OSError, ValueError, KeyError, TypeError, SafetensorError):
        return None
    return module if (module / "tokenizer.json").is_file() else None


def _load(module: Path) -> tuple[Tokenizer, NDArray[np.floating]]:
    try:
        tokenizer = Tokenizer.from_file(str(module / "tokenizer.json"))
    except Exception as error:  # tokenizers raises a bare Exception for a file it cannot read
        raise ValueError(str(error)) from error
    tokenizer.no_padding()
    with safe_open(module / "model.safetensors", framework="np") as tensors:
        matrix: NDArray[np.floating] = tensors.get_tensor(_KEY)
    if matrix.ndim != 2 or 0 in matrix.shape:
        raise ValueError(f"{_KEY} has shape {matrix.shape}, not (pieces, dimension)")
    return tokenizer, matrix


def _digest(module: Path, prompts: Prompts) -> str:
    digest = hashlib.sha256((module / "model.safetensors").read_bytes())
    digest.update((module / "tokenizer.json").read_bytes())
    if prompts != Prompts():
        digest.update(json.dumps([prompts.query, prompts.document]).encode())
    return digest.hexdigest()[:16]
