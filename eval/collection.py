"""The documents that questions were written against, and whether those that are held are the same.

`collection.toml` beside a question file says which language versions of which documents its author
had. What has gone missing since then is a fault of the index, and is named as such; without the file
the documents that are held are taken as they are.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from eval.errors import QuestionFileError
from eval.record import LANGUAGE_NAMES, Record
from index.document import Document, Paragraph, apply_repairs
from index.vectors import rows_of
from index.words import Language

NAME = "collection.toml"


class Expected(BaseModel):
    """What was held of a document: its languages, and how many paragraphs.

    `lacking` names the paragraphs that are not in every one of its languages.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: tuple[Language, ...]
    paragraphs: int
    lacking: dict[Language, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Collection:
    """The documents held, and what the questions expect of them (empty where nothing is stated).

    `folder` has the files that the documents were read from.
    """

    documents: Sequence[Document]
    expected: Mapping[str, Expected]
    folder: Path

    def paragraphs(self) -> dict[str, Paragraph]:
        """Every paragraph held, by address."""
        return self._held

    @cached_property
    def _held(self) -> dict[str, Paragraph]:
        # Asked for with every quote that is checked.
        return {p.address: p for document in self.documents for p in document.paragraphs}

    def quoted_in(self, address: str, reader: Language) -> Language | None:
        """The language that the paragraph is to be quoted in for a `reader`; None where unknown.

        The reader's, where there is such a version; else English, else the first.
        """
        symbol, _, locator = address.partition("#")
        expected = self.expected.get(symbol)
        if expected:
            lacking = expected.lacking
            languages = [x for x in expected.languages if locator not in lacking.get(x, ())]
        else:
            paragraph = self.paragraphs().get(address)
            languages = list(paragraph.versions) if paragraph else []
        for language in (reader, "en", *languages):
            if language in languages:
                return language
        return None

    def problems(self) -> list[str]:
        """What is missing of the expected documents, and what is stored otherwise than it was read."""
        return [*self._missing(), *_changed(self.documents, self.folder)]

    def _missing(self) -> list[str]:
        held = {str(document.symbol): document for document in self.documents}
        found: list[str] = []
        for symbol, expected in self.expected.items():
            document = held.get(symbol)
            if document is None:
                found.append(f"{symbol} is missing")
                continue
            lost = [name for name in expected.languages if name not in document.languages]
            found += [f"{symbol} has no {LANGUAGE_NAMES[name]} version" for name in lost]
            if len(document.paragraphs) != expected.paragraphs:
                found.append(
                    f"{symbol} has {len(document.paragraphs)} paragraphs, expected {expected.paragraphs}"
                )
        return found

    def faults(self, records: Iterable[Record]) -> list[str]:
        """What `records` name that is not held: gold paragraphs, and required words in them."""
        held = self.paragraphs()
        return [fault for record in records for fault in _faults(record, held)]


def read_expected(path: Path) -> dict[str, Expected]:
    """What `collection.toml` beside the question file `path` states; nothing where there is none.

    Raises `QuestionFileError`.
    """
    beside = path.parent / NAME
    if not beside.is_file():
        return {}
    try:
        stated = tomllib.loads(beside.read_text(encoding="utf-8"))
        return TypeAdapter(dict[str, Expected]).validate_python(stated)
    except ValidationError as error:
        reason = error.errors()[0]
        where = ".".join(map(str, reason["loc"]))
        raise QuestionFileError(f"{beside} cannot be used: {where}: {reason['msg']}") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise QuestionFileError(f"{beside} cannot be used: {error}") from error


def says(text: str, words: str) -> bool:
    """Whether `words` stand in `text` as whole words, case aside.

    Chinese has no spaces between words and Arabic writes prefixes with them: there they may stand
    anywhere.
    """
    text, words = (unicodedata.normalize("NFC", t).casefold() for t in (text, words))
    if re.search(r"[\u0600-\u06ff\u3400-\u9fff]", words):
        return words in text
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _faults(record: Record, held: Mapping[str, Paragraph]) -> list[str]:
    unknown = sorted(address for address in record.allowed if address not in held)
    if unknown:
        return [f"{record.id}: no paragraph {address} is held" for address in unknown]
    return [
        f"{record.id}: no group of gold paragraphs has {' or '.join(map(repr, words))}"
        for words in record.required
        if not any(_stand(words, group, record.language, held) for group in record.gold)
    ]


def _stand(
    words: Sequence[str], group: Sequence[str], reader: Language, held: Mapping[str, Paragraph]
) -> bool:
    """Whether one of `words` stands in every paragraph of `group`, as a `reader` is shown it."""
    texts = [held[address].version(reader).text for address in group]
    return all(any(says(text, word) for word in words) for text in texts)


def _changed(documents: Iterable[Document], folder: Path) -> list[str]:
    """The versions whose stored text is not what their file, once repaired, says."""
    rows = rows_of(list(documents))
    files = {row.version.source for row in rows}
    texts = {name: _source(folder / name) for name in sorted(files)}
    found: list[str] = []
    for row in rows:
        version, source = row.version, texts[row.version.source]
        if source is None:
            found.append(f"{version.source}, the file of {row.key}, cannot be read")
        elif apply_repairs(source, version.start, version.end, version.repairs) != version.text:
            found.append(f"{row.key} is not stored as its file has it")
    return found


def _source(path: Path) -> str | None:
    try:
        return unicodedata.normalize("NFC", path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
