"""The numbers that the decision to answer hangs on, in one place.

They were chosen on the development questions in `eval/questions/development.jsonl` by
`python -m eval.calibrate`, which prints how each of them moves the figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.stages import Stage


@dataclass(frozen=True, slots=True)
class Calibration:
    """How scores are weighed, and from which score on a paragraph answers.

    A paragraph's score is `support + dense_weight · nearness + bonuses`. Support is the weighted
    part of the question's terms that stand in it (0 to 1). Nearness is its cosine to the question.
    """

    # A term's weight is its everyday rarity to this power …
    rarity_power: float = 2.0
    most_weight: float = 0.42
    name_weight: float = 0.25
    # … times this where it stands in every paragraph, more where in few (inverse document frequency).
    common_share: float = 0.5
    # Cosines of word vectors: from `low` on a word supports a term, at `high` by `most`.
    word_low: float = 0.1
    word_high: float = 0.5
    word_most: float = 0.8
    # The part of a term's support that comes from a paragraph's surroundings.
    parent_share: float = 0.6
    dense_weight: float = 0.4
    # A paragraph that has every word of the question; twice that where it has no others.
    literal: float = 0.5
    # A line around the text (title, masthead, closing): more where the document itself is asked
    # about, less where not.
    line_bonus: float = 0.3
    # A paragraph that introduces a list says nothing without it.
    list_head_penalty: float = 0.2
    # A date, place or number where one is asked for, near the words asked about; and none at all.
    asked_bonus: float = 0.4
    asked_reach: float = 60.0
    no_date_penalty: float = 0.3
    no_place_penalty: float = 0.2
    no_number_penalty: float = 0.6
    # A term counts as supported from here, and as without any support below there.
    supported: float = 0.5
    unsupported: float = 0.3
    # The decision to answer (assistant/decision.py): weights of its seven signs, and the threshold.
    decision_weights: tuple[float, ...] = (7.488, 6.444, 0.41, 0.254, -2.001, -1.5, -4.461)
    decision_bias: float = -3.525
    answer_probability: float = 0.55
    # Beside the best paragraph those that score this much of it, with this much of its support.
    close: float = 0.95
    close_support: float = 0.9
    # Of a document without any chosen paragraph, where each is asked about, this much support.
    each_document: float = 0.75
    twin_similarity: float = 0.55
    # Stages left out, to measure what they are worth.
    without: frozenset[Stage] = frozenset()


CALIBRATION = Calibration()
