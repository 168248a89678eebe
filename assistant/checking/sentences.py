"""Where the sentences of a text end, its quotations masked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from assistant.checking.marks import ALL
from assistant.checking.mentions import MASK

# After these a full stop ends no sentence, in the languages that put one there.
_ABBREVIATED_WORDS = (
    "para paras op ops pp p no nos art arts vol ch chap sect secs sec fn cf ibid eg ie e.g i.e mr mrs ms dr "
    "st al par parr párr pár núm num n г гг п пп ст см т г-н ред"
)
_ABBREVIATED = frozenset(_ABBREVIATED_WORDS.split())
_SIGNS = re.escape(ALL) + r")\]】）"
_END = re.compile(
    rf"(?P<stop>[.!?…]+[{_SIGNS}]*)(?:\[\^[^\]\s]{{1,20}}\])?(?=\s+(?P<next>\S))"
    rf"|[。！？]+[{_SIGNS}]*|؟[{_SIGNS}]*(?=\s)|\n[ \t>]*(?=\n)"
)
_WORD = re.compile(r"[\w.-]+$")
_CONTINUED = re.compile(r"[:：,，،—–]\s*$")
_SOURCE = re.compile(r"\s*(?:>\s*)?(?:[—–―(（\[]|--)")


class Sentences:
    """The sentences of a text whose quotations are masked."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._ends = [match.end() for match in _END.finditer(text) if _is_end(text, match)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence, or the sentences, that `[start, end)` stands in."""
        before = bisect_right(self._ends, start)
        after = bisect_left(self._ends, end)
        first = self._ends[before - 1] if before else 0
        last = self._ends[after] if after < len(self._ends) else self._length
        return first, last


def _is_end(text: str, match: re.Match[str]) -> bool:
    if match.group()[0] == "\n":
        # What introduces a quotation, and the line below that says where it is from, belong to it.
        before = text[max(0, match.start() - 40) : match.start()]
        return not _CONTINUED.search(before) and not _SOURCE.match(text, match.end())
    if match["stop"] is None:
        return True
    following = match["next"]
    if following.islower() or following in ",;:":
        return False
    word = _WORD.search(text[max(0, match.start() - 12) : match.start()])
    said = word.group().strip(".").casefold() if word else ""
    is_initial = len(said) == 1 and said.isalpha()
    return MASK in match.group() or not (said in _ABBREVIATED or is_initial)
