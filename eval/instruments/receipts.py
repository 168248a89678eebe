"""Receipts: those of all answers verify, and one changed character is found by those that it concerns.

The questions of the development part are asked of the documents that ship; each answer has its receipt,
which goes through JSON and is verified:

- `receipts that verify`: the share of them that say that the index is the same, that every document is
  unchanged and that every quote stands;
- `right after a change`: then each document in turn is changed in one character, in a word that is quoted
  most, and all receipts are verified again. One is right if it names the document as changed exactly where
  it quotes it, and if exactly those of its quotes that have the character no longer stand. Counted over
  receipts and changes; `quotes it` and `does not` are the receipts that have the document and the others,
  `quotes the character` those that have the character itself.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant import Assistant
from eval.instruments.figures import ALL, Measured, share
from eval.record import Record
from eval.runner import units_of
from index.catalogue import DOCUMENTS

if TYPE_CHECKING:
    from assistant import Answer, AnswerReceipt, ReceiptCheck
    from index.document import Version
    from index.words import Language

VERIFY = "receipts that verify"
RIGHT = "right after a change"
MEASURES = (VERIFY, RIGHT)

_AROUND = 16
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One character of a document that was changed: `[at, at + 1)` of a paragraph in a language.

    In the `file` that it is read from, `around` becomes `instead`.
    """

    symbol: str
    locator: str
    language: Language
    at: int
    file: str
    around: str
    instead: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A receipt that was verified: against the index that it was made from, or with a `change`."""

    question: str
    check: ReceiptCheck
    change: Change | None = None

    @property
    def names(self) -> bool:
        """Whether the receipt has the changed document."""
        return any(self.change and d.symbol == self.change.symbol for d in self.check.documents)

    @property
    def quotes(self) -> bool:
        """Whether the receipt quotes the changed character."""
        return any(self._has(number) for number in range(len(self.check.quotes)))

    @property
    def is_right(self) -> bool:
        """Whether it says what is so."""
        if self.change is None and not self.check.same_index:
            return False
        documents = all(
            (d.verdict == "unchanged") is (self.change is None or d.symbol != self.change.symbol)
            for d in self.check.documents
        )
        quotes = all(
            (quote.verdict == "stands") is not self._has(number)
            for number, quote in enumerate(self.check.quotes)
        )
        return documents and quotes

    def _has(self, number: int) -> bool:
        """Whether the quote of this number has the changed character."""
        quote, change = self.check.quotes[number].receipt, self.change
        if change is None:
            return False
        place = quote.symbol, quote.locator, quote.language
        is_there = place == (change.symbol, change.locator, change.language)
        return is_there and quote.start <= change.at < quote.end


def measure_receipts(
    records: Sequence[Record], tell: Callable[[str], None] = lambda step: None
) -> list[Verified]:
    """The receipts of the answers to `records`, verified as they are and after each change."""
    with TemporaryDirectory(prefix="mandate-receipts-") as folder:
        with Assistant(Path(folder, "index")) as assistant:
            tell(f"asking {len(records)} questions")
            receipts = list(receipts_of(assistant, records))
            found = list(_verified(assistant, receipts, None))
            planned = list(changes(assistant, [receipt for _, receipt in receipts]))
        for number, change in enumerate(planned):
            tell(f"changing a character of {change.symbol}")
            place = Path(folder, str(number))
            documents = changed_documents(change, place / "documents")
            with Assistant(place / "index", documents=documents) as assistant:
                found += _verified(assistant, receipts, change)
    return found


def changed_documents(change: Change, folder: Path) -> Path:
    """A copy, in `folder`, of the documents that ship, with one character changed; gives `folder`."""
    shutil.copytree(DOCUMENTS, folder)
    path = folder / change.file
    text = _read(path).replace(change.around, change.instead)
    path.write_text(text, encoding="utf-8", newline="")
    return folder


def receipts_of(
    assistant: Assistant, records: Sequence[Record]
) -> Iterator[tuple[str, AnswerReceipt]]:
    """The receipt of the answer to each question, with it; turns of a dialogue follow each other."""
    for unit in units_of(records):
        history: list[Answer] = []
        for record in unit:
            answer = assistant.ask(record.question, history=history)
            history.append(answer)
            yield record.question, assistant.receipt(answer)


def measure(found: Sequence[Verified]) -> list[Measured]:
    """Both measures, the second by document and by what a receipt has of it too."""
    first = [verified for verified in found if verified.change is None]
    changed = [verified for verified in found if verified.change]
    slices: list[tuple[str, Callable[[Verified], bool]]] = [
        (ALL, lambda verified: True),
        ("quotes it", lambda verified: verified.names),
        ("quotes the character", lambda verified: verified.quotes),
        ("does not quote it", lambda verified: not verified.names),
    ]
    rows = [share(VERIFY, sum(v.is_right for v in first), len(first))]
    for name, belongs in slices:
        own = [verified for verified in changed if belongs(verified)]
        rows.append(share(RIGHT, sum(v.is_right for v in own), len(own), name))
    return rows


def failures(found: Sequence[Verified]) -> Iterator[str]:
    """A line for each receipt that does not say what is so."""
    for verified in found:
        if verified.is_right:
            continue
        change = verified.change
        where = f"{change.symbol}#{change.locator} changed" if change else "nothing changed"
        documents = ", ".join(f"{d.symbol} {d.verdict}" for d in verified.check.documents)
        quotes = Counter(quote.verdict for quote in verified.check.quotes)
        told = ", ".join(f"{count} {verdict}" for verdict, count in quotes.items())
        yield f"{where}: {verified.question!r}: {documents or 'no document'}; quotes: {told or 'none'}"


def _verified(
    assistant: Assistant, receipts: Sequence[tuple[str, AnswerReceipt]], change: Change | None
) -> Iterator[Verified]:
    for question, receipt in receipts:
        yield Verified(question, assistant.verify(receipt.model_dump_json()), change)


def changes(assistant: Assistant, receipts: Iterable[AnswerReceipt]) -> Iterator[Change]:
    """For each document that is quoted, a letter of its most quoted place that can be changed."""
    places = Counter(
        (quote.symbol, quote.locator, quote.language, quote.start, quote.end)
        for receipt in receipts
        for quote in receipt.quotes
    )
    done: set[str] = set()
    for (symbol, locator, language, start, end), _ in places.most_common():
        if symbol in done:
            continue
        version = assistant.document(symbol).paragraph(locator).versions[language]
        for at in range((start + end) // 2, end):
            if found := _edit(version, at):
                done.add(symbol)
                yield Change(symbol, locator, language, at, version.source, *found)
                break


def _edit(version: Version, at: int) -> tuple[str, str] | None:
    """What stands around the character in the version's file, and what it becomes.

    None where it is no letter inside a word, or where the file has the same there more than once, or
    otherwise: it was mended.
    """
    text = version.text
    first = max(0, at - _AROUND)
    around = text[first : at + _AROUND]
    if not _is_inside_word(text, at) or _read(DOCUMENTS / version.source).count(around) != 1:
        return None
    # The letter after it in the alphabet, or the one before: "z" is followed by no letter.
    other = chr(ord(text[at]) + (1 if chr(ord(text[at]) + 1).islower() else -1))
    return around, around[: at - first] + other + around[at - first + 1 :]


def _is_inside_word(text: str, at: int) -> bool:
    """Whether a small letter stands there among others: no heading, number or name is changed."""
    around = text[max(0, at - 2) : at + 3]
    return len(around) == _SHORTEST and around.isalpha() and around.islower()


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
