"""Citation precision, recall and F1, and what a right answer is.

ALCE (Gao et al. 2023, "Enabling Large Language Models to Generate Text with Citations") asks of each
statement whether its citations support it, and of each citation whether it supports anything. Here
every statement is a quote, so support is told by locators: recall is the share of gold groups of which
a member is cited, precision the share of cited paragraphs that are gold or acceptable. As in ALCE an
answer without citations has neither.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.collection import says
from eval.record import Record

# More than half of what is cited must be beside the point for an answer to be wrong by it.
_LEAST_PRECISION = 0.5


def citation_recall(record: Record, cited: Sequence[str]) -> float:
    """The share of gold groups of which a member is cited; 0 to 1."""
    hit = [bool(set(group) & set(cited)) for group in record.gold]
    return sum(hit) / len(hit) if hit else 0.0


def citation_precision(record: Record, cited: Sequence[str]) -> float:
    """The share of the cited paragraphs, each counted once, that are gold or acceptable; 0 to 1."""
    distinct = set(cited)
    return len(distinct & record.allowed) / len(distinct) if distinct else 0.0


def citation_f1(record: Record, cited: Sequence[str]) -> float:
    """The harmonic mean of citation precision and recall of one question; 0 to 1."""
    precision, recall = citation_precision(record, cited), citation_recall(record, cited)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def list_order(record: Record, cited: Sequence[str]) -> float:
    """1 where what is cited, acceptable passages left out, is one member of each gold group in order."""
    gold = {address for group in record.gold for address in group}
    beside = set(record.acceptable) - gold
    listed = [address for address in dict.fromkeys(cited) if address not in beside]
    if len(listed) != len(record.gold):
        return 0.0
    in_order = (address in group for address, group in zip(listed, record.gold, strict=True))
    return float(all(in_order))


def required_words(record: Record, quotes: Sequence[str]) -> float:
    """The share of groups of required words of which one stands in the quotes, case aside; 0 to 1."""
    said = "\n".join(quotes)
    found = [any(says(said, word) for word in group) for group in record.required]
    return sum(found) / len(found) if found else 0.0


def serves(record: Record, cited: Sequence[str]) -> bool:
    """Whether citing `cited` serves the reader of an answerable question.

    Every gold group is hit and at least half of what is cited is to the point; a list is exact.
    """
    if record.is_list:
        return list_order(record, cited) == 1.0
    return (
        citation_recall(record, cited) == 1.0
        and citation_precision(record, cited) >= _LEAST_PRECISION
    )
