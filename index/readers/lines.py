"""Lines of a source text and what each of them is, one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from index import usage

_MARKUP = re.compile(r"^[#>\s*_]+|[*_\s]+$")
_RULE = re.compile(r"[-_*=–—]{3,}")
_NUMBERED = re.compile(r"(?P<label>(?P<number>\d{1,3})\.)\s+")
_LETTERED = re.compile(r"(?P<label>\((?P<letter>[a-z]{1,4}|[а-я])\)|(?P<short>[a-z])\))\s+")
_BULLET = re.compile(r"(?P<label>[-•·–—▪●*])\s+(?=\S)")
_NOTE = re.compile(r"(?P<label>(?P<number>[⁰¹²³⁴-⁹]{1,2}|\d{1,2}))\s+(?=[^\s\d.])")
_PAGE = re.compile(r"\d{1,3}(?:/\d{1,3})?")
_DATE = re.compile(r"\d{1,2} [^\W\d_]+ \d{4}|\d{4}年\d{1,2}月\d{1,2}日")


class Role(Enum):
    """What a line is by its own looks; the structure around it decides what becomes of it."""

    RULE = auto()
    ORGAN = auto()
    DISTRIBUTION = auto()
    DATE = auto()
    ORIGINAL = auto()
    LANGUAGE = auto()
    AGENDA = auto()
    SPONSORS = auto()
    HEADING = auto()
    LETTER_TITLE = auto()
    RESOLUTION_TITLE = auto()
    ENACTING = auto()
    NUMBERED = auto()
    LETTERED = auto()
    BULLET = auto()
    NOTE = auto()
    SIGNATURE = auto()
    MEETING = auto()
    JOB_NUMBER = auto()
    PAGE_NUMBER = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its place in the source, and what it looks like.

    `start` is where its words begin, after any label ("1.", a bullet, a footnote's number).
    """

    role: Role
    start: int
    end: int
    plain: str
    label: str
    indented: bool
    after_blank: bool


def split_lines(source: str) -> list[Line]:
    """The lines of `source` that are not blank, in order."""
    lines: list[Line] = []
    blank, position = True, 0
    for raw in source.splitlines(keepends=True):
        if raw.strip():
            lines.append(_line(raw, position, blank))
        blank = not raw.strip()
        position += len(raw)
    return lines


def _line(raw: str, offset: int, after_blank: bool) -> Line:
    body = raw.strip()
    start = offset + raw.index(body)
    plain = _MARKUP.sub("", body)
    role, label = _role(body, plain)
    label = label or "#" * (len(body) - len(body.lstrip("#")))
    words = start + len(label)
    words += len(raw[words - offset :]) - len(raw[words - offset :].lstrip())
    return Line(role, words, start + len(body), plain, label, raw[0].isspace(), after_blank)


_WHOLE: tuple[tuple[re.Pattern[str], Role], ...] = (
    (usage.ORGAN_LINE, Role.ORGAN),
    (usage.ENACTING, Role.ENACTING),
    (usage.LANGUAGE_LINE, Role.LANGUAGE),
    (usage.JOB_NUMBER, Role.JOB_NUMBER),
    (_DATE, Role.DATE),
    (_PAGE, Role.PAGE_NUMBER),
)
_BEGINNING: tuple[tuple[re.Pattern[str], Role], ...] = (
    (usage.DISTRIBUTION, Role.DISTRIBUTION),
    (usage.ORIGINAL, Role.ORIGINAL),
    (usage.SIGNATURE, Role.SIGNATURE),
    (usage.MEETING, Role.MEETING),
    (usage.LETTER_TITLE, Role.LETTER_TITLE),
)
_LABELLED: tuple[tuple[re.Pattern[str], Role], ...] = (
    (usage.RESOLUTION_NUMBER, Role.RESOLUTION_TITLE),
    (_NUMBERED, Role.NUMBERED),
    (_LETTERED, Role.LETTERED),
    (_BULLET, Role.BULLET),
    (_NOTE, Role.NOTE),
)


def _role(body: str, plain: str) -> tuple[Role, str]:
    if _RULE.fullmatch(body):
        return Role.RULE, ""
    for pattern, role in _WHOLE:
        if pattern.fullmatch(plain):
            return role, ""
    for pattern, role in _BEGINNING:
        if pattern.match(plain):
            return role, ""
    for pattern, role in _LABELLED:
        if match := pattern.match(body):
            return role, match.group().rstrip()
    if usage.DRAFT.search(plain):
        return Role.SPONSORS, ""
    if usage.AGENDA.search(plain) and len(plain) < 250:
        return Role.AGENDA, ""
    if body.startswith("#") or re.fullmatch(r"\*\*.+\*\*", body):
        return Role.HEADING, ""
    return Role.TEXT, ""
