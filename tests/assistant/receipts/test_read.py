"""Reading receipts, which may come from anybody: strict, and one line that says what to do."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import ReceiptError
from assistant.receipts.make import bare_receipt
from assistant.receipts.read import MOST_BYTES, read_receipt, read_receipt_file


def refused(text: str | bytes) -> str:
    with pytest.raises(ReceiptError) as told:
        read_receipt(text)
    message = str(told.value)
    assert "\n" not in message
    assert len(message) < 500
    return message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_receipt_is_read_back(kept, encoding):
    text = kept.model_dump_json(indent=2)
    assert read_receipt(text) == kept
    assert read_receipt(text.encode(encoding)) == kept


def test_an_answer_s_own_json_is_read_as_an_answer(answer, kept):
    read = read_receipt(answer.model_dump_json(indent=2))
    assert read == answer
    bare = kept.model_copy(update={"documents": (), "checksum": None})
    assert bare_receipt(read) == bare


def test_an_answer_with_all_that_explains_it_is_read(assistant):
    explained = assistant.ask("What are the functions of the Centre?", explain=True)
    assert len(read_receipt(explained.model_dump_json()).citations) == 5


def test_a_badge_that_is_another_s_is_refused(answer):
    data = answer.model_dump(mode="json") | {"badge": "quotes verified"}
    assert "at badge" in refused(json.dumps(data))


def test_what_is_wrong_is_told_in_plain_words(kept):
    data = kept.model_dump(mode="json")
    data["quotes"][0]["start"] = -1
    assert "at quotes.0.start: what stands there is none of its values" in refused(json.dumps(data))
    del data["quotes"][0]["start"]
    assert "at quotes.0.start: it is left out" in refused(json.dumps(data))


def test_an_answer_whose_quotes_were_tampered_with_is_refused(answer):
    data = answer.model_dump(mode="json")
    data["citations"][1]["quote"] += "!"
    assert "quote [2]" in refused(json.dumps(data))


def test_a_file_is_read_and_no_more_of_it_than_a_receipt_has(kept, tmp_path):
    file = tmp_path / "receipt.json"
    file.write_text(kept.model_dump_json(), encoding="utf-8")
    assert read_receipt_file(file) == kept
    with pytest.raises(
        ReceiptError, match=r"missing\.json cannot be read.*name the file of a receipt"
    ):
        read_receipt_file(tmp_path / "missing.json")
    with pytest.raises(ReceiptError, match="cannot be read"):
        read_receipt_file(tmp_path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "mandate-receipt/2"}, "this program reads 'mandate-receipt/1'"),
        ({"format": "other"}, "is no format of a receipt"),
        ({"format": 1}, "is no format of a receipt"),
        ({"question": None}, "at question"),
        ({"language": "de"}, "at language"),
        ({"answer": "sha256:00"}, "at answer"),
        ({"answer": "md5:" + "0" * 64}, "at answer"),
        ({"index": "sha256:" + "0" * 63}, "at index"),
        ({"extra": 1}, "at extra"),
        ({"quotes": {}}, "at quotes"),
        ({"version": "x" * 10_000}, "at version"),
    ],
)
def test_a_field_that_is_wrong_is_named(kept, change, said):
    message = refused(json.dumps(kept.model_dump(mode="json") | change))
    assert said in message
    assert "mandate ask --receipt FILE" in message or "make one anew" in message


@pytest.mark.parametrize(
    "change",
    [
        {"start": -1},
        {"start": 1.5},
        {"start": "0"},
        {"start": True},
        {"end": 0},
        {"start": 30, "end": 30},
        {"end": 10**12},
        {"symbol": "no symbol"},
        {"symbol": "A/" * 100 + "1"},
        {"locator": "page 3"},
        {"locator": "../../etc"},
        {"language": "EN"},
        {"hash": ""},
        {"words": "more"},
    ],
)
def test_a_quote_that_is_none_is_refused_by_its_place(kept, change):
    data = kept.model_dump(mode="json")
    data["quotes"][1] |= change
    assert "at quotes.1" in refused(json.dumps(data))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing was given"),
        (" \n", "nothing was given"),
        ("[]", "is a JSON object"),
        ("3", "is a JSON object"),
        ("{}", "neither a receipt nor an answer"),
        ('{"conversation": []}', "give one of its answers"),
        ("not json", "no JSON"),
        (b"\xff\xfe\xfa\x00\xd8", "UTF-8"),
        (b"\xe9t\xe9", "UTF-8"),
        ('{"format": "mandate-receipt/1", "format": "mandate-receipt/1"}', "stands twice"),
        ('{"format": NaN}', "NaN"),
        ('{"format": -Infinity}', "Infinity"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 10_000, "no JSON"),
        ("x" * (MOST_BYTES + 1), "1,000,000 bytes"),
        (b" " * (MOST_BYTES + 1), "1,000,000 bytes"),
        ('{"format": "mandate-receipt/1", "question": "\\ud800"}', "receipt is not right"),
    ],
)
def test_what_is_no_receipt_is_refused(text, said):
    assert said in refused(text)


def test_too_many_quotes_are_refused(kept):
    data = kept.model_dump(mode="json")
    data["quotes"] = data["quotes"][:1] * 501
    assert "at quotes" in refused(json.dumps(data))


@settings(deadline=None, database=None)
@given(st.data())
def test_a_part_of_a_receipt_is_refused(kept, data):
    text = kept.model_dump_json()
    end = data.draw(st.integers(0, len(text) - 1))
    refused(text[:end])


@settings(deadline=None, database=None, max_examples=200)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
            max_leaves=10,
        ).map(json.dumps),
    )
)
def test_nothing_is_worse_than_refused(text):
    refused(text)
