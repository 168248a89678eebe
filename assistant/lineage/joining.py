"""Paragraphs that were split or merged: what is left over after each was matched with one.

A paragraph that is matched with none is part of a pair where most of its words stand in the paragraph of
the other document, in order, and are not those that the pair has in common already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from assistant.lineage.likeness import Likeness
from assistant.lineage.passage import Passage

# The share of its words, by weight, that the other paragraph must have beside those of its pair.
_WITHIN = 0.6
# A paragraph of fewer words that tell something is a formula, and stands in any.
_WORDS = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Passages of both documents, by number, that stand for each other; one side has one at most."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]


def join(
    earlier: Sequence[Passage],
    later: Sequence[Passage],
    pairs: Sequence[tuple[int, int]],
    alike: Likeness,
) -> list[Group]:
    """`pairs` with the passages that were split from or merged into them; a pair is one or the other."""
    paired, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    split: dict[tuple[int, int], list[int]] = defaultdict(list)
    merged: dict[tuple[int, int], list[int]] = defaultdict(list)
    by_earlier, by_later = dict(pairs), {j: i for i, j in pairs}
    for i, j in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        if i in by_earlier and j not in theirs:
            pair = i, by_earlier[i]
            if not merged[pair] and _is_part(later[j], earlier[i], later[pair[1]]):
                split[pair].append(j)
                theirs.add(j)
        elif j in by_later and i not in paired:
            pair = by_later[j], j
            if not split[pair] and _is_part(earlier[i], later[j], earlier[pair[0]]):
                merged[pair].append(i)
                paired.add(i)
    return [
        Group(tuple(sorted([i, *merged[i, j]])), tuple(sorted([j, *split[i, j]]))) for i, j in pairs
    ]


def _is_part(part: Passage, whole: Passage, other: Passage) -> bool:
    """Whether `part` is what of `whole` is not in `other`, the passage that `whole` is paired with."""
    if len(part.stems) < _WORDS:
        return False
    left = _without(whole, other)
    stems = [whole.stems[n] for n in left]
    shared = [
        whole.weights[left[n]]
        for code in LCSseq.opcodes(stems, part.stems)
        if code.tag == "equal"
        for n in range(code.src_start, code.src_end)
    ]
    return len(shared) >= _WORDS and sum(shared) >= _WITHIN * part.weight


def _without(whole: Passage, other: Passage) -> list[int]:
    """The places of the stems of `whole` that it does not share in order with `other`."""
    return [
        n
        for code in LCSseq.opcodes(whole.stems, other.stems)
        if code.tag != "equal"
        for n in range(code.src_start, code.src_end)
    ]
