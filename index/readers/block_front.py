"""The front of a document in blocks: its masthead, its title, and where its text begins."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.document import Relation
from index.errors import SymbolError
from index.locator import Locator
from index.readers.block import Block, Blocks
from index.readers.dates import find_date
from index.readers.divisions import annex_heading
from index.readers.formulas import enacting_organ, title_number
from index.readers.front import place_of
from index.readers.labels import split_heading
from index.readers.marked import Marked, clean
from index.readers.masthead import Masthead, Part, read_masthead
from index.readers.masthead_lines import part_of
from index.readers.places import Form
from index.symbol import Symbol, find_symbols

_MOST = 60
# Arabic mastheads stretch words with a bar that is no letter; a star after sponsors leads to a note.
_UNREAD = re.compile(r"\u0640|(?<=[:：])\*+")
_ADDED = re.compile(r"/(?:Add|Corr)\.\d+$")
# What only the front of a United Nations document has; a title and a meeting any text may have.
_SURE = {Part.NAME, Part.SYMBOL, Part.ORGAN, Part.DISTRIBUTION, Part.DATE, Part.LANGUAGE}
_SURE |= {Part.ORIGINAL, Part.SESSION, Part.AGENDA, Part.SPONSORS, Part.FORM, Part.REFERENCE}
_HEADED = {Part.NAME, Part.ORGAN, Part.DISTRIBUTION}


class BlockFront:
    """What the blocks before the text state.

    `blocks` are those of the file, with the lines of the front as blocks of their own; `start` is
    the first that is text.
    """

    def __init__(self, found: Blocks) -> None:
        self._found = found
        blocks = [block for block in found.blocks if block.shown]
        first = enumerate(blocks[:_MOST])
        enacting = (i for i, block in first if enacting_organ(block.shown))
        end = min(next(enacting, _MOST), _MOST)
        front = [line for block in blocks[:end] for line in _lines(block)]
        self.blocks = [*front, *blocks[end:]]
        header = [text for line in found.header if (text := clean(line).text)]
        # A header without any of these is a running title.
        masthead = {part_of(_UNREAD.sub("", text)) for text in header} & _HEADED
        self._header = header if masthead else []
        self.masthead, self._parts = self._read(len(front))
        self.start = self._text_start()

    def paragraphs(self) -> dict[Locator, Marked]:
        """Those that have names: distribution, agenda, sponsors, title, meeting."""
        shown: dict[str, list[str]] = {}
        for part, text in self._front():
            if name := place_of(part, self._parts):
                shown.setdefault(name, []).append(text)
        paragraphs = {Locator(name): clean(" ".join(texts)) for name, texts in shown.items()}
        if title := paragraphs.get(Locator("title")):
            match = title_number(title.text)
            paragraphs[Locator("title")] = title.after(match.end()) if match else title
        return {locator: text for locator, text in paragraphs.items() if text.text}

    @property
    def number(self) -> str | None:
        """The resolution's number, which stands before its title."""
        matches = (title_number(block.shown) for block in self.blocks[: self.start])
        return next((match["number"] for match in matches if match), self.masthead.number)

    @property
    def facts(self) -> dict[str, str]:
        """What the masthead states without a place, the report that it refers to, "Addendum"."""
        facts = dict(self.masthead.facts)
        for part, name in ((Part.REFERENCE, "reference"), (Part.CHANGE, "change")):
            if text := " ".join(self._texts(part)):
                facts[name] = text
        return facts

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The draft that a resolution's masthead names: "without reference to a Main Committee"."""
        found = [
            symbol for text in self._texts(Part.REFERENCE) for symbol, _, _ in find_symbols(text)
        ]
        return tuple(
            Relation("adopted from", str(symbol), f"{self._found.source}, masthead")
            for symbol in dict.fromkeys(found)
            if symbol.is_draft and not _ADDED.search(symbol)
        )

    def symbol(self, warnings: list[str]) -> Symbol | None:
        """The masthead's symbol, else the one of the file's properties."""
        stated = _as_symbol(self._found.symbol)
        symbol = self.masthead.symbol or stated
        if symbol and stated and stated.rstrip("*") != symbol.rstrip("*"):
            warnings.append(f"the file's properties give {stated} and its masthead {symbol}")
        return symbol

    def date(self, is_adopted: bool, meeting: str) -> dt.date | None:
        """A resolution's date is that of its adoption, else the masthead's, else a letter's own."""
        masthead = self.masthead
        if is_adopted:
            return masthead.adopted or find_date(meeting) or masthead.date
        return masthead.date or masthead.dated

    def _read(self, many: int) -> tuple[Masthead, list[Part]]:
        """The masthead, and what each of the header's lines and of the first blocks is."""
        texts = [*self._header, *(block.shown for block in self.blocks[:many])]
        lines = [line for text in texts for line in (_UNREAD.sub("", text), "")]
        first = len(self._header)
        numbered = [i for i, text in enumerate(texts) if i >= first and title_number(text)]
        titles = [2 * i for i in numbered[:1]]
        masthead = read_masthead(lines or [""], titles)
        parts = list(masthead.parts[: 2 * len(texts) : 2])
        if not titles and not self._header and not _SURE & set(parts):
            # Without a masthead the title is what the format shows as a heading, or nothing.
            headed = bool(many) and _is_title(self.blocks[0])
            masthead = read_masthead([texts[-many], ""] if headed else [""], [0] if headed else [])
            parts = [Part.TITLE] * headed + [Part.BODY] * (len(texts) - headed)
        return masthead, parts

    def _text_start(self) -> int:
        parts = self._parts[len(self._header) :]
        for i, (part, block) in enumerate(zip(parts, self.blocks, strict=False)):
            if part is Part.TITLE and title_number(block.shown):
                # "72/7. Title" is the last line of a resolution's masthead.
                return i + 1
            if part is Part.ORGAN and Part.TITLE in parts[:i]:
                # Below the title an organ's name is no masthead's: it enacts.
                return i
        return parts.index(Part.BODY) if Part.BODY in parts else len(parts)

    def _front(self) -> Iterator[tuple[Part, str]]:
        texts = [*self._header, *(block.text for block in self.blocks[: self.start])]
        return zip(self._parts, texts, strict=False)

    def _texts(self, wanted: Part) -> list[str]:
        return [clean(text).text for part, text in self._front() if part is wanted]


def _is_title(block: Block) -> bool:
    """Whether a heading may be a document's title: it has no label, and is no annex's."""
    if block.form is not Form.HEADING or block.label or split_heading(block.text)[0]:
        return False
    return annex_heading(block.shown, is_heading=True) is None


def _lines(block: Block) -> Sequence[Block]:
    """The block, or its lines where one of them is a masthead's: each states something else."""
    lines = [line for line in block.text.split("\n") if clean(line).text]
    known = (part_of(clean(line).text) for line in lines)
    titled = title_number(block.shown)
    if len(lines) < 2 or titled or not any(part in _SURE for part in known):
        return [block]
    return [
        replace(block, text=line, label=block.label if not i else "")
        for i, line in enumerate(lines)
    ]


def _as_symbol(text: str | None) -> Symbol | None:
    if not text or "/" not in text:
        return None
    try:
        return Symbol(text)
    except SymbolError:
        return None
