"""Where the language versions of a plain text begin: a file may hold several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.readers.lines import Line, Role

MASTHEAD = frozenset({Role.DISTRIBUTION, Role.DATE, Role.ORIGINAL, Role.LANGUAGE})
"""What the lines of a masthead are, besides organ and symbol."""

NO_WORDS = frozenset({Role.RULE, Role.JOB_NUMBER, Role.PAGE_NUMBER})
"""Lines that say nothing of the document."""


def split_versions(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each version: a new one begins with each masthead."""
    starts = [_with_symbol(lines, i) for i in range(len(lines)) if _begins_version(lines, i)]
    bounds = [0, *[i for i in starts if i > _front_end(lines)], len(lines)]
    return [list(lines[a:b]) for a, b in pairwise(bounds) if a < b]


def _begins_version(lines: Sequence[Line], at: int) -> bool:
    near = [line.role for line in lines[at : at + 3]]
    if lines[at].role is Role.ORGAN:
        return Role.DISTRIBUTION in near
    before = lines[at - 1].role if at else None
    return lines[at].role is Role.DISTRIBUTION and before is not Role.ORGAN


def _with_symbol(lines: Sequence[Line], at: int) -> int:
    """Where the masthead begins whose organ or distribution is at `at`: at the symbol above it."""
    while at and lines[at - 1].role is Role.SYMBOL:
        at -= 1
    return at


def _front_end(lines: Sequence[Line]) -> int:
    """The first line that is not masthead: a masthead above it belongs to the first version."""
    front = {Role.ORGAN, Role.SYMBOL, *MASTHEAD, *NO_WORDS}
    return next((i for i, line in enumerate(lines) if line.role not in front), len(lines))
