"""What a tasking table is: plain data, ready for JSON. Every cell is a verified quote or empty."""

from __future__ import annotations

from assistant.answer import Searched
from assistant.cited import CitedDocument
from assistant.drafting.verbs import Force
from assistant.record import Record
from index.locator import Kind


class Cell(Record):
    """Words of a document: `text` is `[start, end)` of the paragraph at `locator` in the task's language.

    An item has its verb and addressee from the paragraph that lists it: their locators differ.
    """

    text: str
    locator: str
    start: int
    end: int


class Task(Record):
    """A row: one verb, of one paragraph, and what belongs to it.

    `verb` are the words as they stand ("Strongly encourages"), `drafting_verb` its name in the table of
    verbs ("encourages") and `force` what it does; both empty where the verb is in no table. `asked_by` is
    quoted only where the text has it (the organ of the document is `document.organ`). `addressee` is who is
    asked, or shall act as is decided; `actor` who acts in what is welcomed or noted, and is asked nothing;
    `action` what is to be done, was done, or is noted;
    `counterpart` to or with whom; `condition` under which ("with their concurrence", "within existing
    resources", "in accordance with its mandate"); `deadline` by or from when, how long, or how often;
    `reporting_to` whom a report is to be made to, where one is. `kind` is preambular, operative, body or
    item.
    """

    document: CitedDocument
    locator: str
    pinpoint: str
    kind: Kind
    drafting_verb: str | None
    force: Force | None
    verb: Cell | None = None
    asked_by: Cell | None = None
    addressee: Cell | None = None
    actor: Cell | None = None
    action: Cell | None = None
    counterpart: Cell | None = None
    condition: Cell | None = None
    deadline: Cell | None = None
    reporting_to: Cell | None = None


CELLS = (
    "verb",
    "asked_by",
    "addressee",
    "actor",
    "action",
    "counterpart",
    "condition",
    "deadline",
    "reporting_to",
)
"""The names of the cells, in the order in which tables have them."""


class TaskTable(Record):
    """The tasks of the documents that were asked, oldest first, in the order of their paragraphs."""

    tasks: tuple[Task, ...]
    searched: Searched
