"""Every passage in quotation marks of a text, in six languages, and its block quotes.

Marks are paired paragraph by paragraph, so that one that is missing spoils its own paragraph at most. A
quotation of several paragraphs goes on where the next one begins with an opening mark too (UN Editorial
Manual, "Quotations"), or where nothing but its closing mark follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.checking.blocks import find_blocks
from assistant.checking.marks import CLOSERS, NEUTRAL, SINGLE, Mark, find_marks, paragraph_ends
from assistant.checking.passage import Passage, Passages
from assistant.checking.skips import find_skips

# A quotation without opening marks at its later paragraphs goes on over so many of them.
_MOST_PARAGRAPHS = 12
# Quotations within quotations, and how many marks further on a single one may close.
_DEEPEST = 8
_FAR = 50
# A text with more marks without a partner has none to be paired by a guess.
_MOST_OTHERS = 200


def find_passages(text: str) -> Passages:
    """Every passage of `text` in quotation marks, and every block quote that has none around it."""
    pairing = _Pairing(text)
    pairing.run()
    pairing.pair_others()
    found = pairing.found
    taken = [passage.start for passage in found]
    for block in find_blocks(text):
        # A block that begins with a quotation says with its marks what it quotes.
        if not any(block.start <= start <= block.start + 2 for start in taken):
            found.append(Passage(block.start, block.end, block.start, block.end, block.skips))
    return Passages(tuple(_nested(found)), tuple(sorted(pairing.unmatched)))


def _nested(found: Sequence[Passage]) -> list[Passage]:
    """`found` in order, each with the number of the narrowest passage that it stands in."""
    ordered = sorted(found, key=lambda p: (p.outer_start, -p.outer_end))
    placed: list[Passage] = []
    around: list[int] = []
    for number, passage in enumerate(ordered):
        while around and placed[around[-1]].outer_end < passage.outer_end:
            around.pop()
        within = around[-1] if around else None
        placed.append(
            Passage(
                passage.start,
                passage.end,
                passage.outer_start,
                passage.outer_end,
                passage.skips,
                within,
            )
        )
        around.append(number)
    return placed


@dataclass(slots=True)
class _Open:
    """An opening mark that is not closed yet, with the marks at the beginning of its later paragraphs."""

    mark: Mark
    again: list[int] = field(default_factory=list)


class _Pairing:
    """Pairs the marks of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = find_marks(text)
        self.places = [mark.at for mark in self.marks]
        self.numbers: dict[str, list[int]] = {}
        for number, mark in enumerate(self.marks):
            self.numbers.setdefault(mark.sign, []).append(number)
        self.ends = list(paragraph_ends(text))
        self.open: list[_Open] = []
        self.found: list[Passage] = []
        self.unmatched: list[int] = []

    def run(self) -> None:
        """Find all there are."""
        first = 0
        for number, end in enumerate(self.ends):
            last = bisect_left(self.places, end)
            for at in range(first, last):
                self._take(at, last)
            self._end_paragraph(number, last)
            first = last

    def pair_others(self) -> None:
        """Pair a mark that opens with one of another kind that closes: “so".

        In the same paragraph, where both have no partner and nothing that is quoted lies across.
        """
        rest = sorted(self.unmatched)
        paired: set[int] = set()
        for start, end in pairwise(rest[:_MOST_OTHERS]):
            first, last = (self.marks[bisect_left(self.places, at)] for at in (start, end))
            together = bisect_left(self.ends, start) == bisect_left(self.ends, end)
            closes = last.closes and (last.sign in NEUTRAL or last.sign in "”»")
            if start in paired or not (together and first.opens and closes):
                continue
            if not any(_crosses(passage, start, end) for passage in self.found):
                self._add(start, end, ())
                paired |= {start, end}
        self.unmatched = [at for at in rest if at not in paired]

    def _take(self, at: int, last: int) -> None:
        """Read mark number `at`; those of its paragraph end before number `last`."""
        mark = self.marks[at]
        pending = self._pending(mark)
        if pending is not None and self._goes_on(mark, self.open[pending]):
            self._drop(pending + 1)
            self.open[pending].again.append(mark.at)
        elif pending is not None and self._closes(at, last, self.open[pending]):
            self._close(pending, mark)
        elif mark.opens and not self._is_inch(mark):
            self._push(at, last)
        elif mark.closes and mark.sign not in SINGLE and not self._is_inch(mark):
            self.unmatched.append(mark.at)

    def _pending(self, mark: Mark) -> int | None:
        """The number of the last open mark that `mark` closes, or opens again in a new paragraph."""
        for number in range(len(self.open) - 1, -1, -1):
            opened = self.open[number].mark
            if mark.sign in opened.closers or (mark.sign == opened.sign and mark.is_first):
                return number
        return None

    def _goes_on(self, mark: Mark, opened: _Open) -> bool:
        """Whether `mark` begins a later paragraph of what `opened` opened."""
        if not (mark.is_first and mark.opens and mark.sign == opened.mark.sign):
            return False
        between = self.text[opened.mark.at : mark.at]
        # “so” at the beginning of a wrapped line is a quotation within the other.
        return bool(re.search(r"\n[ \t\u00a0>]*\n", between)) and mark.sign not in SINGLE

    def _closes(self, at: int, last: int, opened: _Open) -> bool:
        mark = self.marks[at]
        if not mark.closes or mark.sign not in opened.mark.closers:
            return False
        if mark.sign in SINGLE:
            return not self._is_possessive(at, last)
        if mark.sign in NEUTRAL:
            if mark.opens and self.text[mark.at - 1 : mark.at].isspace() and self._tight(opened):
                # "so, then "so: the first was never closed.
                return False
            return not (self._is_after_digit(mark) and self._others(at, last) % 2)
        # “ closes „, and opens what stands behind a space.
        begins = mark.sign in CLOSERS and mark.opens and self._is_after_space(mark)
        return not (begins and self._tight(opened))

    def _is_possessive(self, at: int, last: int) -> bool:
        """Whether the mark behind an "s" is rather an apostrophe: another closes further on.

        In the same sentence, if what follows begins with a capital letter: what is read too far is not
        called exact, what is cut too short may be.
        """
        mark = self.marks[at]
        behind = self.text[mark.at + 1 : mark.at + 3]
        if not (self.text[mark.at - 1] in "sS" and behind[:1] == " " and behind[1:2].isalpha()):
            return False
        for other in self.marks[at + 1 : min(last, at + _FAR)]:
            if other.sign in SINGLE and other.opens and not other.closes:
                return False
            if other.sign in SINGLE and other.closes:
                between = self.text[mark.at : other.at]
                return behind[1:2].islower() or not _SENTENCE.search(between)
        return False

    def _tight(self, opened: _Open) -> bool:
        """Whether its words touch an opening mark, as they do but in French."""
        return not self.text[opened.mark.at + 1 : opened.mark.at + 2].isspace()

    def _is_inch(self, mark: Mark) -> bool:
        return mark.sign in NEUTRAL and self._is_after_digit(mark)

    def _is_after_digit(self, mark: Mark) -> bool:
        return mark.at > 0 and self.text[mark.at - 1].isdigit()

    def _is_after_space(self, mark: Mark) -> bool:
        return mark.at == 0 or self.text[mark.at - 1].isspace()

    def _others(self, at: int, last: int) -> int:
        """How many more marks of the same sign the paragraph has."""
        return self._count(self.marks[at].sign, at, last)

    def _count(self, signs: str, at: int, last: int) -> int:
        """How many marks with one of `signs` stand behind number `at` and before number `last`."""
        found = (self.numbers.get(sign, ()) for sign in signs)
        return sum(bisect_left(own, last) - bisect_left(own, at + 1) for own in found)

    def _push(self, at: int, last: int) -> None:
        """Open a quotation; one of the same mark that is open stays so where both will be closed."""
        mark = self.marks[at]
        same = [n for n, o in enumerate(self.open) if o.mark.sign == mark.sign]
        if same:
            spare = self._count(mark.closers, at, last) - self._count(mark.sign, at, last)
            if mark.sign in NEUTRAL or spare < len(same) + 1:
                self._drop(same[0])
        if len(self.open) >= _DEEPEST:
            self._drop(0)
        self.open.append(_Open(mark))

    def _drop(self, number: int) -> None:
        """Give up the open marks from `number` on."""
        self.unmatched += [o.mark.at for o in self.open[number:] if o.mark.sign not in SINGLE]
        del self.open[number:]

    def _close(self, number: int, mark: Mark) -> None:
        opened = self.open[number]
        self._drop(number + 1)
        self.open.pop()
        self._add(opened.mark.at, mark.at, opened.again)

    def _add(self, first: int, last: int, again: Sequence[int]) -> None:
        """Add the passage between the marks at `first` and `last`."""
        start, end = first + 1, last
        inner = self.text[start:end]
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
        if start < end:
            skips = find_skips(self.text, start, end, again)
            self.found.append(Passage(start, end, first, last + 1, skips))

    def _end_paragraph(self, number: int, following: int) -> None:
        """Give up what is open and does not go on in the next paragraph; `following` is its first mark."""
        for place, opened in enumerate(self.open):
            if not self._continues(opened, number, following):
                self._drop(place)
                return

    def _continues(self, opened: _Open, number: int, following: int) -> bool:
        if opened.mark.sign in SINGLE:
            return False
        limit = self.ends[min(number + _MOST_PARAGRAPHS, len(self.ends) - 1)]
        for mark in self.marks[following:]:
            if mark.at >= limit:
                return False
            if mark.sign == opened.mark.sign and mark.opens and not _strictly_closes(mark):
                return mark.is_first and mark.at < self.ends[min(number + 1, len(self.ends) - 1)]
            if mark.sign in opened.mark.closers and mark.closes:
                return True
        return False


def _crosses(passage: Passage, start: int, end: int) -> bool:
    first, last = passage.outer_start, passage.outer_end
    return (first < start < last) != (first < end < last)


def _strictly_closes(mark: Mark) -> bool:
    return mark.closes and not (mark.sign in CLOSERS and mark.opens)


_SENTENCE = re.compile(r"[.!?]\s+[^\W\d_a-zà-ÿа-я]")
