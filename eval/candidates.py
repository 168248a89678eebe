"""Readers' complaints as candidate questions: what was asked, what was cited, what they say is right.

A candidate is not yet a record: where the reader did not say what a right answer cites, `status` is
left empty, so that a question file refuses it until somebody has judged it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.feedback import Feedback
from eval.files import EMPTY_ROW, SPLITS, read_split, write_records


def write_candidates(feedback: Iterable[Feedback], path: Path) -> int:
    """Write a candidate for each complaint to `path`; how many rows there are.

    A complaint is a thumb down or a correction. The same question is written once, with the latest
    complaint; one that the shipped questions have already is left out. Raises `OutputError`.
    """
    known = {_key(r.question) for split in SPLITS for r in read_split(split) if not r.dialogue}
    latest: dict[tuple[str, ...], Feedback] = {}
    for one in feedback:
        asked = (*one.history, one.answer.question)
        if one.verdict == "up" and one.correction is None:
            # Whoever is content now takes an earlier complaint back.
            latest.pop(tuple(map(_key, asked)), None)
        elif one.history or _key(one.answer.question) not in known:
            latest[tuple(map(_key, asked))] = one
    rows = [row for number, one in enumerate(latest.values(), 1) for row in _rows(number, one)]
    write_records(rows, path)
    return len(rows)


def _rows(number: int, feedback: Feedback) -> Iterator[dict[str, Any]]:
    """The turns before, then the question itself."""
    name = f"feedback-{number}"
    dialogue = name if feedback.history else None
    language = feedback.answer.language
    for turn, question in enumerate(feedback.history, start=1):
        yield EMPTY_ROW | {
            "id": f"{name}-{turn}",
            "language": language,
            "question": question,
            "kind": "fact" if turn == 1 else "follow-up",
            "note": "asked before the question that was complained of",
            "dialogue": dialogue,
            "turn": turn,
        }
    correction = feedback.correction
    yield EMPTY_ROW | {
        "id": f"{name}-{len(feedback.history) + 1}" if dialogue else name,
        "language": language,
        "question": feedback.answer.question,
        "kind": "follow-up" if dialogue else "fact",
        "status": "" if correction is None else "answered" if correction else "not_found",
        "gold": [[address] for address in correction or ()],
        "note": _note(feedback),
        "dialogue": dialogue,
        "turn": len(feedback.history) + 1 if dialogue else None,
    }


def _note(feedback: Feedback) -> str:
    cited = ", ".join(f"{c.symbol}#{c.locator}" for c in feedback.answer.citations) or "nothing"
    thumb = "thumb down" if feedback.verdict == "down" else "corrected"
    reason = f": {feedback.reason}" if feedback.reason else ""
    return f"{thumb} on {feedback.time.date()}{reason}; the answer cited {cited}"


def _key(question: str) -> str:
    return " ".join(question.casefold().split())
