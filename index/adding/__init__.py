"""Adds documents to an index, and removes them: incremental, atomic by batch, safe to kill."""

from __future__ import annotations

from index.adding.run import add_documents, remove_documents

__all__ = ["add_documents", "remove_documents"]
