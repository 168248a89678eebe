"""Words that are one but for the signs that a script leaves out, or the digits that it is set in.

Arabic is printed with few of its vowel signs or none, and with digits of its own or European ones: a
quotation that lacks a sign, or has one more, changes no word. Signs that contradict each other do.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from assistant.quotation.fold import tokens

_SIGNS = "\u064b-\u0652\u0670"
_LETTER = re.compile(rf"([^{_SIGNS}])([{_SIGNS}]*)")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def same_but_for_signs(given: str, stored: str) -> bool:
    """Whether `given` has the words and marks of `stored`, up to vowel signs that one of them lacks."""
    pairs = zip_longest(tokens(given), tokens(stored))
    return all(a is not None and b is not None and _is_one(a.key, b.key) for a, b in pairs)


def _is_one(given: str, stored: str) -> bool:
    letters = zip_longest(
        _LETTER.findall(given.translate(_DIGITS)), _LETTER.findall(stored.translate(_DIGITS))
    )
    return given == stored or all(
        a is not None and b is not None and a[0] == b[0] and _agree(set(a[1]), set(b[1]))
        for a, b in letters
    )


def _agree(given: set[str], stored: set[str]) -> bool:
    return given <= stored or stored <= given
