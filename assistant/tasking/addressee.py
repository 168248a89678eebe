"""Who is asked, who acts in what is welcomed, and what is to be done, in the clause that a verb governs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.drafting.verbs import Force
from assistant.tasking.actors import (
    actor_at,
    actors_at,
    ends_in_actor,
    is_abstract,
    names_actor,
)
from assistant.tasking.clauses import Clause, trimmed
from assistant.tasking.grammar import Grammar, Span

_SUBJECTS_TRIED = 6
_LONGEST_BEFORE = 80
# Verbs of the table that ask for a thing, and of nobody: who is to give it may stand behind.
_OF_THINGS = frozenset({"calls for"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked to act, the action, and who acts in what is welcomed; None where there is none."""

    addressee: Span | None = None
    action: Span | None = None
    actor: Span | None = None

    @property
    def who(self) -> Span | None:
        """Who acts, asked or not."""
        return self.addressee or self.actor


def find_asked(blotted: str, clause: Clause, grammar: Grammar) -> Asked:
    """The addressee and the action of `clause`.

    Of a verb that has an addressee it is the noun phrase before the infinitive ("Requests X to …") or the
    subject of the clause ("Recommends that X …", "Decides that X shall …"). Another one has an actor: who
    acts in what is welcomed or noted.
    """
    start, end = trimmed(blotted, (clause.start, clause.end))
    if start >= end:
        return Asked()
    if that := grammar.that.match(blotted, clause.start, end):
        return _subordinate(blotted, (that.end(), end), start, clause, grammar)
    if clause.verb.verb.addresses and (who := _pronoun_before(blotted, clause, grammar)):
        return Asked(who, (start, end))
    delegated = grammar.delegated.match(blotted, clause.start, end)
    if delegated or clause.verb.verb.addresses:
        body = delegated.end() if delegated else clause.start
        if drawn := grammar.attention.match(blotted, body, end):
            return Asked(drawn.span("who"), (drawn.start("action"), end))
        opening = grammar.opening.match(blotted, body, end)
        begin = trimmed(blotted, (opening.end() if opening else body, end))[0]
        found = _before_action(blotted, begin, end, grammar)
        if found is not None and _may_be_asked(blotted, found, clause, grammar):
            return found
        start = begin
    if clause.verb.verb.force is Force.DECIDES and (
        grammar.action.match(blotted, start - 1, end)
        or grammar.insertion.match(blotted, clause.start, end)
    ):
        return Asked(None, (start, end))
    if clause.verb.verb.addresses:
        return _called_for(blotted, clause, (start, end), grammar)
    return _deed(blotted, start, end, grammar)


def find_subject(blotted: str, within: Span, grammar: Grammar) -> Span | None:
    """The actor that the words of a subject name: "The Centre", "Les fonctions du Centre"."""
    start, end = within
    if names_actor(blotted[start:end], grammar):
        return within
    for deed in grammar.deed.finditer(blotted, start, end):
        if name := actor_at(blotted, deed.end(), end, grammar):
            return name
    return None


def _pronoun_before(blotted: str, clause: Clause, grammar: Grammar) -> Span | None:
    """Who is asked by a pronoun before the verb: "les encourage à", "lui demande de"."""
    found = grammar.clitic.match(blotted, clause.verb.start, clause.verb.end)
    return found.span("who") if found else None


def _may_be_asked(blotted: str, found: Asked, clause: Clause, grammar: Grammar) -> bool:
    """Whether a verb that asks for a thing asks somebody after all: "Calls for all States to act"."""
    if clause.verb.verb.name not in _OF_THINGS:
        return True
    who, action = found.addressee, found.action
    if who is None or action is None or action[0] < who[1]:
        return False
    # A blank stands before the action, but in Chinese.
    places = (max(action[0] - 1, 0), action[0])
    return names_actor(blotted[slice(*who)], grammar) and any(
        grammar.action.match(blotted, place, action[1]) for place in places
    )


def _subordinate(blotted: str, body: Span, start: int, clause: Clause, grammar: Grammar) -> Asked:
    """ "that the Committee shall …": the subject, where it is an actor, and what it is to do."""
    begin, end = body
    first = grammar.verb_first.match(blotted, clause.start, end)
    if first and (name := actor_at(blotted, first.end(), end, grammar)):
        return Asked(name, (first.start("action"), end))
    for tried, verb in enumerate(grammar.finite.finditer(blotted, begin, end)):
        words = blotted[begin : verb.start()]
        if tried >= _SUBJECTS_TRIED:
            break
        if grammar.relative.search(words):
            continue
        passive = grammar.passive.match(blotted, verb.start(), end)
        if passive and (done := _done_by(blotted, passive, end, grammar)):
            return Asked(done, (start, end))
        if not names_actor(words, grammar):
            continue
        told = _is_told(verb, clause)
        if told is None or (told and tried):
            break
        subject = trimmed(blotted, without_insertions(blotted, begin, verb.start(), grammar))
        if not clause.verb.verb.addresses and grammar.pronoun.match(blotted, *subject):
            return Asked(None, (start, end))
        if told:
            return Asked(None, (start, end), subject)
        return Asked(None, (start, end)) if passive else Asked(subject, (verb.start("action"), end))
    return Asked(None, (start, end))


def _done_by(blotted: str, passive: re.Match[str], end: int, grammar: Grammar) -> Span | None:
    """ "shall be elected by the Assembly": who does it."""
    by = passive.start("by")
    return actor_at(blotted, by, end, grammar) if by >= 0 else None


def _is_told(verb: re.Match[str], clause: Clause) -> bool | None:
    """Whether a clause tells what somebody does, and asks nothing: "Notes that the Office has held …".

    None where it tells of a state: "Recognizes that States have the right …".
    """
    if clause.verb.verb.addresses:
        return False
    kinds = verb.groupdict()
    if kinds.get("state"):
        return None
    decides = clause.verb.verb.force is Force.DECIDES
    if decides or "duty" not in kinds or kinds["duty"]:
        return False
    return True if kinds.get("told") else None


def _before_action(blotted: str, begin: int, end: int, grammar: Grammar) -> Asked | None:
    """ "the Secretary-General, within existing resources, to submit …": the phrase before the infinitive."""
    action = _action_start(blotted, begin, end, grammar)
    if action is None:
        return _whole(blotted, begin, end, grammar)
    cut, at = action
    if cut <= begin:
        return Asked(None, (at, end))
    if is_abstract(blotted[begin:cut], grammar):
        return None
    return Asked(trimmed(blotted, without_insertions(blotted, begin, cut, grammar)), (at, end))


def _action_start(blotted: str, begin: int, end: int, grammar: Grammar) -> Span | None:
    """Where the addressee ends at the latest, and where the action begins."""
    inside: Span | None = None
    for found in grammar.action.finditer(blotted, max(begin - 1, 0), end):
        words = blotted[begin : found.start()]
        if grammar.not_before_action.search(
            words, max(0, len(words) - _LONGEST_BEFORE)
        ) or grammar.not_this_action.match(blotted, found.start("action"), end):
            continue
        # A verb that is not in the table is one where an actor stands before it, and no noun.
        if found.groupdict().get("unsure") and not ends_in_actor(words.rstrip(" ,¤"), grammar):
            continue
        place = (found.start(), found.start("action"))
        closed = words.rstrip().endswith((",", "،", "，"))
        if closed or (inside is None and not _is_open(words, grammar)):
            return place
        inside = inside or place
    return inside


def _is_open(words: str, grammar: Grammar) -> bool:
    """Whether `words` end within an insertion that no comma has closed yet."""
    starts = [found.start() for found in grammar.insertion.finditer(words)]
    return bool(starts) and "," not in words[starts[-1] + 1 :]


def without_insertions(blotted: str, begin: int, end: int, grammar: Grammar) -> Span:
    """The phrase up to the first insertion that is not followed by more of the phrase."""
    at = begin
    while insertion := grammar.insertion.search(blotted, at, end):
        if grammar.carries_on.search(blotted[begin : insertion.start()]):
            closing = blotted.find(",", insertion.start() + 1, end)
            at = closing + 1 if closing > 0 else end
            continue
        others = grammar.with_others.search(blotted[insertion.start() : end])
        resume = (grammar.resume_other if others else grammar.resume).search(
            blotted, insertion.end(), end
        )
        if resume is None or grammar.insertion.match(blotted, resume.start(), end):
            end = insertion.start()
            break
        at = resume.end()
    trailing = grammar.trailing.search(blotted[begin:end])
    return begin, begin + trailing.start() if trailing else end


def _whole(blotted: str, begin: int, end: int, grammar: Grammar) -> Asked | None:
    """An addressee that no infinitive follows: "Calls upon Member States, and encourages others, to …"."""
    name = actor_at(blotted, begin, end, grammar)
    if name is None or is_abstract(blotted[begin:end], grammar):
        return None
    rest = trimmed(blotted, (name[1], end))
    if grammar.other_action.match(blotted, name[1], end):
        return Asked(name, rest)
    joined = grammar.both.match(blotted, name[1], end)
    if joined or names_actor(blotted[begin:end], grammar):
        return Asked(trimmed(blotted, without_insertions(blotted, begin, end, grammar)))
    return Asked(name, rest if rest[0] < rest[1] else None)


def _called_for(blotted: str, clause: Clause, whole: Span, grammar: Grammar) -> Asked:
    """ "Calls for the full implementation by all States": who is to do it, where that is said plainly."""
    start, end = whole
    for to in grammar.within_verb.finditer(blotted, clause.verb.start, clause.verb.end):
        if name := actor_at(blotted, to.end(), clause.verb.end, grammar):
            return Asked(name, whole)
    comma = blotted.find(",", start, end)
    for by in grammar.by_whom.finditer(blotted[start : comma if comma > 0 else end]):
        if name := actor_at(blotted, start + by.end(), end, grammar):
            return Asked(trimmed(blotted, name), whole)
    return Asked(None, whole)


def _deed(blotted: str, start: int, end: int, grammar: Grammar) -> Asked:
    """Who acts in what is welcomed; the action is all of it."""
    whole = (start, end)
    author = grammar.author.match(blotted, start, end)
    if author and (name := actors_at(blotted, author.end(), end, grammar)):
        return Asked(None, whole, trimmed(blotted, name))
    if grammar.no_deed.match(blotted, start, end):
        return Asked(None, whole)
    person = grammar.to_person.match(blotted, start, end)
    if person and (name := _person(blotted, person.end(), end, grammar)):
        rest = trimmed(blotted, (name[1], end))
        owns = blotted[name[1] : end].startswith(("’", "'")) or grammar.owned.match(
            blotted, name[1], end
        )
        return Asked(None, rest if rest[0] < rest[1] and not owns else whole, name)
    owner = grammar.possessive.match(blotted, start, end)
    if owner and names_actor(owner["at"], grammar):
        return Asked(None, whole, owner.span("at"))
    for deed in grammar.deed.finditer(blotted, start, end):
        if grammar.not_before_deed.search(blotted, start, deed.start()):
            break
        if name := _person(blotted, deed.end(), end, grammar):
            return Asked(None, whole, trimmed(blotted, name))
    return Asked(None, whole)


def _person(blotted: str, start: int, end: int, grammar: Grammar) -> Span | None:
    """An actor that is named, and not by a pronoun or as the author of a report."""
    name = actor_at(blotted, start, end, grammar)
    if name is None or grammar.pronoun.match(blotted, *name):
        return None
    return None if grammar.authored.match(blotted, name[1], end) else name
