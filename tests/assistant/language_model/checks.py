"""What is true of every answer and of every stream, whatever a model wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from assistant import Answer, Assistant
from assistant.events import AnswerEvent, RestartEvent, StreamEvent, TextEvent
from assistant.phrases import load_phrases

_MARKS = frozenset('"＂＇″‴ˮʺ˝״‶„〝〞〟❛❜❝❞❮❯🙶🙷⹂《》〈〉「」『』｢｣﹁﹂﹃﹄‹›`´')
_OPENING = re.compile(r"(?<!\w)['‘‚‛’]\w")
_MARKUP = re.compile(
    r"[<>]|\]\(|\]\[|://|&#?\w+;|\b(?:javascript|data|mailto):|www\.|\.example", re.I
)


def check_citations(answer: Answer, assistant: Assistant) -> None:
    """Every citation is a span of a stored text, and cuts no word."""
    for citation in answer.citations:
        versions = next(
            p.versions
            for p in assistant.document(citation.symbol).paragraphs
            if str(p.locator) == citation.locator
        )
        text = versions[citation.language].text
        assert citation.quote == text[citation.start : citation.end] != ""
        assert citation.language == "zh" or not re.search(r"\w\w", _seam(text, citation.start))
        assert citation.language == "zh" or not re.search(r"\w\w", _seam(text, citation.end))
    keys = [citation.key for citation in answer.citations]
    assert keys == list(range(1, len(keys) + 1))
    assert {key for s in answer.statements for key in s.citations} <= set(keys)


def _seam(text: str, at: int) -> str:
    return text[at - 1 : at + 1] if at else ""


def without_quotes(text: str, language: str, quotes: Iterable[str]) -> str:
    """`text` without its quotes; fails where something else stands in quotation marks."""
    phrases = load_phrases(language)
    opening, closing = phrases["open"], phrases["close"]
    for quote in sorted(set(quotes), key=len, reverse=True):
        text = text.replace(f"{opening}{quote}{closing} [", "[")
    marks = [
        c
        for c in text
        if c in _MARKS or (unicodedata.category(c) in ("Pi", "Pf") and c not in "‘’")
    ]
    assert marks == [], text
    assert not _OPENING.search(text), text
    return text


def check_words(text: str, false: Sequence[str]) -> None:
    """None of the `false` words, no markup and no invisible character stand in `text`."""
    assert [word for word in false if word in text] == [], text
    assert not _MARKUP.search(text), text
    assert [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"] == []


def check_answer(answer: Answer, assistant: Assistant, false: Sequence[str] = ()) -> None:
    """Only verified words reach the reader of `answer`."""
    check_citations(answer, assistant)
    told = answer.text.replace(answer.note or "\n", "\n")
    told = without_quotes(told, answer.language, (c.quote for c in answer.citations))
    check_words(told, false)
    for marker in re.findall(r"\[(\d+)\]", told):
        assert int(marker) <= len(answer.citations)
    for statement in answer.statements:
        assert statement.citations
        assert without_quotes(statement.text, answer.language, ()) == statement.text
        check_words(statement.text, false)
        assert statement.text in told


def check_note(answer: Answer) -> None:
    """A model was asked for `answer`, nothing of it stood, and the reader is told so."""
    assert (answer.mode, answer.statements) == ("extractive", ())
    assert answer.note is not None
    assert answer.note.endswith(load_phrases(answer.language)["model.instead"])
    assert answer.note in answer.text
    assert not _MARKUP.search(answer.note)
    assert answer.receipt.failure
    assert answer.receipt.usage is not None
    assert answer.receipt.model


def check_stream(
    events: Sequence[StreamEvent], assistant: Assistant, false: Sequence[str] = ()
) -> Answer:
    """The events are an answer's, and no text of them was ever unverified; returns the answer."""
    *before, last = events
    assert isinstance(last, AnswerEvent)
    assert all(isinstance(event, TextEvent | RestartEvent) for event in before)
    versions = [
        version.text
        for document in assistant.documents()
        for paragraph in document.paragraphs
        for version in paragraph.versions.values()
    ]
    phrases = load_phrases(last.answer.language)
    between = re.compile(
        f"{re.escape(phrases['open'])}(.*?){re.escape(phrases['close'])} \\[", re.S
    )
    parts: list[str] = [""]
    for event in before:
        if isinstance(event, RestartEvent):
            parts.append("")
        else:
            parts[-1] += event.text
    for part in parts:
        quotes = between.findall(part)
        assert all(any(quote in text for text in versions) for quote in quotes)
        part = part.replace(last.answer.note or "\n", "\n")
        check_words(without_quotes(part, last.answer.language, quotes), false)
    assert parts[-1] == last.answer.text
    return last.answer
