from __future__ import annotations

import json

from index.document import Repair, Version
from index.intake.members import Refusal
from index.intake.read import ReadOutcome
from index.intake.report import Report
from index.locator import Locator
from index.readers.model import ReadVersion
from index.symbol import Symbol
from index.words import Language


def version(
    symbol: str, language: Language, count: int, warnings: tuple[str, ...] = ()
) -> ReadVersion:
    repair = Repair("broken word", 0, 1, "", " ")
    texts = {
        Locator(f"op{n}"): Version(language, "Decides", "x", 0, 7, (repair,) if n == 1 else ())
        for n in range(1, count + 1)
    }
    return ReadVersion("x.txt", language, texts, symbol=Symbol(symbol), warnings=warnings)


def test_a_run_is_told_as_a_person_reads_it() -> None:
    report = Report()
    report.add(ReadOutcome((version("A/RES/99/1", "en", 3), version("A/RES/99/1", "fr", 3))))
    report.add(ReadOutcome((version("A/RES/99/2", "en", 2, ("paragraph 7 stands twice",)),)))
    report.add(ReadOutcome((), "y.pdf: took more than 20 s to read"))
    report.refuse(Refusal("z.zip!a\nb", "is empty"))
    assert report.lines() == [
        "2 documents, 5 paragraphs",
        "versions: en 2, fr 1",
        "3 repairs of broken text, each on record",
        "1 warning:",
        "  x.txt: paragraph 7 stands twice",
        "2 files not read:",
        "  y.pdf: took more than 20 s to read",
        "  z.zip!a b: is empty",
    ]


def test_a_run_is_told_to_programs_too() -> None:
    report = Report()
    report.add(ReadOutcome((version("A/RES/99/1", "zh", 1),), "x.txt: (fr) has no symbol"))
    assert json.loads(json.dumps(report.to_json())) == {
        "documents": 1,
        "paragraphs": 1,
        "versions": {"zh": 1},
        "repairs": 1,
        "warnings": {"count": 0, "lines": []},
        "refused": {"count": 1, "lines": ["x.txt: (fr) has no symbol"]},
    }


def test_what_is_odd_in_each_language_of_a_document_is_told_once() -> None:
    report = Report()
    twice = ("paragraph 7 stands twice",)
    report.add(ReadOutcome((version("A/RES/99/1", "en", 1, twice),) * 2))
    report.add(ReadOutcome((version("A/RES/99/1", "fr", 1, (*twice, "no date")),)))
    assert report.warning_count == 3


def test_a_run_that_read_nothing_says_so() -> None:
    assert Report().lines() == ["0 documents, 0 paragraphs"]


def test_very_many_lines_are_counted_and_not_all_shown_or_kept() -> None:
    report = Report()
    for number in range(12_000):
        report.refuse(f"{number}.pdf: is empty")
        report.warn("x.txt", f"x.txt: warning {number}")
    lines = report.lines()
    assert len(lines) < 50
    assert "12,000 files not read:" in lines
    assert "12,000 warnings:" in lines
    assert lines[-1] == "  … and 11,980 more"
    assert "  x.txt: warning 0" in lines
    assert len(report.refused) == 10_000
    assert len(report.warnings) == 1000
