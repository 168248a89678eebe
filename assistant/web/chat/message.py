"""Answers as messages of the chat: HTML in which everything from outside is escaped.

Gradio shows a message as Markdown and then takes out of the HTML what it does not know. A block on one
line that begins with a tag is not read as Markdown; attributes other than the plain ones are lost, and
so a marker says all that it has to say in its address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, urlencode

from assistant.answer import Answer, Citation
from assistant.phrases import load_phrases
from assistant.render.html import direction
from assistant.render.source import (
    badge_line,
    is_quoted_in_text,
    marked_pieces,
    split_text,
)
from assistant.web.chat.how import how_found
from assistant.web.interface import load_labels
from index.words import Language

# All ASCII characters that Markdown, or a maker of links, gives a meaning to.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+.!|<>~&@:=\"$^/-]")
_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Kept:
    """The receipt of an answer: in the short form of a link, and its address as a file."""

    code: str | None
    file: str


@dataclass(frozen=True, slots=True)
class _Page:
    """The page that an answer is shown on: its language, and the collection that it asks."""

    interface: Language
    collection: str | None
    kept: Kept | None

    @property
    def labels(self) -> dict[str, str]:
        return load_labels(self.interface)


def question_message(question: str) -> str:
    """A reader's words, of which nothing is read as Markdown or HTML."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", question.strip())


def question_text(message: str) -> str:
    """The words that `question_message` wrote as `message`."""
    return unescape(message)


def pending_message(text: str, language: Language) -> str:
    """What there is of an answer that is still being written."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)
    dots = '<p class="dots"><span></span><span></span><span></span></p>'
    return f'<div class="answer pending" lang="{language}" dir="{direction(language)}">{lines}{dots}</div>'


def fault_message(label: str, language: Language) -> str:
    """What is said instead of an answer, where something is wrong."""
    words = escape(load_labels(language)[label])
    return f'<div class="answer fault" lang="{language}" dir="{direction(language)}"><p>{words}</p></div>'


def answer_message(
    answer: Answer,
    interface: Language,
    collection: str | None = None,
    kept: Kept | None = None,
    below: str = "",
) -> str:
    """The whole of `answer`; what the page itself says is in the `interface` language.

    `collection` is the one that was asked; None for the one that is served. `below` is HTML that stands
    below the answer.
    """
    before, after = split_text(answer)
    page = _Page(interface, collection, kept)
    parts = [f'<p class="statement">{_with_markers(line, answer, page)}</p>' for line in before]
    parts += [_quoted(citation, answer, page) for citation in answer.citations]
    if answer.closest:
        # Each closest passage stands for itself: it has no marker, for it supports nothing.
        title = escape(page.labels["chat.closest"])
        closest = "".join(_quoted(citation, answer, page) for citation in answer.closest)
        parts.append(
            f'<section class="closest"><p class="closest-title" lang="{interface}" '
            f'dir="{direction(interface)}">{title}</p>{closest}</section>'
        )
    parts += [f'<p class="aside">{escape(line)}</p>' for line in after]
    parts.append(f'<p class="verdict {_verdict(answer)}">{escape(badge_line(answer))}</p>')
    parts += [below, _about(answer, page)]
    body = "".join(parts)
    # A blank line would end the block, and what follows would be read as Markdown.
    body = re.sub(r"\s*\n\s*", " ", body)
    return (
        f'<div class="answer {answer.status}" lang="{answer.language}" '
        f'dir="{direction(answer.language)}">{body}</div>'
    )


def source_address(citation: Citation, collection: str | None = None) -> str:
    """Where the page shows a citation's words in their document, relative to its root."""
    span: dict[str, str | int] = {
        "paragraph": citation.locator,
        "language": citation.language,
        "start": citation.start,
        "end": citation.end,
    }
    if collection:
        span["collection"] = collection
    path = quote(citation.symbol, safe="/")
    return f"documents/{path}?{urlencode(span)}#{quote(citation.locator)}"


def permalink(
    question: str, interface: Language, collection: str | None = None, code: str | None = None
) -> str:
    """The address, relative to the page's, that asks `question` when it is opened.

    `code` is the receipt of its answer in short form: the answer is then held against it.
    """
    query = {"q": question, "lang": interface, "collection": collection, "receipt": code}
    return "?" + urlencode({name: value for name, value in query.items() if value})


def _with_markers(line: str, answer: Answer, page: _Page) -> str:
    """`line` with each marker of a citation as a link to its source."""
    by_key = {citation.key: citation for citation in answer.citations}
    pieces: list[str] = []
    end = 0
    for match in _MARKER.finditer(line):
        citation = by_key.get(int(match[1]))
        if citation:
            pieces += escape(line[end : match.start()]), _marker(citation, page)
            end = match.end()
    return "".join(pieces) + escape(line[end:])


def _marker(citation: Citation, page: _Page) -> str:
    title = page.labels["chat.open_source"].format(key=citation.key, place=citation.pinpoint)
    return (
        f'<a class="marker" href="{escape(source_address(citation, page.collection))}" '
        f'title="{escape(title)}">[{citation.key}]</a>'
    )


def _quoted(citation: Citation, answer: Answer, page: _Page) -> str:
    phrases = load_phrases(answer.language)
    status = f'<span class="badge {citation.status}">{escape(phrases[f"status.{citation.status}"])}</span>'
    force = (
        f' <span class="force">{phrases["open"]}<span lang="{citation.language}" '
        f'dir="{direction(citation.language)}">{escape(citation.force)}</span>{phrases["close"]}</span>'
        if citation.force
        else ""
    )
    address = escape(source_address(citation, page.collection))
    link = f'<a class="place" href="{address}">{escape(citation.pinpoint)}</a>'
    date = f'<span class="date" dir="ltr">{citation.date}</span>'
    source = f"{link} {status} {date}{force}"
    is_source = citation.key and citation in answer.citations
    marker = _marker(citation, page) if is_source else ""
    if is_quoted_in_text(citation, answer):
        return f'<p class="source">{marker} {source}</p>'
    words = "".join(
        f"<mark>{escape(piece)}</mark>" if marked else escape(piece)
        for piece, marked in marked_pieces(citation)
    )
    return (
        f'<figure class="quote"><blockquote class="quoted-text" lang="{citation.language}" '
        f'dir="{direction(citation.language)}">{phrases["open"]}{words}{phrases["close"]} {marker}'
        f"</blockquote><figcaption>{source}</figcaption></figure>"
    )


def _about(answer: Answer, page: _Page) -> str:
    """How the answer was found, and the link that asks again."""
    label, interface = escape(page.labels["chat.permalink"]), page.interface
    code, file = (page.kept.code, page.kept.file) if page.kept else (None, None)
    address = escape(permalink(answer.question, interface, page.collection, code))
    link = f'<a class="permalink" href="{address}">{label}</a>'
    return (
        f'<div class="about" lang="{interface}" dir="{direction(interface)}">'
        f"{how_found(answer, interface, file)}{link}</div>"
    )


def _verdict(answer: Answer) -> str:
    return "absent" if answer.status == "not_found" else answer.mode
