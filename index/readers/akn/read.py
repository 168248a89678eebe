"""From the content of an AKN4UN file to the language versions of the documents in it."""

from __future__ import annotations

import re

from index import usage
from index.document import DocumentKind, Version
from index.errors import ReadError
from index.locator import Kind, Locator
from index.readers.akn.block import Area, Block, Role
from index.readers.akn.elements import documents
from index.readers.akn.flow import Text
from index.readers.akn.meta import Meta, read_meta
from index.readers.akn.notes import Notes, read_notes
from index.readers.akn.places import place
from index.readers.akn.refine import refine
from index.readers.akn.tree import Element, parse
from index.readers.akn.walk import blocks_of
from index.readers.model import ReadVersion
from index.words import Language

_LONGEST_FORCE = 80
_SEPARATOR = re.compile(r"^[-–—]\s+")


def read_akn(content: bytes, source: str) -> list[ReadVersion]:
    """The documents in `content`, which came from the file named `source`: usually one.

    Offsets of versions count their own text; no entity is expanded and nothing is fetched. Raises
    `ReadError` for what is not well-formed Akoma Ntoso or holds no paragraph.
    """
    root = parse(content, source)
    try:
        versions = [_read(document, source) for document in documents(root)]
    except RecursionError as error:
        raise ReadError(f"{source}: its elements are nested too deeply to be read") from error
    versions = [version for version in versions if any(p.head for p in version.paragraphs)]
    if not versions:
        raise ReadError(f"{source}: no paragraph was found in it; is it an AKN4UN document?")
    return versions


def _read(document: Element, source: str) -> ReadVersion:
    meta, notes = read_meta(document), read_notes(document)
    blocks, mended = refine(blocks_of(document))
    language = meta.language or _detected(blocks)
    is_resolution = _is_resolution(meta, blocks)
    placed = place(blocks, is_resolution=is_resolution)
    for block in placed.blocks.values():
        notes.warnings += _lost_notes(block, notes)
    paragraphs = _paragraphs(meta, placed.blocks, notes, language, source)
    title = paragraphs.get(Locator("title"))
    return ReadVersion(
        source,
        language,
        paragraphs,
        symbol=meta.symbol,
        number=meta.number,
        kind=meta.kind,
        organ=meta.organ,
        date=meta.date,
        title=title.text if title else None,
        session=meta.session,
        agenda_item=meta.agenda_item,
        sponsors=meta.sponsors,
        subjects=meta.subjects,
        facts=meta.facts,
        relations=meta.relations,
        is_resolution=is_resolution,
        is_draft=meta.is_draft,
        warnings=(*meta.warnings, *mended, *placed.warnings, *notes.warnings),
    )


def _detected(blocks: list[Block]) -> Language:
    """The language of the words themselves, where the markup names none."""
    from index.languages import detect_language

    return detect_language(" ".join(block.shown for block in blocks))


def _is_resolution(meta: Meta, blocks: list[Block]) -> bool:
    """Whether it has the form of a resolution: by its kind, or by its enacting words."""
    if meta.kind is not None:
        return meta.kind in (DocumentKind.RESOLUTION, DocumentKind.DRAFT_RESOLUTION)
    return any(b.role is Role.FORMULA and b.area is not Area.ANNEX for b in blocks)


def _paragraphs(
    meta: Meta, blocks: dict[Locator, Block], notes: Notes, language: Language, source: str
) -> dict[Locator, Version]:
    """All paragraphs in reading order: masthead, title, text, closing, footnotes."""
    texts: dict[Locator, Text] = {}
    if meta.agenda:
        texts[Locator("agenda")] = Text(meta.agenda)
    for locator, block in blocks.items():
        texts[locator] = _title(block.text) if locator == "title" else block.text
    texts |= notes.texts
    return {
        locator: _version(locator, text, notes, language, source) for locator, text in texts.items()
    }


def _title(text: Text) -> Text:
    """A title without the dash that parts it from the number before it."""
    match = _SEPARATOR.match(text.text)
    return text.without(match.end()) if match else text


def _version(
    locator: Locator, text: Text, notes: Notes, language: Language, source: str
) -> Version:
    marks = tuple(
        (found, offset) for note, offset in text.notes if (found := notes.place(note)) is not None
    )
    return Version(
        language,
        text.text,
        source,
        0,
        len(text.text),
        force=_force(locator, text, language),
        notes=marks,
    )


def _force(locator: Locator, text: Text, language: Language) -> tuple[int, int] | None:
    """The emphasised words that a paragraph begins with give it its force: that is their use."""
    if locator.kind not in (Kind.PREAMBULAR, Kind.OPERATIVE):
        return None
    start, end = text.emphasis
    if start == 0 < end <= _LONGEST_FORCE:
        return start, end
    return usage.force_span(text.text, language)


def _lost_notes(block: Block, notes: Notes) -> list[str]:
    return [
        f"a footnote's mark names no note: {block.shown[:40]!r}"
        for note, _ in block.text.notes
        if notes.place(note) is None
    ]
