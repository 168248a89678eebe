"""Which numbers are the document's own, and which lines are lists without labels."""

from __future__ import annotations

from collections.abc import Sequence

from index.readers.akn.block import Area, Block, Role
from index.readers.akn.labels import Sort

_COLON = (":", "：")
_ENDS = (".", ";", "。", "；", "؛", ",", "،", "，")
_LONGEST_LIST = 30


def settle(blocks: Sequence[Block]) -> None:
    """Decide what the labels of one body are: its own numbers, those of a text it sets out, lists."""
    _settle_first(blocks)
    _settle_found(blocks)
    _settle_quoted([b for b in blocks if b.number is not None])
    _settle_lists(blocks)


def _settle_first(blocks: Sequence[Block]) -> None:
    """ "l." before "2." is the number one, set with the letter that looks like it."""
    labelled = [
        b for b in blocks if b.role is Role.TEXT and b.label and b.area is not Area.PREAMBLE
    ]
    if labelled and labelled[0].label.strip(" .") == "l":
        following = (b.number for b in labelled[1:])
        if next((n for n in following if n is not None), None) == 2:
            labelled[0].label = "1."


def _settle_found(blocks: Sequence[Block]) -> None:
    """A number that was found in the text is a label only where it goes on with the numbering."""
    last = 0
    for block in blocks:
        number = block.number
        if number is None:
            continue
        if block.whole is not None and number not in (last + 1, 1):
            block.unlabelled()
        else:
            last = number


def _settle_quoted(numbered: Sequence[Block]) -> None:
    """13, 14, 4, 15: the paragraph numbered 4 is of a statute that paragraph 14 sets out."""
    numbers = [block.number or 0 for block in numbered]
    last, at = 0, 0
    while at < len(numbers):
        number = numbers[at]
        if last and number != last + 1:
            end = _run_end(numbers, at)
            if end < len(numbers) and numbers[end] == last + 1:
                for block in numbered[at:end]:
                    block.quoted = True
                at = end
                continue
        last = number
        at += 1


def _run_end(numbers: Sequence[int], start: int) -> int:
    """Where the numbers end that follow one another from `start`."""
    end = start + 1
    while end < len(numbers) and numbers[end] == numbers[end - 1] + 1:
        end += 1
    return end


def _settle_lists(blocks: Sequence[Block]) -> None:
    """Lines without labels behind "… as follows:" are its list, where they end as sentences do."""
    if all(block.number is None for block in blocks):
        return
    for at, block in enumerate(blocks):
        if block.area is Area.PREAMBLE or not block.shown.endswith(_COLON) or not _is_cited(block):
            continue
        run = _plain_run(blocks, at + 1)
        if run and len(run) <= _LONGEST_LIST and run[-1].shown.endswith(_ENDS):
            for line in run:
                line.label, line.quoted, line.nesting = "–", False, 0


def _plain_run(blocks: Sequence[Block], start: int) -> list[Block]:
    end = start
    while end < len(blocks) and blocks[end].is_plain and blocks[end].shown:
        end += 1
    return list(blocks[start:end])


def _is_cited(block: Block) -> bool:
    """Whether the paragraph has a number or a letter by which it is cited."""
    cited = {*Sort} - {Sort.SECTION, Sort.PART, Sort.BULLET}
    return block.role is Role.TEXT and any(r.sort in cited for r in block.readings)
