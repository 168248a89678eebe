"""Measures a server under load: `python -m eval.serving`.

Starts `mandate serve` in a process of its own, lets many readers ask at once for a while, and then few of
them for many questions. Prints how soon the server was ready, answers a second, how long readers waited,
errors, and the server's memory before and after.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import numpy as np

from eval.files import QUESTIONS, read_records

_READY = re.compile(r"ready at (\S+) \(")
_MIB = 1024 * 1024


@dataclass
class Load:
    """What readers met: seconds that each answered question took, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lasted: float = 0.0

    def line(self) -> str:
        """All of it in a line."""
        median, high = np.percentile(self.seconds, [50, 95]) if self.seconds else (np.nan, np.nan)
        return (
            f"{len(self.seconds)} answers, {len(self.seconds) / self.lasted:.0f} a second; "
            f"median {median * 1000:.0f} ms, p95 {high * 1000:.0f} ms, "
            f"longest {max(self.seconds, default=0.0) * 1000:.0f} ms; errors {len(self.errors)}"
        )


async def ask_together(url: str, questions: Sequence[str], readers: int, seconds: float) -> Load:
    """Let `readers` ask without a pause for `seconds`, each its own connection and order."""
    load, started = Load(), time.perf_counter()
    end = started + seconds

    async def read(number: int) -> None:
        async with httpx.AsyncClient(base_url=url, timeout=60.0) as client:
            position = number * 7
            while time.perf_counter() < end:
                await _ask(client, questions[position % len(questions)], load)
                position += 1

    await asyncio.gather(*(read(number) for number in range(readers)))
    load.lasted = time.perf_counter() - started
    return load


async def _ask(client: httpx.AsyncClient, question: str, load: Load) -> None:
    started = time.perf_counter()
    try:
        response = await client.post("api/v1/ask", json={"question": question})
        response.raise_for_status()
    except httpx.HTTPError as error:
        load.errors.append(repr(error))
    else:
        load.seconds.append(time.perf_counter() - started)


def memory(process: int) -> float:
    """The resident memory of a process in MiB, as Linux tells it."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MIB


@contextmanager
def served() -> Iterator[tuple[str, int, float]]:
    """A server of our own: its address, its process, and the seconds until it was ready."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from assistant.cli import main; main()",
                "serve",
                "--port",
                "0",
            ],
            stderr=subprocess.PIPE,
            env=os.environ
            | {"MANDATE_FEEDBACK": f"{folder}/feedback.sqlite", "MANDATE_LOG_LEVEL": "error"},
            text=True,
        )
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if found := _READY.search(line):
                    yield found[1], process.pid, time.perf_counter() - started
                    return
            raise SystemExit("the server did not start; run `mandate serve` to see why")
        finally:
            process.terminate()
            process.wait(30)
            process.stderr.close()


async def _grow(url: str, questions: Sequence[str], process: int, count: int) -> None:
    """Ask `count` questions, four at a time, and print the memory at each tenth."""
    async with httpx.AsyncClient(base_url=url, timeout=60.0) as client:
        for tenth in range(10):
            load = Load()
            for start in range(0, count // 10, 4):
                batch = (questions[(start + k) % len(questions)] for k in range(4))
                await asyncio.gather(*(_ask(client, question, load) for question in batch))
            told = (
                f"memory after {(tenth + 1) * (count // 10)} questions: {memory(process):.0f} MiB"
            )
            print(told + (f", errors {len(load.errors)}" if load.errors else ""), flush=True)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m eval.serving")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--questions", type=int, default=5_000)
    given = parser.parse_args()
    questions = [record.question for record in read_records(QUESTIONS / "development.jsonl")]
    with served() as (url, process, ready):
        print(f"ready after {ready:.1f} s, {memory(process):.0f} MiB", flush=True)
        load = asyncio.run(ask_together(url, questions, given.readers, given.seconds))
        print(f"{given.readers} readers for {given.seconds:g} s: {load.line()}", flush=True)
        for error in sorted(set(load.errors))[:5]:
            print(f"  {error}")
        print(f"memory after that: {memory(process):.0f} MiB", flush=True)
        asyncio.run(_grow(url, questions, process, given.questions))


if __name__ == "__main__":
    main()
