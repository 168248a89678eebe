"""The generated writer: a model's sentences, each let through only where its passages bear it out.

The model sees passages under opaque keys and gives statements with keys and candidate quotes. What
becomes of them is decided here, by code: a quote is a span of its passage or it is none; a sentence
that says what its passages do not is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import Citation, Dropped, Statement
from assistant.cite import cite
from assistant.claims.check import asserts_something, find_objections_in_any
from assistant.claims.denial import misleads
from assistant.claims.form import find_form_objections, tidy
from assistant.claims.ground import Objection
from assistant.language_model.structure import DraftStatement
from assistant.phrases import load_phrases
from assistant.question.model import Question
from assistant.verify import Candidate, verify, whole
from assistant.writer.extractive import find_remarks
from assistant.writer.passages import Passage
from index.document import Quote
from index.search import Index

MOST_STATEMENTS = 40


class Writing:
    """An answer as it grows, statement by statement."""

    def __init__(self, question: Question, passages: Sequence[Passage], index: Index) -> None:
        self.statements: list[Statement] = []
        self.citations: list[Citation] = []
        self.dropped: list[Dropped] = []
        self.text = ""
        self._question, self._index = question, index
        self._passages: Mapping[str, Passage] = {p.key: p for p in passages}
        self._keys: dict[Quote, int] = {}
        self._said: set[tuple[str, tuple[int, ...]]] = set()

    def add(self, draft: DraftStatement) -> str:
        """The text that `draft` adds to the answer; empty where it does not stand."""
        if len(self.statements) >= MOST_STATEMENTS:
            return ""
        text = tidy(draft.text, self._passages)
        quotes = self._verified(draft)
        grounds = self._grounds(draft, quotes)
        objections = self._objections(text, quotes, grounds)
        if objections:
            self.dropped.append(_dropped(text, objections))
            return ""
        keys = tuple(self._key(quote) for quote in self._spans(quotes, grounds))
        if (text, keys) in self._said:
            return ""
        self._said.add((text, keys))
        line = self._line(text, quotes, keys)
        self.statements.append(Statement(text=text, citations=keys))
        return self._written(line if not self.text else f"\n{line}")

    def close(self) -> str:
        """What must be said behind the statements: of drafts, and of quotes in other languages."""
        remarks = find_remarks(self._question, self.citations)
        return self._written("".join(f"\n{remark}" for remark in remarks))

    def _written(self, text: str) -> str:
        self.text += text
        return text

    def _verified(self, draft: DraftStatement) -> list[Quote]:
        candidates = [Candidate(quote.key.strip(), quote.words) for quote in draft.quotes]
        found = verify(
            candidates,
            {key: passage.paragraph for key, passage in self._passages.items()},
            {key: passage.version.language for key, passage in self._passages.items()},
        )
        return [q for q in dict.fromkeys(found) if not misleads(q) and _says_something(q)]

    def _grounds(self, draft: DraftStatement, quotes: Sequence[Quote]) -> list[Passage]:
        """The passages that the statement rests on: those it names, and those it quotes."""
        named = [self._passages[k] for key in draft.keys if (k := key.strip()) in self._passages]
        quoted = {quote.paragraph for quote in quotes}
        return list(
            dict.fromkeys([*named, *(p for p in self._passages.values() if p.paragraph in quoted)])
        )

    def _objections(
        self, text: str, quotes: Sequence[Quote], passages: Sequence[Passage]
    ) -> tuple[Objection, ...]:
        grounds = [passage.ground for passage in passages]
        if not passages:
            return (Objection("passage", "it names none that was shown"),)
        if not text:
            # Quotes without a sentence stand for themselves.
            return () if quotes else (Objection("text", "it is empty"),)
        form = tuple(find_form_objections(text, grounds))
        if form:
            return form
        language = self._question.reader
        if not quotes and not asserts_something(text, language):
            return (Objection("text", "it says nothing"),)
        return find_objections_in_any(text, language, grounds)

    def _spans(self, quotes: Sequence[Quote], passages: Sequence[Passage]) -> list[Quote]:
        """The quotes, and the whole of each passage that none of them is of.

        What only introduces another passage of the statement is not cited beside it.
        """
        quoted = {quote.paragraph for quote in quotes}
        quoted |= {above for passage in passages for above in passage.ground.above}
        rest = [p.paragraph for p in passages if p.paragraph not in quoted]
        return [*quotes, *(whole(paragraph, self._question.reader) for paragraph in rest)]

    def _key(self, quote: Quote) -> int:
        if quote not in self._keys:
            key = len(self._keys) + 1
            self._keys[quote] = key
            question = self._question
            self.citations.append(cite(key, quote, self._index, question.reader, question.asks))
        return self._keys[quote]

    def _line(self, text: str, quotes: Sequence[Quote], keys: Sequence[int]) -> str:
        """The sentence, each of its quotes with its marker, and the markers of what it rests on."""
        phrases = load_phrases(self._question.reader)
        quoted = [
            f"{phrases['open']}{quote.text}{phrases['close']} [{key}]"
            for quote, key in zip(quotes, keys, strict=False)
        ]
        rest = [f"[{key}]" for key in keys[len(quotes) :]]
        return " ".join(filter(None, [text, *quoted, *rest]))


def _says_something(quote: Quote) -> bool:
    return asserts_something(quote.text, quote.language)


def _dropped(text: str, objections: Sequence[Objection]) -> Dropped:
    """What was dropped and why; of markup nothing is kept, since this too may be shown."""
    if any(objection.kind == "markup" for objection in objections):
        return Dropped(text="", reasons=("markup: an address, a link, an image or HTML",))
    reasons = tuple(f"{o.kind}: {o.words}"[:200] for o in objections)
    return Dropped(text=text[:1000], reasons=reasons)
