"""Compares two documents paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from assistant.answer import Citation
from assistant.cite import cite
from assistant.cited import CitedDocument
from assistant.errors import ComparisonError
from assistant.lineage.grouping import group_passages
from assistant.lineage.joining import Group
from assistant.lineage.likeness import likeness
from assistant.lineage.model import Comparison, Counts, PairChange, ParagraphPair
from assistant.lineage.moves import kept_in_order
from assistant.lineage.passage import COMPARED, Passage, Reading, is_held
from assistant.lineage.words import is_same_text, word_changes
from index.document import Document, Quote
from index.locator import Kind
from index.relations.titles import are_kin
from index.search import Index
from index.words import LANGUAGES, Language


def compare(
    first: str,
    second: str,
    index: Index,
    *,
    language: Language | None = None,
    reader: Language = "en",
) -> Comparison:
    """The documents under two symbols, paragraph by paragraph, in a language that both are held in.

    `language` is that language, else the `reader`'s where both have it; places are written in the
    reader's. Raises `UnknownDocument`, `SymbolError`, and `ComparisonError` where the two share no
    language, have none of their text read surely, or are one document.
    """
    given = index.document(first), index.document(second)
    if given[0].symbol == given[1].symbol:
        raise ComparisonError(f"{given[0].symbol} is one document: name another to compare it with")
    earlier, later = sorted(given, key=lambda document: document.date)
    chosen = _language(earlier, later, language, reader)
    readings = Reading(earlier, chosen), Reading(later, chosen)
    before, after = readings[0].passages(readings[1]), readings[1].passages(readings[0])
    groups = group_passages(before, after)
    pairs = tuple(_Writer(before, after, groups, index, chosen, reader).pairs())
    return Comparison(
        earlier=CitedDocument.of(earlier, chosen),
        later=CitedDocument.of(later, chosen),
        pairs=pairs,
        counts=_counts(pairs, len(before), len(after)),
        same_matter=bool(groups) or are_kin(earlier.titles, later.titles),
    )


def languages_of(document: Document) -> tuple[Language, ...]:
    """The languages in which any paragraph of `document` that is compared may be quoted."""
    paragraphs = [p for p in document.paragraphs if p.kind in COMPARED]
    return tuple(code for code in LANGUAGES if any(is_held(p, code) for p in paragraphs))


def _language(
    earlier: Document, later: Document, wanted: Language | None, reader: Language
) -> Language:
    """The language in which both are compared; raises `ComparisonError` where there is none."""
    held = languages_of(earlier), languages_of(later)
    for document, own in zip((earlier, later), held, strict=True):
        if not own:
            raise ComparisonError(
                f"{document.symbol} has no paragraph that was read surely: it cannot be compared"
            )
    shared = [code for code in held[0] if code in held[1]]
    named = [
        f"{d.symbol} is held in {', '.join(o)}" for d, o in zip((earlier, later), held, strict=True)
    ]
    if not shared or (wanted and wanted not in shared):
        choice = f": give {' or '.join(shared)}" if shared else ""
        raise ComparisonError(
            f"{' and '.join(named)}: they are compared in a language that both have{choice}"
        )
    return wanted or (reader if reader in shared else shared[0])


class _Writer:
    """Writes what was found as pairs of citations, in the order of the later document."""

    def __init__(
        self,
        earlier: Sequence[Passage],
        later: Sequence[Passage],
        groups: Sequence[Group],
        index: Index,
        language: Language,
        reader: Language,
    ) -> None:
        self._earlier, self._later, self._groups = earlier, later, groups
        self._index, self._language, self._reader = index, language, reader
        self._keys = count(1)
        firsts = [(g.earlier[0], g.later[0]) for g in groups if not self._has_other_role(g)]
        self._kept = kept_in_order(firsts, {pair for pair in firsts if self._has_place(pair)})

    def pairs(self) -> Iterator[ParagraphPair]:
        """Each pair, and what is new or gone."""
        for group in self._in_order():
            yield self._pair(group)

    def _in_order(self) -> list[Group]:
        """All groups in the order of the later document; what is gone follows what stood before it."""
        matched = {j for group in self._groups for j in group.later}
        found = [Group((), (p.number,)) for p in self._later if p.number not in matched]
        found = sorted([*self._groups, *found], key=lambda group: group.later[0])
        stayed = {
            i: group for group in self._groups if self._stays(group) for i in group.earlier[-1:]
        }
        held = {i for group in self._groups for i in group.earlier}
        behind: dict[Group | None, list[Group]] = {}
        last: Group | None = None
        for passage in self._earlier:
            if passage.number not in held:
                behind.setdefault(last, []).append(Group((passage.number,), ()))
            last = stayed.get(passage.number, last)
        ordered = list(behind.get(None, ()))
        for group in found:
            ordered += [group, *behind.get(group, ())]
        return ordered

    def _has_place(self, pair: tuple[int, int]) -> bool:
        one, other = self._earlier[pair[0]], self._later[pair[1]]
        return one.paragraph.locator == other.paragraph.locator

    def _has_other_role(self, group: Group) -> bool:
        """Whether one is of the preamble and the other is not: whatever its place, it moved."""
        sides = (self._earlier[group.earlier[0]], self._later[group.later[0]])
        kinds = [passage.paragraph.kind for passage in sides]
        return kinds[0] is not kinds[1] and Kind.PREAMBULAR in kinds

    def _stays(self, group: Group) -> bool:
        return (group.earlier[0], group.later[0]) in self._kept

    def _pair(self, group: Group) -> ParagraphPair:
        before = [self._earlier[i] for i in group.earlier]
        after = [self._later[j] for j in group.later]
        change: PairChange = "new" if after else "gone"
        if not before or not after:
            return ParagraphPair(
                earlier=self._cited(before), later=self._cited(after), change=change, similarity=0.0
            )
        texts = ["\n".join(p.text for p in side) for side in (before, after)]
        same = len(before) == len(after) and is_same_text(*texts)
        return ParagraphPair(
            earlier=self._cited(before),
            later=self._cited(after),
            change="unchanged" if same else "changed",
            similarity=1.0 if same else round(likeness(_as_one(before), _as_one(after)), 3),
            moved=not self._stays(group),
            words=() if same else word_changes(*texts),
        )

    def _cited(self, passages: Sequence[Passage]) -> tuple[Citation, ...]:
        return tuple(
            cite(
                next(self._keys),
                Quote(passage.paragraph, self._language, 0, len(passage.text)),
                self._index,
                self._reader,
            )
            for passage in passages
        )


def _as_one(passages: Sequence[Passage]) -> Passage:
    return Passage(
        passages[0].paragraph,
        passages[0].number,
        "\n".join(p.text for p in passages),
        tuple(stem for p in passages for stem in p.stems),
        tuple(weight for p in passages for weight in p.weights),
    )


def _counts(pairs: Sequence[ParagraphPair], earlier: int, later: int) -> Counts:
    return Counts(
        earlier=earlier,
        later=later,
        unchanged=sum(pair.change == "unchanged" for pair in pairs),
        changed=sum(pair.change == "changed" for pair in pairs),
        new=sum(pair.change == "new" for pair in pairs),
        gone=sum(pair.change == "gone" for pair in pairs),
        moved=sum(pair.moved for pair in pairs),
        renumbered=sum(pair.renumbered for pair in pairs),
        split=sum(pair.split for pair in pairs),
        merged=sum(pair.merged for pair in pairs),
    )
