"""Mending of scanned and converted text, with a record of every repair.

Only what can be mended with certainty is mended: a line or page break inside a sentence, a footnote
that interrupts one, the mark of a footnote that exists, markup, a word that a converter broke.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from index.document import Repair
from index.words import Language, stem

IsWord = Callable[[str], bool]
"""Whether a word is known; of one with a hyphen ("counter-terrorism"), whether that belongs."""

# Of two words joined into one that is rarer than this, the hyphen belongs (see `Lexicon.rarity`):
# counterterrorism, followup and wellbeing are rarer; international, therefore and however are not.
_RARE = 0.75

_SUPERSCRIPTS = {ord(c): str(n) for n, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
# A mark is a superscript, or a numeral that touches the letter or punctuation before it; the
# numerals of dates, symbols and COVID-19 do not.
_MARK = re.compile(
    r"[⁰¹²³⁴-⁹]{1,2}|(?<=[^\W\d_][,.;:»”])\d{1,2}(?!\d)|(?<=[^\W\d_])\d{1,2}(?!\w)|(?<=\d,)\d{1,2}(?=\s|$)"
)
_EMPHASIS = re.compile(r"(?<!\*)(\*{1,3})(?=[^\s*])([^*]+?)(?<=[^\s*])\1(?!\*)")
_SPACES = re.compile(r"\s+")
# White space apart: a page's end is mended as white space is.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\u200b]+")
_HAN = r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]"
_CHINESE = re.compile(rf"{_HAN}\S|\S{_HAN}")
_HYPHEN_BREAK = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010][^\S\n]*\n\s*(?=[^\W\d_])")
_BROKEN = re.compile(r"(?<!\S)[^\W\d_]{2,} [^\W\d_]{2,}(?=[\s,.;:]|$)")


class Mender:
    """A passage of a source text under repair.

    It keeps, for every character, the place in the source that it came from, so that the repairs can
    be told as replacements in the source whatever order they were made in.
    """

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source, self.start, self.end = source, start, end
        self.text = source[start:end]
        self._origin: list[int | None] = list(range(start, end))
        self._kinds: dict[int, str] = {}
        self._marks: list[tuple[int, int]] = []

    def replace(self, start: int, end: int, replacement: str, kind: str) -> None:
        """Replace `[start, end)` of the current text, and remember why."""
        for place in self._origin[start:end]:
            if place is not None:
                self._kinds[place] = kind
        self.text = self.text[:start] + replacement + self.text[end:]
        self._origin[start:end] = [None] * len(replacement)

    def cut_source(self, start: int, end: int, kind: str) -> None:
        """Take `[start, end)` of the source out, leaving a line break in its place."""
        first = next(i for i, o in enumerate(self._origin) if o is not None and o >= start)
        last = max(i for i, o in enumerate(self._origin) if o is not None and o < end) + 1
        self.replace(first, last, "\n", kind)

    def take_marks(self, numbers: Iterable[int]) -> None:
        """Take out the marks of those footnotes, in their order, and remember where they stood."""
        wanted = list(numbers)
        position = 0
        while wanted and (match := _MARK.search(self.text, position)):
            if int(match.group().translate(_SUPERSCRIPTS)) == wanted[0]:
                place = self._origin[match.start()]
                assert place is not None, "marks are taken before anything is inserted in them"
                self._marks.append((wanted.pop(0), place))
                self.replace(match.start(), match.end(), "", "footnote mark")
                position = match.start()
            else:
                position = match.end()

    def mend(self, is_word: IsWord) -> None:
        """Make every repair that is certain; `is_word` knows the language's words."""
        controls = _CONTROL.finditer(self.text)
        self._replace_all([(m.start(), m.end(), "", "control character") for m in controls])
        self._each(_EMPHASIS, lambda m: m[2], "markup")
        self._each(_HYPHEN_BREAK, lambda m: self._joined(m, is_word), "hyphen at a break")
        self._spaces()
        self._broken_words(is_word)

    def repairs(self) -> tuple[Repair, ...]:
        """Every repair as a replacement in the source, in order."""
        found: list[Repair] = []
        kept = [(o, c) for o, c in zip(self._origin, self.text, strict=True)]
        place, inserted = self.start, ""
        for origin, character in [*kept, (self.end, "")]:
            if origin is None:
                inserted += character
                continue
            if origin > place or inserted:
                kinds = dict.fromkeys(self._kinds[i] for i in range(place, origin))
                found.append(
                    Repair(", ".join(kinds), place, origin, inserted, self.source[place:origin])
                )
            place, inserted = origin + 1, ""
        return tuple(found)

    def marks(self) -> list[tuple[int, int]]:
        """The footnote marks taken out: (number, offset in the mended text)."""
        return [(number, self._offset(place)) for number, place in self._marks]

    def _offset(self, place: int) -> int:
        later = (i for i, o in enumerate(self._origin) if o is not None and o > place)
        return next(later, len(self.text))

    def _each(
        self, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], kind: str
    ) -> None:
        position = 0
        while match := pattern.search(self.text, position):
            new = replacement(match)
            # Letters that stay keep their places in the source.
            at = match.group().find(new) if new else -1
            if at >= 0:
                self.replace(match.start() + at + len(new), match.end(), "", kind)
                self.replace(match.start(), match.start() + at, "", kind)
            else:
                self.replace(match.start(), match.end(), new, kind)
            position = match.start() + len(new)

    def _joined(self, match: re.Match[str], is_word: IsWord) -> str:
        left = re.search(r"[^\W\d_]+$", self.text[: match.start()])
        right = re.match(r"[^\W\d_]+", self.text[match.end() :])
        assert left is not None, "the pattern asks for letters on both sides"
        assert right is not None, "the pattern asks for letters on both sides"
        whole_word = is_word(left.group() + right.group()) and not right.group()[0].isupper()
        compound = is_word(f"{left.group()}-{right.group()}")
        return "" if whole_word and not compound else match.group()[0]

    def _spaces(self) -> None:
        changes: list[tuple[int, int, str, str]] = []
        for match in _SPACES.finditer(self.text):
            inner = match.start() > 0 and match.end() < len(self.text)
            around = (
                self.text[match.start() - 1 : match.start()]
                + self.text[match.end() : match.end() + 1]
            )
            # Chinese has no spaces: a line that goes on is joined to the one before.
            unspaced = "\n" in match.group() and _CHINESE.fullmatch(around)
            new = " " if inner and not unspaced else ""
            if match.group() != new:
                breaks = match.group().count("\n")
                kind = "page break" if breaks > 3 else "line break" if breaks else "spaces"
                changes.append((match.start(), match.end(), new, kind))
        self._replace_all(changes)

    def _replace_all(self, changes: Iterable[tuple[int, int, str, str]]) -> None:
        """Make changes that do not overlap, in order: (start, end, replacement, kind)."""
        text: list[str] = []
        origin: list[int | None] = []
        place = 0
        for start, end, new, kind in changes:
            text += self.text[place:start], new
            origin += self._origin[place:start]
            origin += [None] * len(new)
            self._kinds |= {o: kind for o in self._origin[start:end] if o is not None}
            place = end
        self.text = "".join([*text, self.text[place:]])
        self._origin = [*origin, *self._origin[place:]]

    def _broken_words(self, is_word: IsWord) -> None:
        position = 0
        while match := _BROKEN.search(self.text, position):
            left, right = match.group().split(" ")
            broken = not (is_word(left) and is_word(right)) and is_word(left + right)
            if broken and not right[0].isupper():
                space = match.start() + len(left)
                self.replace(space, space + 1, "", "broken word")
                position = match.start()
            else:
                position = match.start() + len(left) + 1


def vocabulary(language: Language) -> IsWord:
    """Whether a word is one of the language's, as the lexicon's training text has them."""
    from index.lexicon import load_lexicon

    lexicon = load_lexicon()

    def is_word(word: str) -> bool:
        if "-" in word:
            joined = stem(word.replace("-", ""), language)
            return all(map(is_word, word.split("-"))) and lexicon.rarity(joined, language) > _RARE
        return lexicon.knows(stem(word, language), language)

    return is_word
