"""An answer's JSON that was altered in any part of it does not stand, and the part is named."""

from __future__ import annotations

import json

import pytest

from assistant.errors import ReceiptError
from assistant.receipts.text import to_text
from index.words import LANGUAGES

from .test_make import FIVE


def verify(assistant, data):
    return assistant.verify(json.dumps(data))


@pytest.fixture
def data(assistant):
    return assistant.ask(FIVE["en"]).model_dump(mode="json")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_as_it_was_given_is_proved_as_a_whole(assistant, language):
    check = verify(assistant, assistant.ask(FIVE[language]).model_dump(mode="json"))
    assert check.stands
    assert (check.answer.again, check.answer.differences) == ("same", ())
    assert to_text(check).endswith(
        "The answer stands: 5 of 5 quotes stand letter for letter where it says."
    )


@pytest.mark.parametrize(
    "question",
    [
        "Who won the 2018 World Cup?",
        "What changed between A/RES/72/7 and A/75/L.72?",
        "What does 'encourages' mean in a resolution?",
    ],
)
def test_other_kinds_of_answers_are_proved_too(assistant, question):
    check = verify(assistant, assistant.ask(question).model_dump(mode="json"))
    assert check.answer.again == "same"
    assert not check.answer.differences


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("with their concurrence", "without their concurrence", "quotation"),
        (" [3]", "", "unmarked"),
        ("[5]", "[6]", "marker"),
        ("lists 5:", "lists 5: The Centre may command troops.", "wording"),
        ("S/2007/279 lists 5:", "A/RES/72/7 lists 5:", "answer"),
    ],
)
def test_a_text_that_was_altered(assistant, data, old, new, part):
    assert old in data["text"]
    check = verify(assistant, data | {"text": data["text"].replace(old, new)})
    assert not check.stands
    assert part in {difference.part for difference in check.answer.differences}
    shown = to_text(check)
    assert "The answer does not stand: 5 of 5 quotes" in shown
    assert "without their concurrence" not in shown
    assert "troops" not in shown


def test_a_text_of_other_words(assistant, data):
    check = verify(assistant, data | {"text": "The Centre may command troops."})
    assert not check.stands
    assert {d.where for d in check.answer.differences} >= {"text", "citations.0.key"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pinpoint", "S/2007/279, ninth paragraph"),
        ("title", "Another letter"),
        ("date", "2020-01-01"),
        ("status", "adopted"),
        ("kind", "operative"),
        ("force", "Decides"),
        ("url", "https://example.org/"),
    ],
)
def test_a_fact_of_a_citation_that_was_altered_is_named_with_what_is_right(
    assistant, data, field, value
):
    right = data["citations"][1][field]
    data["citations"][1][field] = value
    check = verify(assistant, data)
    assert not check.stands
    (found,) = check.answer.differences
    assert (found.part, found.where, found.held) == (field, f"citations.1.{field}", right)
    assert f"Not so at citations.1.{field}: " in to_text(check)
    assert right in to_text(check)


def test_citations_that_were_removed_or_added(assistant, data):
    fewer = verify(assistant, data | {"citations": data["citations"][:2]})
    assert not fewer.stands
    assert "marker" in {d.part for d in fewer.answer.differences}
    added = data["citations"][0] | {"key": 6}
    more = verify(assistant, data | {"citations": [*data["citations"], added]})
    assert [(d.part, d.where) for d in more.answer.differences] == [("unmarked", "citations.5.key")]


@pytest.mark.parametrize(
    "change",
    [
        {"question": "May the Centre command troops?"},
        {"searched": {"documents": 900, "paragraphs": 9}},
        {"unsupported": ["troops"]},
        {"note": "Adopted without a vote."},
    ],
)
def test_what_only_asking_again_shows(assistant, data, change):
    check = verify(assistant, data | change)
    assert not check.stands
    assert [d.part for d in check.answer.differences] == ["answer"]


def test_the_closest_passages_are_looked_at(assistant):
    data = assistant.ask("Who won the 2018 World Cup?").model_dump(mode="json")
    closest = data["closest"][0]
    closest["quote"] = "x" * len(closest["quote"])
    check = verify(assistant, data)
    assert not check.stands
    assert [(d.part, d.where) for d in check.answer.differences] == [("quote", "closest.0.quote")]


def test_a_statement_that_says_what_its_passage_does_not(assistant, data):
    """A language model wrote it: it is not asked again, but held against its passages."""
    quote = data["citations"][0]
    said = "The Centre would liaise with the Governments of the region."
    data |= {
        "mode": "generated",
        "badge": "quotes verified",
        "citations": [quote],
        "statements": [{"text": said, "citations": [1]}],
        "text": f"{said} [1]",
    }
    data["receipt"]["model"] = "openai:a-model"
    check = verify(assistant, data)
    assert check.stands
    assert check.answer.again == "not asked"
    assert "sentences are as the answer tells" in to_text(check)
    forged = "The Centre would not liaise with the Governments of the region."
    data["text"] = f"{forged} [1]"
    assert "statement" in {d.part for d in verify(assistant, data).answer.differences}
    data["statements"][0]["text"] = forged
    assert [d.part for d in verify(assistant, data).answer.differences] == ["claim"]


def test_an_object_is_taken_as_its_json_is(assistant, data):
    assert assistant.verify(data).answer.again == "same"
    receipt = assistant.receipt(assistant.ask(FIVE["en"])).model_dump(mode="json")
    assert assistant.verify(receipt).checksum == "right"
    with pytest.raises(ReceiptError, match="neither a receipt nor an answer"):
        assistant.verify({})
