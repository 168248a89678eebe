"""What became of several paragraphs: of each, where it stands again, or that it does not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.cite import cite
from assistant.errors import NothingToTrace
from assistant.instrument_answers.carried import Carried, of_paragraph
from assistant.instrument_answers.marks import with_marks
from assistant.instrument_answers.passage import Asking, about_body
from assistant.instrument_answers.told import Told, names, paragraphs_of
from assistant.instrument_answers.tracing import tell_trace
from assistant.lineage.model import Lineage, Step
from assistant.lineage.trace import trace
from assistant.phrases import load_phrases
from assistant.question.lineage import AskedLineage
from assistant.question.model import Question
from assistant.question.places import LAST
from assistant.question.several import Several
from assistant.verify import whole
from index.document import Document, Paragraph, first_list
from index.search import Index
from index.words import Language

# So many are traced: each takes a fraction of a second among very many documents.
_MOST = 12
_MOST_PLACES = 3


def tell_several(
    asked: AskedLineage,
    several: Several,
    question: Question,
    within: Collection[str] | None,
    index: Index,
) -> Told | None:
    """What became of each of the paragraphs that `several` means, in the documents `within` (None: all).

    None where no list can be meant, or one of them cannot be traced.
    """
    meant = several.paragraphs or _listed(asked, several, question, index)
    if not meant or not all(paragraph.exact for paragraph in meant):
        return None
    told = meant[:_MOST]
    try:
        lineages = [trace(p.address, index, reader=question.reader) for p in told]
    except NothingToTrace:
        return None
    targets = _targets(asked, meant)
    apart = _apart(list(zip(told, lineages, strict=True)))
    if len(apart) == 1:
        asking = Asking(apart[0][0], targets)
        return tell_trace(asked, asking, within, index, question.reader)
    carried = [
        of_paragraph(paragraph, lineage, asked.kind, targets, within)
        for paragraph, lineage in apart
    ]
    table = _Table(asked, several, carried, targets, len(meant) - len(told), index, question.reader)
    citations = tuple(table.citations())
    return Told(
        "the documents that carry each of the paragraphs",
        tuple(table.leads()),
        citations,
        paragraphs_of(citations, index),
        lineages[0].searched,
        tuple(table.remarks()),
    )


def _listed(
    asked: AskedLineage, several: Several, question: Question, index: Index
) -> tuple[Paragraph, ...]:
    """The items of the list that is named, or their `numbers` of them; none where one does not exist."""
    near = sorted(asked.mentions, key=lambda m: m.distance(several.at, several.at))
    named = [tuple(index.document(s) for s in mention.symbols) for mention in near]
    lists = (_first_list(documents) for documents in (*named, about_body(question, index)))
    items = next((found for found in lists if found), ())
    count = len(items)
    numbers = [count if number == LAST else number for number in several.numbers]
    if any(not 0 < number <= count for number in numbers):
        return ()
    return tuple(items[n - 1] for n in dict.fromkeys(numbers)) if numbers else items


def _first_list(documents: Sequence[Document]) -> tuple[Paragraph, ...]:
    """The first list of `documents`; of several that have one, none could be told."""
    having = [found for d in documents if (found := first_list([d]))]
    return having[0] if having else ()


def _targets(asked: AskedLineage, meant: Sequence[Paragraph]) -> tuple[str, ...] | None:
    """The documents in which they are asked for: those named, but for their own; None: all later ones."""
    own = {str(paragraph.symbol) for paragraph in meant}
    named = dict.fromkeys(s for m in asked.mentions for s in m.symbols if s not in own)
    return tuple(named) or None


def _apart(traced: Sequence[tuple[Paragraph, Lineage]]) -> list[tuple[Paragraph, Lineage]]:
    """Those of the paragraphs that none before them became, or came from."""
    kept: list[tuple[Paragraph, Lineage]] = []
    for paragraph, lineage in traced:
        steps = {_place(step.citation) for _, one in kept for step in one.steps}
        if paragraph.address not in steps:
            kept.append((paragraph, lineage))
    return kept


def _place(citation: Citation) -> str:
    return f"{citation.symbol}#{citation.locator}"


@dataclass(frozen=True)
class _Table:
    """What is told of each paragraph; the first quotes are these, in order, then where they stand again."""

    asked: AskedLineage
    several: Several
    carried: Sequence[Carried]
    targets: tuple[str, ...] | None
    untold: int
    index: Index
    reader: Language

    def citations(self) -> list[Citation]:
        """The paragraphs asked about, then the steps where they stand again, each once."""
        own = [
            cite(1, whole(c.paragraph, self.reader), self.index, self.reader) for c in self.carried
        ]
        again = [with_marks(s.citation, s.words, "added") for s in self._steps()]
        return [c.model_copy(update={"key": key}) for key, c in enumerate([*own, *again], 1)]

    def _steps(self) -> list[Step]:
        own = {c.paragraph.address for c in self.carried}
        steps = (step for c in self.carried for step in c.steps[:_MOST_PLACES])
        once = {_place(step.citation): step for step in steps}
        return [step for place, step in once.items() if place not in own]

    def _keys(self) -> dict[str, int]:
        return {_place(citation): citation.key for citation in self.citations()}

    def leads(self) -> list[str]:
        """How many are found again; then which, and where."""
        if self.asked.kind == "origin":
            return self._firsts()
        phrases = load_phrases(self.reader)
        found = [n for n, c in enumerate(self.carried, 1) if c.steps]
        missing = [n for n, c in enumerate(self.carried, 1) if c.is_missing]
        if not (found or missing):
            every = _markers(range(1, len(self.carried) + 1))
            return [phrases["lineage.each_unsearched"].format(keys=every)]
        name = "lineage.each" if self.targets is None else "lineage.each_in"
        named = names([self.index.document(s) for s in self.targets or ()], phrases["lineage.more"])
        count = phrases[name].format(
            count=len(self.carried), names=named, found=len(found), missing=len(missing)
        )
        lines = [self._answer(len(found), len(missing)) + count]
        if found:
            places = "; ".join(self._found(n) for n in found)
            lines.append(phrases["lineage.each_found"].format(places=places))
        if missing:
            lines.append(phrases["lineage.each_missing"].format(keys=_markers(missing)))
        rest = [n for n in range(1, len(self.carried) + 1) if n not in (*found, *missing)]
        if rest:
            lines.append(phrases["lineage.each_unsearched"].format(keys=_markers(rest)))
        return lines

    def _answer(self, found: int, missing: int) -> str:
        """Yes or no, where it is the same for all and was asked."""
        phrases, count = load_phrases(self.reader), len(self.carried) + self.untold
        if not self.several.whether or self.asked.gone or self.asked.force:
            return ""
        if found == count:
            return phrases["lineage.answer_yes"]
        return phrases["lineage.answer_no"] if missing == count else ""

    def _found(self, number: int) -> str:
        """A paragraph's marker, and where it stands again."""
        keys, steps = self._keys(), self.carried[number - 1].steps
        told = [f"{s.citation.pinpoint} [{keys[_place(s.citation)]}]" for s in steps[:_MOST_PLACES]]
        rest = len(steps) - len(told)
        more = load_phrases(self.reader)["lineage.more"].format(count=rest) if rest else ""
        return f"[{number}] ({', '.join(told)}{more and ' ' + more})"

    def _firsts(self) -> list[str]:
        """The first document of each, with the paragraphs that it is the first to have."""
        phrases, numbers = load_phrases(self.reader), dict[tuple[str, str], list[int]]()
        for number, one in enumerate(self.carried, 1):
            first = one.first.document
            numbers.setdefault((str(first.symbol), str(first.date)), []).append(number)
        return [
            phrases["lineage.each_first"].format(symbol=symbol, date=date, keys=_markers(of))
            for (symbol, date), of in sorted(numbers.items(), key=lambda item: item[1])
        ]

    def remarks(self) -> list[str]:
        """Which documents were searched, which could not be, and that force is not judged."""
        phrases = load_phrases(self.reader)
        more, told = phrases["lineage.more"], list[str]()
        searched = [d for c in self.carried for d in c.searched]
        if searched and self.targets is None and self.asked.kind != "origin":
            told.append(phrases["lineage.each_searched"].format(names=names(searched, more)))
        unsearched = [d for c in self.carried for d in c.unsearched]
        if unsearched:
            told.append(phrases["lineage.not_compared"].format(names=names(unsearched, more)))
        if self.untold:
            told.append(phrases["lineage.each_unquoted"].format(count=self.untold))
        if self.asked.force:
            told.append(phrases["lineage.force"])
        return told


def _markers(numbers: Sequence[int]) -> str:
    return ", ".join(f"[{number}]" for number in numbers)
