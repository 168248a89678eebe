"""Any other sentence-transformers model, by folder or hub name.

Prompts, pooling and length are the model's own: they stand in its configuration. Nothing is
downloaded unless the environment has MANDATE_ALLOW_DOWNLOAD=1.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from index.embedder.prompts import read_prompts
from index.embedder.protocol import Vectors, clean, unit_rows
from index.errors import EmbedderNotFound

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_DEFAULT_OWNER: Final = "sentence-transformers"
_HASHED: Final = (".safetensors", ".bin", ".json", ".txt", ".model", ".onnx")

# Models that state no length, or one that no memory holds, are given parts of this many tokens, of
# which they add some of their own (at its beginning and end, and before it: a prompt).
_LONGEST = 512
_ADDED = 16


class HubEmbedder:
    """A model loaded through sentence-transformers, which takes seconds to import.

    `name` identifies the weights; without one they are hashed. Raises `EmbedderNotFound` if
    `folder` holds no model that loads, or if sentence-transformers is not installed.
    """

    def __init__(self, folder: Path, name: str | None = None) -> None:
        if not any((folder / file).is_file() for file in ("modules.json", "config.json")):
            raise EmbedderNotFound(
                f"{folder} holds no sentence-transformers model (no modules.json, no config.json)"
            )
        self._name = name or f"{folder.resolve().name}-{_digest(folder)}"
        try:
            self._prompts = read_prompts(folder)
        except (OSError, ValueError) as error:
            raise EmbedderNotFound(f"{folder}: the model cannot be read: {error}") from error
        self._model = _open(str(folder))
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            dimension = len(self._model.encode_query("x", show_progress_bar=False))
        self._dimension = int(dimension)

    @property
    def name(self) -> str:
        """The hub name and revision, or the folder's name and a hash of its files."""
        return self._name

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    @property
    def window(self) -> int:
        """How many tokens of a text the model reads, beside those that it adds itself."""
        longest = self._model.max_seq_length or _LONGEST
        return max(1, min(int(longest), _LONGEST) - _ADDED)

    def token_spans(self, texts: list[str]) -> list[list[tuple[int, int]]]:
        """Where the tokens of each text stand, in code points, in order.

        A tokenizer that does not tell gives one span a text: it is then embedded whole.
        """
        tokenizer = self._model.tokenizer
        if not getattr(tokenizer, "is_fast", False):
            return [[(0, len(text))] for text in texts]
        found = tokenizer(
            [clean(text) for text in texts],
            add_special_tokens=False,
            return_offsets_mapping=True,
            # A text that is longer than the model reads is what this is asked for.
            verbose=False,
        )
        return [[(int(a), int(b)) for a, b in spans] for spans in found["offset_mapping"]]

    def encode_counted(self, texts: list[str]) -> tuple[Vectors, list[int]]:
        """The vectors of paragraphs, as `encode_document` gives them, and how many tokens each has."""
        return self.encode_document(texts), [len(spans) for spans in self.token_spans(texts)]

    def encode_query(self, texts: list[str]) -> Vectors:
        """The vectors of questions, shape (len(texts), dimension), rows of length one."""
        return self._encode(self._model.encode_query, texts, self._prompts.query)

    def encode_document(self, texts: list[str]) -> Vectors:
        """The vectors of paragraphs, shape (len(texts), dimension), rows of length one."""
        return self._encode(self._model.encode_document, texts, self._prompts.document)

    def _encode(self, encode: Callable[..., object], texts: list[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        rows = encode(
            [clean(text) for text in texts],
            prompt=prompt,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        # Models in half precision are of length one only to three digits.
        return unit_rows(np.asarray(rows, dtype=np.float32))


def download_allowed() -> bool:
    """Whether the environment lets models be downloaded."""
    return os.environ.get("MANDATE_ALLOW_DOWNLOAD") == "1"


def cached_folder(name: str) -> Path:
    """The folder of the local hub cache that holds the model `name`.

    Where downloading is allowed, what is missing is fetched. Raises `EmbedderNotFound` at once
    where it is not.
    """
    found = _snapshot(name)
    if found is None and download_allowed():
        _open(name)
        found = _snapshot(name)
    if found is None:
        raise EmbedderNotFound(
            f"no embedder {name!r}: it is neither a folder nor in the local hub cache; give the "
            "folder of a model, or set MANDATE_ALLOW_DOWNLOAD=1 to download it"
        )
    return found


def revision_name(snapshot: Path) -> str:
    """`owner/model@revision` of a folder `models--owner--model/snapshots/revision` of the cache."""
    repository = snapshot.parents[1].name.removeprefix("models--").replace("--", "/")
    return f"{repository}@{snapshot.name[:12]}"


def _snapshot(name: str) -> Path | None:
    _keep_offline()
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError
    except ImportError:
        return None

    names = [name] if "/" in name else [f"{_DEFAULT_OWNER}/{name}", name]
    for candidate in names:
        try:
            folder = snapshot_download(
                candidate,
                cache_dir=os.environ.get("SENTENCE_TRANSFORMERS_HOME"),
                local_files_only=True,
            )
        except (LocalEntryNotFoundError, HFValidationError):
            continue
        return Path(folder)
    return None


def _open(name_or_folder: str) -> SentenceTransformer:
    _keep_offline()
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EmbedderNotFound(
            f"{name_or_folder} needs sentence-transformers: pip install sentence-transformers"
        ) from error
    try:
        return SentenceTransformer(name_or_folder, local_files_only=not download_allowed())
    # A folder that is no model, or half a one, ends in whatever the library met first.
    except Exception as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise EmbedderNotFound(f"{name_or_folder}: the model cannot be loaded: {reason}") from error


def _keep_offline() -> None:
    """Keep the hub's libraries, which read the variable when imported, off the network."""
    if not download_allowed():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _HASHED and path.is_file():
            digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]
