"""What each line of a document's front is, by its words and by its place among the others."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from index.readers import masthead_lines as wording
from index.readers.masthead_lines import Part, part_of

_LONGEST_TITLE = 600
# A line that ends so goes on in the next one, whatever that looks like by itself.
_OPEN = re.compile(
    r"(?:\b(?:of|the|to|and|for|in|on|de|du|des|la|le|les|et|à|al?|del|el|los|las|y|и|в|на|о|по)|[,、–-])$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;,:，。：；][»”\"’')\]]*[\d*]*$")
_PLACES = (Part.SESSION, Part.AGENDA, Part.MEETING)
_MASTHEAD = (*_PLACES, Part.SYMBOL, Part.ORGAN, Part.DISTRIBUTION, Part.DATE, Part.SPONSORS)
_NEAR = 10
# What the words of a line tell, where a title may still follow.
_Block = tuple[int, int]


def parts_of(lines: Sequence[str], titles: Collection[int] = ()) -> list[Part]:
    """What each of `lines` is (see `read_masthead` for `titles`); from the text on, `Part.BODY`."""
    own = [part_of(line) for line in lines]
    blocks = [block for block in _blocks(lines, own) if own[block[0]] in (None, Part.FORM)]
    body = _body(lines, own, blocks, titles)
    blocks = [(start, end) for start, end in blocks if start < body]
    parts = [part or Part.TITLE for part in own[:body]] + [Part.BODY] * (len(lines) - body)
    for start, end in blocks:
        parts[start:end] = [own[start] or Part.TITLE] * (end - start)
    _name_titles(parts, lines, blocks, titles)
    return parts


def _blocks(lines: Sequence[str], own: Sequence[Part | None]) -> list[_Block]:
    """The lines in blocks: a block is one line, or the lines of one title."""
    starts = [0] if lines else []
    for i in range(1, len(lines)):
        goes_on = own[starts[-1]] in (None, Part.FORM) and own[i - 1] is not Part.BLANK
        is_open = own[i] is None or (own[i] is not Part.BLANK and _OPEN.search(lines[i - 1]))
        if not (goes_on and is_open):
            starts.append(i)
    return list(pairwise([*starts, len(lines)]))


def _body(
    lines: Sequence[str],
    own: Sequence[Part | None],
    blocks: Sequence[_Block],
    titles: Collection[int],
) -> int:
    """Where the text begins: at a line that no title is, or after the title of a letter."""
    first = next((i for i, part in enumerate(own) if part is Part.BODY), len(lines))
    first = _after_titles(lines, own, blocks, titles, first)
    closed = False
    for start, end in blocks:
        if start >= first:
            break
        if start < max(titles, default=-1):
            continue
        if start not in titles and (closed or _is_text(" ".join(lines[start:end]), own, start)):
            return start
        # After a letter's title, or "Note by …", nothing of the masthead follows.
        closed = _closes(lines[start]) and not any(
            part in _PLACES or part is Part.SYMBOL for part in own[end:first]
        )
    return first


def _after_titles(
    lines: Sequence[str],
    own: Sequence[Part | None],
    blocks: Sequence[_Block],
    titles: Collection[int],
    first: int,
) -> int:
    """The first line that follows title and form, where no masthead does; else `first`."""
    ends = [
        end for start, end in blocks if start in titles or _ends_front(lines[start], own[start])
    ]
    for start, end in blocks:
        if not ends or start < max(ends) or start >= first or own[start] is Part.FORM:
            continue
        if not any(part in _MASTHEAD for part in own[end : min(end + _NEAR, first)]):
            return start
    return first


def _ends_front(line: str, part: Part | None) -> bool:
    return part is Part.FORM and not _precedes_title(line)


def _is_text(text: str, own: Sequence[Part | None], start: int) -> bool:
    is_form = own[start] is Part.FORM
    long = len(text) > _LONGEST_TITLE or _SENTENCE.search(text) is not None
    return long and not is_form and any(part not in (None, Part.BLANK) for part in own[:start])


def _closes(line: str) -> bool:
    return any(pattern.match(line) for pattern in (*wording.OWN_TITLES, wording.NOTE))


def _name_titles(
    parts: list[Part], lines: Sequence[str], blocks: Sequence[_Block], titles: Collection[int]
) -> None:
    """Tell the document's title from those of its agenda item and of its meeting."""
    placed = max((i for i, part in enumerate(parts) if part in _PLACES), default=-1)
    chosen = _title_block(parts, lines, blocks, titles, placed)
    agenda = parts.index(Part.AGENDA) if Part.AGENDA in parts else len(parts)
    first = chosen[0][0] if chosen else len(parts)
    for block in blocks:
        start, end = block
        if block in chosen:
            part = Part.TITLE
        elif parts[start] is Part.FORM and (start > first or _precedes_title(lines[start])):
            part = Part.FORM
        else:
            part = Part.AGENDA_TITLE if start > agenda else Part.MEETING
        parts[start:end] = [part] * (end - start)


def _title_block(
    parts: Sequence[Part],
    lines: Sequence[str],
    blocks: Sequence[_Block],
    titles: Collection[int],
    placed: int,
) -> list[_Block]:
    """The blocks that are the title: what the layout shows, a letter's, or the last before a form."""
    shown = [block for block in blocks if block[0] in titles]
    if shown:
        # "Resolution adopted by …" may be set as large as the title that follows it.
        return [b for b in shown if not _precedes_title(lines[b[0]])] or shown
    own = [b for b in blocks if any(p.match(lines[b[0]]) for p in wording.OWN_TITLES)]
    if own:
        return own[-1:]
    plain = [b for b in blocks if parts[b[0]] is Part.TITLE]
    forms = [b for b in blocks if parts[b[0]] is Part.FORM]
    drafts = [i for i, part in enumerate(parts) if part is Part.SPONSORS]
    drafts += [b[0] for b in forms if _precedes_title(lines[b[0]])]
    if drafts:
        return [b for b in plain if b[0] > max(drafts)][-1:] or _unless(Part.SPONSORS, parts, forms)
    if forms:
        # "Report of …" is the title itself where none stands between it and the agenda item.
        return [b for b in plain if placed < b[0] < forms[-1][0]][-1:] or forms[:1]
    return [b for b in plain if b[0] > placed][-1:] or plain[-1:]


def _precedes_title(line: str) -> bool:
    return bool(wording.RESOLUTION.match(line) or wording.DRAFT.match(line))


def _unless(part: Part, parts: Sequence[Part], blocks: Sequence[_Block]) -> list[_Block]:
    return [] if part in parts else list(blocks[-1:])
