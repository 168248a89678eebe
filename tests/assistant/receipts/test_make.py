"""Making receipts: small, exact, and refused where a quote does not stand."""

from __future__ import annotations

import pytest

from assistant.answer import PromptVersion, Receipt
from assistant.errors import ReceiptError
from assistant.receipts.hashes import hash_document, hash_text
from assistant.receipts.make import make_receipt
from assistant.receipts.read import read_receipt
from index.words import LANGUAGES

from .conftest import INDEX
from .shelf import SYMBOL, TEXTS, Shelf, changed, document, unsure

FIVE = {
    "en": "What are the functions of the Centre?",
    "fr": "Quelles sont les fonctions du Centre ?",
    "ru": "Каковы функции Центра?",
    "es": "¿Cuáles son las funciones del Centro?",
    "ar": "ما هي وظائف المركز؟",
    "zh": "中心的职能是什么？",
}


def test_a_receipt_has_the_hashes_of_what_was_quoted(kept, answer):
    assert kept.question == answer.question
    assert kept.answer == hash_text(answer.text)
    assert [(d.symbol, d.hash) for d in kept.documents] == [(SYMBOL, hash_document(document()))]
    first, second, _ = kept.quotes
    assert (first.locator, first.start, first.end) == ("op1", 0, len(TEXTS["op1"]["en"]))
    assert second.hash == hash_text(TEXTS["op1"]["ar"][5:20])


def test_a_receipt_names_the_model_and_its_prompts(answer):
    made = Receipt(
        index=INDEX,
        version="1.2",
        model="openai:a-model",
        prompts=(PromptVersion(name="answer", version="3+ab"),),
    )
    receipt = make_receipt(answer.model_copy(update={"receipt": made}), Shelf(document()))
    assert (receipt.index, receipt.version, receipt.model) == (INDEX, "1.2", "openai:a-model")
    assert receipt.prompts == made.prompts


@pytest.mark.parametrize(
    "held",
    [
        Shelf(),
        Shelf(document(changed(op2=None))),
        Shelf(document(changed(op2={"en": "Decides to remain apart from the matter."}))),
        Shelf(document(changed(op2={"fr": TEXTS["op2"]["en"]}))),
        Shelf(document(changed(op2={"en": "Decides"}))),
        Shelf(unsure(document(), "ar")),
    ],
    ids=["document", "paragraph", "words", "version", "length", "unsure"],
)
def test_an_answer_of_another_index_has_none(answer, held):
    with pytest.raises(
        ReceiptError, match=r"quote \[\d\] .*A/RES/95/1#op\d.* ask the question again"
    ):
        make_receipt(answer, held)


def test_an_answer_that_found_nothing_has_one_too(make_answer):
    answer = make_answer(receipt=Receipt(index=INDEX, version="0"))
    receipt = make_receipt(answer, Shelf())
    assert (receipt.status, receipt.quotes, receipt.documents) == ("not_found", (), ())


def test_an_answer_that_no_index_gave_is_refused_in_one_line(make_answer):
    with pytest.raises(ReceiptError, match=r"whose index no answer has.*or ask again$"):
        make_receipt(make_answer(), Shelf())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_of_a_real_answer_is_small_and_stands(assistant, language):
    answer = assistant.ask(FIVE[language])
    assert len(answer.citations) == 5
    receipt = assistant.receipt(answer)
    text = receipt.model_dump_json(indent=2)
    assert len(text.encode()) < 2_500
    assert read_receipt(text) == receipt
    check = assistant.verify(text)
    assert check.stands
    assert check.same_index
    assert [quote.text for quote in check.quotes] == [c.quote for c in answer.citations]
