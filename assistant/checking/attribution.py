"""Which of the places that a text cites it gives for a quotation. In doubt: none.

A place stands right behind the quotation (in parentheses, after a dash, in a note), or before or behind it
in the same sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from assistant.checking.cited import Cited
from assistant.checking.links import Links, load_links
from assistant.checking.mentions import MASK, Named, alike, language_of, speaks_of_other
from assistant.checking.model import CitedPlace
from assistant.checking.notes import NOTE, NOTES, find_notes
from assistant.checking.passage import Passage
from assistant.checking.sentences import Sentences
from assistant.claims.vocabulary import load_vocabulary
from assistant.question.pack import folded, load_pack
from index.symbol import Symbol

# What leads to a source: an opening parenthesis, a dash, a comma; a line of its own below
# a block, the next cell of a table.
_LEADS = re.compile(
    r"[ \t]*\|[ \t]*(?=\S)|[\s>.,;。，；،]*(?:[(（\[]|[—–―]+|--)\s*(?:\w+\.?\s+)?|[,،，]?\s?"
)
_SECOND = re.compile(r"[)）\]]\s?[(（\[]")
_CLOSES = str.maketrans({"(": ")", "（": "）", "[": "]"})
_GAP = 60
_JOINED = 8
_APART = 80
_FAR = 1000
# A sentence that names its source so far before a quotation is none that can be read.
_FARTHEST = 4_000
_LONGEST_SOURCE = 400
_SEMICOLON, _COMMA = re.compile("[;；؛]"), re.compile("[,:،，：]")
_LEAD = 12


class Attribution:
    """The places that a text gives for its quotations; `text` is masked."""

    def __init__(
        self,
        text: str,
        passages: Sequence[Passage],
        cited: Cited,
    ) -> None:
        self._text, self._loose = text, cited.loose
        self._passages = sorted(passages, key=lambda p: p.outer_start)
        self._starts = [p.outer_start for p in self._passages]
        self._places = sorted((*cited.places, *cited.implied), key=lambda p: (p.start, p.end))
        self._implied = {id(place) for place in cited.implied}
        self._items = sorted(cited.items, key=lambda item: item.start)
        self._at = [place.start for place in self._places]
        self._sentences = Sentences(text)
        self._apart = {id(place) for place in self._places if self._is_apart(place)}
        self._notes = find_notes(text)
        self._behind = {p: self._right_behind(p) for p in self._passages}
        self._own = {id(place) for own in self._behind.values() for place in own}

    def places_of(self, passage: Passage) -> tuple[CitedPlace, ...]:
        """The places given for `passage`; any of them may be the one."""
        if own := self._behind[passage]:
            return own
        if note := self._in_note(passage):
            return note
        return _without_wholes(self._in_sentence(passage) or self._in_list(passage))

    def _in_sentence(self, passage: Passage) -> tuple[CitedPlace, ...]:
        """The places before or behind the passage in its sentence."""
        start, end = self._sentences.around(passage.outer_start, passage.outer_end)
        before, later = self._before(passage.outer_start, start), self._later(passage, end)
        if {place.symbol for place in later} == {place.symbol for place in before}:
            # "Resolution 72/7 says “…” in paragraph 2."
            return before if any(place.locator for place in before) else later
        return before or later

    def stands_alone(self, passage: Passage) -> bool:
        """Whether the text gives no place in its sentence that could be that of the passage."""
        start, end = self._sentences.around(passage.outer_start, passage.outer_end)
        return not (self.places_of(passage) or self._candidates(start, end))

    def _in_list(self, passage: Passage) -> tuple[CitedPlace, ...]:
        """The places that the line above a list gives for its items, where an item gives none."""
        number = bisect_left(self._items, passage.outer_start + 1, key=lambda item: item.start) - 1
        item = self._items[number] if number >= 0 else None
        if (
            item is None
            or passage.outer_start >= item.end
            or self._candidates(item.start, item.end)
        ):
            return ()
        start, _ = self._sentences.around(item.head_end - 1, item.head_end)
        named = {place.symbol for place in self._between(item.head_start, item.head_end)}
        # Of several documents any may be the one.
        return self._before(item.head_end, max(start, item.head_start)) if len(named) == 1 else ()

    def others_of(self, passage: Passage) -> tuple[CitedPlace, ...]:
        """Places of other documents in its sentence that may be the source, where none is surely it.

        Those before the passage, no other quotation between.
        """
        if self._behind[passage] or self._in_note(passage):
            return ()
        start, _ = self._sentences.around(passage.outer_start, passage.outer_end)
        taken = {place.symbol for place in self.places_of(passage)}
        return tuple(
            place
            for place in self._candidates(start, passage.outer_start)
            if place.symbol not in taken and MASK not in self._text[place.end : passage.outer_start]
        )

    def _between(self, start: int, end: int) -> list[CitedPlace]:
        """The places that begin in `[start, end)`."""
        return self._places[bisect_left(self._at, start) : bisect_left(self._at, end)]

    def _candidates(self, start: int, end: int) -> list[CitedPlace]:
        """The places there that may be a source, those right behind a passage apart."""
        none = self._own | self._apart
        return [place for place in self._between(start, end) if id(place) not in none]

    def _next_start(self, passage: Passage) -> int:
        """Where the passage after this one begins, or the text ends."""
        number = bisect_left(self._starts, passage.outer_end)
        return self._starts[number] if number < len(self._starts) else len(self._text)

    def _right_behind(self, passage: Passage) -> tuple[CitedPlace, ...]:
        lead = _LEADS.match(self._text, passage.outer_end)
        if lead is None:
            return ()
        sign = next((c for c in lead.group() if c in "([（"), "")
        if not sign and "\n\n" in self._text[lead.start() : lead.end()] and "—" not in lead.group():
            return ()
        if sign:
            end = _closing(self._text, lead.start() + lead.group().index(sign), sign)
            end = end if end >= 0 else lead.end()
            # Another parenthesis may stand before: "(emphasis added) (A/RES/72/7, para. 2)".
            if not self._between(lead.start(), end) and (more := _SECOND.match(self._text, end)):
                end = _closing(self._text, more.end() - 1, more.group()[-1])
            found = self._between(lead.start(), min(end, self._next_start(passage)))
            return _without_wholes(p for p in found if id(p) not in self._apart)
        return self._group(self._between(lead.start(), lead.end() + 1)[:1])

    def _group(self, first: list[CitedPlace]) -> tuple[CitedPlace, ...]:
        """A place with those that are joined to it: "A/RES/72/7, op 1, and A/75/L.72, op 1"."""
        found = list(first)
        for place in self._between(first[0].start + 1, first[0].start + _FAR) if first else ():
            between = self._text[found[-1].end : place.start]
            if len(between) > _JOINED or "\n\n" in between:
                break
            found.append(place)
        return tuple(found)

    def _in_note(self, passage: Passage) -> tuple[CitedPlace, ...]:
        """The places in the notes whose marks stand right behind the passage, or end its sentence."""
        match = NOTES.match(self._text, passage.outer_end)
        marks = match[1] if match else ""
        if not marks:
            start, end = self._sentences.around(passage.outer_start, passage.outer_end)
            if not self._is_alone(passage, start, end):
                return ()
            marks = self._text[passage.outer_end : end]
        found: list[CitedPlace] = []
        for name in NOTE.findall(marks):
            if name in self._notes:
                found += self._between(*self._notes[name])
        return _without_wholes(place for place in found if id(place) not in self._apart)

    def _is_apart(self, place: CitedPlace) -> bool:
        """Whether the words before a place say that it is no source: "not in", "cf.", "unlike"."""
        start, _ = self._sentences.around(place.start, place.end)
        before = self._text[max(start, place.start - _APART) : place.start]
        return any(links.apart.search(before) for links in _links_of(self._paragraph(place.start)))

    def _paragraph(self, at: int) -> str:
        """The paragraph around `at`, which tells the language."""
        start, end = self._text.rfind("\n\n", max(0, at - _FAR), at), self._text.find("\n\n", at)
        return self._text[max(start, at - _FAR, 0) : min(end if end >= 0 else at + _FAR, at + _FAR)]

    def _is_alone(self, passage: Passage, start: int, end: int) -> bool:
        """Whether no other quotation, and no place, stands in the sentence."""
        quoted = bisect_left(self._starts, end) - bisect_left(self._starts, start)
        return quoted == 1 and all(id(p) in self._implied for p in self._between(start, end))

    def _before(self, end: int, start: int) -> tuple[CitedPlace, ...]:
        """The last place before `end`, where a quotation or a list begins, and those joined to it."""
        held = [place for place in self._candidates(start, end) if self._is_source(place, end)]
        if not held:
            return ()
        found = [held[-1]]
        for place in reversed(held[:-1]):
            if found[0].start > place.end + _JOINED and found[0].start > place.start:
                break
            found.insert(0, place)
        gap = self._text[max(p.end for p in found) : end]
        if len(gap) > _FARTHEST:
            return ()
        if any(links.denies.search(gap) for links in _links_of(self._paragraph(held[-1].start))):
            return ()
        if _SEMICOLON.search(gap) or self._is_doubtful(found, end, gap):
            return ()
        if MASK in gap:
            # Another quotation stands between: this one may be from another paragraph.
            return tuple(p.model_copy(update={"locator": None, "among": ()}) for p in found)
        return tuple(found)

    def _is_source(self, place: CitedPlace, end: int) -> bool:
        """Whether a document that is only named again is spoken of as the source of what follows.

        "The same resolution says", "in that resolution, the Assembly"; not "since that resolution was
        adopted, others".
        """
        if id(place) not in self._implied:
            return True
        gap = self._text[place.end : end]
        before = self._text[max(0, place.start - _LEAD) : place.start]
        is_in = any(
            links.within.search(before) for links in _links_of(self._paragraph(place.start))
        )
        return len(gap) <= _GAP and (is_in or not _COMMA.search(gap))

    def _is_doubtful(self, found: Sequence[CitedPlace], end: int, gap: str) -> bool:
        """Whether another document, or a paragraph of one, is spoken of between a place and `end`."""
        start = max(place.end for place in found)
        if any(start <= a and b <= end for a, b in self._loose):
            return True
        own = [Named(Symbol(place.symbol), place.start, place.end) for place in found]
        return speaks_of_other(gap, own)

    def _later(self, passage: Passage, end: int) -> tuple[CitedPlace, ...]:
        """The first place behind the passage, where nothing but words of reporting stand between."""
        notes = (start for start, _ in self._notes.values() if start >= passage.outer_end)
        limit = min(end, self._next_start(passage), *notes)
        held = self._candidates(passage.outer_end, limit)
        follows = bisect_left(self._starts, end) > bisect_left(self._starts, passage.outer_end)
        if not held or (follows and limit < end):
            return ()
        gap = self._text[passage.outer_end : held[0].start]
        if len(gap) > _GAP or not _only_reports(gap):
            return ()
        return self._group(held[:1])


def _closing(text: str, at: int, sign: str) -> int:
    """Where the parenthesis `sign` at `at` is closed, others in it apart; -1 for nowhere near."""
    depth = 0
    for place in range(at, min(len(text), at + _LONGEST_SOURCE)):
        depth += (text[place] == sign) - (text[place] == sign.translate(_CLOSES))
        if not depth:
            return place
    return -1


def _without_wholes(found: Iterable[CitedPlace]) -> tuple[CitedPlace, ...]:
    """`found` without those of a whole document that others are paragraphs of."""
    places = tuple(found)
    pinned = {place.symbol for place in places if place.locator}
    return tuple(place for place in places if place.locator or place.symbol not in pinned)


def _links_of(text: str) -> list[Links]:
    return [load_links(code) for code in alike(language_of(text))]


def _only_reports(gap: str) -> bool:
    language = language_of(gap)
    if load_links(language).joins.search(gap) or _SEMICOLON.search(gap):
        return False
    if language == "zh":
        return len(gap) <= 12
    plain = load_vocabulary(language).plain
    pack = load_pack(language)
    bare = folded(gap)
    for pattern in (*pack.document.values(), _names()):
        bare = pattern.sub(" ", bare)
    return all(word in plain for word in re.findall(r"[^\W\d_]+", bare))


def _names() -> re.Pattern[str]:
    """The bodies whose resolutions are quoted."""
    return re.compile(r"general assembly|security council|assembly|council|united nations")
