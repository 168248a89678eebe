"""Which documents a tool is asked about: the arguments that choose them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from index.document import DocumentKind, Status
from index.words import Language

MOST_VALUES = 100

InCollection = Annotated[
    str | None,
    Field(description="The collection to ask, as `list_documents` names them; else the usual one."),
]
Bodies = Annotated[
    list[str] | None,
    Field(
        description="Only documents of these organs, by name ('Security Council', in any official "
        "language) or by the letters that their symbols begin with (A, S, E/CN.4).",
        max_length=MOST_VALUES,
    ),
]
Kinds = Annotated[
    list[DocumentKind] | None,
    Field(description="Only documents of these kinds.", max_length=MOST_VALUES),
]
Years = Annotated[
    list[int] | None,
    Field(description="Only documents dated in these years.", max_length=MOST_VALUES),
]
InLanguages = Annotated[
    list[Language] | None,
    Field(
        description="Only documents that have a version in one of these languages.",
        max_length=MOST_VALUES,
    ),
]
Statuses = Annotated[
    list[Status] | None,
    Field(description="Only documents of this standing.", max_length=MOST_VALUES),
]
Reader = Annotated[
    Language | None,
    Field(description="en, fr, ru, es, ar or zh; found from the words where it is left out."),
]
Only = Annotated[
    list[str] | None,
    Field(description="Symbols of the only documents to search, such as A/RES/72/7; else all."),
]
