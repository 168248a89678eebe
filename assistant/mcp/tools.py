"""The tools that ask and read, as functions of their arguments.

Their docstrings are what a language model is told of them. They stand here, with the arguments that
they speak of, and not in `prompts/`: the prompts there are messages that are filled in and sent to a
model of the operator's choice, while these are a part of the tools' signatures.
"""

from __future__ import annotations

from typing import Annotated

from mcp.types import CallToolResult
from pydantic import Field

from assistant.answer import Answer
from assistant.api import Assistant
from assistant.mcp.calling import Threads, result_of
from assistant.mcp.choice import (
    Bodies,
    InCollection,
    InLanguages,
    Kinds,
    Only,
    Reader,
    Statuses,
    Years,
)
from assistant.mcp.paragraph import describe_paragraph
from assistant.mcp.results import (
    FoundParagraphs,
    ListedDocuments,
    WholeParagraph,
    found_paragraph,
    listed_document,
)
from assistant.mcp.text import check_text, found_text, list_text, paragraph_text
from assistant.quotation.model import QuoteCheck
from assistant.render.text import to_text
from index.filter import filter_of
from index.words import Language

MOST_PARAGRAPHS = 20
MOST_DOCUMENTS = 200
MOST_QUESTIONS_BEFORE = 10


class Tools:
    """The tools of an assistant. What takes time runs in threads; the errors are the assistant's."""

    def __init__(self, assistant: Assistant, threads: Threads) -> None:
        self._assistant, self._threads = assistant, threads

    async def ask(
        self,
        question: Annotated[
            str, Field(description="One question, in any of the six official languages.")
        ],
        language: Reader = None,
        documents: Only = None,
        history: Annotated[
            list[str] | None,
            Field(
                description="The earlier questions of the conversation, oldest first, so that a "
                "follow-up such as 'And the second one?' is understood.",
                max_length=MOST_QUESTIONS_BEFORE,
            ),
        ] = None,
        collection: InCollection = None,
        bodies: Bodies = None,
        kinds: Kinds = None,
        years: Years = None,
        in_languages: InLanguages = None,
        statuses: Statuses = None,
    ) -> Annotated[CallToolResult, Answer]:
        """Answer a question from the held United Nations documents, with verbatim, cited quotes.

        Use it first for any question about what the documents say: functions, mandates, dates, who
        decided or requested what. A question may name a place ("operative paragraph 2 of 72/7").

        Returns the answer's text and its citations. Each citation's `quote` is read letter for letter
        from the official text, with `symbol`, `pinpoint`, `status` and `url`. Status `not_found` means
        that the documents do not answer: say so, do not answer from memory; `closest` are passages
        that came near and do not answer.

        Put between quotation marks only words that stand in a `quote` returned, unchanged, and give
        the symbol and pinpoint with them. A document whose status is `draft` is not an adopted
        resolution. Your own translation of a quote is not a quote.
        """
        where = filter_of(bodies, kinds, years, in_languages, statuses)

        def answer() -> Answer:
            answers: list[Answer] = []
            for asked in (*(history or ()), question):
                answers.append(
                    self._assistant.ask(
                        asked,
                        history=answers,
                        language=language,
                        documents=documents or (),
                        where=where,
                        collection=collection,
                    )
                )
            return answers[-1]

        found = await self._threads.run(answer)
        return result_of(found, to_text(found))

    async def search(
        self,
        query: Annotated[str, Field(description="A question or key words.")],
        language: Reader = None,
        limit: Annotated[
            int, Field(description="How many paragraphs at most.", ge=1, le=MOST_PARAGRAPHS)
        ] = 8,
        documents: Only = None,
        collection: InCollection = None,
        bodies: Bodies = None,
        kinds: Kinds = None,
        years: Years = None,
        in_languages: InLanguages = None,
        statuses: Statuses = None,
    ) -> Annotated[CallToolResult, FoundParagraphs]:
        """Find the paragraphs of the held United Nations documents that are nearest to a query.

        Use it to read around a topic, or to compare documents; to have a question answered use `ask`.

        Returns whole paragraphs with `symbol`, `locator`, `text` and `link`, in `language` where they
        are held in it. `answers` is true of those that answer the query; the others came near and do
        not. Give `symbol` and `locator` to `get_paragraph` to read on.

        Put between quotation marks only words that stand in a `text` returned, unchanged, and give
        the symbol and pinpoint with them.
        """
        where = filter_of(bodies, kinds, years, in_languages, statuses)

        def find() -> FoundParagraphs:
            asked = self._assistant.within(collection)
            near = asked.retrieve(query, language=language, documents=documents or (), where=where)[
                :limit
            ]
            return FoundParagraphs(
                query=query, paragraphs=tuple(found_paragraph(c, answers) for c, answers in near)
            )

        found = await self._threads.run(find)
        return result_of(found, found_text(found))

    async def get_paragraph(
        self,
        symbol: Annotated[str, Field(description="The document's symbol, such as A/RES/72/7.")],
        locator: Annotated[
            str,
            Field(
                description="The place: pp3 (third preambular paragraph), op1, op1.a (operative), "
                "p3, p3.b2 (third paragraph of a letter, its second bullet), n12 (paragraph 12 of a "
                "report), annex1.n3, h2 (second heading), fn1, title."
            ),
        ],
        language: Annotated[
            Language | None,
            Field(description="en, fr, ru, es, ar or zh; every version held where it is left out."),
        ] = None,
        collection: InCollection = None,
    ) -> Annotated[CallToolResult, WholeParagraph]:
        """Read one paragraph of a held United Nations document, whole, by its symbol and place.

        Use it to check the wording and the context of what `ask` or `search` found, to compare the
        language versions, or to read a document on, from `previous` to `next`.

        Returns the text of the versions, the sub-paragraphs (`items`), the locators of the neighbours,
        and the document's title, date and status (letter, draft, adopted, issued). A text whose `exact`
        is false was not read surely from its file: do not quote it.

        Put between quotation marks only words that stand in a `text` returned, unchanged, and give
        the symbol and pinpoint with them.
        """

        def describe() -> WholeParagraph:
            document = self._assistant.document(symbol, collection=collection)
            return describe_paragraph(document, locator, language)

        found = await self._threads.run(describe)
        return result_of(found, paragraph_text(found))

    async def verify_quote(
        self,
        text: Annotated[
            str,
            Field(
                description="The words, with or without quotation marks; several paragraphs may be."
            ),
        ],
        documents: Only = None,
        collection: InCollection = None,
    ) -> Annotated[CallToolResult, QuoteCheck]:
        """Check whether words stand in the held United Nations documents letter for letter.

        Use it before you give a quotation that you did not just read from a tool's result, and for any
        quotation that a person brings.

        Returns `exact` with every place; `nearly` with the places that have most of the words, where
        `differences` tells word for word what the document has (`missing`) and has not (`added`); or
        `absent`. Only typography may differ in an exact quote: quotation marks, dashes, spaces, line
        breaks. An ellipsis makes a quote `nearly`: what it leaves out is shown.

        If the result is not `exact`, do not present the words as a quotation: quote what `citation`
        has instead, between quotation marks and unchanged, or say that they are not in the documents.
        """

        def check() -> QuoteCheck:
            asked = self._assistant.within(collection)
            return asked.check_quote(text, documents=documents or ())

        found = await self._threads.run(check)
        return result_of(found, check_text(found))

    async def list_documents(
        self,
        collection: InCollection = None,
        bodies: Bodies = None,
        kinds: Kinds = None,
        years: Years = None,
        in_languages: InLanguages = None,
        statuses: Statuses = None,
        limit: Annotated[
            int, Field(description="How many documents at most.", ge=1, le=MOST_DOCUMENTS)
        ] = 50,
        offset: Annotated[int, Field(description="How many of the newest to pass over.", ge=0)] = 0,
    ) -> Annotated[CallToolResult, ListedDocuments]:
        """List the United Nations documents that are held, the newest first, and the collections.

        Use it to learn what can be asked, and which symbols, organs and years there are. There may be
        thousands: choose by organ, kind, year, language or status, and read on with `offset`.

        Returns `symbol`, `kind`, `status`, `organ`, `date`, `title`, `languages` and the number of
        paragraphs of each, `total` for all that were chosen, and the names of the collections.

        A title names a document; put between quotation marks only words that another tool returned.
        """
        where = filter_of(bodies, kinds, years, in_languages, statuses)

        def choose() -> ListedDocuments:
            held = self._assistant.documents(collection=collection)
            chosen = [d for d in held if where is None or where.matches(d)]
            chosen.sort(key=lambda d: (-d.date.toordinal(), d.symbol))
            return ListedDocuments(
                documents=tuple(map(listed_document, chosen[offset : offset + limit])),
                total=len(chosen),
                offset=offset,
                collections=tuple(self._assistant.collections()),
            )

        listed = await self._threads.run(choose)
        return result_of(listed, list_text(listed))
