"""The shipped questions: they cover what they should, and agree with the shipped documents."""

from __future__ import annotations

from collections import Counter

import pytest
from rapidfuzz import fuzz

from eval.collection import Collection, read_expected
from eval.files import QUESTIONS, SPLITS, read_split
from eval.record import KINDS
from index.catalogue import DOCUMENTS, read_documents
from index.words import LANGUAGES

LEAST = 300
# From this likeness on, two questions are the same one in other words.
ALIKE = 85

parts = pytest.mark.parametrize("split", SPLITS)


@pytest.fixture(scope="module")
def shipped():
    """The records of both parts."""
    return {split: read_split(split) for split in SPLITS}


@pytest.fixture(scope="module")
def collection():
    return Collection(read_documents(), read_expected(QUESTIONS / "test.jsonl"), DOCUMENTS)


def worded(question):
    """The words of a question, without case and marks."""
    folded = question.casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def test_only_the_two_parts_ship():
    assert {path.stem for path in QUESTIONS.glob("*.jsonl")} == set(SPLITS)


def test_there_are_enough_questions(shipped):
    assert sum(map(len, shipped.values())) >= LEAST


@parts
def test_every_language_and_every_kind_is_asked(shipped, split):
    assert {record.language for record in shipped[split]} == set(LANGUAGES)
    assert {record.kind for record in shipped[split]} == set(KINDS)


@parts
def test_there_are_dialogues_of_several_turns(shipped, split):
    turns = Counter(record.dialogue for record in shipped[split] if record.dialogue)
    assert turns
    assert min(turns.values()) > 1


@parts
def test_every_record_says_why_and_every_answer_has_words_to_look_for(shipped, split):
    for record in shipped[split]:
        assert record.note.strip(), record.id
        if record.status == "answered":
            assert record.required, record.id


def test_no_id_and_no_dialogue_stands_in_both_parts(shipped):
    records = [record for split in SPLITS for record in shipped[split]]
    ids = Counter(record.id for record in records)
    assert [name for name, count in ids.items() if count > 1] == []
    development, test = ({r.dialogue for r in shipped[split]} for split in SPLITS)
    assert development & test <= {None}


@parts
def test_gold_and_the_required_words_stand_in_the_documents(shipped, split, collection):
    assert collection.faults(shipped[split]) == []


def test_the_documents_are_those_that_the_questions_were_written_against(shipped, collection):
    assert collection.problems() == []
    asked = {symbol for records in shipped.values() for r in records for symbol in r.documents}
    assert asked <= set(collection.expected)


@parts
def test_a_question_that_stands_twice_is_judged_alike(shipped, split):
    judged: dict[tuple[str, str], str] = {}
    for record in shipped[split]:
        if record.dialogue is None:
            key = (worded(record.question), record.language)
            assert judged.setdefault(key, record.status) == record.status, record.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_of_one_part_is_worded_like_one_of_the_other(shipped, language):
    development, test = (
        {
            record.id: worded(record.question)
            for record in shipped[split]
            if record.language == language and (record.turn or 1) == 1
        }
        for split in SPLITS
    )
    alike = [
        (one, other)
        for one, words in development.items()
        for other, others in test.items()
        if fuzz.ratio(words, others) >= ALIKE
    ]
    assert alike == []
