"""The tools' results as text, for clients that show a model no structured content.

Only what is read surely from the stored text stands between the quotation marks “ and ”.
"""

from __future__ import annotations

from assistant.mcp.results import (
    FoundParagraph,
    FoundParagraphs,
    ListedDocuments,
    ParagraphItem,
    VersionText,
    WholeParagraph,
)
from assistant.quotation.model import QuoteCheck, QuoteMatch, WordDifference

_VERDICTS = {
    "exact": "exact: these words stand in the documents letter for letter.",
    "nearly": "nearly: these words do not stand in the documents as they are; this is what does. "
    "Words in [-…-] are the document's alone, words in {+…+} are not in it.",
    "absent": "absent: neither these words nor most of them stand in the documents searched.",
}

_MARKS = {"same": ("", ""), "missing": ("[-", "-]"), "added": ("{+", "+}")}


def found_text(found: FoundParagraphs) -> str:
    """The paragraphs in order, each with its place and link."""
    if not found.paragraphs:
        return "No paragraph came near."
    return "\n\n".join(map(_found, found.paragraphs))


def _found(paragraph: FoundParagraph) -> str:
    answers = "answers" if paragraph.answers else "near, does not answer"
    return (
        f"{paragraph.pinpoint} ({paragraph.symbol} {paragraph.locator}; {paragraph.status}, "
        f"{paragraph.date}; {answers})\n“{paragraph.text}” [{paragraph.language}]\n{paragraph.link}"
    )


def paragraph_text(paragraph: WholeParagraph) -> str:
    """The paragraph's text in its languages, its items, and what stands around it."""
    lines = [
        f"{paragraph.symbol}, {paragraph.pinpoint} ({paragraph.locator})",
        f"{paragraph.title}. {paragraph.document_kind}, {paragraph.status}, {paragraph.date}; "
        f"a {paragraph.kind} paragraph; held in {', '.join(paragraph.languages)}",
    ]
    for version in paragraph.versions:
        lines.append(f"[{version.language}] {_words(version)} {version.link}")
    lines += [f"{item.locator} [{item.language}] {_words(item)}" for item in paragraph.items]
    around = {"part of": paragraph.parent, "before": paragraph.previous, "after": paragraph.next}
    lines.append("; ".join(f"{name}: {place}" for name, place in around.items() if place))
    return "\n".join(line for line in lines if line)


def _words(version: VersionText | ParagraphItem) -> str:
    """A text between quotation marks; without them where it was not read surely."""
    return (
        f"“{version.text}”"
        if version.exact
        else f"(not read surely, not to be quoted:) {version.text}"
    )


def list_text(listed: ListedDocuments) -> str:
    """A line for each document, and how many there are."""
    last = listed.offset + len(listed.documents)
    shown = f"{listed.offset + 1} to {last}" if listed.documents else "none"
    lines = [f"Documents: {listed.total}; shown: {shown}, the newest first."]
    lines += [
        f"{d.symbol} ({d.kind}, {d.status}, {d.date}; {', '.join(d.languages)}; "
        f"{d.paragraphs} paragraphs): {d.title}"
        for d in listed.documents
    ]
    return "\n".join([*lines, f"Collections: {', '.join(listed.collections)}."])


def check_text(check: QuoteCheck) -> str:
    """The verdict, and every place with the document's own words."""
    searched = check.searched
    lines = [
        _VERDICTS[check.status],
        *(line for match in check.matches for line in _match(match, check.status)),
        f"Searched: {searched.paragraphs} paragraphs of {searched.documents} documents.",
    ]
    return "\n".join(lines)


def _match(match: QuoteMatch, status: str) -> list[str]:
    citation = match.citation
    place = f"{citation.pinpoint} ({citation.symbol} {citation.locator}; {citation.status})"
    lines = ["", place, f"“{citation.quote}” [{citation.language}]", citation.url]
    if status == "nearly":
        lines.append("compared: " + "".join(map(_marked, match.differences)).strip())
    return lines


def _marked(difference: WordDifference) -> str:
    words = difference.text.lstrip()
    space = " " * (len(words) < len(difference.text))
    before, after = _MARKS[difference.kind]
    return f"{space}{before}{words}{after}"
