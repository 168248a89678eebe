"""Verifying receipts: what stands, what has moved, changed or gone, and by which name it is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.receipts.elsewhere import Elsewhere
from assistant.receipts.hashes import hash_receipt, hash_text
from assistant.receipts.model import AnswerReceipt, QuoteReceipt
from assistant.receipts.text import to_text
from assistant.receipts.verify import verify_receipt
from index.words import LANGUAGES

from .shelf import SYMBOL, TEXTS, Shelf, changed, document, unsure

OP1, OP2 = TEXTS["op1"], TEXTS["op2"]


def verdicts(kept: AnswerReceipt, *held, **options) -> list[str]:
    return [quote.verdict for quote in verify_receipt(kept, Shelf(*held, **options)).quotes]


def altered(kept: AnswerReceipt, number: int, **fields: object) -> AnswerReceipt:
    quotes = list(kept.quotes)
    quotes[number] = quotes[number].model_copy(update=fields)
    return kept.model_copy(update={"quotes": tuple(quotes)})


def test_what_is_unchanged_stands(kept):
    check = verify_receipt(kept, Shelf(document()))
    assert check.stands
    assert check.same_index
    assert [quote.text for quote in check.quotes] == [OP1["en"], OP1["ar"][5:20], OP2["en"][8:22]]
    assert [quote.pinpoint for quote in check.quotes[1:]] == [
        f"{SYMBOL}, para. 1",
        f"{SYMBOL}, para. 2",
    ]
    assert [document.verdict for document in check.documents] == ["unchanged"]


def test_an_unrelated_document_changes_the_index_and_nothing_else(kept):
    other = document(symbol="A/RES/95/2")
    check = verify_receipt(kept, Shelf(other, document(), checksum="sha256:" + "1" * 64))
    assert check.stands
    assert not check.same_index
    assert [held.verdict for held in check.documents] == ["unchanged"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (changed(op2={"en": "Decides to close the matter."}), "changed"),
        (changed(op2={"en": "Decides"}), "changed"),
        (changed(op2=None), "no paragraph"),
        (changed(op2={"fr": "Décide de rester saisie de la question."}), "no version"),
        (changed(op2={"en": "Welcomes it."}, op3=OP2), "elsewhere"),
        (changed(op2=None, op3=OP2), "elsewhere"),
        (changed(op2={"en": f"Further {OP2['en']}"}), "elsewhere"),
        (changed(op2={"fr": "Oui."}, fn1=OP2), "elsewhere"),
        (changed(op2={"fr": OP2["en"]}), "no version"),
    ],
)
def test_a_quote_that_does_not_stand_is_told_by_its_right_name(kept, texts, expected):
    check = verify_receipt(kept, Shelf(document(texts)))
    assert not check.stands
    assert [quote.verdict for quote in check.quotes] == ["stands", "stands", expected]
    assert [held.verdict for held in check.documents] == ["changed"]


def test_a_document_that_is_gone(kept):
    check = verify_receipt(kept, Shelf())
    assert {quote.verdict for quote in check.quotes} == {"no document"}
    assert [held.verdict for held in check.documents] == ["not held"]


def test_words_that_moved_are_shown_where_they_stand(kept):
    texts = changed(op2={"en": "Welcomes it."}, op3={"en": "Also decides to remain seized."})
    last = verify_receipt(kept, Shelf(document(texts))).quotes[-1]
    assert (last.verdict, last.now, last.text) == ("elsewhere", f"{SYMBOL}#op3", OP2["en"][8:22])
    within = changed(op2={"en": f"Further {OP2['en']}"})
    assert verify_receipt(kept, Shelf(document(within))).quotes[-1].now == f"{SYMBOL}#op2"


def test_words_that_changed_are_shown_as_the_whole_paragraph(kept):
    last = verify_receipt(kept, Shelf(document(changed(op2={"en": "Closes the matter."})))).quotes[
        -1
    ]
    assert (last.text, last.now) == ("Closes the matter.", None)


def test_a_text_that_is_not_sure_any_more_is_never_shown(kept):
    check = verify_receipt(kept, Shelf(unsure(document(), "en")))
    assert [(q.verdict, bool(q.text)) for q in check.quotes] == [
        ("no version", False),
        ("stands", True),
        ("no version", False),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"hash": hash_text("something else")},
        {"start": 7},
        {"end": 23},
        {"start": 9, "end": 23},
        {"locator": "op1"},
        {"end": 1_000_000},
    ],
)
def test_a_tampered_quote_fails_and_is_named(kept, fields):
    check = verify_receipt(altered(kept, 2, **fields), Shelf(document()))
    assert not check.stands
    assert [quote.verdict == "stands" for quote in check.quotes] == [True, True, False]
    assert f"[3] {check.quotes[2].pinpoint}" in to_text(check)
    assert to_text(check).splitlines()[-1].startswith("The receipt does not stand: 2 of 3")


def test_a_tampered_hash_of_a_document_is_told_and_the_quotes_stand(kept):
    one = kept.documents[0].model_copy(update={"hash": hash_text("")})
    other = kept.model_copy(update={"documents": (one,)})
    assert not verify_receipt(other, Shelf(document())).stands
    other = other.model_copy(update={"checksum": hash_receipt(other)})
    check = verify_receipt(other, Shelf(document()))
    assert check.stands
    assert [held.verdict for held in check.documents] == ["changed"]


@settings(deadline=None, database=None)
@given(st.data())
def test_any_span_is_found_where_its_paragraph_has_gone_to(data):
    place = data.draw(st.sampled_from(["pp1", "op1", "op2"]))
    language = data.draw(st.sampled_from(sorted(TEXTS[place])))
    text = TEXTS[place][language]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = QuoteReceipt(
        symbol=SYMBOL,
        locator=place,
        language=language,
        start=start,
        end=end,
        hash=hash_text(text[start:end]),
    )
    held = document({"op7": {language: f"Also, {text}"}})
    found = Elsewhere().find(quote, held)
    assert found is not None
    assert found.text == text[start:end]
    assert Elsewhere(most=0).find(quote, held) is None


def test_looking_elsewhere_ends(kept):
    text = "ab" * 60_000
    held = document({"op7": {"en": text, "ar": text}})
    limited = Elsewhere(most=1_000)
    assert all(limited.find(quote, held) is None for quote in kept.quotes)


@pytest.mark.parametrize("reader", LANGUAGES)
def test_places_are_in_the_reader_s_language(kept, reader):
    check = verify_receipt(kept, Shelf(document()), reader)
    pinpoints = {quote.pinpoint for quote in check.quotes}
    assert len(pinpoints) == 2
    assert all(place.startswith(SYMBOL) for place in pinpoints)
    english = verify_receipt(kept, Shelf(document())).quotes[0].pinpoint
    assert (check.quotes[0].pinpoint == english) == (reader == "en")


def test_what_is_shown_in_a_terminal_does_not_drive_it(kept):
    hostile = changed(op2={"en": "\x1b[2J\u202eevil\x07 \x9b31m"})
    asked = kept.model_copy(update={"question": "a\r\x1b]0;title\x07 b"})
    text = to_text(verify_receipt(asked, Shelf(document(hostile))))
    assert not set(text) & set("\x1b\x07\x9b\r\u202e")
    assert "evil" in text


def test_a_receipt_without_quotes_says_why(kept):
    empty = kept.model_copy(
        update={"quotes": (), "documents": (), "status": "not_found", "checksum": None}
    )
    same = to_text(verify_receipt(empty, Shelf()))
    assert (
        same.splitlines()[-1]
        == "The receipt stands: it has no quote, for the documents did not answer."
    )
    other = to_text(verify_receipt(empty, Shelf(checksum="sha256:" + "1" * 64)))
    assert "ask again" in other.splitlines()[-1]


def test_an_answer_without_a_quote_has_nothing_to_verify(kept):
    """Whoever takes the quotes out of a receipt has taken what it proves."""
    emptied = AnswerReceipt.model_validate(
        kept.model_dump() | {"quotes": (), "documents": (), "checksum": None}
    )
    check = verify_receipt(emptied, Shelf(document()))
    assert not check.stands
    assert to_text(check).endswith("There is nothing to verify: the answer has no quote.")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"status": "not_found"}, "it has quotes"),
        ({"documents": [{"symbol": "A/RES/1/1", "hash": hash_text("x")}]}, "its documents are not"),
    ],
)
def test_what_does_not_fit_together_is_no_receipt(kept, fields, message):
    with pytest.raises(ValueError, match=message):
        AnswerReceipt.model_validate(kept.model_dump() | fields)


def test_what_is_not_proved_is_told(kept):
    forged = kept.model_copy(update={"question": "Did the Assembly close the Centre?"})
    told = to_text(verify_receipt(forged, Shelf(document())))
    assert "question and model are as the receipt tells" in told


@pytest.mark.parametrize(
    "fields",
    [
        {"question": "Did the Assembly close the Centre?"},
        {"model": "openai:another"},
        {"version": "9.9"},
        {"answer": hash_text("Other words.")},
        {"index": hash_text("another index")},
        {"language": "fr"},
    ],
)
def test_a_receipt_that_was_altered_anywhere_does_not_stand(kept, fields):
    check = verify_receipt(kept.model_copy(update=fields), Shelf(document()))
    assert (check.checksum, check.stands) == ("wrong", False)
    assert to_text(check).endswith("; it was altered after it was written.")


def test_a_quote_that_was_taken_out_of_a_receipt_is_missed(kept):
    check = verify_receipt(kept.model_copy(update={"quotes": kept.quotes[:2]}), Shelf(document()))
    assert not check.stands
    assert "2 of 2 quotes stand" in to_text(check)
    assert "The receipt does not stand" in to_text(check)


def test_a_receipt_of_before_has_no_checksum_and_is_verified(kept):
    old = AnswerReceipt.model_validate_json(
        kept.model_copy(update={"checksum": None}).model_dump_json()
    )
    check = verify_receipt(old, Shelf(document()))
    assert (check.checksum, check.stands) == ("none", True)
    assert "that it has all quotes: it has no checksum" in to_text(check)
