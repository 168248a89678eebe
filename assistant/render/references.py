"""References to a cited place: United Nations footnotes, BibTeX, RIS, CSL-JSON and linked text.

Titles, authors and kinds stand in the language of the quote, as its version of the document does; text
that is not Latin stays as it is, in UTF-8.
White space and control characters are one space in all of them: no title can begin a new field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote as percent_encode

from assistant.answer import Citation
from assistant.phrases import load_phrases
from assistant.render.reference_words import ORGANS, WORDS
from index.document import Status
from index.locator import Locator
from index.symbol import Symbol
from index.words import Language

_NUMBERED = re.compile(r"(?<![^.])n(?=[0-9])")
_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# Braces are named, not escaped: BibTeX counts those behind a backslash too.
_LATEX = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_"}
    | {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
)
_BIBLATEX_LANGUAGES: dict[Language, str] = {
    "en": "english",
    "fr": "french",
    "ru": "russian",
    "es": "spanish",
    "ar": "arabic",
    "zh": "chinese",
}


def to_footnote(citation: Citation, reader: Language) -> str:
    """The footnote that cites the place, in the `reader`'s language, with its full stop.

    Source: United Nations Editorial Manual Online, "Footnotes and other references", III, United
    Nations sources: a document is cited by its symbol and paragraph (A), a resolution by its organ
    and number (E); "Resolutions and other formal decisions": a preambular paragraph is cited by its
    order. A corrigendum, addendum or revision of a resolution is cited by its symbol. That a draft
    is called one goes beyond the manual, to which the "L." of its symbol is enough.

    Raises `SymbolError` and `LocatorError` where the citation was not made by this program.
    """
    phrases = load_phrases(reader)
    name: str = Symbol(citation.symbol)
    if resolution := _resolution(citation):
        organ, number = resolution
        phrase = phrases[f"reference.{organ.lower().replace(' ', '_')}"]
        # Chinese sets the year close: 第1325(2000)号决议.
        name = phrase.format(number=number.replace(" (", "(") if reader == "zh" else number)
    return _place(citation, name, reader) + phrases["reference.stop"]


def to_linked_text(citation: Citation, reader: Language) -> str:
    """The quote, letter for letter, in the `reader`'s quotation marks, with its place and address."""
    phrases = load_phrases(reader)
    place = _place(citation, Symbol(citation.symbol), reader)
    where = phrases["of"].format(symbol=place, place=citation.url)
    return f"{phrases['open']}{citation.quote}{phrases['close']} ({where})"


def to_bibtex(citation: Citation) -> str:
    """A `@techreport` for BibTeX and biblatex, in UTF-8; its title keeps its capitals.

    The key is made of symbol, locator and language, so that two quotes of one paragraph share an
    entry. Give `biber`, or a BibTeX that takes UTF-8, where titles are not in Latin letters.
    """
    date = _date(citation)
    fields = {
        "author": f"{{{_author(citation)}}}",
        "title": f"{{{_latex(_title(citation))}}}",
        "institution": f"{{{_publisher(citation)}}}",
        "type": WORDS[citation.language].kind(citation.status),
        "number": _latex(_line(citation.symbol)),
        "date": "-".join(date),
        "year": date[0] if date else "",
        "note": _latex(_line(citation.pinpoint)),
        "langid": _BIBLATEX_LANGUAGES[citation.language],
        "url": _address(citation),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{_key(citation)},", *lines, "}", ""])


def to_ris(citation: Citation) -> str:
    """A RIS record of type GOVDOC, its lines ended by CR LF as the format has them.

    The symbol stands as the number (M1) and as the report number (SN), which Zotero reads; the place
    as a note (N1), because paragraphs are cited by number and not by page.
    """
    date = _date(citation)
    fields = [
        ("TY", "GOVDOC"),
        ("TI", _title(citation)),
        ("AU", _author(citation)),
        ("PB", _publisher(citation)),
        ("PY", date[0] if date else ""),
        ("DA", "/".join(date)),
        ("M1", _line(citation.symbol)),
        ("SN", _line(citation.symbol)),
        ("M3", WORDS[citation.language].kind(citation.status)),
        ("N1", _line(citation.pinpoint)),
        ("LA", citation.language),
        ("UR", _address(citation)),
    ]
    return "".join(
        f"{tag}  - {value}\r\n" for tag, value in [*fields, ("ER", "")] if value or tag == "ER"
    )


def to_csl_json(citation: Citation) -> dict[str, object]:
    """An item of the CSL-JSON schema (citation-style-language/schema, `csl-data.json`, 1.0).

    The place is in `note`: a `locator` without a label would be printed as a page.
    """
    item: dict[str, object] = {
        "id": _key(citation),
        "type": "report",
        "title": _title(citation),
        "author": [{"literal": _author(citation)}],
        "publisher": _publisher(citation),
        "genre": WORDS[citation.language].kind(citation.status),
        "number": _line(citation.symbol),
        "note": _line(citation.pinpoint),
        "language": citation.language,
        "URL": _address(citation),
    }
    if date := _date(citation):
        item["issued"] = {"date-parts": [[int(part) for part in date]]}
    return item


def _csl_json(items: Iterable[dict[str, object]]) -> str:
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"


REFERENCES: dict[str, Callable[[Citation, Language], str]] = {
    "footnote": to_footnote,
    "bibtex": lambda citation, _: to_bibtex(citation),
    "ris": lambda citation, _: to_ris(citation),
    "csl-json": lambda citation, _: _csl_json([to_csl_json(citation)]),
    "text": to_linked_text,
}
"""References by the name of their format, each of a citation and the reader's language."""

EXPORTS = tuple(name for name in REFERENCES if name != "text")
"""The formats that other programs, and footnotes, take."""


def to_references(form: str, citations: Iterable[Citation], reader: Language) -> str:
    """All `citations` as one text or file of the format `form`; what would stand twice stands once.

    Raises `KeyError` where `REFERENCES` has no such format.
    """
    write = REFERENCES[form]
    if form == "csl-json":
        return _csl_json({item["id"]: item for item in map(to_csl_json, citations)}.values())
    found = dict.fromkeys(write(citation, reader) for citation in citations)
    return ("" if form == "ris" else "\n").join(found)


def _place(citation: Citation, name: str, reader: Language) -> str:
    """`name` with the paragraph, and with the word that a draft is one."""
    phrases = load_phrases(reader)
    # A paragraph is cited as "para. 12" whether a resolution numbers it or a report.
    pinpoint = Locator(_NUMBERED.sub("op", Locator(citation.locator))).pinpoint(reader)
    place = phrases["of"].format(symbol=name, place=pinpoint)
    return (
        phrases["reference.draft"].format(place=place) if citation.status is Status.DRAFT else place
    )


def _resolution(citation: Citation) -> tuple[str, str] | None:
    """The organ and number of an adopted resolution: ("General Assembly", "72/7")."""
    symbol = Symbol(citation.symbol)
    if citation.status is not Status.ADOPTED or len(symbol.parts) > 1:
        return None
    bare = symbol.rstrip("*")
    for start, organ in ORGANS.items():
        if bare.startswith(start) and bare == symbol.base:
            number = bare.removeprefix(start)
            # 217 (III) A in the symbol is 217 A (III) in words.
            return organ, re.sub(r"( \([^()]*\))( [A-Z](?:-[A-Z])?)$", r"\2\1", number)
    return None


def _author(citation: Citation) -> str:
    """The organ that adopted a resolution, else the United Nations: a letter's organ did not write it."""
    resolution = _resolution(citation)
    if resolution is None:
        return _publisher(citation)
    place = list(ORGANS.values()).index(resolution[0])
    return WORDS[citation.language].organs[place]


def _publisher(citation: Citation) -> str:
    return WORDS[citation.language].publisher


def _title(citation: Citation) -> str:
    return _line(citation.title) or _line(citation.symbol)


def _date(citation: Citation) -> tuple[str, ...]:
    """Year, month and day; nothing where the date is not an ISO one."""
    match = _ISO_DATE.fullmatch(citation.date)
    return match.groups() if match else ()


def _key(citation: Citation) -> str:
    """`un:S/RES/1325+2000:op1:en`: one for each paragraph and language, without what BibTeX refuses."""
    symbol = Symbol(citation.symbol).replace(" (", "+").replace("(", "+").replace(")", "")
    symbol = symbol.replace(" ", "_").replace("*", "_r")
    return f"un:{symbol}:{Locator(citation.locator)}:{citation.language}"


def _address(citation: Citation) -> str:
    """The address with everything encoded that an address cannot have, so also braces and breaks."""
    return percent_encode(citation.url, safe=":/?#[]@!$&'()*+,;=%~-._")


def _line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _latex(text: str) -> str:
    return text.translate(_LATEX)
