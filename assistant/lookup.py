"""Finds paragraphs by their place: "OP2 of resolution 72/7", "the third function"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.lists import numbered_head
from assistant.question.model import Question
from assistant.question.places import LAST, Place
from index.document import Document, Paragraph, first_list
from index.locator import Locator


@dataclass(slots=True)
class Found:
    """The paragraphs at the places asked for; `missing` names places that do not exist."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    nearest: list[Paragraph] = field(default_factory=list)


def find_places(question: Question, documents: Sequence[Document]) -> Found:
    """The paragraphs that `question` names by place, in `documents`."""
    found = Found()
    for place in question.places:
        classes = [(d, _class(place, d)) for d in documents]
        there = [p for _, members in classes for p in _at(place, members)]
        found.paragraphs += [p for p in there if p not in found.paragraphs]
        if not there:
            found.missing.append(_name(place, question, documents))
            found.nearest += [p for _, members in classes for p in members]
    found.paragraphs += [
        item
        for paragraph in list(found.paragraphs)
        for document in documents
        if document.symbol == paragraph.symbol and not paragraph.locator.items
        for item in document.items(paragraph.locator)
    ]
    return found


def _class(place: Place, document: Document) -> list[Paragraph]:
    """The numbered paragraphs of `document` among which `place` counts."""
    if place.head == "item":
        return list(first_list([document]))
    head = numbered_head(place.head, document)
    return [p for p in document.paragraphs if p.locator.head == head and not p.locator.items]


def _at(place: Place, members: Sequence[Paragraph]) -> list[Paragraph]:
    if not members:
        return []
    if place.number == LAST:
        return [members[-1]]
    items = all(member.locator.items for member in members)
    numbers = list(range(1, len(members) + 1)) if items else [m.locator.number for m in members]
    return [m for m, number in zip(members, numbers, strict=True) if number == place.number]


def _name(place: Place, question: Question, documents: Sequence[Document]) -> str:
    """The place as the reader wrote it, or where a follow-up left it out, as it would be cited."""
    named = question.read[place.start : place.end].strip()
    if named or place.number < 1:
        return named or str(place.number)
    if place.head != "item":
        return Locator(f"{place.head}{place.number}").pinpoint(question.reader)
    items = first_list(documents)
    head = items[0].locator.parent if items else Locator("p1")
    return Locator(f"{head}.b{place.number}").pinpoint(question.reader)
