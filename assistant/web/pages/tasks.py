"""`/tasks`: who is asked by whom to do what, to be filtered, and taken along as a file."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from assistant.drafting.verbs import Force
from assistant.web.pages.citing import ShownDocument, show_document
from assistant.web.pages.links import Links
from assistant.web.pages.query import read_number, read_word
from assistant.web.pages.routing import get_page
from assistant.web.pages.symbols import symbols_of
from assistant.web.pages.wording import fill
from assistant.web.pages.wrong import Wrong, attempt
from index.locator import Kind, Locator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI

    from assistant.api import Assistant
    from assistant.tasking.model import Task, TaskTable
    from assistant.web.parts import Parts
    from index.words import Language

PAGE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose to see; empty for all."""

    document: str = ""
    names: str = ""
    force: str = ""
    kind: str = ""
    find: str = ""
    preamble: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """The choice that a query makes."""
        return cls(*(read_word(query, field.name) for field in fields(cls)))

    def chosen(self, tasks: Sequence[Task]) -> list[Task]:
        """Those of the `tasks` that have the force and kind, and the words in a cell."""
        words = self.find.casefold().split()
        return [task for task in tasks if self._passes(task) and _has(task, words)]

    def _passes(self, task: Task) -> bool:
        return self.force in ("", task.force) and self.kind in ("", task.kind)


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the page shows it: its place in words, where it leads, its document."""

    task: Task
    place: str
    link: str
    document: ShownDocument


def add_routes(app: FastAPI, parts: Parts) -> None:
    """Add the page of tasks; its address says what is shown."""
    _add_file(app, parts)

    @get_page(app, "/tasks")
    async def tasks(request: Request) -> HTMLResponse:
        from assistant.tasking.model import CELLS
        from assistant.tasking.outputs import headings, load_labels
        from assistant.web.tables import FORMATS

        lang = parts.site.language_of(request)
        asked = parts.site.collections.asked(request)
        choice, links = Choice.of(request.query_params), Links.of(request, lang, asked)
        assistant = parts.service.assistant
        held = symbols_of(assistant.documents(collection=asked), lang)
        found: TaskTable | None = None
        wrong: Wrong | None = None
        # Of a large collection a document is chosen first: all of its tasks are no page.
        if held or choice.document:
            found, wrong = await attempt(
                parts.service, lambda: _tasks(assistant, choice, lang, asked), lang, {}
            )
        chosen = choice.chosen(found.tasks) if found else []
        number = max(read_number(request.query_params.get("page")) or 1, 1)
        shown = chosen[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]
        return parts.site.page(
            request,
            "tasks.html",
            status=wrong.status if wrong else 200,
            choice=choice,
            given={field.name: getattr(choice, field.name) for field in fields(choice)},
            total=len(chosen),
            rows=[_row(task, links) for task in shown],
            number=number,
            pages=-(-len(chosen) // PAGE_LENGTH),
            wrong=wrong,
            symbols=held,
            labels=load_labels(lang),
            forces=list(Force),
            kinds=[Kind.OPERATIVE, Kind.PREAMBULAR, Kind.BODY, Kind.ITEM],
            # A column that has nothing takes the room of those that have.
            cells=[name for name in CELLS if any(getattr(task, name) for task in shown)],
            headings=headings(lang),
            formats=list(FORMATS),
            links=links,
            fill=fill,
        )


def _add_file(app: FastAPI, parts: Parts) -> None:
    """Add the same tasks as a file: `/tasks/file?format=csv`."""

    @get_page(app, "/tasks/file")
    async def file(request: Request) -> Response:
        from assistant.tasking.model import TaskTable
        from assistant.web.tables import FORMATS, table_response

        query = request.query_params
        lang, asked = parts.site.language_of(request), parts.site.collections.asked(request)
        choice, form = Choice.of(query), read_word(query, "format")
        if form not in FORMATS:
            return Response("no such format", status_code=404, media_type="text/plain")

        def make() -> Response:
            found = _tasks(parts.service.assistant, choice, lang, asked)
            chosen = TaskTable(tasks=tuple(choice.chosen(found.tasks)), searched=found.searched)
            return table_response(chosen, FORMATS[form], lang)

        return await parts.service.run(make)


def _tasks(
    assistant: Assistant, choice: Choice, lang: Language, collection: str | None
) -> TaskTable:
    return assistant.tasks(
        documents=[choice.document] if choice.document else (),
        body=choice.names or None,
        preamble=bool(choice.preamble),
        reader=lang,
        collection=collection,
    )


def _row(task: Task, links: Links) -> Row:
    place = Locator(task.locator).pinpoint(links.lang)
    link = links.document(task.document.symbol, task.locator, paragraph=task.locator)
    return Row(task, place, link, show_document(task.document, links))


def _has(task: Task, words: Sequence[str]) -> bool:
    """Whether each of `words` stands in some cell of the task, or in its symbol."""
    from assistant.tasking.model import CELLS

    if not words:
        return True
    cells = (cell.text for name in CELLS if (cell := getattr(task, name)))
    text = " ".join([task.document.symbol, *cells]).casefold()
    return all(word in text for word in words)
