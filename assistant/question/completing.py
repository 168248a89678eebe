"""What a question of lineage leaves out, from the turns before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.question.documents import Mention
from assistant.question.lineage import COMPARED, AskedLineage
from index.document import Paragraph


def complete(asked: AskedLineage, cited: Sequence[Paragraph]) -> AskedLineage | None:
    """`asked` of what the turns before spoke of, where it names too little; None where they tell none."""
    if asked.kind in COMPARED:
        return _with_documents(asked, list(dict.fromkeys(str(p.symbol) for p in cited)))
    if asked.place and not asked.mentions and cited:
        # "Is the second function still there?": of the document that was cited.
        first = Mention((str(cited[0].symbol),), asked.place.start, asked.place.end)
        return replace(asked, mentions=(first,))
    if asked.place or asked.topical or asked.phrase:
        return asked
    about = next((p for p in cited if p.locator.number is not None), None)
    return replace(asked, about=about) if about else None


def _with_documents(asked: AskedLineage, cited: Sequence[str]) -> AskedLineage | None:
    """A comparison of the documents named, with those that were cited where less than two are."""
    named = {symbol for mention in asked.mentions for symbol in mention.symbols}
    if len(asked.mentions) > 1:
        return asked
    before = [Mention((symbol,), 0, 0) for symbol in cited if symbol not in named]
    both = (*before, *asked.mentions)
    if len(both) <= 2:
        return replace(asked, mentions=both) if both else None
    return asked if asked.mentions else None
