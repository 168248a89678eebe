"""The results of a run, part by part: plain data, ready for JSON."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from eval.instruments.figures import ALL, Measured

PARTS = ("lineage", "tasks", "quotes", "receipts")
"""The instruments that are measured."""


class Part(BaseModel):
    """What was measured of an instrument; `of` says on what.

    `notes` say what was left out and why; `failures` are lines on what went wrong, where they were asked for.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    of: str
    figures: tuple[Measured, ...] = ()
    notes: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    seconds: float = 0.0

    def figure(self, measure: str) -> Measured | None:
        """The figure of `measure` over everything; None where it was not measured."""
        found = (row for row in self.figures if (row.measure, row.slice) == (measure, ALL))
        return next(found, None)


class InstrumentResults(BaseModel):
    """A run: when it began, what was drawn with, and its parts."""

    model_config = ConfigDict(frozen=True)

    started: str
    version: str
    seed: int
    parts: tuple[Part, ...]
    below: tuple[str, ...] = ()
