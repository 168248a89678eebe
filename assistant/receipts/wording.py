"""Holds the text of an answer's JSON against its citations, and its own sentences against the phrases.

Only the documents' words stand in quotation marks. What stands outside of them is of this program, whose
sentences are known, or of a language model, whose statements are held against their passages once more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from assistant.answer import Answer
from assistant.phrases import load_phrases
from assistant.receipts.model import Difference
from assistant.render.source import quote_lines
from index.words import Language

Objections = Callable[[str, Sequence[str], Language], Sequence[str]]
"""What in a statement does not stand in the paragraphs at some places; see `Answerer.check_statement`."""

_MARKER = re.compile(r"\[([0-9]{1,4})\]")
_MARKS = re.compile('[“”„«»「」『』"]')
_BLANK = re.compile(r"\{(\w+)\}")
# What is not a quote is short: a hostile line is not searched for sentences for long.
_LONGEST = 4_000
_MOST_LINES = 200
_SYMBOL = r"[A-Z][\w./()\u0020*-]{2,80}?"
# Names, and the words of files that readers take away.
_NO_SENTENCE = re.compile(r"open|close$|of$|badge\.|status\.|reference\.|lineage\.more")
_COUNTS = ("count", "paragraphs", "unchanged", "changed", "new", "gone", "moved")


def find_false_words(answer: Answer) -> Iterator[Difference]:
    """What the text of `answer` has in quotation marks or points to that its citations have not."""
    rest = _without_quotes([answer.text], answer)
    if _MARKS.search(rest):
        yield Difference(part="quotation", where="text")
    told = {int(number) for number in _MARKER.findall(rest)}
    keys = [citation.key for citation in answer.citations]
    if told - set(keys):
        yield Difference(part="marker", where="text")
    for number, key in enumerate(keys):
        if key not in told or keys.index(key) != number:
            yield Difference(part="unmarked", where=f"citations.{number}.key")


def find_foreign_sentences(answer: Answer) -> Iterator[Difference]:
    """Whether `answer` has sentences that are neither quotes nor a model's nor this program's."""
    quotes = set(quote_lines(answer.citations, answer.language))
    lines = [line for line in answer.text.split("\n") if line not in quotes]
    if answer.mode == "generated":
        lines = lines[len(answer.statements) :]
    if len(lines) > _MOST_LINES or not all(_is_own(line, answer.language) for line in lines):
        yield Difference(part="wording", where="text")


def find_false_statements(answer: Answer, objections: Objections) -> Iterator[Difference]:
    """The statements of a model that are not those of the text, or that say what their passages do not."""
    lines = answer.text.split("\n")
    places = {c.key: f"{c.symbol}#{c.locator}" for c in answer.citations}
    for number, statement in enumerate(answer.statements):
        where = f"statements.{number}"
        line = _without_quotes(lines[number : number + 1], answer)
        keys = {int(key) for key in _MARKER.findall(line)}
        if _MARKER.sub("", line).strip() != statement.text or keys != set(statement.citations):
            yield Difference(part="statement", where=where)
        named = [places[key] for key in statement.citations if key in places]
        if statement.text and objections(statement.text, named, answer.language):
            yield Difference(part="claim", where=where)


def _without_quotes(lines: Sequence[str], answer: Answer) -> str:
    """`lines` without the quotes of the citations, longer ones first: one may stand in another."""
    phrases = load_phrases(answer.language)
    text = "\n".join(lines)
    for quote in sorted({c.quote for c in answer.citations}, key=len, reverse=True):
        text = text.replace(f"{phrases['open']}{quote}{phrases['close']}", "")
    return text


def _is_own(line: str, language: Language) -> bool:
    """Whether `line` is a sentence of the phrases, or several one behind the other."""
    if len(line) > _LONGEST:
        return False
    whole, forms = _sentences(language)
    rest = line.strip()
    while rest and not forms.fullmatch(rest):
        short = next((s for s in whole if rest.startswith(s) or rest.endswith(s)), None)
        if short is None:
            return False
        rest = (
            rest.removeprefix(short) if rest.startswith(short) else rest.removesuffix(short)
        ).strip()
    return True


@lru_cache(maxsize=6)
def _sentences(language: Language) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The sentences of `language` that have no blank, and the form of those that have."""
    said = [text for name, text in load_phrases(language).items() if not _NO_SENTENCE.match(name)]
    whole = [text.strip() for text in said if not _BLANK.search(text)]
    forms = sorted((text for text in said if _BLANK.search(text)), key=len, reverse=True)
    return tuple(whole), re.compile("|".join(map(_form, forms)))


def _form(phrase: str) -> str:
    """The expression that sentences made of `phrase` fit."""
    pieces = _BLANK.split(phrase)
    return "".join(
        _value(piece) if number % 2 else re.escape(piece) for number, piece in enumerate(pieces)
    )


def _value(blank: str) -> str:
    if blank in _COUNTS:
        return r"\d+"
    return _SYMBOL if blank == "symbol" else r"[^\n]+?"
