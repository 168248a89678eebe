"""The short form that a link carries: it says the same, is small, and harms nobody who reads it."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import ReceiptError
from assistant.receipts.codec import MOST_CHARACTERS, decode, encode, is_question_of
from assistant.receipts.hashes import hash_text
from assistant.receipts.model import AnswerReceipt, DocumentReceipt, QuoteReceipt
from assistant.receipts.verify import verify_receipt
from index.words import LANGUAGES

from .shelf import Shelf, document
from .test_make import FIVE

hashes = st.binary(max_size=8).map(lambda data: hash_text(data.hex()))
symbols = st.sampled_from(["A/RES/72/7", "S/RES/1325 (2000)", "A/75/L.72", "A/72/864*"])


@st.composite
def quotes(draw):
    start = draw(st.integers(0, 10_000))
    return QuoteReceipt(
        symbol=draw(symbols),
        locator=draw(st.sampled_from(["op1", "pp12", "annex1.n3.a.ii", "p3.b2", "title"])),
        language=draw(st.sampled_from(LANGUAGES)),
        start=start,
        end=start + draw(st.integers(1, 5_000)),
        hash=draw(hashes),
    )


@st.composite
def made(draw):
    """A receipt as an answer has it: of the documents that it quotes, or of none."""
    quoted = draw(st.lists(quotes(), max_size=8))
    named = dict.fromkeys(quote.symbol for quote in quoted) if draw(st.booleans()) else ()
    return AnswerReceipt(
        question=draw(st.text(max_size=50)),
        language=draw(st.sampled_from(LANGUAGES)),
        status="answered" if quoted else draw(st.sampled_from(["answered", "not_found"])),
        answer=draw(hashes),
        index=draw(hashes),
        version=draw(st.text(min_size=1, max_size=20)),
        model=draw(st.none() | st.text(min_size=1, max_size=40)),
        documents=tuple(DocumentReceipt(symbol=symbol, hash=draw(hashes)) for symbol in named),
        quotes=tuple(quoted),
    )


receipts = made()


def packed(data: object) -> str:
    if not isinstance(data, bytes):
        data = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return urlsafe_b64encode(deflate.compress(data) + deflate.flush()).decode().rstrip("=")


def inflated(code: str) -> list[object]:
    return json.loads(zlib.decompress(urlsafe_b64decode(code + "=" * (-len(code) % 4)), -15))


def cut(receipt: AnswerReceipt) -> dict[str, object]:
    """What the short form has of a receipt."""

    def shorten(value: object) -> object:
        if isinstance(value, dict):
            return {name: shorten(each) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [shorten(each) for each in value]
        return value[:39] if isinstance(value, str) and value.startswith("sha256:") else value

    return {
        name: shorten(v)
        for name, v in receipt.model_dump().items()
        if name not in ("prompts", "checksum")
    }


@settings(deadline=None, database=None, max_examples=200)
@given(receipts)
def test_the_short_form_says_the_same(receipt):
    code = encode(receipt)
    assert code is not None
    assert set(code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    read = decode(code, receipt.question)
    found, wanted = cut(read), cut(receipt)
    assert sorted(map(str, found.pop("documents"))) == sorted(map(str, wanted.pop("documents")))
    assert found == wanted
    assert encode(read) == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_of_an_answer_with_five_quotes_is_short(assistant, language):
    answer = assistant.ask(FIVE[language])
    assert len(answer.citations) == 5
    code = encode(assistant.receipt(answer))
    query = urlencode({"q": answer.question, "lang": language, "receipt": code})
    assert len(f"https://mandate.example.org/assistant/?{query}") < 1_000
    check = assistant.verify(decode(code, answer.question))
    assert check.stands
    assert check.same_index
    assert [document.verdict for document in check.documents] == ["unchanged"]


def test_the_short_form_tells_what_has_changed(kept):
    read = decode(encode(kept), kept.question)
    assert verify_receipt(read, Shelf(document())).stands
    tampered = inflated(encode(kept))
    tampered[8][2][4] += 1
    check = verify_receipt(decode(packed(tampered), "x"), Shelf(document()))
    assert [quote.verdict for quote in check.quotes] == ["stands", "stands", "changed"]


def test_what_is_too_long_for_a_link_has_no_short_form(kept):
    many = tuple(
        quote.model_copy(update={"hash": hash_text(str(number))})
        for number, quote in enumerate(kept.quotes * 300)
    )
    assert encode(kept.model_copy(update={"quotes": many})) is None


def refused(code: str) -> None:
    with pytest.raises(
        ReceiptError, match=r"^the receipt in the link cannot be read: .*ask the question again$"
    ):
        decode(code, "What?")


@settings(deadline=None, database=None)
@given(st.data())
def test_a_part_of_a_short_form_is_refused(kept, data):
    code = encode(kept)
    refused(code[: data.draw(st.integers(0, len(code) - 1))])


@settings(deadline=None, database=None, max_examples=300)
@given(st.data())
def test_a_short_form_with_another_letter_is_refused_or_says_something_else(kept, data):
    code = encode(kept)
    # The last bits only fill the last byte of the deflated text.
    at = data.draw(st.integers(0, len(code) - 3))
    letter = data.draw(st.sampled_from("ABCzy019-_"))
    other = code[:at] + letter + code[at + 1 :]
    try:
        read = decode(other, kept.question)
    except ReceiptError:
        return
    same = read == decode(code, kept.question) and is_question_of(other, kept.question)
    assert same == (other == code)


@settings(deadline=None, database=None, max_examples=300)
@given(st.one_of(st.text(), st.text("ABCabc019-_="), st.binary().map(packed)))
def test_nothing_is_worse_than_refused(code):
    refused(code)


def test_a_bomb_is_not_inflated():
    bomb = packed(b"0" * 2_900_000)
    assert len(bomb) < MOST_CHARACTERS
    refused(bomb)


def changed_form(kept: AnswerReceipt, place: int, value: object) -> str:
    short = inflated(encode(kept))
    short[place] = value
    return packed(short)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, 1),
        (0, 3),
        (0, True),
        (1, "de"),
        (2, 2),
        (3, "short"),
        (4, "é" * 22),
        (5, ""),
        (5, "x" * 400),
        (6, 5),
        (7, [["no symbol", None]]),
        (7, []),
        (7, [["A/RES/72/7"]]),
        (8, [[0, "op1", "en", 0, 5]]),
        (8, [[9, "op1", "en", 0, 5, "A" * 22]]),
        (8, [[-1, "op1", "en", 0, 5, "A" * 22]]),
        (8, [[0, "op1", "en", -1, 5, "A" * 22]]),
        (8, [[0, "op1", "en", 0, 0, "A" * 22]]),
        (8, [[0, "op1", "en", 0, 1.5, "A" * 22]]),
        (8, [[0, "page 1", "en", 0, 1, "A" * 22]]),
        (8, [[0, "op1", "en", 0, 10**30, "A" * 22]]),
        (8, [[]] * 2_000),
    ],
)
def test_a_form_that_is_not_right_is_refused(kept, place, value):
    refused(changed_form(kept, place, value))


@pytest.mark.parametrize(
    "code",
    [
        packed(b"[NaN]"),
        packed(b"{}"),
        packed(b"[" * 9_000),
        packed(b"\xff\xff"),
        packed([]),
        "A" * (MOST_CHARACTERS + 1),
        "é",
        "ab cd",
        "",
    ],
)
def test_what_is_no_form_is_refused(code):
    refused(code)


def test_one_receipt_has_one_short_form(kept):
    short = inflated(encode(kept))
    decode(packed(short), "x")
    spaced = json.dumps(short, ensure_ascii=False)
    refused(packed(spaced.encode()))
    short[7][0][0] = short[7][0][0].lower()
    refused(packed(short))


def test_nothing_may_stand_behind_a_short_form(kept):
    raw = urlsafe_b64decode(encode(kept) + "==="[: -len(encode(kept)) % 4])
    refused(urlsafe_b64encode(raw + b"more").decode().rstrip("="))


def test_a_short_form_tells_whether_the_question_is_its_own(kept):
    code = encode(kept)
    assert is_question_of(code, kept.question) is True
    assert is_question_of(code, f" {kept.question}\n") is True
    assert is_question_of(code, "Is the Centre bound to own helicopters?") is False


def test_a_short_form_of_before_is_still_read(kept):
    before = packed([1, *inflated(encode(kept))[1:9]])
    assert cut(decode(before, kept.question)) == cut(kept)
    assert is_question_of(before, "Any?") is None
