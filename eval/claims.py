"""How well false statements are told from true ones: `python -m eval.claims [FILE]`.

A language model's statements are let through where all that they say stands in their passages. The
shipped file has statements on the shipped documents in six languages, written by hand without sight
of the program: true ones as a model writes them that keeps close to its passages, and false ones of
many kinds. Those by which the check was built are among them; no figure here is of unseen statements.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant import Assistant
from eval.errors import QuestionFileError
from eval.report.markdown import table
from index.words import Language

STATEMENTS = Path(__file__).parent / "statements.jsonl"


class StatementRecord(BaseModel):
    """A statement with the addresses of its passages; `true` is whether they bear it out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    language: Language
    passages: tuple[str, ...]
    true: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement, and what was objected to it."""

    record: StatementRecord
    objections: tuple[str, ...]

    @property
    def is_let_through(self) -> bool:
        """Whether a reader would see it."""
        return not self.objections


class Share(NamedTuple):
    """How many statements of a kind were let through, of how many."""

    let_through: int
    total: int

    def __str__(self) -> str:
        share = self.let_through / self.total if self.total else 0.0
        return f"{self.let_through} of {self.total} ({share:.0%})"


def read_statements(path: Path = STATEMENTS) -> list[StatementRecord]:
    """The statements of a file; raises `QuestionFileError`, naming the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{path} cannot be read: {error}") from error
    records: list[StatementRecord] = []
    for number, line in enumerate(lines, start=1):
        try:
            records.append(StatementRecord.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as error:
            raise QuestionFileError(f"{path}, line {number}: {error}") from error
    return records


def check_statements(assistant: Assistant, records: Iterable[StatementRecord]) -> list[Checked]:
    """Each of `records` with what `assistant` objects to it."""
    return [
        Checked(r, assistant.check_statement(r.text, r.passages, language=r.language))
        for r in records
    ]


def shares(checked: Sequence[Checked], *, true: bool) -> dict[str, Share]:
    """How many of the true (or false) statements were let through, by kind, all of them last."""
    chosen = [c for c in checked if c.record.true is true]
    total = Counter(c.record.kind for c in chosen)
    through = Counter(c.record.kind for c in chosen if c.is_let_through)
    by_kind = {kind: Share(through[kind], total[kind]) for kind in sorted(total)}
    return by_kind | {"all": Share(sum(through.values()), len(chosen))}


def main(arguments: Iterable[str] | None = None) -> int:
    """Print what is let through, of true statements and of false ones."""
    parser = argparse.ArgumentParser(description="Measure how statements are checked.")
    parser.add_argument("file", type=Path, nargs="?", default=STATEMENTS)
    parser.add_argument("--list", action="store_true", help="list what is decided wrongly")
    given = parser.parse_args(None if arguments is None else list(arguments))
    with Assistant(model="none") as assistant:
        checked = check_statements(assistant, read_statements(given.file))
    for true, name in ((True, "true statements"), (False, "false statements")):
        found = shares(checked, true=true)
        print(table([name, "let through"], [[kind, str(share)] for kind, share in found.items()]))
        print()
    for each in checked if given.list else ():
        if each.is_let_through is not each.record.true:
            print(f"{each.record.id} {each.record.kind}: {each.record.text}\n    {each.objections}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
