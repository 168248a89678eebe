"""From the blocks of a document (paragraphs with labels and styles) to what a reader gives.

Formats that know where a paragraph begins and ends (DOCX, HTML) share this: what stands in front is
read as a masthead, the rest gets its places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index import usage
from index.document import DocumentKind, Version
from index.errors import ReadError
from index.languages import detect_language
from index.locator import Kind, Locator
from index.readers.block import Block, Blocks
from index.readers.block_entries import Placeable, read_entries
from index.readers.block_front import BlockFront
from index.readers.formulas import enacting_organ
from index.readers.marked import Marked, clean
from index.readers.model import ReadVersion
from index.readers.places import Form, place
from index.words import Language

__all__ = ["Block", "Blocks", "read_blocks"]


def read_blocks(found: Blocks) -> ReadVersion:
    """The document that the blocks are.

    Raises `ReadError` where they have no words.
    """
    front = BlockFront(found)
    body = read_entries(front.blocks[front.start :])
    is_resolution = _is_resolution(body, front.masthead.kind)
    texts = front.paragraphs()
    places, warnings = place([entry for entry, _ in body], is_resolution, set(texts))
    for locator, (_, text) in zip(places, body, strict=True):
        if locator is not None and text.text:
            texts[locator] = text
    _add_notes(texts, found)
    if not texts:
        raise ReadError(f"{found.source}: no paragraph was found in it; is it a document?")
    told = [*found.warnings, *warnings]
    return _version(found, front, texts, is_resolution, _enacting(body), told)


def _is_resolution(body: Sequence[Placeable], kind: DocumentKind | None) -> bool:
    """Whether the enacting words stand before any numbered paragraph, in no report or letter."""
    if kind in (DocumentKind.REPORT, DocumentKind.LETTER):
        return False
    for entry, _ in body:
        if entry.form is Form.ENACTING:
            return True
        if entry.is_numbered:
            break
    return False


def _add_notes(texts: dict[Locator, Marked], found: Blocks) -> None:
    """The footnotes by their numbers; those with a star after the unnumbered paragraphs."""
    after = sum(locator.head == "p" and not locator.divisions for locator in texts)
    for text in found.unnumbered_notes:
        if (note := clean(text)).text:
            after += 1
            while Locator(f"p{after}") in texts:
                after += 1
            texts[Locator(f"p{after}")] = note
    for number, text in sorted(found.notes.items()):
        if (note := clean(text)).text:
            texts[Locator(f"fn{number}")] = note


def _version(
    found: Blocks,
    front: BlockFront,
    texts: Mapping[Locator, Marked],
    is_resolution: bool,
    organ: str | None,
    warnings: list[str],
) -> ReadVersion:
    language = detect_language(" ".join(text.text for text in texts.values()))
    masthead = front.masthead
    symbol = front.symbol(warnings)
    is_draft = masthead.is_draft and not (symbol and symbol.is_resolution)
    meeting = texts.get(Locator("meeting"), Marked()).text
    title = texts.get(Locator("title"))
    return ReadVersion(
        found.source,
        language,
        _versions(texts, language, found.source),
        symbol=symbol,
        number=front.number,
        kind=_kind(front, is_resolution, is_draft),
        # The Human Rights Council's documents name the General Assembly above.
        organ=(organ if is_resolution else None) or masthead.organ,
        date=front.date(is_resolution and not is_draft, meeting),
        title=title.text if title else masthead.title,
        session=masthead.session,
        agenda_item=masthead.agenda_item,
        sponsors=masthead.sponsors,
        facts=front.facts,
        relations=front.relations,
        is_resolution=is_resolution,
        is_draft=is_draft,
        warnings=tuple(warnings),
    )


def _kind(front: BlockFront, is_resolution: bool, is_draft: bool) -> DocumentKind | None:
    if is_resolution and is_draft:
        return DocumentKind.DRAFT_RESOLUTION
    numbered = DocumentKind.RESOLUTION if is_resolution and front.number else None
    return front.masthead.kind or numbered


def _enacting(body: Sequence[Placeable]) -> str | None:
    named = (enacting_organ(entry.text) for entry, _ in body if entry.form is Form.ENACTING)
    return next(filter(None, named), None)


def _versions(
    texts: Mapping[Locator, Marked], language: Language, source: str
) -> dict[Locator, Version]:
    heads = {locator.parent for locator in texts}
    known = {locator.number for locator in texts if locator.kind is Kind.FOOTNOTE}
    found: dict[Locator, Version] = {}
    for locator, marked in texts.items():
        text, force = marked.text, None
        if locator.kind in (Kind.PREAMBULAR, Kind.OPERATIVE):
            force = usage.force_span(text, language)
        elif locator.kind is Kind.BODY and locator in heads:
            force = usage.list_force_span(text, language)
        notes = tuple((Locator(f"fn{n}"), at) for n, at in marked.marks if n in known)
        found[locator] = Version(language, text, source, 0, len(text), force=force, notes=notes)
    return found
