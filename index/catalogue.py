"""The catalogue: which files make a document, and the facts that their text does not state."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from index import usage
from index.document import Document, DocumentKind, Paragraph, Relation
from index.editions import merge, status_of
from index.errors import CatalogueError, ReadError
from index.readers.model import ReadVersion
from index.readers.un_text import read_un_text
from index.relations.stated import relations_of
from index.symbol import Symbol
from index.words import Language

DOCUMENTS = Path(__file__).parent / "documents"
"""The folder of the documents that ship with the package."""

CATALOGUE = "catalogue.toml"
"""The name of the file, in the folder of the documents, that states facts about them."""


def read_documents(folder: Path = DOCUMENTS) -> list[Document]:
    """The documents of a folder, as its `catalogue.toml` lists them.

    Raises `CatalogueError` where the catalogue is missing, malformed, or names a missing file, and
    `ReadError` where a file cannot be read as text.
    """
    catalogue = _load(folder)
    return [_read(Symbol(symbol), entry, folder) for symbol, entry in catalogue.items()]


def read_facts(folder: Path) -> dict[str, ReadVersion]:
    """What the catalogue of `folder` states of each file that it names, without any text.

    Raises `CatalogueError` as `read_documents` does.
    """
    found: dict[str, ReadVersion] = {}
    for symbol, entry in _load(folder).items():
        facts = ReadVersion(
            source=CATALOGUE,
            language="en",
            paragraphs={},
            symbol=Symbol(symbol),
            kind=_kind(symbol, entry),
            organ=entry["organ"],
            date=_date(symbol, entry),
            title=entry.get("titles", {}).get("en"),
            session=entry.get("session"),
            facts=_facts(entry),
            relations=_stated(entry),
        )
        found |= dict.fromkeys(entry["files"], facts)
    return found


def source_files(folder: Path = DOCUMENTS) -> list[Path]:
    """Every file that `read_documents` reads, the catalogue first."""
    names = (name for entry in _load(folder).values() for name in entry["files"])
    return [folder / CATALOGUE, *(folder / name for name in names)]


def _load(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / CATALOGUE
    try:
        catalogue = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CatalogueError(f"{folder} has no catalogue.toml") from error
    except OSError as error:
        raise CatalogueError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path} is not valid TOML: {error}") from error
    for symbol, entry in catalogue.items():
        if not isinstance(entry, dict):
            raise CatalogueError(f"{path}: {symbol} is not a table of facts about a document")
        missing = {"files", "kind", "organ", "date"} - set(entry)
        if missing:
            raise CatalogueError(f"{path}: {symbol} lacks {', '.join(sorted(missing))}")
    return catalogue


def _read(symbol: Symbol, entry: Mapping[str, Any], folder: Path) -> Document:
    versions = [v for name in entry["files"] for v in _read_file(folder / name)]
    _check_once(symbol, versions)
    paragraphs = merge(symbol, versions)
    titles: dict[Language, str] = dict(entry.get("titles", {}))
    for paragraph in paragraphs:
        if paragraph.locator == "title":
            titles |= {language: v.text for language, v in paragraph.versions.items()}
    kind, date = _kind(symbol, entry), _date(symbol, entry)
    agenda = usage.AGENDA_NUMBER.match(_text(paragraphs, "agenda"))
    document = Document(
        symbol=symbol,
        kind=kind,
        status=status_of(kind),
        organ=entry["organ"],
        date=date,
        titles=titles,
        paragraphs=paragraphs,
        session=entry.get("session") or (agenda["session"].strip() if agenda else None),
        agenda_item=agenda["item"] if agenda else None,
        sponsors=_sponsors(_text(paragraphs, "sponsors")),
        facts=_facts(entry),
        relations=_stated(entry),
    )
    return replace(document, relations=(*document.relations, *relations_of(document)))


def _kind(symbol: str, entry: Mapping[str, Any]) -> DocumentKind:
    try:
        return DocumentKind(entry["kind"])
    except ValueError:
        kinds = ", ".join(DocumentKind)
        raise CatalogueError(f"{symbol}: {entry['kind']!r} is not one of {kinds}") from None


def _date(symbol: str, entry: Mapping[str, Any]) -> dt.date:
    date = entry["date"]
    # A datetime is a date to isinstance.
    if type(date) is not dt.date:
        raise CatalogueError(f"{symbol}: {date!r} is not a date; write it as 2017-11-17")
    return date


def _facts(entry: Mapping[str, Any]) -> dict[str, str]:
    sources = {f"source of {name}": text for name, text in entry.get("source", {}).items()}
    return {**entry.get("facts", {}), **sources}


def _read_file(path: Path) -> list[ReadVersion]:
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise CatalogueError(
            f"{path.parent}/catalogue.toml names {path.name}, not found"
        ) from error
    except OSError as error:
        raise ReadError(f"{path.name} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path.name} is not UTF-8 text") from error
    return read_un_text(text, path.name)


def _check_once(symbol: Symbol, versions: Iterable[ReadVersion]) -> None:
    seen: set[tuple[str, str]] = set()
    for version in versions:
        for locator in version.paragraphs:
            if (version.language, locator) in seen:
                raise CatalogueError(
                    f"{symbol} has {locator} twice in {version.language!r}: "
                    "two of its files are the same language version"
                )
            seen.add((version.language, locator))


def _text(paragraphs: Iterable[Paragraph], locator: str) -> str:
    found = (p.version("en").text for p in paragraphs if p.locator == locator)
    return next(found, "")


def _sponsors(line: str) -> tuple[str, ...]:
    names = usage.DRAFT.sub("", line)
    return tuple(name.strip() for name in re.split(r",| and ", names) if name.strip())


def _stated(entry: Mapping[str, Any]) -> tuple[Relation, ...]:
    return tuple(Relation(r["kind"], r["target"], r["source"]) for r in entry.get("relations", []))
