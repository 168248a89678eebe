"""Verifies the JSON of an answer, which has its words beside what a receipt has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Answer
from assistant.answering import Answerer
from assistant.receipts.again import find_same
from assistant.receipts.facts import find_false_facts
from assistant.receipts.make import bare_receipt
from assistant.receipts.model import AnswerCheck, Difference, ReceiptCheck
from assistant.receipts.verify import verify_receipt
from assistant.receipts.wording import (
    Objections,
    find_false_statements,
    find_false_words,
    find_foreign_sentences,
)
from index.errors import UserError
from index.search import Index
from index.words import Language


def verify_answer(
    answer: Answer, index: Index, answerer: Answerer, reader: Language = "en"
) -> ReceiptCheck:
    """The quotes of `answer` held against `index`, and the rest of it too; see `AnswerCheck`.

    There are no hashes of documents to compare. Raises `ReceiptError` for an answer that none gave.
    """
    check = verify_receipt(bare_receipt(answer), index, reader)
    return check.model_copy(update={"answer": _checked(answer, check, index, answerer)})


def _checked(answer: Answer, check: ReceiptCheck, index: Index, answerer: Answerer) -> AnswerCheck:
    if answer.receipt.model is None and answer.mode != "generated":
        if find_same(answer, answerer):
            return AnswerCheck(again="same")
        found = [*_differences(answer, index, answerer)]
        as_then = check.same_index and answer.receipt.version == answerer.version
        if as_then and not found:
            found.append(Difference(part="answer", where=""))
        return AnswerCheck(again="other", differences=tuple(found))
    return AnswerCheck(again="not asked", differences=tuple(_differences(answer, index, answerer)))


def _differences(answer: Answer, index: Index, answerer: Answerer) -> Iterator[Difference]:
    yield from find_false_facts(answer, index)
    yield from find_false_words(answer)
    if answer.receipt.version == answerer.version:
        # Another version has other sentences.
        yield from find_foreign_sentences(answer)
    yield from find_false_statements(answer, _objections(answerer))


def _objections(answerer: Answerer) -> Objections:
    """What the answerer objects to in a statement; nothing where a passage is gone, which is told as such."""

    def find(text: str, places: Sequence[str], language: Language) -> Sequence[str]:
        try:
            return answerer.check_statement(text, places, language)
        except UserError:
            return ()

    return find
