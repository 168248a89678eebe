"""Symbols of United Nations documents: `A/RES/72/7`, `S/2007/279`, `A/75/L.72/Rev.1*`.

Source of the grammar: United Nations Editorial Manual and the Dag Hammarskjöld Library's guide to
document symbols. Components are parted by slashes; `RES` marks a resolution, `L.` a limited
distribution (drafts), `Add.`, `Corr.`, `Rev.`, `Amend.` and `Summary` change a document, `*` marks a
reissue. Two symbols joined by a hyphen stand for one document of two organs.
"""

from __future__ import annotations

import re
from functools import cached_property

from index.errors import SymbolError

_YEAR = r"(?: ?\((?:\d{4}|[IVXLC]+|Part [IVX]+)\))"
# `S-10` and `ES-11` are special and emergency special sessions.
_COMPONENT = r"(?:E?S-[0-9]+|[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*(?-i:\([0-9A-Z-]+\))?)"
_SINGLE = rf"[A-Z]{{1,6}}(?:/{_COMPONENT})+{_YEAR}?(?: [A-Z](?![A-Za-z])|(?<=[0-9])[A-Z]-[A-Z](?![A-Za-z]))?"
_GRAMMAR = re.compile(rf"(?P<first>{_SINGLE})(?:-(?P<second>{_SINGLE}))?(?P<stars>\*{{0,3}})")
# In running text a symbol begins with an organ that exists, so that "km/h" or "and/or" is none.
_ORGANS = {
    "A": "General Assembly",
    "S": "Security Council",
    "E": "Economic and Social Council",
    "T": "Trusteeship Council",
    "ST": "Secretariat",
    "HRC": "Human Rights Council",
    "CEDAW": "Committee on the Elimination of Discrimination against Women",
    "CAT": "Committee against Torture",
    "CCPR": "Human Rights Committee",
    "DP": "United Nations Development Programme",
    "FCCC": "United Nations Framework Convention on Climate Change",
    "ICCD": "United Nations Convention to Combat Desertification",
    "TD": "United Nations Conference on Trade and Development",
    "UNEP": "United Nations Environment Programme",
    "PBC": "Peacebuilding Commission",
}
_ORGAN = "|".join(sorted(_ORGANS, key=len, reverse=True))
# Only the organ and the components in any case: the "(i)" in "A/RES/72/7 (i)" is no session.
_RUN = rf"(?:{_ORGAN})(?:/{_COMPONENT})+(?-i:{_YEAR})?"
# Chinese is written without spaces: a symbol may touch its characters.
_IN_TEXT = re.compile(rf"(?<![^\W\u3400-\u9fff])(?<!/)(?ai:{_RUN})(?:[-\u2010-\u2015]{_RUN})?\**")
_SUFFIX = re.compile(r"/(?:Add|Corr|Rev|Amend|Summary)\.?\d*$")
_MODIFIERS = {
    "RES",
    "ADD",
    "CORR",
    "REV",
    "AMEND",
    "PV",
    "SR",
    "NGO",
    "INF",
    "CRP",
    "WP",
    "CONF",
    "SUB",
    "DEC",
}


class Symbol(str):
    """The symbol of a document, in its canonical spelling; it is that string.

    `Symbol("a/res/72/7 ")` equals `"A/RES/72/7"`. Raises `SymbolError` for anything else.
    """

    __slots__ = ("__dict__",)

    def __new__(cls, text: str) -> Symbol:
        """The symbol that `text` writes; see the class for errors."""
        if isinstance(text, Symbol):
            return text
        canonical = _canonical(text)
        if not _GRAMMAR.fullmatch(canonical) or not any(map(str.isdigit, canonical)):
            raise SymbolError(
                f"{text[:60]!r} is not a document symbol; "
                "symbols look like S/2007/279, A/RES/72/7 or A/75/L.72"
            )
        return super().__new__(cls, canonical)

    @cached_property
    def components(self) -> tuple[str, ...]:
        """The parts between slashes of the first symbol: `("A", "RES", "72", "7")`."""
        return tuple(self.parts[0].rstrip("*").split("/"))

    @property
    def parts(self) -> tuple[str, ...]:
        """The symbols joined in this one; usually one."""
        match = _GRAMMAR.fullmatch(self)
        assert match is not None, "checked when the symbol was made"
        second = match["second"]
        return (match["first"], second) if second else (match["first"],)

    @property
    def base(self) -> Symbol:
        """The symbol of the document that this one corrects, revises, adds to or reissues."""
        text = str(self).rstrip("*")
        while shorter := _SUFFIX.sub("", text):
            if shorter == text:
                break
            text = shorter
        return Symbol(text)

    @property
    def organ(self) -> str | None:
        """The English name of the issuing organ, where the first components tell it."""
        if self.components[:2] == ("A", "HRC"):
            # A council of its own, which reports to the Assembly.
            return _ORGANS["HRC"]
        return _ORGANS.get(self.components[0])

    @property
    def is_resolution(self) -> bool:
        """Whether the symbol is that of an adopted resolution."""
        return "RES" in self.components

    @property
    def is_draft(self) -> bool:
        """Whether the symbol marks a limited distribution, which drafts of resolutions have."""
        return any(component.startswith("L.") for component in self.components)

    @property
    def url(self) -> str:
        """The official document, in English, at the United Nations' own resolver."""
        return self.link("en")

    def link(self, language: str) -> str:
        """The official document in `language` (ISO 639-1) at the United Nations' own resolver."""
        return f"https://undocs.org/{language}/{self.replace(' ', '%20').rstrip('*')}"


def find_symbols(text: str) -> list[tuple[Symbol, int, int]]:
    """The symbols that stand in running text, each with its place (start, end) in code points."""
    found: list[tuple[Symbol, int, int]] = []
    for match in _IN_TEXT.finditer(text):
        if any(map(str.isdigit, match.group())):
            found.append((Symbol(match.group()), match.start(), match.end()))
    return found


def _canonical(text: str) -> str:
    """One spelling for each symbol: case of modifiers, kinds of slash and dash, white space.

    A year or session in parentheses stands apart, as mastheads have it: `S/RES/1325 (2000)`.
    """
    text = re.sub(r"\s+", " ", text).strip().replace("／", "/")
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"\s*/\s*", "/", text)
    # A resolution in lettered parts: the symbol of all of them is written without a space.
    text = re.sub(
        r"(?i)(?<=[0-9]) ?([a-z])-([a-z])(?=\**$)", lambda m: f"{m[1]}-{m[2]}".upper(), text
    )
    text = re.sub(r"(?<=[0-9])\((?=(?:\d{4}|[IVXLC]+|Part [IVX]+)\))", " (", text)
    return "-".join(
        "/".join(_component(component) for component in part.split("/"))
        for part in re.split(r"-(?=[A-Za-z]+/)", text)
    )


def _component(component: str) -> str:
    if re.fullmatch(r"(?i)(?:(?:add|corr|rev|amend|sub)\.\d+|summary)\**", component):
        return component.capitalize()
    # RES, L.72, AC.105, ES-11, and the letter after "46/36 L".
    if component.upper().rstrip("*") in _MODIFIERS or re.fullmatch(
        r"(?i)(?:[a-z]{1,5}|[a-z]{1,4}\.\d+|e?s-\d+|\d+ [a-z])\**", component
    ):
        return component.upper()
    return component
