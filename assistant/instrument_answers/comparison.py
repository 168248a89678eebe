"""What changed between two documents: counts in our own sentences, paragraphs in the documents' words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.answer import Citation, Searched
from assistant.cite import cite
from assistant.errors import ComparisonError
from assistant.instrument_answers.marks import with_marks
from assistant.instrument_answers.told import Told, paragraphs_of
from assistant.lineage.compare import compare
from assistant.lineage.model import Comparison, ParagraphPair
from assistant.phrases import load_phrases
from assistant.related import head
from assistant.verify import whole
from index.locator import Kind, Locator
from index.search import Index
from index.words import Language

# How many paragraphs, or pairs of them, are quoted of a group that is asked for; and of each where all are.
_MOST = {"new": 8, "gone": 8, "changed": 4, "moved": 4, "same": 8}
_MOST_OF_ALL = {"new": 3, "changed": 2, "gone": 3}


def tell_comparison(
    kind: str, pair: tuple[str, str], parts: Sequence[str], index: Index, reader: Language
) -> Told | None:
    """The answer to what is `kind` (of `assistant.question.lineage.COMPARED`) between two documents.

    `parts` are the heads of the paragraphs asked for; empty: of all. None where the two cannot be compared.
    """
    try:
        comparison = compare(*pair, index, reader=reader)
    except ComparisonError:
        return None
    pairs = [p for p in comparison.pairs if not parts or _head(p) in parts]
    quoting = _Quoting(reader)
    limits = _MOST_OF_ALL if kind == "compared" else {kind: _MOST[kind]}
    groups = [line for name, most in limits.items() for line in quoting.group(name, pairs, most)]
    citations = tuple(quoting.citations) or _titles(comparison, index, reader)
    documents = [index.document(symbol) for symbol in pair]
    earlier, later = comparison.earlier.symbol, comparison.later.symbol
    phrases = load_phrases(reader)
    return Told(
        "the comparison of the two documents",
        (*_matters(comparison, reader), _counts(comparison, pairs, reader), *groups),
        citations,
        paragraphs_of(citations, index),
        Searched(documents=2, paragraphs=sum(len(d.paragraphs) for d in documents)),
        (phrases["lineage.whole"].format(command=f"mandate compare {earlier} {later}"),),
    )


def _matters(comparison: Comparison, reader: Language) -> Iterator[str]:
    """The sentence that two documents are on different matters, where they are."""
    if not comparison.same_matter:
        both = (comparison.earlier, comparison.later)
        told = "; ".join(f"{document.symbol}: {document.title}" for document in both)
        yield load_phrases(reader)["lineage.other_matters"].format(documents=told)


def _counts(comparison: Comparison, pairs: Sequence[ParagraphPair], reader: Language) -> str:
    """The sentence that says how many of `pairs` are new, gone and so on."""
    found = {name: sum(is_of(pair) for pair in pairs) for name, is_of in _GROUPS.items()}
    return load_phrases(reader)["lineage.compared"].format(
        earlier=comparison.earlier.symbol, later=comparison.later.symbol, **found
    )


_GROUPS: dict[str, Callable[[ParagraphPair], bool]] = {
    "unchanged": lambda pair: pair.change == "unchanged",
    "changed": lambda pair: pair.change == "changed",
    "new": lambda pair: pair.change == "new",
    "gone": lambda pair: pair.change == "gone",
    "moved": lambda pair: pair.moved,
    "same": lambda pair: pair.change == "unchanged",
}


@dataclass
class _Quoting:
    """Quotes pairs of paragraphs, numbered in the order in which they are quoted."""

    reader: Language
    citations: list[Citation] = field(default_factory=list)

    def group(self, name: str, pairs: Sequence[ParagraphPair], most: int) -> Iterator[str]:
        """The sentence that names the quotes of the pairs of a group; none where it is empty."""
        members = [pair for pair in pairs if _GROUPS[name](pair)]
        if not members:
            return
        # Of many, the operative paragraphs, and those that changed most.
        by_weight = sorted(
            members, key=lambda pair: (_kind(pair) is not Kind.OPERATIVE, pair.similarity)
        )
        first = by_weight[:most]
        phrases = load_phrases(self.reader)
        keys = ", ".join(self._quoted(pair) for pair in members if pair in first)
        if len(members) > most:
            keys += " " + phrases["lineage.more"].format(count=len(members) - most)
        yield phrases[f"lineage.{name}"].format(keys=keys)

    def _quoted(self, pair: ParagraphPair) -> str:
        """The markers of a pair: the later text, and in brackets the earlier, or where it stood."""
        one_each = len(pair.earlier) == len(pair.later) == 1
        later, earlier = pair.later, pair.earlier
        if one_each and pair.change == "changed":
            later = (with_marks(later[0], pair.words, "added"),)
            earlier = (with_marks(earlier[0], pair.words, "removed"),)
        if not (later and earlier):
            return self._keys(later or earlier)
        if pair.change == "unchanged":
            return f"{self._keys(later)} ({'; '.join(c.pinpoint for c in earlier)})"
        return f"{self._keys(later)} ({self._keys(earlier)})"

    def _keys(self, citations: Sequence[Citation]) -> str:
        keys = []
        for citation in citations:
            key = len(self.citations) + 1
            self.citations.append(citation.model_copy(update={"key": key}))
            keys.append(f"[{key}]")
        return " ".join(keys)


def _first(pair: ParagraphPair) -> Citation:
    return (pair.later or pair.earlier)[0]


def _kind(pair: ParagraphPair) -> Kind:
    return _first(pair).kind


def _head(pair: ParagraphPair) -> str:
    return Locator(_first(pair).locator).head


def _titles(comparison: Comparison, index: Index, reader: Language) -> tuple[Citation, ...]:
    """The titles of the two, which stand for them where no paragraph is to be quoted."""
    documents = [index.document(d.symbol) for d in (comparison.earlier, comparison.later)]
    lines = [paragraph for document in documents for paragraph in head(document)[:1]]
    return tuple(
        cite(key, whole(paragraph, reader), index, reader) for key, paragraph in enumerate(lines, 1)
    )
