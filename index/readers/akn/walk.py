"""From the XML tree to blocks, in reading order. No text is left out but labels and notes."""

from __future__ import annotations

from index.readers.akn.block import Area, Block, Role
from index.readers.akn.elements import (
    FLAT,
    GROUPS,
    HEADINGS,
    ITEMS,
    LISTS,
    REFERENCES,
    SKIPPED,
    components,
    is_annex,
    is_block,
    is_heading_style,
    is_preambular,
    part_label,
    with_components,
)
from index.readers.akn.flow import Flow, Text, preserves, text_of
from index.readers.akn.labels import Sort, leading_item, readings
from index.readers.akn.tree import (
    DOCUMENTS,
    Element,
    attribute,
    below,
    child,
    children,
    name,
    words,
)

_SECTIONS = {Sort.SECTION, Sort.PART}
_COMMA = (",", "،", "，", ";", "；", "؛")
_MEETING = {"adoptionMeeting", "event", "docDate", "date"}


def blocks_of(document: Element) -> list[Block]:
    """The blocks of a document from its preface to its annexes, with the components of the file."""
    walker = _Walker(components(document.getroottree().getroot()))
    for element in with_components(document):
        walker.take(element)
    return walker.blocks


class _Walker:
    """Goes through the tree once and keeps what was met on the way: the label, the annex, the list."""

    def __init__(self, held: dict[str, Element]) -> None:
        self.blocks: list[Block] = []
        self.held = held
        self.taken: set[str] = set()
        self.left_out: frozenset[str] = frozenset()
        self.area = Area.BODY
        self.annex = 0
        self.label = ""
        self.group = 0
        self.groups = 0
        self.nesting = 0
        self.is_heading = False
        self.is_attached = False
        self.documents = 0

    def take(self, element: Element) -> None:
        """An element that stands between paragraphs."""
        kind = name(element)
        if kind in SKIPPED or kind in self.left_out or (kind == "coverPage" and not self.annex):
            return
        if kind == "num":
            self._number(words(element))
        elif kind in REFERENCES:
            self._refer(element)
        elif kind == "preface" and not self.annex:
            self._preface(element)
        elif kind in ("formula", "tr"):
            self._formula(element) if kind == "formula" else self._row(element)
        elif kind in HEADINGS:
            self._heading(element)
        elif kind in FLAT:
            self._add(text_of(element))
        elif not self.annex and self.documents and part_label(element):
            self._part(element)
        elif not self.annex and (is_annex(element) or (kind in DOCUMENTS and self.documents)):
            self._annex(element)
        elif attribute(element, "eId") not in self.taken or kind != "component":
            self._enter(element, kind)

    def _enter(self, element: Element, kind: str) -> None:
        """An element that holds paragraphs, or is one: its own label, list and group."""
        kept = self.area, self.group, self.nesting, self.is_heading, self.is_attached
        self.documents += kind in DOCUMENTS
        self.is_attached |= kind == "attachments"
        if not self.annex:
            self.area = _AREAS.get(kind, self.area)
        if kind in GROUPS:
            self.groups += 1
            self.group = self.groups
        self.nesting += kind in LISTS
        if kind in ITEMS and child(element, "num") is None:
            self._number("–")
        self.is_heading = self.is_heading or is_heading_style(element)
        before = len(self.blocks)
        self._mixed(element)
        if child(element, "num") is not None or kind in ITEMS:
            self._flush_label()
        if self.area is Area.CLOSING and not any(is_block(c) for c in children(element)):
            self._close(element, before)
        self.area, self.group, self.nesting, self.is_heading, self.is_attached = kept

    def _mixed(self, element: Element) -> None:
        """Text and inline elements between child paragraphs are paragraphs too."""
        preserved = preserves(element, inherited=False)
        flow = Flow()
        flow.add(element.text, preserved=preserved)
        for inner in element:
            kind = name(inner)
            if kind in self.left_out or kind == "meta":
                pass
            elif kind and is_block(inner):
                self._add(flow.settle())
                flow = Flow()
                self.take(inner)
            elif kind:
                flow.element(inner, preserved=preserved)
            flow.add(inner.tail, preserved=preserved)
        self._add(flow.settle())

    def _add(self, text: Text, role: Role = Role.TEXT) -> None:
        """A block of `text`, with the label that waits for one."""
        if not text.text:
            return
        label, self.label = self.label, ""
        role = Role.HEADING if self.is_heading and role is Role.TEXT and not label else role
        last = self.blocks[-1] if self.blocks else None
        block = Block(
            text, role, self.area, self.annex, label, group=self.group, nesting=self.nesting
        )
        if last and not label and _continues(last, block):
            last.text = last.text.joined(text)
        else:
            self.blocks.append(block)

    def _number(self, label: str) -> None:
        self._flush_label()
        self.label = label

    def _flush_label(self) -> None:
        """A label that no text followed: it opens a section, or there is nothing below it."""
        if self.label and readings(self.label):
            self.blocks.append(Block(Text(""), Role.HEADING, self.area, self.annex, self.label))
        elif self.label:
            self.label, text = "", self.label
            self._add(Text(text), Role.HEADING)
        self.label = ""

    def _heading(self, element: Element) -> None:
        """A heading has the label of a section; a paragraph's own number waits for its text."""
        label, waits = self.label, ""
        if label and not {r.sort for r in readings(label)} & _SECTIONS and readings(label):
            waits, self.label = label, ""
        before = len(self.blocks)
        kept, self.is_heading = self.is_heading, False
        self._mixed(element)
        self.is_heading = kept
        for block in self.blocks[before:]:
            block.role = Role.HEADING
            if is_preambular(element):
                block.role = Role.TEXT
                block.area = Area.ANNEX if self.annex else Area.PREAMBLE
        self.label = waits or self.label

    def _formula(self, element: Element) -> None:
        text = text_of(element)
        if text.text:
            self.blocks.append(Block(text, Role.FORMULA, self.area, self.annex))

    def _row(self, row: Element) -> None:
        """A row is one paragraph, its cells in order; a single cell holds paragraphs as a page does."""
        cells = [c for c in children(row) if name(c) in ("td", "th") and words(c)]
        if len(cells) == 1 and any(is_block(c) for c in children(cells[0])):
            self._mixed(cells[0])
            return
        text = text_of(row)
        self._add(text, Role.ROW)

    def _annex(self, element: Element) -> None:
        kept = self.area, self.annex
        self._flush_label()
        self.annex = 1 + max((b.annex for b in self.blocks), default=0)
        self.area = Area.ANNEX
        self._mixed(element)
        self._flush_label()
        self.area, self.annex = kept

    def _part(self, document: Element) -> None:
        """A resolution that is one of the lettered parts of the document."""
        kept = self.area
        self.area = Area.BODY
        self._number(part_label(document))
        self._mixed(document)
        self.area = kept

    def _refer(self, reference: Element) -> None:
        """A component stands where it is referred to: in the text, or as an annex."""
        target = attribute(reference, "src") or attribute(reference, "href")
        key = target.rpartition("#")[2]
        component = self.held.get(key)
        if component is None or key in self.taken:
            return
        self.taken.add(key)
        if self.is_attached and not self.annex:
            self._annex(component)
            return
        for inner in children(component):
            self.take(inner) if part_label(inner) or self.annex else self._mixed(inner)

    def _preface(self, preface: Element) -> None:
        """The title, and what else stands there, as headings; not the number."""
        titles = [t for t in below(preface, "docTitle") if words(t)]
        named = [t for t in titles if "title" in attribute(t, "refersTo").lower()] or titles
        is_first = not any(block.role is Role.TITLE for block in self.blocks)
        for title in named:
            self._add(text_of(title), Role.TITLE if is_first else Role.HEADING)
        start = len(self.blocks)
        self.left_out = frozenset({"docNumber", "docTitle"} if named else {"docNumber"})
        self._mixed(preface)
        self.left_out = frozenset()
        rest = [b for b in self.blocks[start:] if any(map(str.isalnum, b.shown))]
        for block in rest:
            block.role = Role.TITLE if is_first and not named else Role.HEADING
            block.group = 0
        self.blocks[start:] = rest

    def _close(self, element: Element, before: int) -> None:
        """What a line of the closing is: the meeting and its date, a signature, or text."""
        marks = {name(e) for e in element.iterdescendants()}
        marks |= {attribute(e, "name") for e in below(element, "inline")}
        for block in self.blocks[before:]:
            if marks & _MEETING:
                block.role = Role.MEETING
            elif "signature" in marks:
                block.role = Role.SIGNATURE


_AREAS = {
    "preamble": Area.PREAMBLE,
    "body": Area.BODY,
    "mainBody": Area.BODY,
    "conclusions": Area.CLOSING,
}


def _continues(last: Block, block: Block) -> bool:
    """Whether the block goes on with the last one: both stand in one labelled container.

    A container of the preamble may hold several paragraphs: each ends with a comma.
    """
    if not block.group or last.group != block.group or last.role is not block.role:
        return False
    if block.role is not Role.TEXT or leading_item(block.shown):
        return False
    if block.area is Area.PREAMBLE:
        return not last.shown.endswith(_COMMA)
    return bool(last.label)
