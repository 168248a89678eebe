"""Sentences that say who shall or should act without a drafting verb: rules, reports, items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.table import load_verbs
from assistant.drafting.verbs import DraftingVerb
from assistant.tasking.actors import names_actor
from assistant.tasking.addressee import without_insertions
from assistant.tasking.clauses import trimmed
from assistant.tasking.grammar import Grammar, Span

_SENTENCE_END = re.compile(r"[.!?](?=\s+[^\W\d_])|[。！？؟]|[.!?;]\s*\Z")
_LONGEST_SUBJECT = 160


@dataclass(frozen=True, slots=True)
class Duty:
    """Who shall act, the word that says so ("shall", "is requested"), and the action behind it.

    `drafting` is the verb of the table whose passive the word is ("requested": requests), or None.
    """

    subject: Span
    verb: Span
    action: Span
    drafting: DraftingVerb | None = None


def find_duty(blotted: str, within: Span, grammar: Grammar) -> Duty | None:
    """ "The Committee shall meet …": the duty that the sentence `within` begins with, if any.

    Only where the subject is an actor and acts itself: "shall be elected" is no duty of those elected.
    """
    start, end = within
    opening = grammar.item_opening.match(blotted, start, end)
    begin = opening.end() if opening else start
    last = min(end, begin + _LONGEST_SUBJECT)
    asked = grammar.asked_to.search(blotted, begin, last)
    if asked and _acts(blotted, begin, asked.start(), grammar):
        return _duty(blotted, (begin, end), asked, grammar)
    shall = grammar.shall.search(blotted, begin, last)
    if shall is None or not _acts(blotted, begin, shall.start(), grammar):
        return None
    if grammar.passive.match(blotted, shall.start(), end):
        return None
    return _duty(blotted, (begin, end), shall, grammar)


def _duty(blotted: str, within: Span, found: re.Match[str], grammar: Grammar) -> Duty:
    """The duty that the words `found` say; a group of theirs is named after the verb that they are of."""
    names = [name.replace("_", " ") for name, words in found.groupdict().items() if words]
    drafting = next((load_verbs()[name] for name in names if name in load_verbs()), None)
    subject = without_insertions(blotted, within[0], found.start(), grammar)
    action = trimmed(blotted, (found.end("verb"), within[1]))
    return Duty(trimmed(blotted, subject), found.span("verb"), action, drafting)


def duties_of(blotted: str, grammar: Grammar) -> Iterator[Duty]:
    """The duty of each sentence of a paragraph that begins with one."""
    for sentence in sentences_of(blotted):
        if duty := find_duty(blotted, sentence, grammar):
            yield duty


def sentences_of(blotted: str) -> Iterator[Span]:
    """The sentences of a paragraph, without the blanks and points at their ends."""
    start = 0
    for ending in _SENTENCE_END.finditer(blotted):
        yield trimmed(blotted, (start, ending.start()))
        start = ending.end()
    if blotted[start:].strip():
        yield trimmed(blotted, (start, len(blotted)))


def _acts(blotted: str, begin: int, end: int, grammar: Grammar) -> bool:
    """Whether the words before "shall" name an actor, and are no clause themselves."""
    # A capital begins the sentence, and may be no name's.
    words = blotted[begin : begin + 1].lower() + blotted[begin + 1 : end]
    if grammar.relative.search(words) or grammar.clause_before.search(words):
        return False
    return names_actor(words, grammar)
