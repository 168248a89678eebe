"""The schema that ships: what editors check a question file by is what the program accepts."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from pydantic import ValidationError

from eval.files import FIELDS, QUESTIONS, SPLITS
from eval.record import KINDS, Record
from eval.schema import PATH, schema
from index.words import Language

STATED = json.loads(PATH.read_text(encoding="utf-8"))


def lines_of(split):
    text = (QUESTIONS / f"{split}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def test_the_schema_that_ships_is_up_to_date():
    assert PATH.read_text(encoding="utf-8") == schema(), "run python -m eval.schema"


def test_it_knows_every_field_kind_and_language():
    properties = STATED["properties"]
    assert tuple(properties) == FIELDS
    assert tuple(properties["kind"]["enum"]) == KINDS
    assert tuple(properties["language"]["enum"]) == get_args(Language)
    assert properties["status"]["enum"] == ["answered", "not_found"]
    assert STATED["additionalProperties"] is False
    assert set(STATED["required"]) == {"id", "language", "question", "kind", "status"}
    assert "gold" in STATED["description"]


@pytest.mark.parametrize("split", SPLITS)
def test_each_shipped_record_is_a_record_and_is_written_as_it_is_read(split):
    rows = lines_of(split)
    assert rows
    for row in rows:
        record = Record.model_validate_json(json.dumps(row))
        assert record.model_dump(mode="json") | row == record.model_dump(mode="json")


@pytest.mark.parametrize("split", SPLITS)
def test_each_shipped_record_has_what_the_schema_says(split):
    types = {"string": str, "array": list, "integer": int, "null": type(None)}
    for row in lines_of(split):
        assert set(STATED["required"]) <= set(row) <= set(STATED["properties"]), row["id"]
        for name, value in row.items():
            stated = STATED["properties"][name]
            allowed = [s["type"] for s in stated.get("anyOf", [stated])]
            assert isinstance(value, tuple(types[a] for a in allowed)), (row["id"], name)
            assert value in stated.get("enum", [value])


@pytest.mark.parametrize("field", STATED["required"])
def test_what_the_schema_requires_the_program_requires(field):
    row = {"id": "a", "language": "en", "question": "What?", "kind": "fact", "status": "not_found"}
    Record.model_validate(row)
    with pytest.raises(ValidationError):
        Record.model_validate({name: row[name] for name in row if name != field})
    with pytest.raises(ValidationError):
        Record.model_validate(row | {"colour": "red"})
