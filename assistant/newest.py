"""The newest resolution of those asked about, and what is later than one of them.

It is decided by date, among what was adopted; a later draft is said to be one, never shown as a
resolution. "Later" claims no legal effect: the earlier one stands unless a text ends it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.question.model import Question
from assistant.related import MOST, Related, Said, View, by_record, dated, head, naming, once
from index.document import Document, DocumentKind, Paragraph, Status
from index.locator import Kind
from index.relations.graph import newest
from index.relations.kinds import ADOPTED_AS
from index.words import stems

# The share of a draft's operative paragraphs that a resolution must repeat word for word.
_SAME_TEXT = 0.8


def find_newest(question: Question, of: Sequence[str], view: View) -> Related | None:
    """The newest resolution that `question` asks about, or what is later than one `of` the named.

    None where it names documents that are none of those that may be asked.
    """
    base = next((d for s in of if (d := view.graph.held(s)) is not None), None)
    if base is None:
        held = [] if of else _on(question, view)
        found = newest(held)
        return None if found is None else _best(found, held, view)
    later = _later(base, view)
    if later:
        return _is_later(base, later, view)
    series = view.graph.series(base)
    if question.relation and question.relation.kind == "newest" and series:
        return _best(series[-1], series, view)
    best = series[-1] if series else base
    said = [Said("no_newer", {"symbol": str(base.symbol)})]
    said += [Said("newest_held", dated(best))] if best is not base else []
    said += _drafts_after(best, view)
    return Related("nothing later is held", closest=head(best), said=tuple(said))


def find_same_text(draft: Document, view: View) -> Document | None:
    """The one resolution of the draft's session with its title and operative paragraphs."""
    session = draft.symbol.components[1]
    near = (
        d
        for d in view.graph.series(draft)
        if d.date >= draft.date and session in d.symbol.components
    )
    asked = _operative(draft)
    same = [d for d in near if asked and len(asked & _operative(d)) >= _SAME_TEXT * len(asked)]
    return same[0] if len(same) == 1 else None


def _on(question: Question, view: View) -> list[Document]:
    """The documents on what the question names, by their titles, and the series that they are of."""
    adopted = frozenset(str(d.symbol) for d in view.documents if d.status is Status.ADOPTED)
    terms = question.relation.terms if question.relation else ()
    named = view.titles.on(terms, question.language, adopted)
    if len(named) == len(adopted):
        return named
    series = (member for document in named for member in view.graph.series(document))
    return list({str(d.symbol): d for d in (*named, *series)}.values())


def _later(base: Document, view: View) -> list[Document]:
    """What was adopted later in the series of `base`; after a letter, what names it."""
    if base.kind is not DocumentKind.LETTER:
        return view.graph.newer(base)
    tied = (view.graph.held(r.target) for r in view.graph.of(base.symbol))
    once = {str(d.symbol): d for d in tied if d is not None}
    later = [d for d in once.values() if d.status is Status.ADOPTED and d.date > base.date]
    return sorted(later, key=lambda d: d.date)


def _is_later(base: Document, later: Sequence[Document], view: View) -> Related:
    some = later[-MOST:]
    recalling = [p for d in some for p in naming(d, {str(base.symbol)}, recalling=True)]
    titles: list[Paragraph] = [p for d in some[:-1] for p in head(d)[:1]]
    values = {
        "symbol": str(base.symbol),
        "names": ", ".join(f"{d.symbol} ({d.date.isoformat()})" for d in some),
        "documents": str(len(view.documents)),
    }
    return Related(
        "what is later on the same",
        once([*head(some[-1]), *titles, *recalling]),
        said=(Said("newer", values), *_drafts_after(some[-1], view)),
    )


def _best(best: Document, held: Sequence[Document], view: View) -> Related:
    others = {str(d.symbol) for d in held if d is not best}
    recalling = naming(best, others, recalling=True)[:1]
    lead = Said("newest", {**dated(best), "documents": str(len(view.documents))})
    return Related(
        "the newest by date",
        once([*head(best), *recalling]),
        said=(lead, *_drafts_after(best, view)),
    )


def _drafts_after(document: Document, view: View) -> list[Said]:
    """What is to be said of later drafts on the same: that they are none, or what they became."""
    said: list[Said] = []
    drafts = [d for d in view.graph.drafts(document) if d.date >= document.date]
    for draft in drafts[-MOST:]:
        became = [r.target for r in view.graph.of(draft.symbol, ADOPTED_AS)]
        if any(view.graph.held(target) for target in became) or find_same_text(draft, view):
            continue
        for target in became:
            said += by_record("recorded_became", target, draft=str(draft.symbol), symbol=target)
        if not became:
            said.append(Said("later_draft", dated(draft)))
    return said


def _operative(document: Document) -> set[str]:
    """The words of each operative paragraph, in the language that it is read in first."""
    return {
        " ".join(stems(p.version("en").text, p.version("en").language))
        for p in document.paragraphs
        if p.kind is Kind.OPERATIVE
    }
