"""The places of a text's paragraphs: from labels and order to locators.

In a resolution's or draft's own text `pp` and `op`; everywhere else `n` for what is numbered and `p`
for what is not; `h` for headings; items below the paragraph that they follow. Sections and parts are
named only where numbering begins anew in them, annexes always.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from index.locator import Locator
from index.readers.divisions import Step, kept_divisions, outline
from index.readers.items import Items
from index.readers.labels import Label, Rank

_COMMA = re.compile(r"[,،，、][»”\"')\s]*$")
_COLON = re.compile(r"[:：]\s*$")
_NUMBERED = (Rank.NUMBER, Rank.DECIMAL)


class Form(Enum):
    """What a stretch of text is by its look and words; its label and its neighbours say the rest."""

    TEXT = auto()
    HEADING = auto()
    ANNEX = auto()
    CELL = auto()
    ENACTING = auto()
    MEETING = auto()
    SIGNATURE = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph to be placed: its text without the label, the label, and its form.

    `number` is that of the annex whose heading it is, where the heading states one.
    """

    text: str
    form: Form = Form.TEXT
    label: Label | None = None
    number: int | None = None

    @property
    def is_numbered(self) -> bool:
        """Whether it is cited by its own number."""
        return self.form is Form.TEXT and self.label is not None and self.label.rank in _NUMBERED


@dataclass(slots=True)
class _Stretch:
    """The main text or one annex: its entries, by their positions in the whole."""

    division: str
    members: list[int]


def place(
    entries: Sequence[Entry], is_resolution: bool, taken: Collection[Locator] = ()
) -> tuple[list[Locator | None], list[str]]:
    """The locator of each entry, and a line for each that could not be placed by its own label.

    None for what is no paragraph: enacting words, and a heading that is nothing but the label of a
    division. No two locators are the same, and none of them is among `taken`.
    """
    placer = _Placer(entries, taken)
    for stretch in _stretches(entries):
        placer.place(stretch, is_resolution and not stretch.division)
    return placer.locators, placer.warnings


def _stretches(entries: Sequence[Entry]) -> list[_Stretch]:
    stretches = [_Stretch("", [])]
    used: set[int] = set()
    for i, entry in enumerate(entries):
        if entry.form is Form.ANNEX:
            number = entry.number
            if number is None or number in used:
                number = max(used, default=0) + 1
            used.add(number)
            stretches.append(_Stretch(f"annex{number}.", []))
        stretches[-1].members.append(i)
    return stretches


class _Placer:
    """Gives locators stretch by stretch; no locator twice."""

    def __init__(self, entries: Sequence[Entry], taken: Collection[Locator]) -> None:
        self.entries = entries
        self.locators: list[Locator | None] = [None] * len(entries)
        self.warnings: list[str] = []
        self._taken = set(taken)
        self._counts: dict[str, int] = {}
        self._items: dict[str, Items] = {}

    def place(self, stretch: _Stretch, is_resolution: bool) -> None:
        for prefix, members, opened in self._parted(stretch, is_resolution):
            if is_resolution:
                self._resolution(stretch.division + prefix, members, opened)
            else:
                self._other(stretch.division + prefix, members, opened)

    def _parted(
        self, stretch: _Stretch, is_resolution: bool
    ) -> Iterator[tuple[str, list[int], int | None]]:
        """The stretch by divisions: (their names, members, the heading that opens them)."""
        headings = [i for i in stretch.members if self.entries[i].form is Form.HEADING]
        steps = dict(zip(headings, outline([self.entries[i].label for i in headings]), strict=True))
        kinds = kept_divisions(list(steps.values()))
        choices = [
            self._paths(stretch.members, steps, kinds[:depth]) for depth in range(len(kinds) + 1)
        ]
        faults = [self._faults(stretch.members, paths, is_resolution) for paths in choices]
        paths = choices[faults.index(min(faults))]
        members: list[int] = []
        before, opened = "", None
        for i in stretch.members:
            if paths[i] != before:
                if members:
                    yield before, members, opened
                members, opened = [], i
            members.append(i)
            before = paths[i]
        if members:
            yield before, members, opened

    def _paths(
        self, members: Sequence[int], steps: dict[int, Step | None], kinds: Sequence[str]
    ) -> dict[int, str]:
        """The divisions that each member stands in, as a locator writes them."""
        now: dict[str, int] = {}
        paths: dict[int, str] = {}
        for i in members:
            step = steps.get(i)
            if step and step.division in kinds:
                for inner in kinds[kinds.index(step.division) + 1 :]:
                    now.pop(inner, None)
                now[step.division] = step.number
            paths[i] = "".join(f"{kind}{now[kind]}." for kind in kinds if kind in now)
        return paths

    def _faults(self, members: Sequence[int], paths: dict[int, str], is_resolution: bool) -> int:
        """How many places would be given twice, or come before those that they follow."""
        seen: set[tuple[str, tuple[int, ...]]] = set()
        operative: set[str] = set()
        faults = 0
        for i in members:
            entry = self.entries[i]
            if entry.is_numbered and entry.label:
                key = paths[i], entry.label.numbers
                faults += key in seen
                seen.add(key)
                operative.add(paths[i])
            elif is_resolution and entry.form is Form.TEXT and not entry.label:
                faults += paths[i] in operative and bool(_COMMA.search(entry.text))
        return faults

    def _other(self, prefix: str, members: Sequence[int], opened: int | None) -> None:
        head: str | None = None
        for place, i in enumerate(members):
            entry = self.entries[i]
            if entry.is_numbered:
                head = self._numbered(i, prefix, "n")
            elif entry.form is Form.TEXT and entry.label and head:
                self._item(i, head, self._labels_after(members, place))
            elif entry.form is Form.TEXT:
                head = self._next(i, prefix, "p")
            else:
                self._by_form(i, prefix, opened)

    def _resolution(self, prefix: str, members: Sequence[int], opened: int | None) -> None:
        last = self._preamble_end(members)
        numbered = any(self.entries[i].is_numbered for i in members)
        before = any(self.entries[i].form is Form.ENACTING for i in members)
        head: str | None = None
        state = "p" if before else "pp"
        for place, i in enumerate(members):
            entry = self.entries[i]
            if entry.form is Form.ENACTING:
                state = "pp"
            elif entry.is_numbered:
                head, state = self._numbered(i, prefix, "op"), "op"
            elif entry.form is Form.TEXT and entry.label and head:
                self._item(i, head, self._labels_after(members, place))
            elif entry.form is Form.TEXT:
                if state == "pp" and place > last:
                    colon = bool(_COLON.search(entry.text))
                    state = ("op" if colon else "pp") if numbered else "op"
                unnumbered = "p" if state == "op" and numbered else state
                head = self._next(i, prefix, unnumbered)
            else:
                self._by_form(i, prefix, opened)
                if entry.form in (Form.MEETING, Form.SIGNATURE):
                    state = "p"

    def _preamble_end(self, members: Sequence[int]) -> int:
        """Which member is the last that ends in a comma, as preambular paragraphs do."""
        last = -1
        for place, i in enumerate(members):
            entry = self.entries[i]
            closes = self._opens_text(members, place)
            if entry.is_numbered or closes or entry.form in (Form.MEETING, Form.SIGNATURE):
                break
            if entry.form is Form.TEXT and _COMMA.search(entry.text):
                last = place
        return last

    def _opens_text(self, members: Sequence[int], place: int) -> bool:
        """Whether it is a paragraph such as "Adopts the following Declaration:" before a heading."""
        entry = self.entries[members[place]]
        after = self.entries[members[place + 1]] if place + 1 < len(members) else entry
        colon = entry.form is Form.TEXT and not entry.label and _COLON.search(entry.text)
        return bool(colon) and after.form is Form.HEADING

    def _by_form(self, i: int, prefix: str, opened: int | None) -> None:
        entry = self.entries[i]
        if entry.form in (Form.HEADING, Form.ANNEX):
            # The bare label of a division is named by the division.
            if entry.text or (i != opened and entry.form is Form.HEADING):
                self._next(i, prefix, "h")
        elif entry.form is Form.CELL:
            self._next(i, prefix, "p")
        elif entry.form in (Form.MEETING, Form.SIGNATURE):
            named = Locator(entry.form.name.lower())
            if named in self._taken:
                self._next(i, prefix, "p")
            else:
                self._take(i, named)

    def _numbered(self, i: int, prefix: str, head: str) -> str:
        label = self.entries[i].label
        assert label is not None, "asked only of numbered entries"
        first, *rest = label.numbers
        wanted = Locator(".".join([f"{prefix}{head}{first}", *map(str, rest)]))
        if wanted in self._taken:
            self.warnings.append(
                f"{label.text.strip()} repeats a number: {self.entries[i].text[:40]!r} has its place by order"
            )
            return self._next(i, prefix, "p")
        self._take(i, wanted)
        return str(wanted)

    def _next(self, i: int, prefix: str, head: str) -> str:
        locator = self._free(prefix + head)
        self._take(i, locator)
        return str(locator)

    def _free(self, kind: str) -> Locator:
        """The next place of that kind ("annex1.p") that is not taken."""
        number = self._counts.get(kind, 0) + 1
        while Locator(f"{kind}{number}") in self._taken:
            number += 1
        self._counts[kind] = number
        return Locator(f"{kind}{number}")

    def _item(self, i: int, head: str, following: Sequence[Label]) -> None:
        label = self.entries[i].label
        assert label is not None, "asked only of labelled entries"
        if head not in self._items:
            self._items[head] = Items(len(Locator(head).items))
        path = self._items[head].below(label, following)
        wanted = Locator(".".join([head, *path]))
        if wanted in self._taken:
            self.warnings.append(
                f"{label.text.strip()} stands twice below {head}: "
                f"{self.entries[i].text[:40]!r} has its place by order"
            )
            wanted = self._free(f"{head}.b")
        self._take(i, wanted)

    def _take(self, i: int, locator: Locator) -> None:
        self._taken.add(locator)
        self.locators[i] = locator

    def _labels_after(self, members: Sequence[int], place: int) -> list[Label]:
        """The labels of the items that follow, up to the next paragraph."""
        found: list[Label] = []
        for i in members[place + 1 : place + 60]:
            entry = self.entries[i]
            if entry.form is not Form.TEXT or entry.is_numbered or not entry.label:
                break
            found.append(entry.label)
        return found
