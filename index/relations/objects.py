"""What a sentence does with a resolution: "Recalling its resolution 72/7" recalls it.

Only the direct object of a verb is recalled or reaffirmed. "Recalling the report submitted pursuant to
its resolution 72/7" recalls a report; the resolution is merely named.
"""

from __future__ import annotations

import re

from index.relations.wording import THAT, load_wording
from index.words import Language

_LONGEST_NAME = 110
# Words in capitals with small ones between them, up to where the search ends.
_CAPITAL = r"[A-Z][\w-]+(?:['’]s)?,?"
_NAME_BEFORE = re.compile(
    rf"{_CAPITAL}(?:\s+(?:(?:of|on|for|and|the|to|in|against)\s+){{0,3}}{_CAPITAL})*\s+$"
)
_LEAD_ZH = re.compile(r"(?:[和及以与、，,又还并到\s]|特别是|尤其是|包括|\d+年\d+月\d+日)*")
_OBLIQUE_ZH = re.compile(r"根据|按照|依照|遵照|在(?=[^，]*第)|关于第|所载|执行第|通过的")
_GOES_ON_ZH = re.compile(r"[中的内]|通过|所|规定|执行|附件|第\d*段")


class Clauses:
    """The verbs, nouns and bodies of one text that `numbers.plain` has made."""

    def __init__(self, text: str, language: Language) -> None:
        self.text, self.language = text, language
        self.wording = load_wording(language)
        self.nouns = list(self.wording.noun.finditer(text))
        self._verbs = list(self.wording.verb.finditer(text)) if self.nouns else []

    def relation(self, noun: tuple[int, int], number: int) -> str | None:
        """What is done with the resolutions at `noun`, of which one's number begins at `number`."""
        before = number if self.language == "zh" else noun[0]
        verb = next((v for v in reversed(self._verbs) if v.end() <= before), None)
        if verb is None or THAT.match(self.text, verb.end(), noun[0]):
            return None
        kind = self.wording.kinds[int((verb.lastgroup or "v0")[1:])] or None
        return kind if kind and self.is_object(noun, number) else None

    def is_object(self, noun: tuple[int, int], number: int) -> bool:
        """Whether a noun is the object of a verb, or one of several: "the Charter, and its resolution"."""
        if self.language == "zh":
            return self._is_object_zh(noun, number)
        start = max((v.end() for v in self._verbs if v.end() <= noun[0]), default=0)
        name = self._name_before(noun[0])
        before = self.text[start : max(start, noun[0] if name is None else name)]
        rest = self.wording.light.sub("", before).rstrip()
        taken = before[len(rest) :].strip()
        if self.language == "ar" and (taken or self.text[slice(*noun)]).startswith("و"):
            return True
        return not rest or self.joins(rest) or self.joins(taken.split(" ")[0])

    def is_own(self, noun: re.Match[str]) -> bool:
        """Whether it is "its" resolution."""
        own = self.wording.own
        if self.language == "ar":
            return bool(own.search(noun["noun"] or ""))
        if self.language == "zh":
            return bool(own.match(self.text, self.opening_zh(noun.start())))
        before = self.text[max(0, noun.start() - 60) : noun.start()]
        light = self.wording.light.search(before)
        return light is not None and bool(own.search(light.group()))

    def joins(self, text: str) -> bool:
        """Whether `text` ends with "and" or a comma."""
        return bool(self.wording.joint.search(text))

    def bodies(self, start: int, end: int) -> list[tuple[str, int]]:
        """The bodies named in `[start, end)` of the text, each with where its name begins."""
        names = self.wording.body_names
        found = self.wording.bodies.finditer(self.text, start, end)
        return [(names[int((m.lastgroup or "b0")[1:])], m.start()) for m in found]

    def body_before(self, noun: int) -> str | None:
        """The body whose name ends at `noun`: "Commission on the Status of Women resolution"."""
        name = self._name_before(noun)
        return self.bodies(name, noun)[-1][0] if name is not None else None

    def opening_zh(self, before: int) -> int:
        """Where the words begin that tell whose the resolutions are: 其, or a body's name."""
        ends = [x.end() for x in (*self._verbs, *self.nouns) if x.end() <= before]
        lead = _LEAD_ZH.match(self.text, max(ends, default=0))
        assert lead is not None, "the pattern matches anywhere"
        return lead.end()

    def _name_before(self, noun: int) -> int | None:
        """Where the name of a body begins that ends at `noun`."""
        name = _NAME_BEFORE.search(self.text, max(0, noun - _LONGEST_NAME), noun)
        return name.start() if name and self.bodies(name.start(), noun) else None

    def _is_object_zh(self, noun: tuple[int, int], number: int) -> bool:
        verb = max((v.end() for v in self._verbs if v.end() <= number), default=None)
        if verb is None:
            return False
        behind = self.text[noun[1] : noun[1] + 4].strip()
        return not _OBLIQUE_ZH.search(self.text[verb : noun[1]]) and not _GOES_ON_ZH.match(behind)
