"""Which paragraphs might carry another: those that share its rarest words, found by the lexical index."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.lineage.passage import (
    COMPARED,
    Passage,
    content_stems,
    is_held,
    shares_of,
    weigh,
    weigh_among,
)
from index.document import Paragraph
from index.search import Index, TermsIn
from index.words import Language, stems

# How many paragraphs are looked at for each. Of a formula that more have, those on the same matter are
# found by comparing their documents (`reworded`).
_LOOKED_AT = 300


class Candidates:
    """The paragraphs that are like one, in each of its languages.

    Their words are weighed by how far they tell these very paragraphs apart: the long name of a committee
    that all of them have tells nothing of which one carries the other.
    """

    def __init__(self, origin: Paragraph, index: Index, preferred: Sequence[Language]) -> None:
        """`preferred` are all languages, those first in which paragraphs are compared."""
        self._index, self._preferred = index, preferred
        self._shares: dict[Language, dict[str, float]] = {}
        self._passages: dict[tuple[str, Language], Passage] = {}
        self._asked: set[tuple[Language, tuple[str, ...]]] = set()
        self.first = self.like(origin)
        for code in preferred:
            if is_held(origin, code):
                held = [p.versions[code].text for p in self.first if is_held(p, code)]
                self._shares[code] = shares_of([content_stems(text, code) for text in held])

    def like(self, step: Paragraph) -> list[Paragraph]:
        """The paragraphs that share most of the rare words of `step`, in any of its languages.

        Of words that were looked for already, none again.
        """
        found: dict[str, Paragraph] = {}
        for code in self._preferred:
            if not is_held(step, code):
                continue
            own = tuple(dict.fromkeys(stems(step.versions[code].text, code)))
            if (code, own) in self._asked:
                continue
            self._asked.add((code, own))
            terms = [TermsIn(code, [(stem, weigh(stem, code)) for stem in own])]
            for hit in self._index.search(None, terms, limit=_LOOKED_AT):
                found.setdefault(hit.paragraph.address, hit.paragraph)
        return [p for p in found.values() if p.kind in COMPARED]

    def shared_language(self, one: Paragraph, other: Paragraph) -> Language | None:
        """The language in which two paragraphs are compared: the first preferred that both have."""
        both = (c for c in self._preferred if is_held(one, c) and is_held(other, c))
        return next(both, None)

    def passage(self, paragraph: Paragraph, language: Language) -> Passage:
        """`paragraph` as it is compared in `language`."""
        key = paragraph.address, language
        if key not in self._passages:
            text = paragraph.versions[language].text
            shares = self._shares.get(language, {})
            own = content_stems(text, language)
            weights = tuple(weigh_among(s, language, shares.get(s, 0.0)) for s in own)
            self._passages[key] = Passage(paragraph, 0, text, own, weights)
        return self._passages[key]
