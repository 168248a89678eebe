"""Whether a question asks how a text went on: what changed, what is still there, where it stood first.

Of two documents it asks that alone: what is left of it, beside the words that ask, must say nothing of its
own. Of a paragraph it says which one is meant: by its place, or by words of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.question.documents import DocumentsNamed, Mention
from assistant.question.pack import Pack, blank
from assistant.question.part import find_part
from assistant.question.places import Place
from assistant.question.quoted import Quoted, find_kind, find_quoted
from assistant.question.relations import mark, spans_of
from assistant.question.terms import SUBJECT_WEIGHT, Term
from index.document import Document, Paragraph

COMPARED = ("same", "moved", "gone", "changed", "new", "compared")
"""What is asked of two documents; in this order: "new compared with …" asks what is new."""

TRACED = ("origin", "carriers", "still", "stands")
"""What is asked of a paragraph: where it stood first, what has it, whether later documents do; of words in
quotation marks alone, whether they stand there."""

# Beside what asks what changed only common words may stand.
_MOST = 0.12
_OF_PARTS = ("op", "pp")


@dataclass(frozen=True, slots=True)
class AskedLineage:
    """What is asked of how a text went on: `kind` is of `COMPARED`, of `TRACED` or of `part.PARTS`.

    `mentions` are the documents named, in order; `terms` say which paragraph is meant, where `place` does
    not, and `about` is the one that the turns before spoke of. `since` tells that the document named is the
    earlier one, `later` that all later ones are asked, `force` that it is asked whether it is in force.
    `parts` are the heads of the paragraphs asked for (`op`, `pp`; none: all). `only`, where given, are the
    symbols of the only documents that may be asked. `at` is where what asks of a paragraph begins;
    `dated` tells that the documents are named by their year alone, `gone` that it is asked whether a
    paragraph is left out. `unheld` are the symbols of those named that are not held. `places` are those of
    a part, `item` tells that a function or task is meant. `phrase` are words that are meant as they stand.
    """

    kind: str
    mentions: tuple[Mention, ...] = ()
    terms: tuple[Term, ...] = ()
    place: Place | None = None
    about: Paragraph | None = None
    since: bool = False
    later: bool = False
    force: bool = False
    parts: tuple[str, ...] = ()
    item: bool = False
    only: tuple[str, ...] | None = None
    at: int = -1
    dated: bool = False
    gone: bool = False
    unheld: tuple[str, ...] = ()
    phrase: str = ""
    places: tuple[Place, ...] = ()

    @property
    def topical(self) -> bool:
        """Whether words of it say which paragraph is meant."""
        return any(term.weight > SUBJECT_WEIGHT for term in self.terms)


class Held(Protocol):
    """The documents held: `assistant.question.vocabulary.Vocabulary`."""

    @property
    def documents(self) -> Sequence[Document]:
        """All of them."""


class Reading(Protocol):
    """What is known of a question while it is read: `assistant.question.reader.Reader`."""

    text: str
    folded: str
    pack: Pack
    named: DocumentsNamed
    places: list[Place]
    classes: list[str]
    asks: frozenset[str]
    follows: bool

    @property
    def vocabulary(self) -> Held:
        """What is held."""


_Spans = dict[str, list[tuple[int, int]]]
_Outside = Callable[[Sequence[tuple[int, int]]], Sequence[Term]]


def find_lineage(
    reading: Reading,
    class_spans: Sequence[tuple[int, int]],
    outside: _Outside,
    weigh: Callable[[Sequence[Term]], float],
) -> AskedLineage | None:
    """What a question asks of how a text went on, or None.

    `class_spans` are the words for classes of paragraphs; `outside` gives the terms outside of spans,
    `weigh` what they say beside naming documents.
    """
    quoted = find_quoted(reading.text)
    # Words in quotation marks are those of a document, and ask nothing.
    folded = blank(reading.folded, [quoted[1:]] if quoted else [])
    marked, at = mark(folded, reading.named.numbered)
    spans = {name: spans_of(p, marked, at) for name, p in reading.pack.lineage.items()}
    asked = _of_phrase(reading, spans, quoted, outside) if quoted else None
    if asked is not None and not reading.named.unheld:
        return asked
    part = _of_part(reading, spans, class_spans, outside, weigh)
    if part is not None and not reading.named.unheld:
        return part
    compared = _compared(reading, spans, class_spans, outside, weigh)
    if reading.named.unheld:
        return replace(compared, unheld=tuple(reading.named.unheld)) if compared else None
    return compared or _traced(reading, spans, class_spans, outside)


def _of_part(
    reading: Reading,
    spans: _Spans,
    class_spans: Sequence[tuple[int, int]],
    outside: _Outside,
    weigh: Callable[[Sequence[Term]], float],
) -> AskedLineage | None:
    """What is asked of a paragraph, of what is on a theme, or of a whole document."""
    found = find_part(
        reading.folded,
        reading.named,
        reading.places,
        reading.asks,
        spans,
        class_spans,
        outside,
        weigh,
        has_items="item" in reading.classes,
    )
    if found is None:
        return None
    return AskedLineage(
        found.kind,
        _in_order(reading.named),
        found.terms,
        since=bool(spans["since"]),
        later=bool(spans["later"]),
        force=bool(spans["force"]),
        places=found.places,
        at=min((a for name in _CHANGES for a, _ in spans[name]), default=-1),
    )


def _of_phrase(
    reading: Reading, spans: _Spans, quoted: Quoted, outside: _Outside
) -> AskedLineage | None:
    """What is asked of words in quotation marks: where they stand, and where first."""
    usage = (reading.pack.usage[name] for name in ("needed", "effect"))
    meaning = any(pattern.search(reading.folded) for pattern in usage)
    kind = find_kind(spans, of_others=bool(reading.asks & _OF_OTHERS), of_meaning=meaning)
    if kind is None:
        return None
    beside = [(0, quoted.start), (quoted.end, len(reading.folded))]
    return AskedLineage(
        kind,
        _in_order(reading.named),
        tuple(outside(beside)),
        later=bool(spans["later"]),
        force=bool(spans["force"]),
        phrase=quoted.words,
        places=tuple(place for place in reading.places if place.head),
    )


def _compared(
    reading: Reading,
    spans: _Spans,
    class_spans: Sequence[tuple[int, int]],
    outside: _Outside,
    weigh: Callable[[Sequence[Term]], float],
) -> AskedLineage | None:
    kinds = [kind for kind in COMPARED if spans[kind]]
    if not kinds or not (reading.named.mentions or reading.follows):
        return None
    if any(place.head for place in reading.places):
        return None
    said = [s for name in (*COMPARED, "since", "later", "beside") for s in spans[name]]
    if weigh(outside([*said, *class_spans])) > _MOST:
        return None
    return AskedLineage(
        kinds[0],
        _in_order(reading.named),
        since=bool(spans["since"]),
        later=bool(spans["later"]),
        parts=tuple(head for head in _OF_PARTS if head in reading.classes),
    )


def _traced(
    reading: Reading,
    spans: _Spans,
    class_spans: Sequence[tuple[int, int]],
    outside: _Outside,
) -> AskedLineage | None:
    place = next((p for p in reading.places if p.head), None)
    years = [] if reading.named.mentions or spans["since"] else _years(reading)
    dated = _of_years(reading, years)
    gone = _asks_whether_gone(reading, spans, place, bool(dated) and bool(class_spans))
    said = [s for name in _ASKING for s in spans[name]]
    said += [(p.start, p.end) for p in reading.places] + years
    said += [*spans["gone"], *spans["ended"], *class_spans] if gone else []
    if reading.follows:
        # Words that point at the turns before say nothing of their own.
        pointers = (reading.pack.follow[name] for name in ("that", "it", "they", "same"))
        said += [match.span() for pattern in pointers for match in pattern.finditer(reading.folded)]
    terms = () if place else tuple(outside(said))
    topical = any(term.weight > SUBJECT_WEIGHT for term in terms)
    pointing = reading.follows and not topical
    anchored = bool(reading.named.mentions or spans["later"] or place or pointing)
    told = [term for term in terms if term.weight > SUBJECT_WEIGHT]
    # "Which documents mention COVID-19?": it is a name, and has no other forms.
    name = told[0].surface if len(told) == 1 and _HAS_FIGURE.search(told[0].surface) else ""
    kind = "still" if gone else _traced_kind(reading, spans, anchored=anchored)
    if kind is None and name and spans["which"] and spans["says"]:
        kind = "carriers"
    if kind is None or not (place or topical or pointing):
        return None
    if kind == "still" and years and not dated:
        # Of the year that is named nothing is held.
        return None
    return AskedLineage(
        kind,
        dated if kind == "still" and dated else _in_order(reading.named),
        terms,
        place,
        later=bool(spans["later"]),
        force=bool(spans["force"] or (gone and spans["ended"])),
        at=min((a for name in ("still", "kept") for a, _ in spans[name]), default=-1),
        dated=kind == "still" and bool(dated),
        gone=gone,
        item="item" in reading.classes,
        phrase=name if kind == "carriers" else "",
    )


def _asks_whether_gone(reading: Reading, spans: _Spans, place: Place | None, told: bool) -> bool:
    """Whether it is asked if a paragraph was left out, one at a `place` or `told` by a topic with a year."""
    # "Ended" is said of much else than paragraphs.
    if spans["open"] or spans["choice"] or reading.asks & _NOT_WHETHER:
        return False
    return bool((spans["gone"] and (place or told)) or (spans["ended"] and place))


def _years(reading: Reading) -> list[tuple[int, int]]:
    """Where years stand that belong to no document named otherwise."""
    found = (match.span() for match in _YEAR.finditer(reading.folded))
    return [span for span in found if not reading.named.covers(*span)]


def _of_years(reading: Reading, years: Sequence[tuple[int, int]]) -> tuple[Mention, ...]:
    """The documents of each of the `years`, as one that names them does."""
    found = []
    for start, end in years:
        year = int(reading.folded[start : start + 4])
        held = (str(d.symbol) for d in reading.vocabulary.documents if d.date.year == year)
        symbols = tuple(held)
        found += [Mention(symbols, start, end)] if symbols else []
    return tuple(found)


_CHANGES = ("changed", "compared", "moved", "same", "gone", "new")
_ASKING = ("origin", "still", "kept", "which", "since", "later", "force", "beside")
# Who asks these does not ask where a text stood first.
_OF_OTHERS = frozenset({"who", "how_many"})
_NOT_WHETHER = frozenset({"when", "where", "how_many", "which_document", "list"})
_HAS_FIGURE = re.compile(r"^(?=.*\d)(?=.*[^\W\d_])")
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/])(?:\s*(?:году|года?|年))?")


def _traced_kind(reading: Reading, spans: _Spans, *, anchored: bool) -> str | None:
    if spans["origin"] and not reading.asks & _OF_OTHERS:
        return "origin"
    if spans["which"] and (spans["kept"] or spans["still"]):
        return "carriers"
    whether = spans["still"] or (spans["kept"] if anchored else [])
    return "still" if whether and not spans["open"] else None


def _in_order(named: DocumentsNamed) -> tuple[Mention, ...]:
    return tuple(sorted(named.mentions, key=lambda mention: mention.start))
