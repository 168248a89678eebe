"""Reads United Nations documents from plain text and Markdown, as scanners and converters leave them.

One file may hold several language versions; each is returned by itself, with its paragraphs mended
and every repair on record.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from index import usage
from index.document import Version
from index.errors import ReadError
from index.languages import detect_language
from index.locator import Kind, Locator
from index.readers.mend import IsWord, Mender, vocabulary
from index.readers.model import ReadVersion
from index.readers.structure import Block, Section, sections
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
    numbers = [b.locator.number or 0 for b in section.blocks if b.locator.head == "fn"]
    notes_last = sorted(section.blocks, key=lambda b: b.locator.kind is Kind.FOOTNOTE)
    paragraphs: dict[Locator, Version] = {}
    for block in notes_last:
        marks = [] if block.locator.head == "fn" else numbers
        version = _version(block, text, source, language, is_word, marks)
        numbers = numbers[len(version.notes) :]
        paragraphs[block.locator] = version
    return ReadVersion(
        source,
        language,
        _with_list_force(paragraphs, language),
        number=section.number,
        organ=section.organ,
        is_resolution=section.is_resolution,
        is_draft="sponsors" in paragraphs,
    )


def _version(
    block: Block, text: str, source: str, language: Language, is_word: IsWord, numbers: list[int]
) -> Version:
    mender = Mender(text, block.start, block.end)
    for (_, end), (start, _) in zip(block.stretches, block.stretches[1:], strict=False):
        mender.cut_source(end, start, "page break with a footnote")
    mender.take_marks(numbers)
    mender.mend(is_word)
    force = None
    if block.locator.kind in (Kind.PREAMBULAR, Kind.OPERATIVE):
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
