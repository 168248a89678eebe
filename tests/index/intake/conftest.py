"""What the tests of the guard share: readers that break, in a module that another process finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.intake.guard import Guard

from .fakes import FAKES, LIMITS, TARGET


@pytest.fixture(scope="session")
def fake_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the module `fake_readers`."""
    made = tmp_path_factory.mktemp("fakes")
    (made / "fake_readers.py").write_text(FAKES, encoding="utf-8")
    return made


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch, fake_folder: Path) -> Path:
    """That folder, where modules are looked for."""
    monkeypatch.syspath_prepend(fake_folder)
    return fake_folder


@pytest.fixture
def guard(fakes: Path) -> Iterator[Guard]:
    with Guard(LIMITS, TARGET) as made:
        yield made
