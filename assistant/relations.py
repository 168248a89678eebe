"""Evidence for how documents are related: the lines and paragraphs that tell it, and what they do not.

Every quote is of a text that is held. What only the catalogue tells is said as that, in a sentence of the
assistant's own, and is never quoted. The newest resolution is decided by date among those adopted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.question.model import Question
from assistant.question.titles import documents_on
from index.document import Document, DocumentKind, Paragraph, Status
from index.locator import Kind
from index.relations.graph import Relations, newest
from index.relations.kinds import ADOPTED_AS, ADOPTED_FROM, MENTIONS, REPLIES_TO, inverse
from index.relations.stated import answering, relations_in
from index.search import Index
from index.words import stems

_MOST = 6
_CLOSEST = 3
# The share of a draft's operative paragraphs that a resolution must repeat word for word.
_SAME_TEXT = 0.8
_RECALLING = ("recalls", "reaffirms", "takes note of", "supersedes")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the assistant's own: the phrase `relation.NAME`, with what fills its blanks."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Related:
    """What answers a question about relations: `said[0]` stands before the quotes, the rest after them."""

    reason: str
    chosen: tuple[Paragraph, ...] = ()
    closest: tuple[Paragraph, ...] = ()
    unsupported: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    documents_searched: int = 0
    paragraphs_searched: int = 0


class RelationFinder:
    """Finds what tells how documents of an index are related."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, question: Question) -> Related | None:
        """What answers `question`; None where it asks for no relation, or nothing held tells of it."""
        asked = question.relation
        if asked is None:
            return None
        scope = self._scope(question)
        if asked.kind in ("newest", "newer"):
            found = self._newer(question, asked.of, scope)
        else:
            found = _joined([self._of_one(asked.kind, s, question, scope) for s in asked.of])
        if found is None:
            return None
        return replace(
            found,
            chosen=found.chosen[:_MOST],
            closest=found.closest[:_CLOSEST],
            documents_searched=len(scope),
            paragraphs_searched=sum(len(document.paragraphs) for document in scope),
        )

    def _of_one(
        self, kind: str, symbol: str, question: Question, scope: Sequence[Document]
    ) -> Related | None:
        if kind in ("became", "adopted"):
            return self._became(kind, symbol, question, scope)
        if kind == "adopted_from":
            return self._adopted_from(symbol, scope)
        if kind == "replied":
            return self._replied(symbol, scope)
        if kind == "recalls":
            return self._recalls(symbol, scope)
        return self._recalled_by(symbol, scope)

    # The newest of a series, and what is later than one of it.

    def _newer(
        self, question: Question, of: Sequence[str], scope: Sequence[Document]
    ) -> Related | None:
        graph = self._graph(scope)
        base = next((d for s in of if (d := graph.held(s)) is not None), None)
        if base is None:
            held = self._on(question, scope, graph)
            return self._newest(newest(held), held, scope, graph)
        series = graph.series(base)
        later = graph.newer(base) if base.kind is not DocumentKind.LETTER else _naming(base, scope)
        if later:
            recalling = [p for d in later for p in _ties(d, {str(base.symbol)}, recalling=True)]
            chosen = [*_head(later[-1]), *(p for d in later[:-1] for p in _head(d)[:1]), *recalling]
            names = ", ".join(f"{d.symbol} ({d.date.isoformat()})" for d in later)
            values = {"symbol": str(base.symbol), "names": names, "documents": str(len(scope))}
            drafts = self._drafts_after(later[-1], scope, graph)
            return Related(
                "what is later on the same", _once(chosen), said=(Said("newer", values), *drafts)
            )
        if question.relation and question.relation.kind == "newest":
            return self._newest(series[-1] if series else None, series, scope, graph)
        best = series[-1] if series else None
        said = [Said("no_newer", {"symbol": str(base.symbol)})]
        if best is not None and best is not base:
            said.append(Said("newest_held", _dated(best)))
        said += self._drafts_after(best or base, scope, graph)
        return Related("nothing later is held", closest=_head(best or base), said=tuple(said))

    def _newest(
        self,
        best: Document | None,
        held: Sequence[Document],
        scope: Sequence[Document],
        graph: Relations,
    ) -> Related | None:
        if best is None:
            return None
        others = {str(d.symbol) for d in held if d is not best}
        recalling = _ties(best, others, recalling=True)[:1]
        said = Said("newest", {**_dated(best), "documents": str(len(scope))})
        drafts = self._drafts_after(best, scope, graph)
        return Related(
            "the newest by date", _once([*_head(best), *recalling]), said=(said, *drafts)
        )

    def _drafts_after(
        self, document: Document, scope: Sequence[Document], graph: Relations
    ) -> list[Said]:
        """What is to be said of later drafts on the same: that they are none, or what they became."""
        said: list[Said] = []
        for draft in scope:
            if draft.status is not Status.DRAFT or draft.date < document.date:
                continue
            if document not in graph.series(draft):
                continue
            became = [r.target for r in graph.of(draft.symbol, ADOPTED_AS)]
            if any(graph.held(target) for target in became) or self._same_text(draft, scope):
                continue
            for target in became:
                said += _catalogue("catalogue_became", target, draft=str(draft.symbol))
            if not became:
                said.append(Said("later_draft", _dated(draft)))
        return said

    def _on(
        self, question: Question, scope: Sequence[Document], graph: Relations
    ) -> list[Document]:
        """The documents on what the question names, by their titles, and the series that they are of."""
        named = documents_on(question.terms, question.language, scope)
        series = (member for document in named for member in graph.series(document))
        return list({str(d.symbol): d for d in (*named, *series)}.values())

    # What a draft became, and what became a resolution.

    def _became(
        self, kind: str, symbol: str, question: Question, scope: Sequence[Document]
    ) -> Related | None:
        graph = self._graph(scope)
        draft = graph.held(symbol)
        for relation in graph.of(symbol, ADOPTED_AS):
            became = graph.held(relation.target)
            if became is not None:
                naming = _ties(became, {symbol}, recalling=False)
                said = [Said("became", {"draft": symbol, "symbol": str(became.symbol)})]
                if not naming:
                    said += _catalogue("catalogue_became", became.symbol, held=True, draft=symbol)
                return Related("what it became", _once([*_head(became), *naming]), said=tuple(said))
            line = _sponsors(draft) if draft else ()
            told = tuple(_catalogue("catalogue_became", relation.target, draft=symbol))
            if kind == "adopted" and line and not question.asks & {"when", "which_document"}:
                return Related("the line that tells it is a draft", line, said=(_plain(), *told))
            return Related(
                "what it became is not held",
                closest=line or self._naming_passages(relation.target),
                unsupported=(relation.target,),
                said=told,
            )
        same = self._same_text(draft, scope) if draft else None
        if same is None:
            return _untold(draft) if draft and kind == "became" else None
        values = {"draft": symbol, "symbol": str(same.symbol)}
        return Related("the same text", _head(same), said=(Said("same_text", values),))

    def _adopted_from(self, symbol: str, scope: Sequence[Document]) -> Related | None:
        graph = self._graph(scope)
        for relation in graph.of(symbol, ADOPTED_FROM):
            draft, held = graph.held(relation.target), graph.held(symbol)
            naming = _ties(held, {relation.target}, recalling=False) if held else ()
            values = {"draft": relation.target, "symbol": symbol}
            told = (
                []
                if naming
                else _catalogue("catalogue_became", symbol, held=True, draft=relation.target)
            )
            if draft is None:
                told.append(Said("unheld", {"symbol": relation.target}))
            chosen = (*naming, *(_once([*_sponsors(draft), *_head(draft)]) if draft else ()))
            if chosen:
                return Related(
                    "what it was adopted from", chosen, said=(Said("adopted_from", values), *told)
                )
            return Related(
                "what it was adopted from is not held",
                closest=_head(held) if held else (),
                unsupported=(relation.target,),
                said=tuple(told),
            )
        return None

    def _same_text(self, draft: Document, scope: Sequence[Document]) -> Document | None:
        """The one resolution of the draft's session with its title and operative paragraphs."""
        session = draft.symbol.components[1]
        near = [
            d
            for d in self._graph(scope).series(draft)
            if d.date >= draft.date and session in d.symbol.components
        ]
        asked = _operative(draft)
        same = [d for d in near if asked and len(asked & _operative(d)) >= _SAME_TEXT * len(asked)]
        return same[0] if len(same) == 1 else None

    # Letters and their answers.

    def _replied(self, symbol: str, scope: Sequence[Document]) -> Related | None:
        graph = self._graph(scope)
        letter = graph.held(symbol)
        if letter is not None and (replies := graph.replies(letter)):
            reply = replies[0]
            telling = answering(reply, letter)
            values = {"letter": symbol, "symbol": str(reply.symbol)}
            told = [] if telling else [Said("catalogue_replied", values)]
            return Related(
                "the answer to it",
                _once([*_head(reply), *telling]),
                said=(Said("replied", values), *told),
            )
        for relation in graph.of(symbol, inverse(REPLIES_TO)):
            return Related(
                "the answer to it is not held",
                closest=self._naming_passages(relation.target),
                unsupported=(relation.target,),
                said=tuple(_catalogue("catalogue_replied", relation.target, letter=symbol)),
            )
        return None

    # Who recalls what.

    def _recalled_by(self, symbol: str, scope: Sequence[Document]) -> Related | None:
        graph = self._graph(scope)
        kinds = [inverse(kind) for kind in (*_RECALLING, MENTIONS)]
        tied = dict.fromkeys(r.target for r in graph.of(symbol) if r.kind in kinds)
        held = sorted((d for s in tied if (d := graph.held(s)) is not None), key=lambda d: d.date)
        for recalling in (True, False):
            found = [p for d in held for p in _ties(d, {symbol}, recalling=recalling)[:2]]
            if found:
                name = "recalled_by" if recalling else "named_by"
                said = (Said(name, {"symbol": symbol}),)
                return Related("the paragraphs that name it", _once(found), said=said)
        return Related("nothing names it", said=(Said("not_named", {"symbol": symbol}),))

    def _recalls(self, symbol: str, scope: Sequence[Document]) -> Related | None:
        document = self._graph(scope).held(symbol)
        found = _ties(document, None, recalling=True) if document else ()
        if not found:
            return None
        said = (Said("recalls", {"symbol": symbol}),)
        return Related("what it recalls", found, said=said)

    def _naming_passages(self, symbol: str) -> tuple[Paragraph, ...]:
        named = self._index.having(symbol.removeprefix("A/RES/"), _CLOSEST)
        return tuple(p for p in named if p.exact)

    def _scope(self, question: Question) -> tuple[Document, ...]:
        asked = question.relation
        chosen = [
            frozenset(symbols)
            for symbols in (asked.only if asked else None, question.within)
            if symbols is not None
        ]
        documents = self._index.documents
        return tuple(d for d in documents if all(str(d.symbol) in some for some in chosen))

    def _graph(self, scope: Sequence[Document]) -> Relations:
        return self._all if len(scope) == len(self._index.documents) else Relations(scope)

    @cached_property
    def _all(self) -> Relations:
        return Relations(self._index.documents)


def _head(document: Document) -> tuple[Paragraph, ...]:
    """The title of a document, and the line that says when it was adopted."""
    lines = [p for p in document.paragraphs if p.locator == "title" and p.exact]
    lines += [p for p in document.paragraphs if p.locator == "meeting" and p.exact]
    return tuple(lines) or tuple(p for p in document.paragraphs if p.exact)[:1]


def _sponsors(draft: Document) -> tuple[Paragraph, ...]:
    return tuple(p for p in draft.paragraphs if p.locator == "sponsors" and p.exact)


def _ties(
    document: Document, targets: set[str] | None, *, recalling: bool
) -> tuple[Paragraph, ...]:
    """The paragraphs of `document` that name `targets` (None: any other), or that recall them."""
    found: list[Paragraph] = []
    for paragraph in document.paragraphs:
        named = {
            relation.target
            for relation in relations_in(
                document.symbol, document.kind, document.organ, [paragraph]
            )
            if not recalling or relation.kind in _RECALLING
        }
        if paragraph.exact and (named & targets if targets is not None else named):
            found.append(paragraph)
    return tuple(found)


def _naming(letter: Document, scope: Sequence[Document]) -> list[Document]:
    """The later adopted resolutions that name a letter, oldest first."""
    naming = (
        d
        for d in scope
        if d.status is Status.ADOPTED
        and d.date > letter.date
        and any(relation.target == letter.symbol for relation in d.relations)
    )
    return sorted(naming, key=lambda d: d.date)


def _operative(document: Document) -> set[str]:
    """The words of each operative paragraph, in the language that it is quoted in first."""
    return {
        " ".join(stems(p.version("en").text, p.version("en").language))
        for p in document.paragraphs
        if p.kind is Kind.OPERATIVE
    }


def _joined(found: Sequence[Related | None]) -> Related | None:
    """One answer of those that answer, else of all: of "the draft", where there are several."""
    some = [f for f in found if f is not None]
    some = [f for f in some if f.chosen] or some
    if len(some) < 2:
        return some[0] if some else None
    return Related(
        some[0].reason,
        _once(p for f in some for p in f.chosen),
        _once(p for f in some for p in f.closest),
        tuple(dict.fromkeys(name for f in some for name in f.unsupported)),
        (_plain(), *(s for f in some for s in f.said if s.name)),
    )


def _untold(draft: Document) -> Related:
    said = (Said("untold", {"symbol": str(draft.symbol)}),)
    return Related("nothing tells what it became", closest=_sponsors(draft), said=said)


def _catalogue(name: str, symbol: str, *, held: bool = False, **values: str) -> list[Said]:
    """That only the catalogue tells of `symbol`, and that it is not held where it is not."""
    told = [Said(name, {**values, "symbol": str(symbol)})]
    return told if held else [*told, Said("unheld", {"symbol": str(symbol)})]


def _plain() -> Said:
    """No lead of its own: the usual one stands."""
    return Said("")


def _dated(document: Document) -> dict[str, str]:
    return {"symbol": str(document.symbol), "date": document.date.isoformat()}


def _once(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple({p.address: p for p in paragraphs}.values())
