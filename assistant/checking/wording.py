"""What of a quotation is the quoter's own: editorial brackets, an ellipsis, the mark at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.quotation.fold import TokenKind, tokens

_END_MARK = re.compile(r"(?<=[\w)\]\"'’”»])\s?[.,;。，；،؛]$")
_BRACKETED = re.compile(r"\[(\w{1,3})\](?=\w)")
ELLIPSIS = re.compile(
    r"[\[(（【]\s*(?:…+|\.{3,}|(?:\.\s){2,}\.)\s*[\])）】]|…+|\.{3,}|\.(?:\s\.){2,}|。{3,}"
)
"""A sign that words are left out."""
_LONGEST_EDGE = 40
_BEHIND_EDGE = re.compile(r"\s*[.,;。，；،؛]?\s*")
EDITORIAL = re.compile(r"\[[^\[\]\n]{1,200}\]")
"""What a quoter put in brackets of his own."""
_MOST_TERM_WORDS, _MOST_NAME_WORDS, _LONGEST_PARTICLE = 2, 6, 3


def is_term(words: str) -> bool:
    """Whether `words` may be set off rather than quoted: one or two, or a name in capital letters.

    Two Chinese characters count as a word; whatever has a number in it is no term.
    """
    found = [token for token in tokens(words) if token.is_word]
    han = sum(token.kind is TokenKind.HAN for token in found)
    if any(map(str.isdigit, words)) or not found:
        return False
    if len(found) - han + (han + 1) // 2 <= _MOST_TERM_WORDS:
        return True
    surfaces = [words[token.start : token.end] for token in found]
    is_name = all(word[0].isupper() for word in surfaces if len(word) > _LONGEST_PARTICLE)
    return is_name and surfaces[0][0].isupper() and len(found) <= _MOST_NAME_WORDS


def without_end_mark(words: str) -> str | None:
    """`words` without the mark of the sentence around them that stands inside the closing mark.

    Usage of English, above all American; one mark alone. None where there is none.
    """
    match = _END_MARK.search(words)
    return words[: match.start()] if match else None


def without_edge_ellipses(words: str) -> str:
    """`words` without an ellipsis before all of them and one behind all of them.

    It says that the passage goes on there: nothing is left out between the words quoted.
    """
    bare = words.lstrip()
    if first := ELLIPSIS.match(bare):
        bare = bare[first.end() :].lstrip()
    edge = max(0, len(bare) - _LONGEST_EDGE)
    for last in ELLIPSIS.finditer(bare, edge):
        if _BEHIND_EDGE.fullmatch(bare, last.end()):
            bare = bare[: last.start()].rstrip()
            break
    return bare if any(map(str.isalnum, bare)) else words


def without_case_brackets(words: str) -> Iterator[str]:
    """`words` with "[T]o" as "to" and as "To"; nothing where there are no such brackets."""
    if _BRACKETED.search(words):
        yield _BRACKETED.sub(lambda m: m[1].lower(), words)
        yield _BRACKETED.sub(lambda m: m[1].upper(), words)
        yield _BRACKETED.sub(lambda m: m[1], words)
