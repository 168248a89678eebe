"""Reads one question by itself: what it names, what it asks, and its terms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.question.documents import find_documents
from assistant.question.lineage import AskedLineage, find_lineage
from assistant.question.model import Intent, Question
from assistant.question.pack import Pack, blank, folded
from assistant.question.places import find_class_spans, find_classes, find_places
from assistant.question.relations import Asked, find_asked
from assistant.question.terms import SUBJECT_WEIGHT, Term, find_terms
from assistant.question.usage import AskedUsage, find_usage
from assistant.question.vocabulary import Vocabulary

_ASKED_KINDS = frozenset({"when", "where", "how_many", "compare", "new"})
# What may be left of a question for the functions beside the word "functions" itself: two common
# words ("supposed to carry out"). "What does the Centre do" leaves nothing.
# "When does the mandate expire?" names the functions but does not ask for them.
_NO_LIST = frozenset({"when", "where", "which_document"})
_LIST_REST = 0.5
_DOES_REST = 0.1
# From this weight on a word is a topic and not just a way of asking.
_TELLING = 0.2
# More documents than this are rarely about one body.
_FEW_DOCUMENTS = 20
# Beside a class of paragraphs asked for as a whole only common words may stand: a topic weighs more.
_CLASS_REST = 0.15


class Reader:
    """Reads one question by itself."""

    def __init__(self, text: str, pack: Pack, vocabulary: Vocabulary, *, follows: bool) -> None:
        self.text, self.pack, self.vocabulary = text, pack, vocabulary
        self.follows = follows
        self.folded = folded(text)
        self.named = find_documents(text, self.folded, pack, vocabulary.documents)
        self.unnamed = blank(self.folded, self.named.spans)
        # Who names a document has said which one is meant.
        named = self.named.symbols or self.named.unheld or self.named.all_of_them
        self.within = None if named else vocabulary.about_body(text, pack)
        self.places = find_places(self.unnamed, pack)
        self.classes = find_classes(self.unnamed, pack)
        self.asks = frozenset(
            name for name, pattern in pack.ask.items() if pattern.search(self.folded)
        )

    def read(self) -> Question:
        """The question as it stands by itself."""
        self.named.add(self._newest())
        terms = tuple(self._weighed_terms())
        question = Question(
            self.text,
            self.text,
            self.pack.language,
            Intent.TOPIC,
            terms,
            self.asks,
            tuple(self.named.symbols) or None,
            tuple(self.named.unheld),
            tuple(place for place in self.places if place.head),
            relation=self._relation(),
            within=self.within,
        )
        question = self._with_lineage(self._with_intent(question))
        if question.relation or question.lineage:
            # "How does the draft differ from the resolution?" asks of no verb.
            return question
        return replace(question, usage=self._usage())

    def _with_lineage(self, question: Question) -> Question:
        """`question` with what it asks of how a text went on."""
        if (question.listed or "").startswith("new "):
            # "Which operative paragraphs does the draft add?" is a list.
            return question
        asked = self._lineage()
        if asked is not None and asked.kind == "carriers":
            # "Which later documents repeat it?" asks for more than which are later.
            question = replace(question, relation=None)
        return question if question.relation else replace(question, lineage=asked)

    def _newest(self) -> list[str]:
        """The newest of the documents that "the latest resolution on …" may mean."""
        meant = [d for d in self.vocabulary.documents if d.symbol in self.named.newest]
        if not meant:
            return []
        on = self.vocabulary.titles.on(self._terms(), self.pack.language, self.named.newest)
        return [str(max(on, key=lambda d: d.date).symbol)]

    def _relation(self) -> Asked | None:
        """How documents are related, where that is all that is asked."""
        if any(place.head for place in self.places):
            return None
        named = self.named.spans
        held = self.vocabulary.documents
        return find_asked(self, held, lambda s: self._found_in([*named, *s]), self._untitled)

    def _lineage(self) -> AskedLineage | None:
        """What is asked of how a text went on, from one document to the next."""
        named, classes = self.named.spans, find_class_spans(self.unnamed, self.pack)
        outside = lambda spans: self._found_in([*named, *spans])  # noqa: E731
        return find_lineage(self, classes, outside, self._untitled)

    def _usage(self) -> AskedUsage | None:
        """The drafting verbs whose meaning is asked for."""
        return find_usage(self.text, self.folded, self.pack, self.named, self._found_in)

    def weigh_outside(self, spans: Sequence[tuple[int, int]]) -> float:
        """The weight of what is said outside `spans`, beside naming documents."""
        return self._untitled(self._found_in([*self.named.spans, *spans]))

    def _untitled(self, terms: Sequence[Term]) -> float:
        """The weight of those of `terms` that no title of a document held says."""
        titles, language = self.vocabulary.titles, self.pack.language
        return sum(
            t.weight
            for t in terms
            if t.weight > SUBJECT_WEIGHT and not (self._in_title(t) or titles.say(t, language))
        )

    def _with_intent(self, question: Question) -> Question:
        """`question` with what kind of answer it wants."""
        if question.unheld and not question.documents:
            return replace(question, intent=Intent.UNHELD)
        if question.places:
            return replace(question, intent=Intent.LOOKUP)
        held = [m.span() for m in self.pack.ask["held"].finditer(self.folded)]
        if held and not self._rest(held):
            return replace(question, intent=Intent.DOCUMENTS)
        listed = self._listed(question)
        if listed:
            return replace(question, intent=Intent.LIST, listed=listed)
        return question

    def _weighed_terms(self) -> list[Term]:
        """The terms outside of what was read already, each with its weight."""
        found = self._terms()
        said = [t for t in found if self._in_title(t)]
        if len(said) < sum(t.weight > SUBJECT_WEIGHT for t in found):
            # "What does the Secretary-General say in his letter of …": the words of a named
            # document's own title say once more which one is meant.
            found = [replace(t, weight=SUBJECT_WEIGHT) if t in said else t for t in found]
        # The word behind "who" is what somebody is said to do: "Who pays …", "Кто финансирует …".
        asked = self.pack.ask["who"].search(self.folded)
        after = asked.end() if asked else None
        first = next(
            (t for t in found if after is not None and self.text.find(t.surface, after) >= after),
            None,
        )
        return [replace(t, predicate=t is first) for t in found]

    def _own_weight(self, term: Term) -> Term:
        """`term`, with little weight where it is an acronym of the body's own name."""
        if term.acronym and self.vocabulary.names_body(term.surface, term.stem, self.pack.language):
            return replace(term, weight=SUBJECT_WEIGHT)
        return term

    def _in_title(self, term: Term, symbols: Collection[str] | None = None) -> bool:
        return term.weight > SUBJECT_WEIGHT and self.vocabulary.in_titles(
            term.stem, self.pack.language, self.named.symbols if symbols is None else symbols
        )

    def _terms(self) -> list[Term]:
        spans = [*self.named.spans, *((p.start, p.end) for p in self.places)]
        if not self.follows:
            spans = [*self.named.spans, *((p.start, p.end) for p in self.places if p.head)]
        for name in _ASKED_KINDS & self.asks:
            # "In which city is …": the city is what is asked for, not what it is asked of.
            spans += [m.span() for m in self.pack.ask[name].finditer(self.folded)]
        if self.follows:
            # Words that point at the turns before are no topic of their own.
            for name in ("same", "among", "that", "back"):
                spans += [m.span() for m in self.pack.follow[name].finditer(self.folded)]
        return self._found_in(spans)

    def _found_in(self, spans: Sequence[tuple[int, int]]) -> list[Term]:
        """The terms outside `spans`."""
        vocabulary = self.vocabulary
        rest = blank(self.text, spans)
        found = find_terms(rest, self.pack, vocabulary.words, vocabulary.is_subject)
        return [self._own_weight(term) for term in found]

    def _rest(
        self, spans: Sequence[tuple[int, int]], symbols: Collection[str] | None = None
    ) -> float:
        """The weight of the topical terms outside `spans` and the mentions of documents.

        Words of the titles of `symbols` (None: of the documents named) and of who signed them say
        which one is meant, and count for nothing.
        """
        left = self._found_in([*self.named.spans, *spans])
        return sum(
            t.weight for t in left if t.weight > SUBJECT_WEIGHT and not self._in_title(t, symbols)
        )

    def _selects(self, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether a word outside `spans` stands in some items of the list: it asks for those."""
        left = self._found_in([*self.named.spans, *spans])
        return any(
            t.weight >= _TELLING
            and not self._in_title(t, self._all_symbols)
            and self.vocabulary.is_in_some_items(t.stem, self.pack.language)
            for t in left
        )

    def _is_of_first_list(self, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether the words outside `spans` may mean the body whose functions the first list has.

        Where a few documents are held, they are about it; among many, its name must introduce the list.
        """
        return bool(self.named.symbols) or self.means_first_list(spans)

    def means_first_list(self, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether the words outside `spans`, beside naming documents, may mean the first list held."""
        if len(self.vocabulary.documents) <= _FEW_DOCUMENTS:
            return True
        left = self._found_in([*self.named.spans, *spans])
        return all(self.vocabulary.introduces_list(t.stem, self.pack.language) for t in left)

    @property
    def _all_symbols(self) -> list[str]:
        if self.named.symbols or self.within:
            return self.named.symbols or sorted(self.within or ())
        return [str(d.symbol) for d in self.vocabulary.documents]

    def _listed(self, question: Question) -> str | None:
        """The class of paragraphs that is asked for as a whole, or None."""
        if self.asks & _NO_LIST:
            return None
        for pattern, most in (("functions", _LIST_REST), ("does", _DOES_REST)):
            asked = [m.span() for m in self.pack.place[pattern].finditer(self.folded)]
            if asked:
                # "Set out one by one the tasks that the Secretary-General entrusted to the Centre."
                for said in (
                    self.pack.place["assigned"],
                    self.pack.ask["all"],
                    self.pack.ask["list"],
                ):
                    asked += [m.span() for m in said.finditer(self.folded)]
                if (
                    self._rest(asked, self._all_symbols) <= most
                    and not self._selects(asked)
                    and self._is_of_first_list(asked)
                ):
                    return "item"
        if "new" in self.asks and len(question.documents or ()) == 2:
            # "Which operative paragraphs does the draft add?"
            for head in ("op", "pp"):
                if head in self.classes:
                    return f"new {head}"
        return self._whole_class(question)

    def _whole_class(self, question: Question) -> str | None:
        """The class of paragraphs that is all that the question names: "the whole preamble"."""
        heads = [head for head in ("pp", "op", "fn", "p") if head in self.classes]
        wants_all = bool({"list", "how_many", "all"} & self.asks)
        if not heads or not (wants_all or question.documents):
            return None
        if heads[0] == "p" and not ("all" in self.asks and question.documents):
            # "Which paragraph …" looks for one.
            return None
        spans = [*find_class_spans(self.unnamed, self.pack)]
        for name in ("all", "list", "how_many"):
            spans += [m.span() for m in self.pack.ask[name].finditer(self.folded)]
        most = _CLASS_REST if wants_all else 0.0
        return heads[0] if self._rest(spans) <= most else None
