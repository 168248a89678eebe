"""Whether words name who can act: a body, an office, a State, a group of them."""

from __future__ import annotations

from assistant.tasking.grammar import Grammar, Span

_LONGEST_NAME = 240
_LONGEST_HEAD = 48


def names_actor(words: str, grammar: Grammar) -> bool:
    """Whether the noun at the head of `words` is an actor's: "the Office of …", not "the report of …"."""
    whole = _until_attribute(words, grammar)
    if not whole or _is_thing(whole, grammar):
        return False
    return any(ends_in_actor(part, grammar) for part in (whole, _first_joined(whole, grammar)))


def ends_in_actor(words: str, grammar: Grammar) -> bool:
    """Whether the noun of `words` is an actor's: the last one, or the first where attributes follow."""
    start = 0 if grammar.head_first else max(0, len(words) - _LONGEST_HEAD)
    return bool(grammar.head.search(words, start))


def is_abstract(words: str, grammar: Grammar) -> bool:
    """Whether `words` name a deed or a thing, which nobody can ask to act: "efforts", "the report"."""
    return _is_thing(_until_attribute(words, grammar), grammar)


def actor_at(blotted: str, start: int, end: int, grammar: Grammar) -> Span | None:
    """The name of an actor that begins at `start`, with what belongs to it; None where none does."""
    last = _last_of_name(blotted, start, end)
    ending = grammar.name_end.search(blotted, start, last)
    stop = ending.start() if ending else last
    while longer := _more_of_name(blotted, start, stop, end, grammar):
        # What goes on behind it has the name for an attribute: "the Commission on Trade trust fund".
        ending = grammar.name_end.search(blotted, longer, last)
        if ending is None or grammar.head_first or ending.start() == last < end:
            stop = longer
        else:
            stop = ending.start()
    stop = _without_joint(blotted, start, stop, grammar)
    words = blotted[start:stop]
    if not words.strip() or not names_actor(words, grammar):
        return None
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _last_of_name(blotted: str, start: int, end: int) -> int:
    """How far a name that begins at `start` is read: to `end`, or to the end of a word before."""
    if end <= start + _LONGEST_NAME:
        return end
    space = blotted.rfind(" ", start, start + _LONGEST_NAME)
    return space if space > start else start + _LONGEST_NAME


def _without_joint(blotted: str, start: int, stop: int, grammar: Grammar) -> int:
    """Where a name ends without what is joined to it and is no name: "the Office and", "… and its work"."""
    joint = grammar.carries_on.search(blotted[start:stop])
    stop = start + joint.start() if joint and joint.start() else stop
    for thing in grammar.thing_joined.finditer(blotted, start + 1, stop):
        if not names_actor(blotted[thing.end() : stop], grammar):
            return thing.start()
    return stop


def _more_of_name(blotted: str, start: int, stop: int, end: int, grammar: Grammar) -> int | None:
    """Where the name that goes from `start` to `stop` ends if more of it follows."""
    more = grammar.name_more.match(blotted[stop:end])
    if more is not None and more.end():
        return stop + more.end()
    if not grammar.name_on.search(blotted, start, stop):
        return None
    rest = grammar.name_on_more.match(blotted, stop, end)
    return rest.end() if rest is not None and rest.end() > stop else None


def actors_at(blotted: str, start: int, end: int, grammar: Grammar) -> Span | None:
    """The names of actors in a row that begin at `start`: "A, B and C"."""
    first = actor_at(blotted, start, end, grammar)
    if first is None:
        return None
    stop = first[1]
    while joint := grammar.both.match(blotted, stop, end):
        again = grammar.again.match(blotted, joint.end(), end)
        more = actor_at(blotted, again.end() if again else joint.end(), end, grammar)
        if more is None:
            break
        stop = more[1]
    return first[0], stop


def head_of(name: str, grammar: Grammar) -> str | None:
    """The noun of an actor's name: "Centre" of "United Nations Regional Centre for …"."""
    whole = _until_attribute(name, grammar)
    found = grammar.head.search(whole)
    return found.group().split()[-1] if found else None


def _is_thing(words: str, grammar: Grammar) -> bool:
    """Whether the noun of `words` is a thing's; where attributes follow it the first noun decides."""
    thing = grammar.not_head.search(words)
    if thing is None or not grammar.head_first:
        return thing is not None
    actor = grammar.head.search(words)
    return actor is None or thing.end() <= actor.end()


def _until_attribute(words: str, grammar: Grammar) -> str:
    ending = grammar.head_end.search(words, 1)
    return (words[: ending.start()] if ending else words).strip().rstrip(" ¤")


def _first_joined(words: str, grammar: Grammar) -> str:
    joint = grammar.both.search(words)
    return words[: joint.start()].strip() if joint else words
