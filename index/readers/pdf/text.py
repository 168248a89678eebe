"""The text of a block as a reader sees it: lines joined, words mended, marks of footnotes taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.readers.mend import IsWord, Mender
from index.readers.pdf.lines import HYPHEN, Line
from index.words import Language

# Private characters that no file has: they stand for marks while the text is mended.
_FIRST_MARK = 0xF0000
_MARK = re.compile(r"[\U000f0000-\U000ffffd]")
_AROUND_MARK = re.compile(r"\s*([\U000f0000-\U000ffffd])(\s*)(?=([,.)\]]?))")
_STARS = re.compile(r"(?<=[^\s*])\*{1,4}(?=\s|$|[,.;:)])")
_LABELS = re.compile(r"[\s,;]*(\d{1,3}|\*{1,4}|[a-z])(?=[\s,;]|$)")
_AND = r"(?:and|or|to|et|ou|y|o|и|или)"
_SUSPENDED = re.compile(rf"(?<=\w)-\n(?={_AND}(?![-\w]))")
_DASH = re.compile(r"(?<=[^\s–—])([–—/])\n|(?<=[0-9])(-)\n(?=\w)|(?<=\w)(-)\n(?=[0-9])")
_WIDE = r"\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60"
_WIDE_BREAK = re.compile(rf"(?<=[{_WIDE}])\s+(?=\S)|(?<=\S)\s+(?=[{_WIDE}])")
# What quotation marks and dashes become where a file takes them for another alphabet's letters, and
# letters with accents, which then stand as capitals inside words.
_WRONG_MARKS = re.compile(r"(?<!\w)[ìÒ](?=\w)|(?<=[\w.,!?])[îÓ](?!\w)|(?<=\s)ñ(?=\s)")
_WRONG_LETTERS = re.compile(r"[a-zà-ÿ][À-ÖØ-Þ][a-zà-ÿ]")
_WRONG_APOSTROPHE = re.compile(r"(?<=[a-z])[íÕ](?=s?(?!\w))")
_FEWEST_WRONG = 3


@dataclass(frozen=True, slots=True)
class Joined:
    """The text of a block, the marks that stood in it, and whether it is sure.

    A mark is the page that it stands on, its label, and its offset in the text.
    """

    text: str
    marks: tuple[tuple[int, str, int], ...] = ()
    sure: bool = True

    def after(self, start: int) -> Joined:
        """The text from `start` on."""
        marks = tuple((p, label, place - start) for p, label, place in self.marks if place >= start)
        return Joined(self.text[start:], marks, self.sure)


def join(
    lines: Sequence[Line],
    labels: Mapping[int, Collection[str]],
    is_word: IsWord,
    language: Language,
    skip: int = 0,
    wrong_marks: bool = False,
) -> Joined:
    """The text of `lines` less the first `skip` characters, which are its label.

    `labels` gives the marks of the notes that stand on each page: other raised characters stay.
    `wrong_marks` tells that the document has letters where quotation marks stood.
    """
    marks: list[tuple[int, str]] = []
    pieces = []
    for i, line in enumerate(lines):
        shown = _marked(line, labels.get(line.page, ()), marks, skip if i == 0 else 0)
        pieces.append(shown)
    # Arabic letters may come as the shapes that they have inside words.
    form: Literal["NFC", "NFKC"] = "NFKC" if language == "ar" else "NFC"
    raw = unicodedata.normalize(form, _breaks("\n".join(pieces), language))
    mender = Mender(raw, 0, len(raw))
    mender.mend(is_word)
    text, places = _take_marks(mender.text, marks)
    sure = all(line.sure for line in lines) and language != "ar"
    return Joined(text, tuple(places), sure and not _garbled(text, wrong_marks))


def _marked(line: Line, labels: Collection[str], marks: list[tuple[int, str]], skip: int) -> str:
    """The text of a line, with a private character for each mark of a note."""
    text = line.text
    for start, end in reversed(line.raised):
        called = _LABELS.findall(text[start:end])
        if start >= skip and called and all(label in labels for label in called):
            signs = "".join(_sign(line.page, label, marks) for label in called)
            text = f"{text[:start]}{signs}{text[end:]}"
    text = text[skip:]
    if any(label.startswith("*") for label in labels):
        text = _STARS.sub(lambda m: _sign(line.page, m[0], marks) if m[0] in labels else m[0], text)
    return text.replace(HYPHEN, "-")


def _sign(page: int, label: str, marks: list[tuple[int, str]]) -> str:
    marks.append((page, label))
    return chr(_FIRST_MARK + len(marks) - 1)


def _breaks(text: str, language: Language) -> str:
    """Line breaks where no space belongs, taken out."""
    text = _SUSPENDED.sub("- ", text)
    text = _DASH.sub(lambda m: m[1] or m[2] or m[3], text)
    return _WIDE_BREAK.sub("", text) if language == "zh" else text


def _take_marks(
    text: str, marks: Sequence[tuple[int, str]]
) -> tuple[str, list[tuple[int, str, int]]]:
    """The text without the signs of marks, and where each of them stood."""
    text = _AROUND_MARK.sub(lambda m: m[1] + ("" if m[3] or not m[2] else " "), text)
    places: list[tuple[int, str, int]] = []
    while match := _MARK.search(text):
        page, label = marks[ord(match.group()) - _FIRST_MARK]
        places.append((page, label, match.start()))
        text = text[: match.start()] + text[match.end() :]
    kept = text.rstrip()
    return kept, [(page, label, min(place, len(kept))) for page, label, place in places]


def has_wrong_marks(text: str) -> bool:
    """Whether a document's text has letters where quotation marks stood, as no language has them."""
    return len(_WRONG_MARKS.findall(text)) >= _FEWEST_WRONG


def _garbled(text: str, wrong_marks: bool) -> bool:
    if _WRONG_LETTERS.search(text):
        return True
    return wrong_marks and bool(_WRONG_MARKS.search(text) or _WRONG_APOSTROPHE.search(text))
