"""The assistant as parts of LangChain, for portals that compose them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.messages import BaseMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict, Field

from assistant.answer import Answer
from assistant.errors import EmptyQuestion

if TYPE_CHECKING:
    from assistant.api import Assistant

Option: TypeAlias = Any
"""The value of an option of `Assistant.ask`."""

RunnableInput = str | dict[str, Any] | Sequence[BaseMessage]
"""A question; a mapping with `question` and the options of `Assistant.ask`; or messages, of which
the last is the question."""


class MandateRunnable(Runnable[RunnableInput, Answer]):
    """Answers questions: `prompt_maker | assistant.as_runnable() | reader`."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def invoke(
        self, input: RunnableInput, config: RunnableConfig | None = None, **kwargs: Option
    ) -> Answer:
        """The answer to `input`; `kwargs` are options of `Assistant.ask`. Raises as it does."""
        return self._call_with_config(self._ask, input, config, run_type="chain", **kwargs)

    async def ainvoke(
        self, input: RunnableInput, config: RunnableConfig | None = None, **kwargs: Option
    ) -> Answer:
        """`invoke` without blocking the event loop."""
        return await self._acall_with_config(self._aask, input, config, run_type="chain", **kwargs)

    def _ask(self, given: RunnableInput, **options: Option) -> Answer:
        question, more = _read(given)
        return self._assistant.ask(question, **{**more, **options})

    async def _aask(self, given: RunnableInput, **options: Option) -> Answer:
        question, more = _read(given)
        return await self._assistant.aask(question, **{**more, **options})


class MandateRetriever(BaseRetriever):
    """Finds the paragraphs that answer a question, those first, and then what else came near.

    Each document's `page_content` is the text of a paragraph's version, letter for letter; its
    metadata are those of a citation, with `answers`: whether the assistant would answer with it.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Any
    k: int = Field(8, ge=1)
    language: str | None = None
    answering_only: bool = False

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = self.assistant.retrieve(query, language=self.language)
        kept = [(c, answers) for c, answers in found if answers or not self.answering_only]
        return [
            Document(
                id=f"{citation.symbol}#{citation.locator}@{citation.language}",
                page_content=citation.quote,
                metadata=citation.model_dump(mode="json", exclude={"quote", "key", "marks"})
                | {"answers": answers, "source": citation.url},
            )
            for citation, answers in kept[: self.k]
        ]


def _read(given: RunnableInput) -> tuple[str, dict[str, Any]]:
    """The question in `given`, and the options that go with it."""
    if isinstance(given, str):
        return given, {}
    if isinstance(given, dict):
        options = dict(given)
        question = options.pop("question", None)
        if not isinstance(question, str):
            raise EmptyQuestion("the mapping has no 'question'; give one, with options of ask")
        return question, options
    messages = [message for message in given if isinstance(message, BaseMessage)]
    if not messages:
        raise EmptyQuestion("there is no message; the last one is the question")
    return str(messages[-1].text), {}
