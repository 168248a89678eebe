"""The Python API: `Assistant` answers questions from an index."""

from __future__ import annotations

import copy
import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self, TypeVar, Unpack

from assistant.answer import Answer, Citation
from assistant.answering import Answerer, Request, check_language
from assistant.calibration import CALIBRATION, Calibration
from assistant.cite import cite
from assistant.errors import UnknownLanguage
from assistant.events import AnswerEvent, StreamEvent
from assistant.holding import Holding, Opened
from assistant.instruments import Instruments
from index.build import rebuild_index
from index.catalogue import DOCUMENTS
from index.collections import DEFAULT, check_collection, collection_folder, list_collections
from index.document import Document, Quote
from index.embedder import Embedder, load_embedder
from index.errors import LocatorError
from index.filter import Filter
from index.search import Index

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from typing import TypedDict

    from langchain_core.language_models import BaseChatModel

    from assistant.integration import MandateRetriever, MandateRunnable
    from assistant.language_model.settings import ModelSettings
    from assistant.quotation.model import QuoteCheck
    from index.adding.progress import Watch
    from index.adding.run import AddReport

    class Options(TypedDict, total=False):
        """What may be given with a question; see `Assistant.ask`."""

        history: Sequence[Answer]
        language: str | None
        documents: Sequence[str]
        plain: bool
        explain: bool
        where: Filter | None

    class AskOptions(Options, total=False):
        """The same, and the collection that is asked."""

        collection: str | None


Case = TypeVar("Case")


class Assistant(Instruments):
    """Answers questions from the documents of an index, in words quoted letter for letter.

    Opens the shipped index in `home` (`MANDATE_HOME/index` unless given), and builds it first where
    there is none that is whole; `progress` is then called with a few words at each step. Close it,
    or use it as a context manager. An index of other documents than the shipped ones needs a `home`
    of its own: one folder holds one index. Raises the errors of `index.build.open_index`.

    What this or another process adds to the index is answered from at once: each answer is made from
    one state of it. Named collections are indexes of their own, opened when they are asked.

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
        collection: str = DEFAULT,
        progress: Callable[[str], None] = lambda step: None,
    ) -> None:
        """`language` is the interface's: it breaks ties where a question's is not plain.

        `documents` is the folder that is read where the index has to be built. `model` is a chat model
        of LangChain, or the name of one (`provider:name`), or settings; where it is left out,
        MANDATE_MODEL names it, and `none` stands for none. `collection` is the one that is asked where a
        question names none. Raises `UnknownModel`, `SettingsError`, `CollectionError` and the errors of
        `prompts`.
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
        self._interface, self._progress = interface, progress
        self._home, self._documents = home, documents
        self._embedder = embedder or load_embedder()
        self._generator, self._cache, self._calibration = generator, cache, calibration
        self._collection = collection
        self._lock = Lock()
        self._holdings: dict[str, Holding] = {}
        self._held(collection)

    def documents(self, *, collection: str | None = None) -> tuple[Document, ...]:
        """The documents held, each with its paragraphs in order."""
        return self._held(collection).index.documents

    def collections(self) -> list[str]:
        """The names of the collections that can be asked."""
        return list_collections()

    def within(self, collection: str | None) -> Self:
        """An assistant like this one that asks `collection` where a call names none (None: this one).

        Both share what is open: closing one closes it for both.
        """
        if collection is None:
            return self
        view = copy.copy(self)
        view._collection = collection
        return view

    def add(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        collection: str | None = None,
        executor: Executor | None = None,
        workers: int | None = None,
        dask: str | None = None,
        dry_run: bool = False,
        watch: Watch | None = None,
    ) -> AddReport:
        """Add the documents in files and folders to a collection, and answer from them from now on.

        Takes XML (AKN4UN), PDF, DOCX, HTML, text, Markdown, JSON lines, and zip, gzip, xz and bzip2 files
        of them; what a file is told from its content. Files that are unchanged since they were added are
        not read. The report says what was read and what was refused, and why. See
        `index.adding.add_documents` for the other arguments and the errors.
        """
        from index.adding import add_documents

        name = collection or self._collection
        folder, documents = self._place(name)
        return add_documents(
            [Path(path) for path in paths],
            folder,
            documents=documents,
            embedder=self._embedder,
            executor=executor,
            workers=workers,
            dask=dask,
            dry_run=dry_run,
            watch=watch,
        )

    def remove(self, symbols: Sequence[str], *, collection: str | None = None) -> None:
        """Remove the documents under `symbols`, all or none; raises `UnknownDocument`."""
        from index.adding import remove_documents

        folder, documents = self._place(collection or self._collection)
        remove_documents(symbols, folder, documents=documents, embedder=self._embedder)

    def rebuild(self, *, collection: str | None = None) -> None:
        """Build a collection's index anew, from the documents that ship and those that were added."""
        folder, documents = self._place(collection or self._collection)
        rebuild_index(
            folder,
            documents=documents,
            embedder=self._embedder,
            progress=self._progress,
            force=True,
        ).close()

    @property
    def checksum(self) -> str:
        """`sha256:…` of what the index was made from; receipts name it."""
        return self._held().index.checksum

    @property
    def model(self) -> str | None:
        """The name of the language model that answers are written by, or None."""
        return self._generator.name if self._generator else None

    def document(self, symbol: str, *, collection: str | None = None) -> Document:
        """The document under `symbol`; raises `UnknownDocument`, or `SymbolError` for no symbol."""
        return self._held(collection).index.document(symbol)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Answer] = (),
        language: str | None = None,
        documents: Sequence[str] = (),
        plain: bool = False,
        explain: bool = False,
        where: Filter | None = None,
        collection: str | None = None,
    ) -> Answer:
        """What the documents say to `question`.

        `history` has the answers before, oldest first, for follow-ups. `language` (one of the six
        codes) is the one to answer in, else the question's; `documents` are the symbols of the only ones
        to be asked; `plain` asks a language model for plain language; `explain` adds the scores. `where`
        chooses the documents that are searched by what they are, `collection` the index that is asked. Raises
        `EmptyQuestion`, `QuestionTooLong`, `UnknownLanguage`, `UnknownDocument`, `FilterError`,
        `CollectionError`. A language model that fails is not an error: the answer is then made of quotes,
        and its `note` says so.
        """
        request = Request(question, history, language, documents, plain, explain, where)
        return _last(self._held(collection).answerer.events(request, streamed=False))

    def stream(
        self, question: str, *, collection: str | None = None, **options: Unpack[Options]
    ) -> Iterator[StreamEvent]:
        """The answer that `ask` gives, as it is ready: events of text, at the end one with the answer.

        No text is given that is not verified: a model's statement comes as a whole, with its quotes.
        Takes the options of `ask`, and raises as it does, at the first event.
        """
        answerer = self._held(collection).answerer
        return answerer.events(Request(question, **options), streamed=True)

    async def aask(self, question: str, **options: Unpack[AskOptions]) -> Answer:
        """`ask` without blocking the event loop: it runs in a thread of its own."""
        from assistant.threads import in_thread

        return await in_thread(lambda: self.ask(question, **options))

    def astream(self, question: str, **options: Unpack[AskOptions]) -> AsyncIterator[StreamEvent]:
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
        self,
        text: str,
        places: Sequence[str],
        *,
        language: str | None = None,
        collection: str | None = None,
    ) -> tuple[str, ...]:
        """What in the sentence `text` does not stand in the paragraphs at `places`; nothing if all does.

        `places` are addresses such as `A/RES/72/7#op1`. It is what a language model's statements are
        held against. Raises `UnknownDocument`, `UnknownParagraph` and `UnknownLanguage`.
        """
        code = check_language(language) if language else None
        return self._held(collection).answerer.check_statement(text, places, code)

    def cite(
        self,
        address: str,
        *,
        language: str,
        start: int | None = None,
        end: int | None = None,
        reader: str = "en",
        collection: str | None = None,
    ) -> Citation:
        """The citation of `[start, end)` of the paragraph at `address`, in its version in `language`.

        `address` is such as `A/RES/72/7#op1`; without `start` and `end` the paragraph is cited whole.
        Offsets count Unicode code points. The place is written in the `reader`'s language. Raises
        `UnknownDocument`, `UnknownParagraph`, `UnknownLanguage` also where the paragraph has no such
        version, and `LocatorError` for a span that is none of the text.
        """
        symbol, _, locator = address.partition("#")
        index = self._held(collection).index
        paragraph = index.paragraph(symbol, locator)
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
        return cite(1, quote, index, check_language(reader))

    def check_quote(
        self,
        text: str,
        *,
        documents: Sequence[str] = (),
        language: str | None = None,
        collection: str | None = None,
    ) -> QuoteCheck:
        """Whether the words `text` stand in the documents letter for letter, nearly, or not; and where.

        `documents` are the symbols of the only ones to be looked into, in all their languages;
        `language` is the one that places are written in, else the text's own. Raises `EmptyQuestion`,
        `QuestionTooLong`, `UnknownLanguage` and `UnknownDocument`.
        """
        from assistant.quotation.check import check_quote

        code = check_language(language) if language else None
        index = self._held(collection).index
        return check_quote(
            text, index, documents=documents, language=code, interface=self._interface
        )

    def retrieve(
        self,
        question: str,
        *,
        language: str | None = None,
        documents: Sequence[str] = (),
        where: Filter | None = None,
        collection: str | None = None,
    ) -> list[tuple[Citation, bool]]:
        """The paragraphs nearest to `question`, whole, each with whether it answers; these first.

        No language model is asked. Raises as `ask` does.
        """
        request = Request(question, language=language, documents=documents, where=where)
        return self._held(collection).answerer.retrieve(request)

    def decisions(
        self, questions: Iterable[tuple[str, Case]]
    ) -> Iterator[tuple[Case, str, tuple[float, ...]]]:
        """The signs that each decision hangs on, with the best paragraph; for evaluation.

        Yields nothing for questions that are not about a topic (places, lists).
        """
        answerer = self._held().answerer
        finder = answerer.finder
        for text, case in questions:
            read = answerer.read(text)
            scored = finder.candidates(read)
            if scored:
                found = astuple(finder.signs(read, scored))
                yield case, scored[0].paragraph.address, found

    def calibrate(self, calibration: Calibration) -> None:
        """Decide by other numbers, or without some of the stages, from now on; for evaluation."""
        self._calibration = calibration
        for holding in self._holdings.values():
            holding.answer_by(self._answerer)

    def close(self) -> None:
        """Give the files of the indexes back."""
        for holding in self._holdings.values():
            holding.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _held(self, collection: str | None = None) -> Opened:
        """The newest state of a collection (None: the one that this assistant asks)."""
        name = collection or self._collection
        holding = self._holdings.get(name)
        if holding is None:
            with self._lock:
                holding = self._holdings.get(name) or self._open(name)
                self._holdings[name] = holding
        return holding.current()

    def _open(self, name: str) -> Holding:
        if name != DEFAULT:
            check_collection(name)
        folder, documents = self._place(name)
        return Holding(folder, documents, self._embedder, self._answerer, self._progress)

    def _place(self, name: str) -> tuple[Path, Path | None]:
        """The folder of a collection's index, and that of the documents that ship with it."""
        if name == DEFAULT:
            return self._home or collection_folder(), self._documents
        return collection_folder(name), None

    def _answerer(self, index: Index) -> Answerer:
        return Answerer(index, self._calibration, self._interface, self._generator, self._cache)


def _last(events: Iterator[StreamEvent]) -> Answer:
    for event in events:
        if isinstance(event, AnswerEvent):
            return event.answer
    raise AssertionError("the last event has the answer")
