"""What goes over the wire under `/api/v1`, beside `Answer` and its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from assistant.answer import Answer
from assistant.web.api.choice import Choice, Collection
from index.words import Language

if TYPE_CHECKING:
    from index.document import Document, Paragraph

MAX_HISTORY = 20

Symbol = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Text = Annotated[str, StringConstraints(max_length=100_000)]
# The whole address may have 64 KiB, and a character takes up to twelve bytes in it.
Short = Annotated[str, StringConstraints(max_length=4_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _read_back(answer: Answer) -> Answer:
    """`answer`, if it can be written as JSON and read again: NaN is a number, but not in JSON."""
    try:
        Answer.model_validate_json(answer.model_dump_json())
    except ValidationError as error:
        raise ValueError("the answer has a number that JSON has not") from error
    return answer


GivenAnswer = Annotated[Answer, AfterValidator(_read_back)]
"""An answer that a caller sends back."""


class _Question(_Strict):
    question: Text = Field(examples=["What are the functions of the Centre?"])
    language: Language | None = Field(None, examples=["en"])
    documents: list[Symbol] = Field(default_factory=list, max_length=100, examples=[["S/2007/279"]])
    history: list[GivenAnswer | Text] = Field(
        default_factory=list, max_length=MAX_HISTORY, examples=[[]]
    )
    plain: bool = Field(False, description="Plain language, where a language model writes.")
    explain: bool = Field(False, description="Tell how the question was read and what scored how.")
    stream: bool = False


class AskRequest(Choice, _Question):
    """A question, and which documents are asked.

    `history` has what came before it, oldest first: answers as they were given, or the questions alone,
    which are then asked again. `language` overrides the question's own; `documents` are the symbols of
    the only ones to be asked; `collection`, `bodies`, `kinds`, `years`, `languages` and `statuses` choose
    documents by what they are. `stream` asks for server-sent events, as `Accept: text/event-stream` does.
    """


class VerifyRequest(_Strict):
    """Words that are said to be from the documents, or from those of them named by symbol."""

    collection: Collection | None = None
    text: Text = Field(
        examples=["To liaise with the Governments of the region and, with their concurrence"]
    )
    documents: list[Symbol] = Field(default_factory=list, max_length=100, examples=[[]])


class CheckRequest(_Strict):
    """A text whose quotations and cited places are to be looked up, in the documents named or in all.

    `reader` is the language that places are written in.
    """

    collection: Collection | None = None
    text: Annotated[str, StringConstraints(max_length=1_000_000)] = Field(
        examples=[
            "The Assembly “encourages the Regional Centre to continue” (A/RES/72/7, para. 3)."
        ]
    )
    documents: list[Symbol] = Field(default_factory=list, max_length=100, examples=[[]])
    reader: Language = "en"


class FeedbackRequest(_Strict):
    """A reader's verdict on an answer as it was given.

    `correction` are the places (`A/RES/72/7#op1`) that a right answer would have cited; an empty list
    says that the documents do not answer.
    """

    answer: GivenAnswer
    verdict: Literal["up", "down"]
    reason: str = Field("", max_length=4_000, examples=["It leaves out the fifth function."])
    correction: list[Annotated[str, StringConstraints(max_length=200)]] | None = Field(
        None, max_length=100, examples=[["S/2007/279#p3.b5"]]
    )
    history: list[Text] = Field(default_factory=list, max_length=MAX_HISTORY, examples=[[]])


class Kept(BaseModel):
    """The feedback has been kept."""

    kept: Literal[True] = True


class VersionText(BaseModel):
    """A paragraph in one language; `[start, end)` of a citation count code points of `text`."""

    text: str
    exact: bool = Field(
        description="Whether the text was read surely; where not, it is searched but never quoted."
    )
    repairs: int = Field(description="How many places were mended after scanning.")
    force: str | None = None


class ParagraphRecord(BaseModel):
    """A paragraph with its versions by language."""

    symbol: str = Field(examples=["A/RES/72/7"])
    locator: str = Field(examples=["op1"])
    kind: str
    pinpoint: str = Field(examples=["para. 1"])
    versions: dict[Language, VersionText]
    url: str

    @classmethod
    def of(cls, paragraph: Paragraph, language: Language = "en") -> ParagraphRecord:
        """The record of `paragraph`, its place and link as a reader of `language` has them."""
        return cls(
            symbol=str(paragraph.symbol),
            locator=str(paragraph.locator),
            kind=paragraph.kind,
            pinpoint=paragraph.locator.pinpoint(language),
            versions={
                code: VersionText(
                    text=version.text,
                    exact=version.exact,
                    repairs=len(version.repairs),
                    force=version.text[slice(*version.force)] if version.force else None,
                )
                for code, version in paragraph.versions.items()
            },
            url=paragraph.symbol.link(language),
        )


class RelationRecord(BaseModel):
    """A tie to another document, and where that is known from."""

    kind: str = Field(examples=["recalls"])
    target: str
    source: str


class DocumentRecord(BaseModel):
    """A document without its paragraphs."""

    symbol: str = Field(examples=["A/RES/72/7"])
    kind: str
    status: str
    organ: str
    date: str = Field(examples=["2017-11-17"])
    titles: dict[Language, str]
    languages: list[Language]
    paragraphs: int
    session: str | None
    agenda_item: str | None
    sponsors: list[str]
    relations: list[RelationRecord]
    url: str

    @classmethod
    def of(cls, document: Document) -> DocumentRecord:
        """The record of `document`."""
        return cls(
            symbol=str(document.symbol),
            kind=document.kind,
            status=document.status,
            organ=document.organ,
            date=document.date.isoformat(),
            titles=dict(document.titles),
            languages=list(document.languages),
            paragraphs=len(document.paragraphs),
            session=document.session,
            agenda_item=document.agenda_item,
            sponsors=list(document.sponsors),
            relations=[
                RelationRecord(kind=r.kind, target=str(r.target), source=r.source)
                for r in document.relations
            ],
            url=document.symbol.link("en"),
        )


class DocumentList(BaseModel):
    """Documents, `total` of them in all pages together."""

    documents: list[DocumentRecord]
    total: int


class ParagraphList(BaseModel):
    """Paragraphs of a document, in order; `total` of them in all pages together."""

    paragraphs: list[ParagraphRecord]
    total: int


class CollectionRecord(BaseModel):
    """A collection; it is `served` if a request that names none asks it."""

    name: str
    served: bool


class CollectionList(BaseModel):
    """The collections that can be asked."""

    collections: list[CollectionRecord]


class Health(BaseModel):
    """Whether the server lives."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """Whether the server takes questions, and from what it answers."""

    status: Literal["ready", "stopping"]
    version: str
    index: str = Field(examples=["sha256:…"])
    documents: int
    paragraphs: int
    model: str | None
