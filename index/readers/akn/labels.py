"""What the labels of paragraphs say: "12.", "12 -", "(a)", "ii)", "(ب)", "IV", "第一", "2.1".

A label may be read in more than one way: "(i)" is the ninth letter or the Roman one, "с)" in a Russian
text a Latin letter or a Cyrillic one. All readings are given; the labels around decide. United Nations
usage (Editorial Manual): paragraphs 1, 2, 3, below them (a), (b), then (i), (ii), then a., b., then i.,
ii.; sections I, II and parts A, B. Arabic letters are in the order of their old numerals; other scripts
follow the Latin.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index.roman import from_roman


class Sort(StrEnum):
    """What kind of label it is."""

    NUMBER = "number"  # 12.
    DECIMAL = "decimal"  # 2.1
    LETTER = "letter"  # (a)
    ROMAN = "roman"  # (ii)
    SMALL = "small"  # a., below (ii)
    SMALL_ROMAN = "small roman"  # ii., below a.
    SECTION = "section"  # IV
    PART = "part"  # B
    BULLET = "bullet"  # –


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label; `below` is the second number of a decimal."""

    sort: Sort
    value: int
    below: int = 0


_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
# Cyrillic letters that are set where Latin ones are meant.
_LOOKALIKES = str.maketrans("асеорхуіАВСЕНІКМОРТХ", "aceopxyiABCEHIKMOPTX")
_DIGITS = {ord(c): str(n % 10) for n, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９")}
_HAN = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
_STEMS = {c: n for n, c in enumerate("甲乙丙丁戊己庚辛壬癸", 1)}
_BRANCHES = {c: n for n, c in enumerate("子丑寅卯辰巳午未申酉戌亥", 1)}
_ORDINALS = ["أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر"]
_ORDINALS_OF_LISTS = ["أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا"]
_ORDINALS_OF_LISTS += ["تاسعا", "عاشرا"]
_NAMES = ["ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام"]
_UNITS = ["", "حادي", *_ORDINALS[1:9]]
_MOST_ROMAN = 89
_THIRD = {Sort.LETTER: Sort.SMALL, Sort.ROMAN: Sort.SMALL_ROMAN}
_BULLETS = set("-–—•‣▪●·*◦")
_AROUND = " \t\u00a0\u2009\u202f\u200e\u200f\u202a\u202b\u202c[]()（）.．:：、،,‘’'\"”“\u2011–—-"
_BRACKETED = re.compile(r"^\W*[(（‘’'].*|.*[)）]\W*$")


@lru_cache(maxsize=4096)
def readings(label: str) -> tuple[Reading, ...]:
    """All ways to read `label`, the likeliest first; none where it is no label."""
    shown = unicodedata.normalize("NFKC", label).strip(" \t\u200e\u200f")
    if shown and set(shown) <= _BULLETS:
        return (Reading(Sort.BULLET, 0),)
    core = shown.translate(_DIGITS).strip(_AROUND)
    if match := re.fullmatch(r"([0-9]{1,3})\.([0-9]{1,3})", core):
        return (Reading(Sort.DECIMAL, int(match[1]), int(match[2])),)
    if re.fullmatch(r"[0-9]{1,4}", core):
        return _numbers(int(core), shown)
    if not core or len(core) > 12:
        return ()
    latin = [*_latin(core), *_latin(core.translate(_LOOKALIKES))]
    if shown.endswith(".") and not _BRACKETED.match(shown):
        latin = [Reading(_THIRD.get(r.sort, r.sort), r.value) for r in latin]
    if _BRACKETED.match(shown) and (han := _bracketed_han(core)):
        return (han,)
    return tuple(dict.fromkeys([*latin, *_other(core)]))


def _numbers(value: int, shown: str) -> tuple[Reading, ...]:
    """ "1." numbers a paragraph; "(1)" an item, and Arabic has ‘1’ for the Roman one."""
    if not value:
        return ()
    if not _BRACKETED.match(shown):
        return (Reading(Sort.NUMBER, value),)
    found = Reading(Sort.DECIMAL, 0, value), Reading(Sort.ROMAN, value)
    return found if "(" in shown or ")" in shown else found[::-1]


def _bracketed_han(core: str) -> Reading | None:
    """Chinese texts have (一) for the Roman (i), and stems or branches for letters."""
    if value := chinese(core):
        return Reading(Sort.ROMAN, value)
    if value := (_STEMS.get(core, 0) or _BRANCHES.get(core, 0)):
        return Reading(Sort.LETTER, value)
    return None


def _latin(core: str) -> list[Reading]:
    found = []
    if core.isascii() and core.isalpha():
        if len(set(core)) == 1 and len(core) <= 3:
            sort = Sort.LETTER if core.islower() else Sort.PART
            found.append(Reading(sort, 26 * (len(core) - 1) + ord(core[0].lower()) - 96))
        if (core.islower() or core.isupper()) and (value := roman(core)):
            found.append(Reading(Sort.ROMAN if core.islower() else Sort.SECTION, value))
    return found


def _other(core: str) -> list[Reading]:
    """Arabic, Cyrillic and Chinese letters and ordinals."""
    bare = re.sub(r"[\u064b-\u0652\u0640]", "", core)
    letters = bare.replace(" ", "")
    if len(letters) == 2 and letters[0] == letters[1] and letters[0] in _ABJAD:
        return [Reading(Sort.LETTER, 26 + _ABJAD.index(letters[0]) + 1)]
    if bare in ("هـ", "ه‍") or len(bare) == 1:
        bare = {"ا": "أ", "هـ": "ه", "ه‍": "ه"}.get(bare, bare)
        if bare in _ABJAD:
            return [Reading(Sort.LETTER, _ABJAD.index(bare) + 1)]
        if bare.lower() in _CYRILLIC:
            sort = Sort.LETTER if bare.islower() else Sort.PART
            return [Reading(sort, _CYRILLIC.index(bare.lower()) + 1)]
    if value := (_position(_ORDINALS_OF_LISTS, bare) or ordinal(bare) or chinese(bare)):
        return [Reading(Sort.SECTION, value)]
    if value := (_position(_NAMES, bare) or _STEMS.get(bare, 0)):
        return [Reading(Sort.PART, value)]
    return []


def roman(text: str) -> int:
    """The value of a Roman numeral to 89 in canonical spelling; 0 for any other text."""
    number = from_roman(text.lower()) or 0
    return number if number <= _MOST_ROMAN else 0


def chinese(text: str) -> int:
    """The value of a Chinese numeral from 一 to 九十九; 0 for any other text."""
    match = re.fullmatch(r"([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)", text)
    if not match or not text:
        return 0
    tens, ten, ones = match.groups()
    if not ten:
        return _HAN.get(text, 0)
    return 10 * _HAN.get(tens, 1) + _HAN.get(ones, 0)


def ordinal(text: str) -> int:
    """The value of an Arabic ordinal to the nineteenth, with the article or without; else 0."""
    words = [re.sub(r"^ال", "", word) for word in text.split()]
    if len(words) == 1:
        return _position(_ORDINALS, words[0])
    if len(words) == 2 and words[1] == "عشر" and words[0] in _UNITS:
        return 10 + _UNITS.index(words[0])
    return 0


def _position(names: list[str], text: str) -> int:
    return names.index(text) + 1 if text in names else 0


_MARK = r"[\u200e\u200f]"  # Arabic texts keep the direction of numbers with them
_LEADING_NUMBER = re.compile(
    rf"(?P<label>{_MARK}*[0-9٠-٩０-９]{{1,3}}{_MARK}*\s?[-–—.．、](?:{_MARK}|\s)*)"
    r"(?=[^\W\d]|[\"“«(])"  # "3.5 per cent" begins with no label
)
_HAN_ITEM = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_LEADING_ITEM = re.compile(
    rf"(?P<label>[(（](?:[a-zа-я]{{1,8}}|[\u0621-\u064a\ufe80-\ufefc][\u0640\u200d]?(?:\s?[\u0621-\u064a])?|[0-9]{{1,2}}"
    rf"|[{_HAN_ITEM}]{{1,3}})[)）]"
    r"|(?:([a-zа-я])\2{0,2}|[ivx]{1,8})\)"
    r"|[‘'’][0-9]{1,2}[’'‘]|[\u3220-\u3229])\s+(?=\S)"
    r"|(?P<bullet>[–—•▪●]\s+)(?=\S)"
)


def leading_number(text: str) -> str:
    """The number that a text begins with ("3 - ", "3. "), as it stands there; else empty."""
    match = _LEADING_NUMBER.match(text)
    return match["label"] if match else ""


def leading_item(text: str) -> str:
    """The label of an item that a text begins with ("(a) ", "ii) ", "– "), or empty."""
    match = _LEADING_ITEM.match(text)
    return (match["label"] or match["bullet"]) if match else ""
