"""The symbols that a form proposes, where there are few enough to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.web.pages.wording import Words, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.document import Document
    from index.words import Language

MOST = 300


def symbols_of(documents: Sequence[Document], lang: Language) -> list[tuple[str, Words]]:
    """Each symbol with the title, the newest first; none where there are more than `MOST`."""
    if len(documents) > MOST:
        return []
    newest = sorted(documents, key=lambda document: (-document.date.toordinal(), document.symbol))
    return [(str(document.symbol), title_of(document, lang)) for document in newest]
