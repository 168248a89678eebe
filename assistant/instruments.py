"""The instruments beside asking, as `Assistant` has them: lineage, tasks, the quote checker, receipts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering import check_language

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.checking.check import Progress
    from assistant.checking.model import TextCheck
    from assistant.holding import Opened
    from assistant.lineage.model import Comparison, Lineage
    from assistant.receipts.model import AnswerReceipt, ReceiptCheck
    from assistant.tasking.model import TaskTable
    from assistant.tasking.table import Reading
    from index.filter import Filter
    from index.words import Language


class Instruments:
    """What `Assistant` does beside answering; each takes a `collection`, as asking does."""

    _interface: Language

    def _held(self, collection: str | None = None) -> Opened:
        raise NotImplementedError

    def compare(
        self,
        first: str,
        second: str,
        *,
        language: str | None = None,
        reader: str | None = None,
        collection: str | None = None,
    ) -> Comparison:
        """Two documents, by symbol, paragraph by paragraph: matched, changed, new and gone.

        `language` is the one in which they are compared, else the `reader`'s where both have it; places are
        written in the `reader`'s. Raises `UnknownDocument`, `SymbolError`, `UnknownLanguage`, and
        `ComparisonError` where they cannot be compared.
        """
        from assistant.lineage.compare import compare

        index = self._held(collection).index
        own = check_language(language) if language else None
        return compare(first, second, index, language=own, reader=self._reader(reader, own))

    def trace(
        self,
        asked: str,
        *,
        language: str | None = None,
        reader: str | None = None,
        collection: str | None = None,
    ) -> Lineage:
        """Where a paragraph stood first, and every document that carries it, with how its words changed.

        `asked` is an address (`S/2007/279#p3.b1`) or words of a paragraph. Raises `UnknownDocument`,
        `UnknownParagraph`, `SymbolError`, `UnknownLanguage`, `EmptyQuestion`, and `NothingToTrace` where no
        paragraph has the words.
        """
        from assistant.lineage.trace import trace

        index = self._held(collection).index
        own = check_language(language) if language else None
        return trace(asked, index, language=own, reader=self._reader(reader, own))

    def tasks(
        self,
        *,
        documents: Sequence[str] = (),
        body: str | None = None,
        where: Filter | None = None,
        language: str | None = None,
        reader: str | None = None,
        preamble: bool = False,
        progress: Reading | None = None,
        collection: str | None = None,
    ) -> TaskTable:
        """The tasking table: who is asked by whom to do what; every cell is a quote or empty.

        `documents` are the symbols of the only ones to be read, `where` chooses them by what they are;
        `body` keeps the rows that name one ("Centre", "Secretary-General"); `preamble` adds the preambular
        paragraphs. `progress` is told how many documents of how many are read. Raises `UnknownDocument`,
        `SymbolError`, `UnknownLanguage` and `FilterError`.
        """
        from assistant.tasking.table import make_tasks

        own = check_language(language) if language else None
        return make_tasks(
            self._held(collection).index,
            documents=documents,
            body=body,
            where=where,
            language=own,
            reader=self._reader(reader, own),
            preamble=preamble,
            progress=progress,
        )

    def check(
        self,
        text: str | Path,
        *,
        documents: Sequence[str] = (),
        reader: str | None = None,
        progress: Progress | None = None,
        collection: str | None = None,
    ) -> TextCheck:
        """Every quotation and every cited place of a text, or of a file (a `Path`), looked up.

        `documents` are the symbols of the only ones to be looked into. `progress` is told how many quotes
        of how many are checked. Raises `EmptyQuestion`, `TextTooLong`, `UnreadableText`, `UnknownDocument`
        and `SymbolError`.
        """
        from assistant.checking.check import check_text, read_text_file

        name = text.name if isinstance(text, Path) else ""
        return check_text(
            read_text_file(text) if isinstance(text, Path) else text,
            self._held(collection).index,
            name=name,
            documents=documents,
            reader=self._reader(reader, None),
            progress=progress,
        )

    def receipt(self, answer: Answer, *, collection: str | None = None) -> AnswerReceipt:
        """The receipt of `answer`: the hashes of its index, documents and quotes.

        Raises `ReceiptError` where it was made from another index.
        """
        from assistant.receipts.make import make_receipt

        return make_receipt(answer, self._held(collection).index)

    def verify(
        self,
        receipt: AnswerReceipt | Answer | Mapping[str, object] | str | bytes | Path,
        *,
        reader: str | None = None,
        collection: str | None = None,
    ) -> ReceiptCheck:
        """Whether the quotes of a receipt (or of its JSON, or of a file with it) stand in today's index.

        An answer, or its JSON, is taken too: it has no hashes of documents to compare, but all that it
        says is looked at, and its question is asked again. Raises `ReceiptError` where it is none.
        """
        from assistant.receipts.given import verify_answer
        from assistant.receipts.model import AnswerReceipt
        from assistant.receipts.verify import read_receipt, read_receipt_file, verify_receipt

        if isinstance(receipt, Path):
            receipt = read_receipt_file(receipt)
        if isinstance(receipt, Mapping):
            receipt = json.dumps(receipt)
        if isinstance(receipt, (str, bytes)):
            receipt = read_receipt(receipt)
        held, language = self._held(collection), self._reader(reader, None)
        if isinstance(receipt, AnswerReceipt):
            return verify_receipt(receipt, held.index, language)
        return verify_answer(receipt, held.index, held.answerer, language)

    def references(self, answer: Answer, form: str, *, reader: str | None = None) -> str:
        """The citations of `answer` as references: `footnote`, `bibtex`, `ris`, `csl-json` or `text`.

        Footnotes are in the `reader`'s language, else in the answer's; what would stand twice stands once.
        Raises `ExportError` for another `form`, and `UnknownLanguage`.
        """
        from assistant.errors import ExportError
        from assistant.render.references import REFERENCES, to_references

        if form not in REFERENCES:
            raise ExportError(f"{form!r} is no form of references; choose {', '.join(REFERENCES)}")
        return to_references(form, answer.citations, self._reader(reader, answer.language))

    def _reader(self, reader: str | None, language: str | None) -> Language:
        return check_language(reader or language or self._interface)
