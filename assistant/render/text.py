"""Plain text for terminals and logs."""

from __future__ import annotations

from assistant.answer import Answer, Citation
from assistant.phrases import load_phrases
from assistant.render.source import source_line, split_text


def to_text(answer: Answer) -> str:
    """The answer, its quotes, and under them where each stands."""
    before, after = split_text(answer)
    blocks = ["\n".join(before)]
    blocks += [_quoted(citation, answer, f"[{citation.key}]") for citation in answer.citations]
    blocks += [_quoted(citation, answer, "·") for citation in answer.closest]
    if after:
        blocks.append("\n".join(after))
    if answer.citations:
        blocks.append(_documents(answer))
    return "\n\n".join(blocks)


def _quoted(citation: Citation, answer: Answer, marker: str) -> str:
    phrases = load_phrases(answer.language)
    indent = " " * (len(marker) + 1)
    quote = f"{marker} {phrases['open']}{citation.quote}{phrases['close']}"
    return f"{quote}\n{indent}{source_line(citation, answer.language)}"


def _documents(answer: Answer) -> str:
    found = {c.symbol: f"{c.symbol}: {c.title}. {c.url}" for c in answer.citations}
    return "\n".join(found.values())
