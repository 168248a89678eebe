"""What a comparison and a lineage look like on a page: blocks of pieces, whatever they are written as."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.answer import Citation
from assistant.cited import CitedDocument
from assistant.lineage.model import (
    Comparison,
    LikeParagraph,
    Lineage,
    ParagraphPair,
    Step,
    WordChange,
)
from assistant.lineage.words import is_end, word_changes
from index.document import Status

Style = Literal["plain", "strong", "quiet", "removed", "added"]
COUNTED = ("unchanged", "changed", "new", "gone", "moved", "renumbered", "split", "merged")
"""What became of paragraphs, as it is counted, and by what pairs are chosen."""

_SIGNS = {"unchanged": "=", "changed": "~", "new": "+", "gone": "-", "first": "·"}
# It is told of what changed only.
_MOST_PERCENT = 99


class Piece(NamedTuple):
    """A few words in one style."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a line of the program's, words of a document, or a table of which the pieces are rows."""

    kind: Literal["heading", "line", "words", "table"]
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def chosen(comparison: Comparison, names: Collection[str]) -> Comparison:
    """`comparison` with only the pairs that are any of `names` (of `COUNTED`); none: all of them."""
    if not names:
        return comparison
    pairs = tuple(pair for pair in comparison.pairs if any(_is(pair, name) for name in names))
    return comparison.model_copy(update={"pairs": pairs})


def lay_out_comparison(comparison: Comparison) -> Iterator[Block]:
    """A comparison: both documents, how many paragraphs became what, and pair by pair."""
    earlier, later = comparison.earlier, comparison.later
    yield Block("heading", (Piece(f"{earlier.symbol} → {later.symbol}", "strong"),))
    yield _document(earlier, comparison.counts.earlier)
    yield _document(later, comparison.counts.later)
    if not comparison.same_matter:
        told = "They are on different matters: no paragraph of one stands for any of the other."
        yield Block("line", (Piece(told, "strong"),))
    values = tuple(str(getattr(comparison.counts, name)) for name in COUNTED)
    yield Block("table", rows=(COUNTED, values))
    for pair in comparison.pairs:
        yield from _pair(pair)


def lay_out_lineage(lineage: Lineage) -> Iterator[Block]:
    """A lineage: step by step, what was dropped and came new from the first to the last, and where not."""
    steps = lineage.steps
    origin = lineage.origin
    yield Block("heading", (Piece(f"{origin.symbol}#{origin.locator}", "strong"),))
    for number, step in enumerate(steps, start=1):
        yield from _step(number, step)
    if len(steps) == 1:
        yield Block("line", (Piece("No other document was found to carry it in these words."),))
    yield from _since(steps[0].citation, steps[-1].citation)
    yield from _listed("Not repeated in", lineage.not_repeated)
    yield from _listed("Not compared, as it is held in no common language", lineage.not_compared)
    yield from _alike(lineage.alike)
    found = lineage.searched
    told = f"Searched: {found.paragraphs:,} paragraphs of {found.documents:,} documents."
    yield Block("line", (Piece(told, "quiet"),))


def _document(document: CitedDocument, paragraphs: int) -> Block:
    number = f"{paragraphs} paragraph{'' if paragraphs == 1 else 's'}"
    told = f"{document.symbol}  {_standing(document)}, {document.date}, {number}: "
    return Block("line", (Piece(told), Piece(document.title, "quiet")))


def _standing(document: CitedDocument) -> str:
    kind = str(document.kind)
    return f"{kind}, adopted" if document.status is Status.ADOPTED else kind


def _pair(pair: ParagraphPair) -> Iterator[Block]:
    sides = [" + ".join(c.locator for c in side) for side in (pair.earlier, pair.later)]
    places = " → ".join(dict.fromkeys(filter(None, sides)))
    marks = [name for name in ("moved", "split", "merged") if getattr(pair, name)]
    told = [pair.change, *([_percent(pair.similarity)] if pair.change == "changed" else []), *marks]
    head = (Piece(f"{_SIGNS[pair.change]} {places}", "strong"), Piece(f"  {', '.join(told)}"))
    yield Block("line", head)
    if pair.words:
        yield Block("words", tuple(_marked(pair.words)))
    elif pair.change in ("new", "gone"):
        style: Style = "added" if pair.change == "new" else "removed"
        quotes = " ".join(c.quote for c in (*pair.earlier, *pair.later))
        yield Block("words", (Piece(quotes, style),))


def _step(number: int, step: Step) -> Iterator[Block]:
    place = Piece(f"{number}. {step.document.date}  {step.citation.pinpoint}", "strong")
    told = [_standing(step.document), step.change if step.before is None else _since_when(step)]
    yield Block("line", (place, Piece(f"  {', '.join(told)}")))
    if step.words:
        yield Block("words", tuple(_marked(step.words)))
    elif step.before is None:
        yield Block("words", (Piece(step.citation.quote),))


def _since_when(step: Step) -> str:
    if step.change == "unchanged":
        return f"unchanged since {step.before}"
    return f"changed since {step.before}, {_percent(step.similarity)} of the words kept"


def _since(first: Citation, last: Citation) -> Iterator[Block]:
    """What the last step has not of the first one's words, and what it has beside them."""
    if first.language != last.language or first.quote == last.quote:
        return
    changes = word_changes(first.quote, last.quote)
    names: tuple[tuple[Literal["removed", "added"], str], ...] = (
        ("removed", "Dropped"),
        ("added", "New"),
    )
    for kind, name in names:
        words = [change.text.strip() for change in changes if change.kind == kind]
        # A comma is shown where it stands.
        words = [text for text in words if any(map(str.isalnum, text))]
        if words:
            told = f"{name} from {first.symbol} to {last.symbol}: "
            yield Block("line", (Piece(told), Piece(" … ".join(words), kind)))


def _listed(name: str, documents: Sequence[CitedDocument]) -> Iterator[Block]:
    if documents:
        yield Block("line", (Piece(f"{name}:", "strong"),))
    for document in documents:
        told = f"{document.symbol}  {_standing(document)}, {document.date}: "
        yield Block("words", (Piece(told), Piece(document.title, "quiet")))


def _alike(found: Sequence[LikeParagraph]) -> Iterator[Block]:
    """Where like paragraphs stand that were not found to carry it."""
    if found:
        yield Block("line", (Piece("Like paragraphs stand in:", "strong"),))
    for one in found:
        like = "the same words" if one.similarity == 1 else _percent(one.similarity)
        told = f"{one.citation.pinpoint}  {one.citation.date}, {like}: "
        yield Block("words", (Piece(told), Piece(one.citation.title, "quiet")))


def _marked(changes: Sequence[WordChange]) -> Iterator[Piece]:
    for change in _without_end(changes):
        style: Style = "plain" if change.kind == "same" else change.kind
        bare = change.text.strip()
        if not bare:
            continue
        # The space before a piece is no part of what was marked.
        start = change.text.index(bare)
        yield Piece(change.text[:start])
        yield Piece(bare, style)
        yield Piece(change.text[start + len(bare) :])


def _without_end(changes: Sequence[WordChange]) -> list[WordChange]:
    """`changes` where another mark at the end, which tells only where a paragraph stands, is not marked."""
    kept = list(changes)
    end = len(kept)
    while end and kept[end - 1].kind != "same" and is_end(kept[end - 1].text):
        end -= 1
    last = [c.model_copy(update={"kind": "same"}) for c in kept[end:] if c.kind == "added"]
    return kept[:end] + last


def _percent(similarity: float) -> str:
    return f"{min(int(similarity * 100), _MOST_PERCENT)} %"


def _is(pair: ParagraphPair, name: str) -> bool:
    return pair.change == name or bool(getattr(pair, name, False))
