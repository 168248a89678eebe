"""Answers questions: reads them, finds evidence, and has it written down.

One flow serves `ask` and `stream`: it yields text as it is ready, and at the end the answer.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, get_args

from assistant.answer import (
    Answer,
    Citation,
    Receipt,
    Searched,
    Statement,
    cited_paragraphs,
)
from assistant.calibration import Calibration
from assistant.cite import cite
from assistant.errors import CacheError, EmptyQuestion, QuestionTooLong, UnknownLanguage
from assistant.events import AnswerEvent, RestartEvent, StreamEvent, TextEvent
from assistant.evidence import Evidence, Finder
from assistant.explaining import explain
from assistant.language_model.failure import Failure, ModelFailure
from assistant.phrases import load_phrases
from assistant.question import Intent, Question, Turn, read_question
from assistant.question.reading import MOST_CHARACTERS, clean, is_introduced, whole_characters
from assistant.question.vocabulary import Vocabulary
from assistant.stages import Stage
from assistant.verify import whole
from assistant.writer.extractive import write_found, write_not_found, write_told
from index.document import Paragraph
from index.filter import Filter, choose
from index.languages import detect_language
from index.search import Index
from index.words import Language

if TYPE_CHECKING:
    # With no language model none of these is imported.
    from assistant.cache import AnswerCache
    from assistant.generator import Generator, Written
    from assistant.language_model.calling import Session

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Request:
    """A question with all that goes with it; the fields are those of `Assistant.ask`."""

    question: str
    history: Sequence[Answer] = ()
    language: str | None = None
    documents: Sequence[str] = ()
    plain: bool = False
    explain: bool = False
    where: Filter | None = None


@dataclass
class _Work:
    """What is known of a request while it is answered."""

    read: Question
    evidence: Evidence
    session: Session | None = None
    asked: str | None = None
    written: Written | None = None
    failure: ModelFailure | None = None
    note: str | None = None

    @property
    def is_written(self) -> bool:
        """Whether a model's statements are the answer."""
        return self.written is not None and self.written.stands


class Answerer:
    """Answers requests from an index, with a language model or without."""

    def __init__(
        self,
        index: Index,
        calibration: Calibration,
        interface: Language,
        generator: Generator | None = None,
        cache: AnswerCache | None = None,
    ) -> None:
        """`interface` is the language that breaks ties; `cache` keeps what `generator` wrote."""
        self._index, self._interface = index, interface
        self.generator, self.cache = generator, cache
        self._calibration = calibration
        self.finder = Finder(index, calibration)
        self._vocabulary = Vocabulary(index, spelling=Stage.SPELLING not in calibration.without)

    def events(self, request: Request, *, streamed: bool) -> Iterator[StreamEvent]:
        """The text of the answer as it is ready, and at the end the answer."""
        kept = self._kept(request)
        if kept is not None:
            yield TextEvent(text=kept.text)
            yield AnswerEvent(answer=kept)
            return
        work = self._found(request)
        # What rules decide, and what instruments and records tell, no model words anew.
        if self.generator and work.evidence.chosen and not work.evidence.is_told:
            yield from self._generated(work, request, self.generator, streamed=streamed)
        answer = self._answer(work, request)
        if not work.is_written:
            yield TextEvent(text=answer.text)
        elif self.cache is not None:
            self._keep(self.cache, request, answer)
        yield AnswerEvent(answer=answer)

    def read(
        self,
        question: str,
        history: Sequence[Answer] = (),
        language: str | None = None,
        documents: Sequence[str] = (),
        whole: bool = False,
    ) -> Question:
        """`question` as the rules read it; raises as `Assistant.ask` does."""
        read = clean(question)
        if not any(map(str.isalnum, read)):
            raise EmptyQuestion("the question is empty; ask in a sentence or in key words")
        if len(read) > MOST_CHARACTERS:
            raise QuestionTooLong(
                f"the question has {len(read):,} characters; ask in at most {MOST_CHARACTERS:,}"
            )
        chosen = [str(self._index.document(symbol).symbol) for symbol in documents]
        code = check_language(language) if language else None
        turns: list[Turn] = []
        for answer in history:
            before = self._read_turn(answer.question, answer.language, turns, ())
            turns.append(Turn(before, cited_paragraphs(answer, self._index)))
        return self._read_turn(question, code, turns, chosen, whole)

    def check_statement(
        self, text: str, places: Sequence[str], language: Language | None
    ) -> tuple[str, ...]:
        """What in `text` does not stand in the paragraphs at `places`, as `kind: words`."""
        from assistant.claims.check import find_objections_in_any
        from assistant.claims.ground import ground_of

        grounds = []
        for place in places:
            symbol, _, locator = place.partition("#")
            paragraph = self._index.paragraph(symbol, locator)
            grounds.append(ground_of(paragraph, self._index))
        language = language or detect_language(text, self._interface)
        return tuple(
            f"{o.kind}: {o.words}" for o in find_objections_in_any(text, language, grounds)
        )

    def retrieve(self, request: Request) -> list[tuple[Citation, bool]]:
        """What the evidence has for `request`, whole paragraphs, each with whether it answers."""
        work = self._searched(request)
        evidence = work.evidence
        near = [*evidence.closest, *(scored.paragraph for scored in evidence.candidates)]
        paragraphs = _repetitions_last(dict.fromkeys([*evidence.chosen, *near]), work.read.reader)
        citations = self._cite([p for p in paragraphs if p.exact], work.read)
        chosen = {paragraph.address for paragraph in evidence.chosen}
        return [(c, f"{c.symbol}#{c.locator}" in chosen) for c in citations]

    def _found(self, request: Request) -> _Work:
        """The question as it was read, and its evidence: with the model's help where there is one."""
        work = self._searched(request)
        if self.generator is None:
            return work
        work.session = self.generator.session()
        if request.history and work.evidence.told is None:
            self._rewritten(work, request, self.generator, work.session)
        if not work.evidence.chosen and not work.evidence.is_told:
            self._translated(work, request, self.generator, work.session)
        return work

    def _searched(self, request: Request) -> _Work:
        read = self.read(request.question, request.history, request.language, request.documents)
        evidence = self._find(read, request)
        if not evidence.chosen and is_introduced(request.question):
            # What stood before the question proper may be a part of it after all.
            longer = self.read(
                request.question,
                request.history,
                request.language,
                request.documents,
                whole=True,
            )
            found = self._find(longer, request)
            read, evidence = (longer, found) if found.chosen else (read, evidence)
        return _Work(read, evidence)

    def _find(self, read: Question, request: Request) -> Evidence:
        """The evidence in the documents that the request's filter chooses; raises `FilterError`."""
        if request.where:
            chosen = choose(self._index.documents, request.where)
            within = frozenset(str(document.symbol) for document in chosen)
            both = within & read.within if read.within else within
            read = replace(read, within=both or within)
        return self.finder.find(read)

    def _rewritten(
        self, work: _Work, request: Request, generator: Generator, session: Session
    ) -> None:
        """A follow-up as the model completes it; as the rules do where it does not."""
        try:
            asked = generator.rewrite(request.question, request.history, session)
        except ModelFailure as failure:
            self._failed(work, failure)
            return
        if asked == clean(request.question):
            return
        read = self.read(asked, (), work.read.reader, request.documents)
        if not self._keeps(read, request, work.read.reader):
            return
        evidence = self._find(read, request)
        if evidence.chosen or not work.evidence.chosen:
            work.read, work.evidence, work.asked = read, evidence, asked

    def _keeps(self, rewritten: Question, request: Request, language: Language) -> bool:
        """Whether a rewritten question asks of the documents and places that the reader named."""
        alone = self.read(request.question, (), language, request.documents)
        named = set(alone.documents or ()) | set(alone.unheld)
        kept = set(rewritten.documents or ()) | set(rewritten.unheld)
        return named <= kept and bool(rewritten.places) >= bool(alone.places)

    def _translated(
        self, work: _Work, request: Request, generator: Generator, session: Session
    ) -> None:
        """A question in a language that no document is held in, asked once more in one that is."""
        held = self._index.languages
        if work.read.intent is not Intent.TOPIC or work.read.language in held or not held:
            return
        target: Language = "en" if "en" in held else held[0]
        try:
            asked = generator.translate(work.asked or request.question, target, session)
        except ModelFailure as failure:
            self._failed(work, failure)
            # The question was looked for all the same, in its own words.
            work.note = load_phrases(work.read.reader)[f"model.{failure.kind}"]
            return
        read = self.read(asked, (), target, request.documents)
        evidence = self._find(read, request)
        if evidence.chosen:
            # What was searched for is in another language than the answer.
            work.read = replace(read, answer_in=work.read.reader)
            work.evidence, work.asked = evidence, asked
            phrases = load_phrases(work.read.reader)
            work.note = phrases["model.searched_as"].format(question=asked)

    def _generated(
        self, work: _Work, request: Request, generator: Generator, *, streamed: bool
    ) -> Iterator[StreamEvent]:
        """The model's answer, as far as it stands; else what failed is noted in `work`."""
        from assistant.generator import Written

        work.written = Written()
        shown = False
        texts = generator.write(
            replace(work.read, text=work.asked or request.question),
            work.evidence,
            self._index,
            request.history,
            work.session or generator.session(),
            work.written,
            plain=request.plain,
            streamed=streamed,
        )
        try:
            for text in texts:
                shown = True
                yield TextEvent(text=text)
            if work.note:
                yield TextEvent(text=f"\n{work.note}")
        except ModelFailure as failure:
            self._failed(work, failure)
            work.note = " ".join(filter(None, [work.note, note_of(failure, work.read.reader)]))
            if shown:
                yield RestartEvent()

    def _failed(self, work: _Work, failure: ModelFailure) -> None:
        assert self.generator is not None
        _log.warning("%s: %s", self.generator.name, failure)
        work.failure = failure

    def _answer(self, work: _Work, request: Request) -> Answer:
        read, evidence = work.read, work.evidence
        told = evidence.told
        citations = told.citations if told else self._cite(evidence.chosen, read)
        closest = self._cite(evidence.closest, read)
        statements: tuple[Statement, ...] = ()
        if evidence.unsure:
            work.note = " ".join(
                filter(None, [work.note, unsure_note(evidence.unsure, read.reader)])
            )
        if work.is_written and work.written and (writing := work.written.writing):
            statements, citations = tuple(writing.statements), tuple(writing.citations)
            text = f"{writing.text}\n{work.note}" if work.note else writing.text
        elif told is not None:
            text = write_told(read, told, work.note)
        elif citations:
            text = write_found(read, citations, work.note, evidence.said)
        else:
            text = write_not_found(read, evidence, closest, work.note)
        return Answer(
            question=whole_characters(request.question),
            language=read.reader,
            status="answered" if citations or told else "not_found",
            mode="generated" if work.is_written else told.mode if told else "extractive",
            text=text,
            statements=statements,
            note=work.note,
            citations=citations,
            closest=closest,
            unsupported=evidence.unsupported,
            searched=Searched(
                documents=evidence.documents_searched, paragraphs=evidence.paragraphs_searched
            ),
            receipt=self._receipt(work),
            explanation=(
                explain(read, evidence, work.asked, work.written) if request.explain else None
            ),
        )

    def _receipt(self, work: _Work) -> Receipt:
        receipt = Receipt(index=self._index.checksum, version=self.version)
        session = work.session
        if self.generator is None or session is None or not (session.calls or work.failure):
            return receipt
        return receipt.model_copy(
            update={
                "model": self.generator.name,
                "prompts": self.generator.versions(session),
                "usage": session.usage,
                "failure": str(work.failure) if work.failure else None,
            }
        )

    def _kept(self, request: Request) -> Answer | None:
        if self.cache is None or self.generator is None:
            return None
        return self.cache.find(self._cache_key(request))

    def _keep(self, cache: AnswerCache, request: Request, answer: Answer) -> None:
        try:
            cache.keep(self._cache_key(request), answer)
        except CacheError as error:
            # What was written and paid for is not withheld for it.
            _log.warning("%s", error)

    def _cache_key(self, request: Request) -> dict[str, object]:
        """All that an answer depends on."""
        assert self.generator is not None
        return {
            "question": request.question,
            "history": [(a.question, a.text) for a in request.history],
            "language": request.language or f"any, {self._interface} first",
            "documents": list(request.documents),
            "where": repr(request.where),
            "plain": request.plain,
            "explain": request.explain,
            "index": self._index.checksum,
            "version": self.version,
            "calibration": repr(self._calibration),
            **self.generator.identity,
        }

    def _read_turn(
        self,
        question: str,
        language: Language | None,
        turns: Sequence[Turn],
        documents: Sequence[str],
        whole: bool = False,
    ) -> Question:
        return read_question(
            question,
            self._vocabulary,
            whole=whole,
            language=language,
            interface=self._interface,
            documents=documents,
            history=() if Stage.FOLLOW_UPS in self._calibration.without else turns,
        )

    def _cite(self, paragraphs: Sequence[Paragraph], read: Question) -> tuple[Citation, ...]:
        return tuple(
            cite(key, whole(p, read.reader), self._index, read.reader, read.asks)
            for key, p in enumerate(paragraphs, start=1)
        )

    @cached_property
    def version(self) -> str:
        """The version of this program."""
        try:
            return version("mandate-assistant")
        except PackageNotFoundError:
            return "0+source"


def _repetitions_last(paragraphs: Iterable[Paragraph], language: Language) -> list[Paragraph]:
    """`paragraphs` in order, but those behind that say the same as two before them, letter for letter.

    Resolutions of many years repeat a paragraph, and would leave no place for any other.
    """
    seen: Counter[str] = Counter()
    first: list[Paragraph] = []
    behind: list[Paragraph] = []
    for paragraph in paragraphs:
        text = paragraph.version(language).text
        (first if seen[text] < _SAME else behind).append(paragraph)
        seen[text] += 1
    return [*first, *behind]


_SAME = 2


def check_language(code: str) -> Language:
    """`code`, if it is one of the six; raises `UnknownLanguage`."""
    if code not in get_args(Language):
        raise UnknownLanguage(
            f"{code!r} is not one of the six official languages: {', '.join(get_args(Language))}"
        )
    return code  # type: ignore[return-value]


def unsure_note(paragraphs: Sequence[Paragraph], language: Language) -> str:
    """What a reader is told of passages that were found in texts that were not read surely."""
    places = [f"{p.symbol}, {p.locator.pinpoint(language)}" for p in paragraphs]
    return load_phrases(language)["unsure"].format(places="; ".join(dict.fromkeys(places)))


def note_of(failure: ModelFailure, language: Language) -> str:
    """What a reader is told where the model gave nothing to use."""
    phrases = load_phrases(language)
    note = phrases[f"model.{failure.kind}"]
    if failure.kind is Failure.NOT_INSTALLED:
        note = f"{note} ({failure.detail})"
    return f"{note} {phrases['model.instead']}"
