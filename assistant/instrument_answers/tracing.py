"""What became of a paragraph: which documents carry it, whether later ones do, where it stood first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from assistant.answer import Citation
from assistant.cited import CitedDocument
from assistant.errors import NothingToTrace
from assistant.instrument_answers.marks import with_marks
from assistant.instrument_answers.passage import Asking
from assistant.instrument_answers.told import MOST_NAMED, Told, names, paragraphs_of, shortened
from assistant.lineage.model import Lineage, Step, in_percent
from assistant.lineage.trace import trace
from assistant.phrases import load_phrases
from assistant.question.lineage import AskedLineage
from index.document import Paragraph
from index.search import Index
from index.words import Language

_MOST = 8
_MOST_ALIKE = 3
# The phrases that name the documents without it.
_NAMES_MISSING = ("no", "no_in")
# The phrases before which "yes" or "no" stands.
_YES_OR_NO = ("yes", "no", "no_in")
# The phrases that find no other document with it, or none that might have it.
_EMPTY = ("alone", "none_later")


class _Verdict(NamedTuple):
    """What answers, as the name of a phrase of the table `lineage`, and the documents that it names."""

    name: str
    documents: Sequence[CitedDocument]


def tell_trace(
    asked: AskedLineage,
    asking: Asking,
    within: Collection[str] | None,
    index: Index,
    reader: Language,
) -> Told | None:
    """The answer to what `asked` of the paragraph meant, in the documents `within` (None: all held).

    None where the paragraph cannot be traced.
    """
    first: tuple[_Verdict, Lineage] | None = None
    for paragraph in (asking.paragraph, *asking.others):
        lineage = _traced(paragraph, within, index, reader)
        if lineage is None:
            continue
        verdict = _verdict(asked, asking, lineage)
        first = first or (verdict, lineage)
        if verdict.name not in _EMPTY:
            # Who asks what repeats a paragraph means one that is repeated, where several may be meant.
            first = verdict, lineage
            break
    return _told(asked, asking, *first, index, reader) if first else None


def _traced(
    paragraph: Paragraph, within: Collection[str] | None, index: Index, reader: Language
) -> Lineage | None:
    """The lineage of `paragraph` in the documents `within`; None where it stands in none of them."""
    try:
        lineage = _within(trace(paragraph.address, index, reader=reader), within)
    except NothingToTrace:
        return None
    return lineage if lineage.steps else None


def _told(
    asked: AskedLineage,
    asking: Asking,
    verdict: _Verdict,
    lineage: Lineage,
    index: Index,
    reader: Language,
) -> Told:
    citations = _citations(lineage, asking)
    named = verdict.name in _NAMES_MISSING
    return Told(
        "the documents that carry the paragraph",
        (_lead(verdict, asked, asking, reader),),
        citations,
        paragraphs_of(citations, index),
        lineage.searched,
        (
            *_standing(asked, asking, lineage, reader),
            *_remarks(asked, lineage, reader, named=named),
        ),
    )


def _within(lineage: Lineage, symbols: Collection[str] | None) -> Lineage:
    """`lineage` in the documents `symbols` alone."""
    if symbols is None:
        return lineage
    return lineage.model_copy(
        update={
            "steps": tuple(s for s in lineage.steps if s.document.symbol in symbols),
            "not_repeated": tuple(d for d in lineage.not_repeated if d.symbol in symbols),
            "not_compared": tuple(d for d in lineage.not_compared if d.symbol in symbols),
            "alike": tuple(a for a in lineage.alike if a.citation.symbol in symbols),
        }
    )


def _lead(verdict: _Verdict, asked: AskedLineage, asking: Asking, reader: Language) -> str:
    """The sentence that answers: no yes or no to whether it is in force, which is not told by texts.

    Nor to whether it is gone, where a yes would say that it is not there.
    """
    name, documents = verdict
    phrases = load_phrases(reader)
    if name == "first":
        first = documents[0]
        return phrases["lineage.first"].format(symbol=first.symbol, date=first.date)
    told = names(documents, phrases["lineage.more"])
    if name == "no_in" and not documents:
        told = shortened(sorted(asking.targets or ()), MOST_NAMED, phrases["lineage.more"])
    answer = (
        phrases[f"lineage.answer_{name}"]
        if name in _YES_OR_NO and not (asked.force or asked.gone)
        else ""
    )
    return answer + phrases[f"lineage.{name}"].format(names=told)


def _verdict(asked: AskedLineage, asking: Asking, lineage: Lineage) -> _Verdict:
    documents = [step.document for step in lineage.steps]
    if asked.kind == "origin":
        return _Verdict("first", documents[:1])
    if asking.targets is not None:
        found = [d for d in documents if d.symbol in asking.targets]
        missing = [d for d in lineage.not_repeated if d.symbol in asking.targets]
        return _Verdict("yes", found) if found else _Verdict("no_in", missing)
    if asked.kind == "carriers":
        several = len({d.symbol for d in documents}) > 1
        return _Verdict("carried" if several else "alone", documents)
    since = lineage.origin.date
    later = [d for d in documents if d.date > since and d.symbol != lineage.origin.symbol]
    if later:
        return _Verdict("yes", later)
    without = [d for d in lineage.not_repeated if d.date >= since]
    return _Verdict("no", without) if without else _Verdict("none_later", ())


def _citations(lineage: Lineage, asking: Asking) -> tuple[Citation, ...]:
    """The steps by date, each with the words marked that are new in it; of many the first and the last."""
    steps = _chosen(lineage.steps, asking)
    return tuple(
        with_marks(step.citation, step.words, "added").model_copy(update={"key": key})
        for key, step in enumerate(steps, 1)
    )


def _chosen(steps: Sequence[Step], asking: Asking) -> Sequence[Step]:
    if len(steps) <= _MOST:
        return steps
    # The first, the one asked for, those in the documents named; then the newest.
    asked, targets = asking.paragraph.address, asking.targets or ()
    places = {n: f"{s.citation.symbol}#{s.citation.locator}" for n, s in enumerate(steps)}
    order = sorted(
        range(len(steps)),
        key=lambda n: (n != 0, places[n] != asked, steps[n].document.symbol not in targets, -n),
    )
    return [steps[n] for n in sorted(order[:_MOST])]


def _standing(
    asked: AskedLineage, asking: Asking, lineage: Lineage, reader: Language
) -> Iterator[str]:
    """Where it stands last, and where else than in the documents asked, which alone tell no "still"."""
    if asked.kind != "still":
        return
    phrases = load_phrases(reader)
    last = lineage.steps[-1].document
    yield phrases["lineage.last"].format(symbol=last.symbol, date=last.date)
    if lineage.origin.symbol not in (asking.targets or ()):
        return
    others = [
        step.document for step in lineage.steps if step.document.symbol != lineage.origin.symbol
    ]
    if others:
        told = names(others, phrases["lineage.more"])
        yield phrases["lineage.elsewhere"].format(names=told)
    elif not lineage.not_repeated:
        yield phrases["lineage.only_document"]


def _remarks(
    asked: AskedLineage, lineage: Lineage, reader: Language, *, named: bool
) -> tuple[str, ...]:
    """What the quotes do not tell: where it is not, what was not compared, that force is not judged.

    `named` tells that the documents without it are named already.
    """
    phrases = load_phrases(reader)
    more = phrases["lineage.more"]
    told: list[str] = []
    if lineage.not_repeated and not named:
        told.append(phrases["lineage.without"].format(names=names(lineage.not_repeated, more)))
    if lineage.not_compared:
        told.append(phrases["lineage.not_compared"].format(names=names(lineage.not_compared, more)))
    if lineage.alike:
        alike = [f"{a.citation.pinpoint} ({in_percent(a.similarity)} %)" for a in lineage.alike]
        told.append(phrases["lineage.alike"].format(places=shortened(alike, _MOST_ALIKE, more)))
    if len(lineage.steps) > _MOST:
        told.append(phrases["lineage.unquoted"].format(count=len(lineage.steps) - _MOST))
    if asked.force:
        told.append(phrases["lineage.force"])
    place = f"{lineage.origin.symbol}#{lineage.origin.locator}"
    return (*told, phrases["lineage.whole"].format(command=f"mandate trace '{place}'"))
