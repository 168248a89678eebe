"""Where quotation marks stand in a text, and whether each may open or close a quotation.

Usage of the six languages: “…” ‘…’ in English, Spanish and Chinese, «…» “…” in French, Spanish and
Arabic, «…» „…“ in Russian, 「…」 『…』 and 〝…〞 in Chinese; ' and " at any keyboard. What stands in 《…》
is a title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "‹": "›",
    # With the typewriter's mark at the other end, or the same one twice: half-converted texts.
    "‘": "’'‘",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
    "｢": "｣",
    "〝": "〞〟",
    "❝": "❞",
    "❛": "❜",
    '"': '"',
    "＂": "＂",
    "'": "'’",
    # Set the other way round: ”…“ and ”…” in Arabic and Swedish, »…« in German.
    "”": "”“",
    "»": "«»",
}
"""What closes a quotation that the key opens."""

ALL = "".join(dict.fromkeys([*CLOSERS, *"".join(CLOSERS.values())]))
"""Every quotation mark."""

NEUTRAL = '"＂'
SINGLE = "‘’‚'"
"""Marks that are apostrophes too: they quote where they stand at the edge of a word alone."""

_TITLE = re.compile(r"《[^《》\n]{0,200}》")
_MARK = re.compile(f"[{re.escape(ALL)}]")
_TYPED = (
    (re.compile(r"<<(?=[^\s<])"), re.compile(r"(?<=[^\s>])>>"), "«", "»"),
    (re.compile(r"``(?=[^\s`])"), re.compile(r"(?<=[^\s'])''"), "“", "”"),
)
_OPENS_AFTER = "([{<（［【〔—–-‐‑―/|=~…：:;，,、。"
_CLOSES_BEFORE = ")]}>）］】〕—–-‐‑―/|.,;:!?…。，；：！？、،؛؟*_"


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark of a text, by its place, and what its neighbours let it be.

    `is_first`: nothing but space, a label or the signs of a block quote stands before it in its line.
    """

    at: int
    sign: str
    opens: bool
    closes: bool
    is_first: bool

    @property
    def closers(self) -> str:
        """The marks that close what this one opens."""
        return CLOSERS.get(self.sign, "")


# "1. “…", "(a) “…", "• “…", "> “…": what may stand before the first mark of a line.
_LINE_START = re.compile(
    r"[ \t\u00a0>]*(?:(?:\(?(?:\d{1,3}|[a-z]{1,4})[.)]|[•‣▪·*–-])[ \t\u00a0]+)?$"
)

_LONGEST_LABEL = 40


def find_marks(text: str) -> list[Mark]:
    """The quotation marks of `text` in order: no apostrophes, none inside titles."""
    text = _typeset(text)
    bare = _TITLE.sub(lambda title: " " * len(title.group()), text)
    found: list[Mark] = []
    for match in _MARK.finditer(bare):
        mark = _read(text, match.start())
        if mark.opens or mark.closes:
            found.append(mark)
    return found


def _typeset(text: str) -> str:
    """`text` with marks that are typed as two characters, <<so>> and ``so'', as one and a space."""
    for opens, closes, first, last in _TYPED:
        if opens.search(text) and closes.search(text):
            text = closes.sub(f"{last} ", opens.sub(f" {first}", text))
    return text


def _read(text: str, at: int) -> Mark:
    sign = text[at]
    before, after = _neighbour(text, at, -1), _neighbour(text, at, 1)
    is_first = _is_first(text, at)
    if sign in SINGLE:
        opens, closes = _single(sign, before, after)
    elif sign in NEUTRAL:
        opens, closes = _neutral(before, after)
    else:
        begins = _may_open(before, after) and (after.isalnum() or after in ALL or after in "[(…")
        opens = sign in CLOSERS and (sign not in "”»" or begins)
        closes = any(sign in closers for closers in CLOSERS.values())
    return Mark(at, sign, opens, closes, is_first)


def _is_first(text: str, at: int) -> bool:
    start = text.rfind("\n", max(0, at - _LONGEST_LABEL), at) + 1
    begins = start > 0 or at < _LONGEST_LABEL
    return begins and bool(_LINE_START.match(text[start:at]))


def _single(sign: str, before: str, after: str) -> tuple[bool, bool]:
    """A single mark that touches letters on both sides is an apostrophe; so is ’ before a word."""
    opens = sign != "’" and _may_open(before, after) and (after.isalnum() or after in '[(…“"«')
    closes = bool(before.strip()) and not after.isalnum() and sign != "‚"
    return opens or (sign == "‚" and _may_open(before, after)), closes


def _neutral(before: str, after: str) -> tuple[bool, bool]:
    opens, closes = _may_open(before, after), _may_close(before, after)
    # " so " has space on both sides, "so"so none: what is open then tells.
    return (opens, closes) if opens or closes else (not before.isdigit(), True)


def _may_open(before: str, after: str) -> bool:
    edge = not before.strip() or before in _OPENS_AFTER or before in CLOSERS
    return bool(after.strip()) and (edge or _is_unspaced(before) or before == "\u0640")


def _may_close(before: str, after: str) -> bool:
    edge = not after.strip() or after in _CLOSES_BEFORE or after in ALL or after in "([（［"
    return bool(before.strip()) and (edge or _is_unspaced(after) or _is_raised(after))


def _neighbour(text: str, at: int, step: int) -> str:
    """The character next to `at`, those that are not seen apart; empty at the text's end."""
    at += step
    while 0 <= at < len(text) and unicodedata.category(text[at]) == "Cf":
        at += step
    return text[at] if 0 <= at < len(text) else ""


def _is_unspaced(character: str) -> bool:
    """Whether it is of a script that is written without spaces."""
    return "\u3400" <= character <= "\u9fff"


def _is_raised(character: str) -> bool:
    return unicodedata.category(character) == "No"


def paragraph_ends(text: str) -> Iterator[int]:
    """Where the paragraphs of `text` end: before each blank line, and at the end of all."""
    for match in re.finditer(r"\n[ \t\u00a0>]*(?=\n)", text):
        yield match.start()
    yield len(text)
