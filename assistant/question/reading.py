"""Reads a question against what the index holds, together with the turns before it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from assistant.question.follow import Follower
from assistant.question.model import Intent, Question, Turn
from assistant.question.pack import load_pack
from assistant.question.quoted import without_quoted
from assistant.question.reader import Reader
from assistant.question.several import find_several
from assistant.question.vocabulary import Vocabulary
from index.languages import detect_language, is_plainly_in_another
from index.words import Language

MOST_CHARACTERS = 2000
"""The length of a question, once it is clean: a pasted document is no question."""

# Arabic is written with them or without: "حُذف", "حذف"; and with words drawn out.
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]")
# Asked of a document without a topic, these are asked about the document itself.
_ASKED_OF_TEXT = frozenset({"who", "when", "where", "how_many", "which_document", "new", "compare"})


def read_question(
    text: str,
    vocabulary: Vocabulary,
    *,
    whole: bool = False,
    language: Language | None = None,
    interface: Language = "en",
    documents: Sequence[str] = (),
    history: Sequence[Turn] = (),
) -> Question:
    """Read `text` against what the index holds: the question proper in it, or the `whole` of it.

    `language` is the one that the answer is to be in, and the question too unless it plainly is in another;
    `interface` breaks ties where none is given. `documents`, where given, are the only ones to be asked.
    `history` has the turns before this one, oldest first.
    """
    read = clean(text)[:MOST_CHARACTERS]
    read = read if whole else _proper(read)
    # Words in quotation marks are a document's, in its language.
    own = without_quoted(read)
    if language is None or is_plainly_in_another(own, language):
        pack = load_pack(detect_language(own, language or _before(history) or interface))
    else:
        pack = load_pack(language)
    reader = Reader(read, pack, vocabulary, follows=bool(history))
    question = replace(_several(reader, reader.read()), text=text, answer_in=language)
    if not whole and is_introduced(text) and not (question.topical or question.places):
        # "… That is my topic. What do the documents say of it?" asks for what stands before it.
        return read_question(
            text,
            vocabulary,
            whole=True,
            language=language,
            interface=interface,
            documents=documents,
            history=history,
        )
    if history:
        question = Follower(reader, question, history).follow()
    if documents:
        only = tuple(documents)
        question = replace(
            question,
            documents=only,
            relation=question.relation and replace(question.relation, only=only),
            lineage=question.lineage and replace(question.lineage, only=only),
            usage=question.usage and replace(question.usage, documents=only),
        )
    return _whole(question)


def _several(reader: Reader, question: Question) -> Question:
    """`question` with what it asks of each item of a list."""
    found = find_several(reader)
    if found is None:
        return question
    asked, several = found
    return replace(
        question,
        intent=Intent.TOPIC,
        listed=None,
        relation=None,
        lineage=asked,
        usage=None,
        several=several,
    )


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
    """`text` in NFKC on one line, without control characters, half characters and Arabic vowel signs."""
    text = whole_characters(text)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    text = _VOWEL_SIGNS.sub("", text)
    # Full-width letters and presentation forms are read as the letters that they show.
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def is_introduced(text: str) -> bool:
    """Whether anything stands before the question proper in `text`."""
    read = clean(text)[:MOST_CHARACTERS]
    return _proper(read) != read


def _proper(text: str) -> str:
    """The question proper: the last sentence, or clause that ends with a question mark.

    What stands before it in so many words introduces it, or tries to instruct. A few words before
    it ("Back to Afghanistan:") or in it ("what do they say about that?") belong together.
    """
    asks = re.search(r"[?？؟]$", text)
    marks = (
        r"(?<=[.!?:;\]。！？：؟])\s+|(?<=[。！？：])"
        if asks
        else r"(?<=[.!?\]。！？؟])\s+|(?<=[。！？])"
    )
    clauses = [c for c in re.split(marks, text) if c]
    last = clauses[-1] if clauses else text
    enough = len(last.split()) >= _CLAUSE_WORDS or (" " not in last and len(last) >= 8)
    introduced = len(text[: -len(last)].split()) >= _CLAUSE_WORDS
    return last if len(clauses) > 1 and enough and introduced else text


_CLAUSE_WORDS = 6
