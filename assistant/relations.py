"""Evidence for how documents are related: the lines and paragraphs that tell it, and what they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from assistant.newest import find_newest, find_same_text
from assistant.question.model import Question
from assistant.question.titles import Titles
from assistant.related import (
    MOST,
    RECALLING,
    Related,
    Said,
    View,
    by_record,
    head,
    join,
    naming,
    once,
    sponsors,
)
from index.document import Document, Paragraph
from index.relations.graph import Relations
from index.relations.kinds import ADOPTED_AS, ADOPTED_FROM, MENTIONS, REPLIES_TO, inverse
from index.relations.stated import answering
from index.search import Index

_CLOSEST = 3
_NOT_YES_OR_NO = frozenset({"when", "which_document"})


class RelationFinder:
    """Finds what tells how documents of an index are related."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, question: Question) -> Related | None:
        """What answers `question`; None where it asks for no relation, or nothing held tells of it."""
        asked = question.relation
        if asked is None:
            return None
        view = self._view(question)
        if asked.kind in ("newest", "newer"):
            found = find_newest(question, asked.of, view)
        else:
            found = join([self._of_one(asked.kind, s, question, view) for s in asked.of])
        if found is None:
            return None
        return replace(
            found,
            chosen=found.chosen[:MOST],
            closest=found.closest[:_CLOSEST],
            documents_searched=len(view.documents),
            paragraphs_searched=sum(len(document.paragraphs) for document in view.documents),
        )

    def _of_one(self, kind: str, symbol: str, question: Question, view: View) -> Related | None:
        if kind in ("became", "adopted"):
            plain = kind == "adopted" and not question.asks & _NOT_YES_OR_NO
            return self._became(symbol, view, whether=plain, what=kind == "became")
        if kind == "adopted_from":
            return _adopted_from(symbol, view)
        if kind == "replied":
            return self._replied(symbol, view)
        return _recalls(symbol, view) if kind == "recalls" else _recalled_by(symbol, view)

    def _became(self, symbol: str, view: View, *, whether: bool, what: bool) -> Related | None:
        """What a draft became: `whether` it was adopted is all that is asked, or `what` as."""
        draft = view.graph.held(symbol)
        for relation in view.graph.of(symbol, ADOPTED_AS):
            became = view.graph.held(relation.target)
            if became is not None:
                return _adopted(symbol, became)
            line = sponsors(draft)
            told = by_record(
                "recorded_became", relation.target, draft=symbol, symbol=relation.target
            )
            if whether and line:
                return Related("the line that tells it is a draft", line, said=(Said(), *told))
            return Related(
                "what it became is not held",
                closest=line or self._passages(relation.target),
                unsupported=(relation.target,),
                said=tuple(told),
            )
        same = find_same_text(draft, view) if draft else None
        if same is not None:
            values = {"draft": symbol, "symbol": str(same.symbol)}
            return Related("the same text", head(same), said=(Said("same_text", values),))
        if draft is None or not what:
            return None
        said = (Said("untold", {"symbol": symbol}),)
        return Related("nothing tells what it became", closest=sponsors(draft), said=said)

    def _replied(self, symbol: str, view: View) -> Related | None:
        """What answers a letter."""
        letter = view.graph.held(symbol)
        for reply in view.graph.replies(letter) if letter else ():
            telling = answering(reply, letter) if letter else ()
            values = {"letter": symbol, "symbol": str(reply.symbol)}
            told = [] if telling else by_record("recorded_replied", **values)
            said = (Said("replied", values), *told)
            return Related("the answer to it", once([*head(reply), *telling]), said=said)
        for relation in view.graph.of(symbol, inverse(REPLIES_TO)):
            target = relation.target
            told = by_record("recorded_replied", target, letter=symbol, symbol=target)
            return Related(
                "the answer to it is not held",
                closest=self._passages(target),
                unsupported=(target,),
                said=tuple(told),
            )
        return None

    def _passages(self, symbol: str) -> tuple[Paragraph, ...]:
        """The first paragraphs that name a document."""
        found = self._index.having(symbol.removeprefix("A/RES/"), _CLOSEST)
        return tuple(p for p in found if p.exact)

    def _view(self, question: Question) -> View:
        asked, documents = question.relation, self._index.documents
        only = asked.only if asked else None
        if only is None and question.within is None:
            return self._all
        chosen = [frozenset(symbols) for symbols in (only, question.within) if symbols is not None]
        some = tuple(d for d in documents if all(str(d.symbol) in symbols for symbols in chosen))
        return _view_of(some)

    @cached_property
    def _all(self) -> View:
        return _view_of(self._index.documents)


def _view_of(documents: Sequence[Document]) -> View:
    return View(documents, Relations(documents), Titles(documents))


def _adopted(draft: str, became: Document) -> Related:
    values = {"draft": draft, "symbol": str(became.symbol)}
    telling = naming(became, {draft}, recalling=False)
    told = [] if telling else by_record("recorded_became", **values)
    said = (Said("became", values), *told)
    return Related("what it became", once([*head(became), *telling]), said=said)


def _adopted_from(symbol: str, view: View) -> Related | None:
    """The draft that a resolution was adopted from."""
    for relation in view.graph.of(symbol, ADOPTED_FROM):
        held, draft = view.graph.held(symbol), view.graph.held(relation.target)
        telling = naming(held, {relation.target}, recalling=False)
        values = {"draft": relation.target, "symbol": symbol}
        told = [] if telling else by_record("recorded_became", **values)
        if draft is None:
            told.append(Said("unheld", {"symbol": relation.target}))
        chosen = once([*telling, *(p for d in [draft] if d for p in (*sponsors(d), *head(d)))])
        if chosen:
            said = (Said("adopted_from", values), *told)
            return Related("what it was adopted from", chosen, said=said)
        return Related(
            "what it was adopted from is not held",
            closest=head(held) if held else (),
            unsupported=(relation.target,),
            said=tuple(told),
        )
    return None


def _recalled_by(symbol: str, view: View) -> Related:
    """The paragraphs that recall a document, else those that name it; of many, the newest documents'."""
    for kinds, name in ((RECALLING, "recalled_by"), ((*RECALLING, MENTIONS), "named_by")):
        wanted = {inverse(kind) for kind in (*kinds, MENTIONS)}
        found: list[tuple[Paragraph, ...]] = []
        for document in reversed(_tied(symbol, view, wanted)):
            telling = naming(document, {symbol}, recalling=name == "recalled_by")[:2]
            found += [telling] if telling else []
            if len(found) == MOST:
                break
        if found:
            chosen = once(p for telling in reversed(found) for p in telling)[-MOST:]
            said = (Said(name, {"symbol": symbol}),)
            return Related("the paragraphs that name it", chosen, said=said)
    return Related("nothing names it", said=(Said("not_named", {"symbol": symbol}),))


def _tied(symbol: str, view: View, kinds: set[str | None]) -> Sequence[Document]:
    """The documents held that are tied to `symbol` by any of `kinds`, oldest first."""
    targets = dict.fromkeys(r.target for r in view.graph.of(symbol) if r.kind in kinds)
    held = [d for target in targets if (d := view.graph.held(target)) is not None]
    return sorted(held, key=lambda d: d.date)


def _recalls(symbol: str, view: View) -> Related | None:
    """The paragraphs in which a document recalls others."""
    found = naming(view.graph.held(symbol), None, recalling=True)
    said = (Said("recalls", {"symbol": symbol}),)
    return Related("what it recalls", found, said=said) if found else None
