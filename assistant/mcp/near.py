"""The paragraphs nearest to a query, of the documents that were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answering import Request

if TYPE_CHECKING:
    from assistant.answer import Citation
    from assistant.api import Assistant
    from index.filter import Filter


def retrieve(
    assistant: Assistant,
    query: str,
    language: str | None,
    documents: Sequence[str],
    where: Filter | None,
) -> list[tuple[Citation, bool]]:
    """What `Assistant.retrieve` gives, of `documents` and of those that `where` chooses alone."""
    request = Request(query, language=language, documents=documents, where=where)
    return assistant._held().answerer.retrieve(request)
