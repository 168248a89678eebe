"""Resolutions of nobody's, as lines of JSON: many paragraphs of a few words, told apart by a number."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

_TOPICS = (
    "water", "glaciers", "customs", "pasture", "railways",
    "forests", "archives", "ferries", "orchards", "lighthouses",
)  # fmt: skip
_REGIONS = (
    "northern", "southern", "eastern", "western", "coastal",
    "upper", "lower", "inner", "outer", "central",
)  # fmt: skip
_VERBS = ("Encourages", "Requests", "Welcomes", "Notes", "Decides")


def text_of(number: int, paragraph: int, state: int = 0) -> str:
    """The text of an operative paragraph of the resolution `number`, in the `state` it was given."""
    topic = _TOPICS[(number + paragraph) % len(_TOPICS)]
    region = _REGIONS[(number // len(_TOPICS)) % len(_REGIONS)]
    changed = f", as amended in round{state}" if state else ""
    return (
        f"{_VERBS[paragraph % len(_VERBS)]} the members of {number}council to report on the "
        f"{topic} of the {region} {number}x{paragraph}district{changed};"
    )


def symbol_of(number: int) -> str:
    """The symbol of the resolution `number`."""
    return f"A/RES/{70 + number // 300}/{number % 300 + 1}"


def line_of(number: int, paragraphs: int = 5, state: int = 0) -> str:
    """The resolution `number` as a line of JSON."""
    operative = [
        {"kind": "operative", "n": f"{at}.", "text": {"en": text_of(number, at, state)}}
        for at in range(1, paragraphs + 1)
    ]
    values = {
        "symbol": symbol_of(number),
        "date": f"20{15 + number % 10}-0{1 + number % 9}-11",
        "vote": "adoptedWithoutVote",
        "draft": [],
        "title": {"en": f"Affairs of {number}council"},
        "paragraphs": operative,
    }
    return json.dumps(values)


def write_lines(path: Path, numbers: Iterable[int], *, paragraphs: int = 5, state: int = 0) -> Path:
    """A file of the resolutions with these numbers."""
    lines = [line_of(number, paragraphs, state) for number in numbers]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
