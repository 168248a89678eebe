"""What the tests of systems share: a home of their own, few questions to be tuned on, documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eval.files import read_split
from eval.systems.model import Setting
from index.catalogue import read_documents

LETTER = """\
Letter dated 3 March 2030 from the Harbour Master

The lighthouse of the harbour is painted white.

The pilots of the harbour are paid in silver coins.
"""
CATALOGUE = """
["S/2030/14"]
files = ["letter.en.txt"]
kind = "letter"
organ = "Security Council"
date = 2030-03-03
"""
FEW = 25


@pytest.fixture(scope="session")
def own_home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module", autouse=True)
def home(own_home):
    """Indexes are built below a folder of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANDATE_HOME", str(own_home))
        yield own_home


@pytest.fixture(scope="session")
def few():
    """Some development questions in every language, with and without an answer."""
    single = [r for r in read_split("development") if not r.dialogue]
    return single[:: len(single) // FEW]


@pytest.fixture(scope="session")
def held():
    """Every paragraph of the shipped documents, by address."""
    return {p.address: p for document in read_documents() for p in document.paragraphs}


@pytest.fixture(scope="session")
def questions():
    """Some test questions of every kind and language."""
    single = [r for r in read_split("test") if not r.dialogue]
    return [record.question for record in single[::8]]


@pytest.fixture(scope="session")
def other_documents(tmp_path_factory):
    """The setting of other documents than the shipped ones."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "catalogue.toml").write_text(CATALOGUE)
    (folder / "letter.en.txt").write_text(LETTER)
    return Setting(documents=folder)


@pytest.fixture(scope="session")
def files_in_use():
    """The files below a folder that this process has open or mapped; none where that is not told."""

    def files_in_use_(folder):
        if not Path("/proc/self/maps").exists():
            pytest.skip("this system does not tell which files are open")
        mapped = Path("/proc/self/maps").read_text(encoding="utf-8").split("\n")
        found = {line.split(maxsplit=5)[-1] for line in mapped if "/" in line}
        found |= {str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.exists()}
        return sorted(name for name in found if name.startswith(f"{folder}{os.sep}"))

    return files_in_use_
