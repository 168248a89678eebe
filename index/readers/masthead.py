"""From the lines at the front of a document to what they state: symbol, date, organ, title, kind.

Nothing here knows of a file format. A reader gives the lines (or whole paragraphs) of the front and
learns what each of them is, so that it can name their places and begin the text after them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.document import DocumentKind
from index.readers import masthead_lines as wording
from index.readers.dates import find_date, whole_date
from index.readers.masthead_lines import Part, symbol_of
from index.readers.masthead_parts import parts_of
from index.readers.sponsors import split_sponsors
from index.symbol import Symbol
from index.words import Language

__all__ = ["Masthead", "Part", "read_masthead"]

_MOST_LINES = 120


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the front of a document states; what it does not state is None or empty.

    `parts` says what each of the lines given is: the text begins at the first `Part.BODY`, which is
    `body` (the number of lines where none is). `date` is that of the distribution, `adopted` that on
    which a resolution says that it was adopted, `dated` a letter's own. `title` are the words of the
    title alone; `form` is the line beside it ("Report of the Secretary-General") or None. `number` is
    a resolution's ("72/7") where its title begins with it. Texts are as written, but for the marks
    of footnotes at their ends.
    """

    parts: tuple[Part, ...]
    symbol: Symbol | None = None
    date: dt.date | None = None
    adopted: dt.date | None = None
    dated: dt.date | None = None
    original: Language | None = None
    distribution: str | None = None
    job_number: str | None = None
    organ: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    title: str | None = None
    form: str | None = None
    kind: DocumentKind | None = None
    number: str | None = None
    sponsors: tuple[str, ...] = ()

    @property
    def body(self) -> int:
        """The first line of the text."""
        return self.parts.index(Part.BODY) if Part.BODY in self.parts else len(self.parts)

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft of a resolution or decision."""
        named = bool(self.sponsors) or self.kind is DocumentKind.DRAFT_RESOLUTION
        return named or bool(self.symbol and self.symbol.is_draft)

    @property
    def facts(self) -> dict[str, str]:
        """What has no field of its own in a `ReadVersion`, under the names that the catalogue has."""
        stated = {
            "job_number": self.job_number,
            "original_language": self.original,
            "distribution": self.distribution,
            "form": self.form,
            "dated": self.dated.isoformat() if self.dated else None,
        }
        return {name: value for name, value in stated.items() if value}


def read_masthead(lines: Sequence[str], titles: Collection[int] = ()) -> Masthead:
    """What `lines`, the front of a document in reading order, state.

    A line may be a whole paragraph. An empty line parts what stands on either side: a title that runs
    over two lines is one, two titles with an empty line between are two. A reader that has whole
    paragraphs gives an empty line after each. `titles` are the numbers (from 0) of the lines that the
    layout shows as the title (the largest bold type); without them the title is found by its words
    and place. Only the first 120 lines are read: the rest count as text.
    """
    read = [" ".join(line.split()) for line in lines[:_MOST_LINES]]
    parts = parts_of(read, titles)
    front = list(zip(parts, (line.strip(" _#") for line in read), strict=True))
    symbol = next((symbol_of(text) for text in _texts(front, Part.SYMBOL)), None)
    title, form = _joined(front, Part.TITLE), _joined(front, Part.FORM)
    sponsors = " ".join(_texts(front, Part.SPONSORS))
    return Masthead(
        parts=(*parts, *[Part.BODY] * (len(lines) - len(read))),
        symbol=symbol,
        date=next((whole_date(text) for text in _texts(front, Part.DATE)), None),
        adopted=_adopted(front),
        dated=find_date(title) if title and wording.LETTER.match(title) else None,
        original=_original(front),
        distribution=_distribution(front),
        job_number=_job_number(front),
        organ=_organ(front, symbol),
        session=next((text.rstrip("*") for text in _texts(front, Part.SESSION)), None),
        agenda_item=_agenda_item(front),
        title=title,
        form=form,
        kind=_kind(title, form, sponsors, symbol),
        number=_number(title),
        sponsors=split_sponsors(sponsors),
    )


_Front = list[tuple[Part, str]]


def _texts(front: _Front, part: Part) -> list[str]:
    return [text for kind, text in front if kind is part]


def _joined(front: _Front, part: Part) -> str | None:
    return " ".join(_texts(front, part)).rstrip("* ") or None


def _adopted(front: _Front) -> dt.date | None:
    """When a resolution says that it was adopted: in its form, or in the line under its number."""
    stated = [*_texts(front, Part.FORM), *_texts(front, Part.TITLE), *_texts(front, Part.MEETING)]
    if not any(wording.RESOLUTION.match(text) for text in stated):
        return None
    return next((date for text in stated if (date := find_date(text))), None)


def _original(front: _Front) -> Language | None:
    """The language of the original, or the only one ("English only")."""
    for text in _texts(front, Part.ORIGINAL):
        match = wording.ORIGINAL.fullmatch(text)
        named = (match["language"] or match["only"] or "").casefold() if match else ""
        for language, names in wording.LANGUAGES.items():
            if set(re.findall(r"\w+", named)) & set(names.split()):
                return language
    return None


def _distribution(front: _Front) -> str | None:
    matches = (wording.DISTRIBUTION.fullmatch(text) for text in _texts(front, Part.DISTRIBUTION))
    words = (match["word"].strip() for match in matches if match)
    return next(filter(None, words), None)


def _job_number(front: _Front) -> str | None:
    found = (wording.JOB.match(text) for text in _texts(front, Part.JOB_NUMBER))
    return next((match.group() for match in found if match), None)


def _organ(front: _Front, symbol: Symbol | None) -> str | None:
    """The organ that the masthead names, else the one that the symbol tells."""
    lines = _texts(front, Part.ORGAN)
    matches = (wording.DISTRIBUTION.fullmatch(text) for text in _texts(front, Part.DISTRIBUTION))
    lines += [match["organ"] for match in matches if match]
    organs = (wording.organ_of(line) for line in lines)
    return next(filter(None, organs), symbol.organ if symbol else None)


def _agenda_item(front: _Front) -> str | None:
    for text in _texts(front, Part.AGENDA):
        match = wording.AGENDA.fullmatch(text)
        named = next(filter(None, match.groups()), "") if match else ""
        if item := wording.AGENDA_ITEM.match(named):
            return item.group()
    return None


def _kind(
    title: str | None, form: str | None, sponsors: str, symbol: Symbol | None
) -> DocumentKind | None:
    """The kind that sponsors, form or title state, in this order; a resolution's by its symbol."""
    drafts = [sponsors, *(text for text in (form, title) if text and wording.DRAFT.match(text))]
    for text in filter(None, drafts):
        match = wording.SPONSORS.fullmatch(text)
        draft = wording.RESOLUTION_DRAFT.search(match["draft"] if match else text)
        return DocumentKind.DRAFT_RESOLUTION if draft else DocumentKind.OTHER
    if symbol and symbol.is_resolution:
        return DocumentKind.RESOLUTION
    for text in filter(None, (form, title)):
        for pattern, kind in wording.KINDS:
            if pattern.match(text):
                return kind
    return None


def _number(title: str | None) -> str | None:
    match = re.match(r"(\d{1,3}/\d{1,4})\.\s", title or "")
    return match[1] if match else None
