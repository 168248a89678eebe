"""What the tests of the checker share: the shipped documents as an index, and a check of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.checking.check import check_text
from assistant.checking.model import TextCheck
from index.build import open_index
from index.search import Index


@pytest.fixture(scope="session")
def index(home: Path) -> Iterator[Index]:
    with open_index(home / "index") as opened:
        yield opened


@pytest.fixture(scope="session")
def check(index: Index) -> Callable[..., TextCheck]:
    """Checks a text as that of a file."""

    def run(text: str, name: str = "speech.txt", **options: object) -> TextCheck:
        return check_text(text, index, name=name, **options)

    return run
