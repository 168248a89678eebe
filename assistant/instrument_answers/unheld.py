"""What is told where a document to be compared is not held: that, and the draft that it was adopted from."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.related import Related, Said, by_record, head, once
from index.document import Document
from index.relations.graph import Relations
from index.relations.kinds import ADOPTED_FROM
from index.search import Index


def tell_unheld(symbols: Sequence[str], graph: Relations, index: Index) -> Related:
    """That the documents under `symbols` are not held, and what the records tell of their drafts."""
    said: list[Said] = []
    near: list[Document] = []
    for symbol in symbols:
        held = (graph.held(relation.target) for relation in graph.of(symbol, ADOPTED_FROM))
        drafts = [draft for draft in held if draft is not None]
        near += drafts
        for draft in drafts:
            said += by_record("recorded_became", draft=str(draft.symbol), symbol=symbol)
        said.append(Said("unheld", {"symbol": symbol}))
    return Related(
        "a document to be compared is not held",
        closest=once(line for document in near for line in head(document)),
        unsupported=tuple(symbols),
        said=tuple(said),
        documents_searched=len(index.documents),
        paragraphs_searched=index.paragraph_count,
    )
