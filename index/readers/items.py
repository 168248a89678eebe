"""The items below a paragraph: which depth a label belongs to, and its place there."""

from __future__ import annotations

from collections.abc import Sequence

from index.locator import item_label
from index.readers.labels import Label, Rank

_MOST_LETTERS = 78
_MOST_ROMANS = 39


class Items:
    """The items of one paragraph, told apart by the kinds of their labels as they come.

    `above` is how many items the paragraph's own locator has: one in `n2.1`.
    """

    def __init__(self, above: int = 0) -> None:
        self._above = above
        self._open: list[tuple[str, int]] = []
        """The items that lead to the last one: (kind of label, what it counts)."""

    def below(self, label: Label, following: Sequence[Label]) -> list[str]:
        """The items of the next item's locator: `["a", "ii"]` for "(ii)" below "(a)".

        `following` are the labels that come after it: they tell whether "(i)" is a letter.
        """
        kind, count = self._read(label, following)
        for depth, (open_kind, last) in enumerate(self._open):
            if open_kind == kind:
                self._open[depth:] = [(kind, count or last + 1)]
                break
        else:
            if kind == "letter" and self._open:
                # Letters stand at the first depth alone: deeper ones have their place by order.
                kind = "letter below"
            self._open.append((kind, count or 1))
        return [self._written(depth) for depth in range(len(self._open))]

    def _written(self, depth: int) -> str:
        kind, count = self._open[depth]
        depth += self._above
        if kind == "letter" and not depth and count <= _MOST_LETTERS:
            return item_label(count, 0)
        if kind == "roman" and depth and count <= _MOST_ROMANS:
            return item_label(count, 1)
        return f"b{count}"

    def _read(self, label: Label, following: Sequence[Label]) -> tuple[str, int]:
        if label.rank is Rank.BULLET:
            return "bullet", 0
        if label.numbers:
            return ("roman", label.numbers[0]) if label.roman else ("number", label.numbers[0])
        if label.letter is None or (label.roman and self._is_roman(label, following)):
            return "roman", label.roman or 1
        last = dict(self._open).get("letter", 0)
        letter = label.twin if label.twin == last + 1 else label.letter
        below = any(kind == "letter below" for kind, _ in self._open)
        return ("letter below" if below and letter > 1 else "letter"), letter

    def _is_roman(self, label: Label, following: Sequence[Label]) -> bool:
        """Whether "(i)", "(v)" or "(x)" counts in Roman numerals here."""
        last = dict(self._open)
        goes_on = last.get("roman", 0) + 1 == label.roman
        letters = max(last.get("letter", 0), last.get("letter below", 0)) + 1 == label.letter
        if goes_on and letters:
            after = next((f for f in following if f.rank is Rank.ITEM), None)
            return after is None or after.roman == (label.roman or 0) + 1
        return goes_on or (not letters and label.roman == 1)
