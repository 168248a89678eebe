"""What became of one paragraph, and the sentence that says it: our words, with marks for the quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.answer import Citation
from assistant.instrument_answers.marks import find_own_words, with_marks
from assistant.instrument_answers.told import MOST_NAMED, shortened
from assistant.lineage.model import PairChange, WordChange
from assistant.phrases import load_phrases
from index.words import Language

# How many runs of words are quoted by themselves, of those that were dropped and of those that are new.
_MOST_RUNS = 4


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the paragraphs `earlier`, and what stands for them `later`.

    `others` are the symbols of the documents in which nothing stands for them. `text` says what became of
    one that is `alone`: of which no document before or after is held.
    """

    change: PairChange | Literal["alone"]
    earlier: tuple[Citation, ...]
    later: tuple[Citation, ...]
    words: tuple[WordChange, ...] = ()
    others: tuple[str, ...] = ()
    text: str = ""

    @property
    def symbols(self) -> tuple[str, ...]:
        """The documents of both sides."""
        return tuple(dict.fromkeys(c.symbol for c in (*self.earlier, *self.later)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fate) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[object, ...]:
        """What tells it from others: the numbers of the citations do not."""
        sides = (self.earlier, self.later)
        return self.change, *(tuple((c.symbol, c.locator) for c in side) for side in sides)


@dataclass
class Writer:
    """Says what became of paragraphs, and numbers the quotes as they are named; each stands once."""

    reader: Language
    citations: list[Citation] = field(default_factory=list)

    def tell(self, fate: Fate) -> Iterator[str]:
        """The sentences on one paragraph."""
        phrases = load_phrases(self.reader)
        more = phrases["lineage.more"]
        earlier, later = fate.earlier, fate.later
        single = len(earlier) == len(later) == 1
        if fate.change == "changed" and single:
            later = (with_marks(later[0], fate.words, "added"),)
            earlier = (with_marks(earlier[0], fate.words, "removed"),)
        if fate.change == "alone":
            self._named(earlier)
            yield fate.text
            return
        moved = [c.locator for c in earlier] != [c.locator for c in later]
        name = "moved" if fate.change == "unchanged" and moved else fate.change
        yield phrases[f"lineage.part_{name}"].format(
            later=self._named(later),
            earlier=self._named(earlier),
            other=shortened(list(fate.others), MOST_NAMED, more),
        )
        if fate.change == "changed" and single:
            yield from self._runs("gone", fate.earlier[0], fate.words)
            yield from self._runs("new", fate.later[0], fate.words)

    def _runs(
        self, name: Literal["gone", "new"], citation: Citation, words: Sequence[WordChange]
    ) -> Iterator[str]:
        """The words that only one side has, each run quoted by itself."""
        own = find_own_words(citation.quote, words, "removed" if name == "gone" else "added")
        runs = [
            citation.model_copy(
                update={
                    "quote": citation.quote[start:end],
                    "start": citation.start + start,
                    "end": citation.start + end,
                    "marks": (),
                }
            )
            for start, end in own[:_MOST_RUNS]
        ]
        if runs:
            phrases = load_phrases(self.reader)
            keys = ", ".join(f"[{self._key(run)}]" for run in runs)
            if len(own) > len(runs):
                keys += " " + phrases["lineage.more"].format(count=len(own) - len(runs))
            yield phrases[f"lineage.words_{name}"].format(keys=keys)

    def _named(self, citations: Sequence[Citation]) -> str:
        return ", ".join(f"{c.pinpoint} [{self._key(c)}]" for c in citations)

    def _key(self, citation: Citation) -> int:
        """The number of a citation: that of the same span, if it was cited already."""
        span = (citation.symbol, citation.locator, citation.start, citation.end)
        for number, cited in enumerate(self.citations):
            if (cited.symbol, cited.locator, cited.start, cited.end) == span:
                if citation.marks and not cited.marks:
                    self.citations[number] = cited.model_copy(update={"marks": citation.marks})
                return cited.key
        key = len(self.citations) + 1
        self.citations.append(citation.model_copy(update={"key": key}))
        return key
