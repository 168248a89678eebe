"""The journal of a run: outcomes are written down as they come, so that a run can be taken up again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from eval.errors import OutputError
from eval.outcome import Outcome

NAME = "unfinished.jsonl"


class Journal:
    """Outcomes written to a file, a line for each question or dialogue.

    `run` identifies what the outcomes are of; lines of another run are passed over, as is a line that
    a killed process left half written.
    """

    def __init__(self, path: Path, run: str) -> None:
        self._path, self._run = path, run
        self._done: dict[tuple[str, str], list[Outcome]] = {}
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        self._broken = bool(text) and not text.endswith("\n")
        for line in text.split("\n"):
            self._take(line)

    def _take(self, line: str) -> None:
        try:
            entry = json.loads(line)
            if entry["run"] == self._run:
                outcomes = [Outcome.model_validate(o) for o in entry["outcomes"]]
                self._done[entry["system"], outcomes[0].record.id] = outcomes
        except (ValueError, KeyError, TypeError, IndexError, ValidationError):
            return

    def done(self, system: str, first: str) -> list[Outcome] | None:
        """The outcomes of the unit of `system` that begins with the record `first`, if they are there."""
        return self._done.get((system, first))

    def __len__(self) -> int:
        return sum(map(len, self._done.values()))

    def add(self, system: str, outcomes: Sequence[Outcome]) -> None:
        """Write the outcomes of one unit; raises `OutputError`."""
        entry = {
            "run": self._run,
            "system": system,
            "outcomes": [o.model_dump(mode="json") for o in outcomes],
        }
        try:
            with self._path.open("a", encoding="utf-8") as file:
                # A line that was left half written is ended first.
                file.write("\n" * self._broken + json.dumps(entry, ensure_ascii=False) + "\n")
            self._broken = False
        except OSError as error:
            raise OutputError(f"{self._path} cannot be written: {error.strerror}") from error

    def remove(self) -> None:
        """The run is finished: the journal is no longer needed."""
        self._path.unlink(missing_ok=True)
