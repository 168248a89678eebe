"""Lists: the functions of a body, the operative paragraphs of a resolution."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.calibration import CALIBRATION
from assistant.question.model import Question
from assistant.twins import are_twins
from index.document import Document, DocumentKind, Paragraph, first_list


def find_list(
    question: Question, documents: Sequence[Document], scope: Sequence[str]
) -> list[Paragraph]:
    """All members of the class that `question` asks to list, in order; empty where none is held."""
    asked = [document for document in documents if document.symbol in scope]
    if question.listed and question.listed.startswith("new "):
        return _new(question.listed.removeprefix("new "), asked)
    if question.listed == "item":
        return list(first_list(asked))
    if question.listed == "text":
        return [p for document in asked for p in _said(document)]
    return [
        paragraph
        for document in asked
        for paragraph in document.paragraphs
        if paragraph.locator.head == numbered_head(question.listed or "", document)
        and not paragraph.locator.items
    ]


def numbered_head(head: str, document: Document) -> str:
    """`head`, but that "paragraph 1" of what is not a letter is its first operative one."""
    return "op" if head == "p" and document.kind is not DocumentKind.LETTER else head


def _new(head: str, asked: Sequence[Document]) -> list[Paragraph]:
    """The paragraphs of the class `head` in the later of two documents that the earlier has no like of.

    Empty where only one of the two may be asked.
    """
    if len(asked) < 2:
        return []
    later, earlier = sorted(asked, key=lambda d: d.date, reverse=True)[:2]
    return [
        p
        for p in later.paragraphs
        if p.locator.head == head
        and not any(are_twins(p, q, CALIBRATION.twin_similarity) for q in earlier.paragraphs)
    ]


def _said(document: Document) -> list[Paragraph]:
    """What a document says as a whole: a resolution by its operative paragraphs."""
    heads = {p.locator.head for p in document.paragraphs}
    main = "op" if "op" in heads else "p"
    return [p for p in document.paragraphs if p.locator.head == main]
