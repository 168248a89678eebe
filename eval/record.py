"""Questions with gold paragraphs, as data."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.errors import QuestionFileError
from index.words import Language

QUESTIONS = Path(__file__).parent / "questions"
"""The folder of the question files that ship with the package."""


class Record(BaseModel):
    """A question, and what a right answer cites.

    `gold` is a list of groups of addresses (`A/RES/72/7#op1`): of each group at least one member
    must be cited. `acceptable` are addresses that a careful reader would not call wrong. A dialogue
    is the records with one `dialogue`, in order of `turn`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    language: Language
    question: str
    kind: str
    status: Literal["answered", "not_found"]
    gold: tuple[tuple[str, ...], ...] = ()
    acceptable: tuple[str, ...] = ()
    note: str = ""
    dialogue: str | None = None
    turn: int | None = None

    @property
    def allowed(self) -> frozenset[str]:
        """Every address that may be cited."""
        return frozenset(a for group in self.gold for a in group) | frozenset(self.acceptable)

    @property
    def is_list(self) -> bool:
        """Whether exactly the gold paragraphs, in order, are wanted."""
        return self.kind == "list" and len(self.gold) > 2 and not self.acceptable


def read_records(path: Path, addresses: Collection[str] | None = None) -> list[Record]:
    """The records of a JSON Lines file; gold and acceptable ones must be among `addresses`, if given.

    Raises `QuestionFileError`, naming the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{path} cannot be read: {error}") from error
    records: list[Record] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = Record.model_validate_json(line)
        except ValidationError as error:
            reason = error.errors()[0]
            raise QuestionFileError(
                f"{path}, line {number}: {reason['loc']} {reason['msg']}"
            ) from error
        unknown = sorted(record.allowed - set(addresses)) if addresses is not None else []
        if unknown:
            raise QuestionFileError(f"{path}, line {number}: no paragraph {unknown[0]} is held")
        records.append(record)
    return records
