"""What markup leaves unsaid: labels inside texts, headings, annexes, paragraphs that are cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import usage
from index.readers.akn.block import Area, Block, Role
from index.readers.akn.flow import without_empty_marks
from index.readers.akn.labels import Sort, leading_item, leading_number, readings

_BROKEN = re.compile(r"[^\W_]\Z")
_RESUMED = re.compile(r"[a-zà-öø-ÿœ]")
_ANNEX = re.compile(
    r"(?:Annex|Annexe|Anexo|Приложение|المرفق|附件)(?:\s*(?P<number>\w+(?: \w+)?))?[.:：]?",
    re.IGNORECASE,
)
_ENACTING = re.compile(rf"(?:إن )?{usage.ENACTING.pattern}")
_OPENS = {Sort.SECTION, Sort.PART}
_ENDS = tuple(".;:,،؛。；：，!?？”»“\"')）")
_COLON = (":", "：")
_LONGEST_NUMERAL = 12
_LONGEST_HEADING = 200
_MOST_LINES = 2
_SHOWN = 40


def refine(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """The blocks as a reader understands them, and a line for each paragraph that was mended."""
    warnings: list[str] = []
    kept: list[Block] = []
    for block in blocks:
        _clear_marks(block, warnings)
        find_label(block)
        find_heading(block)
        if kept and _goes_on(kept[-1], block):
            warnings.append(f"a paragraph that is cut in two was joined: {block.shown[:_SHOWN]!r}")
            kept[-1].text = kept[-1].text.joined(block.text)
        else:
            kept.append(block)
    _find_annexes(kept)
    find_lines(kept)
    return kept, warnings


def _clear_marks(block: Block, warnings: list[str]) -> None:
    cleared = without_empty_marks(block.text)
    if cleared != block.text:
        warnings.append(f"a footnote's mark stands without its note: {block.shown[:_SHOWN]!r}")
        block.text = cleared


def find_label(block: Block) -> None:
    """Where the markup tells nothing, the text may be the enacting words, or begin with a label."""
    if block.role is not Role.TEXT:
        return
    if block.label:
        _drop_repeated(block)
        return
    if _ENACTING.fullmatch(block.shown) and block.area is not Area.ANNEX:
        block.role = Role.FORMULA
        return
    label = leading_item(block.shown)
    if not label and block.area is not Area.PREAMBLE:
        label = leading_number(block.shown)
    if label and readings(label):
        block.whole, block.label = block.text, label.strip()
        block.text = block.text.without(len(label))


def _drop_repeated(block: Block) -> None:
    """A number that the markup has and the text as well is a label all the same."""
    shown = leading_number(block.shown)
    if shown and set(readings(shown)) & set(block.readings):
        block.text = block.text.without(len(shown))


def find_heading(block: Block) -> None:
    """A numeral that stands alone, or before words that are no sentence, opens a section."""
    if block.role is not Role.TEXT or len(block.shown) > _LONGEST_HEADING:
        return
    label = block.label or (block.shown if len(block.shown) <= _LONGEST_NUMERAL else "")
    opens = {r.sort for r in readings(label)} & _OPENS
    if opens and not block.shown.endswith(_ENDS if block.label else _ENDS[1:]):
        block.role = Role.HEADING


def _goes_on(last: Block, block: Block) -> bool:
    """Whether a sentence was cut: it breaks off at a word, and goes on in lower case.

    Only in the Latin script: Russian paragraphs begin in lower case.
    """
    if block.label or not last.label or {last.role, block.role} != {Role.TEXT}:
        return False
    if {last.area, block.area} != {Area.BODY} or block.text.emphasis[1]:
        return False
    return bool(_BROKEN.search(last.shown) and _RESUMED.match(block.shown))


def _find_annexes(blocks: Sequence[Block]) -> None:
    """A line "Annex" or "Annex II" in the body: what follows stands in that annex."""
    annex = 0
    for block in blocks:
        if block.area is not Area.BODY:
            continue
        match = _ANNEX.fullmatch(block.shown) if not block.label else None
        if match and block.role in (Role.TEXT, Role.HEADING) and _number(match["number"]):
            block.role = Role.HEADING
            annex = max(annex + 1, _number(match["number"]))
        if annex:
            block.area, block.annex = Area.ANNEX, annex


def find_lines(blocks: Sequence[Block]) -> None:
    """A line or two without a number and without a stop, before the text goes on, are headings.

    More of them are a list, which is text.
    """
    run: list[Block] = []
    opened = False
    for block in blocks:
        if _is_line(block):
            run.append(block)
            continue
        goes_on = block.role is Role.TEXT and block.area is not Area.CLOSING
        if len(run) <= _MOST_LINES and goes_on and (block.label or not opened):
            for line in run:
                line.role = Role.HEADING
        run, opened = [], block.shown.endswith(_COLON)


def _is_line(block: Block) -> bool:
    if block.role is not Role.TEXT or block.area not in (Area.BODY, Area.ANNEX) or block.label:
        return False
    if not any(map(str.isalnum, block.shown)):
        return False
    return len(block.shown) <= _LONGEST_HEADING and not block.shown.endswith(_ENDS)


def _number(label: str | None) -> int:
    """The number of an annex: 2 of "II"; 1 of none; 0 of what is no number."""
    if label is None:
        return 1
    found = {r.sort: r.value for r in readings(label)}
    values = (found.get(sort, 0) for sort in (Sort.SECTION, Sort.NUMBER, Sort.PART))
    return next(filter(None, values), 0)
