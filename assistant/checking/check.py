"""Checks a text: its quotations and the places that it cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from assistant.answer import Searched
from assistant.checking.attribution import Attribution
from assistant.checking.cited import Cited, find_cited, masked
from assistant.checking.mentions import MASK
from assistant.checking.model import Alteration, CheckedQuote, CitedPlace, QuoteVerdict, TextCheck
from assistant.checking.passage import Passage, Passages
from assistant.checking.passages import find_passages
from assistant.checking.standing import Finding, has_words
from assistant.checking.verdict import Checker
from assistant.checking.wording import is_term, without_edge_ellipses
from assistant.errors import EmptyQuestion, TextTooLong
from assistant.question.reading import whole_characters
from assistant.quotation.pasted import MOST_CHARACTERS
from index.languages import detect_language
from index.search import Index
from index.words import Language

MOST_TEXT = 3_000_000
"""The length of a text that is checked at once, in characters: some thousand pages."""

Progress = Callable[[int, int], None]
"""Is told how many quotes of how many are checked."""

_WORST: tuple[QuoteVerdict, ...] = ("unknown", "altered", "misattributed", "exact")
_PART = re.compile(r"(?<=[.!?;])\s+|\n+|(?<=[。！？；])")
_MOST_MATCHES = 20
# What may stand in parentheses, or after a dash, behind a quotation that is given by itself.
_SOURCE, _LONGEST_SOURCE = re.compile(r"\s*(?:[(（\[]|[—–]\s)"), 400


def check_text(
    text: str,
    index: Index,
    *,
    name: str = "",
    documents: Sequence[str] = (),
    reader: Language = "en",
    progress: Progress | None = None,
) -> TextCheck:
    """Every passage in quotation marks, and every symbol and paragraph cited, of `text`, looked up.

    `documents` are the symbols of the only ones to be looked into. Places are written in the `reader`'s
    language. A text without quotation marks that has no `name` is one quotation. What is quoted within a
    quotation, and cited within it, is looked up where the outer one is not found: else it is the
    document's. Raises `EmptyQuestion`, `TextTooLong` (over `MOST_TEXT`), `UnknownDocument` and
    `SymbolError`.
    """
    text = whole_characters(text)
    if len(text) > MOST_TEXT:
        raise TextTooLong(
            f"the text has {len(text):,} characters; check at most {MOST_TEXT:,} at once, in parts"
        )
    if not any(map(str.isalnum, text)):
        raise EmptyQuestion("there is no word to be checked; give a text with quotations")
    found = find_passages(text)
    checking = _Checking(text, index, Checker(index, documents, reader), found, reader, progress)
    if not found.passages and not name:
        checking.check_whole()
    else:
        checking.check_passages()
    return TextCheck(
        name=name,
        text=text,
        quotes=tuple(sorted(checking.quotes, key=lambda quote: (quote.start, -quote.end))),
        places=tuple(checking.cited.places),
        searched=_searched(index, documents),
        unmatched=found.unmatched,
    )


class _Checking:
    """The check of one text, on its way."""

    def __init__(
        self,
        text: str,
        index: Index,
        checker: Checker,
        found: Passages,
        reader: Language,
        progress: Progress | None,
    ) -> None:
        self.text, self.index, self.checker, self.reader = text, index, checker, reader
        self.passages = list(found.passages)
        self.progress = progress or (lambda done, total: None)
        self.quotes: list[CheckedQuote] = []
        self.cited = Cited((), ())
        self.unknown: set[int] = set()
        self.known: list[tuple[int, int]] = []
        self.done = 0

    def check_passages(self) -> None:
        """Check what is quoted, from without to within."""
        level = [n for n, p in enumerate(self.passages) if p.within is None]
        total = len(level)
        self.progress(0, total)
        while True:
            attribution = self._read_cited()
            for number in level:
                self._check(number, attribution)
                self.done += 1
                self.progress(self.done, total)
            told = self.unknown.intersection(level)
            inner = [n for n, p in enumerate(self.passages) if p.within in told and self._is_new(p)]
            if not inner:
                if told:
                    self._read_cited()
                return
            level = inner
            total += len(level)

    def check_whole(self) -> None:
        """Check the text itself as one quotation, a source in parentheses at its end apart."""
        self.cited = find_cited(self.text, self.index)
        stripped = self.text.rstrip()
        end, places = _without_source(stripped, self.cited.places)
        start = len(self.text) - len(self.text.lstrip())
        bare = masked(stripped[:end], [(p.start, p.end) for p in self.cited.places if p.end <= end])
        if has_words(bare.replace(MASK, " ")):
            passage = Passage(start, end, start, end)
            self._add(passage, places)
            if self.quotes[-1].verdict != "unknown":
                self.cited = Cited(tuple(places), ())
        self.progress(len(self.quotes), len(self.quotes))

    def _read_cited(self) -> Attribution:
        """What the text cites outside its quotations; those that were not found are its own words."""
        outer = [
            passage
            for number, passage in enumerate(self.passages)
            if number not in self.unknown and self._is_outermost(passage)
        ]
        hidden = masked(self.text, [*((p.start, p.end) for p in outer), *self.known])
        self.cited = find_cited(hidden, self.index)
        # The text of a place is the reader's, also where a quotation stands in it.
        return Attribution(hidden, outer, self.cited)

    def _is_new(self, passage: Passage) -> bool:
        """Whether it stands in no paragraph that is known."""
        return not any(a <= passage.start and passage.end <= b for a, b in self.known)

    def _is_outermost(self, passage: Passage) -> bool:
        return passage.within is None or passage.within in self.unknown

    def _check(self, number: int, attribution: Attribution) -> None:
        passage = self.passages[number]
        if not has_words(passage.words(self.text)):
            return
        cited = attribution.places_of(passage)
        whole = self._add(passage, cited)
        if whole.verdict == "misattributed":
            whole = self._of_another(whole, passage, attribution.others_of(passage))
        if whole.verdict == "altered" and passage.start == passage.outer_start:
            self._part(whole, passage, cited)
        if whole.verdict != "unknown":
            return
        self.unknown.add(number)
        if is_term(passage.words(self.text)) and attribution.stands_alone(passage):
            self.quotes[-1] = whole.model_copy(update={"is_term": True})
            return
        paragraphs = [
            part for part in passage.paragraphs(self.text) if has_words(part.words(self.text))
        ]
        parts = (
            [self._add(part, cited, is_part=True) for part in paragraphs]
            if len(paragraphs) > 1
            else []
        )
        if any(part.verdict != "unknown" for part in parts):
            # Some of its paragraphs are known: each stands for itself.
            self.quotes.remove(whole)
            self.known += [(p.start, p.end) for p in parts if p.verdict != "unknown"]
        else:
            del self.quotes[len(self.quotes) - len(parts) :]

    def _part(self, whole: CheckedQuote, passage: Passage, cited: Sequence[CitedPlace]) -> None:
        """Put the paragraphs of an altered block in its place, if some are exact: blocks may adjoin."""
        paragraphs = passage.paragraphs(self.text)
        if len(paragraphs) < 2 or not all(has_words(p.words(self.text)) for p in paragraphs):
            return
        before = len(self.quotes)
        parts = [self._add(part, cited, is_part=True) for part in paragraphs]
        if any(part.verdict == "exact" for part in parts):
            self.quotes.remove(whole)
        else:
            del self.quotes[before:]

    def _of_another(
        self, found: CheckedQuote, passage: Passage, others: Sequence[CitedPlace]
    ) -> CheckedQuote:
        """`found`, or the quote as from another document named for it that has its words."""
        for place in others:
            other = self._add(passage, [place])
            if other.verdict == "exact" and place.verdict == "held":
                self.quotes.remove(found)
                return other
            del self.quotes[-1]
        return found

    def _add(
        self, passage: Passage, cited: Sequence[CitedPlace], *, is_part: bool = False
    ) -> CheckedQuote:
        words = passage.words(self.text)
        if not is_part:
            # An ellipsis at the edge of a paragraph of a quotation stands between its words.
            words = without_edge_ellipses(words)
        language = detect_language(words, self.reader)
        found = _worst(self.checker.check(part, language, cited) for part in _parts(words))
        quote = CheckedQuote(
            start=passage.start,
            end=passage.end,
            text=self.text[passage.start : passage.end],
            language=language,
            verdict=found.verdict,
            attributed_to=tuple(cited),
            matches=found.matches,
            alterations=found.alterations,
            cautions=found.cautions,
        )
        self.quotes.append(quote)
        return quote


def _without_source(text: str, places: Sequence[CitedPlace]) -> tuple[int, list[CitedPlace]]:
    """Where the words of `text` end before the places in parentheses, or after a dash, at its end."""
    for match in _SOURCE.finditer(text, max(0, len(text) - _LONGEST_SOURCE)):
        if re.fullmatch(r"[^()（）\[\]\n]{1,300}[)）\]]?\s*[.。]?", text[match.end() :]):
            own = [place for place in places if place.start >= match.end()]
            if own and match.start():
                return match.start(), own
    return len(text), []


def _parts(words: str) -> list[str]:
    """`words`, or parts of them that are short enough to be checked, cut between sentences."""
    if len(words) <= MOST_CHARACTERS:
        return [words]
    parts: list[str] = []
    start = cut = 0
    ends = [*(match.end() for match in _PART.finditer(words)), len(words)]
    for end in ends:
        while end - start > MOST_CHARACTERS:
            cut = cut if cut > start else start + MOST_CHARACTERS
            parts.append(words[start:cut])
            start = cut
        cut = end
    return [part for part in (*parts, words[start:]) if has_words(part)]


def _worst(findings: Iterable[Finding]) -> Finding:
    """What came of a passage that was checked in parts: no better than the worst of them."""
    found = list(findings)
    if len(found) == 1:
        return found[0]
    verdict = min((finding.verdict for finding in found), key=_WORST.index)
    matches = tuple(match for finding in found for match in finding.matches[:_MOST_MATCHES])
    alterations: list[Alteration] = [a for finding in found for a in finding.alterations]
    cautions = tuple(caution for finding in found for caution in finding.cautions)
    return Finding(verdict, matches, tuple(alterations), cautions)


def _searched(index: Index, documents: Sequence[str]) -> Searched:
    if not documents:
        return Searched(documents=len(index.documents), paragraphs=index.paragraph_count)
    held = {str(d.symbol): d for d in (index.document(symbol) for symbol in documents)}
    return Searched(documents=len(held), paragraphs=sum(len(d.paragraphs) for d in held.values()))


def read_text_file(path: Path) -> str:
    """The text of a file to be checked (DOCX, PDF, HTML, Markdown, plain text), as a person reads it.

    Block quotes are marked with `>` and marks of footnotes are `[^1]`, their texts at the end, as in
    Markdown. Raises `UnreadableText`, which says why.
    """
    from assistant.checking.files import read_file

    return read_file(path)
