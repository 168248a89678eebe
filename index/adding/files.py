"""The files that are still to be read: what is unchanged since it was added costs a hash."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.adding.stated import Stated, is_catalogue, stated_of
from index.errors import ReadError
from index.intake.members import Member, Refusal, members_of
from index.intake.sources import Source, digest
from index.store import SourceRecord


@dataclass(frozen=True, slots=True)
class Unread:
    """A document's file that is to be read, and how it is remembered: its key and hash.

    `read` is how many bytes of the user's files are behind it.
    """

    member: Member
    key: str
    digest: str
    read: int
    stated: Stated | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be read, and how it is remembered."""

    refusal: Refusal
    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Finished:
    """All of a file of the user's was looked at: when what came of it is stored, it is unchanged."""

    record: SourceRecord
    read: int


Step = Unread | Refused | Finished | SourceRecord
"""What is found of a file: something to do, or the record of what was done before."""


def steps(sources: Sequence[Source], known: Mapping[str, SourceRecord]) -> Iterator[Step]:
    """What is to be done with `sources`, in order; `known` is what was made of files before.

    For what is unchanged its record is given.
    """
    behind = 0
    held = sorted(known)
    facts = stated_of(sources)
    for source in sources:
        if is_catalogue(source):
            behind += source.size
            continue
        path = source.path.resolve()
        key, stated = str(path), facts.get(path)
        try:
            own = digest(source.path) + (f" {stated.digest}" if stated else "")
        except ReadError as error:
            yield Refused(Refusal(source.name, _without(source.name, str(error))), key, "")
            behind += source.size
            continue
        behind += source.size
        record = known.get(key)
        if record is not None and record.digest == own:
            yield record
            yield from _refused_inside(key, known, held)
            continue
        for step in _members(source, key, own, known, behind):
            yield replace(step, stated=stated) if isinstance(step, Unread) else step


def _members(
    source: Source, key: str, own: str, known: Mapping[str, SourceRecord], behind: int
) -> Iterator[Step]:
    packed = False
    start = behind - source.size
    for found in members_of(source):
        inner = found.name.removeprefix(source.name)
        packed |= bool(inner)
        if isinstance(found, Refusal):
            # What it was of the file is not known; a changed one is looked at again whole.
            yield Refused(found, key + inner, own)
            continue
        hashed = hashlib.sha256(found.content).hexdigest() if inner else own
        record = known.get(key + inner)
        if record is not None and record.digest == hashed:
            yield record
        else:
            yield Unread(found, key + inner, hashed, start + found.read)
    if packed:
        yield Finished(SourceRecord(key, own, source.name), behind)


def _refused_inside(
    key: str, known: Mapping[str, SourceRecord], held: Sequence[str]
) -> Iterator[SourceRecord]:
    """The records of what was refused of the file remembered as `key`, to be told again."""
    for at in range(bisect_left(held, f"{key}!"), len(held)):
        if not held[at].startswith(f"{key}!"):
            return
        if known[held[at]].refusal:
            yield known[held[at]]


def _without(name: str, message: str) -> str:
    return message.removeprefix(f"{name}: ")
