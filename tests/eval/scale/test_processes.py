"""Processes are measured whole: with their children, until they end, and nothing of a failure is a figure."""

from __future__ import annotations

import sys

import pytest

from eval.scale.errors import BenchmarkError
from eval.scale.processes import run

_HOLD = "import time; held = bytearray({size}); held[::4096] = b'x' * len(held[::4096]); time.sleep({s})"
_CHILDREN = """
import subprocess, sys
code = {code!r}
children = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
[child.wait() for child in children]
"""


def test_time_output_and_memory_are_those_of_the_process(tmp_path):
    done = run(("-c", _HOLD.format(size=100_000_000, s=0.5) + "; print('done')"), tmp_path)
    assert done.output == "done\n"
    assert done.seconds > 0.5
    assert 100 < done.rss < 200


@pytest.mark.skipif(sys.platform != "linux", reason="children's memory is known on Linux only")
def test_children_count_too(tmp_path):
    code = _HOLD.format(size=100_000_000, s=1)
    done = run(("-c", _CHILDREN.format(code=code)), tmp_path)
    assert done.rss > 200
    assert done.pss is not None
    assert 200 < done.pss < done.rss


def test_settings_of_the_user_do_not_reach_what_is_measured(tmp_path, monkeypatch):
    monkeypatch.setenv("MANDATE_MODEL", "some:model")
    monkeypatch.setenv("MANDATE_CHROMA_URL", "http://nowhere.invalid")
    monkeypatch.setenv("MANDATE_HOME", "/elsewhere")
    monkeypatch.setenv("MANDATE_EMBEDDER", "own")
    show = "import os; print(sorted((k, v) for k, v in os.environ.items() if k[:8] == 'MANDATE_'))"
    expected = [("MANDATE_EMBEDDER", "own"), ("MANDATE_HOME", str(tmp_path))]
    assert run(("-c", show), tmp_path).output == f"{expected}\n"


def test_a_failure_is_told_with_what_the_process_said(tmp_path):
    with pytest.raises(BenchmarkError, match=r"exit status 3: why\Z"):
        run(("-c", "import sys; sys.stderr.write('why'); sys.exit(3)"), tmp_path)
    assert run(("-c", "raise SystemExit(3)"), tmp_path, accepted=(0, 3)).output == ""
