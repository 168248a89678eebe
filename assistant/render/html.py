"""HTML fragments: escaped throughout, with each quote's language and direction."""

from __future__ import annotations

from html import escape

from assistant.answer import Answer, Citation
from assistant.phrases import load_phrases
from assistant.render.source import (
    badge_line,
    is_quoted_in_text,
    marked_pieces,
    source_line,
    split_text,
)
from index.words import Language

_RIGHT_TO_LEFT = ("ar",)


def to_html(answer: Answer) -> str:
    """The answer as an `<article>`; quotes are `<blockquote>`, the words that answer `<mark>`."""
    before, after = split_text(answer)
    parts = [_paragraph(line) for line in before]
    parts += [_quoted(citation, answer, f"[{citation.key}]") for citation in answer.citations]
    if answer.closest:
        closest = "".join(_quoted(citation, answer, "") for citation in answer.closest)
        parts.append(f'<aside class="closest">{closest}</aside>')
    parts += [_paragraph(line) for line in after]
    parts.append(f'<p class="badge">{escape(badge_line(answer))}</p>')
    body = "\n".join(parts)
    return (
        f'<article class="answer {answer.status}" lang="{answer.language}" '
        f'dir="{direction(answer.language)}">\n{body}\n</article>\n'
    )


def _paragraph(line: str) -> str:
    return f"<p>{escape(line)}</p>"


def _quoted(citation: Citation, answer: Answer, marker: str) -> str:
    phrases = load_phrases(answer.language)
    quote = "".join(
        f"<mark>{escape(piece)}</mark>" if marked else escape(piece)
        for piece, marked in marked_pieces(citation)
    )
    source = (
        f'<a href="{escape(citation.url)}">{escape(source_line(citation, answer.language))}</a>'
    )
    if is_quoted_in_text(citation, answer):
        return f'<p class="source"><span>{escape(marker)}</span> {source}</p>'
    label = f" <span>{escape(marker)}</span>" if marker else ""
    return (
        f'<figure><blockquote cite="{escape(citation.url)}" lang="{citation.language}" '
        f'dir="{direction(citation.language)}">{phrases["open"]}{quote}{phrases["close"]}{label}'
        f"</blockquote><figcaption>{source}</figcaption></figure>"
    )


def direction(language: Language) -> str:
    """`rtl` or `ltr`: how `language` runs, as HTML's `dir` has it."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"
