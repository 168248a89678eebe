"""Bodies, treaties and set terms with their names and short forms in the six languages.

`acronyms.tsv` has a row for each. The names are those that resolutions of the General Assembly print, or
else the official names; the short forms are those in common use. An empty cell: none, or not known surely.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from index.words import LANGUAGES, Language

_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Name:
    """A name in each language that it is known in, and its short forms, the most usual first."""

    names: dict[Language, str]
    short_forms: dict[Language, tuple[str, ...]]


@lru_cache(maxsize=1)
def known_names() -> tuple[Name, ...]:
    """Every row of the table, in its order."""
    table = files("index").joinpath("acronyms.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        Name(
            {code: row[code] for code in LANGUAGES if row[code]},
            {code: tuple(filter(None, row[f"{code}_short"].split(_BETWEEN))) for code in LANGUAGES},
        )
        for row in rows
    )
