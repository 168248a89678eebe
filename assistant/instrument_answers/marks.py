"""Which words of a quoted paragraph another text does not have: they are marked in the quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from assistant.answer import Citation
from assistant.lineage.model import WordChange

Marks = tuple[tuple[int, int], ...]


def with_marks(
    citation: Citation, words: Sequence[WordChange], own: Literal["added", "removed"]
) -> Citation:
    """`citation` with the words marked that only its side of a comparison has."""
    marks = find_own_words(citation.quote, words, own)
    moved = tuple((citation.start + start, citation.start + end) for start, end in marks)
    return citation.model_copy(update={"marks": moved})


def find_own_words(
    text: str, words: Sequence[WordChange], own: Literal["added", "removed"]
) -> Marks:
    """The spans of `text` that stand in pieces of the kind `own`, each as long as it can be.

    Pieces are the text up to typography and white space, so they are found again by their letters and
    digits in order; where these are not those of the text, nothing is marked.
    """
    letters = [n for n, c in enumerate(text) if c.isalnum()]
    told = [
        (character, piece.kind == own)
        for piece in words
        if piece.kind in ("same", own)
        for character in piece.text
        if character.isalnum()
    ]
    if [text[n] for n in letters] != [character for character, _ in told]:
        return ()
    marked = [n for n, (_, is_own) in zip(letters, told, strict=True) if is_own]
    return tuple(_runs(text, marked))


def _runs(text: str, marked: Iterable[int]) -> Iterable[tuple[int, int]]:
    """The spans of `marked` characters; what stands between two of them is no letter or digit."""
    start = end = -1
    for n in marked:
        if end >= 0 and not re.search(r"\w", text[end:n]):
            end = n + 1
            continue
        if end >= 0:
            yield start, end
        start, end = n, n + 1
    if end >= 0:
        yield start, end
