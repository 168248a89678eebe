"""What the tests of the benchmark share: it is run once, on two hundred invented paragraphs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import eval as package
from eval.scale.results import Scale

SIZE = 200
# Ctrl-C is ignored by what a shell starts in the background; here it is to work.
MAIN = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from eval.benchmark import main; sys.exit(main())"
)


class Measured(NamedTuple):
    """A benchmark that was run to its end, and the folder that it wrote into."""

    done: subprocess.CompletedProcess[str]
    out: Path

    @property
    def values(self) -> dict[str, Any]:
        return json.loads((self.out / "scale.json").read_text(encoding="utf-8"))

    @property
    def scale(self) -> Scale:
        return Scale.model_validate(self.values)


@pytest.fixture(scope="session")
def surroundings() -> dict[str, str]:
    """The environment of a process that runs the benchmark; what is the user's own is not to matter."""
    sources = str(Path(package.__file__).parents[1])
    kept = {k: v for k, v in os.environ.items() if k != "MANDATE_BENCHMARK_DATA"}
    settings = {"MANDATE_CHROMA_URL": "http://nowhere.invalid", "MANDATE_MODEL": "no:such model"}
    return kept | settings | {"PYTHONPATH": sources, "PYTHONUTF8": "1"}


@pytest.fixture(scope="session")
def measured(surroundings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """The benchmark of scale with everything that it can do; only to be read."""
    out, temporary = tmp_path_factory.mktemp("benchmark"), tmp_path_factory.mktemp("temporary")
    arguments = ["--only", "scale", "--sizes", str(SIZE), "--runs", "1", "--sample", "6"]
    arguments += ["--questions", "8", "--json", str(out / "scale.json")]
    done = subprocess.run(
        [sys.executable, "-c", MAIN, *arguments, "--plot", str(out / "scale.png")],
        capture_output=True,
        env=surroundings | {"TMPDIR": str(temporary)},
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not list(temporary.glob("mandate-*"))
    return Measured(done, out)
