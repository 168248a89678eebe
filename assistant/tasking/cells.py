"""The cells beside verb, addressee and action: with whom, on which condition, by when, reporting to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.tasking.actors import actors_at
from assistant.tasking.clauses import trimmed
from assistant.tasking.grammar import Grammar, Span

# How far before a condition or a deadline is looked for what makes it none.
_LOOKED_BACK = 90


def find_condition(blotted: str, within: Span, grammar: Grammar) -> Span | None:
    """The first condition, and those joined to it ("within its mandate and within existing resources").

    One that is said of a thing is none: "persons subject to …", "which cannot be subject to …".
    """
    not_before = grammar.not_before_condition
    first = _first(blotted, within, grammar.condition, not_before)
    if first is None:
        return None
    end = _whole_condition(blotted, first[1], within[1], grammar)
    if joint := grammar.both.match(blotted, end, within[1]):
        joined = (
            found.end() for found in _at(blotted, (joint.end(), within[1]), grammar.condition)
        )
        end = next((_whole_condition(blotted, at, within[1], grammar) for at in joined), end)
    if proviso := grammar.proviso.search(blotted, end, within[1]):
        first, end = proviso.span(), proviso.end()
    return _trimmed_or_none(blotted, (first[0], end))


def find_deadline(blotted: str, within: Span, grammar: Grammar) -> Span | None:
    """By or from when, how long, or how often; the date of what has been done is no deadline."""
    found = _first(
        blotted,
        within,
        grammar.deadline,
        grammar.not_before_deadline,
        grammar.not_before_date,
    )
    if found is None:
        return None
    end = found[1]
    while joint := grammar.deadline_joint.match(blotted, end, within[1]):
        joined = _at(blotted, (joint.end(), within[1]), grammar.deadline)
        longer = max((again.end() for again in joined), default=end)
        if longer <= end:
            break
        end = longer
    return _trimmed_or_none(blotted, (found[0], end))


def find_counterpart(
    blotted: str, within: Span, grammar: Grammar, *, action: Span | None, besides: Span | None
) -> Span | None:
    """With whom the action is done, or to whom: the first actor that a word before it makes so.

    Who receives something or is helped is looked for in `action`, which is what somebody is to do.
    It is another than `besides`, whom a report is made to.
    """
    partner = _first_actor(blotted, within, grammar.counterpart, grammar)
    recipient = _first_actor(blotted, action, grammar.recipient, grammar) if action else None
    others = (span for span in (partner, recipient) if span and (span != besides or not action))
    if first := min(others, default=None):
        return _with_joined(blotted, first, within[1], grammar)
    return _helped(blotted, action, grammar) if action else None


def _with_joined(blotted: str, partner: Span, end: int, grammar: Grammar) -> Span:
    """`partner` and those joined to it, over a condition of theirs alone.

    "with the Governments and, with their concurrence, with other parties": whose concurrence it is that is
    needed shows where both stand in the cell.
    """
    while joint := grammar.counterpart_joint.match(blotted, partner[1], end):
        name = actors_at(blotted, joint.end(), end, grammar)
        if name is None or grammar.pronoun.match(blotted, *name):
            break
        partner = (partner[0], trimmed(blotted, name)[1])
    return partner


def find_reporting_to(blotted: str, within: Span, grammar: Grammar) -> Span | None:
    """Whom a report is to be made to."""
    return _first_actor(blotted, within, grammar.reporting_to, grammar)


def _helped(blotted: str, action: Span, grammar: Grammar) -> Span | None:
    """Whom an action helps that begins by saying so: "to continue to assist the Government"."""
    for pattern in grammar.helped:
        found = pattern.match(blotted, *action)
        name = actors_at(blotted, found.end(), action[1], grammar) if found else None
        if name and not grammar.pronoun.match(blotted, *name):
            return trimmed(blotted, name)
    return None


def _first_actor(
    blotted: str, within: Span, patterns: Sequence[re.Pattern[str]], grammar: Grammar
) -> Span | None:
    """The first actors named behind what a pattern finds, or the pronoun that is its `who`."""
    best: Span | None = None
    for pattern in patterns:
        for found in pattern.finditer(blotted, *within):
            if best is not None and found.start() >= best[0]:
                break
            if found.groupdict().get("who"):
                best = found.span("who")
                break
            name = actors_at(blotted, found.end(), within[1], grammar)
            if name and not grammar.pronoun.match(blotted, *name):
                best = trimmed(blotted, name)
                break
    return best


def _first(
    blotted: str,
    within: Span,
    patterns: Sequence[re.Pattern[str]],
    not_before: re.Pattern[str],
    not_before_date: re.Pattern[str] | None = None,
) -> Span | None:
    """What a pattern finds first, the longest of those that begin there, but behind `not_before`."""
    best: Span | None = None
    for pattern in patterns:
        for found in pattern.finditer(blotted, *within):
            # What makes a date one to act by may stand before it: "shall be held (on 26 September)".
            span = found.span("at" if found.groupdict().get("at") else 0)
            if best is not None and span[0] > best[0]:
                break
            # A date alone ("on 8 May 2009") is one of a deed more often than one to act by.
            bare = not_before_date if found.groupdict().get("date") else None
            begin = max(0, span[0] - _LOOKED_BACK)
            if not_before.search(blotted, begin, span[0]):
                continue
            if bare is not None and bare.search(blotted, begin, span[0]):
                continue
            if best is None or (span[0], -span[1]) < (best[0], -best[1]):
                best = span
            break
    return best


def _at(blotted: str, within: Span, patterns: Sequence[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """What the patterns find where `within` begins."""
    for pattern in patterns:
        if found := pattern.match(blotted, *within):
            yield found


def _whole_condition(blotted: str, at: int, end: int, grammar: Grammar) -> int:
    """Where a condition that has been read to `at` ends: lists of sources go on behind a comma."""
    while (more := grammar.condition_more.match(blotted, at, end)) is not None and more.end() > at:
        at = more.end()
    return at


def _trimmed_or_none(blotted: str, span: Span) -> Span | None:
    span = trimmed(blotted, span)
    return span if span[0] < span[1] else None
