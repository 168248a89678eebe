"""What is measured at one size, and all sizes together, as they are written in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel

FORMAT = 1


class Times(BaseModel):
    """Milliseconds of questions of one sort: the median, and what 95 of 100 stay under."""

    median: float
    p95: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Self:
        """Of the `seconds` that single questions took, one at least."""
        ordered = sorted(seconds)
        middle = len(ordered) // 2
        median = (ordered[middle] + ordered[~middle]) / 2
        return cls(median=median * 1000, p95=ordered[int(len(ordered) * 0.95)] * 1000)


class Sample(BaseModel):
    """A paragraph that was drawn in one of its languages, and six of its words."""

    address: str
    symbol: str
    year: int
    language: str
    text: str
    question: str


class Process(BaseModel):
    """A process: wall seconds, and peak memory in megabytes (see `eval.scale.processes.Run`)."""

    seconds: float
    rss: float
    pss: float | None = None


class Added(Process):
    """An adding: what came of it, and the megabytes on disk, all of them and by part.

    `rate` is texts a second (see `Size`), the start of the process included.
    """

    rate: float
    documents: int
    warnings: int
    refused: list[str]
    disk: float
    parts: dict[str, float]


class Asked(BaseModel):
    """Questions to an open assistant.

    `opening` is the milliseconds until it is open, `rss` its peak memory. `recall` has, for the depths
    10 and 50, the share of the rows that exact search finds which Chroma finds too; `exact` and `chroma`
    are the times of both for the 50 nearest rows. `known_item` is the share of questions whose paragraph,
    or one with the very same text, is among the first five.
    """

    questions: int
    opening: float
    rss: float = 0.0
    everything: Times
    one_document: Times
    one_year: Times
    exact: Times
    chroma: Times
    recall: dict[int, float]
    known_item: float


class PlainAdded(Process):
    """An adding by the plain recipe; `embedding` is the part of the seconds that the embedder took."""

    chunks: int
    embedding: float
    disk: float


class PlainAsked(BaseModel):
    """Questions to the plain recipe: a cold process, then an open store."""

    cold: Process
    everything: Times
    one_document: Times


class Transformer(BaseModel):
    """The plain recipe with a transformer embedder, from the rate on a sample.

    `loading` is seconds, `rate` characters a second, `seconds` what the whole corpus would take:
    as the recipe with the small embedder, with this one's time in the place of that one's; `ratio` is that
    to the seconds of `mandate add`.
    """

    paragraphs: int
    characters: int
    loading: float
    rate: float
    seconds: float
    ratio: float


class Plain(BaseModel):
    """The plain recipe on the same text and cores.

    `ratio` is its seconds of adding to those of `mandate add`: above 1 where it takes longer.
    """

    ratio: float
    added: PlainAdded
    asked: PlainAsked
    transformer: Transformer | None = None


class Size(BaseModel):
    """All that was measured with one corpus; `texts` are its paragraphs, once for each language."""

    documents: int
    paragraphs: int
    texts: int
    characters: int
    languages: list[str]
    added: Added
    cold: Process
    asked: Asked
    plain: Plain | None = None


class Machine(BaseModel):
    """What was measured on: `cores` that may be used, `memory` in gigabytes, versions of packages.

    `load` is how many processes wanted a core in the minute before: figures of a busy machine are no figures.
    """

    cpu: str
    cores: int
    memory: float
    load: float
    system: str
    python: str
    packages: dict[str, str]


class Scale(BaseModel):
    """The benchmark of scale: `source` says where the paragraphs are from."""

    format: int = FORMAT
    started: str
    machine: Machine
    source: str
    sizes: list[Size]
