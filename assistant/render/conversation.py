"""Whole conversations to take away: Markdown, JSON and Word, the answers in their order.

A conversation is framed in the language of its first answer; each answer keeps its own. Nothing in a
file tells when it was made unless `made` is given: the same answers give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer
from assistant.phrases import load_phrases
from assistant.render.markdown import escape, to_markdown
from index.words import Language

_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
# Not characters at all, which XML refuses (XML 1.0, production 2).
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


class Exporter(Protocol):
    """Writes the answers of a conversation as one file, which tells when it was `made` if given."""

    def __call__(self, answers: Sequence[Answer], made: dt.datetime | None = None) -> bytes:
        """The file's bytes."""


@dataclass(frozen=True, slots=True)
class FileType:
    """What a browser is told of a file: its media type and its name's ending, with the dot."""

    media_type: str
    extension: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the answers, in the conversation's language: a title, and lines at the end."""

    language: Language
    title: str
    closing: tuple[str, ...]


def frame(answers: Sequence[Answer], made: dt.datetime | None = None) -> Frame:
    """The frame of a conversation: the copy is unofficial, when it was made, and of what."""
    language: Language = answers[0].language if answers else "en"
    phrases = load_phrases(language)
    lines = [phrases["reference.unofficial"]]
    if made:
        date = made.isoformat(sep=" ", timespec="minutes")
        lines.append(phrases["reference.made"].format(date=date))
    lines += _receipts(answers, language)
    return Frame(language, phrases["reference.conversation"], tuple(lines))


def heading(number: int, answer: Answer) -> str:
    """The question on one line, with its number: breaks and control characters are one space."""
    question = _NO_CHARACTERS.sub("", _BREAKS.sub(" ", answer.question)).strip()
    return f"{number}. {question}"


def conversation_to_markdown(answers: Sequence[Answer], made: dt.datetime | None = None) -> bytes:
    """Markdown in UTF-8: a heading for each question, and its answer as `to_markdown` writes it."""
    around = frame(answers, made)
    blocks = [f"# {escape(around.title)}"]
    for number, answer in enumerate(answers, 1):
        blocks += [f"## {escape(heading(number, answer))}", to_markdown(answer).rstrip("\n")]
    blocks += ["---", *map(escape, around.closing)]
    return ("\n\n".join(blocks) + "\n").encode()


def conversation_to_json(answers: Sequence[Answer], made: dt.datetime | None = None) -> bytes:
    """`{"conversation": [answer, …]}` in UTF-8; `Answer.model_validate` takes each answer back."""
    data: dict[str, object] = {"conversation": [a.model_dump(mode="json") for a in answers]}
    if made:
        data["made"] = made.isoformat()
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def conversation_to_docx(answers: Sequence[Answer], made: dt.datetime | None = None) -> bytes:
    """A Word document; see `assistant.render.docx`, which is imported when it is first needed."""
    from assistant.render.docx import write_docx

    return write_docx(answers, made)


CONVERSATIONS: dict[str, Exporter] = {
    "markdown": conversation_to_markdown,
    "json": conversation_to_json,
    "docx": conversation_to_docx,
}
"""Writers of conversations by the name of their format."""

FILE_TYPES: dict[str, FileType] = {
    "markdown": FileType("text/markdown; charset=utf-8", ".md"),
    "json": FileType("application/json", ".json"),
    "docx": FileType(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"
    ),
}
"""What kind of file each format of `CONVERSATIONS` gives."""


def _receipts(answers: Sequence[Answer], language: Language) -> list[str]:
    """A line for each index, version and model that answered, with its questions if not all."""
    phrases = load_phrases(language)
    made_from: dict[str, list[int]] = {}
    for number, answer in enumerate(answers, 1):
        receipt = answer.receipt
        line = phrases["reference.receipt"].format(
            index=receipt.index,
            version=receipt.version,
            model=receipt.model or phrases["reference.no_model"],
        )
        made_from.setdefault(line, []).append(number)
    if len(made_from) == 1:
        return list(made_from)
    return [f"[{', '.join(map(str, numbers))}] {line}" for line, numbers in made_from.items()]
