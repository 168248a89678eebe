"""The rows of a document: each verb of a paragraph, and each item of a list, with the spans of its cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.drafting.verbs import DraftingVerb, Force, FoundVerb, find_opening_verb
from assistant.tasking.addressee import Asked, find_asked, find_subject
from assistant.tasking.cells import (
    find_condition,
    find_counterpart,
    find_deadline,
    find_reporting_to,
)
from assistant.tasking.clauses import Clause, clauses_of, trimmed
from assistant.tasking.duties import Duty, duties_of, find_duty
from assistant.tasking.grammar import Grammar, Span, blot, load_grammar
from index.document import Paragraph, Quote, Version
from index.locator import Kind, Locator
from index.words import Language

_SENTENCE_END = re.compile(r"[.!?](?=\s+[^\W\d_])|[。！？؟]|[.!?]\s*\Z")

# What a paragraph says of all that it lists, unless an item says otherwise.
_DETAILS = ("counterpart", "condition", "deadline", "reporting_to")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the paragraph that it stands for, and a quote for each cell that it has, by name."""

    paragraph: Paragraph
    language: Language
    verb: DraftingVerb | None
    cells: Mapping[str, Quote] = field(hash=False)


@dataclass(frozen=True, slots=True)
class _Lead:
    """What a paragraph says to the items that it lists: their verb, and who is asked."""

    verb: DraftingVerb | None
    cells: Mapping[str, Quote]


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph in the language in which it is read."""

    paragraph: Paragraph
    version: Version
    blotted: str
    grammar: Grammar

    @property
    def text(self) -> str:
        return self.version.text

    def quote(self, span: Span) -> Quote:
        return Quote(self.paragraph, self.version.language, *span)


def rows_of(
    paragraphs: Sequence[Paragraph], languages: Sequence[Language], *, preamble: bool
) -> Iterator[Row]:
    """The rows of a document's paragraphs, in their order.

    A paragraph is read in the first of `languages` that it may be quoted in, else in none.
    """
    items: defaultdict[Locator, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        if parent := paragraph.locator.parent:
            items[parent].append(paragraph)
    wanted = {Kind.OPERATIVE, Kind.BODY, *([Kind.PREAMBULAR] if preamble else [])}
    for paragraph in paragraphs:
        if paragraph.kind in wanted:
            yield from _rows(paragraph, items, languages, None)


def _rows(
    paragraph: Paragraph,
    items: Mapping[Locator, list[Paragraph]],
    languages: Sequence[Language],
    lead: _Lead | None,
) -> Iterator[Row]:
    place = _place(paragraph, languages)
    listed = items.get(paragraph.locator, [])
    if place is None:
        lead = None
    else:
        own = list(_own_rows(place, lead, listed))
        lead = _lead(place, own, lead, listed)
        yield from _kept(place, own, bool(listed))
    for item in listed:
        yield from _rows(item, items, languages, lead)


def _place(paragraph: Paragraph, languages: Sequence[Language]) -> _Place | None:
    for language in languages:
        version = paragraph.versions.get(language)
        if version is not None and version.exact:
            return _Place(paragraph, version, blot(version.text), load_grammar(language))
    return None


def _own_rows(place: _Place, lead: _Lead | None, listed: Sequence[Paragraph]) -> Iterator[Row]:
    """The rows that the paragraph has by its own words, whatever it lists."""
    paragraph, grammar = place.paragraph, place.grammar
    if paragraph.kind is Kind.BODY:
        yield from _body_rows(place, listed)
        return
    finite = paragraph.kind is not Kind.PREAMBULAR
    clauses = clauses_of(place.text, place.blotted, grammar, finite=finite)
    if paragraph.kind is Kind.ITEM and not _opens(place, clauses):
        if lead is not None:
            yield _item_row(place, lead)
        return
    if not clauses:
        yield from _duty_rows(place)
    found = [find_asked(place.blotted, clause, grammar) for clause in clauses]
    for clause, asked in zip(clauses, _shared(found), strict=True):
        within = (clause.verb.start, max(clause.end, *(s[1] for s in (asked.action,) if s), 0))
        yield _row(place, clause.verb.verb, (clause.verb.start, clause.verb.end), asked, within)


def _opens(place: _Place, clauses: Sequence[Clause]) -> bool:
    """Whether an item begins with a verb of its own, and not with what its list asks."""
    opening = find_opening_verb(place.text, place.grammar.language)
    if opening is None or not clauses:
        return False
    participle = place.grammar.participle.search(place.text, opening.start, opening.end)
    return clauses[0].verb.start <= opening.start or participle is not None


def _shared(found: Sequence[Asked]) -> list[Asked]:
    """Verbs that are joined share the action, and the addressee: "Invites and encourages States to …"."""
    shared = list(found)
    for at in reversed(range(len(shared) - 1)):
        if shared[at].action is None:
            after = shared[at + 1]
            shared[at] = Asked(
                shared[at].addressee or after.addressee, after.action, shared[at].actor
            )
    return shared


def _row(place: _Place, verb: DraftingVerb | None, at: Span, asked: Asked, within: Span) -> Row:
    spans: dict[str, Span | None] = {"verb": at}
    if by := place.grammar.asked_by.search(place.blotted, 0, at[0]):
        spans["asked_by"] = by.span("at")
    spans |= {"addressee": asked.addressee, "action": asked.action, "actor": asked.actor}
    spans |= _details(place, within, asked, ahead=_is_ahead(verb, asked))
    return Row(place.paragraph, place.version.language, verb, _quotes(place, spans))


def _details(place: _Place, within: Span, asked: Asked, *, ahead: bool) -> dict[str, Span | None]:
    """The cells beside the action; only what lies `ahead` has a deadline, or a report to be made."""
    text, grammar = place.blotted, place.grammar
    # Who a report goes to, or with whom, is told by what is to be done, and between it and who is asked.
    behind = (asked.who[1] if asked.who else within[0], within[1])
    if asked.action and asked.action[0] < behind[0]:
        behind = asked.action
    reporting_to = find_reporting_to(text, behind, grammar) if ahead else None
    action = asked.action if ahead else None
    return {
        "counterpart": find_counterpart(text, behind, grammar, action=action, besides=reporting_to),
        "condition": find_condition(text, within, grammar),
        "deadline": find_deadline(text, within, grammar) if ahead else None,
        "reporting_to": reporting_to,
    }


def _is_ahead(verb: DraftingVerb | None, asked: Asked) -> bool:
    """Whether the action is one to be done: not that which is welcomed, but that which somebody shall do."""
    if verb is None or verb.addresses or verb.force is Force.DECIDES:
        return True
    return bool(asked.addressee and asked.action and asked.addressee[1] <= asked.action[0])


def _quotes(place: _Place, spans: Mapping[str, Span | None]) -> dict[str, Quote]:
    return {name: place.quote(span) for name, span in spans.items() if span and span[0] < span[1]}


def _item_row(place: _Place, lead: _Lead) -> Row:
    """An item has verb and addressee from the paragraph that lists it, but for those that it names itself."""
    whole = trimmed(place.blotted, (0, len(place.text)))
    asked = Asked(None, whole)
    if lead.verb is not None and lead.verb.addresses and "addressee" not in lead.cells:
        asked = _asked_in_item(place, lead.verb)
    elif _is_ahead(lead.verb, asked) and (duty := find_duty(place.blotted, whole, place.grammar)):
        asked = Asked(duty.subject, (duty.verb[0], duty.action[1]))
    row = _row(place, lead.verb, (0, 0), asked, whole)
    return Row(row.paragraph, row.language, lead.verb, {**row.cells, **_inherited(lead, row)})


def _asked_in_item(place: _Place, verb: DraftingVerb) -> Asked:
    """ "Urges: (a) Member States to …": who is asked stands in the item."""
    clause = Clause(FoundVerb(verb, 0, 0), 0, trimmed(place.blotted, (0, len(place.text)))[1])
    return find_asked(place.blotted, clause, place.grammar)


def _inherited(lead: _Lead, row: Row) -> dict[str, Quote]:
    who = () if "addressee" in row.cells else ("addressee", "actor")
    names = ("verb", "asked_by", *who)
    late = [name for name in _DETAILS if name not in row.cells]
    return {name: lead.cells[name] for name in (*names, *late) if name in lead.cells}


def _lead(
    place: _Place, own: Sequence[Row], lead: _Lead | None, listed: Sequence[Paragraph]
) -> _Lead | None:
    """What the last row of a paragraph hands down to its items."""
    if not listed:
        return None
    return _Lead(own[-1].verb, own[-1].cells) if own else lead


def _kept(place: _Place, own: Iterable[Row], lists: bool) -> Iterator[Row]:
    """The rows but for that of a paragraph which only lists what its items ask."""
    rows = list(own)
    for row in rows:
        action = row.cells.get("action")
        only_lists = action is None or place.grammar.bare.match(
            place.text[action.start : action.end]
        )
        if not (lists and row is rows[-1] and only_lists):
            yield row


def _body_rows(place: _Place, listed: Sequence[Paragraph]) -> Iterator[Row]:
    """The rows of a letter's or report's paragraph: what it requests, and the list that it gives force."""
    if listed and (lead := _list_lead(place, listed)):
        yield lead
        return
    for pattern in place.grammar.asks:
        if found := pattern.search(place.blotted):
            spans = {name: found.span(name) for name, words in found.groupdict().items() if words}
            within = spans["action"] = _sentence(place.blotted, spans["action"][0])
            asked = Asked(None, within)
            yield Row(
                place.paragraph,
                place.version.language,
                None,
                _quotes(place, spans | _details(place, within, asked, ahead=True)),
            )
            return
    yield from _duty_rows(place)


def _duty_rows(place: _Place) -> Iterator[Row]:
    """A row for each sentence that says who shall act, and has no drafting verb that asks."""
    for duty in duties_of(place.blotted, place.grammar):
        yield _duty_row(place, duty)


def _duty_row(place: _Place, duty: Duty) -> Row:
    within = (duty.subject[0], duty.action[1])
    spans = {"verb": duty.verb, "addressee": duty.subject, "action": duty.action}
    details = _details(place, within, Asked(duty.subject, duty.action), ahead=True)
    return Row(
        place.paragraph, place.version.language, duty.drafting, _quotes(place, spans | details)
    )


def _list_lead(place: _Place, listed: Sequence[Paragraph]) -> Row | None:
    """ "The Centre would have the following functions:": whose they are, and the words that give force."""
    grammar, force = place.grammar, place.version.force
    if force is None or not _are_actions(listed, grammar):
        return None
    subject = trimmed(place.blotted, (0, force[0]))
    whose = find_subject(place.blotted, subject, grammar)
    if whose is None:
        return None
    spans = {"verb": force, "addressee": whose}
    return Row(place.paragraph, grammar.language, None, _quotes(place, spans))


def _are_actions(listed: Sequence[Paragraph], grammar: Grammar) -> bool:
    """Whether most items begin as something to be done does."""
    texts = [p.versions[grammar.language].text for p in listed if grammar.language in p.versions]
    return 2 * sum(bool(grammar.item.match(text)) for text in texts) > len(texts)


def _sentence(blotted: str, start: int) -> Span:
    """From `start` to the end of its sentence."""
    ending = _SENTENCE_END.search(blotted, start)
    return trimmed(blotted, (start, ending.start() if ending else len(blotted)))
