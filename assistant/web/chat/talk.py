"""What happens in the chat: asking, asking again, taking back, changing, judging.

Gradio's page sends the messages that it shows; the answers behind them are kept here by conversation.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, TypedDict

from assistant.answer import Answer
from assistant.errors import EmptyQuestion, QuestionTooLong, ReceiptError, UserError
from assistant.events import AnswerEvent, RestartEvent, TextEvent
from assistant.feedback import Feedback
from assistant.receipts.codec import encode
from assistant.threads import in_thread
from assistant.web.chat.download import receipt_address
from assistant.web.chat.linked import compare_with_link
from assistant.web.chat.message import (
    Kept,
    answer_message,
    fault_message,
    pending_message,
    question_message,
)
from assistant.web.conversations import Conversations
from assistant.web.observation.logs import log, log_fault
from assistant.web.problems import Refusal
from assistant.web.service import Asked, Service
from index.words import Language

if TYPE_CHECKING:
    from assistant.web.parts import Parts

# A conversation's last answers are enough for a follow-up.
_HISTORY = 8


class Turn(TypedDict):
    """A message as Gradio's Chatbot takes it."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Page:
    """Where an answer is shown: a conversation, its language, and the receipt that a link brought."""

    conversation: str
    interface: Language
    code: str | None = None


class Talk:
    """The chat's side of the server."""

    def __init__(self, parts: Parts, conversations: Conversations) -> None:
        self._service: Service = parts.service
        self._metrics, self._settings = parts.metrics, parts.settings
        self.conversations = conversations

    async def ask(
        self,
        question: str,
        turns: list[Turn],
        conversation: str,
        interface: Language,
        collection: str | None = None,
        code: str | None = None,
    ) -> AsyncGenerator[tuple[list[Turn], bool]]:
        """The messages after `question`, as the answer grows, each time with whether it is whole.

        `collection` is the one that is asked; None for the one that is served. `code` is the receipt of
        an earlier answer, as a link has it, which this one is held against.
        """
        asked: Turn = {"role": "user", "content": question_message(question)}
        turns = [*turns, asked]
        if self._service.assistant.model or self._service.busy:
            # Else the answer is there in a moment, and each step costs more than finding it.
            yield turns, False
        history = self.conversations.answers(conversation)[-_HISTORY:]
        request = Asked(question=question, history=history, explain=True, collection=collection)
        page = Page(conversation, interface, code)
        async for content, whole in self._answer(request, page):
            reply: Turn = {"role": "assistant", "content": content}
            yield [*turns, reply], whole

    async def _answer(self, asked: Asked, page: Page) -> AsyncGenerator[tuple[str, bool]]:
        interface = page.interface
        try:
            async for content, whole in self._events(asked, page):
                yield content, whole
        except QuestionTooLong:
            yield fault_message("chat.long_question", interface), True
        except EmptyQuestion:
            yield fault_message("chat.empty", interface), True
        except Refusal as refusal:
            log("refused", name=refusal.name)
            label = "chat.too_long" if refusal.status == 504 else "chat.busy"
            yield fault_message(label, interface), True
        except UserError as error:
            log("refused", reason=str(error))
            yield fault_message("chat.fault", interface), True
        except Exception as error:  # noqa: BLE001  The reader is told, and the operator's log has it.
            log_fault("fault", error)
            yield fault_message("chat.fault", interface), True

    async def _events(self, asked: Asked, page: Page) -> AsyncGenerator[tuple[str, bool]]:
        text = ""
        async for event in self._service.stream(asked):
            if isinstance(event, AnswerEvent):
                answer = event.answer
                # Not in a turn of its own: that of the question is still held.
                whole = await in_thread(partial(self._whole, answer, asked, page))
                self.conversations.add(page.conversation, answer)
                self._tell(answer)
                yield whole, True
            elif isinstance(event, RestartEvent):
                text = ""
            elif isinstance(event, TextEvent) and self._service.assistant.model:
                # Without a model the whole answer is there before its parts could be shown.
                text += event.text
                yield pending_message(text, page.interface), False

    def _whole(self, answer: Answer, asked: Asked, page: Page) -> str:
        """The message with `answer`, its receipt, and below it how it stands to that of a link."""
        assistant = self._service.assistant.within(asked.collection)
        kept: Kept | None = None
        try:
            code = encode(assistant.receipt(answer))
            kept = Kept(code, receipt_address(page.conversation, answer, asked.collection))
        except ReceiptError:
            # The documents have been changed since it was found: the link asks the question alone.
            pass
        below = compare_with_link(page.code, answer, assistant, page.interface) if page.code else ""
        return answer_message(answer, page.interface, asked.collection, kept, below)

    def _tell(self, answer: Answer) -> None:
        """One line for each question, as the other doors have; its words only where they are wanted."""
        words = {"question": answer.question} if self._settings.log_questions else {}
        log("chat", answer=answer.status, language=answer.language, **words)

    async def judge(
        self, conversation: str, number: int, verdict: Literal["up", "down"]
    ) -> int | None:
        """Keep the verdict on the answer with `number`; gives what `explain` takes, or None."""
        answers = self.conversations.answers(conversation)
        if not 0 <= number < len(answers):
            return None
        entry = Feedback(
            answer=answers[number],
            verdict=verdict,
            history=tuple(answer.question for answer in answers[:number]),
        )
        kept = await self._service.run(lambda: self._service.feedback.add(entry))
        self._metrics.judged(verdict)
        return kept

    async def explain(self, kept: int, reason: str) -> None:
        """Add the reader's `reason` to the verdict `kept`."""
        await self._service.run(lambda: self._service.feedback.add_reason(kept, reason))
