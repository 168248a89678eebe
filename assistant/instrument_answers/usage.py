"""What a drafting verb means: usage from the glossary, and held paragraphs that use the verb.

The sentences are usage in our own words, and say so; what stands in quotation marks are the documents' words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice, zip_longest

from assistant.answer import Citation, Searched
from assistant.cite import cite
from assistant.drafting.glossary import Entry, entry_of
from assistant.drafting.model import DraftingVerb, Force
from assistant.drafting.verbs import find_opening_verb
from assistant.instrument_answers.told import Told, paragraphs_of
from assistant.phrases import load_phrases
from assistant.question.usage import AskedUsage
from index.document import Paragraph, Quote
from index.locator import Kind
from index.search import Index, TermsIn
from index.words import LANGUAGES, Language, stems

_PARTS = re.compile(r"\s*[;；؛]\s*")
_SEPARATORS: dict[Language, str] = {"fr": " ; ", "ar": "؛ ", "zh": "；"}
_MOST = 3
_CANDIDATES = 200
_FORCES = tuple(Force)
# What ties those whom it addresses, or the Organization; the others differ in tone, and tie nobody.
_TYING = (Force.DECIDES, Force.REQUESTS, Force.ENCOURAGES)


def tell_usage(
    asked: AskedUsage, within: Collection[str] | None, index: Index, reader: Language
) -> Told:
    """What the verbs that `asked` names mean, with quotes from the documents `within` (None: all held)."""
    phrases = load_phrases(reader)
    entries = [entry_of(entry.verb, reader) for entry in asked.entries]
    before = [
        phrases["usage.entry"].format(form=_named(own, entry), text=_unquoted(own.text))
        for own, entry in zip(entries, asked.entries, strict=True)
    ]
    if asked.ranks and len(entries) == 2:
        before.append(_ranked(entries[0], entries[1], reader))
    parts = (part for entry in entries for part in _PARTS.split(_unquoted(entry.source)))
    separator = _SEPARATORS.get(reader, "; ")
    before.append(phrases["usage.source"].format(sources=separator.join(dict.fromkeys(parts))))
    citations = _quotes(entries, within, index, reader)
    return Told(
        "usage of drafting verbs",
        tuple(before),
        citations,
        paragraphs_of(citations, index),
        _searched(within, index),
        mode="usage",
    )


def _named(own: Entry, asked: Entry) -> str:
    """The verb in the reader's language, and as the question has it where that is in another."""
    form = _unquoted(own.form)
    return form if own.language == asked.language else f"{form} ({_unquoted(asked.form)})"


def _unquoted(text: str) -> str:
    """`text` without quotation marks, which are the documents' alone."""
    return re.sub(r"[“„«「『]\s*|\s*[”»」』]|\"", "", text)


def _ranked(one: Entry, other: Entry, reader: Language) -> str:
    """The sentence that says which of two verbs goes further."""
    stronger = find_stronger(one.verb, other.verb)
    first, second = (other, one) if stronger is other.verb else (one, other)
    name = "usage.equal" if stronger is None else "usage.stronger"
    return load_phrases(reader)[name].format(first=first.form, second=second.form)


def find_stronger(one: DraftingVerb, other: DraftingVerb) -> DraftingVerb | None:
    """The verb of two that goes further in usage; None where usage does not order them.

    What ties goes further than what ties less, and what takes a stand further than what only notes; of one
    force, the table's rank tells.
    """
    if one.force is other.force:
        if not (one.rank and other.rank) or one.rank == other.rank:
            return None
        return min(one, other, key=lambda verb: verb.rank)
    forces = {one.force, other.force}
    if forces.isdisjoint(_TYING) and Force.NOTES not in forces:
        return None
    return min(one, other, key=lambda verb: _FORCES.index(verb.force))


def _quotes(
    entries: Sequence[Entry], within: Collection[str] | None, index: Index, reader: Language
) -> tuple[Citation, ...]:
    """At most three paragraphs that begin with one of the verbs, in turn, the verb marked."""
    found = [list(islice(_uses(entry, within, index, reader), _MOST)) for entry in entries]
    in_turn = [use for uses in zip_longest(*found) for use in uses if use is not None]
    citations = []
    for key, (quote, verb) in enumerate(in_turn[:_MOST], 1):
        citation = cite(key, quote, index, reader)
        citations.append(citation.model_copy(update={"marks": (verb,)}))
    return tuple(citations)


def _uses(
    entry: Entry, within: Collection[str] | None, index: Index, reader: Language
) -> Iterator[tuple[Quote, tuple[int, int]]]:
    """Paragraphs that begin with the verb, and where it stands in them; no text comes twice.

    Operative ones come first; those in the reader's language before those in another.
    """
    seen: set[str] = set()
    held = sorted(index.languages, key=lambda code: (code != reader, LANGUAGES.index(code)))
    for code in held:
        for paragraph in _candidates(entry, within, index, code):
            text = paragraph.versions[code].text
            found = find_opening_verb(text, code)
            if found and found.verb.name == entry.verb.name and text not in seen:
                # A verb's place is shown once, and what the next resolution repeats is the same example.
                seen.add(text)
                yield Quote(paragraph, code, 0, len(text)), (found.start, found.end)


def _candidates(
    entry: Entry, within: Collection[str] | None, index: Index, code: Language
) -> Iterator[Paragraph]:
    """Paragraphs that have the words of the verb in the language `code`, operative ones first."""
    terms = TermsIn(code, [(stem, 1.0) for stem in stems(entry.forms[code], code)])
    symbols = None if within is None else sorted(within)
    hits = index.search(None, [terms], symbols=symbols, limit=_CANDIDATES)
    fitting = [
        p for hit in hits if (p := hit.paragraph).versions.get(code) and p.versions[code].exact
    ]
    parts = ([p for p in fitting if p.kind is kind] for kind in (Kind.OPERATIVE, Kind.PREAMBULAR))
    return chain.from_iterable(parts)


def _searched(within: Collection[str] | None, index: Index) -> Searched:
    if within is None:
        return Searched(documents=len(index.documents), paragraphs=index.paragraph_count)
    documents = [index.document(symbol) for symbol in within]
    return Searched(documents=len(documents), paragraphs=sum(len(d.paragraphs) for d in documents))
