"""The chat's labels, as Gradio's page takes them: it chooses by the browser's language.

The page's own choice of language is put in the browser's place by `shell`.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from assistant.render.html import direction
from assistant.web.chat.message import permalink
from assistant.web.interface import load_labels
from index.words import LANGUAGES, Language

if TYPE_CHECKING:
    import gradio as gr

GRADIO_LANGUAGES: dict[Language, str] = {code: code for code in LANGUAGES} | {"zh": "zh-CN"}
"""What Gradio calls each of the six."""

_STARTERS = ("first", "second", "third", "fourth")


def make_words() -> gr.I18n:
    """All labels of the chat, and the welcome, in the six languages."""
    import gradio as gr

    return gr.I18n(
        **{
            GRADIO_LANGUAGES[code]: {"welcome": welcome(code)}
            | {name: label for name, label in load_labels(code).items() if name.startswith("chat.")}
            for code in LANGUAGES
        }
    )


def welcome(language: Language) -> str:
    """What stands where nothing has been asked yet: what this is, and questions to begin with.

    It has the words for the documents that ship, and those for other collections; the page shows one.
    """
    t = load_labels(language)
    lead = t["chat.welcome"].format(body=t["chat.body"])
    questions = "".join(
        f'<li><a class="starter" href="{escape(permalink(t[f"starter.{name}"], language))}">'
        f"{escape(t[f'starter.{name}'])}</a></li>"
        for name in _STARTERS
    )
    return (
        f'<div class="welcome" lang="{language}" dir="{direction(language)}">'
        f'<p class="welcome-title">{escape(t["chat.title"])}</p>'
        f'<div class="of-shipped"><p>{escape(lead)}</p>'
        f"<p>{escape(t['chat.starters'])}</p><ul>{questions}</ul></div>"
        f'<div class="of-others"><p>{escape(t["chat.welcome_other"])}</p></div></div>'
    )
