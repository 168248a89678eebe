"""Where the notes of a document are cited: `fn3`, or `annex1.fn3` where annexes count them anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from index.locator import Locator
from index.readers.pdf.blocks import Block
from index.readers.pdf.lines import Line
from index.readers.pdf.notes import Note

Placed = tuple[Locator, Sequence[Block]]
"""A place, and the blocks that stand there."""
Call = tuple[int, str]
"""A mark as it stands in the text: the page that it stands on (from 0), and its label.

The page is -1 for notes that stand on another page than their marks: at the end of a document.
"""
_ELSEWHERE = -1


def end_labels(text: Mapping[int, Sequence[Line]], notes: Sequence[Note]) -> set[str]:
    """The numbers of the notes that no mark on their own page calls; `text` is by page."""
    raised = {
        page: {line.text[start:end].strip() for line in lines for start, end in line.raised}
        for page, lines in text.items()
    }
    times = Counter(note.label for note in notes)
    return {
        note.label
        for note in notes
        if note.number and times[note.label] == 1 and note.label not in raised[note.page]
    }


def find_call(notes: Mapping[Call, tuple[Locator, Note]], page: int, label: str) -> Locator | None:
    """The note that a mark on a page calls."""
    found = notes.get((page, label)) or notes.get((_ELSEWHERE, label))
    return found[0] if found else None


def note_places(
    notes: Sequence[Note], placed: Sequence[Placed], at_end: Collection[str]
) -> tuple[dict[Call, tuple[Locator, Note]], list[str]]:
    """The place of each note by the mark that calls it, and what could not be placed surely.

    Notes with numbers are footnotes; those with another mark (an asterisk) are paragraphs by order,
    after all others, for a locator has no place for them. `at_end` are the labels of the notes whose
    marks stand on other pages.
    """
    found: dict[Call, tuple[Locator, Note]] = {}
    warnings: list[str] = []
    times = Counter(note.number for note in notes if note.number)
    taken = {str(locator) for locator, _ in placed}
    last = max((key.number or 0 for key, _ in placed if _is_plain(key)), default=0)
    for note in notes:
        place = ""
        if note.number:
            prefix = _division(note, placed) if times[note.number] > 1 else ""
            place = f"{prefix}fn{note.number}"
        if not place or place in taken:
            if place:
                warnings.append(
                    f"page {note.page + 1}: footnote {note.label} stands a second time; "
                    "it is cited by order"
                )
            last += 1
            place = f"p{last}"
        taken.add(place)
        page = _ELSEWHERE if note.label in at_end else note.page
        found[_free_call((page, note.label), found)] = (Locator(place), note)
    return found, warnings


def _is_plain(locator: Locator) -> bool:
    return locator.head == "p" and not locator.divisions


def _division(note: Note, placed: Sequence[Placed]) -> str:
    """The annex whose text stands last on the note's page, as a locator begins with it."""
    before = [key for key, blocks in placed if any(b.first.page <= note.page for b in blocks)]
    divisions = before[-1].divisions if before else ()
    return "".join(f"{division}." for division in divisions)


def _free_call(call: Call, found: Mapping[Call, tuple[Locator, Note]]) -> Call:
    """The mark that calls a note; one without a mark, or with a mark taken, is called by none."""
    while not call[1] or call in found:
        call = (call[0], f"{call[1]}\0")
    return call
