"""The numbers of resolutions, and the symbol that a number of a known body stands for.

United Nations usage: a General Assembly resolution is "72/7" since the thirty-first session and
"3375 (XXX)" before it, a special session's "S-30/1" or "ES-11/1"; the Security Council's has its year,
"1325 (2000)"; the Economic and Social Council's begins with the year, "2019/5".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.errors import SymbolError
from index.relations.wording import (
    ECONOMIC_AND_SOCIAL_COUNCIL,
    GENERAL_ASSEMBLY,
    HUMAN_RIGHTS_COUNCIL,
    SECURITY_COUNCIL,
)
from index.symbol import Symbol

# Arabic documents name the letters of parts, in the order of the alphabet's numerals: زاي is G.
_ARABIC_NAMES = (
    "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين عين فاء صاد قاف راء شين تاء ثاء خاء "
    "ذال ضاد"
)
_ARABIC = tuple(_ARABIC_NAMES.split())
# Russian documents type some of them in Cyrillic.
_CYRILLIC = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
_LETTER = rf"[A-ZАВСЕНКМОРТХ]|{'|'.join(_ARABIC)}"
# Chinese is written without spaces: a number may touch its characters.
_START = r"(?<![^\W\u3400-\u9fff])(?<![/.])(?<![A-Za-z]-)"
_END = r"(?![^\W\u3400-\u9fff])"
_ROMAN = r"\((?P<roman>(?:E?S-)?[IVXLC]+|د ?(?:إط?)? ?-? ?\d{1,2})\)"
NUMBER = re.compile(
    rf"{_START}(?:(?P<special>E?S|دإط|دإ)-)?(?P<session>\d{{1,4}})/(?P<number>\d{{1,4}})(?![\d/]|\.\d)"
    rf"(?: ?(?P<letter>{_LETTER}){_END})?"
    rf"|{_START}(?P<old>\d{{1,4}})(?: ?(?P<before>{_LETTER})(?= ?\())? ?{_ROMAN}"
    rf"(?: (?P<behind>[A-Z]){_END})?"
    rf"|{_START}(?P<council>\d{{1,4}}) ?\((?P<year>(?:19|20)\d\d)\)"
)
"""A number in a text that `plain` has made."""

_SPECIAL = {"دإ": "S", "دإط": "ES"}
FIRST_YEAR = 1946
# Sessions whose resolutions are numbered with a slash: regular ones, and special ones.
_FIRST_WITH_SLASH, _FIRST_SPECIAL = 31, 8
_SERIES = {
    GENERAL_ASSEMBLY: "A/RES/",
    SECURITY_COUNCIL: "S/RES/",
    ECONOMIC_AND_SOCIAL_COUNCIL: "E/RES/",
    HUMAN_RIGHTS_COUNCIL: "A/HRC/RES/",
}
# Arabic's stretched lines, and hyphens that only break a word.
_STRETCHED = "\u0640\u00ad"


def plain(text: str) -> tuple[str, list[int]]:
    """`text` with ASCII digits, one kind of space and of hyphen, and without Arabic's stretched lines.

    With it the place in `text` of each of its characters, and of its end, in code points.
    """
    kept = [i for i, c in enumerate(text) if c not in _STRETCHED]
    return "".join(_plain_character(text[i]) for i in kept), [*kept, len(text)]


@lru_cache(maxsize=4096)
def _plain_character(c: str) -> str:
    if c.isdecimal():
        return str(unicodedata.digit(c))
    return " " if c.isspace() else "-" if c in "\u2010\u2011" else c


def symbol_of(number: re.Match[str], body: str) -> Symbol | None:
    """The symbol of the resolution of `body` that `number` writes; None where no rule gives one."""
    try:
        if number["council"]:
            return Symbol(f"S/RES/{number['council']} ({number['year']})")
        return _before_sessions(number, body) if number["old"] else _by_session(number, body)
    except SymbolError:
        return None


def _before_sessions(number: re.Match[str], body: str) -> Symbol | None:
    if body not in (GENERAL_ASSEMBLY, ECONOMIC_AND_SOCIAL_COUNCIL):
        return None
    letter = _latin(number["before"] or number["behind"])
    return Symbol(f"{_SERIES[body]}{number['old']} ({_roman(number['roman'])}){letter}")


def _by_session(number: re.Match[str], body: str) -> Symbol | None:
    session = int(number["session"])
    if body not in _SERIES or (session >= FIRST_YEAR) != (body == ECONOMIC_AND_SOCIAL_COUNCIL):
        return None
    special = number["special"] and f"{_SPECIAL.get(number['special'], number['special'])}-"
    first = {None: _FIRST_WITH_SLASH, "S-": _FIRST_SPECIAL}.get(special, 1)
    if body == GENERAL_ASSEMBLY and session < first:
        return None
    letter = _latin(number["letter"])
    return Symbol(f"{_SERIES[body]}{special or ''}{session}/{number['number']}{letter}")


def _latin(letter: str | None) -> str:
    """A letter as English documents have it, a space before it; nothing for none."""
    if not letter:
        return ""
    named = chr(ord("A") + _ARABIC.index(letter)) if letter in _ARABIC else letter
    return f" {named.translate(_CYRILLIC)}"


def _roman(text: str) -> str:
    """A session in Roman numerals; Arabic documents write (د-24) for (XXIV)."""
    digits = re.search(r"\d+", text)
    if not digits:
        return text
    rest, found = int(digits.group()), "S-" if "إ" in text else ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        found += sign * (rest // value)
        rest %= value
    return found
