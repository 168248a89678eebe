"""The styles of a DOCX file: what a paragraph's style says of its numbering and rank.

Source: ECMA-376 part 1, 17.7; names of styles as the United Nations' own templates have them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.readers.docx.package import W, child_value, is_on, number

if TYPE_CHECKING:
    from index.readers.docx.package import Element

# "heading 1", "Title", and the United Nations' "_ H_1", "_ H _Ch", "Title_H1", "Agenda_Title_H2".
_HEADING = re.compile(
    r"heading\b|(?:heading|titre|título|заголовок|标题|عنوان) ?\d|(?:sub)?title|.*title_h|journal_heading"
    r"|_+ ?h[ _]+(?:\d|ch|m)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"toc \d|table of (?:figures|authorities)|index \d", re.IGNORECASE)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style, with what it inherits."""

    name: str = ""
    number_id: str | None = None
    number_level: int = 0
    is_heading: bool = False
    is_contents: bool = False
    hidden: bool = False
    superscript: bool = False


class Styles:
    """The styles of the styles part, by their ids; an unknown id has the plain style."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._read: dict[str, Style] = {}
        self.default = ""
        for element in root.iterfind(W + "style") if root is not None else ():
            style_id = element.get(W + "styleId") or ""
            self._elements[style_id] = element
            default = element.get(W + "default") in ("1", "true", "on")
            if default and element.get(W + "type") == "paragraph":
                self.default = style_id

    def __getitem__(self, style_id: str | None) -> Style:
        style_id = self.default if style_id is None else style_id
        if style_id not in self._read:
            self._read[style_id] = self._style(style_id)
        return self._read[style_id]

    def numbering_of(self, style_id: str | None) -> str | None:
        """The `numId` that a style of numbering (a list style) points to."""
        return self[style_id].number_id

    def _style(self, style_id: str) -> Style:
        chain = self._chain(style_id)
        name = child_value(chain[0], "name") or "" if chain else ""
        number_id = _first(chain, "pPr", "numPr", "numId")
        outline = _first(chain, "pPr", "outlineLvl")
        runs = [element.find(W + "rPr") for element in chain]
        vanish = next(
            (v for r in runs if r is not None and (v := r.find(W + "vanish")) is not None), None
        )
        return Style(
            name=name,
            number_id=number_id,
            number_level=number(_first(chain, "pPr", "numPr", "ilvl")),
            is_heading=bool(_HEADING.match(name)) or number(outline, 9) < 6,
            is_contents=bool(_CONTENTS.match(name)),
            hidden=is_on(vanish),
            superscript=_first(chain, "rPr", "vertAlign") == "superscript",
        )

    def _chain(self, style_id: str) -> list[Element]:
        """The style and those that it is based on, the nearest first."""
        chain: list[Element] = []
        while style_id in self._elements and len(chain) < _DEEPEST:
            element = self._elements[style_id]
            if element in chain:
                break
            chain.append(element)
            style_id = child_value(element, "basedOn") or ""
        return chain


def _first(chain: list[Element], *path: str) -> str | None:
    return next((v for e in chain if (v := child_value(e, *path)) is not None), None)
