"""A paragraph's text cut at its marks: what is quoted, what gives it force, where footnotes stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.locator import Kind, Locator

if TYPE_CHECKING:
    from index.document import Version

Span = tuple[int, int]
"""`[start, end)` in code points."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text; `force` tells that it is of the words that give the paragraph its force."""

    text: str
    force: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces of a text that follow each other, all of them quoted (`marked`) or none; or a note's mark.

    The texts of all pieces together are the whole text, letter for letter.
    """

    pieces: tuple[Piece, ...] = ()
    marked: bool = False
    note: Locator | None = None


def runs_of(version: Version, kind: Kind, marked: Span | None = None) -> tuple[Run, ...]:
    """The text of `version`, with `marked` as the quote.

    Only resolutions print the words of force in italics: a letter's are not set off.
    """
    force = version.force if kind in (Kind.PREAMBULAR, Kind.OPERATIVE) else None
    return cut_runs(version.text, marked, force, version.notes)


def cut_runs(
    text: str, marked: Span | None, force: Span | None, notes: Sequence[tuple[Locator, int]]
) -> tuple[Run, ...]:
    """`text` in runs; the mark of a note stands before the character at its offset."""
    length = len(text)
    placed = [(note, min(max(offset, 0), length)) for note, offset in notes]
    ends = {0, length, *(offset for _, offset in placed)}
    ends |= {min(max(end, 0), length) for span in (marked, force) if span for end in span}
    found: list[Run] = []
    for start, end in pairwise(sorted(ends)):
        found += _notes_at(placed, start)
        _add(found, Piece(text[start:end], _within(start, force)), _within(start, marked))
    found += _notes_at(placed, length)
    return tuple(found)


def _notes_at(notes: Iterable[tuple[Locator, int]], offset: int) -> Iterator[Run]:
    return (Run(note=note) for note, at in notes if at == offset)


def _within(position: int, span: Span | None) -> bool:
    return span is not None and span[0] <= position < span[1]


def _add(found: list[Run], piece: Piece, marked: bool) -> None:
    """Put `piece` at the end of the last run, where that is of its sort."""
    if found and found[-1].note is None and found[-1].marked == marked:
        found[-1] = Run((*found[-1].pieces, piece), marked)
    else:
        found.append(Run((piece,), marked))
