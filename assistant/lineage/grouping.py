"""What stands for what in two documents: pairs, what was split and merged, and what remains."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.lineage.joining import Group, join
from assistant.lineage.likeness import likenesses
from assistant.lineage.matching import match
from assistant.lineage.passage import Passage
from assistant.lineage.remaining import match_remaining


def group_passages(earlier: Sequence[Passage], later: Sequence[Passage]) -> list[Group]:
    """The passages of both documents that stand for each other, each in one group at most."""
    alike = likenesses(earlier, later)
    pairs = match(earlier, later, alike)
    groups = join(earlier, later, pairs, alike)
    taken = {i for g in groups for i in g.earlier}, {j for g in groups for j in g.later}
    if more := match_remaining(earlier, later, taken, pairs, alike):
        return join(earlier, later, sorted([*pairs, *more]), alike)
    return groups
