"""The line that tells where a quote is from, the same in every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.answer import Answer, Citation
from assistant.phrases import load_phrases
from index.words import Language


def source_line(citation: Citation, reader: Language) -> str:
    """Place, standing and date of a source, and the words that give it force."""
    phrases = load_phrases(reader)
    parts = [citation.pinpoint, f"{phrases[f'status.{citation.status}']}, {citation.date}"]
    if citation.force:
        parts.append(f"{phrases['open']}{citation.force}{phrases['close']}")
    return " · ".join(parts)


def marked_pieces(citation: Citation) -> Iterator[tuple[str, bool]]:
    """The quote in pieces, each with whether it answers who, when, where or how many."""
    position = citation.start
    for start, end in citation.marks:
        yield citation.quote[position - citation.start : start - citation.start], False
        yield citation.quote[start - citation.start : end - citation.start], True
        position = end
    yield citation.quote[position - citation.start :], False


def split_text(answer: Answer) -> tuple[list[str], list[str]]:
    """The answer's own sentences: those before the citations, and those after them.

    A model's statements stand before, each with its quotes in it.
    """
    lines = answer.text.split("\n")
    if answer.mode == "generated":
        return lines[: len(answer.statements)], lines[len(answer.statements) :]
    if not answer.citations:
        return lines, []
    # Only what an instrument tells has more than one sentence before its quotes.
    first = quote_lines(answer.citations[:1], answer.language)[0]
    begin = lines.index(first) if first in lines else 1
    return lines[:begin], lines[begin + len(answer.citations) :]


def quote_lines(citations: Iterable[Citation], reader: Language) -> list[str]:
    """Each quote in quotation marks with its marker, as an extractive answer's text has it."""
    phrases = load_phrases(reader)
    return [f"{phrases['open']}{c.quote}{phrases['close']} [{c.key}]" for c in citations]


def is_quoted_in_text(citation: Citation, answer: Answer) -> bool:
    """Whether a model's statement has the citation's words in it, and its place alone is to be told."""
    phrases = load_phrases(answer.language)
    quoted = f"{phrases['open']}{citation.quote}{phrases['close']} [{citation.key}]"
    return answer.mode == "generated" and quoted in answer.text


def badge_line(answer: Answer) -> str:
    """What the reader is told of the answer at a glance, in the answer's language."""
    name = "not_found" if answer.status == "not_found" else answer.mode
    return load_phrases(answer.language)[f"badge.{name}"]
