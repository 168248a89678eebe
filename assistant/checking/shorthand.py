"""Resolutions as notes and speaking points name them: "UNGA Res. 72/7", "Рез. ГА 72/7", "72/7, OP3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.mentions import Named
from index.relations.numbers import NUMBER, plain, symbol_of
from index.relations.wording import (
    ECONOMIC_AND_SOCIAL_COUNCIL,
    GENERAL_ASSEMBLY,
    HUMAN_RIGHTS_COUNCIL,
    SECURITY_COUNCIL,
)

_BODIES = {
    GENERAL_ASSEMBLY: r"(?:UN)?GA|G\.\s?A\.|AG|ГА|联大",
    SECURITY_COUNCIL: r"(?:UN)?SC|S\.\s?C\.|CS|СБ",
    ECONOMIC_AND_SOCIAL_COUNCIL: r"ECOSOC|ЭКОСОС",
    HUMAN_RIGHTS_COUNCIL: r"(?:UN)?HRC|CDH|СПЧ",
}
_ANY = "|".join(_BODIES.values())
_NOUN = r"(?:RES|[Rr]es|[Rr]és|РЕЗ|[Рр]ез)\b\.?|[Rr](?:e|é)solution|[Rr]esolución|[Рр]езолюци\w+"
_NUMERO = r"(?:[Nn]o?\.?|[Nn][°º]|№)\s?"
_LEAD = re.compile(
    rf"(?<!\w)(?:(?P<body>{_ANY})\s?(?:(?:{_NOUN})\s?)?|(?P<other>\b[A-ZА-Я]{{2,}}\s)?(?:{_NOUN})\s?"
    rf"(?:(?P<behind>{_ANY})\s)?)(?:{_NUMERO})?$"
)
_LONGEST_LEAD = 40
_PLACE_BEHIND = re.compile(r"\s?[,(]?\s?(?:OP|PP|[Pp]aras?\b|[Pp]árr|[Pp]ar\b|[Пп]\.|¶|§)\.?\s?\d")
_PLACE_BEFORE = re.compile(r"(?:OP|PP)\s?\d{1,3} of $")


def find_abbreviated(text: str) -> Iterator[Named]:
    """The resolutions that `text` names by an abbreviated noun or body: "Res. 72/7", "UNGA 72/7"."""
    if not any(map(str.isdigit, text)):
        return
    written, places = plain(text)
    for number in NUMBER.finditer(written):
        lead = _LEAD.search(written[max(0, number.start() - _LONGEST_LEAD) : number.start()])
        if lead is None or lead["other"] not in (None, "UN "):
            continue
        said = lead["body"] or lead["behind"]
        if symbol := symbol_of(number, _body(said)):
            yield Named(symbol, places[number.start()], places[number.end()])


def _body(said: str | None) -> str:
    if said is None:
        return GENERAL_ASSEMBLY
    return next(body for body, names in _BODIES.items() if re.fullmatch(names, said))


def find_bare(text: str) -> Iterator[Named]:
    """What may be resolutions by their bare numbers beside a paragraph's place: "72/7, OP3"."""
    for number in NUMBER.finditer(text):
        beside = _PLACE_BEHIND.match(text, number.end()) or _PLACE_BEFORE.search(
            text[max(0, number.start() - 12) : number.start()]
        )
        symbol = symbol_of(number, GENERAL_ASSEMBLY) if beside and number["session"] else None
        if symbol is not None:
            yield Named(symbol, *number.span())
