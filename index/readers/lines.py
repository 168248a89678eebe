"""Lines of a source text and what each of them is, one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from index import usage
from index.readers.formulas import enacting_organ, is_meeting, title_number
from index.readers.masthead_lines import NAME, symbol_of

_MARKUP = re.compile(r"^[#>\s*_]+|[*_\s]+$")
_RULE = re.compile(r"[-_*=–—]{3,}")
# "1. ", Arabic "1 - ", Chinese "1." without a space.
_NUMBERED = re.compile(
    r"(?P<label>[\u200e\u200f]?\d{1,3}(?:\.|\s?[-–\u0640]\u200f?(?=\s+[\u0600-\u06ff])))\s+"
    r"|(?P<near>\d{1,3}[.．、])(?=[\u4e00-\u9fff])"
)
_LETTERED = re.compile(
    r"(?P<label>\((?:[a-z]{1,5}|[а-я]|[أإآابجدهوزحطيكلمنسعفصقرشتثخذضظغ]{1,2}|\d{1,2}|[一二三四五六七八九十]{1,3})\)"
    r"|（(?:[a-z]{1,5}|\d{1,2}|[一二三四五六七八九十]{1,3})）|(?:[a-zа-я]|[ivx]{2,5})\))\s*(?=\S)"
)
_BULLET = re.compile(r"(?P<label>[-•·–—▪●*])\s+(?=\S)")
_NOTE = re.compile(r"(?P<label>(?P<number>[⁰¹²³⁴-⁹]{1,2}|\d{1,2}))\s+(?=[^\s\d.])")
_PAGE = re.compile(r"\d{1,3}(?:/\d{1,3})?")
_DATE = re.compile(r"\d{1,2} [^\W\d_]+ \d{4}|\d{4}年\d{1,2}月\d{1,2}日")


class Role(Enum):
    """What a line is by its own looks; the structure around it decides what becomes of it."""

    RULE = auto()
    SYMBOL = auto()
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

    `start` is where its words begin, after any label ("1.", a bullet, a footnote's number), and
    `begin` where the label does.
    """

    role: Role
    begin: int
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
    return Line(role, start, words, start + len(body), plain, label, raw[0].isspace(), after_blank)


_WHOLE: tuple[tuple[re.Pattern[str], Role], ...] = (
    (usage.ORGAN_LINE, Role.ORGAN),
    (usage.LANGUAGE_LINE, Role.LANGUAGE),
    (usage.JOB_NUMBER, Role.JOB_NUMBER),
    (_DATE, Role.DATE),
    (_PAGE, Role.PAGE_NUMBER),
)
_BEGINNING: tuple[tuple[re.Pattern[str], Role], ...] = (
    (usage.DISTRIBUTION, Role.DISTRIBUTION),
    (usage.ORIGINAL, Role.ORIGINAL),
    (usage.SIGNATURE, Role.SIGNATURE),
    (usage.LETTER_TITLE, Role.LETTER_TITLE),
)
_LABELLED: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_NUMBERED, Role.NUMBERED),
    (_LETTERED, Role.LETTERED),
    (_BULLET, Role.BULLET),
    (_NOTE, Role.NOTE),
)


def _role(body: str, plain: str) -> tuple[Role, str]:
    if _RULE.fullmatch(body):
        return Role.RULE, ""
    if enacting_organ(plain, known=True):
        return Role.ENACTING, ""
    for pattern, role in _WHOLE:
        if pattern.fullmatch(plain):
            return role, ""
    if symbol_of(plain) or NAME.fullmatch(plain.replace("\u0640", "")):
        return Role.SYMBOL, ""
    if is_meeting(plain):
        return Role.MEETING, ""
    if match := title_number(body):
        return Role.RESOLUTION_TITLE, match.group().rstrip()
    for pattern, role in _LABELLED:
        if match := pattern.match(body):
            return role, match.group().rstrip()
    for pattern, role in _BEGINNING:
        if pattern.match(plain) and not (role is Role.LETTER_TITLE and _is_chinese_text(plain)):
            return role, ""
    if usage.DRAFT.search(plain):
        return Role.SPONSORS, ""
    if usage.AGENDA.search(plain) and len(plain) < 250:
        return Role.AGENDA, ""
    if body.startswith("#") or re.fullmatch(r"\*\*.+\*\*", body):
        return Role.HEADING, ""
    return Role.TEXT, ""


def _is_chinese_text(plain: str) -> bool:
    """Whether a Chinese line speaks of letters or information (信息), and is no letter's title."""
    return bool(re.search(r"[\u4e00-\u9fff]", plain)) and not plain.endswith(("信", "函"))
