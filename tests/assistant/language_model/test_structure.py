"""Replies, read as they come: the same statements however they are cut, and none that is not there."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.language_model.calling import Piece
from assistant.language_model.failure import Failure, ModelFailure
from assistant.language_model.structure import (
    Draft,
    DraftStatement,
    Rewritten,
    StatementReader,
    read_rewritten,
    schema_of,
)

often = settings(deadline=None, database=None, max_examples=100)
# What is found in replies and what JSON itself is written with.
TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from('{}[]",:\\\n"statements": ['), max_size=20
)
STATEMENT = st.fixed_dictionaries(
    {"text": TEXT},
    optional={
        "keys": st.lists(TEXT, max_size=2),
        "quotes": st.lists(st.fixed_dictionaries({"key": TEXT, "words": TEXT}), max_size=2),
        "confidence": st.floats(allow_nan=False) | TEXT,
    },
)
# What a statement is not; a number is looked at below, since its end is not seen in it.
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    TEXT,
    st.lists(TEXT, max_size=2),
    st.fixed_dictionaries({"text": st.none() | st.integers() | st.lists(TEXT)}),
    st.fixed_dictionaries({"text": TEXT, "keys": TEXT | st.lists(st.integers(), min_size=1)}),
    st.fixed_dictionaries({"text": TEXT, "quotes": st.lists(TEXT, min_size=1)}),
    st.fixed_dictionaries({"words": TEXT}),
)
FORMS = st.fixed_dictionaries(
    {
        "ensure_ascii": st.booleans(),
        "indent": st.sampled_from([None, 2]),
        "separators": st.sampled_from([(",", ":"), (", ", ": "), (" , ", " : ")]),
    }
)
AROUND = st.sampled_from(
    [("", ""), ("Here it is: {x} ", ""), ("```json\n", "\n```"), ("\ufeff", "\n"), ("", "}] {[")]
)


@st.composite
def replies(draw: st.DrawFn) -> tuple[str, list[DraftStatement]]:
    """A reply as a model may write it, with the statements of it."""
    items = draw(st.lists(STATEMENT | JUNK, max_size=5))
    before, after = draw(AROUND)
    others = draw(st.dictionaries(TEXT.filter(lambda name: name != "statements"), TEXT, max_size=1))
    text = json.dumps(others | {"statements": items} | {"end": 1}, **draw(FORMS))
    stand = [DraftStatement(**item) for item in items if stands(item)]
    return before + text + after, stand


def stands(item):
    try:
        DraftStatement.model_validate(item)
    except ValueError:
        return False
    return True


@st.composite
def cut(draw: st.DrawFn, text: str) -> list[str]:
    """`text` in pieces, one or many."""
    places = draw(st.lists(st.integers(0, len(text)), max_size=12) | st.just(range(len(text))))
    borders = [0, *sorted(places), len(text)]
    return [text[start:end] for start, end in pairwise(borders)]


def read(pieces, channel="content", *, reader=None):
    reader = reader or StatementReader()
    return [draft for text in pieces for draft in reader.feed(Piece(channel, text))]


def failure_of(*texts):
    reader = StatementReader()
    read(texts, reader=reader)
    with pytest.raises(ModelFailure) as raised:
        reader.finish()
    return raised.value.kind


@often
@given(data=st.data(), reply=replies(), channel=st.sampled_from(["tool", "content"]))
def test_a_reply_is_read_alike_however_it_is_cut(data, reply, channel):
    text, expected = reply
    reader = StatementReader()
    assert read(data.draw(cut(text)), channel, reader=reader) == expected
    reader.finish()


@often
@given(data=st.data(), reply=replies())
def test_a_part_of_a_reply_has_no_statement_that_the_whole_has_not(data, reply):
    text, expected = reply
    part = text[: data.draw(st.integers(0, len(text)))]
    found = read(data.draw(cut(part)))
    assert found == expected[: len(found)]


@often
@given(reply=replies())
def test_statements_come_as_soon_as_they_are_whole(reply):
    text, _ = reply
    reader, seen = StatementReader(), 0
    for at, character in enumerate(text, start=1):
        seen += len(read([character], reader=reader))
        assert seen == len(read([text[:at]]))


@often
@given(st.lists(TEXT, max_size=6))
def test_any_text_can_be_read(texts):
    reader = StatementReader()
    read(texts, reader=reader)
    with suppress(ModelFailure):
        reader.finish()


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "2e5", "12", "-0.5E-3", "true", "NaN"])
def test_a_number_among_statements_is_passed_over_wherever_it_is_cut(number):
    text = f'{{"statements": [{{"text": "a"}}, {number}, {{"text": "b"}}]}}'
    for at in range(len(text)):
        reader = StatementReader()
        found = read([text[:at], text[at:]], reader=reader)
        assert [draft.text for draft in found] == ["a", "b"], text[:at]
        reader.finish()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Failure.UNUSABLE),
        (" \n\t", Failure.UNUSABLE),
        ("I cannot answer.", Failure.UNUSABLE),
        ("{}", Failure.UNUSABLE),
        ('{"statement": [{"text": "a"}]}', Failure.UNUSABLE),
        ('{"statements": {"text": "a"}}', Failure.UNUSABLE),
        ('{"statements": null}', Failure.UNUSABLE),
        ('{"stateme', Failure.UNUSABLE),
        ('{"statements": [{"text": "a"}', Failure.CUT_OFF),
        ('{"statements": [{"text": "a"}, {"text": "b}', Failure.CUT_OFF),
        ('{"statements": [{"text": "a"} and more}]', Failure.CUT_OFF),
        ('{"statements": [{text: "a"}]}', Failure.CUT_OFF),
        ('{"statements": [' + "[" * 5000 + "]", Failure.CUT_OFF),
        ('{"statements": [{"text": ' + "1" * 5000 + "}]}", Failure.CUT_OFF),
    ],
)
def test_a_reply_that_is_none_is_told_at_its_end(text, kind):
    assert failure_of(text) is kind
    assert failure_of(*text) is kind


@pytest.mark.parametrize("text", ['{"statements": []}', '{"statements": [ ]', '"statements":[],'])
def test_a_reply_without_statements_is_whole(text):
    reader = StatementReader()
    assert read(text, reader=reader) == []
    reader.finish()


def test_a_reply_is_read_from_the_tool_while_the_content_talks():
    reader = StatementReader()
    text = '{"statements": [{"text": "a", "keys": ["k"], "quotes": [{"key": "k", "words": "w"}]}]}'
    found = []
    for tool, said in zip(text, "I write {statements} now. ]" * 4, strict=False):
        found += reader.feed(Piece("content", said))
        found += reader.feed(Piece("tool", tool))
    assert found == [DraftStatement.model_validate_json(text[16:-2])]
    reader.finish()


def test_what_comes_behind_the_statements_is_none_of_them():
    text = '{"statements": [{"text": "a"}], "more": [{"text": "b"}]}{"statements": [{"text": "c"}]}'
    assert [draft.text for draft in read(text)] == ["a"]


# The length that is read at most is 8 characters for each of MANDATE_MODEL_OUTPUT_TOKENS.
@pytest.mark.parametrize(
    ("text", "size", "found"),
    [
        (json.dumps({"statements": [{"text": "}" * 32_000}]}), 1, 1),
        ("}" * 32_000, 1, 0),
        ('"statements"' * 2_600 + "}", 1, 0),
        ('"statements":[' + "[" * 16_000 + "]" * 16_000, 4, 0),
    ],
)
def test_replies_made_to_be_slow_are_read_to_their_end(text, size, found):
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert len(read(pieces)) == found


@pytest.mark.parametrize(
    ("pieces", "question"),
    [
        ([("content", '{"question": "Who?"}')], "Who?"),
        ([("tool", '{"quest'), ("tool", 'ion": "Кто?"}')], "Кто?"),
        ([("content", "Sure! {x}"), ("tool", '{"question": "Who?"}')], "Who?"),
        ([("content", '```json\n{"question": "Who?", "x": 1}\n``` {')], "Who?"),
        ([("content", '{"question": ""}')], ""),
    ],
)
def test_a_rewritten_question_is_read(pieces, question):
    assert read_rewritten(Piece(*piece) for piece in pieces) == question


@pytest.mark.parametrize(
    "text",
    [
        *("", "Who?", "{}", "[]", '"Who?"', '{"question": 1}', '{"question": null}'),
        *('{"question": "Who?"', '[{"questions": "Who?"}]', "{" * 5000, '{"question":' * 5000),
    ],
)
@pytest.mark.parametrize("channel", ["tool", "content"])
def test_a_reply_without_a_question_is_a_failure(text, channel):
    with pytest.raises(ModelFailure) as raised:
        read_rewritten(iter([Piece(channel, text)]))
    assert raised.value.kind is Failure.UNUSABLE


def parts_of(node):
    yield node
    for inner in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from parts_of(inner)


class Named(BaseModel):
    """A structure whose fields are called as the words of schemas are."""

    title: str = "x"
    description: int | None = None
    default: tuple[Rewritten, ...] = ()


@pytest.mark.parametrize("structure", [Draft, Rewritten])
def test_a_schema_has_nothing_that_a_provider_does_not_take(structure):
    schema = schema_of(structure)
    words = {word for part in parts_of(schema) if isinstance(part, dict) for word in part}
    assert not words & {"$ref", "$defs", "default", "description"}
    assert schema["title"] == structure.__name__
    for part in parts_of(schema):
        if isinstance(part, dict) and part.get("type") == "object":
            assert part["required"] == list(part["properties"])
            assert part["additionalProperties"] is False


@pytest.mark.parametrize("structure", [Draft, Rewritten, Named])
def test_a_schema_is_valid(structure):
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema_of(structure))


def test_fields_called_as_the_words_of_schemas_are_stay():
    properties = schema_of(Named)["properties"]
    assert list(properties) == ["title", "description", "default"]
    assert properties["title"] == {"type": "string"}
    assert properties["default"]["items"]["required"] == ["question"]
