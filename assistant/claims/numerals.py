"""Numerals of other scripts, read as numbers."""

from __future__ import annotations

import unicodedata

HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def ascii_digits(text: str) -> str:
    """`text` with the decimal digits of every script as ASCII ones, in their places."""
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )


def han_value(run: str) -> int:
    """The number that a run of Chinese numerals writes, by units (二十五) or by digits (二〇一七)."""
    if not any(c in HAN_UNITS for c in run):
        return int("".join(str(HAN_DIGITS[c]) for c in run))
    total = section = digit = 0
    for character in run:
        if character in HAN_DIGITS:
            digit = HAN_DIGITS[character]
        elif (unit := HAN_UNITS[character]) >= 10_000:
            total += (section + digit or 1) * unit
            section = digit = 0
        else:
            section += (digit or 1) * unit
            digit = 0
    return total + section + digit
