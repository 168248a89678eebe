"""The form of a statement: a sentence and nothing else.

A model's text is shown to readers, so that nothing in it may look like a quote, be fetched, be
followed or be run: quotation marks go, for only verified spans have them; a statement with an
address, with HTML or with Markdown of links and images is objected to, unless a passage has the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from assistant.claims.ground import Ground, Objection
from assistant.claims.instructions import gives_orders

MOST_CHARACTERS = 1_500
"""The length of a statement: one sentence."""

_APOSTROPHES = "'’‘"
_ODD_APOSTROPHES = re.compile(
    "[\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u055a\u2032\u275b\u275c\uff07]"
)
_OTHER_MARKS = '„‚"＂″‴ˮʺ〝〞〟❝❞❮❯⹂《》〈〉「」『』‹›`´'
_MARK_NAMES = (
    "QUOTATION MARK",
    "CORNER BRACKET",
    "DOUBLE PRIME",
    "REVERSED PRIME",
    "GERSHAYIM",
    "DOUBLE ACUTE",
    "DITTO",
    "TRIPLE PRIME",
    "QUADRUPLE PRIME",
    "ANGLE BRACKET",
    "EMPHASIS MARK",
)
_PAIRED = re.compile(r"(?<!\w)['‘‚‛’](?P<inner>[^'‘’]{1,400})['’‛](?!\w)")
_MARKER = re.compile(r"\s*[\[【［(]\s*(?P<inner>[^\[\]【】［］()]{1,40}?)\s*[\]】］)]")
_AROUND = ".,;:!?"
_MARKUP = re.compile(
    r"[<>]|&#?\w{1,12};|!\[|\]\(|\]\s*:|\]\[|[\w+.-]{2,}://|\bwww\.|\b(?:javascript|data|mailto|vbscript|file):"
    r"|[\w.+-]+@[\w-]+|(?-i:\b(?!(?:[A-Z]{1,2}\.)+[A-Z]{1,2}\b))(?:\w[\w-]*\.)+[^\W\d_]{2,}\b(?:/\S*)?|(?<!\w)//\w|(?<!\w)@\w|\[\.\]|\b\d{1,3}(?:\.\d{1,3}){3}\b|\bftp:|\btel:|[{}\\|]|~~|\$\$",
    re.IGNORECASE,
)


def tidy(text: str, keys: Collection[str] = ()) -> str:
    """`text` on one line, without quotation marks, emphasis, control characters, and markers of `keys`.

    A marker is a passage's key, or a bare number, in brackets: markers are set by code alone.
    """
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    # What is taken away may uncover more of the same.
    while (tidier := _tidied(text, keys)) != text:
        text = tidier
    return text


def _tidied(text: str, keys: Collection[str]) -> str:
    text = _without_markers(text, keys)
    text = _ODD_APOSTROPHES.sub("'", text)
    text = re.sub(r"(?<=\w)‘(?=\w)", "’", text)
    text = re.sub(rf"[{_APOSTROPHES}]{{2,}}", "", text)
    text = _PAIRED.sub(lambda match: match["inner"], text)
    # Square brackets are for markers, and those are set by code.
    text = re.sub(r"[\[\]【】［］〔〕⁅⁆❲❳⟦⟧]", "", text)
    text = "".join(c for c in text if not (_is_quotation_mark(c) or _is_ornament(c)))
    text = re.sub(r",{2,}", ",", text)
    text = re.sub(r"\*+|^\s*(?:#+|[-•–—]|\d+[.)])\s+|(?<!\w)_+|_+(?!\w)", "", text)
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())


def find_form_objections(text: str, grounds: Sequence[Ground]) -> Iterator[Objection]:
    """What a sentence may not have in it, unless a text of `grounds` has the same."""
    if len(text) > MOST_CHARACTERS:
        yield Objection("length", f"{len(text):,} characters")
    if gives_orders(text):
        yield Objection("orders", text[:60])
    signs = [c for c in text if unicodedata.category(c) == "Sm" and c not in "+<>|~="]
    if signs:
        yield Objection("markup", "".join(signs))
    runs = [run for run in unicodedata.normalize("NFKC", text).split() if _MARKUP.search(run)]
    # A piece of a run may stand in a passage where the whole does not.
    held = _runs_of(grounds) if runs else set()
    yield from (Objection("markup", run) for run in runs if run.strip(_AROUND) not in held)


def _runs_of(grounds: Sequence[Ground]) -> set[str]:
    """What stands between white space in the texts of `grounds`, as a statement would have it."""
    texts = (tidy(text) for ground in grounds for text, _ in ground.texts)
    return {run.strip(_AROUND) for text in texts for run in text.split()}


def _without_markers(text: str, keys: Collection[str]) -> str:
    bare = _MARKER.sub(lambda match: "" if _is_marker(match, keys) else match[0], text)
    # One may stand within another.
    return bare if bare == text else _without_markers(bare, keys)


def _is_marker(match: re.Match[str], keys: Collection[str]) -> bool:
    """Whether brackets hold keys, or numbers where they are square: "1325 (2000)" is a name."""
    parts = [part.strip().lstrip("/") for part in re.split(r"[,;]", match["inner"])]
    square = match.group().strip()[0] in "[【［"
    return all(part in keys or (square and part.isdigit()) for part in parts)


@lru_cache(maxsize=4096)
def _is_quotation_mark(character: str) -> bool:
    """Whether `character` is, or looks like, a mark that encloses quoted words."""
    if character in _APOSTROPHES:
        return False
    if character in _OTHER_MARKS or unicodedata.category(character) in ("Pi", "Pf"):
        return True
    name = unicodedata.name(character, "")
    return any(part in name for part in _MARK_NAMES)


@lru_cache(maxsize=4096)
def _is_ornament(character: str) -> bool:
    """Whether `character` is raised, lowered or enclosed, as markers are, or a picture."""
    category = unicodedata.category(character)
    enclosed = category == "No" and not unicodedata.decomposition(character).startswith(
        "<fraction>"
    )
    return enclosed or category == "So"
