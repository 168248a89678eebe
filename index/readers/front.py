"""The front of a plain text: what its lines are where a masthead stands there, and what it states."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.readers.lines import Line, Role
from index.readers.masthead import Masthead, read_masthead
from index.readers.masthead_lines import Part

_MOST_LINES = 120
_PLACES = {
    **dict.fromkeys((Part.DISTRIBUTION, Part.DATE, Part.ORIGINAL, Part.LANGUAGE), "distribution"),
    **dict.fromkeys((Part.SESSION, Part.AGENDA, Part.AGENDA_TITLE), "agenda"),
    Part.SPONSORS: "sponsors",
    Part.TITLE: "title",
    Part.MEETING: "meeting",
}


def place_of(part: Part, parts: Collection[Part]) -> str | None:
    """The named place of a masthead's line that is `part`; None for one that has none.

    `parts` are those of all lines: a committee or the dates of a session belong to the session that
    is named with them, and stand in the place of the agenda.
    """
    name = _PLACES.get(part)
    of_session = Part.SESSION in parts or Part.AGENDA in parts
    return "agenda" if name == "meeting" and of_session else name


@dataclass(frozen=True, slots=True)
class Front:
    """What each line is, by its number, where the symbol or the organization's name is among them.

    Without those (`parts` empty) the lines are told by their own looks.
    """

    masthead: Masthead | None
    parts: tuple[Part, ...] = ()


def read_front(lines: Sequence[Line]) -> Front:
    """The front of the text that `lines` are."""
    texts: list[str] = []
    places: list[int] = []
    titles: list[int] = []
    enacting = (i for i, line in enumerate(lines) if line.role is Role.ENACTING)
    for line in lines[: min(next(enacting, _MOST_LINES), _MOST_LINES)]:
        if line.after_blank and texts:
            texts.append("")
        places.append(len(texts))
        if line.role is Role.RESOLUTION_TITLE or (
            titles and titles[-1] == len(texts) - 1 and line.role is Role.TEXT
        ):
            titles.append(len(texts))
        texts.append("" if line.role is Role.RULE else line.plain.replace("\u0640", ""))
    masthead = read_masthead(texts or [""], titles)
    parts = tuple(masthead.parts[place] for place in places)
    front = parts[: parts.index(Part.BODY)] if Part.BODY in parts else parts
    if not {Part.SYMBOL, Part.NAME} & set(front):
        return Front(None)
    return Front(masthead, parts)


def stated(texts: Sequence[tuple[str, str]]) -> Masthead:
    """What a front states whose paragraphs are known: (name of the place, text), in order."""
    lines: list[str] = []
    titles: list[int] = []
    for name, text in texts:
        for line in [" ".join(text.split())] if name == "title" else text.splitlines():
            if name == "title":
                titles.append(len(lines))
            lines += re.sub(r"[*_#]+", "", line).strip(), ""
    return read_masthead(lines or [""], titles)
