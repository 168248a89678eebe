"""From an alignment to matches: the pieces that a reader is shown, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.quotation.alignment import Step, similarity
from assistant.quotation.model import WordDifference
from assistant.quotation.strand import Strand
from index.document import Quote


@dataclass(frozen=True, slots=True)
class Likeness:
    """A span of a document with what makes what was pasted differ from it."""

    quote: Quote
    similarity: float
    differences: tuple[WordDifference, ...]


def likenesses(steps: Sequence[Step], pasted: str, strand: Strand) -> list[Likeness]:
    """The alignment `steps` of the text `pasted` with a part of `strand`, paragraph by paragraph.

    Paragraphs that an ellipsis stands for as a whole are not among them.
    """
    parts: list[list[Step]] = []
    for own in _by_paragraph(steps):
        if parts and all(step.is_left_out for step in own if step.stored):
            # Of it only what was pasted in its place is left.
            parts[-1] += [step for step in own if not step.stored]
        else:
            parts.append(own)
    return [_likeness(part, pasted, strand) for part in parts]


def _by_paragraph(steps: Sequence[Step]) -> list[list[Step]]:
    """The steps of each paragraph; what is in none goes with the paragraph before it."""
    parts: list[list[Step]] = [[]]
    current = None
    for step in steps:
        if step.stored is not None:
            if current is not None and step.stored.number != current:
                parts.append([])
            current = step.stored.number
        parts[-1].append(step)
    return parts


def _likeness(steps: Sequence[Step], pasted: str, strand: Strand) -> Likeness:
    stored = [step.stored for step in steps if step.stored]
    number, start, end = stored[0].number, stored[0].token.start, stored[-1].token.end
    quote = Quote(strand.paragraphs[number], strand.language, start, end)
    text = strand.version(number).text
    return Likeness(quote, similarity(steps), tuple(_differences(steps, text, pasted)))


def _differences(steps: Sequence[Step], stored: str, pasted: str) -> Iterator[WordDifference]:
    """The pieces of `steps` in order: what is missing in what was pasted before what it adds.

    Each begins where the one before it in the same text ends, so that no space is lost.
    """
    stored_end = next(s.stored.token.start for s in steps if s.stored)
    pasted_end = next((s.pasted.start for s in steps if s.pasted), 0)
    for is_same, run in groupby(steps, key=lambda step: step.is_same):
        pieces = list(run)
        own = [step.stored.token.end for step in pieces if step.stored]
        other = [step.pasted.end for step in pieces if step.pasted]
        if own:
            text = stored[stored_end : own[-1]]
            yield WordDifference(kind="same" if is_same else "missing", text=text)
            stored_end = own[-1]
        if other:
            if not is_same:
                text = re.sub(r"\s+", " ", pasted[pasted_end : other[-1]])
                yield WordDifference(kind="added", text=text)
            pasted_end = other[-1]
