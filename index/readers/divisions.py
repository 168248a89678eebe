"""Where a text begins to count its paragraphs anew: annexes, sections and lettered parts.

A heading makes a division only where one is needed: a report whose paragraphs are numbered through
has none, and "paragraph 12" is enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.readers.labels import Label, Rank

_ANNEX = re.compile(
    r"(?:Annex|Annexe|Приложение|Anexo|(?:ال)?مرفق|附件)"
    r"(?:\s*(?P<number>[IVXL]+|\d{1,2}|[一二三四五六七八九十]{1,3}|الأول|الثاني|الثالث|الرابع|الخامس))?"
    r"(?P<stars>\**)(?:\s*[.:：—–-]\s*|\s+|$)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_JOINED = re.compile(r"(?:to|of|à|au|aux|de|del|к|a|al|لل|ل|إلى|，|的)", re.IGNORECASE)
_ORDINALS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس")
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class AnnexHeading:
    """The heading of an annex: its number (None where it is the only one) and its title, or ""."""

    number: int | None
    title: str


def annex_heading(text: str, is_heading: bool) -> AnnexHeading | None:
    """What the line says if it is an annex's heading: "Annex I", "Annex to the letter dated …".

    A line that the format does not mark as a heading must be nothing but the word and its number,
    or go on as such headings do.
    """
    match = _ANNEX.match(text.strip()) if len(text) < _LONGEST_LINE else None
    if not match:
        return None
    rest = match["rest"].strip()
    ends_as_sentence = rest.endswith((".", ";", ",", "。", "；", "，"))
    if rest and not is_heading and (ends_as_sentence or not _JOINED.match(rest)):
        return None
    joined = bool(rest) and bool(_JOINED.match(rest))
    return AnnexHeading(_number(match["number"]), text.strip() if joined else rest)


def _number(text: str | None) -> int | None:
    if not text:
        return None
    if text in _ORDINALS:
        return _ORDINALS.index(text) + 1
    if text.isdigit():
        return int(text)
    from index.readers.labels import parse_label

    label = parse_label(text.upper() + ".")
    return label.roman if label else None


@dataclass(frozen=True, slots=True)
class Step:
    """A heading's place in the outline: `sec` 2, or `part` 1."""

    division: str
    number: int


def outline(labels: Sequence[Label | None]) -> list[Step | None]:
    """What step of the outline each heading's label is, read in order; None for other labels.

    "I." may be the first section or the ninth part: it is what goes on.
    """
    last = {"sec": 0, "part": 0}
    found: list[Step | None] = []
    for label in labels:
        step = _step(label, last)
        if step:
            last[step.division] = step.number
            if step.division == "sec":
                last["part"] = 0
        found.append(step)
    return found


def _step(label: Label | None, last: dict[str, int]) -> Step | None:
    if label is None or label.rank not in (Rank.ROMAN, Rank.CAPITAL):
        return None
    if label.letter and label.roman:
        goes_on = label.letter == last["part"] + 1 and label.roman != last["sec"] + 1
        if goes_on or (label.letter == last["part"] + 1 and last["part"] > 0):
            return Step("part", label.letter)
    if label.roman:
        return Step("sec", label.roman)
    return Step("part", label.letter) if label.letter else None


def kept_divisions(steps: Sequence[Step | None]) -> list[str]:
    """The kinds of division that part the text, the outer first; one heading parts nothing."""
    numbers: dict[str, set[int]] = {}
    for step in steps:
        if step:
            numbers.setdefault(step.division, set()).add(step.number)
    return [division for division, found in numbers.items() if len(found) > 1]
