"""What a model is shown: evidence as passages under keys that no text can forge, within a budget.

A passage that does not fit is not cut in silence: it ends with a mark, and what was cut is told.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.claims.ground import Ground, ground_of
from assistant.claims.instructions import gives_orders
from assistant.evidence import Evidence
from assistant.phrases import load_phrases
from assistant.ranking import Scored
from index.document import Paragraph, Version
from index.search import Index
from index.words import Language

_MOST = 12
# Beside what was chosen, candidates with this much of the best one's score.
_SHARE = 0.6
_KEY_BYTES = 3
CUT = " […]"
"""What stands where a passage was cut."""

LEAST_TOKENS = 60
"""With less than this for each, passages are left out and not shortened."""


@dataclass(frozen=True, eq=False)
class Passage:
    """A paragraph as a model is shown it.

    `key` is opaque, and drawn anew for every question; `text` is what is shown of `version`, the
    reader's own where there is one; `source` tells where it is from. `ground` is what a statement that
    names the key rests on.
    """

    key: str
    ground: Ground
    version: Version
    source: str
    text: str

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph that is shown."""
        return self.ground.paragraph

    @property
    def was_cut(self) -> bool:
        """Whether less is shown than the paragraph has."""
        return self.text != self.version.text


def choose_paragraphs(evidence: Evidence, index: Index) -> tuple[Paragraph, ...]:
    """What answers, what introduces it, and for a topic what else came near; at most twelve more.

    What gives orders to a machine is left out.
    """
    chosen = list(evidence.chosen)
    heads = [above for p in chosen for above in ground_of(p, index).above]
    near = [s.paragraph for s in _near(evidence.candidates)][:_MOST]
    found = dict.fromkeys([*chosen, *heads, *near])
    return tuple(p for p in found if not any(gives_orders(v.text) for v in p.versions.values()))


def _near(candidates: Sequence[Scored]) -> list[Scored]:
    return [s for s in candidates if s.score >= _SHARE * candidates[0].score]


def make_passages(
    paragraphs: Iterable[Paragraph],
    index: Index,
    language: Language,
    other_texts: Iterable[str] = (),
) -> tuple[Passage, ...]:
    """`paragraphs` as passages, whole, numbered in order.

    A key has a number and a part drawn at random, which stands in none of the texts nor in
    `other_texts` (the question, the turns before).
    """
    paragraphs = tuple(paragraphs)
    texts = [v.text for p in paragraphs for v in p.versions.values()] + list(other_texts)
    return tuple(
        _passage(f"{number}-{_unforgeable(texts)}", paragraph, index, language)
        for number, paragraph in enumerate(paragraphs, start=1)
    )


def _unforgeable(texts: Sequence[str]) -> str:
    while True:
        drawn = secrets.token_hex(_KEY_BYTES)
        if not any(drawn in text for text in texts):
            return drawn


def _passage(key: str, paragraph: Paragraph, index: Index, language: Language) -> Passage:
    document = index.document(paragraph.symbol)
    version = paragraph.version(language)
    status = load_phrases("en")[f"status.{document.status}"]
    place = paragraph.locator.pinpoint("en")
    return Passage(
        key=key,
        ground=ground_of(paragraph, index),
        version=version,
        source=(
            f"{paragraph.symbol}, {place} ({status}, {document.date.isoformat()}; "
            f"{version.language})"
        ),
        text=version.text,
    )


def fit(
    passages: Sequence[Passage], budget: int, count: Callable[[str], int]
) -> tuple[Passage, ...]:
    """`passages` with at most `budget` tokens of text in all, as `count` has them; in order.

    The longest are shortened first, each to the same length, and end with a mark. Where even short
    pieces of all of them are too much, the last ones are left out, the first one never.
    """
    kept = list(passages)
    while len(kept) > 1 and LEAST_TOKENS * len(kept) > budget:
        kept.pop()
    sizes = {p.key: count(p.text) for p in kept}
    if sum(sizes.values()) <= budget:
        return tuple(kept)
    most = _level(sizes, budget)
    return tuple(p if sizes[p.key] <= most else _shortened(p, most, count) for p in kept)


def _level(sizes: Mapping[str, int], budget: int) -> int:
    """The greatest length to which all may be shortened so that `budget` suffices."""
    left, level = budget, 0
    waiting = sorted(sizes.values())
    for number, size in enumerate(waiting):
        level = left // (len(waiting) - number)
        if size > level:
            break
        left -= size
    return level


def _shortened(passage: Passage, most: int, count: Callable[[str], int]) -> Passage:
    """`passage` cut behind a word, with its mark in at most `most` tokens."""
    text = passage.text
    least, greatest = 0, len(text)
    while least < greatest:
        middle = (least + greatest + 1) // 2
        if count(text[:middle] + CUT) <= most:
            least = middle
        else:
            greatest = middle - 1
    head = text[:least]
    behind_word = head.rfind(" ")
    if least < len(text) and behind_word > len(head) // 2:
        head = head[:behind_word]
    return Passage(passage.key, passage.ground, passage.version, passage.source, head + CUT)
