"""Roman numerals, as annexes, sections and items are numbered with them."""

from __future__ import annotations

_STEPS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_VALUES = {letters: value for value, letters in _STEPS if len(letters) == 1}


def to_roman(number: int) -> str:
    """The numeral of `number`, which is at least 1, in lower case."""
    text = ""
    for value, letters in _STEPS:
        times, number = divmod(number, value)
        text += letters * times
    return text


def from_roman(text: str) -> int | None:
    """The number whose numeral `text` is, in lower case and canonical spelling; else None."""
    if not text or any(character not in _VALUES for character in text):
        return None
    values = [_VALUES[character] for character in text]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if to_roman(total) == text else None
