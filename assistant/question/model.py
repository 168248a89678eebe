"""What a question is once it has been read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.question.lineage import AskedLineage
from assistant.question.places import Place
from assistant.question.relations import Asked
from assistant.question.several import Several
from assistant.question.terms import SUBJECT_WEIGHT, Term
from assistant.question.usage import AskedUsage
from index.document import Paragraph
from index.words import Language


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
    or `text` for what a document says as a whole. `within` are the only documents searched, whatever
    the question names (None: all). `relation` is how documents are related, where that is asked, and
    `lineage` how a text went on from one to the next; `usage` the drafting verbs whose meaning is asked for;
    `several` are the paragraphs of each of which `lineage` is asked, where it is asked of more than one.
    `language` is the one that the question is written in; `answer_in` another that the answer is to be in.
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
    within: frozenset[str] | None = None
    relation: Asked | None = None
    lineage: AskedLineage | None = None
    usage: AskedUsage | None = None
    several: Several | None = None
    answer_in: Language | None = None

    @property
    def reader(self) -> Language:
        """The reader's language: the answer is written in it, and versions in it are quoted."""
        return self.answer_in or self.language

    @property
    def topical(self) -> tuple[Term, ...]:
        """The terms that are not just the body's own name."""
        return tuple(term for term in self.terms if term.weight > SUBJECT_WEIGHT)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was answered, and the paragraphs that the answer cited."""

    question: Question
    cited: tuple[Paragraph, ...]
