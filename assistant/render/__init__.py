"""Renders answers: plain text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answer import Answer
from assistant.render.html import to_html
from assistant.render.markdown import to_markdown
from assistant.render.text import to_text


def to_json(answer: Answer) -> str:
    """The answer as one JSON object."""
    return answer.model_dump_json(indent=2)


RENDERERS: dict[str, Callable[[Answer], str]] = {
    "text": to_text,
    "markdown": to_markdown,
    "html": to_html,
    "json": to_json,
}
"""Renderers by the name of their format."""

__all__ = ["RENDERERS", "to_html", "to_json", "to_markdown", "to_text"]
