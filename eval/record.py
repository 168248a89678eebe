"""A question with what a right answer cites, as data."""

from __future__ import annotations

from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from index.words import Language

Kind = Literal[
    "fact",
    "list",
    "compare",
    "lookup",
    "cross-language",
    "misspelt",
    "keyword",
    "follow-up",
    "unanswerable",
    "nearly-answerable",
    "hostile",
]
KINDS: tuple[str, ...] = get_args(Kind)
LANGUAGE_NAMES: dict[Language, str] = {
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
    "ar": "Arabic",
    "zh": "Chinese",
}
Status = Literal["answered", "not_found"]
Groups = tuple[tuple[str, ...], ...]

_REFUSED = ("unanswerable", "nearly-answerable")
_LEAST_LIST = 3


class Record(BaseModel):
    """A question, and what a right answer cites.

    `gold` is a list of groups of addresses (`A/RES/72/7#op1`): of each group at least one member
    must be cited. `acceptable` are addresses that a careful reader would not call wrong. `required`
    is a list of groups of words: of each group one must stand in the quotes. A dialogue is the
    records with one `dialogue`, in order of `turn`. `note` is the author's reason why this is gold.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    language: Language
    question: str = Field(min_length=1)
    kind: Kind
    status: Status
    gold: Groups = ()
    acceptable: tuple[str, ...] = ()
    required: Groups = ()
    note: str = ""
    dialogue: str | None = Field(default=None, min_length=1)
    turn: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """What the fields say of each other."""
        if not self.question.strip():
            raise ValueError("the question is empty")
        if any(not group or not all(group) for group in (*self.gold, *self.required)):
            raise ValueError("a group of gold or required is empty")
        if self.status == "answered" and not self.gold:
            raise ValueError("an answered question needs gold")
        if self.status == "not_found" and (self.gold or self.required):
            raise ValueError("a question that is not answered has neither gold nor required words")
        if self.kind in _REFUSED and self.status == "answered":
            raise ValueError(f"a question of kind {self.kind} has the status not_found")
        if (self.dialogue is None) != (self.turn is None):
            raise ValueError("dialogue and turn go together")
        if self.kind == "follow-up" and self.dialogue is None:
            raise ValueError("a follow-up is a turn of a dialogue")
        return self

    @property
    def allowed(self) -> frozenset[str]:
        """Every address that may be cited."""
        return frozenset(a for group in self.gold for a in group) | frozenset(self.acceptable)

    @property
    def documents(self) -> tuple[str, ...]:
        """The symbols of the documents that gold stands in, in order."""
        return tuple(dict.fromkeys(a.split("#")[0] for group in self.gold for a in group))

    @property
    def is_list(self) -> bool:
        """Whether the gold paragraphs are wanted in order."""
        return self.kind == "list" and len(self.gold) >= _LEAST_LIST
