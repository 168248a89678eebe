"""The differences of two texts, word by word, as a reader takes them in.

What both have is told apart from what one has by the longest stretches that they share (Ratcliff and
Obershelp, 1988), which keeps phrases whole where the longest common subsequence would scatter them. A
few words that agree by chance between long stretches that do not are no help: they go with the stretches,
after the semantic clean-up of N. Fraser, "Writing: Diff Strategies" (2006).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from assistant.lineage.model import WordChange
from assistant.quotation.fold import Token, TokenKind, tokens

# A stretch of so many words is a phrase: it is shown as one whatever stands around it. A Chinese word
# has two characters on average.
_PHRASE_WORDS = 5
_HAN_WORDS = 0.5


class _Edit(NamedTuple):
    """Tokens `[a, b)` of the earlier text that became `[c, d)` of the later one, or are the same there."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def is_same_text(earlier: str, later: str) -> bool:
    """Whether two texts differ in typography alone, or in the mark at their ends.

    A paragraph ends with a comma, a semicolon or a stop as it stands within or at the end of its part:
    that another one came after it is no change of its words.
    """
    return _keys(_without_end(tokens(earlier))) == _keys(_without_end(tokens(later)))


def word_changes(earlier: str, later: str) -> tuple[WordChange, ...]:
    """What was removed from `earlier` and added to make `later`, in order; see `WordChange`."""
    before, after = tokens(earlier), tokens(later)
    edits = _readable(list(_edits(before, after)), earlier, later, before, after)
    pieces: list[tuple[Literal["same", "removed", "added"], str]] = []
    for edit in edits:
        old = _text(earlier, before, edit.a, edit.b)
        new = _text(later, after, edit.c, edit.d)
        if edit.same:
            pieces.append(("same", old))
        else:
            pieces += [("removed", old), ("added", new)]
    return tuple(WordChange(kind=kind, text=text) for kind, text in pieces if text)


def is_end(text: str) -> bool:
    """Whether `text` is nothing but marks that end a paragraph."""
    found = tokens(text)
    return bool(found) and all(token.key in _END_MARKS for token in found)


def _edits(before: Sequence[Token], after: Sequence[Token]) -> Iterator[_Edit]:
    # Without its guess of what is frequent: it leaves out every "the" of a long paragraph.
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)
    for name, a, b, c, d in matcher.get_opcodes():
        yield _Edit(name == "equal", a, b, c, d)
    if not before and not after:
        yield _Edit(True, 0, 0, 0, 0)


def _readable(
    edits: list[_Edit], earlier: str, later: str, before: Sequence[Token], after: Sequence[Token]
) -> list[_Edit]:
    """`edits` without stretches in common that are shorter than what differs on either side of them.

    Every one that is taken away makes its neighbours longer: this goes on until none is left.
    """
    while True:
        sizes = [
            max(
                len(_text(earlier, before, e.a, e.b).strip()),
                len(_text(later, after, e.c, e.d).strip()),
            )
            for e in edits
        ]
        tiny = [
            0 < i < len(edits) - 1
            and edit.same
            and _word_count(before[edit.a : edit.b]) < _PHRASE_WORDS
            and sizes[i] <= min(sizes[i - 1], sizes[i + 1])
            for i, edit in enumerate(edits)
        ]
        if not any(tiny):
            return edits
        changed = [e._replace(same=e.same and not t) for e, t in zip(edits, tiny, strict=True)]
        edits = [_joined(list(run)) for _, run in groupby(changed, key=lambda e: e.same)]


def _joined(run: Sequence[_Edit]) -> _Edit:
    return _Edit(run[0].same, run[0].a, run[-1].b, run[0].c, run[-1].d)


def _word_count(found: Sequence[Token]) -> float:
    return sum(_HAN_WORDS if t.kind is TokenKind.HAN else 1.0 for t in found if t.is_word)


def _text(text: str, cut: Sequence[Token], first: int, end: int) -> str:
    """Tokens `[first, end)` of `text` with the space before them; the last one takes what is left."""
    if first == end and not (first == len(cut) == 0):
        return ""
    start = cut[first - 1].end if first else 0
    return text[start : cut[end - 1].end if end < len(cut) else len(text)]


def _keys(found: Sequence[Token]) -> list[str]:
    return [token.key for token in found]


def _without_end(found: tuple[Token, ...]) -> tuple[Token, ...]:
    end = len(found)
    while end and found[end - 1].key in _END_MARKS:
        end -= 1
    return found[:end] or found


_END_MARKS = frozenset(",;.:،؛。，；：")
