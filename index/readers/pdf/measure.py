"""What is usual in a document: its type size, the step between lines, the edges of its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.readers.pdf.labels import read_label
from index.readers.pdf.lines import Line

_BOUND, _MOST_BOUND = 10.0, 80.0  # points between the margins of left and right pages


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: type size, step between lines, and edges of the text."""

    size: float
    steps: dict[float, float]
    left: float
    right: float
    indents: bool

    def step(self, size: float) -> float:
        """The usual step between two lines of `size`."""
        return self.steps.get(size, 1.2 * size)


def measure(lines: Sequence[Line]) -> Measure:
    """The measure of `lines`, which are text (no notes, no running heads)."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    body = [line for line in lines if line.size == size]
    left, right = _usual(body, 72, lambda line: line.x0), _usual(body, 540, lambda line: line.x1)
    return Measure(size, _steps(lines), left, right, _has_indents(body, left))


def align(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of pages that are bound as a book, moved so that all have one left margin."""
    sides = [[line for page in pages[side::2] for line in page] for side in (0, 1)]
    if not all(sides):
        return [list(page) for page in pages]
    lefts = [_usual(lines, 72, lambda line: line.x0) for lines in sides]
    move = lefts[0] - lefts[1]
    if not _BOUND < abs(move) < _MOST_BOUND:
        return [list(page) for page in pages]
    return [
        [replace(line, x0=line.x0 + move, x1=line.x1 + move) for line in page] if i % 2 else [*page]
        for i, page in enumerate(pages)
    ]


def _usual(lines: Sequence[Line], default: float, edge: Callable[[Line], float]) -> float:
    """The most frequent place of an edge of long lines, to the nearest two points."""
    places: Counter[float] = Counter()
    for line in lines:
        places[round(edge(line) / 2) * 2.0] += len(line.text) ** 2
    return places.most_common(1)[0][0] if places else default


def _steps(lines: Sequence[Line]) -> dict[float, float]:
    found: dict[float, Counter[float]] = {}
    for a, b in pairwise(lines):
        step = a.y - b.y
        if a.page == b.page and a.size == b.size and 0.8 * a.size < step < 1.7 * a.size:
            found.setdefault(a.size, Counter())[round(step * 2) / 2] += 1
    # The smallest step that is usual: that between paragraphs may be as frequent in short ones.
    return {
        size: min(s for s, n in counts.items() if n >= 0.2 * max(counts.values()))
        for size, counts in found.items()
    }


def _has_indents(body: Sequence[Line], left: float) -> bool:
    """Whether paragraphs begin with an indent or a label."""
    begins = sum(left + 8 < line.x0 < left + 60 or bool(read_label(line.text)) for line in body)
    return begins > 0.02 * len(body)
