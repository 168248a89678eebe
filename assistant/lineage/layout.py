"""What a comparison and a lineage look like on a page: blocks of pieces, whatever they are written as."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.answer import Citation
from assistant.cited import CitedDocument
from assistant.lineage.labels import load_labels
from assistant.lineage.model import (
    Comparison,
    LikeParagraph,
    Lineage,
    ParagraphPair,
    Step,
    WordChange,
    in_percent,
)
from assistant.lineage.words import is_end, word_changes
from assistant.phrases import load_phrases
from index.words import Language

Style = Literal["plain", "strong", "quiet", "removed", "added"]
COUNTED = ("unchanged", "changed", "new", "gone", "moved", "renumbered", "split", "merged")
"""What became of paragraphs, as it is counted, and by what pairs are chosen."""

_SIGNS = {"unchanged": "=", "changed": "~", "new": "+", "gone": "-", "first": "·"}


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


def lay_out_comparison(comparison: Comparison, reader: Language = "en") -> Iterator[Block]:
    """A comparison: both documents, how many paragraphs became what, and pair by pair.

    `reader` is the language of what is said beside the documents' words.
    """
    labels = load_labels(reader)
    earlier, later = comparison.earlier, comparison.later
    yield Block("heading", (Piece(f"{earlier.symbol} → {later.symbol}", "strong"),))
    yield _document(earlier, comparison.counts.earlier, reader)
    yield _document(later, comparison.counts.later, reader)
    if not comparison.same_matter:
        yield Block("line", (Piece(labels["other_matter"], "strong"),))
    names = tuple(labels[name] for name in COUNTED)
    values = tuple(str(getattr(comparison.counts, name)) for name in COUNTED)
    yield Block("table", rows=(names, values))
    for pair in comparison.pairs:
        yield from _pair(pair, labels)


def lay_out_lineage(lineage: Lineage, reader: Language = "en") -> Iterator[Block]:
    """A lineage: step by step, what was dropped and came new from the first to the last, and where not.

    `reader` is the language of what is said beside the documents' words.
    """
    labels = load_labels(reader)
    steps, origin = lineage.steps, lineage.origin
    if lineage.phrase:
        yield from _standing_in(lineage, labels)
    yield Block("heading", (Piece(f"{origin.symbol}#{origin.locator}", "strong"),))
    for number, step in enumerate(steps, start=1):
        yield from _step(number, step, reader)
    if len(steps) == 1:
        yield Block("line", (Piece(labels["only_here"]),))
    yield from _since(steps[0].citation, steps[-1].citation, labels)
    yield from _listed(labels["not_repeated"], lineage.not_repeated, reader)
    yield from _listed(labels["not_compared"], lineage.not_compared, reader)
    yield from _alike(lineage.alike, labels)
    found = lineage.searched
    told = labels["searched"].format(
        paragraphs=f"{found.paragraphs:,}", documents=f"{found.documents:,}"
    )
    yield Block("line", (Piece(told, "quiet"),))


def _standing_in(lineage: Lineage, labels: Mapping[str, str]) -> Iterator[Block]:
    """Where the words that were given stand, before anything is told of what is like them."""
    found, first = lineage.standing, f"{lineage.origin.symbol}#{lineage.origin.locator}"
    if not found:
        yield Block("line", (Piece(labels["stands_nowhere"].format(place=first), "strong"),))
        return
    documents = len({citation.symbol for citation in found})
    told = labels["stands"].format(documents=f"{documents:,}", paragraphs=f"{len(found):,}")
    yield Block("line", (Piece(told, "strong"),))
    for one in found:
        place = f"{one.date}  {one.symbol}#{one.locator}  "
        yield Block("words", (Piece(place), Piece(one.pinpoint, "quiet")))
    if not lineage.complete:
        # There may be more than were read.
        yield Block("words", (Piece("…"),))
    if len(found) > 1:
        yield Block("line", (Piece(labels["followed"].format(place=first)),))


def _document(document: CitedDocument, paragraphs: int, reader: Language) -> Block:
    number = load_labels(reader)["paragraphs"].format(count=f"{paragraphs:,}")
    told = f"{document.symbol}  {_standing(document, reader)}, {document.date}, {number}: "
    return Block("line", (Piece(told), Piece(document.title, "quiet")))


def _standing(document: CitedDocument, reader: Language) -> str:
    return load_phrases(reader)[f"status.{document.status}"]


def _pair(pair: ParagraphPair, labels: Mapping[str, str]) -> Iterator[Block]:
    sides = [" + ".join(c.locator for c in side) for side in (pair.earlier, pair.later)]
    places = " → ".join(dict.fromkeys(filter(None, sides)))
    marks = [labels[name] for name in ("moved", "split", "merged") if getattr(pair, name)]
    likeness = [_percent(pair.similarity)] if pair.change == "changed" else []
    told = ", ".join([labels[pair.change], *likeness, *marks])
    yield Block("line", (Piece(f"{_SIGNS[pair.change]} {places}", "strong"), Piece(f"  {told}")))
    if pair.words:
        yield Block("words", tuple(_marked(pair.words)))
    elif pair.change in ("new", "gone"):
        style: Style = "added" if pair.change == "new" else "removed"
        quotes = " ".join(c.quote for c in (*pair.earlier, *pair.later))
        yield Block("words", (Piece(quotes, style),))


def _step(number: int, step: Step, reader: Language) -> Iterator[Block]:
    place = Piece(f"{number}. {step.document.date}  {step.citation.pinpoint}", "strong")
    told = [_standing(step.document, reader), _since_when(step, load_labels(reader))]
    yield Block("line", (place, Piece(f"  {', '.join(told)}")))
    if step.words:
        yield Block("words", tuple(_marked(step.words)))
    elif step.before is None:
        yield Block("words", (Piece(step.citation.quote),))


def _since_when(step: Step, labels: Mapping[str, str]) -> str:
    if step.before is None:
        return labels[step.change]
    percent = _percent(step.similarity)
    return labels[f"{step.change}_since"].format(place=step.before, percent=percent)


def _since(first: Citation, last: Citation, labels: Mapping[str, str]) -> Iterator[Block]:
    """What the last step has not of the first one's words, and what it has beside them."""
    if first.language != last.language or first.quote == last.quote:
        return
    changes = word_changes(first.quote, last.quote)
    names: tuple[tuple[Literal["removed", "added"], str], ...] = (
        ("removed", "dropped"),
        ("added", "added"),
    )
    for kind, name in names:
        words = [change.text.strip() for change in changes if change.kind == kind]
        # A comma is shown where it stands.
        words = [text for text in words if any(map(str.isalnum, text))]
        if words:
            told = labels[name].format(first=first.symbol, last=last.symbol)
            yield Block("line", (Piece(f"{told} "), Piece(" … ".join(words), kind)))


def _listed(name: str, documents: Sequence[CitedDocument], reader: Language) -> Iterator[Block]:
    if documents:
        yield Block("line", (Piece(name, "strong"),))
    for document in documents:
        told = f"{document.symbol}  {_standing(document, reader)}, {document.date}: "
        yield Block("words", (Piece(told), Piece(document.title, "quiet")))


def _alike(found: Sequence[LikeParagraph], labels: Mapping[str, str]) -> Iterator[Block]:
    """Where like paragraphs stand that were not found to carry it."""
    if found:
        yield Block("line", (Piece(labels["alike"], "strong"),))
    for one in found:
        like = labels["same_words"] if one.similarity == 1 else _percent(one.similarity)
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
    return f"{in_percent(similarity)} %"


def _is(pair: ParagraphPair, name: str) -> bool:
    return pair.change == name or bool(getattr(pair, name, False))
