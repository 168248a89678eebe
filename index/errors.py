"""The errors of `index`.

MandateIndexError ── every error of this package
  ├ UserError ── the caller can mend it (exit status 2)
  │   ├ SymbolError         not a United Nations document symbol
  │   ├ LocatorError        not the address of a paragraph
  │   ├ UnknownDocument     no such document in the index
  │   ├ UnknownParagraph    no such paragraph in the document
  │   ├ ReadError           a file that no reader can read
  │   ├ CatalogueError      the catalogue contradicts the files
  │   ├ EmbedderNotFound    no model under that name or folder
  │   ├ HomeError           the index folder cannot be written or read
  │   ├ CollectionError     no collection under that name
  │   ├ FilterError         a filter that chooses nothing, or by what no document is
  │   └ ServerError         a server that the settings name does not answer
  ├ WorkerError ── a process that did work for this one was ended
  └ DamagedIndex ── the index on disk is not what was built (it is rebuilt)
"""

from __future__ import annotations


class MandateIndexError(Exception):
    """Every error that `index` raises on purpose."""


class UserError(MandateIndexError):
    """The caller can mend it; the message says how, in one line."""


class SymbolError(UserError, ValueError):
    """The text is not a United Nations document symbol."""


class LocatorError(UserError, ValueError):
    """The text is not the address of a paragraph."""


class UnknownDocument(UserError, KeyError):
    """The index holds no document under that symbol."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class UnknownParagraph(UserError, KeyError):
    """The document has no paragraph at that locator."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class ReadError(UserError):
    """A file that no reader can read."""


class CatalogueError(UserError):
    """The catalogue and the files beside it do not agree."""


class EmbedderNotFound(UserError):
    """No embedding model stands under that name or in that folder."""


class HomeError(UserError):
    """The folder of the index cannot be used (rights, space, or a file in its place)."""


class CollectionError(UserError):
    """A name that no collection has, or that none may have."""


class FilterError(UserError, ValueError):
    """A filter that no document can meet."""


class ServerError(UserError):
    """A server that the settings name (Chroma's, Dask's) does not answer, or not as it should."""


class WorkerError(MandateIndexError):
    """A process that did work for this one was ended."""


class DamagedIndex(MandateIndexError):
    """The index on disk is not what was built: it is never answered from, but rebuilt."""
