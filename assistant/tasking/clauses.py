"""A paragraph in clauses: each verb of the table with what it governs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from assistant.drafting.verbs import FoundVerb, find_verbs
from assistant.tasking.grammar import Grammar, Span

_PUNCTUATION = " \u00a0\t\n,;:.،؛，；。："


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb and the span that it governs, without the words that join the next clause."""

    verb: FoundVerb
    start: int
    end: int


def clauses_of(text: str, blotted: str, grammar: Grammar, *, finite: bool = False) -> list[Clause]:
    """The clauses of a paragraph, in order; none where it has no verb of the table.

    With `finite` participles are no verbs of their own: in "Requests the Secretary-General, taking note
    of …, to report" and in an item, "Promoting …".
    """
    found = [
        _without_connectives(verb, text, grammar)
        for verb in find_verbs(text, grammar.language)
        if not (finite and grammar.participle.search(text, verb.start, verb.end))
    ]
    if not found:
        return []
    ends = [*(after.start for _, after in pairwise(found)), len(text)]
    return [
        Clause(verb, verb.end, _trimmed(blotted, verb.end, end, grammar, last=verb is found[-1]))
        for verb, end in zip(found, ends, strict=True)
    ]


def _without_connectives(verb: FoundVerb, text: str, grammar: Grammar) -> FoundVerb:
    """ "in this regard requests": the verb alone."""
    start, end = verb.start, verb.end
    for found in grammar.connective.finditer(text, start, end):
        if not text[start : found.start()].strip(_PUNCTUATION):
            start = found.end()
        elif not text[found.end() : end].strip(_PUNCTUATION):
            end = found.start()
    start, end = trimmed(text, (start, end))
    return FoundVerb(verb.verb, start, end) if start < end else verb


def _trimmed(blotted: str, start: int, end: int, grammar: Grammar, *, last: bool) -> int:
    if not last and (joint := grammar.joint.search(blotted[start:end])):
        end = start + joint.start()
    return trimmed(blotted, (start, end))[1]


def trimmed(text: str, span: Span) -> Span:
    """`span` without the blanks and the punctuation at its ends."""
    start, end = span
    while start < end and text[start] in _PUNCTUATION:
        start += 1
    while start < end and text[end - 1] in _PUNCTUATION:
        end -= 1
    return start, end
