"""What the turns before showed: the list that "the second" counts in, and the paragraph that "it" is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from assistant.question.lineage import COMPARED
from assistant.question.model import Turn
from index.document import Document, Paragraph


class Shown:
    """The paragraphs that answers showed, the last answer first."""

    def __init__(self, history: Sequence[Turn], documents: Sequence[Document]) -> None:
        """`history` has the turns, oldest first; `documents` are those held."""
        self._turns = [turn for turn in reversed(history) if numbered(turn.cited)]
        self._documents = documents

    @cached_property
    def last(self) -> tuple[Paragraph, ...]:
        """What the last answer was on: one paragraph where it told how one went on, else all it showed."""
        if not self._turns:
            return ()
        return _subject(self._turns[0])

    @cached_property
    def all(self) -> tuple[Paragraph, ...]:
        """The list that was shown last: the one that an answer on lineage took its paragraphs from."""
        if not self._turns:
            return ()
        subject, last = self.last, self._turns[0]
        if len(subject) > 1 and not _is_traced(last):
            return subject
        shown = (_subject(turn) for turn in self._turns[1:] if not _is_traced(turn))
        listed = next((found for found in shown if len(found) > 1), ())
        if subject[0] in listed:
            return listed
        if subject[0].locator.items or any(_is_by_place(turn) for turn in self._turns):
            return self._class_of(subject[0])
        return subject

    def _class_of(self, paragraph: Paragraph) -> tuple[Paragraph, ...]:
        """The items of the list that `paragraph` stands in, else the paragraphs of its class."""
        document = next((d for d in self._documents if d.symbol == paragraph.symbol), None)
        if document is None:
            return (paragraph,)
        parent = paragraph.locator.parent
        if parent is not None and paragraph.locator.items:
            return tuple(document.items(parent))
        head = paragraph.locator.head
        return tuple(
            p for p in document.paragraphs if p.locator.head == head and not p.locator.items
        )


def numbered(cited: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The numbered paragraphs of those `cited`, without what only introduces another of them."""
    heads = {(p.symbol, p.locator.parent) for p in cited}
    return tuple(
        p for p in cited if p.locator.number is not None and (p.symbol, p.locator) not in heads
    )


def _is_by_place(turn: Turn) -> bool:
    """Whether a question named a paragraph by its number: others of the class are counted on from it."""
    asked = turn.question.lineage
    return bool(turn.question.places or (asked and asked.place))


def _is_traced(turn: Turn) -> bool:
    """Whether an answer told how paragraphs went on."""
    asked = turn.question.lineage
    return asked is not None and asked.kind not in COMPARED


def _subject(turn: Turn) -> tuple[Paragraph, ...]:
    """What an answer was on: the paragraph whose way it told, or those, else all that it showed."""
    asked, cited = turn.question.lineage, numbered(turn.cited)
    if asked is None or not _is_traced(turn):
        return cited
    first = cited[0]
    if turn.question.several is not None:
        # The paragraphs asked about are shown before those that have them again.
        meant = turn.question.several.paragraphs
        list_of = first.symbol, first.locator.parent
        return meant or tuple(p for p in cited if (p.symbol, p.locator.parent) == list_of)
    if asked.about is not None:
        return (asked.about,)
    number = asked.place.number if asked.place else 0
    of_place = [p for p in cited if number in (p.locator.item_number, p.locator.number)]
    # A function that others repeat is what was asked about, rather than a paragraph that repeats it.
    listed = [p for p in (of_place or cited) if p.locator.items]
    return ((listed or of_place or list(cited))[0],)
