"""The cells beside verb, addressee and action: with whom, on which condition, by when, reporting to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.tasking.actors import actors_at
from assistant.tasking.clauses import trimmed
from assistant.tasking.grammar import Grammar, Span


def find_condition(blotted: str, within: Span, grammar: Grammar) -> Span | None:
    """The first condition, and those joined to it ("within its mandate and within existing resources")."""
    return _first(blotted, within, grammar.condition, grammar, joined=True)


def find_deadline(blotted: str, within: Span, grammar: Grammar) -> Span | None:
    """By or from when, how long, or how often."""
    return _first(blotted, within, grammar.deadline, grammar)


def find_counterpart(blotted: str, within: Span, grammar: Grammar) -> Span | None:
    """To or with whom the action is done: the first actor that a word before it makes so."""
    return _first_actor(blotted, within, grammar.counterpart, grammar)


def find_reporting_to(blotted: str, within: Span, grammar: Grammar) -> Span | None:
    """Whom a report is to be made to."""
    return _first_actor(blotted, within, grammar.reporting_to, grammar)


def _first_actor(
    blotted: str, within: Span, patterns: Sequence[re.Pattern[str]], grammar: Grammar
) -> Span | None:
    """The first actors named behind what a pattern finds."""
    best: Span | None = None
    for pattern in patterns:
        for found in pattern.finditer(blotted, *within):
            if best is not None and found.start() >= best[0]:
                break
            if name := actors_at(blotted, found.end(), within[1], grammar):
                best = trimmed(blotted, name)
                break
    return best


def _first(
    blotted: str,
    within: Span,
    patterns: Sequence[re.Pattern[str]],
    grammar: Grammar,
    *,
    joined: bool = False,
) -> Span | None:
    """What a pattern finds first, the longest of those that begin there."""
    best: Span | None = None
    for pattern in patterns:
        if found := pattern.search(blotted, *within):
            span = found.span()
            if best is None or (span[0], -span[1]) < (best[0], -best[1]):
                best = span
    if best is None:
        return None
    if joined and (joint := grammar.both.match(blotted, best[1], within[1])):
        for pattern in patterns:
            if more := pattern.match(blotted, joint.end(), within[1]):
                best = (best[0], more.end())
                break
    span = trimmed(blotted, best)
    return span if span[0] < span[1] else None
