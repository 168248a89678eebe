"""What is added: so many paragraphs of resolutions, as lines of JSON (see `index.readers.json_lines`).

They are taken from a file, or invented (see `eval.scale.synthetic`). Of a file whole resolutions are
drawn, the last one cut to the size, so that a small corpus is of as many years and organs as a large one.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypedDict, cast

from eval.scale.errors import CorpusError
from index.words import LANGUAGES, Language


class ParagraphLine(TypedDict):
    """A paragraph as it stands in a line."""

    kind: str
    n: str | int | None
    text: dict[str, str]


class ResolutionLine(TypedDict):
    """A resolution: a line of the file."""

    symbol: str
    date: str
    vote: str | None
    draft: list[str]
    title: dict[str, str]
    paragraphs: list[ParagraphLine]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of resolutions, and how much stands in it.

    A paragraph in six languages is one paragraph and six `texts`; titles are not counted.
    """

    path: Path
    documents: int
    paragraphs: int
    texts: int
    characters: int
    languages: tuple[Language, ...]


def read_lines(path: Path, languages: Sequence[Language] = LANGUAGES) -> list[ResolutionLine]:
    """The resolutions in `path` (JSON lines, or these in xz), with no more than `languages` of each.

    A paragraph that is in none of them is left out. Raises `CorpusError`.
    """
    found: list[ResolutionLine] = []
    try:
        with _opened(path) as file:
            for number, text in enumerate(file, 1):
                line = _restricted(_line(text, f"{path}, line {number}"), set(languages))
                if line["paragraphs"]:
                    found.append(line)
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} cannot be read: {error}") from error
    if not found:
        raise CorpusError(f"{path} has no paragraph in {', '.join(languages)}")
    return found


def draw(lines: Sequence[ResolutionLine], paragraphs: int, seed: int) -> list[ResolutionLine]:
    """Resolutions of `paragraphs` paragraphs together, or all; a smaller draw is part of a larger one."""
    order = list(range(len(lines)))
    random.Random(seed).shuffle(order)
    drawn = list(cut((lines[at] for at in order), paragraphs))
    return [line for _, line in sorted(zip(order, drawn, strict=False), key=lambda pair: pair[0])]


def cut(lines: Iterable[ResolutionLine], paragraphs: int) -> Iterator[ResolutionLine]:
    """The first resolutions of `lines`, up to `paragraphs` paragraphs; the last one is cut."""
    left = paragraphs
    for line in lines:
        if left <= 0:
            return
        yield {**line, "paragraphs": line["paragraphs"][:left]}
        left -= len(line["paragraphs"])


def write_lines(lines: Iterable[ResolutionLine], path: Path) -> Corpus:
    """Write `lines`, and count them."""
    documents = paragraphs = texts = characters = 0
    languages: set[str] = set()
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            documents += 1
            paragraphs += len(line["paragraphs"])
            for paragraph in line["paragraphs"]:
                texts += len(paragraph["text"])
                characters += sum(map(len, paragraph["text"].values()))
                languages |= paragraph["text"].keys()
    held = tuple(language for language in LANGUAGES if language in languages)
    return Corpus(path, documents, paragraphs, texts, characters, held)


def texts_in(path: Path) -> list[tuple[str, str]]:
    """Each language version of each resolution in `path` as one text, with its key (`A/RES/72/7 en`).

    Paragraphs are parted by blank lines.
    """
    found: list[tuple[str, str]] = []
    for line in read_lines(path):
        for language in LANGUAGES:
            held = [p["text"][language] for p in line["paragraphs"] if language in p["text"]]
            if held:
                found.append((f"{line['symbol']} {language}", "\n\n".join(held)))
    return found


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".xz":
        return cast(IO[str], lzma.open(path, "rt", encoding="utf-8"))
    return path.open(encoding="utf-8")


def _line(text: str, where: str) -> ResolutionLine:
    try:
        line = json.loads(text)
        paragraphs = line["paragraphs"]
        whole = isinstance(line["symbol"], str) and all(
            isinstance(p["text"], dict) for p in paragraphs
        )
    except (ValueError, TypeError, LookupError) as error:
        raise CorpusError(f"{where} is no resolution with paragraphs: {error}") from error
    if not whole:
        raise CorpusError(f"{where} is no resolution with paragraphs")
    return cast(ResolutionLine, line)


def _restricted(line: ResolutionLine, languages: set[Language]) -> ResolutionLine:
    """`line` with the texts in `languages` alone."""

    def kept(texts: dict[str, str] | None) -> dict[str, str]:
        return {k: text for k, text in (texts or {}).items() if k in languages and text}

    paragraphs = [
        ParagraphLine(kind=p["kind"], n=p["n"], text=texts)
        for p in line["paragraphs"]
        if (texts := kept(p["text"]))
    ]
    title = kept(line.get("title"))
    return {**line, "title": title, "paragraphs": paragraphs}
