"""The gold: which paragraphs are one, and which verbs and addressees paragraphs have (`gold/README.md`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from eval.instruments.errors import GoldError
from index.document import Document
from index.words import Language

GOLD = Path(__file__).parent / "gold"
"""The folder of the gold that ships with the package."""

SPLITS: dict[str, tuple[str, ...]] = {
    "development": ("development", "development-cells"),
    "test": ("test", "test-languages", "test-cells"),
    "all": ("development", "development-cells", "test", "test-languages", "test-cells"),
}
"""The parts of the gold, each with the ends of the names of its files."""

Group = tuple[tuple[str, ...], tuple[str, ...]]
"""Paragraphs that are one: their locators in the earlier document, and in the later one."""

_DIGITS = 16


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PairGold(_Entry):
    """Two documents, paragraph by paragraph: each locator stands in one group, or in `gone` or `new`.

    `doubtful` are groups that a second reader may not have made, or may have made.
    """

    earlier: str
    later: str
    language: Language
    pairs: tuple[Group, ...]
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    doubtful: tuple[Group, ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """What the pair is called in tables; the language is told where it is not English."""
        end = "" if self.language == "en" else f" ({self.language})"
        return f"{self.earlier} → {self.later}{end}"

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The locators of the earlier document, and of the later one."""
        paired = [tuple(x for group in self.pairs for x in group[side]) for side in (0, 1)]
        return paired[0] + self.gone, paired[1] + self.new

    @model_validator(mode="after")
    def _once(self) -> PairGold:
        for side in self.sides:
            if len(set(side)) < len(side):
                twice = next(locator for locator in side if side.count(locator) > 1)
                raise ValueError(f"{self.name}: {twice} stands in two places")
        if not all(before and after for before, after in self.pairs):
            raise ValueError(f"{self.name}: a group has an empty side")
        return self


class Span(NamedTuple):
    """`[start, end)` of the paragraph at `locator`."""

    locator: str
    start: int
    end: int


COLUMNS = ("condition", "deadline", "counterpart", "reporting_to")
"""The cells beside verb, addressee and actor that gold may have."""

Column = Literal["condition", "deadline", "counterpart", "reporting_to"]


class CellGold(_Entry):
    """What a cell may hold: `any` one of these, the best first; `optional` may be given or left out."""

    any: tuple[Span, ...] = ()
    optional: tuple[Span, ...] = ()


class TaskGold(_Entry):
    """A verb of a paragraph, and who is addressed by it (see `gold/README.md` for the rules).

    `cells` are its other cells, where its document has `columns`; one that is not there is empty.
    """

    locator: str
    verb: Span
    addressee: Span | None = None
    actor: Span | None = None
    loose_verb: tuple[Span, ...] = ()
    loose: tuple[Span, ...] = ()
    doubtful: bool = False
    cells: dict[Column, CellGold] = {}

    def cell(self, name: str) -> CellGold:
        """What the cell `name` may hold."""
        return next((cell for own, cell in self.cells.items() if own == name), CellGold())

    @property
    def spans(self) -> tuple[Span, ...]:
        """All of its spans."""
        one = (self.verb, self.addressee, self.actor)
        cells = (span for cell in self.cells.values() for span in (*cell.any, *cell.optional))
        return (*(span for span in one if span), *self.loose_verb, *self.loose, *cells)


class TasksGold(_Entry):
    """The operative verbs of a document in a language; `without` are its paragraphs that have none.

    With `columns` its rows were read for their other cells as well.
    """

    symbol: str
    language: Language
    stratum: str
    text: str
    rows: tuple[TaskGold, ...]
    without: tuple[str, ...] = ()
    columns: bool = False


_Gold = TypeVar("_Gold")


def read_pairs(split: str, folder: Path = GOLD) -> list[PairGold]:
    """The pairs of `development`, `test` or `all`; raises `GoldError`."""
    return _read("pairs", split, folder, TypeAdapter(list[PairGold]))


def read_tasks(split: str, folder: Path = GOLD) -> list[TasksGold]:
    """The tasks of `development`, `test` or `all`; raises `GoldError`."""
    return _read("tasks", split, folder, TypeAdapter(list[TasksGold]))


def wanted(pairs: Iterable[PairGold], tasks: Iterable[TasksGold]) -> dict[str, set[Language]]:
    """The documents that the gold is of, with the languages that are measured."""
    found: dict[str, set[Language]] = {}
    for pair in pairs:
        for symbol in (pair.earlier, pair.later):
            found.setdefault(symbol, set()).add(pair.language)
    for document in tasks:
        found.setdefault(document.symbol, set()).add(document.language)
    return found


def hash_texts(document: Document, gold: TasksGold) -> str:
    """The beginning of the SHA-256 of the paragraphs that the spans of `gold` are of.

    Of `LOCATOR LF TEXT LF` of each, in the order of their locators as strings, in UTF-8. Raises
    `UnknownParagraph` where one is not there, and `GoldError` where it is not there in the language.
    """
    digest = sha256()
    for locator in sorted({span.locator for row in gold.rows for span in row.spans}):
        version = document.paragraph(locator).versions.get(gold.language)
        if version is None:
            raise GoldError(f"{gold.symbol}#{locator} is not held in {gold.language}")
        digest.update(f"{locator}\n{version.text}\n".encode())
    return digest.hexdigest()[:_DIGITS]


def _read(name: str, split: str, folder: Path, kind: TypeAdapter[list[_Gold]]) -> list[_Gold]:
    found: list[_Gold] = []
    for end in SPLITS[split]:
        path = folder / f"{name}-{end}.json"
        if end not in SPLITS and not path.exists():
            continue
        try:
            found += kind.validate_python(json.loads(path.read_text(encoding="utf-8")))
        except ValidationError as error:
            reason = error.errors()[0]
            where = ".".join(map(str, reason["loc"]))
            raise GoldError(f"{path} cannot be used: {where}: {reason['msg']}") from error
        except (OSError, ValueError) as error:
            raise GoldError(f"{path} cannot be used: {error}") from error
    return found
