"""Footnotes of an HTML page: links with a number, and the blocks that they lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.readers.marked import from_file, mark

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER = re.compile(r"[\[(（]?\s*(\d{1,3})\s*[\])）]?\.?")
_NAMED = re.compile(r"foot|note|fn|ftn|ref|cite", re.IGNORECASE)
_BLOCK = {"p", "li", "div", "dd", "td", "aside", "tr", "section"}
_OWN_NUMBER = re.compile(r"^\s*[\[(（]?\s*(?:\d{1,3}|\^|↑)\s*[\])）]?\.?\s*")
_BACK = re.compile(r"\s*[↑↩⏎^]\ufe0e?\s*$")


@dataclass(slots=True)
class HtmlNotes:
    """The notes of a page: their texts by number, and what stands in place of each link.

    `blocks` are the elements that the notes stand in.
    """

    texts: dict[int, str] = field(default_factory=dict)
    marks: dict[HtmlElement, str] = field(default_factory=dict)
    blocks: set[HtmlElement] = field(default_factory=set)


def find_notes(main: HtmlElement) -> HtmlNotes:
    """The notes below `main`."""
    notes = HtmlNotes()
    order = {element: i for i, element in enumerate(main.iter())}
    targets: dict[str, HtmlElement] = {}
    for element in order:
        for attribute in ("id", "name"):
            if name := element.get(attribute) if isinstance(element.tag, str) else None:
                targets.setdefault(name, element)
    for link in main.iter("a"):
        match = _NUMBER.fullmatch("".join(link.itertext()).strip())
        target = targets.get((link.get("href") or "").removeprefix("#"))
        if not match or target is None or order[target] <= order[link] or not _is_mark(link):
            continue
        block = _block_of(target, link)
        number = int(match[1])
        if block is None or not number:
            continue
        notes.marks[link] = mark(number)
        if number not in notes.texts:
            notes.texts[number] = _text(block)
            notes.blocks.add(block)
    return notes


def _is_mark(link: HtmlElement) -> bool:
    """Whether a link with a number is a note's mark: raised, in brackets, or named so."""
    raised = (
        any(parent.tag == "sup" for parent in link.iterancestors())
        or link.find(".//sup") is not None
    )
    bracketed = "".join(link.itertext()).strip()[:1] in ("[", "(", "（")
    named = " ".join(filter(None, (link.get("id"), link.get("class"), link.get("href"))))
    return raised or bracketed or bool(_NAMED.search(named))


def _block_of(target: HtmlElement, link: HtmlElement) -> HtmlElement | None:
    """The nearest block around the target that does not hold the link too."""
    for element in (target, *target.iterancestors()):
        if element.tag in _BLOCK:
            return None if link in element.iter("a") else element
    return None


def _text(block: HtmlElement) -> str:
    """The note's words, without its number at the beginning and the way back at its end."""
    text = from_file(" ".join("".join(block.itertext()).split()))
    return _BACK.sub("", _OWN_NUMBER.sub("", text))
