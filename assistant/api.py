"""The Python API: `Assistant` answers questions from an index."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar, Unpack

from assistant.answer import Answer, Citation
from assistant.answering import Answerer, Request, check_language
from assistant.calibration import CALIBRATION, Calibration
from assistant.cite import cite
from assistant.errors import UnknownLanguage
from assistant.events import AnswerEvent, StreamEvent
from index.build import open_index
from index.catalogue import DOCUMENTS
from index.document import Document, Quote
from index.embedder import Embedder
from index.errors import LocatorError

if TYPE_CHECKING:
    from typing import TypedDict

    from langchain_core.language_models import BaseChatModel

    from assistant.integration import MandateRetriever, MandateRunnable
    from assistant.language_model.settings import ModelSettings
    from assistant.quotation.model import QuoteCheck

    class Options(TypedDict, total=False):
        """What may be given with a question; see `Assistant.ask`."""

        history: Sequence[Answer]
        language: str | None
        documents: Sequence[str]
        plain: bool
        explain: bool


Case = TypeVar("Case")


class Assistant:
    """Answers questions from the documents of an index, in words quoted letter for letter.

    Opens the shipped index in `home` (`MANDATE_HOME/index` unless given), and builds it first where
    there is none that is whole; `progress` is then called with a few words at each step. Close it,
    or use it as a context manager. An index of other documents than the shipped ones needs a `home`
    of its own: one folder holds one index. Raises the errors of `index.build.open_index`.

    With a language model answers are written by it, and every statement and quote is checked before
    it is shown; without one they are made of quotes alone.
    """

    def __init__(
        self,
        home: Path | None = None,
        *,
        documents: Path = DOCUMENTS,
        embedder: Embedder | None = None,
        calibration: Calibration = CALIBRATION,
        language: str = "en",
        model: str | BaseChatModel | ModelSettings | None = None,
        progress: Callable[[str], None] = lambda step: None,
    ) -> None:
        """`language` is the interface's: it breaks ties where a question's is not plain.

        `documents` is the folder that is read where the index has to be built. `model` is a chat model
        of LangChain, or the name of one (`provider:name`), or settings; where it is left out,
        MANDATE_MODEL names it, and `none` stands for none. Raises `UnknownModel`, `SettingsError` and
        the errors of `prompts`.
        """
        interface = check_language(language)
        generator = cache = None
        if model is not None or os.environ.get("MANDATE_MODEL"):
            # What a language model needs is imported where there is one.
            from assistant.cache import AnswerCache
            from assistant.generator import make_generator

            generator = make_generator(model)
            if generator and generator.settings.cache:
                cache = AnswerCache(generator.settings.cache)
        self._index = open_index(home, documents=documents, embedder=embedder, progress=progress)
        self._answerer = Answerer(self._index, calibration, interface, generator, cache)
        self._interface = interface

    def documents(self) -> tuple[Document, ...]:
        """The documents held, each with its paragraphs in order."""
        return self._index.documents

    @property
    def checksum(self) -> str:
        """`sha256:…` of what the index was made from; receipts name it."""
        return self._index.checksum

    @property
    def model(self) -> str | None:
        """The name of the language model that answers are written by, or None."""
        generator = self._answerer.generator
        return generator.name if generator else None

    def document(self, symbol: str) -> Document:
        """The document under `symbol`; raises `UnknownDocument`, or `SymbolError` for no symbol."""
        return self._index.document(symbol)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Answer] = (),
        language: str | None = None,
        documents: Sequence[str] = (),
        plain: bool = False,
        explain: bool = False,
    ) -> Answer:
        """What the documents say to `question`.

        `history` has the answers before, oldest first, for follow-ups. `language` (one of the six
        codes) overrides detection; `documents` are the symbols of the only ones to be asked;
        `plain` asks a language model for plain language; `explain` adds the scores. Raises
        `EmptyQuestion`, `QuestionTooLong`, `UnknownLanguage`, `UnknownDocument`. A language model that
        fails is not an error: the answer is then made of quotes, and its `note` says so.
        """
        request = Request(question, history, language, documents, plain, explain)
        return _last(self._answerer.events(request, streamed=False))

    def stream(self, question: str, **options: Unpack[Options]) -> Iterator[StreamEvent]:
        """The answer that `ask` gives, as it is ready: events of text, at the end one with the answer.

        No text is given that is not verified: a model's statement comes as a whole, with its quotes.
        Takes the options of `ask`, and raises as it does, at the first event.
        """
        return self._answerer.events(Request(question, **options), streamed=True)

    async def aask(self, question: str, **options: Unpack[Options]) -> Answer:
        """`ask` without blocking the event loop: it runs in a thread of its own."""
        from assistant.threads import in_thread

        return await in_thread(lambda: self.ask(question, **options))

    def astream(self, question: str, **options: Unpack[Options]) -> AsyncIterator[StreamEvent]:
        """`stream` without blocking the event loop: it runs in a thread of its own."""
        from assistant.threads import iterate_in_thread

        return iterate_in_thread(lambda: self.stream(question, **options))

    def as_runnable(self) -> MandateRunnable:
        """The assistant as a LangChain `Runnable`, from questions to answers."""
        from assistant.integration import MandateRunnable

        return MandateRunnable(self)

    def as_retriever(self, k: int = 8) -> MandateRetriever:
        """The retrieval of this assistant as a LangChain `BaseRetriever` of at most `k` paragraphs."""
        from assistant.integration import MandateRetriever

        return MandateRetriever(assistant=self, k=k)

    def check_statement(
        self, text: str, places: Sequence[str], *, language: str | None = None
    ) -> tuple[str, ...]:
        """What in the sentence `text` does not stand in the paragraphs at `places`; nothing if all does.

        `places` are addresses such as `A/RES/72/7#op1`. It is what a language model's statements are
        held against. Raises `UnknownDocument`, `UnknownParagraph` and `UnknownLanguage`.
        """
        code = check_language(language) if language else None
        return self._answerer.check_statement(text, places, code)

    def cite(
        self,
        address: str,
        *,
        language: str,
        start: int | None = None,
        end: int | None = None,
        reader: str = "en",
    ) -> Citation:
        """The citation of `[start, end)` of the paragraph at `address`, in its version in `language`.

        `address` is such as `A/RES/72/7#op1`; without `start` and `end` the paragraph is cited whole.
        Offsets count Unicode code points. The place is written in the `reader`'s language. Raises
        `UnknownDocument`, `UnknownParagraph`, `UnknownLanguage` also where the paragraph has no such
        version, and `LocatorError` for a span that is none of the text.
        """
        symbol, _, locator = address.partition("#")
        paragraph = self._index.paragraph(symbol, locator)
        code = check_language(language)
        if code not in paragraph.versions:
            raise UnknownLanguage(
                f"{address} has no version in {language!r}; it has {', '.join(paragraph.versions)}"
            )
        last = len(paragraph.versions[code].text) if end is None else end
        try:
            quote = Quote(paragraph, code, start or 0, last)
        except ValueError as error:
            raise LocatorError(str(error)) from error
        return cite(1, quote, self._index, check_language(reader))

    def check_quote(
        self, text: str, *, documents: Sequence[str] = (), language: str | None = None
    ) -> QuoteCheck:
        """Whether the words `text` stand in the documents letter for letter, nearly, or not; and where.

        `documents` are the symbols of the only ones to be looked into, in all their languages;
        `language` is the one that places are written in, else the text's own. Raises `EmptyQuestion`,
        `QuestionTooLong`, `UnknownLanguage` and `UnknownDocument`.
        """
        from assistant.quotation.check import check_quote

        code = check_language(language) if language else None
        return check_quote(
            text, self._index, documents=documents, language=code, interface=self._interface
        )

    def retrieve(
        self, question: str, *, language: str | None = None
    ) -> list[tuple[Citation, bool]]:
        """The paragraphs nearest to `question`, whole, each with whether it answers; these first.

        No language model is asked. Raises as `ask` does.
        """
        return self._answerer.retrieve(Request(question, language=language))

    def decisions(
        self, questions: Iterable[tuple[str, Case]]
    ) -> Iterator[tuple[Case, str, tuple[float, ...]]]:
        """The signs that each decision hangs on, with the best paragraph; for evaluation.

        Yields nothing for questions that are not about a topic (places, lists).
        """
        finder = self._answerer.finder
        for text, case in questions:
            read = self._answerer.read(text)
            scored = finder.candidates(read)
            if scored:
                found = astuple(finder.signs(read, scored))
                yield case, scored[0].paragraph.address, found

    def calibrate(self, calibration: Calibration) -> None:
        """Decide by other numbers, or without some of the stages, from now on; for evaluation."""
        before = self._answerer
        self._answerer = Answerer(
            self._index, calibration, self._interface, before.generator, before.cache
        )

    def close(self) -> None:
        """Give the index's files back."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _last(events: Iterator[StreamEvent]) -> Answer:
    for event in events:
        if isinstance(event, AnswerEvent):
            return event.answer
    raise AssertionError("the last event has the answer")
