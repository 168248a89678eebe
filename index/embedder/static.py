"""A static embedding model without torch: a tokenizer and one table.

    text ─ tokenizer ─ pieces ─ sum of their rows (`pooling`) ─ scaled to length one

It reads the folder that sentence-transformers writes for a `StaticEmbedding` model, alone or
followed by `Normalize`, and gives the vectors that sentence-transformers gives; unless the folder
says in `pooling.json` how else to sum, of which sentence-transformers knows nothing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer

from index.embedder.pooling import Pooling, read_pooling
from index.embedder.prompts import Prompts, read_prompts
from index.embedder.protocol import Vectors, clean, unit_rows
from index.errors import EmbedderNotFound

_ROWS: Final = "embedding.weight"
_FLOATS: Final = ("F16", "F32", "F64")
# Rows of whole numbers and the scale of each, as model2vec names them; sentence-transformers
# multiplies them when it loads them.
_STEPS: Final = "embeddings"
_SCALES: Final = "weights"
# A sum of more pieces than this is near to everything; most paragraphs of resolutions have fewer.
_WINDOW: Final = 256


@dataclass(frozen=True, slots=True)
class _Table:
    """One row a piece: `rows` times `scales`, if there are any."""

    rows: NDArray[np.floating] | NDArray[np.int8]
    scales: NDArray[np.float32] | None

    def weighted(self, pieces: NDArray[np.int64], weights: NDArray[np.float32]) -> Vectors:
        """The sum of the rows of `pieces`, each times its weight."""
        if self.scales is not None:
            weights = weights * self.scales[pieces]
        # As numbers of one width, the product is left to BLAS.
        total: Vectors = weights @ self.rows[pieces].astype(np.float32)
        return total


class StaticEmbedder:
    """Sums of word-piece vectors.

    Raises `EmbedderNotFound` if `folder` does not hold such a model whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        module = _module(folder)
        if module is None:
            raise EmbedderNotFound(f"{folder} holds no StaticEmbedding model")
        try:
            self._tokenizer, self._table = _load(module)
            self._prompts = read_prompts(folder)
            self._pooling = read_pooling(folder)
            self._name = f"static-{_digest(module, self._prompts, self._pooling)}"
        except (OSError, ValueError, SafetensorError) as error:
            raise EmbedderNotFound(f"{folder}: the model cannot be read: {error}") from error
        if self._tokenizer.get_vocab_size() > len(self._table.rows):
            raise EmbedderNotFound(
                f"{folder}: the tokenizer has {self._tokenizer.get_vocab_size()} pieces and the "
                f"matrix {len(self._table.rows)} rows; they are not of one model"
            )

    @property
    def name(self) -> str:
        """`static-` and sixteen hexadecimal digits of the files' hash."""
        return self._name

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._table.rows.shape[1])

    @property
    def window(self) -> int:
        """How many tokens of a text one vector stands for."""
        return _WINDOW

    def token_spans(self, texts: list[str]) -> list[list[tuple[int, int]]]:
        """Where the pieces of each text stand, in code points, in order."""
        # Cleaning keeps the number of code points.
        cleaned = [clean(text) for text in texts]
        encodings = self._tokenizer.encode_batch(cleaned, add_special_tokens=False)
        return [list(encoding.offsets) for encoding in encodings]

    def encode_query(self, texts: list[str]) -> Vectors:
        """The vectors of questions, shape (len(texts), dimension), rows of length one."""
        return unit_rows(self._sums(texts, self._prompts.query))

    def encode_document(self, texts: list[str]) -> Vectors:
        """The vectors of paragraphs, shape (len(texts), dimension), rows of length one."""
        sums = self._sums(texts, self._prompts.document)
        return unit_rows(self._pooling.lengthened(sums))

    def encode_counted(self, texts: list[str]) -> tuple[Vectors, list[int]]:
        """The vectors of paragraphs, as `encode_document` gives them, and how many pieces each has."""
        sums, counts = self._counted(texts, self._prompts.document)
        return unit_rows(self._pooling.lengthened(sums)), counts

    def _sums(self, texts: list[str], prompt: str) -> Vectors:
        return self._counted(texts, prompt)[0]

    def _counted(self, texts: list[str], prompt: str) -> tuple[Vectors, list[int]]:
        cleaned = [clean(prompt + text) for text in texts]
        encodings = self._tokenizer.encode_batch_fast(cleaned, add_special_tokens=False)
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, encoding in zip(rows, encodings, strict=True):
            if encoding.ids:
                row[:] = self._table.weighted(*self._pooling.weights(np.array(encoding.ids)))
        return rows, [len(encoding.ids) for encoding in encodings]


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
        with safe_open(module / "model.safetensors", framework="np") as tensors:
            kinds_of = {key: tensors.get_slice(key).get_dtype() for key in tensors.keys()}  # noqa: SIM118
        # numpy has no bfloat16, and a model2vec file may map pieces to rows: both go another way.
        if not (
            kinds_of.get(_ROWS) in _FLOATS
            or (set(kinds_of) == {_STEPS, _SCALES} and kinds_of[_STEPS] == "I8")
        ):
            return None
    except (OSError, ValueError, KeyError, TypeError, SafetensorError):
        return None
    return module if (module / "tokenizer.json").is_file() else None


def _load(module: Path) -> tuple[Tokenizer, _Table]:
    try:
        tokenizer = Tokenizer.from_file(str(module / "tokenizer.json"))
    except Exception as error:  # tokenizers raises a bare Exception for a file it cannot read
        raise ValueError(str(error)) from error
    tokenizer.no_padding()
    with safe_open(module / "model.safetensors", framework="np") as tensors:
        if _ROWS in tensors.keys():  # noqa: SIM118
            table = _Table(tensors.get_tensor(_ROWS), None)
        else:
            scales = tensors.get_tensor(_SCALES).astype(np.float32)
            table = _Table(tensors.get_tensor(_STEPS), scales)
    if table.rows.ndim != 2 or 0 in table.rows.shape:
        raise ValueError(f"the table has shape {table.rows.shape}, not (pieces, dimension)")
    if table.scales is not None and table.scales.shape != (len(table.rows),):
        raise ValueError(f"{len(table.rows)} rows have scales of shape {table.scales.shape}")
    return tokenizer, table


def _digest(module: Path, prompts: Prompts, pooling: Pooling) -> str:
    with (module / "model.safetensors").open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update((module / "tokenizer.json").read_bytes())
    if prompts != Prompts():
        digest.update(json.dumps([prompts.query, prompts.document]).encode())
    if pooling != Pooling():
        digest.update(json.dumps(asdict(pooling)).encode())
    return digest.hexdigest()[:16]
