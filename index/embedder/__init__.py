"""Vectors of texts.

`load_embedder()` gives the model that ships with the package: small, multilingual, without torch.
`load_embedder(name)` gives any other that sentence-transformers reads, by folder or hub name:

    a folder ┬ nothing but StaticEmbedding (and Normalize) ── static.py
             └ any other model ── hub.py, through sentence-transformers
    a name in the local hub cache ── its folder there, and on as above
    any other name ── EmbedderNotFound, at once; downloaded only with MANDATE_ALLOW_DOWNLOAD=1
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from index.embedder.protocol import Embedder
from index.errors import EmbedderNotFound

__all__ = ["DEFAULT_FOLDER", "Embedder", "load_embedder"]

DEFAULT_FOLDER: Final = Path(__file__).parent / "weights"
"""The model that ships with the package."""


def load_embedder(name: str | os.PathLike[str] | None = None) -> Embedder:
    """The embedder in a folder or under a hub name.

    Without a name: the one that the environment variable `MANDATE_EMBEDDER` names, else the
    shipped one. Raises `EmbedderNotFound`, with a line that says what to do, if there is none
    there or it cannot be loaded; it never waits for a network that it may not use.
    """
    chosen = os.fspath(name) if name is not None else os.environ.get("MANDATE_EMBEDDER", "")
    if not chosen:
        if name is not None:
            raise EmbedderNotFound("the name of the embedder is empty: give a folder or hub name")
        return _from_folder(DEFAULT_FOLDER)
    folder = Path(chosen).expanduser()
    if folder.is_dir():
        return _from_folder(folder)
    if isinstance(name, os.PathLike) or folder.exists() or _is_path(chosen):
        raise EmbedderNotFound(f"{chosen} is not a folder: give the folder of a model")

    from index.embedder import hub

    cached = hub.cached_folder(chosen)
    return _from_folder(cached, hub.revision_name(cached))


def _from_folder(folder: Path, name: str | None = None) -> Embedder:
    from index.embedder.static import StaticEmbedder, is_static_folder

    if is_static_folder(folder):
        return StaticEmbedder(folder)

    from index.embedder.hub import HubEmbedder

    return HubEmbedder(folder, name)


def _is_path(name: str) -> bool:
    """Whether `name` can only be meant as a path: hub names are `model` or `owner/model`."""
    return name.startswith(("/", ".", "~")) or "\\" in name or name.count("/") > 1
