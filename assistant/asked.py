"""What kind of words a question asks for, and whether a paragraph has them near what it is about."""

from __future__ import annotations

import math

from assistant.calibration import Calibration
from assistant.marks import find_marks
from assistant.question.model import Question
from assistant.support import Support, supported_by_line
from index.document import Paragraph

KINDS = ("when", "where", "how_many")


def asked_score(
    question: Question, paragraph: Paragraph, support: Support, c: Calibration
) -> float:
    """A bonus for a date, place or number near the words asked about, a penalty for none at all.

    The bonus falls by a factor e with each `asked_reach` characters between the two.
    """
    kind = _kind(question)
    if kind is None:
        return 0.0
    version = paragraph.version(question.language)
    marks = find_marks(version.text, version.language, (kind,))
    if not marks:
        return -_penalty(kind, c)
    if supported_by_line(question.terms, question.language, paragraph):
        return c.asked_bonus
    places = support.places(question.terms, question.language, version.text, version.language)
    if not places:
        return 0.0
    distance = min(
        _distance(version.text, start, place, c) for start, _ in marks for place in places
    )
    return c.asked_bonus * math.exp(-distance / c.asked_reach)


def lacks_asked(question: Question, paragraph: Paragraph) -> bool:
    """Whether a date, place or number is asked for and no version of `paragraph` has any."""
    kind = _kind(question)
    return kind is not None and not any(
        find_marks(version.text, version.language, (kind,))
        for version in paragraph.versions.values()
    )


def _kind(question: Question) -> str | None:
    return next((kind for kind in KINDS if kind in question.asks), None)


def _penalty(kind: str, c: Calibration) -> float:
    return {
        "when": c.no_date_penalty,
        "where": c.no_place_penalty,
        "how_many": c.no_number_penalty,
    }[kind]


def _distance(text: str, start: int, place: int, c: Calibration) -> float:
    """Characters between two places; a comma between them parts them as much as `asked_reach`.

    "the Centre in Ashgabat" tells where the Centre is, "the Centre, jointly with the Office, in
    Tashkent" does not.
    """
    between = text[min(start, place) : max(start, place)]
    return len(between) + c.asked_reach * sum(between.count(mark) for mark in ",;،，")
