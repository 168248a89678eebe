"""How the same words are set otherwise: what may differ in a quote that is true letter for letter.

`bare` is what is left of a text once typography is taken away. It is the judge here of what is the same
quote, and is on purpose not the checker's own.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping

from index.words import Language

Variant = Callable[[str, Language, random.Random], str]
"""Sets a text otherwise; gives it back as it was where there is nothing to change."""

SOFT_HYPHEN = "\u00ad"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212-"
_MARKS = "“”„‟«»‹›‘’‚‛\"'`´「」『』〝〞＂＇"
_INVISIBLE = ("Cf", "Cc", "Zs", "Zl", "Zp")
_TATWEEL = "\u0640"

_IN_WORD = ("-", "\u2010", "\u2011")
_BETWEEN = ("-", "\u2013", "\u2014", "\u2212")
_SPACES = ("  ", "\t", "\u2009", "\u2003", " \u200a")
_NO_BREAK = ("\u00a0", "\u202f")
_LETTERS = re.compile(r"[a-zà-öø-ÿа-яё]{7,}", re.I)
_WIDTHS = (30, 70)


def bare(text: str) -> str:
    """`text` without white space and invisible characters, marks and dashes all alike, in NFKC."""
    whole = unicodedata.normalize("NFKC", text)
    return whole.translate(_bare_table(frozenset(whole))).replace("...", "…")


def is_balanced(text: str) -> bool:
    """Whether every quotation mark that opens in `text` is closed in it, and no straight one is in it."""
    pairs = (("“", "”"), ("«", "»"), ("‹", "›"), ("「", "」"), ("『", "』"))
    if any(text.count(first) != text.count(last) for first, last in pairs):
        return False
    return not any(mark in text for mark in '"„‟‚‛‘`´〝〞＂')


def _bare_table(characters: frozenset[str]) -> Mapping[int, str | None]:
    table: dict[int, str | None] = {}
    for character in characters:
        if character in _MARKS:
            table[ord(character)] = '"'
        elif character in _DASHES:
            table[ord(character)] = "-"
        elif character == _TATWEEL or unicodedata.category(character) in _INVISIBLE:
            table[ord(character)] = None
    return table


def _as_it_stands(text: str, language: Language, chance: random.Random) -> str:
    return text


def _quotation_marks(text: str, language: Language, chance: random.Random) -> str:
    """Inner quotation marks of another kind, and apostrophes of the typewriter for those in print."""
    first, last = chance.choice(("‘’", "“”", "«»", "‹›"))
    changed = re.sub("[“«「『]", first, text)
    changed = re.sub("[”»」』]", last, changed)
    return re.sub(r"(?<=\w)['’](?=\w)", lambda m: "'" if m[0] == "’" else "’", changed)


def _dashes(text: str, language: Language, chance: random.Random) -> str:
    """Other dashes: between letters hyphens of any kind, elsewhere any dash."""

    def other(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        kinds = _IN_WORD if before.isalpha() and after.isalpha() else _BETWEEN
        return chance.choice([dash for dash in kinds if dash != match[0]])

    return re.sub(f"[{_DASHES}]", other, text)


def _spaces(text: str, language: Language, chance: random.Random) -> str:
    return _spaced(text, _SPACES, chance)


def _no_break_spaces(text: str, language: Language, chance: random.Random) -> str:
    return _spaced(text, _NO_BREAK, chance)


def _spaced(text: str, kinds: tuple[str, ...], chance: random.Random) -> str:
    """Some of the spaces of `text` (at least one) set otherwise."""
    places = [m.start() for m in re.finditer("[ \u00a0]", text)]
    chosen = set(chance.sample(places, k=(len(places) + 2) // 3))
    return "".join(chance.choice(kinds) if at in chosen else c for at, c in enumerate(text))


def _line_breaks(text: str, language: Language, chance: random.Random) -> str:
    """Lines of some width: broken at spaces, in Chinese anywhere."""
    width = chance.randint(*_WIDTHS)
    if language == "zh":
        # A line of Chinese breaks between any two characters, but not inside a number or a foreign word.
        return re.sub(rf"(.{{{width // 3}}})(?=[\u3400-\u9fff])", "\\1\n", text)
    lines: list[str] = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\n".join(lines)


def _soft_hyphens(text: str, language: Language, chance: random.Random) -> str:
    """Words parted with soft hyphens; one of them at the end of a line."""
    words = list(_LETTERS.finditer(text))
    chosen = {m.start() + len(m[0]) // 2 for m in chance.sample(words, k=(len(words) + 1) // 2)}
    last = max(chosen, default=-1)
    parts = [
        f"{SOFT_HYPHEN}\n{c}" if at == last else f"{SOFT_HYPHEN}{c}" if at in chosen else c
        for at, c in enumerate(text)
    ]
    return "".join(parts)


def _decomposed(text: str, language: Language, chance: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def _together(text: str, language: Language, chance: random.Random) -> str:
    """All of them, one upon the other."""
    for change in (_dashes, _soft_hyphens, _no_break_spaces, _line_breaks, _spaces, _decomposed):
        text = change(text, language, chance)
    return text


VARIANTS: Mapping[str, Variant] = {
    "as it stands": _as_it_stands,
    "quotation marks": _quotation_marks,
    "dashes": _dashes,
    "spaces": _spaces,
    "no-break spaces": _no_break_spaces,
    "line breaks": _line_breaks,
    "soft hyphens": _soft_hyphens,
    "decomposed letters": _decomposed,
    "all together": _together,
}
"""What a true quote may differ in, by name."""
