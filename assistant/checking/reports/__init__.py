"""Reports of a check: text for terminals, Markdown, a page of HTML, JSON. All that is shown is escaped."""

from __future__ import annotations

from collections.abc import Callable

from assistant.checking.model import TextCheck
from assistant.checking.reports.html import body_of, to_html
from assistant.checking.reports.markdown import to_markdown
from assistant.checking.reports.text import to_text
from index.words import Language

__all__ = ["RENDERERS", "body_of", "to_html", "to_json", "to_markdown", "to_text"]


def to_json(check: TextCheck, language: Language = "en") -> str:
    """The check as JSON; `language` changes nothing."""
    return check.model_dump_json(indent=2) + "\n"


RENDERERS: dict[str, Callable[[TextCheck, Language], str]] = {
    "text": to_text,
    "markdown": to_markdown,
    "json": to_json,
    "html": to_html,
}
"""The formats of a report, by name; each takes the check and the reader's language."""
