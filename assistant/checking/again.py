"""Documents that a text names again without their symbols: "that resolution", "ladite lettre", "该决议"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.links import load_again
from assistant.checking.mentions import Named, alike, kinds_of
from index.symbol import Symbol
from index.words import Language


def find_again(
    text: str, language: Language, named: Sequence[Named], before: Sequence[Symbol]
) -> Iterator[Named]:
    """The documents named again in `text`, of those `named` in it, else of those named `before` it.

    One that may be any of several is none.
    """
    for kind, match in _mentions(text, language):
        own = [n.symbol for n in named if n.end <= match[0]]
        symbol = _only(own or before, kind) or (_only(before, kind) if own else None)
        if symbol is not None:
            yield Named(symbol, *match)


def may_name_again(text: str, language: Language) -> bool:
    """Whether `text` has words that may stand for a document named before it."""
    return next(_mentions(text, language), None) is not None


def _mentions(text: str, language: Language) -> Iterator[tuple[str, tuple[int, int]]]:
    for code in alike(language):
        for kind, pattern in load_again(code).items():
            for match in pattern.finditer(text):
                yield kind, match.span()


def _only(symbols: Sequence[Symbol], kind: str) -> Symbol | None:
    """The only document of a kind among `symbols`, or None."""
    found = {symbol for symbol in symbols if kind in kinds_of(symbol)}
    return found.pop() if len(found) == 1 else None
