"""The extractive writer: a lead sentence, then the documents' own words.

No sentence of it states more than the quotes do.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.evidence import Evidence
from assistant.instrument_answers.told import Told
from assistant.phrases import load_phrases
from assistant.question.model import Intent, Question
from assistant.related import Said
from assistant.render.source import quote_lines
from index.document import Status


def write_found(
    question: Question,
    citations: Sequence[Citation],
    note: str | None = None,
    said: Sequence[Said] = (),
) -> str:
    """A lead in the question's language, each quote with its marker, and what must be said of them.

    `said`, where given, are the lead and the remarks of an answer on how documents are related; `note` is
    said at the end.
    """
    lead, *told = _sentences(question, said) or [""]
    quotes = quote_lines(citations, question.reader)
    remarks = [*told, *find_remarks(question, citations), *([note] if note else [])]
    return "\n".join([lead or _lead(question, citations), *quotes, *remarks])


def write_told(question: Question, told: Told, note: str | None = None) -> str:
    """What an instrument tells: its sentences, the quotes, and what must be said of them."""
    quotes = quote_lines(told.citations, question.reader)
    remarks = [*told.after, *find_remarks(question, told.citations), *([note] if note else [])]
    return "\n".join([*told.before, *quotes, *remarks])


def write_not_found(
    question: Question,
    evidence: Evidence,
    closest: Sequence[Citation],
    note: str | None = None,
) -> str:
    """What was searched, what found no support, and where the closest passages stand; then `note`."""
    phrases = load_phrases(question.reader)
    names = ", ".join(evidence.unsupported)
    lines = [phrases["not_found"]]
    if question.intent is Intent.UNHELD:
        lines.append(phrases["not_held"].format(names=names))
    elif question.intent is Intent.LOOKUP:
        lines.append(phrases["no_place"].format(names=names))
    elif names and not evidence.said:
        lines.append(phrases["unsupported"].format(terms=names))
    lines += _sentences(question, evidence.said)
    lines.append(
        phrases["searched"].format(
            paragraphs=evidence.paragraphs_searched, documents=evidence.documents_searched
        )
    )
    if closest:
        places = "; ".join(c.pinpoint for c in closest)
        lines.append(phrases["closest"].format(places=places))
    if note:
        lines.append(note)
    return "\n".join(lines)


def _sentences(question: Question, said: Sequence[Said]) -> list[str]:
    """What is said of relations, in the question's language; nothing for what has no name."""
    phrases = load_phrases(question.reader)
    return [s.name and phrases[f"relation.{s.name}"].format(**s.values) for s in said]


def _lead(question: Question, citations: Sequence[Citation]) -> str:
    phrases = load_phrases(question.reader)
    symbols = list(dict.fromkeys(c.symbol for c in citations))
    if question.intent is Intent.DOCUMENTS:
        return phrases["documents"]
    if question.intent is Intent.LIST and question.listed != "text" and len(symbols) == 1:
        return phrases["list"].format(symbol=symbols[0], count=len(citations))
    if question.intent is Intent.LOOKUP and len(citations) == 1:
        return phrases["place"].format(pinpoint=citations[0].pinpoint)
    if len(symbols) == 1:
        return phrases["found_in"].format(symbol=symbols[0])
    return phrases["found"]


def find_remarks(question: Question, citations: Sequence[Citation]) -> list[str]:
    """That a source is a draft, and that a quote is not in the reader's language."""
    phrases = load_phrases(question.reader)
    drafts = dict.fromkeys(c.symbol for c in citations if c.status is Status.DRAFT)
    remarks = [phrases["draft"].format(symbol=symbol) for symbol in drafts]
    foreign = [f"[{c.key}]" for c in citations if c.language != question.reader]
    if foreign:
        remarks.append(phrases["other_language"].format(keys=", ".join(foreign)))
    return remarks
