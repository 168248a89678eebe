"""From inline markup to the text that a reader sees: one line, without the marks of footnotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.readers.akn.tree import Element, attribute, name

_MARKS = {"authorialNote", "noteRef"}
_SKIPPED = {"meta", "img", "componentRef"}
_BREAKS = {"eol", "br", "p", "li", "item", "point", "num", "heading", "block", "content"}
_CELLS = {"td", "th", "tr"}
_EMPHASIS = {"b", "i", "u", "em", "strong"}
# A footnote's mark is put in parentheses in Arabic; the number itself is not in the markup.
_OPEN = re.compile(r"[(（]\s*\Z")
_CLOSE = re.compile(r"\s*[)）]")
_WHOLE = re.compile(r"[(（]\s*[)）]\s*\Z")
# Beside elements a line break is often the markup's layout, and sometimes a space: see `clean`.
_EDGES = re.compile(r"\A[ \t]*\n\s*|\s*\n[ \t]*\Z|\n")
_EMPTY_MARK = re.compile(r"\s?[(（]\s*[)）]")


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph's text in NFC, where the footnotes' marks stood, and its emphasised beginning."""

    text: str
    notes: tuple[tuple[Element, int], ...] = ()
    emphasis: tuple[int, int] = (0, 0)

    def joined(self, other: Text) -> Text:
        """The text with `other` behind it, with a space between."""
        parts = [part for part in (self.text, other.text) if part]
        at = len(self.text) + 1 if len(parts) == 2 else len(self.text)
        notes = (*self.notes, *((note, at + offset) for note, offset in other.notes))
        return Text(" ".join(parts), notes, self.emphasis if self.text else other.emphasis)

    def without(self, label: int) -> Text:
        """The text without its first `label` code points and the white space behind them."""
        rest = self.text[label:].lstrip()
        cut = len(self.text) - len(rest)
        notes = tuple((note, max(0, offset - cut)) for note, offset in self.notes)
        start, end = (max(0, place - cut) for place in self.emphasis)
        return Text(rest, notes, (start, end))


@dataclass(slots=True)
class Flow:
    """Gathers inline content piece by piece."""

    pieces: list[str] = field(default_factory=list)
    notes: list[tuple[Element, int]] = field(default_factory=list)
    emphasised: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str | None, *, preserved: bool = True) -> None:
        """Text as it stands; outside `xml:space="preserve"` a line break is the markup's own."""
        if not text:
            return
        text = text.replace("\n", " ") if preserved else _EDGES.sub(_layout, text)
        self.pieces.append(text)
        self.length += len(text)

    def element(self, element: Element, *, preserved: bool) -> None:
        """An inline element with all that is inside it; what follows it is not added."""
        kind = name(element)
        if kind in _MARKS:
            self.notes.append((element, self.length))
            return
        if kind in _SKIPPED:
            return
        preserved = preserves(element, preserved)
        start = self.length
        self._gap(kind)
        self.add(attribute(element, "startQuote"))
        self.add(element.text, preserved=preserved)
        for inner in element:
            if name(inner):
                self.element(inner, preserved=preserved)
            self.add(inner.tail, preserved=preserved)
        self.add(attribute(element, "endQuote"))
        self._gap(kind)
        if _is_emphasis(element):
            self.emphasised.append((start, self.length))

    def _gap(self, kind: str) -> None:
        """What parts a block inside from the words around it: a line break, or a cell's border."""
        gap = "\n" if kind in _BREAKS else " " if kind in _CELLS else ""
        self.pieces.append(gap)
        self.length += len(gap)

    def settle(self) -> Text:
        """The text: NFC, white space collapsed, without marks."""
        raw = "".join(self.pieces)
        raw, notes = _without_marks(raw, self.notes)
        start, end = _first_emphasis("".join(self.pieces), self.emphasised)
        text = clean(raw)
        places = tuple((note, min(len(clean(raw[:at])), len(text))) for note, at in notes)
        return Text(text, places, (start, min(end, len(text))))


def _layout(match: re.Match[str]) -> str:
    """A line break at an edge of a text is kept as one, for `clean`; another is a space."""
    is_edge = match.start() == 0 or match.end() == len(match.string)
    return "\n" if is_edge else " "


def clean(raw: str) -> str:
    """NFC with white space collapsed, and none where the markup's line breaks touch punctuation."""
    raw = re.sub(r"\n+(?=[,.;:)»”’،؛，。；：、）])|(?<=[(«“（])\n+", "", raw)
    raw = re.sub(r"(?<=[\u3400-\u9fff，。；：、])\n+(?=[\u3400-\u9fff，。；：、])", "", raw)
    return " ".join(unicodedata.normalize("NFC", raw).split())


def preserves(element: Element, inherited: bool) -> bool:
    """Whether white space counts inside the element."""
    space = attribute(element, "space")
    return space == "preserve" if space else inherited


def text_of(element: Element) -> Text:
    """The text of an element with everything inside."""
    flow = Flow()
    flow.element(element, preserved=preserves(element, inherited=False))
    return flow.settle()


def without_empty_marks(text: Text) -> Text:
    """The text without "()", which is all that is left of a mark whose footnote is not there."""
    match = _EMPTY_MARK.search(text.text)
    while match:
        start, end = match.span()
        rest = text.text[:start] + text.text[end:]
        notes = tuple((note, _moved(at, start, end)) for note, at in text.notes)
        first, last = text.emphasis
        text = Text(rest, notes, (_moved(first, start, end), _moved(last, start, end)))
        match = _EMPTY_MARK.search(text.text)
    return text.without(0)


def _moved(at: int, start: int, end: int) -> int:
    """Where an offset is when `[start, end)` is taken out before it."""
    return at if at <= start else max(start, at - end + start)


def _without_marks(
    raw: str, notes: Iterable[tuple[Element, int]]
) -> tuple[str, list[tuple[Element, int]]]:
    """The raw text without the parentheses that hold nothing but a footnote's mark."""
    kept: list[tuple[Element, int]] = []
    for note, at in reversed(list(notes)):
        start, end = at, at
        before, after = _OPEN.search(raw[:at]), _CLOSE.match(raw[at:])
        if before and after:
            start, end = before.start(), at + after.end()
        elif whole := _WHOLE.search(raw[:at]):
            start = whole.start()
        raw = raw[:start] + raw[end:]
        kept = [(n, o - (end - start)) for n, o in kept]
        at = start
        kept.insert(0, (note, at))
    return raw, kept


def _is_emphasis(element: Element) -> bool:
    if name(element) in _EMPHASIS:
        return True
    return name(element) == "span" and bool(
        {"italic", "bold"} & set(attribute(element, "class").split())
    )


def _first_emphasis(raw: str, stretches: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The first emphasised words, as offsets of the clean text; (0, 0) where there are none.

    A mark of a footnote never stands before them: offsets are the same with marks and without.
    """
    begin = end = -1
    for start, stop in sorted(stretches):
        if not raw[start:stop].strip():
            continue
        if begin < 0:
            begin, end = start, stop
        elif not raw[end:start].strip():
            end = max(end, stop)
    if begin < 0 or not raw[end:].strip():
        return 0, 0
    begin += len(raw[begin:]) - len(raw[begin:].lstrip())
    before = clean(raw[:begin] + "x")
    return len(before) - 1, len(clean(raw[:end].rstrip(" ,،，:")))
