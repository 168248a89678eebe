"""Whether a question asks what became of a part of a document: of a paragraph, a function, or a theme.

"Did operative paragraph 2 change?" names it by its place, "Did the wording on drug trafficking change?" by
what it is on, "Does the 2017 resolution repeat the letter?" means all that the letter has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.question.documents import DocumentsNamed
from assistant.question.places import Place
from assistant.question.terms import Term

PARTS = ("part", "members")
"""What is asked of a part of a document: what became of it; of all its members, which were taken up again."""

# Beside what asks only common words may stand, where the part is named by its place.
_MOST = 0.12
_ASKS = ("changed", "compared", "moved", "same")
_BESIDE = ("since", "later", "beside", "wording", "which", "kept", "still", "new", "gone")
_OF_OTHERS = frozenset({"who", "how_many"})

Spans = Mapping[str, Sequence[tuple[int, int]]]
Outside = Callable[[Sequence[tuple[int, int]]], Sequence[Term]]
Weigh = Callable[[Sequence[Term]], float]


@dataclass(frozen=True, slots=True)
class AskedPart:
    """The part meant: at `places`, or on what `terms` say; all of `kind` `members` where neither does."""

    kind: str
    places: tuple[Place, ...] = ()
    terms: tuple[Term, ...] = ()


def find_part(
    folded: str,
    named: DocumentsNamed,
    places: Sequence[Place],
    asks: frozenset[str],
    spans: Spans,
    class_spans: Sequence[tuple[int, int]],
    outside: Outside,
    weigh: Weigh,
    *,
    has_items: bool,
) -> AskedPart | None:
    """The part of which a question asks what became of it, or None.

    `folded` is its text, `spans` are the words that ask, by the names of the packs; `class_spans` those for
    classes of paragraphs, `has_items` tells that functions are one of them. `outside` gives the terms
    outside of spans, `weigh` what they say beside naming documents.
    """
    if asks & _OF_OTHERS:
        return None
    numbered = tuple(place for place in places if place.head in ("op", "pp", "p", "item"))
    asking = [s for name in ("compared", "moved", "same") for s in spans[name]]
    asking += [s for span in spans["changed"] for s in _ends(folded, span)]
    beside = [s for name in _BESIDE for s in spans[name]]
    said = [*asking, *beside, *class_spans]
    if numbered:
        return _of_places(numbered, spans, [*said, *spans["changed"]], outside, weigh)
    left = tuple(outside(said))
    if weigh(left) <= _MOST:
        # Of items `several` tells.
        return None if has_items else _of_members(named, spans)
    return _of_theme(named, spans, left, asking, class_spans)


def _ends(folded: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The first and the last word of `span`: the theme may lie between "wording" and "changed"."""
    start, end = span
    first, space, rest = folded[start:end].partition(" ")
    if not space:
        return [span]
    return [(start, start + len(first)), (end - len(rest.rpartition(" ")[2]), end)]


def _of_places(
    places: tuple[Place, ...],
    spans: Spans,
    said: Sequence[tuple[int, int]],
    outside: Outside,
    weigh: Weigh,
) -> AskedPart | None:
    asks = any(spans[name] for name in _ASKS)
    # "Which words of the first function were dropped?": of its words, not whether it was.
    words = bool(spans["wording"]) and bool(spans["gone"] or spans["new"])
    if not (asks or words):
        return None
    rest = [*said, *((place.start, place.end) for place in places)]
    return AskedPart("part", places) if weigh(outside(rest)) <= _MOST else None


def _of_members(named: DocumentsNamed, spans: Spans) -> AskedPart | None:
    """Of a whole document that another is asked to repeat."""
    repeats = spans["kept"] and not (spans["gone"] or spans["new"])
    whole = len({mention.symbols for mention in named.mentions}) == 2 and not spans["which"]
    return AskedPart("members") if repeats and whole else None


def _of_theme(
    named: DocumentsNamed,
    spans: Spans,
    terms: tuple[Term, ...],
    asking: Sequence[tuple[int, int]],
    class_spans: Sequence[tuple[int, int]],
) -> AskedPart | None:
    """Of what is on a theme: it is asked of its wording, or of a paragraph, between documents."""
    if not asking:
        return None
    of_text = spans["wording"] or class_spans
    anchored = named.mentions or spans["later"]
    both = len({mention.symbols for mention in named.mentions}) == 2 and not spans["says"]
    return AskedPart("part", (), terms) if (of_text and anchored) or both else None
