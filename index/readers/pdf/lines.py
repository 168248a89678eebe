"""From the characters of a page to its lines, with their places and type sizes.

The order is that of the page's content stream, which word processors write as it is read: cell by cell
in a table, column by column in a text with columns. Places are points (1/72 inch) from the lower left
corner of the page as it is seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.readers.pdf.characters import Character
from index.readers.pdf.right_to_left import in_reading_order, runs_right_to_left

# In shares of the type size.
_SAME_LINE = 0.6
_RAISED = 0.12
_SMALLER = 0.85
_LABEL_GAP = 0.9
_CELL_GAP = 2.5
_STRETCHED, _FEWEST_GAPS = 1.8, 3
# No narrower gap was a space, and no wider one within a word, in 50,000 spaces of published files.
_SPACE_GAP, _DASH_GAP = 0.16, 0.1
_BACK = 1.0
_MOST_BOLD = 0.97
_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf02d": "–",
    "\uf076": "❖",
}
_COMPATIBLE = re.compile("[\u2f00-\u2fd5\ufb00-\ufb06]")
HYPHEN = "\u00ad"
"""What a hyphen at the end of a line is written as: whether it belongs is told when lines are joined."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, or of one of its cells.

    `x0` and `x1` are where its first character begins and its last ends, `y` is its base line. A tab in
    `text` is a gap that is wider than a space. `raised` are the spans of small characters above the base
    line. `sure` is False where the file does not say surely what the characters are.
    """

    page: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text: str
    raised: tuple[tuple[int, int], ...] = ()
    sure: bool = True

    @property
    def plain(self) -> str:
        """The text with single spaces for its gaps."""
        return " ".join(self.text.split())

    @property
    def is_tabular(self) -> bool:
        """Whether it has cells: gaps that are no label's."""
        head, _, rest = self.text.partition("\t")
        return "\t" in rest or (bool(rest) and _LABEL.fullmatch(head) is None)

    @property
    def cells(self) -> list[str]:
        """The parts of the line between wide gaps."""
        return [" ".join(cell.split()) for cell in self.text.split("\t") if cell.strip()]


_NONE = Character("", 0, 0, 0, 1)


@dataclass(slots=True)
class _Open:
    """The line that is being read."""

    characters: list[Character] = field(default_factory=list)
    gap: bool = False
    right_to_left: bool = False
    last: Character = _NONE

    def add(self, new: Character) -> None:
        """Put `new` at the end."""
        self.characters.append(new.after_gap() if self.gap else new)
        self.gap = False
        self.right_to_left |= new.right_to_left
        if unicodedata.category(new.text[0]) != "Mn":
            self.last = new

    def takes(self, new: Character) -> bool:
        """Whether `new` goes on with this line."""
        if unicodedata.category(new.text[0]) == "Mn":
            return True
        old = self.last
        larger = max(old.size, new.size)
        drop = abs(new.y - old.y)
        if drop > _SAME_LINE * larger:
            return False
        if self.right_to_left or new.right_to_left:
            # Their words may come in any order.
            left, right = min(c.x0 for c in self.characters), max(c.x1 for c in self.characters)
            return drop < _RAISED * larger or max(new.x0 - right, left - new.x1) < larger
        step = new.x0 - old.x1
        if step < -_BACK * larger:
            return False
        # A raised mark stands by the words; what stands apart at another height is another cell.
        return drop < _RAISED * larger or step < _CELL_GAP * larger


def read_lines(characters: Iterable[Character], page: int) -> list[Line]:
    """The lines that `characters`, in their order in the file, make; `page` counts from 0."""
    return [line for group in _groups(characters) if (line := _line(group, page))]


def _groups(characters: Iterable[Character]) -> Iterator[list[Character]]:
    line = _Open()
    for character in characters:
        if character.text.isspace():
            line.gap = True
            continue
        if unicodedata.category(character.text[0]) == "Cf" and character.text != HYPHEN:
            # Marks of direction and joints have no look of their own.
            continue
        if line.characters and not line.takes(character):
            yield line.characters
            line = _Open()
        line.add(character)
    if line.characters:
        yield line.characters


def _line(characters: list[Character], page: int) -> Line | None:
    if runs_right_to_left(characters):
        characters = in_reading_order(characters)
    size = _main_size(characters)
    base = next(c.y for c in characters if c.size == size)
    text, raised = _text(characters, size, base)
    if not text.strip():
        return None
    letters = [c for c in characters if c.text.isalpha()] or characters
    return Line(
        page=page,
        x0=min(c.x0 for c in characters),
        x1=max(c.x1 for c in characters),
        y=base,
        size=round(size * 2) / 2,
        bold=sum(c.bold for c in letters) >= _MOST_BOLD * len(letters),
        text=text,
        raised=raised,
        sure=all(c.sure for c in characters),
    )


def _main_size(characters: list[Character]) -> float:
    counts: dict[float, int] = {}
    for character in characters:
        counts[character.size] = counts.get(character.size, 0) + 1
    return max(counts, key=lambda size: (counts[size], size))


def _text(
    characters: list[Character], size: float, base: float
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a line with its gaps, and the spans of it that are raised."""
    text = ""
    raised: list[tuple[int, int]] = []
    before: Character | None = None
    cell = _cell_gap(characters)
    for character in characters:
        text += _between(before, character, text, cell)
        shown = _shown(character.text)
        high = character.size <= _SMALLER * size and character.y - base > _RAISED * size
        if high:
            start = len(text)
            if raised and raised[-1][1] == start:
                start = raised.pop()[0]
            raised.append((start, len(text) + len(shown)))
        text += shown
        before = character
    return text, tuple(raised)


def _shown(text: str) -> str:
    """A character as it is written: bullets of symbol fonts, ligatures, radicals for characters."""
    if _COMPATIBLE.match(text):
        return unicodedata.normalize("NFKC", text)
    return _BULLETS.get(text, text)


def _cell_gap(characters: Sequence[Character]) -> float:
    """How wide a gap parts cells, in type sizes: in words set to a line's full width, wider ones."""
    gaps = sorted(
        (b.x0 - a.x1) / b.size for a, b in pairwise(characters) if b.x0 - a.x1 > _SPACE_GAP * b.size
    )
    words = sum(c.text.isalpha() for c in characters) > len(characters) / 2
    stretched = gaps[len(gaps) // 2] if len(gaps) >= _FEWEST_GAPS and words else 0.0
    return max(_CELL_GAP, _STRETCHED * stretched)


def _between(before: Character | None, character: Character, text: str, cell: float) -> str:
    """What stands between two characters: nothing, a space, or a gap as wide as `cell`."""
    if before is None:
        return ""
    if "\t" in (before.text, character.text):
        return ""
    if before.right_to_left or character.right_to_left:
        return " " if character.gap else ""
    step = character.x0 - before.x1
    size = min(before.size, character.size)
    labels = _LABEL.fullmatch(text) is not None
    if step > (_LABEL_GAP if labels else cell) * size:
        return "\t"
    if _is_wide(before.text) and _is_wide(character.text):
        return ""
    if character.gap:
        return " "
    # Another font's brackets may stand further off.
    if before.text in _OPENING or character.text in _CLOSING:
        return ""
    return " " if step > (_DASH_GAP if character.text == "–" else _SPACE_GAP) * size else ""


_OPENING, _CLOSING = "([{", ")]},."
# What may be a label at the start of a line: "12.", "(a)", "2.1", "II.", a bullet.
_LABEL = re.compile(r"[(（]?\w{1,5}[.．、)）]|\d{1,2}(?:\.\d{1,3})+|[^\w\s]|o|[IVX]{1,5}")


def _is_wide(text: str) -> bool:
    """Chinese characters and their punctuation, which are written without spaces."""
    return unicodedata.east_asian_width(text[0]) in "WF"
