"""Plain text for terminals and logs."""

from __future__ import annotations

from assistant.answer import Answer, Citation
from assistant.phrases import load_phrases
from assistant.render.source import badge_line, is_quoted_in_text, source_line, split_text


def to_text(answer: Answer) -> str:
    """The answer, its quotes, and under them where each stands."""
    before, _ = split_text(answer)
    return "\n\n".join(["\n".join(before), to_sources(answer)])


def to_sources(answer: Answer) -> str:
    """What stands below the answer's sentences: its quotes or their places, remarks, documents."""
    _, after = split_text(answer)
    blocks = [_quoted(citation, answer, f"[{citation.key}]") for citation in answer.citations]
    blocks += [_quoted(citation, answer, "·") for citation in answer.closest]
    if after:
        blocks.append("\n".join(after))
    if answer.citations:
        blocks.append(_documents(answer))
    blocks.append(badge_line(answer))
    return "\n\n".join(blocks)


def _quoted(citation: Citation, answer: Answer, marker: str) -> str:
    phrases = load_phrases(answer.language)
    if is_quoted_in_text(citation, answer):
        return f"{marker} {source_line(citation, answer.language)}"
    indent = " " * (len(marker) + 1)
    quote = f"{marker} {phrases['open']}{citation.quote}{phrases['close']}"
    return f"{quote}\n{indent}{source_line(citation, answer.language)}"


def _documents(answer: Answer) -> str:
    found = {c.symbol: f"{c.symbol}: {c.title}. {c.url}" for c in answer.citations}
    return "\n".join(found.values())
