"""Where the very words of a phrase stand: every paragraph that has them, up to typography and capitals.

What is like them is not looked for here. Words stand as they were given: another form of a word is
another word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from assistant.lineage.passage import is_held
from assistant.quotation.fold import QUOTATION_MARKS, TokenKind, tokens
from index.document import Paragraph, Quote
from index.search import Index
from index.words import LANGUAGES, Language, stems

MOST_READ = 3000
"""So many paragraphs that have all the words are looked into, in each language."""

_HYPHENS = "-\u2010\u2011"
_HYPHEN = re.compile(f"[{_HYPHENS}]")
# Each doubles the searches for a phrase: names of diseases and weapons have one hyphen or two.
_MOST_HYPHENS = 3
# What stands at the ends of a phrase may be of the sentence that asks.
_ENDS = f"{QUOTATION_MARKS} \t\n.,;:?!…。，；：？！،؛؟"


class Standing(NamedTuple):
    """Where the words of a phrase stand; `complete` unless more paragraphs may have them than were read."""

    quotes: tuple[Quote, ...]
    complete: bool = True


def find_phrase(
    phrase: str,
    index: Index,
    preferred: Sequence[Language] = LANGUAGES,
    symbols: Collection[str] | None = None,
) -> Standing:
    """Where `phrase` stands: its first place in each paragraph that has it, by date and in reading order.

    Of a paragraph that has it in several languages, the first of `preferred` is given; languages that are
    not among these are not looked into. `symbols`, where given, are the only documents.
    """
    wanted = _keys(phrase)
    found: dict[str, Quote] = {}
    complete = True
    if any(map(str.isalnum, "".join(wanted))):
        for language in preferred:
            if language in index.languages:
                having = list(_having(phrase, index, language, symbols))
                complete = complete and len(having) < MOST_READ
                for paragraph in having:
                    quote = _quote(wanted, paragraph, language)
                    if quote is not None:
                        found.setdefault(paragraph.address, quote)
    order = {str(document.symbol): (document.date, n) for n, document in enumerate(index.documents)}
    reading: dict[str, dict[str, int]] = {}
    for quote in found.values():
        symbol = str(quote.paragraph.symbol)
        if symbol not in reading:
            own = index.document(symbol).paragraphs
            reading[symbol] = {p.locator: n for n, p in enumerate(own)}

    def place(quote: Quote) -> tuple[object, ...]:
        symbol = str(quote.paragraph.symbol)
        return (*order[symbol], reading[symbol][quote.paragraph.locator])

    return Standing(tuple(sorted(found.values(), key=place)), complete)


def _keys(phrase: str) -> list[str]:
    """What is compared of the tokens of `phrase`."""
    return [token.key.casefold() for token in tokens(phrase.strip(_ENDS))]


def _having(
    phrase: str, index: Index, language: Language, symbols: Collection[str] | None
) -> Iterator[Paragraph]:
    """The paragraphs with every word of `phrase` in `language`."""
    if language == "zh" and (run := _longest_han(phrase)):
        # How a run of characters is cut into words depends on what stands around it.
        yield from islice(index.having(run, symbols=symbols), MOST_READ)
        return
    for words in _written(list(dict.fromkeys(stems(phrase, language)))):
        yield from index.with_every_word(words, language, symbols=symbols, limit=MOST_READ)


def _longest_han(phrase: str) -> str:
    runs = "".join(t.key if t.kind is TokenKind.HAN else " " for t in tokens(phrase)).split()
    return max(runs, key=len, default="")


def _written(words: Sequence[str]) -> Iterator[list[str]]:
    """`words` with each of the characters that a hyphen in them may be written as."""
    hyphened = [word for word in words if _HYPHEN.search(word)]
    for written in product(_HYPHENS, repeat=min(len(hyphened), _MOST_HYPHENS)):
        instead = dict(zip(hyphened, written, strict=False))
        yield [
            _HYPHEN.sub(instead.get(word, word), word) if word in instead else word
            for word in words
        ]


def _quote(wanted: Sequence[str], paragraph: Paragraph, language: Language) -> Quote | None:
    """The first place of `wanted` in a paragraph that may be quoted, whole words alone; or None."""
    if not is_held(paragraph, language):
        return None
    cut = tokens(paragraph.versions[language].text)
    keys = [token.key.casefold() for token in cut]
    for at in range(len(keys) - len(wanted) + 1):
        if keys[at] == wanted[0] and keys[at : at + len(wanted)] == list(wanted):
            return Quote(paragraph, language, cut[at].start, cut[at + len(wanted) - 1].end)
    return None
