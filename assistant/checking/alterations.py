"""What a quotation changed, called out: numbers, negations, what was left out, order, case, marks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.model import Alteration
from assistant.checking.wording import EDITORIAL, ELLIPSIS
from assistant.claims.denial import negations
from assistant.claims.numbers import find_numbers
from assistant.claims.numerals import HAN_DIGITS
from assistant.quotation.fold import Token, TokenKind, loose, tokens
from assistant.quotation.model import WordDifference
from index.words import Language

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Change:
    """Words of the document (`stored`) and what the quotation has in their place (`given`).

    `at` and `end` are the numbers of the pieces of the comparison.
    """

    given: str
    stored: str
    at: int
    end: int


def find_alterations(
    differences: Sequence[WordDifference],
    language: Language,
    around: tuple[str, str] = ("", ""),
) -> tuple[Alteration, ...]:
    """What the pieces of a comparison change, in order.

    `language` is the document's; `around` is what stands in it before and behind the words compared.
    """
    changes = list(_changes(differences))
    found: list[Alteration] = []
    at = 0
    while at < len(changes):
        moved = _moved(changes, at)
        if moved is not None:
            given, stored = _both(differences, changes[at], changes[moved])
            found.append(Alteration(kind="order", given=given, stored=stored))
            at = moved + 1
        elif edge := _moved_at_edge(differences, changes[at], around):
            found.append(edge)
            at += 1
        else:
            found += _called(changes[at], language)
            at += 1
    return tuple(found)


def _changes(differences: Sequence[WordDifference]) -> Iterator[_Change]:
    given = stored = ""
    start = 0
    for at, piece in enumerate([*differences, WordDifference(kind="same", text="")]):
        if piece.kind == "same":
            if given.strip() or stored.strip():
                yield _Change(given.strip(), stored.strip(), start, at)
            given, stored, start = "", "", at + 1
        elif piece.kind == "added":
            given += _seen(piece.text)
        else:
            stored += piece.text


def _seen(text: str) -> str:
    """`text` without what is not seen: soft hyphens, joiners, marks of direction."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def _moved(changes: Sequence[_Change], at: int) -> int | None:
    """The number of the change that has the words of change `at` elsewhere; itself, where it has both."""
    own = changes[at]
    given, stored = _words(own.given), _words(own.stored)
    if len(given) > 1 and given != stored and sorted(given) == sorted(stored):
        return at
    for later in range(at + 1, min(at + 3, len(changes))):
        other = changes[later]
        all_given, all_stored = given + _words(other.given), stored + _words(other.stored)
        if all_given and sorted(all_given) == sorted(all_stored) and given != stored:
            return later
    return None


def _moved_at_edge(
    differences: Sequence[WordDifference], change: _Change, around: tuple[str, str]
) -> Alteration | None:
    """Words put in that the document has just outside of what was compared: its last were moved."""
    given = _words(change.given)
    if change.stored or not given:
        return None
    before, behind = around
    if _words(behind)[: len(given)] == given:
        rest = differences[change.at :]
        outside = behind[: _word_tokens(behind)[len(given) - 1].end]
        said, held = _text(rest, "missing"), _text(rest, "added") + outside
    elif _words(before)[-len(given) :] == given:
        rest = differences[: change.end]
        outside = before[_word_tokens(before)[-len(given)].start :]
        said, held = _text(rest, "missing"), outside + _text(rest, "added")
    else:
        return None
    return Alteration(kind="order", given=said.strip(), stored=held.strip())


def _text(pieces: Sequence[WordDifference], without: str) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != without)


def _both(differences: Sequence[WordDifference], first: _Change, last: _Change) -> tuple[str, str]:
    """What stands from the first change to the last, as given and as stored."""
    pieces = differences[first.at : last.end]
    return _text(pieces, "missing").strip(), _text(pieces, "added").strip()


def _called(change: _Change, language: Language) -> Iterator[Alteration]:
    given, stored = change.given, change.stored
    if ELLIPSIS.search(given):
        yield Alteration(kind="omission", given=given, stored=stored)
        return
    kinds: list[Alteration] = []
    if _numbers(given, language) != _numbers(stored, language):
        kinds.append(Alteration(kind="number", given=given, stored=stored))
    if _denials(given, language) != _denials(stored, language):
        kinds.append(Alteration(kind="negation", given=given, stored=stored))
    yield from kinds or [_other(given, stored)]


def _other(given: str, stored: str) -> Alteration:
    said, held = _words(given), _words(stored)
    if not said and not held:
        return Alteration(kind="punctuation", given=given, stored=stored)
    if _cased(given) == _cased(stored):
        return Alteration(kind="case", given=given, stored=stored)
    if said == held and _exact(given) == _exact(stored):
        return Alteration(kind="punctuation", given=given, stored=stored)
    if not said and not EDITORIAL.search(given):
        return Alteration(kind="omission", given=given, stored=stored)
    return Alteration(kind="words", given=given, stored=stored)


def _numbers(text: str, language: Language) -> Counter[str]:
    found = find_numbers(text, language)
    counted = Counter(f"{value:g}" for value, _, _ in found.numbers)
    counted.update(str(date) for date, _, _ in found.dates)
    if not counted:
        # Parts of a number that is cut: "3" and "5" of "72/3" and "72/5".
        counted.update(_DIGIT.findall(text))
    if not counted and language == "zh" and text and set(text) <= set(HAN_DIGITS):
        counted[text] += 1
    return counted


def _denials(text: str, language: Language) -> Counter[str]:
    return Counter(text[a:b].casefold() for a, b in negations(text, language))


def _word_tokens(text: str) -> list[Token]:
    return [t for t in tokens(text) if t.kind in (TokenKind.WORD, TokenKind.HAN)]


def _words(text: str) -> list[str]:
    return [loose(token.key) for token in _word_tokens(text)]


def _exact(text: str) -> list[str]:
    return [token.key for token in _word_tokens(text)]


def _cased(text: str) -> list[str]:
    return [token.key.casefold() for token in tokens(text) if token.key not in "[]"]
