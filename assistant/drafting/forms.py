"""Forms of drafting verbs as rows of words, made into regular expressions.

A form is written as its words stand: "takes note of". In it `a|b` is one of two words, `(a)` a word that
may be missing, `~3` one to three words of any kind (in Chinese, characters), and `*` the rest of a word.
Adverbs may stand between its words (`view.py` leaves them out, but in Chinese).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"\([^)]*\)|\S+")
_GAP = re.compile(r"~(\d)")
_WORD = r"[\w\u064b-\u0652]+(?:[-\u2010\u2011’'][\w]+)*"
_HAN = r"[^\s，。；：、“”]"


class Forms:
    """Makes the regular expressions of one language; `spaced` is False of Chinese, which has no spaces."""

    def __init__(self, adverbs: Iterable[str], *, spaced: bool = True) -> None:
        self.spaced = spaced
        self.joint = r"\s+" if spaced else ""
        self.adverbs = self.either(adverbs)
        if not spaced:
            self.joint = f"(?:{self.adverbs})?"

    def either(self, forms: Iterable[str]) -> str:
        """One of the forms; of two that begin alike the longer goes first."""
        ordered = sorted(forms, key=weight, reverse=True)
        return "(?:" + "|".join(map(self.expression, ordered)) + ")" if ordered else r"(?!)"

    def expression(self, form: str) -> str:
        """The regular expression of one form."""
        made = ""
        for token in _TOKEN.findall(form):
            optional = token.startswith("(")
            word = self._word(token.strip("()"))
            if not made or made.endswith(_OPEN):
                made += f"(?:{word}{self.joint})?{_OPEN}" if optional else word
            else:
                made += f"(?:{self.joint}{word})?" if optional else f"{self.joint}{word}"
        return made.replace(_OPEN, "")

    def _word(self, token: str) -> str:
        gap = _GAP.fullmatch(token)
        if gap:
            most = int(gap[1])
            return (
                rf"{_WORD}(?:\s+{_WORD}){{0,{most - 1}}}?"
                if self.spaced
                else f"{_HAN}{{1,{most}}}?"
            )
        ways = sorted(map(_spelled, token.split("|")), key=len, reverse=True)
        return f"(?:{'|'.join(ways)})" + (_END if self.spaced else "")


_OPEN = "\0"
_END = r"(?![\w\u064b-\u0652])"
_MARKS = "[\u064b-\u0652\u0640]*"
_VARIANTS = {"-": "[-\u2010\u2011]", "’": "[’']", "*": r"\w*"}


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as the table has it: lower case, one kind of hyphen and apostrophe, no Arabic marks."""
    plain = re.sub(_MARKS, "", word.casefold())
    return re.sub("[\u2010\u2011]", "-", plain).replace("'", "’")


def _spelled(word: str) -> str:
    """The expression of one word in the spellings that texts have; Arabic may carry its vowel marks."""
    return "".join(
        _VARIANTS.get(letter)
        or re.escape(letter) + (_MARKS if "\u0621" <= letter <= "\u064a" else "")
        for letter in word
    )


def weight(form: str) -> tuple[int, int]:
    """How much of a form is fixed: of two that match one text the heavier is meant."""
    fixed = [token for token in _TOKEN.findall(form) if token[0] not in "(~"]
    return len(fixed), len(form)


def first_words(form: str) -> set[str]:
    """The words that a form may begin with, in lower case."""
    first: set[str] = set()
    for token in _TOKEN.findall(form):
        first.update(fold(way) for way in token.strip("()").split("|"))
        if not token.startswith("("):
            break
    return first


def inner_words(form: str) -> set[str]:
    """The fixed words of a form behind its first."""
    tokens = [token for token in _TOKEN.findall(form) if "~" not in token]
    return {way for token in tokens[1:] for way in token.strip("()").split("|")}


def spellings(form: str, *, spaced: bool = True) -> list[str]:
    """A form written out, its plainest spelling first; what may be missing is left out."""
    space = " " if spaced else ""
    rows = [""]
    for token in _TOKEN.findall(form):
        if token[0] in "(~":
            continue
        rows = [f"{row}{space}{way}".strip() for row in rows for way in token.split("|")]
    return rows
