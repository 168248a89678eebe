"""The stages of answering that can be left out, to measure what each of them is worth."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """A stage that an evaluation can leave out (an ablation); every one is on otherwise."""

    LEXICAL = "lexical search"
    DENSE = "dense search"
    SUPPORT = "term support"
    LEXICON = "translation lexicon"
    WORD_VECTORS = "word vectors"
    SPELLING = "spelling correction"
    ASKED = "what is asked for"
    LISTS = "lists"
    PLACES = "places"
    FOLLOW_UPS = "follow-ups"
    EQUIVALENTS = "equivalent paragraphs"
    DECISION = "decision to answer"

    @property
    def purpose(self) -> str:
        """What the stage does."""
        return _PURPOSE[self]


_PURPOSE = {
    Stage.LEXICAL: "finds paragraphs by the question's words (BM25)",
    Stage.DENSE: "finds and ranks paragraphs by their vectors",
    Stage.SUPPORT: "scores each word of the question against each paragraph",
    Stage.LEXICON: "lets a word support its translations",
    Stage.WORD_VECTORS: "lets a word support words of a like meaning",
    Stage.SPELLING: "mends misspelt words",
    Stage.ASKED: "prefers paragraphs with a date, place or number where one is asked for",
    Stage.LISTS: "gives whole lists, in order",
    Stage.PLACES: "finds paragraphs by their number",
    Stage.FOLLOW_UPS: "completes a question from the turns before it",
    Stage.EQUIVALENTS: "adds the paragraphs of other documents that say the same",
    Stage.DECISION: "says that the documents do not answer",
}
