"""The JSON Schema of a question: `python -m eval.schema` writes it beside the question files."""

from __future__ import annotations

import json

from eval.files import QUESTIONS
from eval.record import Record

PATH = QUESTIONS / "schema.json"


def schema() -> str:
    """The schema of a line of a question file, as JSON text."""
    return json.dumps(Record.model_json_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(schema(), encoding="utf-8")
