"""Labels of paragraphs: "1.", "(a)", "ii)", "2.1", "1 -", "（一）", bullets, and those of headings.

Source: United Nations Editorial Manual, "Numbering of paragraphs", and documents as published in the
six languages: French, Russian and Spanish write "a)", Arabic "(أ)" and "1 -", Chinese "(a)" and "㈠".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from index.roman import from_roman


class Rank(Enum):
    """What kind of label it is; "(i)" is both a letter and a Roman numeral."""

    NUMBER = auto()
    DECIMAL = auto()
    ITEM = auto()
    BULLET = auto()
    CAPITAL = auto()
    ROMAN = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A label, and what it counts in each way that it can be read (None: not that way).

    `numbers` are the digits' ("2.1" gives 2 and 1), `letter` the place in the alphabet, `roman` the
    value of the Roman numeral, `twin` the place of the Latin letter that a Cyrillic one looks like.
    """

    text: str
    rank: Rank
    numbers: tuple[int, ...] = ()
    letter: int | None = None
    roman: int | None = None
    twin: int | None = None


_ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_TWINS = dict(zip("асеорху", "aceopxy", strict=True))
_CHINESE = "一二三四五六七八九十"
_CHINESE_NUMBER = "[一二三四五六七八九十]{1,3}"
_DIGITS = "[0-9٠-٩۰-۹]"
_ITEM_LETTER = r"[a-z]{1,5}|[а-я]|[أإآابجدهوزحطيكلمنسعفصقرشتثخذضظغ]{1,2}\u0640?"
_NUMBER = re.compile(
    rf"(?P<number>{_DIGITS}{{1,3}})(?:\s*\.(?=\s|$)|[．、]|\s*[-–\u0640](?=\s+[\u0600-\u06ff]|$)"
    r"|\.(?=[^\W\d_a-zA-Zа-яА-Я]))"
)
_DECIMAL = re.compile(r"(?P<decimal>\d{1,3}(?:\.\d{1,3}){1,4})(?:\.(?=\s|$)|(?=\s*\t)|$)")
_ITEM = re.compile(
    rf"[(（](?P<item>{_ITEM_LETTER}|{_DIGITS}{{1,2}}|{_CHINESE_NUMBER})[)）]"
    rf"|(?P<open>{_ITEM_LETTER}|\d{{1,2}})\)(?=\s|$)"
    r"|(?P<enclosed>[\u2460-\u2473\u2474-\u2487\u3220-\u3229])"
    r"|[‘’'](?P<quoted>\d{1,2})[‘’']"
)
_BULLET = re.compile(r"[-•·–—▪●*◦‣\uf0b7\u2212](?=\s|$)")
_CAPITAL = re.compile(r"(?P<capital>[A-ZА-Я])(?:[.)]|(?=\s*[\t\n]|$))")
_ROMAN = re.compile(
    rf"(?P<roman>[IVXLC]{{1,6}})(?:[.)]|(?=\s*[\t\n]|$))|(?P<counted>{_CHINESE_NUMBER})(?:、|[.．]|$)"
)
_ARABIC_ORDINALS = (
    "أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا",
)  # fmt: skip
_ARABIC_LETTERS = ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء")
_ARABIC_HEADING = re.compile(
    rf"(?P<word>{'|'.join(_ARABIC_ORDINALS)})[\u064b-\u0652]?\s*(?:[-–\u0640.]|$)"
)
_ARABIC_CAPITAL = re.compile(rf"(?P<letter>{'|'.join(_ARABIC_LETTERS)})\s*(?:[-–\u0640.]|$)")
# Arabic texts mark the direction of a label with characters that are not seen.
_DIRECTION = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_LABEL_SPAN = 16
_MOST_ROMAN = 3999


def split_label(text: str) -> tuple[Label | None, str]:
    """The label that a paragraph's text begins with, and the rest; (None, `text`) without one."""
    body = _plain_start(text)
    for pattern, make in _PARAGRAPH:
        if (match := pattern.match(body)) and (label := make(match)):
            rest = body[match.end() :]
            if rest.strip():
                return label, rest.lstrip()
    return None, text


def split_heading(text: str) -> tuple[Label | None, str]:
    """The label that a heading begins with ("II.", "B.", "1.", "一、"), and the rest, maybe empty."""
    body = _plain_start(text).rstrip()
    for pattern, make in (*_HEADING, *_PARAGRAPH):
        if (match := pattern.match(body)) and (label := make(match)):
            return label, body[match.end() :].strip()
    return None, text


def parse_label(text: str) -> Label | None:
    """The label that `text` is, as automatic numbering writes it."""
    body = _plain_start(text).rstrip()
    for pattern, make in (*_PARAGRAPH, *_HEADING):
        if (match := pattern.match(body)) and not body[match.end() :].strip(" .)-–"):
            return make(match)
    digits = re.fullmatch(rf"({_DIGITS}{{1,3}})\s*[-–.\u0640)]*", body)
    if digits:
        return Label(body, Rank.NUMBER, (int(digits[1]),))
    letter = re.fullmatch(r"([a-z]{1,5})\.?", body)
    return _letters(body, letter[1]) if letter else None


def _plain_start(text: str) -> str:
    """The text without white space before it and marks of direction around its label."""
    body = _DIRECTION.sub("", text[:_LABEL_SPAN]).lstrip() + text[_LABEL_SPAN:]
    return body.lstrip()


def _numbered(match: re.Match[str]) -> Label | None:
    number = int(match["number"])
    return Label(match.group(), Rank.NUMBER, (number,)) if number else None


def _decimal(match: re.Match[str]) -> Label | None:
    numbers = tuple(map(int, match["decimal"].split(".")))
    return Label(match.group(), Rank.DECIMAL, numbers) if all(numbers) else None


def _item(match: re.Match[str]) -> Label | None:
    if match["enclosed"]:
        code = ord(match["enclosed"])
        first = next(f for f in (0x3220, 0x2474, 0x2460) if code >= f)
        return Label(match.group(), Rank.ITEM, (code - first + 1,))
    if match["quoted"]:
        return Label(match.group(), Rank.ITEM, (int(match["quoted"]),), roman=int(match["quoted"]))
    inside = match["item"] or match["open"]
    if inside.isdigit():
        return Label(match.group(), Rank.ITEM, (int(inside),)) if int(inside) else None
    if inside[0] in _CHINESE:
        return Label(match.group(), Rank.ITEM, (_counted(inside),))
    return _letters(match.group(), inside)


def _letters(text: str, inside: str) -> Label | None:
    inside = inside.rstrip("\u0640").translate({ord(c): "ا" for c in "أإآ"})
    roman = _roman(inside)
    letter = None
    if len(set(inside)) == 1:
        for alphabet in ("abcdefghijklmnopqrstuvwxyz", _CYRILLIC, _ABJAD):
            if inside[0] in alphabet:
                letter = alphabet.index(inside[0]) + 1 + len(alphabet) * (len(inside) - 1)
    if letter is None and roman is None:
        return None
    twin = _TWINS.get(inside)
    return Label(text, Rank.ITEM, (), letter, roman, ord(twin) - ord("a") + 1 if twin else None)


def _capital(match: re.Match[str]) -> Label | None:
    letter = match["capital"]
    roman = _roman(letter.casefold())
    if letter.isascii():
        return Label(match.group(), Rank.CAPITAL, (), ord(letter) - ord("A") + 1, roman)
    place = _CYRILLIC.find(letter.casefold())
    return Label(match.group(), Rank.CAPITAL, (), place + 1) if place >= 0 else None


def _upper_roman(match: re.Match[str]) -> Label | None:
    if match["counted"]:
        return Label(match.group(), Rank.ROMAN, (), None, _counted(match["counted"]))
    roman = _roman(match["roman"].casefold())
    letter = ord(match["roman"]) - ord("A") + 1 if len(match["roman"]) == 1 else None
    return Label(match.group(), Rank.ROMAN, (), letter, roman) if roman else None


def _arabic_ordinal(match: re.Match[str]) -> Label:
    return Label(match.group(), Rank.ROMAN, (), None, _ARABIC_ORDINALS.index(match["word"]) + 1)


def _arabic_letter(match: re.Match[str]) -> Label:
    return Label(match.group(), Rank.CAPITAL, (), _ARABIC_LETTERS.index(match["letter"]) + 1)


def _bullet(match: re.Match[str]) -> Label:
    return Label(match.group(), Rank.BULLET)


def _roman(text: str) -> int | None:
    number = from_roman(text)
    return number if number and number <= _MOST_ROMAN else None


def _counted(text: str) -> int:
    """The value of a Chinese numeral up to 99: 十二 is 12, 二十 is 20."""
    if "十" not in text:
        return int("".join(str(_CHINESE.index(c) + 1) for c in text))
    tens, _, ones = text.partition("十")
    return 10 * (_CHINESE.index(tens) + 1 if tens else 1) + (
        _CHINESE.index(ones) + 1 if ones else 0
    )


_PARAGRAPH = ((_DECIMAL, _decimal), (_NUMBER, _numbered), (_ITEM, _item), (_BULLET, _bullet))
_HEADING = (
    (_ROMAN, _upper_roman),
    (_CAPITAL, _capital),
    (_ARABIC_HEADING, _arabic_ordinal),
    (_ARABIC_CAPITAL, _arabic_letter),
)
