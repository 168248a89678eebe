"""The Python API: `Assistant` answers questions from an index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Self, TypeVar, get_args

from assistant.answer import (
    Answer,
    Citation,
    Explanation,
    Receipt,
    Score,
    Searched,
    cited_paragraphs,
)
from assistant.calibration import CALIBRATION, Calibration
from assistant.cite import cite
from assistant.errors import EmptyQuestion, QuestionTooLong, UnknownLanguage
from assistant.evidence import Evidence, Finder
from assistant.question import Question, Turn, read_question
from assistant.question.reading import (
    MOST_CHARACTERS,
    clean,
    is_introduced,
    whole_characters,
)
from assistant.question.vocabulary import Vocabulary
from assistant.stages import Stage
from assistant.verify import whole
from assistant.writer.extractive import write_found, write_not_found
from index.build import open_index
from index.catalogue import DOCUMENTS
from index.document import Document, Paragraph
from index.embedder import Embedder
from index.words import Language

Case = TypeVar("Case")


class Assistant:
    """Answers questions from the documents of an index, in words quoted letter for letter.

    Opens the shipped index in `home` (`MANDATE_HOME/index` unless given), and builds it first where
    there is none that is whole; `progress` is then called with a few words at each step. Close it,
    or use it as a context manager. An index of other documents than the shipped ones needs a `home`
    of its own: one folder holds one index. Raises the errors of `index.build.open_index`.
    """

    def __init__(
        self,
        home: Path | None = None,
        *,
        documents: Path = DOCUMENTS,
        embedder: Embedder | None = None,
        calibration: Calibration = CALIBRATION,
        language: str = "en",
        progress: Callable[[str], None] = lambda step: None,
    ) -> None:
        """`language` is the interface's: it breaks ties where a question's is not plain.

        `documents` is the folder that is read where the index has to be built.
        """
        self._interface = _language(language)
        self._index = open_index(home, documents=documents, embedder=embedder, progress=progress)
        self.calibrate(calibration)

    def documents(self) -> tuple[Document, ...]:
        """The documents held, each with its paragraphs in order."""
        return self._index.documents

    @property
    def checksum(self) -> str:
        """`sha256:…` of what the index was made from; receipts name it."""
        return self._index.checksum

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
        explain: bool = False,
    ) -> Answer:
        """What the documents say to `question`.

        `history` has the answers before, oldest first, for follow-ups. `language` (one of the six
        codes) overrides detection; `documents` are the symbols of the only ones to be asked;
        `explain` adds the scores. Raises `EmptyQuestion`, `QuestionTooLong`,
        `UnknownLanguage`, `UnknownDocument`.
        """
        read = self._read(question, history, language, documents)
        evidence = self._finder.find(read)
        if not evidence.chosen and is_introduced(question):
            # What stood before the question proper may be a part of it after all.
            longer = self._read(question, history, language, documents, whole=True)
            found = self._finder.find(longer)
            read, evidence = (longer, found) if found.chosen else (read, evidence)
        receipt = Receipt(index=self.checksum, version=self._version)
        searched = Searched(
            documents=evidence.documents_searched, paragraphs=evidence.paragraphs_searched
        )
        citations = self._cite(evidence.chosen, read)
        closest = self._cite(evidence.closest, read)
        return Answer(
            question=whole_characters(question),
            language=read.language,
            status="answered" if citations else "not_found",
            text=write_found(read, citations)
            if citations
            else write_not_found(read, evidence, closest),
            citations=citations,
            closest=closest,
            unsupported=evidence.unsupported,
            searched=searched,
            receipt=receipt,
            explanation=_explain(read, evidence) if explain else None,
        )

    def decisions(
        self, questions: Iterable[tuple[str, Case]]
    ) -> Iterator[tuple[Case, str, tuple[float, ...]]]:
        """The signs that each decision hangs on, with the best paragraph; for evaluation.

        Yields nothing for questions that are not about a topic (places, lists).
        """
        for text, case in questions:
            read = self._read(text, (), None, ())
            scored = self._finder.candidates(read)
            if scored:
                found = astuple(self._finder.signs(read, scored))
                yield case, scored[0].paragraph.address, found

    def calibrate(self, calibration: Calibration) -> None:
        """Decide by other numbers, or without some of the stages, from now on; for evaluation."""
        self._calibration = calibration
        self._finder = Finder(self._index, calibration)
        self._vocabulary = Vocabulary(
            self._index, spelling=Stage.SPELLING not in calibration.without
        )

    def close(self) -> None:
        """Give the index's files back."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _read(
        self,
        question: str,
        history: Sequence[Answer],
        language: str | None,
        documents: Sequence[str],
        whole: bool = False,
    ) -> Question:
        read = clean(question)
        if not any(map(str.isalnum, read)):
            raise EmptyQuestion("the question is empty; ask in a sentence or in key words")
        if len(read) > MOST_CHARACTERS:
            raise QuestionTooLong(
                f"the question has {len(read):,} characters; ask in at most {MOST_CHARACTERS:,}"
            )
        chosen = [str(self._index.document(symbol).symbol) for symbol in documents]
        code = _language(language) if language else None
        turns: list[Turn] = []
        for answer in history:
            before = self._read_turn(answer.question, answer.language, turns, ())
            turns.append(Turn(before, cited_paragraphs(answer, self._index)))
        return self._read_turn(question, code, turns, chosen, whole)

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
            cite(key, whole(p, read.language), self._index, read.language, read.asks)
            for key, p in enumerate(paragraphs, start=1)
        )

    @cached_property
    def _version(self) -> str:
        try:
            return version("mandate-assistant")
        except PackageNotFoundError:
            return "0+source"


def _language(code: str) -> Language:
    if code not in get_args(Language):
        raise UnknownLanguage(
            f"{code!r} is not one of the six official languages: {', '.join(get_args(Language))}"
        )
    return code  # type: ignore[return-value]


def _explain(read: Question, evidence: Evidence) -> Explanation:
    chosen = {p.address for p in evidence.chosen}
    return Explanation(
        intent=read.intent,
        documents=read.documents,
        terms={term.stem: round(term.weight, 3) for term in read.terms},
        corrected={term.surface: term.corrected for term in read.terms if term.corrected},
        asks=tuple(sorted(read.asks)),
        notes=read.notes,
        reason=evidence.reason,
        confidence=round(evidence.confidence, 6),
        scores=tuple(
            Score(
                symbol=str(s.paragraph.symbol),
                locator=str(s.paragraph.locator),
                score=round(s.score, 3),
                support=round(s.support, 3),
                nearness=round(s.nearness, 3),
                lexical=round(s.lexical, 3),
                chosen=s.paragraph.address in chosen,
            )
            for s in evidence.candidates
        ),
    )
