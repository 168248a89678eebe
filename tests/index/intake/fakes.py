"""Readers as they may be, and what the tests of the guard ask about processes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.intake.limits import Limits
from index.intake.read import ReadOutcome
from index.locator import Locator

LIMITS = Limits(seconds=1.5, memory_bytes=300_000_000)
# Readers as they may be, and what a program does that uses them; in a file of their own, so that
# another process finds them.
FAKES = """
import ctypes, os, re, sys, time
from pathlib import Path
from types import MappingProxyType
from index.document import Version
from index.intake.formats import Format
from index.intake.guard import Guard
from index.intake.limits import Limits
from index.intake.read import ReadOutcome
from index.locator import Locator
from index.readers.model import ReadVersion
from index.symbol import Symbol

def read(name, content, format):
    act, _, rest = content.partition(b" ")
    if act == b"pid":
        Path(os.fsdecode(rest)).write_text(str(os.getpid()))
        act, _, rest = b"hang", b"", b""
    if act == b"sleep":
        time.sleep(float(rest or 100))
    if act == b"hang":
        re.match(r"(a+)+$", "a" * 60 + "b")  # holds the interpreter's lock
    if act == b"grow":
        hoard = []
        while True:
            hoard.append(bytearray(10_000_000))
    if act == b"claim":
        bytearray(30_000_000_000)
    if act == b"crash":
        ctypes.string_at(0)
    if act == b"exit":
        os._exit(7)
    if act == b"print":
        os.write(1, b"noise" * 100), os.write(2, b"noise"), print("noise"), sys.stdin.read()
    if act == b"evil":
        return os.system
    facts = MappingProxyType({}) if act == b"odd" else {}
    text = content[:20].decode()
    version = Version("en", text, name, 0, len(text))
    return ReadOutcome((ReadVersion(
        name, "en", {Locator("op1.a"): version}, symbol=Symbol("A/RES/99/1"), facts=facts),))

def work(name):
    outcomes = [own.read(name, b"text", Format.PDF) for _ in range(20)]
    return os.getpid(), own.read(name, name.encode(), Format.PDF)

own = Guard(Limits(seconds=20.0), "fake_readers:read")
"""
TARGET = "fake_readers:read"


def ended(pid: int) -> bool:
    """Whether the process has ended, be it that nobody has asked for its status yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state in "ZX"


def soon(holds: Callable[[], bool], seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.02)
    return False


linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="processes are seen in /proc"
)


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(number) for number in listed.split()]


def text_of(outcome: ReadOutcome) -> str:
    (version,) = outcome.versions
    return version.paragraphs[Locator("op1.a")].text
