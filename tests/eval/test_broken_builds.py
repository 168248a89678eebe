"""A build that is broken is caught by the evaluation, and what comes back names the fault."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tomllib
from contextlib import closing
from dataclasses import replace

import pytest

import assistant.answering
from assistant import Assistant
from assistant.calibration import CALIBRATION
from assistant.stages import Stage
from eval.evaluation import Request, evaluate
from eval.files import QUESTIONS, read_split, write_records
from eval.systems.model import Setting
from eval.thresholds import below
from index.catalogue import DOCUMENTS
from index.document import Quote
from index.home import check, current_build, write_manifest

LIMITS = """\
[test]
"quote exactness" = 1.0
"abstention recall" = 0.5
"quote language" = 0.95
"""
DRAFT = "A-75-L.72.en.txt"


@pytest.fixture
def limits(tmp_path):
    """A file with these limits for the shipped test questions, and for a file of some of them."""
    path = tmp_path / "limits.toml"
    path.write_text(LIMITS + LIMITS.replace("[test]", '["some.jsonl"]'), encoding="utf-8")
    return path


@pytest.fixture
def run(home, limits, tmp_path, monkeypatch):
    """Evaluates our own system, in this process."""
    monkeypatch.setenv("MANDATE_HOME", str(home))

    def run_(**fields):
        return evaluate(Request(tmp_path / "out", ("mandate",), thresholds=limits, **fields))

    return run_


@pytest.fixture
def some(tmp_path):
    """Writes some of the shipped test questions to a file, beside what they expect of the documents."""
    shutil.copy(QUESTIONS / "collection.toml", tmp_path)

    def write(chosen):
        path = tmp_path / "some.jsonl"
        write_records((record.model_dump() for record in chosen), path)
        return path

    return write


@pytest.fixture
def documents(tmp_path):
    """The shipped documents, where a test may change them."""
    return shutil.copytree(DOCUMENTS, tmp_path / "documents")


def figure(results, measure):
    return results.systems[0].figure(measure).value


def test_what_is_not_broken_is_within_the_limits(shipped_run):
    results = shipped_run.results
    assert results.problems == []
    assert below(results.systems[0], tomllib.loads(LIMITS)["test"]) == []


def shift_words(monkeypatch):
    """The words are read one character further on than the span says."""

    def text(quote):
        return quote.paragraph.versions[quote.language].text[quote.start + 1 : quote.end + 1]

    monkeypatch.setattr(Quote, "text", property(text))


def shift_span(monkeypatch):
    """Span and words are one character further on, and agree with each other."""
    cite = assistant.answering.cite

    def shifted(key, quote, *rest):
        length = len(quote.paragraph.versions[quote.language].text)
        later = replace(quote, start=quote.start + 1, end=min(quote.end + 1, length))
        return cite(key, later, *rest)

    monkeypatch.setattr(assistant.answering, "cite", shifted)


@pytest.mark.parametrize(
    ("shift", "cause"),
    [
        (shift_words, "the words do not stand at the place given"),
        (shift_span, "the quote cuts a word"),
    ],
)
def test_quotes_that_are_one_character_off_are_named(run, monkeypatch, shift, cause):
    shift(monkeypatch)
    results = run()
    (ours,) = results.systems
    (told,) = results.below
    value = figure(results, "quote exactness")
    assert value < 0.1
    count = sum(c.fault == cause for o in ours.outcomes for c in o.cited)
    assert count > 100
    beginning = f"quote exactness (all) is {value:.3f}, must be at least 1 ({count} times: {cause}"
    assert told.startswith(beginning)


def test_an_assistant_that_always_answers_is_named(run, monkeypatch):
    calibration = replace(CALIBRATION, without=frozenset({Stage.DECISION}))
    monkeypatch.setitem(Assistant.__init__.__kwdefaults__, "calibration", calibration)
    results = run()
    value = figure(results, "abstention recall")
    assert value < 0.3
    (told,) = results.below
    assert told.startswith(f"abstention recall (all) is {value:.3f}, must be at least 0.5 (")
    outcomes = [o for o in results.systems[0].outcomes if o.record.status == "not_found"]
    refused = sum(o.state == "not_found" for o in outcomes)
    assert f"{refused} of {len(outcomes)} unanswerable questions were refused" in told


def test_a_missing_french_version_is_named(run, some, documents):
    catalogue = documents / "catalogue.toml"
    listed = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(listed.replace(', "S-2007-279.fr.txt"', ""), encoding="utf-8")
    french = [r for r in read_split("test") if r.language == "fr"]
    results = run(questions=some(french), setting=Setting(documents))
    assert results.problems[0] == "S/2007/279 has no French version"
    (told,) = (line for line in results.below if line.startswith("quote language (all) is "))
    wrong = [
        c for o in results.systems[0].outcomes for c in o.cited if c.language != c.expected_language
    ]
    assert {c.address.split("#")[0] for c in wrong} == {"S/2007/279"}
    assert told.endswith(f"({len(wrong)} quotes of S/2007/279 not in fr)")


def test_a_missing_version_is_named_on_the_command_line(
    mandate, some, documents, few_records, tmp_path
):
    catalogue = documents / "catalogue.toml"
    listed = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(listed.replace(', "S-2007-279.fr.txt"', ""), encoding="utf-8")
    given = ("--documents", documents, "-q", some(few_records), "-s", "mandate")
    done = mandate("eval", *given, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "mandate: below what is expected: S/2007/279 has no French version" in done.stderr
    summary = (tmp_path / "out" / "summary.md").read_text(encoding="utf-8")
    assert "- S/2007/279 has no French version" in summary


def test_a_missing_document_is_named_and_so_is_what_the_questions_lack(
    run, some, documents, few_records
):
    catalogue = documents / "catalogue.toml"
    listed = re.split(r'(?m)^(?=\["A/75/L\.72"\])', catalogue.read_text(encoding="utf-8"))[0]
    catalogue.write_text(listed, encoding="utf-8")
    results = run(questions=some(few_records), setting=Setting(documents))
    assert [d.symbol for d in results.documents] == ["S/2007/279", "A/RES/72/7"]
    assert results.problems[0] == "A/75/L.72 is missing"
    lacking = [
        r.id for r in few_records if any(address.startswith("A/75/L.72#") for address in r.allowed)
    ]
    assert results.problems[1].startswith(f"what {len(lacking)} questions expect is not held: ")
    assert all(name in results.problems[1] for name in lacking[:5])


def test_a_paragraph_that_is_lost_is_named(run, some, documents, few_records):
    text = (documents / DRAFT).read_text(encoding="utf-8")
    lost = re.sub(r"(?m)^4\. \*Encourages\* .*$", "", text, count=1)
    assert len(lost) < len(text)
    (documents / DRAFT).write_text(lost, encoding="utf-8")
    results = run(questions=some(few_records), setting=Setting(documents))
    assert re.fullmatch(r"A/75/L\.72 has \d+ paragraphs, expected 27", results.problems[0])


def test_a_stored_text_that_differs_by_one_letter_is_named(
    run, some, few_records, home, tmp_path, monkeypatch
):
    copy = shutil.copytree(home / "index", tmp_path / "home" / "index")
    build = current_build(copy)
    manifest = check(build)
    with closing(sqlite3.connect(build / "store.sqlite")) as store, store:
        changed = store.execute(
            "UPDATE version SET text = replace(text, 'Ashgabat', 'Ashgabad') WHERE language = 'en' "
            "AND paragraph IN (SELECT paragraph.id FROM paragraph JOIN document "
            "ON document.id = document WHERE symbol = 'S/2007/279' AND locator = 'p1')"
        )
        assert changed.rowcount == 1
    # Its manifest agrees: nothing but the source file tells.
    write_manifest(build, manifest)
    monkeypatch.setenv("MANDATE_HOME", str(copy.parent))
    results = run(questions=some(few_records))
    assert current_build(copy) == build
    assert "S/2007/279#p1@en is not stored as its file has it" in results.problems
