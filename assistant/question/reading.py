"""Reads a question: what it asks, of which documents and places, about which terms.

A follow-up is read together with the question before it and what was cited there; what it leaves out
is taken from them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.question.documents import DocumentsNamed, by_year, find_documents
from assistant.question.pack import Pack, folded, load_pack
from assistant.question.places import Place, find_classes, find_places
from assistant.question.terms import SUBJECT_WEIGHT, Term, find_terms
from assistant.question.vocabulary import Vocabulary
from index.document import Paragraph
from index.languages import detect_language
from index.words import Language

MOST_CHARACTERS = 2000
"""The length of a question, once it is clean: a pasted document is no question."""


# Asked of a document without a topic, these are asked about the document itself.
_ASKED_OF_TEXT = frozenset({"who", "when", "where", "how_many", "which_document", "new", "compare"})
_ASKED_KINDS = frozenset({"when", "where", "how_many", "compare", "new"})


class Intent(StrEnum):
    """What kind of answer a question wants."""

    TOPIC = "topic"
    LOOKUP = "lookup"
    LIST = "list"
    DOCUMENTS = "documents"
    UNHELD = "unheld"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood; `read` is the part of `text` that was read, cleaned.

    `documents` are the only ones asked about (None: all); `unheld` are named but not in the index;
    `among` are the addresses of the only paragraphs asked about; `like` is a paragraph whose
    content is looked for elsewhere ("does the draft repeat it?"); `listed` is the class of
    paragraphs to list: `item`, `op`, `pp` or `fn`, `new op` for what one document adds to another,
    or `text` for what a document says as a whole.
    """

    text: str
    read: str
    language: Language
    intent: Intent
    terms: tuple[Term, ...]
    asks: frozenset[str] = frozenset()
    documents: tuple[str, ...] | None = None
    unheld: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    listed: str | None = None
    among: tuple[str, ...] = ()
    like: Paragraph | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def topical(self) -> tuple[Term, ...]:
        """The terms that are not just the body's own name."""
        return tuple(term for term in self.terms if term.weight > SUBJECT_WEIGHT)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was answered, and the paragraphs that the answer cited."""

    question: Question
    cited: tuple[Paragraph, ...]


def read_question(
    text: str,
    vocabulary: Vocabulary,
    *,
    language: Language | None = None,
    interface: Language = "en",
    documents: Sequence[str] = (),
    history: Sequence[Turn] = (),
) -> Question:
    """Read `text` against what the index holds.

    `language` overrides detection; `interface` breaks its ties. `documents`, where given, are the
    only ones to be asked. `history` has the turns before this one, oldest first.
    """
    read = _proper(clean(text)[:MOST_CHARACTERS])
    language = language or detect_language(read, _before(history) or interface)
    pack = load_pack(language)
    reader = _Reader(read, pack, vocabulary, follows=bool(history))
    question = replace(reader.read(), text=text)
    if history:
        question = _Follower(reader, question, history).follow()
    if documents:
        question = replace(question, documents=tuple(documents))
    return _whole(question)


def _whole(question: Question) -> Question:
    """ "What does resolution 72/7 say?": with no topic left, the text itself is asked for."""
    topicless = question.intent is Intent.TOPIC and not question.terms and question.like is None
    if topicless and question.documents and not question.asks & _ASKED_OF_TEXT:
        return replace(question, intent=Intent.LIST, listed="text")
    return question


def _before(history: Sequence[Turn]) -> Language | None:
    return history[-1].question.language if history else None


def whole_characters(text: str) -> str:
    """`text` as it can be stored: what is half a character (a lone surrogate) becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean(text: str) -> str:
    """`text` in NFKC on one line, without control and bidirectional characters and stray surrogates."""
    text = whole_characters(text)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    # Full-width letters and presentation forms are read as the letters that they show.
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def _proper(text: str) -> str:
    """The question proper: the last sentence or clause that ends with a question mark.

    What stands before it in so many words introduces it, or tries to instruct. A few words before
    it ("Back to Afghanistan:") or in it ("what do they say about that?") belong together.
    """
    if not re.search(r"[?？؟]$", text):
        return text
    clauses = [c for c in re.split(r"(?<=[.!?:;。！？：؟])\s+|(?<=[。！？：])", text) if c]
    last = clauses[-1] if clauses else text
    enough = len(last.split()) >= _CLAUSE_WORDS or (" " not in last and len(last) >= 8)
    introduced = len(text[: -len(last)].split()) >= _CLAUSE_WORDS
    return last if len(clauses) > 1 and enough and introduced else text


_CLAUSE_WORDS = 6


class _Reader:
    """Reads one question by itself."""

    def __init__(self, text: str, pack: Pack, vocabulary: Vocabulary, *, follows: bool) -> None:
        self.text, self.pack, self.vocabulary = text, pack, vocabulary
        self.follows = follows
        self.folded = folded(text)
        self.named = find_documents(text, self.folded, pack, vocabulary.documents)
        self.unnamed = _blank(self.folded, self.named.spans)
        self.places = find_places(self.unnamed, pack)
        self.classes = find_classes(self.unnamed, pack)
        self.asks = frozenset(
            name for name, pattern in pack.ask.items() if pattern.search(self.folded)
        )

    def read(self) -> Question:
        terms = tuple(self.terms())
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
        )
        return self.with_intent(question)

    def with_intent(self, question: Question) -> Question:
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

    def terms(self) -> list[Term]:
        asked = self.pack.ask["who"].search(self.folded)
        after = asked.end() if asked else None
        found = self._terms()
        # The word behind "who" is what somebody is said to do: "Who pays …", "Кто финансирует …".
        said = [t for t in found if self._in_title(t)]
        if len(said) < sum(t.weight > SUBJECT_WEIGHT for t in found):
            # "What does the Secretary-General say in his letter of …": the words of a named
            # document's own title say once more which one is meant.
            found = [replace(t, weight=SUBJECT_WEIGHT) if t in said else t for t in found]
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

    def _in_title(self, term: Term) -> bool:
        return term.weight > SUBJECT_WEIGHT and self.vocabulary.in_titles(
            term.stem, self.pack.language, self.named.symbols
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
        rest = _blank(self.text, spans)
        found = find_terms(rest, self.pack, vocabulary.words, vocabulary.is_subject)
        return [self._own_weight(term) for term in found]

    def _rest(self, spans: Sequence[tuple[int, int]]) -> float:
        """The weight of the topical terms outside `spans` and the mentions of documents."""
        left = self._found_in([*self.named.spans, *spans])
        return sum(t.weight for t in left if t.weight > SUBJECT_WEIGHT and not self._in_title(t))

    def _listed(self, question: Question) -> str | None:
        """The class of paragraphs that is asked for as a whole, or None."""
        if self.asks & _NO_LIST:
            return None
        for pattern, most in (("functions", _LIST_REST), ("does", _DOES_REST)):
            asked = [m.span() for m in self.pack.place[pattern].finditer(self.folded)]
            if asked and self._rest(asked) <= most:
                return "item"
        if "new" in self.asks and len(question.documents or ()) == 2:
            # "Which operative paragraphs does the draft add?"
            for head in ("op", "pp"):
                if head in self.classes:
                    return f"new {head}"
        wants_all = {"list", "how_many"} & self.asks
        for head in ("pp", "op", "fn"):
            if head in self.classes and wants_all and len(question.topical) == 0:
                return head
        return None


# What may be left of a question for the functions beside the word "functions" itself: two common
# words ("supposed to carry out"). "What does the Centre do" leaves nothing.
# "When does the mandate expire?" names the functions but does not ask for them.
_NO_LIST = frozenset({"when", "where", "which_document"})
_LIST_REST = 0.5
_DOES_REST = 0.1


class _Follower:
    """Completes a question from the turns before it."""

    def __init__(self, reader: _Reader, question: Question, history: Sequence[Turn]) -> None:
        self.reader, self.question, self.history = reader, question, history
        self.last = history[-1]
        self.follow_ups = reader.pack.follow
        # Pronouns and markers of the question, without what was read already.
        self.rest = _blank(reader.unnamed, [(p.start, p.end) for p in reader.places if p.head])

    def follow(self) -> Question:
        for completed in (
            self._relative(),
            self._bare_ordinal(),
            self._place_without_document(),
            self._among(),
            self._same_content(),
            self._other_document(),
            self._other_topic(),
        ):
            if completed is not None:
                return completed
        return self.question

    def _relative(self) -> Question | None:
        """ "And the one after that?": the neighbour of what was cited last."""
        step = 0
        if self.reader.pack.place["next"].search(self.reader.folded):
            step = 1
        elif self.reader.pack.place["previous"].search(self.reader.folded):
            step = -1
        cited = self._numbered()
        if not step or not cited or len(self.question.topical) > 1:
            return None
        anchor = cited[-1] if step > 0 else cited[0]
        return self._lookup(anchor, _number(anchor) + step)

    def _bare_ordinal(self) -> Question | None:
        """ "And the third?": of the class that was cited last."""
        bare = [place for place in self.reader.places if not place.head]
        cited = self._numbered()
        if not bare or not cited or self.question.topical or self.question.places:
            return None
        elsewhere = self.question.documents
        if elsewhere and cited[-1].locator.items and cited[-1].symbol not in elsewhere:
            # "Is the first one in the resolution?": it has no such list, but may have its words.
            siblings = self.reader.vocabulary.siblings(cited[-1])
            if 0 < bare[0].number <= len(siblings):
                return self._content_of(siblings[bare[0].number - 1], elsewhere)
        return self._lookup(cited[-1], bare[0].number)

    def _lookup(self, anchor: Paragraph, number: int) -> Question:
        head = "item" if anchor.locator.items else anchor.locator.head
        documents = self.question.documents or (str(anchor.symbol),)
        return replace(
            self.question,
            intent=Intent.LOOKUP,
            places=(Place(head, number, 0, 0),),
            documents=documents,
            notes=(f"continues after {anchor.address}",),
        )

    def _place_without_document(self) -> Question | None:
        """ "What does its second operative paragraph say?": of the document that was cited."""
        if not self.question.places or self.question.documents or self.question.unheld:
            return None
        documents = self.last.question.documents or self._cited_documents()[:1]
        if not documents or all(place.head == "item" for place in self.question.places):
            return None
        return replace(self.question, documents=tuple(documents))

    def _among(self) -> Question | None:
        """ "Which of them names Afghanistan?": one of the paragraphs that were cited."""
        if not self.follow_ups["among"].search(self.reader.folded) or not self.last.cited:
            return None
        cited = self.last.cited
        if len(cited) == 1 and cited[0].locator.parent:
            siblings = self.reader.vocabulary.siblings(cited[0])
            cited = tuple(siblings)
        if len(cited) < 2 or not self.question.topical:
            return None
        return replace(
            self.question,
            intent=Intent.TOPIC,
            among=tuple(p.address for p in cited),
            notes=("asks among the paragraphs cited before",),
        )

    def _same_content(self) -> Question | None:
        """ "Does the draft repeat it?": the content of the paragraph that was looked up."""
        elsewhere = self.question.documents or ()
        looked_up = self.last.question.intent is Intent.LOOKUP or self.question.places
        if not elsewhere or not looked_up or not self.last.cited or self._own_terms():
            return None
        if self.question.places and not self.follow_ups["same"].search(self.rest):
            return None
        shown = self._looked_up_here() or self.last.cited[0]
        if str(shown.symbol) in elsewhere and len(elsewhere) == 1:
            return None
        return self._content_of(shown, elsewhere)

    def _content_of(self, shown: Paragraph, elsewhere: Sequence[str]) -> Question:
        return replace(
            self.question,
            intent=Intent.TOPIC,
            places=(),
            like=shown,
            terms=(),
            documents=tuple(symbol for symbol in elsewhere if symbol != shown.symbol),
            notes=(f"looks for the content of {shown.address}",),
        )

    def _looked_up_here(self) -> Paragraph | None:
        for place in self.question.places:
            for paragraph in reversed([p for turn in self.history for p in turn.cited]):
                number = paragraph.locator.number
                if number == place.number and paragraph.locator.head in (place.head, "op", "p"):
                    return paragraph
        return None

    def _other_document(self) -> Question | None:
        """ "Does the letter say so too?", "Et en 2017 ?": the last topic, in another document."""
        if self._own_terms() or self.question.places or self.question.intent is Intent.LIST:
            return None
        documents = self.question.documents or self._documents_of_the_year()
        topic = self._last_topic()
        if topic is None or not (documents or self._depends()):
            return None
        return replace(
            topic,
            text=self.question.text,
            language=self.question.language,
            asks=topic.asks | self.question.asks,
            documents=documents or topic.documents,
            among=(),
            like=None,
            unheld=self.question.unheld,
            intent=Intent.UNHELD if self.question.unheld and not documents else topic.intent,
            notes=(f"keeps the topic of {topic.text!r}",),
        )

    def _other_topic(self) -> Question | None:
        """ "What about Afghanistan?": another topic, in the documents that were asked about."""
        before = self.last.question
        if self.question.documents or self.question.unheld or not self._depends():
            return None
        if (
            not before.documents
            or self.reader.named.all_of_them
            or self.question.intent is Intent.LIST
        ):
            return None
        if len(before.documents) == 1 and self.follow_ups["they"].search(self.rest):
            return None
        return replace(
            self.question, documents=before.documents, notes=("keeps the documents asked about",)
        )

    def _last_topic(self) -> Question | None:
        topics = (turn.question for turn in reversed(self.history))
        return next((q for q in topics if q.topical or q.intent is Intent.LIST), None)

    def _documents_of_the_year(self) -> tuple[str, ...] | None:
        symbols = by_year(self.reader.unnamed, self.reader.vocabulary.documents)
        return tuple(symbols) or None

    def _own_terms(self) -> list[Term]:
        same = self.follow_ups["same"]
        return [
            term
            for term in self.question.topical
            if not same.search(folded(term.surface)) and not re.fullmatch(r"\d{4}", term.surface)
        ]

    def _depends(self) -> bool:
        """Whether the question shows that it goes on from the last one."""
        text = self.rest.strip(" ¿¡-–—«\"'")
        starts = self.follow_ups["start"].match(text) or self.follow_ups["topic"].match(text)
        if self.follow_ups["back"].search(text):
            return False
        if starts or self.follow_ups["it"].search(text) or not self._own_terms():
            return True
        # A fragment without a verb goes on from the sentence before it.
        return len(text.split()) <= _FRAGMENT_WORDS and self.reader.pack.language != "zh"

    def _numbered(self) -> list[Paragraph]:
        """The numbered paragraphs that were cited last, also where an answer since cited none."""
        cited = next((turn.cited for turn in reversed(self.history) if turn.cited), ())
        return [p for p in cited if p.locator.number is not None]

    def _cited_documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(p.symbol) for p in self.last.cited))


_FRAGMENT_WORDS = 4


def _number(paragraph: Paragraph) -> int:
    items = paragraph.locator.items
    if not items:
        return paragraph.locator.number or 0
    last = items[-1]
    return int(last[1:]) if last[1:].isdigit() else ord(last[0]) - ord("a") + 1


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


__all__ = ["DocumentsNamed", "Intent", "Question", "Turn", "read_question"]
