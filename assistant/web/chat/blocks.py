"""The chat's components, and what each of them does."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, cast
from urllib.parse import urlencode

import gradio as gr
from gradio.components import Component

from assistant.render.html import direction
from assistant.web.chat.message import question_text
from assistant.web.chat.talk import Talk, Turn
from assistant.web.chat.words import make_words
from assistant.web.interface import load_labels
from assistant.web.language import choose_language
from index.words import Language

if TYPE_CHECKING:
    from assistant.web.parts import Parts

# Gradio reads the annotations of handlers when it runs: these have to be more than words.
Update: TypeAlias = dict[str, object]
Step: TypeAlias = tuple[str | Update, list[Turn] | Update, str, str | Update]
"""What an event changes: the box, the messages, the conversation's name, and the links to download it."""


class _Quick(TypedDict):
    show_progress: Literal["hidden"]
    api_visibility: Literal["private"]
    queue: bool


class _Asking(TypedDict):
    outputs: list[Component]
    concurrency_limit: None
    show_progress: Literal["hidden"]
    api_visibility: Literal["private"]


_FORMATS = (("md", "Markdown"), ("json", "JSON"), ("docx", "DOCX"))
_MAX_CHARACTERS = 20_000


class Chat:
    """Builds the page's components around a `Talk`."""

    def __init__(self, parts: Parts, talk: Talk) -> None:
        self._talk, self._default = talk, parts.settings.language
        self._collections = parts.site.collections
        self.words = make_words()

    def build(self) -> gr.Blocks:
        """The components; the page around them is `shell`'s."""
        word = self.words
        blocks: gr.Blocks
        with gr.Blocks(title=load_labels(self._default)["name"], fill_height=True) as blocks:
            conversation = gr.State("")
            judged = gr.State(None)
            messages = gr.Chatbot(
                elem_id="conversation",
                label=word("chat.conversation"),
                show_label=False,
                editable="user",
                autoscroll=False,
                latex_delimiters=[],
                allow_tags=False,
                buttons=["copy"],
                feedback_options=("Like", "Dislike"),
                layout="panel",
                group_consecutive_messages=False,
                # Translated where it is shown, as labels are, though not so declared.
                placeholder=word("welcome"),  # type: ignore[arg-type]
                height="100%",
                scale=1,
            )
            reason = gr.Textbox(
                elem_id="reason",
                label=word("chat.reason"),
                max_length=4_000,
                submit_btn=word("chat.reason_send"),  # type: ignore[arg-type]
                visible=False,
            )
            downloads = gr.Markdown("", elem_id="downloads")
            box = gr.Textbox(
                elem_id="question",
                label=word("chat.question"),
                placeholder=word("chat.placeholder"),
                show_label=False,
                lines=1,
                max_lines=6,
                max_length=_MAX_CHARACTERS,
                submit_btn=True,
                autofocus=True,
            )
            changed = [box, messages, conversation, downloads]
            self._connect_asking(blocks, box, messages, conversation, changed)
            self._connect_feedback(messages, conversation, judged, reason)
        return blocks

    def _connect_asking(
        self,
        blocks: gr.Blocks,
        box: gr.Textbox,
        messages: gr.Chatbot,
        conversation: gr.State,
        changed: list[Component],
    ) -> None:
        kept = [messages, conversation]
        options: _Asking = {
            "outputs": changed,
            # The service bounds them, together with those of the other doors.
            "concurrency_limit": None,
            "show_progress": "hidden",
            "api_visibility": "private",
        }
        asking = [
            box.submit(self._ask, [box, *kept], **options),
            messages.retry(self._retry, kept, **options),
            messages.edit(self._edit, kept, **options),
            blocks.load(self._open, kept, **options),
        ]
        quick: _Quick = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
        box.stop(lambda: _still(), None, box, cancels=asking, **quick)  # type: ignore[arg-type]
        messages.undo(self._undo, kept, changed, **quick)
        messages.clear(lambda: (_still(), [], "", ""), None, changed, **quick)

    def _connect_feedback(
        self,
        messages: gr.Chatbot,
        conversation: gr.State,
        judged: gr.State,
        reason: gr.Textbox,
    ) -> None:
        quick: _Quick = {"show_progress": "hidden", "api_visibility": "private", "queue": True}
        messages.like(self._judge, [messages, conversation], [judged, reason], **quick)
        reason.submit(self._explain, [judged, reason], reason, **quick)

    async def _ask(
        self,
        question: str,
        turns: list[Turn],
        conversation: str,
        request: gr.Request,
    ) -> AsyncGenerator[Step]:
        async for step in self._answer(question, turns, conversation, request, None):
            yield step

    async def _answer(
        self,
        question: str,
        turns: list[Turn],
        conversation: str,
        request: gr.Request,
        code: str | None,
    ) -> AsyncGenerator[Step]:
        """What changes while `question` is answered; `code` is the receipt that a link has with it."""
        if not question.strip():
            yield _still(), turns, conversation, gr.skip()
            return
        interface = self._language(request)
        conversation = conversation or self._talk.conversations.new_id()
        waited = False
        asked = self._collections.asked(request)
        async for now, whole in self._talk.ask(
            question, _plain(turns), conversation, interface, asked, code
        ):
            if whole:
                links = self._downloads(conversation, interface)
                # A change of the box itself is dear, and is kept by Gradio for each reader.
                yield _still() if waited else "", now, conversation, links
            else:
                waited = True
                yield _under_way(), now, conversation, gr.skip()

    async def _open(
        self, turns: list[Turn], conversation: str, request: gr.Request
    ) -> AsyncGenerator[Step]:
        """Ask what the page's address asks."""
        question = request.query_params.get("q", "")
        if not question.strip() or turns:
            yield gr.skip(), gr.skip(), conversation, gr.skip()
            return
        question, code = question[:_MAX_CHARACTERS], request.query_params.get("receipt")
        async for step in self._answer(question, turns, conversation, request, code):
            yield step

    async def _retry(
        self, turns: list[Turn], conversation: str, request: gr.Request, event: gr.RetryData
    ) -> AsyncGenerator[Step]:
        async for step in self._again(turns, conversation, request, _position(event), None):
            yield step

    async def _edit(
        self, turns: list[Turn], conversation: str, request: gr.Request, event: gr.EditData
    ) -> AsyncGenerator[Step]:
        words = question_text(str(event.value))
        async for step in self._again(turns, conversation, request, _position(event), words):
            yield step

    async def _again(
        self,
        turns: list[Turn],
        conversation: str,
        request: gr.Request,
        position: int,
        words: str | None,
    ) -> AsyncGenerator[Step]:
        """Go back to the question at or before `position`, and ask it again, or `words`."""
        turns = _plain(turns)
        while position > 0 and turns[position]["role"] != "user":
            position -= 1
        question = words if words is not None else question_text(turns[position]["content"])
        self._talk.conversations.cut(conversation, _answers(turns[position:]))
        async for step in self._ask(question, turns[:position], conversation, request):
            yield step

    def _undo(
        self, turns: list[Turn], conversation: str, request: gr.Request, event: gr.UndoData
    ) -> Step:
        """Take the last question back into the box."""
        turns, position = _plain(turns), _position(event)
        while position > 0 and turns[position]["role"] != "user":
            position -= 1
        self._talk.conversations.cut(conversation, _answers(turns[position:]))
        question = question_text(turns[position]["content"])
        links = self._downloads(conversation, self._language(request)) if position else ""
        return gr.update(value=question), turns[:position], conversation, links

    async def _judge(
        self, turns: list[Turn], conversation: str, event: gr.LikeData
    ) -> tuple[int | None, Update]:
        if not isinstance(event.liked, bool):
            return None, gr.update(visible=False)
        number = _answers(_plain(turns)[: _position(event)])
        kept = await self._talk.judge(conversation, number, "up" if event.liked else "down")
        return kept, gr.update(visible=kept is not None and not event.liked)

    async def _explain(self, judged: int | None, reason: str, request: gr.Request) -> Update:
        if judged is not None and reason.strip():
            await self._talk.explain(judged, reason.strip())
            gr.Info(load_labels(self._language(request))["chat.thanks"], duration=4)
        return cast(Update, gr.update(value="", visible=False))

    def _language(self, request: gr.Request) -> Language:
        return choose_language(request, self._default)

    def _downloads(self, conversation: str, interface: Language) -> str:
        t = load_labels(interface)
        links = " ".join(
            f'<a href="conversations/{conversation}.{ending}?{urlencode({"lang": interface})}">{name}</a>'
            for ending, name in _FORMATS
        )
        return (
            f'<div class="downloads" lang="{interface}" dir="{direction(interface)}">'
            f"<span>{t['chat.download']}</span> {links}</div>"
        )


def _plain(turns: list[Turn]) -> list[Turn]:
    """The messages with their text alone; Gradio sends each as a list of parts."""
    return [{"role": turn["role"], "content": _words(turn["content"])} for turn in turns]


def _words(content: object) -> str:
    if isinstance(content, str):
        return content
    parts = cast("list[dict[str, str]]", content)
    return "".join(part.get("text", "") for part in parts if isinstance(part, dict))


def _answers(turns: list[Turn]) -> int:
    """How many answers are among `turns`; what is said instead of one has none behind it."""
    return sum(
        turn["role"] == "assistant" and 'class="answer fault"' not in turn["content"]
        for turn in turns
    )


def _position(event: gr.EventData) -> int:
    index = event.index
    return int(index[0] if isinstance(index, list | tuple) else index)


def _still() -> Update:
    return cast(Update, gr.update(value="", submit_btn=True, stop_btn=False))


def _under_way() -> Update:
    return cast(Update, gr.update(value="", submit_btn=False, stop_btn=True))
