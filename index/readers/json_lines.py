"""Reads resolutions from lines of JSON: one line is one resolution with its aligned paragraphs.

The form of a line:

    {"symbol": "A/RES/72/7", "date": "2017-11-17", "vote": "adoptedWithoutVote" | words | null,
     "draft": ["A/72/L.4"], "title": {"en": "…", "fr": "…"},
     "paragraphs": [{"kind": "preambular" | "operative" | "heading", "n": 3 | "3." | "(a)" | null,
                     "text": {"en": "…", "fr": "…"}}]}

`n` is the label that stands in the document. Sections whose paragraphs are numbered anew have no label
of their own in this form: they are counted, and a warning says so. The places are found once, so that
language versions share them.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index import usage
from index.document import DocumentKind, Version
from index.errors import ReadError, SymbolError
from index.locator import Kind, Locator
from index.readers.akn.block import Area, Block, Role
from index.readers.akn.flow import Text
from index.readers.akn.labels import Reading, Sort, leading_item, leading_number, readings
from index.readers.akn.places import Placed, place
from index.readers.akn.refine import find_heading, find_label, find_lines
from index.readers.akn.workflow import drafts_in, recorded_vote
from index.readers.model import ReadVersion
from index.symbol import Symbol
from index.words import LANGUAGES, Language

_ROLES = {"preambular": Role.TEXT, "operative": Role.TEXT, "heading": Role.HEADING}
_EMPTY_MARK = re.compile(r"\s?[(（]\s*[)）]")
_REST_OF_LABEL = re.compile(r"^[.。]\s+")
_COUNTS = re.compile(r"\b(\d+)-(\d+)-(\d+)\b")
_MEETING = re.compile(r"\d+(?:st|nd|rd|th) (?:plenary )?meeting")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that has been checked."""

    symbol: Symbol
    date: dt.date
    vote: str | None
    drafts: tuple[str, ...]
    titles: Mapping[Language, str]
    kinds: Sequence[str]
    labels: Sequence[str]
    texts: Sequence[Mapping[Language, str]]


def read_json_line(content: bytes, source: str) -> list[ReadVersion]:
    """The language versions of the resolution in one line, which came from the file named `source`.

    A paragraph that a language does not have is left out of its version. Raises `ReadError`, which
    names what is wrong, for a line that is not of the form above.
    """
    line = _checked(content, source)
    placed, order = _places(line)
    labels = {order[locator]: block.label for locator, block in placed.blocks.items()}
    versions = []
    for language in LANGUAGES:
        paragraphs = _paragraphs(line, order, labels, language, source)
        if paragraphs:
            versions.append(_version(line, paragraphs, language, source, placed.warnings))
    if not order or not versions:
        raise ReadError(f"{source}: {line.symbol} has no paragraph with a text")
    return versions


def _version(
    line: _Line,
    paragraphs: dict[Locator, Version],
    language: Language,
    source: str,
    warnings: Sequence[str],
) -> ReadVersion:
    resolution = line.symbol.is_resolution
    return ReadVersion(
        source,
        language,
        paragraphs,
        symbol=line.symbol,
        kind=DocumentKind.RESOLUTION if resolution else None,
        organ=line.symbol.organ,
        date=line.date,
        title=line.titles.get(language),
        facts=_facts(line),
        relations=tuple(r for named in line.drafts for r in drafts_in(named, "draft in the line")),
        is_resolution=resolution,
        is_draft=line.symbol.is_draft,
        warnings=tuple(warnings),
    )


def _paragraphs(
    line: _Line,
    order: Mapping[Locator, int],
    labels: Mapping[int, str],
    language: Language,
    source: str,
) -> dict[Locator, Version]:
    texts = [
        (locator, _text(line.texts[at].get(language, ""), labels[at], locator))
        for locator, at in order.items()
    ]
    if title := line.titles.get(language):
        texts.insert(0, (Locator("title"), title))
    return {
        locator: Version(
            language, text, source, 0, len(text), force=_force(locator, text, language)
        )
        for locator, text in texts
        if text
    }


def _force(locator: Locator, text: str, language: Language) -> tuple[int, int] | None:
    if locator.kind not in (Kind.PREAMBULAR, Kind.OPERATIVE):
        return None
    return usage.force_span(text, language)


def _places(line: _Line) -> tuple[Placed, dict[Locator, int]]:
    """The place of each paragraph, and which paragraph stands there."""
    inherited = Counter(label for label in line.labels if _opens_section(label))
    blocks: list[Block] = []
    index: dict[int, int] = {}
    for at, (kind, label) in enumerate(zip(line.kinds, line.labels, strict=True)):
        reference = next(iter(line.texts[at].values()), "")
        if not reference:
            continue
        # The label of a section is repeated at what has no label of its own there, as table cells.
        label = "" if inherited[label] > 1 else label
        area = Area.PREAMBLE if kind == "preambular" else Area.BODY
        block = Block(Text(_cleaned(reference)), _ROLES[kind], area, label=label)
        find_label(block)
        if not block.label and area is Area.BODY:
            block.label, block.whole = _label_elsewhere(line.texts[at]), block.text
        find_heading(block)
        index[id(block)] = at
        blocks.append(block)
    find_lines(blocks)
    placed = place(blocks, is_resolution=line.symbol.is_resolution or line.symbol.is_draft)
    return placed, {locator: index[id(block)] for locator, block in placed.blocks.items()}


def _opens_section(label: str) -> bool:
    return any(reading.sort is Sort.SECTION for reading in readings(label))


def _label_elsewhere(texts: Mapping[Language, str]) -> str:
    """The number that another language version has in its text where the first has none."""
    found = (leading_number(_cleaned(text)).strip() for text in texts.values())
    return next(filter(None, found), "")


def _text(text: str, label: str, locator: Locator) -> str:
    """The text of a paragraph without marks of footnotes, and without its label before it."""
    text = _cleaned(text)
    if locator.kind in (Kind.PREAMBULAR, Kind.HEADING):
        return text
    shown = leading_item(text) or leading_number(text)
    own = set(readings(label)) if label else {Reading(Sort.NUMBER, locator.number or 0)}
    return text[len(shown) :].lstrip() if shown and own & set(readings(shown)) else text


def _cleaned(text: str) -> str:
    """NFC, white space collapsed, without "()" (all that is left of a footnote's mark in Arabic)."""
    text = _EMPTY_MARK.sub("", unicodedata.normalize("NFC", text))
    return " ".join(_REST_OF_LABEL.sub("", text).split())


def _facts(line: _Line) -> dict[str, str]:
    """The vote in words, the meeting where the line names it, and how a draft was revised."""
    revised = [draft for draft in line.drafts if "revised" in draft or "amended" in draft]
    facts = {"draft": ", ".join(revised)} if revised else {}
    vote = line.vote
    if not vote:
        return facts
    if match := _COUNTS.search(vote):
        facts["vote"] = recorded_vote(*match.groups())
    elif re.search(r"without ?(?:a )?vote", vote, re.IGNORECASE):
        facts["vote"] = "adopted without a vote"
    elif "recordedvote" in vote.lower().replace(" ", ""):
        facts["vote"] = recorded_vote("", "", "")
    elif "consensus" in vote.lower():
        facts["vote"] = "adopted by consensus"
    else:
        facts["vote"] = vote[0].lower() + vote[1:]
    if match := _MEETING.search(vote):
        facts["meeting"] = match.group()
    return facts


def _checked(content: bytes, source: str) -> _Line:
    """The line, with all that it must hold; raises `ReadError`."""
    try:
        values = json.loads(content)
    except ValueError as error:
        raise ReadError(f"{source}: the line is not JSON ({error})") from error
    if not isinstance(values, dict):
        raise ReadError(f"{source}: the line is not a JSON object of one resolution")
    symbol = _symbol(values.get("symbol"), source)
    where = f"{source}, {symbol}"
    paragraphs = values.get("paragraphs")
    if not isinstance(paragraphs, list) or not paragraphs:
        raise ReadError(f"{where}: `paragraphs` is not a list with at least one paragraph")
    vote = values.get("vote")
    if vote is not None and not isinstance(vote, str):
        raise ReadError(f"{where}: `vote` is neither words nor null")
    checked = [_paragraph(p, at, where) for at, p in enumerate(paragraphs, 1)]
    return _Line(
        symbol,
        _date(values.get("date"), where),
        vote,
        _drafts(values.get("draft"), where),
        {k: _cleaned_title(t) for k, t in _texts(values.get("title"), f"{where}: `title`").items()},
        [kind for kind, _, _ in checked],
        [label for _, label, _ in checked],
        [texts for _, _, texts in checked],
    )


def _cleaned_title(title: str) -> str:
    """A title without the dash that parts it from the number before it."""
    return re.sub(r"^[-–—]\s+", "", _cleaned(title))


def _symbol(value: object, source: str) -> Symbol:
    if not isinstance(value, str):
        raise ReadError(f"{source}: the line has no `symbol`")
    try:
        return Symbol(value)
    except SymbolError as error:
        raise ReadError(f"{source}: `symbol`: {error}") from error


def _date(value: object, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise ReadError(f"{where}: `date` {value!r} is not a date like 2017-11-17") from error


def _drafts(value: object, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(d is None or isinstance(d, str) for d in value):
        raise ReadError(f"{where}: `draft` is not a list of symbols")
    return tuple(draft for draft in value if draft)


def _paragraph(value: object, at: int, where: str) -> tuple[str, str, dict[Language, str]]:
    """The kind, the label and the texts of the `at`-th paragraph."""
    here = f"{where}, paragraph {at} of the line"
    if not isinstance(value, dict) or value.get("kind") not in _ROLES:
        raise ReadError(f"{here}: `kind` is not one of {', '.join(_ROLES)}")
    label = value.get("n")
    if label is not None and not isinstance(label, str | int):
        raise ReadError(f"{here}: `n` is neither a label, a number nor null")
    kind = value["kind"]
    shown = "" if label is None or kind == "preambular" else str(label)
    return kind, shown, _texts(value.get("text"), f"{here}: `text`")


def _texts(value: object, here: str) -> dict[Language, str]:
    """Texts by language, in the order of the official languages, so that the first is English."""
    if not isinstance(value, dict):
        raise ReadError(f"{here} is not an object of texts by language")
    for language, text in value.items():
        if language not in LANGUAGES:
            raise ReadError(f"{here}: {language!r} is none of {', '.join(LANGUAGES)}")
        if not isinstance(text, str):
            raise ReadError(f"{here}: the text in {language!r} is not a string")
    return {language: value[language] for language in LANGUAGES if value.get(language)}
