"""A place that tells a part of a resolution and no paragraph: "in its preamble", "the first paragraph"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.checking.mentions import Named, alike
from assistant.checking.pinpoints import Pinpoint
from assistant.question.pack import folded
from index.document import Document
from index.errors import LocatorError
from index.locator import Locator
from index.words import Language

# The two parts of a resolution, and what stands before one that words are in, in folded text.
_PREAMBLE = {
    "en": r"preamble|preambular (?:part|section|paragraphs)",
    "fr": r"preambule",
    "ru": r"преамбул[аеу]",
    "es": r"preambulo",
    "ar": r"(?:ال)?ديباج(?:ه|ته|تها)",
    "zh": r"序言部分|序言",
}
_OPERATIVE = {
    "en": r"operative (?:part|section|paragraphs)",
    "fr": r"dispositif",
    "ru": r"постановляющ(?:ая|ей) част[ьи]",
    "es": r"parte dispositiva",
    "ar": r"(?:ال)?منطوق(?:ه|ها)?",
    "zh": r"执行部分",
}
_IN = {
    "en": r"\bin (?:its|the) ",
    "fr": r"\bdans (?:le|son) ",
    "ru": r"\bв (?:ее |своеи )?",
    "es": r"\ben (?:el|su|la) ",
    "ar": r"\bو?في ",
    "zh": r"在?",
}
_AROUND = 80
_OPENS = re.compile(r"[(（\[]\s?$")
# "In its preamble, resolution 72/7"; "(preamble, A/RES/72/7)".
_COMMA = re.compile(r"\s?[,،，]\s?(?:[^\W\d_]+\s){0,3}")
# Arabic joins the two without a preposition: "in the preamble [of] the resolution 72/7".
_CONSTRUCT = re.compile(r"\s?[,،]?\s?(?:[^\W\d_]+\s){0,3}")
_ENDS = re.compile(r"中?[里内]?\s?(?:[,;:.)\]،，：。；、）“«„\"「\ufffc]|$)")

Links = Callable[[str, str], bool]
"""Whether some words stand between a place and the document that it is of ("of"), or the reverse."""


def part_near(text: str, named: Named, language: Language, links: Links) -> str:
    """The head of the paragraphs of the part, `pp` or `op`, that `text` names with a document; else empty.

    Empty too where it names both.
    """
    heads = set(_heads(text, named, language, links))
    return heads.pop() if len(heads) == 1 else ""


def _heads(text: str, named: Named, language: Language, links: Links) -> Iterator[str]:
    start, end = max(0, named.start - _AROUND), named.end + _AROUND
    before, behind = folded(text[start : named.start]), folded(text[named.end : end])
    for code in alike(language):
        edges = ("", "") if code == "zh" else (r"(?<!\w)", r"(?!\w)")
        for head, nouns in (("pp", _PREAMBLE), ("op", _OPERATIVE)):
            noun = re.compile(f"{edges[0]}(?:{nouns[code]}){edges[1]}")
            within = re.compile(rf"(?:{_IN[code]})$")
            for match in noun.finditer(before):
                lead, gap = before[: match.start()], text[start + match.end() : named.start]
                is_in = within.search(lead) or _OPENS.search(lead)
                joined = _CONSTRUCT if code == "ar" else _COMMA
                if is_in and (links(gap, "of") or joined.fullmatch(gap)):
                    yield head
            for match in noun.finditer(behind):
                gap = text[named.end : named.end + match.start()]
                if _ENDS.match(behind, match.end()) and links(gap, "behind"):
                    yield head


def of_part(head: str, document: Document) -> tuple[str, ...]:
    """The paragraphs of a part; none where the document is not held with both of its parts."""
    own = {h: [p for p in _outer(document) if p.head == h] for h in ("pp", "op")}
    return tuple(map(str, own[head])) if all(own.values()) else ()


def of_ordinal(pinpoint: Pinpoint, document: Document) -> tuple[str, ...]:
    """What "the third paragraph" of a resolution may be: of either part, or of both counted on."""
    outer = [p for p in _outer(document) if p.head in ("pp", "op")]
    number = pinpoint.number
    if pinpoint.head != "p" or pinpoint.is_numeral or pinpoint.items or number < 1:
        return ()
    found = [p for p in outer if p.number == number] + outer[number - 1 : number]
    return tuple(dict.fromkeys(map(str, found)))


def contradicts(locator: str, among: tuple[str, ...]) -> bool:
    """Whether a paragraph of the resolution itself is surely none of those that are meant."""
    try:
        place = Locator(locator)
    except LocatorError:
        return False
    if not among or place.divisions or place.head not in ("pp", "op"):
        return False
    return not any(locator == own or place.startswith(f"{own}.") for own in among)


def _outer(document: Document) -> list[Locator]:
    """The paragraphs of a resolution itself, without their items and those of annexes."""
    held = (paragraph.locator for paragraph in document.paragraphs)
    return [p for p in held if not (p.divisions or p.items)]
