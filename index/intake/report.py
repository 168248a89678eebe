"""What came of adding files: counts, warnings, and what was refused and why."""

from __future__ import annotations

from collections import Counter

from index.intake.members import Refusal
from index.intake.names import one_line
from index.intake.read import ReadOutcome
from index.readers.model import ReadVersion

_MOST_WARNINGS = 1000
_MOST_REFUSALS = 10_000
_SHOWN = 20


class Report:
    """The account of a run over many files.

    `warnings` and `refused` are lines; each list is capped, and the counts beside it are not.
    """

    def __init__(self) -> None:
        self.versions: Counter[str] = Counter()
        self.repairs = 0
        self.warnings: list[str] = []
        self.warning_count = 0
        self.refused: list[str] = []
        self.refused_count = 0
        self._documents: set[str] = set()
        self._paragraphs: set[str] = set()

    @property
    def documents(self) -> int:
        """How many documents were read: different symbols."""
        return len(self._documents)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs were read; one in six languages counts once."""
        return len(self._paragraphs)

    def add(self, outcome: ReadOutcome) -> None:
        """Count what was read from one file, and what was refused of it."""
        for version in outcome.versions:
            self._count(version)
        # What is odd about a document is often so in each of its languages: it is told once.
        for source, warning in dict.fromkeys(
            (version.source, warning)
            for version in outcome.versions
            for warning in version.warnings
        ):
            self.warn(source, warning)
        if outcome.refusal:
            self.refuse(outcome.refusal)

    def refuse(self, refusal: Refusal | str) -> None:
        """Count a file that was not read."""
        self.refused_count += 1
        if len(self.refused) < _MOST_REFUSALS:
            self.refused.append(one_line(str(refusal)))

    def warn(self, source: str, warning: str) -> None:
        """Note what was not read surely in the file named `source`."""
        self.warning_count += 1
        if len(self.warnings) < _MOST_WARNINGS:
            self.warnings.append(one_line(f"{source}: {warning.removeprefix(f'{source}: ')}"))

    def lines(self) -> list[str]:
        """The report as a person reads it at a terminal."""
        lines = [f"{_number(self.documents, 'document')}, {_number(self.paragraphs, 'paragraph')}"]
        if self.versions:
            counts = ", ".join(f"{language} {count}" for language, count in self._by_language())
            lines.append(f"versions: {counts}")
        if self.repairs:
            lines.append(f"{_number(self.repairs, 'repair')} of broken text, each on record")
        lines += _listed(self.warnings, self.warning_count, "warning")
        return lines + _listed(self.refused, self.refused_count, "file", " not read")

    def to_json(self) -> dict[str, object]:
        """The report in JSON's types."""
        return {
            "documents": self.documents,
            "paragraphs": self.paragraphs,
            "versions": dict(self._by_language()),
            "repairs": self.repairs,
            "warnings": {"count": self.warning_count, "lines": self.warnings},
            "refused": {"count": self.refused_count, "lines": self.refused},
        }

    def _by_language(self) -> list[tuple[str, int]]:
        return sorted(self.versions.items(), key=lambda entry: (-entry[1], entry[0]))

    def _count(self, version: ReadVersion) -> None:
        symbol = str(version.symbol)
        self._documents.add(symbol)
        self._paragraphs.update(f"{symbol}#{locator}" for locator in version.paragraphs)
        self.versions[version.language] += 1
        self.repairs += sum(len(text.repairs) for text in version.paragraphs.values())


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _listed(lines: list[str], count: int, noun: str, verb: str = "") -> list[str]:
    if not count:
        return []
    told = [f"{_number(count, noun)}{verb}:", *(f"  {line}" for line in lines[:_SHOWN])]
    return told + ([f"  … and {count - _SHOWN:,} more"] if count > _SHOWN else [])
