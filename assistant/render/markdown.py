"""Markdown, with nothing in it that a viewer would fetch by itself."""

from __future__ import annotations

import re

from assistant.answer import Answer, Citation
from assistant.phrases import load_phrases
from assistant.render.source import (
    badge_line,
    is_quoted_in_text,
    marked_pieces,
    source_line,
    split_text,
)

# Many viewers also make links of bare addresses: of "https://", "www." and "@".
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~&@-]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d+)\.", re.MULTILINE)


def to_markdown(answer: Answer) -> str:
    """The answer with its quotes as block quotations, and links to the official documents."""
    before, after = split_text(answer)
    blocks = ["\n\n".join(map(escape, before))]
    blocks += [_quoted(citation, answer, f"\\[{citation.key}\\]") for citation in answer.citations]
    blocks += [_quoted(citation, answer, "·") for citation in answer.closest]
    blocks += [escape(line) for line in after]
    blocks.append(f"*{escape(badge_line(answer))}*")
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """`text` as Markdown that shows it as it is: no markup, no HTML, no links, no images."""
    return _NUMBERED.sub(r"\1\\.", _SPECIAL.sub(r"\\\1", text))


def _quoted(citation: Citation, answer: Answer, marker: str) -> str:
    phrases = load_phrases(answer.language)
    quote = "".join(
        f"**{escape(piece)}**" if marked and piece else escape(piece)
        for piece, marked in marked_pieces(citation)
    )
    source = escape(source_line(citation, answer.language))
    link = citation.url.replace("(", "%28").replace(")", "%29")
    place = f"{source} — [{escape(citation.symbol)}]({link})"
    if is_quoted_in_text(citation, answer):
        return f"{marker} {place}"
    words = f"{phrases['open']}{quote}{phrases['close']}"
    return f"> {words} {marker}\n>\n> {place}"
