"""The tools beside asking: lineage, tasks and the check of a text.

Their docstrings are what a language model is told of them, as in `assistant.mcp.tools`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from mcp.types import CallToolResult
from pydantic import Field

from assistant.answering import check_language
from assistant.checking.model import TextCheck
from assistant.lineage.model import Comparison, Lineage
from assistant.mcp.calling import Threads, result_of
from assistant.mcp.choice import (
    Bodies,
    InCollection,
    InLanguages,
    Kinds,
    Only,
    Statuses,
    Years,
)
from assistant.mcp.results import ListedTasks
from assistant.tasking.model import TaskTable
from index.filter import filter_of
from index.words import Language

if TYPE_CHECKING:
    from assistant.api import Assistant

MOST_TASKS = 200

_InLanguage = Annotated[
    Language | None,
    Field(description="The language of the versions to read; else the usual one."),
]
_Symbol = Annotated[str, Field(description="A document's symbol, such as A/RES/72/7.")]


class InstrumentTools:
    """The tools of an assistant that compare, trace, list tasks, and check texts."""

    def __init__(self, assistant: Assistant, threads: Threads) -> None:
        self._assistant, self._threads = assistant, threads

    async def compare_documents(
        self,
        first: _Symbol,
        second: _Symbol,
        language: _InLanguage = None,
        collection: InCollection = None,
    ) -> Annotated[CallToolResult, Comparison]:
        """Compare two held United Nations documents paragraph by paragraph.

        Use it for what changed between two resolutions, or a draft and a resolution.

        Returns `pairs` in the order of the later document: `unchanged`, `changed` (with `words`, the
        difference word by word: `removed` stood in the earlier text, `added` stands in the later one),
        `new` and `gone`; whether a paragraph was moved, renumbered, split or merged; and `counts`. The
        earlier document by date comes first. `similarity` is a measured likeness, and no statement.

        Put between quotation marks only words that stand in a `quote` returned, unchanged.
        """
        from assistant.lineage.layout import lay_out_comparison
        from assistant.lineage.written import to_text

        found = await self._threads.run(
            lambda: self._assistant.compare(first, second, language=language, collection=collection)
        )
        return result_of(
            found, to_text(lay_out_comparison(found, check_language(language or "en")))
        )

    async def trace_paragraph(
        self,
        paragraph: Annotated[
            str,
            Field(
                description="A place (S/2007/279#p3.b1: symbol, #, locator), or words of a paragraph."
            ),
        ],
        language: _InLanguage = None,
        collection: InCollection = None,
    ) -> Annotated[CallToolResult, Lineage]:
        """Follow a paragraph of a held United Nations document through all documents that carry it.

        Use it for where a mandate or function first stood, whether it is still repeated, and how its words
        changed.

        Returns `steps` by date, each with its quote, its likeness to the step before, and the difference
        word by word; `not_repeated` names the documents on the same matter that were searched and do not
        carry it. That a function is not repeated does not say that it has ended.

        Put between quotation marks only words that stand in a `quote` returned, unchanged.
        """
        from assistant.lineage.layout import lay_out_lineage
        from assistant.lineage.written import to_text

        found = await self._threads.run(
            lambda: self._assistant.trace(paragraph, language=language, collection=collection)
        )
        return result_of(found, to_text(lay_out_lineage(found, check_language(language or "en"))))

    async def list_tasks(
        self,
        documents: Only = None,
        body: Annotated[
            str | None,
            Field(
                description="Only tasks that name this body, such as Centre or Secretary-General."
            ),
        ] = None,
        preamble: Annotated[bool, Field(description="The preambular paragraphs too.")] = False,
        language: _InLanguage = None,
        collection: InCollection = None,
        bodies: Bodies = None,
        kinds: Kinds = None,
        years: Years = None,
        in_languages: InLanguages = None,
        statuses: Statuses = None,
        limit: Annotated[
            int, Field(description="How many tasks at most.", ge=1, le=MOST_TASKS)
        ] = 50,
        offset: Annotated[int, Field(description="How many tasks to pass over.", ge=0)] = 0,
    ) -> Annotated[CallToolResult, ListedTasks]:
        """List who is asked by whom to do what in the held United Nations documents.

        Use it for the tasks of a body, and for requests, deadlines and reports that a resolution makes.

        Returns a row for each verb of each operative paragraph: `drafting_verb` and its `force` (decides,
        requests, encourages, welcomes, deplores, affirms, notes), and the cells `addressee` (who is asked),
        `actor` (whose deed is welcomed or noted), `action`, `counterpart`, `condition`, `deadline` and
        `reporting_to`, each a verbatim quote with its place, or empty. A row of a document whose status is
        `draft` asks nobody anything yet.

        Put between quotation marks only words that stand in a cell's `text`, unchanged.
        """
        from assistant.tasking.outputs import to_text

        where = filter_of(bodies, kinds, years, in_languages, statuses)

        def choose() -> ListedTasks:
            table = self._assistant.tasks(
                documents=documents or (),
                body=body,
                where=where,
                language=language,
                preamble=preamble,
                collection=collection,
            )
            page = table.tasks[offset : offset + limit]
            return ListedTasks(
                tasks=page, total=len(table.tasks), offset=offset, searched=table.searched
            )

        found = await self._threads.run(choose)
        return result_of(found, to_text(TaskTable(tasks=found.tasks, searched=found.searched)))

    async def check_text(
        self,
        text: Annotated[
            str, Field(description="A text with quotations, such as a speech or an article.")
        ],
        documents: Only = None,
        collection: InCollection = None,
    ) -> Annotated[CallToolResult, TextCheck]:
        """Check every quotation and every cited symbol and paragraph of a text.

        Use it on a draft of your own before you give it, and on any text that a person brings.

        Returns for each passage in quotation marks `exact`, `altered` (with the differences, numbers and
        negations called out), `misattributed` (true words, wrong place) or `unknown`, with the places where
        the words stand; and for each place cited whether it is held. `passed` tells whether all is well.

        If a passage is not `exact`, do not leave it in quotation marks as it is: put
        between quotation marks only words that stand in the `quote` of a citation returned, unchanged.
        """
        from assistant.checking.reports import to_text

        found = await self._threads.run(
            lambda: self._assistant.check(text, documents=documents or (), collection=collection)
        )
        return result_of(found, to_text(found))
