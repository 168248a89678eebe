"""nDCG@10, RR and R@k of what was retrieved, by ir_measures.

Paragraphs that say the same answer a question equally: a gold group counts as one document, found
where the first of its members is. Acceptable paragraphs are neither right nor wrong, and are passed
over (condensed lists, Sakai 2007).
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.record import Record

NAMES = ("nDCG@10", "RR", "R@5", "R@10")
_NO_DOCUMENT = "nothing retrieved"


def condensed(record: Record, retrieved: Sequence[str]) -> list[str]:
    """The ranking with each gold group once, under its first member, and nothing acceptable."""
    name = {address: group[0] for group in record.gold for address in group}
    kept = (
        name.get(address, address)
        for address in retrieved
        if address in name or address not in record.acceptable
    )
    return list(dict.fromkeys(kept))


def score_rankings(cases: Sequence[tuple[Record, Sequence[str]]]) -> list[dict[str, float]]:
    """Each measure of each answerable record with what was retrieved for it, in order.

    A record for which nothing was retrieved scores 0.
    """
    import ir_measures

    measures = [ir_measures.parse_measure(name) for name in NAMES]
    qrels = {
        str(number): {group[0]: 1 for group in record.gold}
        for number, (record, _) in enumerate(cases)
    }
    run = {
        # Falling scores keep the order: equal ones would be sorted by name.
        str(number): {address: -float(rank) for rank, address in enumerate(ranking)}
        for number, (record, retrieved) in enumerate(cases)
        for ranking in [condensed(record, retrieved) or [_NO_DOCUMENT]]
    }
    scores: list[dict[str, float]] = [dict.fromkeys(NAMES, 0.0) for _ in cases]
    if cases:
        for metric in ir_measures.iter_calc(measures, qrels, run):
            scores[int(metric.query_id)][str(metric.measure)] = float(metric.value)
    return scores
