"""Whether a question asks of several paragraphs how each went on: "Which functions are still mentioned?".

What is asked is read from the words of the packs; which paragraphs are meant, from the words for the items of
a list, or in a follow-up from what was shown before (`assistant.question.referring`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.question.documents import DocumentsNamed, Mention
from assistant.question.lineage import AskedLineage, Held
from assistant.question.pack import Pack
from assistant.question.places import Place, find_class_spans
from assistant.question.quoted import find_quoted
from assistant.question.relations import mark, spans_of
from index.document import Paragraph

Spans = Mapping[str, Sequence[tuple[int, int]]]
"""Where words of a question stand, by the names of the packs' patterns."""

MOST = 0.12
"""What may be left of a question beside what asks: common words alone."""

_SAID = ("origin", "still", "kept", "gone", "ended", "which", "since", "later", "force", "beside")
_SAID_TOO = ("says", "yet", "open", "new", "them", "each", "not", "fate", "stood", "number")
_QUANTITIES = ("all", "list", "how_many")
_NOT_WHETHER = frozenset({"how_many", "list", "where"})
_YEAR = re.compile(r"(?<![\d/.])((?:19|20)\d\d)(?![\d/])(?:\s*(?:году|года?|年))?")
# "Functions 2, 3 and 5": numerals with no more than a short word between them; "2 to 4" is three.
_NUMBERS = re.compile(
    r"(?<![\w/.])(?:第)?\d{1,2}(?!\d)"
    r"(?:(?:[\s,،、]*(?:[^\W\d_]{1,3}|[-–])\s*|[\s,،、]+)\d{1,2}(?![\d/]))+"
)
_THROUGH = frozenset({"to", "a", "al", "до", "по", "الي", "到", "至", "-", "–"})


@dataclass(frozen=True, slots=True)
class Several:
    """The paragraphs of each of which `Question.lineage` is asked: `paragraphs`, or items of a list.

    `numbers` are the only items meant, counted from 1, of the list that is named at `at`; none: all.
    `whether` tells that a yes or no answers it, where it is the same for all.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    numbers: tuple[int, ...] = ()
    at: int = 0
    whether: bool = False


class Reading(Protocol):
    """What is known of a question while it is read: `assistant.question.reader.Reader`."""

    text: str
    folded: str
    unnamed: str
    pack: Pack
    named: DocumentsNamed
    places: list[Place]
    classes: list[str]
    asks: frozenset[str]

    @property
    def vocabulary(self) -> Held:
        """What is held."""

    def weigh_outside(self, spans: Sequence[tuple[int, int]]) -> float:
        """The weight of what is said outside `spans`, beside naming documents."""

    def means_first_list(self, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether the words outside `spans`, beside naming documents, may mean the first list held."""


def find_several(reading: Reading) -> tuple[AskedLineage, Several] | None:
    """What is asked of several items of a list, or None; of one item it is no question of several."""
    if reading.classes != ["item"] or reading.named.unheld or find_quoted(reading.text):
        return None
    if any(place.head not in ("item", "") for place in reading.places):
        return None
    spans = find_spans(reading)
    numbers = find_numbers(reading, spans)
    if len(numbers) == 1:
        return None
    asked = asked_lineage(reading, spans)
    if asked is None or asked.kind == "carriers" or not says_no_more(reading, spans):
        return None
    if not reading.means_first_list(_said(reading, spans)):
        return None
    classes = find_class_spans(reading.unnamed, reading.pack)
    return asked, Several((), numbers, classes[0][0], is_whether(reading, spans))


def find_spans(reading: Reading) -> dict[str, list[tuple[int, int]]]:
    """Where the words stand that ask how a text went on, and those that speak of several."""
    marked, at = mark(reading.folded, reading.named.numbered)
    patterns = {**reading.pack.lineage, **reading.pack.several}
    return {name: spans_of(pattern, marked, at) for name, pattern in patterns.items()}


def asked_lineage(reading: Reading, spans: Spans, *, anchored: bool = False) -> AskedLineage | None:
    """What is asked of paragraphs that are told elsewhere; `anchored` where they are sure to be meant."""
    mentions = find_mentions(reading)
    gone, kind = _kind(reading, spans, anchored=anchored or bool(mentions or spans["later"]))
    if kind is None:
        return None
    return AskedLineage(
        kind,
        mentions,
        later=bool(spans["later"]),
        force=bool(spans["force"] or spans["ended"]),
        gone=gone,
    )


def _kind(reading: Reading, spans: Spans, *, anchored: bool) -> tuple[bool, str | None]:
    """Whether it is asked what is gone, and what is asked."""
    if spans["why"]:
        return False, None
    if spans["origin"]:
        return False, "origin"
    # "Siguen todas figurando": what asks and the verb need not stand together.
    said_later = bool(spans["says"] and (spans["yet"] or spans["later"]))
    still = bool(spans["still"]) or said_later
    told = still or spans["kept"] or spans["says"]
    gone = bool(spans["gone"] or spans["ended"] or (spans["not"] and told))
    if "when" in reading.asks:
        return gone, None
    if spans["which"] and (spans["kept"] or still):
        return gone, "carriers"
    if gone or still or (spans["kept"] and anchored):
        return gone, "still"
    return gone, "carriers" if spans["fate"] else None


def is_whether(reading: Reading, spans: Spans) -> bool:
    """Whether a yes or no answers the question."""
    return not (spans["open"] or spans["choice"] or spans["fate"] or reading.asks & _NOT_WHETHER)


def says_no_more(reading: Reading, spans: Spans) -> bool:
    """Whether a question says nothing beside what asks, points at paragraphs, and names documents."""
    return reading.weigh_outside(_said(reading, spans)) <= MOST


def _said(reading: Reading, spans: Spans) -> list[tuple[int, int]]:
    """Where the words stand that ask, point at paragraphs, or name the body."""
    said = [span for name in (*_SAID, *_SAID_TOO) for span in spans[name]]
    said += find_class_spans(reading.unnamed, reading.pack)
    said += [(place.start, place.end) for place in reading.places]
    patterns = [reading.pack.ask[name] for name in _QUANTITIES]
    patterns += [reading.pack.place["assigned"], *reading.pack.numerals, _NUMBERS, _YEAR]
    # Chinese words are cut where one of their characters asks: the body's names are taken whole.
    edge = "" if reading.pack.language == "zh" else r"\b"
    names = "|".join(map(re.escape, sorted(reading.pack.body, key=len, reverse=True)))
    patterns.append(re.compile(rf"{edge}(?:{names}){edge}"))
    return said + [m.span() for pattern in patterns for m in pattern.finditer(reading.unnamed)]


def find_numbers(reading: Reading, spans: Spans, *, follows: bool = False) -> tuple[int, ...]:
    """The numbers of the items that are named by them: "the second and third", "functions 2, 3 and 5".

    Where a question `follows` what showed paragraphs, numerals need no word for what they count.
    """
    asking = [*spans["origin"], *spans["fate"]]
    places = [p for p in reading.places if not any(p.start < b and a < p.end for a, b in asking)]
    found = [place.number for place in places]
    for match in reading.pack.several["number"].finditer(reading.unnamed):
        found.append(int(match["number"]))
    if found or follows or "item" in reading.classes:
        for match in _NUMBERS.finditer(reading.unnamed):
            found += _counted(match.group())
    return tuple(dict.fromkeys(number for number in found if number))


def _counted(words: str) -> list[int]:
    """The numbers in "2, 3 and 5", and all of "2 to 4"."""
    found: list[int] = []
    for word, number in re.findall(r"([^\W\d_]+|[-–])?\s*(\d+)", words):
        start = found[-1] + 1 if found and word in _THROUGH else int(number)
        found += range(start, int(number) + 1)
    return found


def find_mentions(reading: Reading) -> tuple[Mention, ...]:
    """The documents named, in order, and those of each year that names them."""
    found = list(reading.named.mentions)
    for match in _YEAR.finditer(reading.unnamed):
        year = int(match[1])
        held = tuple(str(d.symbol) for d in reading.vocabulary.documents if d.date.year == year)
        found += [Mention(held, *match.span())] if held else []
    return tuple(sorted(found, key=lambda mention: mention.start))
