"""Footnotes: their numbers, their texts without the mark, and which mark is whose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.locator import Locator
from index.readers.akn.elements import with_components
from index.readers.akn.flow import Flow, Text, preserves
from index.readers.akn.tree import Element, attribute, below, child, name

_EMPTY = re.compile(r"\s*[(（]\s*[)）]\s*")


@dataclass(slots=True)
class Notes:
    """The footnotes of a document by number, in order, and the number of each element."""

    texts: dict[Locator, Text] = field(default_factory=dict)
    places: dict[Element, Locator] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    taken: set[Locator] = field(default_factory=set)
    last: int = 0

    def take(self, number: int) -> Locator:
        """The place of the note of that number, which no other note has from now on."""
        place = Locator(f"fn{number}")
        self.taken.add(place)
        self.last = max(self.last, number)
        return place

    def place(self, element: Element) -> Locator | None:
        """The footnote whose mark an `authorialNote` or a `noteRef` is."""
        return self.places.get(element)


def read_notes(document: Element) -> Notes:
    """All footnotes: those that stand at their marks, and those that metadata hold."""
    notes = Notes()
    by_id: dict[str, Locator] = {}
    sources = with_components(document)
    for element in (e for source in sources for e in below(source, "authorialNote", "note")):
        parent = element.getparent()
        if name(element) == "note" and (parent is None or name(parent) != "notes"):
            continue
        place = _number(element, notes)
        notes.places[element] = place
        by_id[attribute(element, "eId") or attribute(element, "id")] = place
        text = _text(element)
        if text.text:
            notes.texts[place] = text
        else:
            notes.warnings.append(f"{place} has no text")
    for reference in (e for source in sources for e in below(source, "noteRef")):
        target = by_id.get(attribute(reference, "href").lstrip("#"))
        if target is not None:
            notes.places[reference] = target
    return notes


def _number(element: Element, notes: Notes) -> Locator:
    """The number of its mark, or the next one where the mark is none or is there twice."""
    marker = attribute(element, "marker").strip("() ")
    if re.fullmatch(r"[1-9]\d{0,3}", marker) and Locator(f"fn{marker}") not in notes.taken:
        return notes.take(int(marker))
    number = notes.last + 1
    notes.warnings.append(f"the footnote marked {marker!r} is counted as number {number}")
    return notes.take(number)


def _text(note: Element) -> Text:
    """The words of a footnote, without the mark that stands before them."""
    flow = Flow()
    preserved = preserves(note, inherited=False)
    flow.add(note.text, preserved=preserved)
    for inner in note:
        if name(inner):
            flow.element(inner, preserved=preserved)
        flow.add(inner.tail, preserved=preserved)
    raw, text = "".join(flow.pieces), flow.settle()
    marker = re.escape(attribute(note, "marker")) or r"\d+"
    own = re.match(rf"\s*([(（]?(?:{marker})[)）.]?)\s*\t", raw)
    in_sup = child(note, "p") is not None and re.match(rf"\s*(?:{marker})\s", raw)
    match = own or (in_sup if _begins_raised(note) else None) or _EMPTY.match(raw)
    return text.without(len(match.group().strip())) if match else text


def _begins_raised(note: Element) -> bool:
    """Whether the first words of the note are raised, as its own mark is."""
    paragraph = child(note, "p")
    first = child(paragraph, "sup") if paragraph is not None else None
    return first is not None and not (paragraph is not None and (paragraph.text or "").strip())
