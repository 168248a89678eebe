"""Reads United Nations documents from plain text and Markdown, as scanners and converters leave them.

One file may hold several language versions; each is returned by itself, with its paragraphs mended
and every repair on record.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from index import usage
from index.document import DocumentKind, Version
from index.errors import ReadError
from index.languages import detect_language
from index.locator import Kind, Locator
from index.readers.dates import find_date
from index.readers.front import stated
from index.readers.masthead import Masthead, Part
from index.readers.mend import IsWord, Mender, vocabulary
from index.readers.model import ReadVersion
from index.readers.structure import sections
from index.readers.text_blocks import Block, Section
from index.words import Language


def read_un_text(
    text: str, source: str, words_of: Callable[[Language], IsWord] = vocabulary
) -> list[ReadVersion]:
    """The language versions in `text`, which came from the file named `source`.

    `words_of` gives the test by which broken words are told from whole ones. Offsets count code
    points of the text in NFC. Raises `ReadError` where no paragraph is found.
    """
    text = unicodedata.normalize("NFC", text)
    versions = [_read(section, text, source, words_of) for section in sections(text)]
    versions = [version for version in versions if version.paragraphs]
    if not versions:
        raise ReadError(f"{source}: no paragraph was found in it; is it a text file?")
    return versions


def _read(
    section: Section, text: str, source: str, words_of: Callable[[Language], IsWord]
) -> ReadVersion:
    language = detect_language(" ".join(text[b.start : b.end] for b in section.blocks))
    is_word = words_of(language)
    numbers = [_locator(b).number or 0 for b in section.blocks if b.is_note]
    paragraphs: dict[Locator, Version] = {}
    for block in sorted(section.blocks, key=lambda b: b.is_note):
        marks = [] if block.is_note else numbers
        version = _version(block, text, source, language, is_word, marks)
        numbers = numbers[len(version.notes) :]
        if version.text:
            paragraphs[_locator(block)] = version
    masthead = section.front.masthead or _stated(section, text)
    title = paragraphs.get(Locator("title"))
    symbol = masthead.symbol
    is_draft = "sponsors" in paragraphs or bool(symbol and symbol.is_draft)
    return ReadVersion(
        source,
        language,
        _with_list_force(paragraphs, language),
        symbol=symbol,
        number=section.number or masthead.number,
        kind=_kind(masthead, section, is_draft),
        organ=section.organ or masthead.organ,
        date=_date(masthead, paragraphs),
        title=title.text if title else masthead.title,
        session=masthead.session,
        agenda_item=masthead.agenda_item,
        sponsors=masthead.sponsors,
        facts=_facts(section, masthead),
        is_resolution=section.is_resolution,
        is_draft=is_draft,
        warnings=tuple(section.warnings),
    )


def _locator(block: Block) -> Locator:
    assert block.locator is not None, "blocks without a place were left out"
    return block.locator


def _stated(section: Section, text: str) -> Masthead:
    """What a front without symbol states: its paragraphs are known by their places."""
    named = ("distribution", "agenda", "sponsors", "title")
    return stated([(b.name, text[b.start : b.end]) for b in section.blocks if b.name in named])


def _facts(section: Section, masthead: Masthead) -> dict[str, str]:
    """What the masthead states without a place, the report that it refers to, "Addendum"."""
    facts = dict(masthead.facts)
    for part, name in ((Part.REFERENCE, "reference"), (Part.CHANGE, "change")):
        lines = zip(section.front.parts, section.lines, strict=False)
        if text := " ".join(line.plain for found, line in lines if found is part):
            facts[name] = text
    return facts


def _kind(masthead: Masthead, section: Section, is_draft: bool) -> DocumentKind | None:
    if is_draft and section.is_resolution:
        return DocumentKind.DRAFT_RESOLUTION
    numbered = section.number and section.is_resolution
    return masthead.kind or (DocumentKind.RESOLUTION if numbered else None)


def _date(masthead: Masthead, paragraphs: dict[Locator, Version]) -> dt.date | None:
    """A resolution's date is that of its adoption, else the masthead's, else a letter's own."""
    meeting = paragraphs.get(Locator("meeting"))
    adopted = masthead.adopted or (find_date(meeting.text) if meeting else None)
    return adopted or masthead.date or masthead.dated


def _version(
    block: Block, text: str, source: str, language: Language, is_word: IsWord, numbers: list[int]
) -> Version:
    mender = Mender(text, block.start, block.end)
    for (_, end), (start, _) in zip(block.stretches, block.stretches[1:], strict=False):
        mender.cut_source(end, start, "page break with a footnote")
    mender.take_marks(numbers)
    mender.mend(is_word)
    force = None
    if _locator(block).kind in (Kind.PREAMBULAR, Kind.OPERATIVE):
        force = usage.force_span(mender.text, language)
    notes = tuple((Locator(f"fn{number}"), offset) for number, offset in mender.marks())
    return Version(
        language, mender.text, source, block.start, block.end, mender.repairs(), force, notes
    )


def _with_list_force(
    paragraphs: dict[Locator, Version], language: Language
) -> dict[Locator, Version]:
    """A paragraph that introduces a list gives its items their force."""
    heads = {locator.parent for locator in paragraphs if locator.parent}
    return {
        locator: _forced(version, language)
        if locator in heads and locator.kind is Kind.BODY
        else version
        for locator, version in paragraphs.items()
    }


def _forced(version: Version, language: Language) -> Version:
    return replace(version, force=usage.list_force_span(version.text, language))
