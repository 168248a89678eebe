"""Places of paragraphs: `pp3`, `op1.a`, `p3.b2`, `fn1`, `title`.

United Nations usage (Editorial Manual, "Footnotes and other references"): paragraphs are cited by
number and not by page. An operative paragraph is "para. 1"; a preambular one has no number and is
"third preambular paragraph"; a letter's paragraphs are cited by order. An annex, a section or a part
whose paragraphs are numbered anew is named before them: "annex I, paragraph 3".

Grammar:

    locator  = named | (division ".")* head ("." item)*
    named    = "title" | "agenda" | "sponsors" | "distribution" | "signature" | "meeting"
    division = ("annex" | "part" | "sec") number     at most three; a part is "A", a section "I"
    head     = ("pp" | "op" | "n" | "p" | "h" | "fn") number
    item     = "b" number                a bullet, by order
             | number                    2.1 of a decimal numbering
             | letters                   (a) … (z), (aa) …, at the first depth
             | roman                     (i), (ii) …, below a letter

`n12` is the paragraph that a report or an annex numbers 12, `p3` the third without a number, `h2` the
second heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from index.errors import LocatorError
from index.ordinals import ordinal, parse_ordinal
from index.roman import from_roman, to_roman
from index.words import Language


class Kind(StrEnum):
    """What a paragraph is. `masthead` and `closing` lines are cited by name."""

    TITLE = "title"
    HEADING = "heading"
    MASTHEAD = "masthead"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    BODY = "body"
    ITEM = "item"
    FOOTNOTE = "footnote"
    CLOSING = "closing"


_HEADS = {
    "pp": Kind.PREAMBULAR,
    "op": Kind.OPERATIVE,
    "p": Kind.BODY,
    "fn": Kind.FOOTNOTE,
    "n": Kind.BODY,
    "h": Kind.HEADING,
}
_DIVISIONS = ("annex", "part", "sec")
_MOST_DIVISIONS = 3
_NAMED = {
    "title": Kind.TITLE,
    "agenda": Kind.MASTHEAD,
    "sponsors": Kind.MASTHEAD,
    "distribution": Kind.MASTHEAD,
    "signature": Kind.CLOSING,
    "meeting": Kind.CLOSING,
}
_NUMBER = r"[1-9][0-9]{0,4}"
_ROMAN = r"(?:x{0,3})(?:ix|iv|v?i{0,3})"
_LETTERS = r"([a-z])\1{0,2}"
_DIVISION = rf"(?:{'|'.join(_DIVISIONS)}){_NUMBER}"
_GRAMMAR = re.compile(
    rf"(?P<named>{'|'.join(_NAMED)})"
    rf"|(?P<divisions>(?:{_DIVISION}\.){{0,{_MOST_DIVISIONS}}})"
    rf"(?P<head>{'|'.join(_HEADS)})(?P<number>{_NUMBER})"
    rf"(?P<items>(?:\.(?:b?{_NUMBER}|[a-z]+))*)"
)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """How a language writes a place; `{n}` is a numeral, `{nth}` an ordinal."""

    pp: str
    op: str
    p: str
    fn: str
    n: str
    h: str
    divisions: tuple[str, str, str]  # in the order of _DIVISIONS
    bullet: str
    named: tuple[str, str, str, str, str, str]  # in the order of _NAMED

    def head(self, name: str) -> str:
        phrases = {"pp": self.pp, "op": self.op, "p": self.p, "fn": self.fn}
        return {**phrases, "n": self.n, "h": self.h}[name]


_PHRASES: dict[Language, _Phrases] = {
    "en": _Phrases(
        "{nth} preambular paragraph", "para. {n}", "{nth} paragraph", "footnote {n}",
        "paragraph {n}", "{nth} heading",
        ("annex {n}, ", "part {n}, ", "sect. {n}, "),
        ", {nth} bullet",
        ("title", "agenda item", "sponsors", "distribution", "signature", "meeting"),
    ),
    "fr": _Phrases(
        "{nth} alinéa du préambule", "par. {n}", "{nth} paragraphe", "note {n}",
        "paragraphe {n}", "{nth} intertitre",
        ("annexe {n}, ", "partie {n}, ", "sect. {n}, "),
        ", {nth} tiret",
        ("titre", "point de l’ordre du jour", "auteurs", "distribution", "signature", "séance"),
    ),
    "ru": _Phrases(
        "{nth} абзац преамбулы", "пункт {n}", "{nth} абзац", "сноска {n}",
        "пункт под номером {n}", "{nth} подзаголовок",
        ("приложение {n}, ", "часть {n}, ", "раздел {n}, "),
        ", {nth} подпункт",
        ("название", "пункт повестки дня", "авторы", "распространение", "подпись", "заседание"),
    ),
    "es": _Phrases(
        "{nth} párrafo del preámbulo", "párr. {n}", "{nth} párrafo", "nota {n}",
        "párrafo {n}", "{nth} epígrafe",
        ("anexo {n}, ", "parte {n}, ", "secc. {n}, "),
        ", {nth} inciso",
        ("título", "tema del programa", "autores", "distribución", "firma", "sesión"),
    ),
    "ar": _Phrases(
        "الفقرة {nth} من الديباجة", "الفقرة رقم {n}", "الفقرة {nth}", "الحاشية {n}",
        "الفقرة المرقمة {n}", "العنوان الفرعي {nth}",
        ("المرفق {n}، ", "الجزء {n}، ", "القسم {n}، "),
        "، النقطة {nth}",
        ("العنوان", "بند جدول الأعمال", "مقدمو المشروع", "التوزيع", "التوقيع", "الجلسة"),
    ),
    "zh": _Phrases(
        "序言部分{nth}段", "第{n}段", "正文{nth}段", "脚注{n}",
        "第{n}段（编号）", "{nth}小标题",
        ("附件{n} ", "第{n}部分 ", "第{n}节 "),
        "{nth}项",
        ("标题", "议程项目", "提案国", "分发", "签名", "会议"),
    ),
}  # fmt: skip


class Locator(str):
    """The place of a paragraph in its document, in its canonical spelling; it is that string.

    Raises `LocatorError` for text outside the grammar above.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Locator:
        """The locator that `text` writes; see the class for errors."""
        if isinstance(text, Locator):
            return text
        match = _parsed(text)
        if not match or not all(map(_is_item, enumerate((match["items"] or "").split(".")[1:]))):
            raise LocatorError(
                f"{text[:40]!r} is not the place of a paragraph; places look like "
                "pp3 (preambular), op1 or op1.a (operative), p3.b2 (a letter's), n12 (a report's), "
                "annex1.n3, fn1 or title"
            )
        return super().__new__(cls, text)

    @property
    def kind(self) -> Kind:
        """What kind of paragraph stands there."""
        if self.items:
            return Kind.ITEM
        return _NAMED.get(self) or _HEADS[self.head]

    @property
    def item_number(self) -> int | None:
        """The number of the last item: 2 of `p3.b2`, 1 of `op1.a`; None where there is no item."""
        if not self.items:
            return None
        last = self.items[-1]
        return int(last[1:]) if last[1:].isdigit() else ord(last[0]) - ord("a") + 1

    @property
    def divisions(self) -> tuple[str, ...]:
        """The annex, part or section that counts its paragraphs anew: `("annex1",)`, or none."""
        return tuple(self._match["divisions"].split(".")[:-1]) if self not in _NAMED else ()

    @property
    def head(self) -> str:
        """`pp`, `op`, `n`, `p`, `h` or `fn`; empty for a named place."""
        return self._match["head"] or ""

    @property
    def number(self) -> int | None:
        """The number of the paragraph among its kind; None for a named place."""
        return int(self._match["number"]) if self._match["number"] else None

    @property
    def items(self) -> tuple[str, ...]:
        """The sub-paragraphs that lead to the place: `("b2",)`, `("a", "ii")`, or none."""
        return _items_of(str(self))

    @property
    def parent(self) -> Locator | None:
        """The paragraph that this one is an item of."""
        return Locator(self.rpartition(".")[0]) if self.items else None

    def pinpoint(self, language: Language = "en") -> str:
        """The place as a reader of `language` cites it: "third paragraph, first bullet"."""
        phrases = _PHRASES[language]
        if self in _NAMED:
            return phrases.named[list(_NAMED).index(self)]
        number = self.number or 0
        text = "".join(_division(division, phrases) for division in self.divisions)
        text += phrases.head(self.head).format(n=number, nth=ordinal(number, language))
        for item in self.items:
            if item.isdigit():
                text += f".{item}"
            elif item[1:].isdigit():
                text += phrases.bullet.format(nth=ordinal(int(item[1:]), language))
            else:
                text += f" ({item})"
        return text

    @property
    def _match(self) -> re.Match[str]:
        match = _parsed(str(self))
        assert match is not None, "checked when the locator was made"
        return match

    @classmethod
    def from_phrase(cls, phrase: str, language: Language = "en") -> Locator:
        """The place that `pinpoint` writes as `phrase` in `language`.

        Raises `LocatorError` for any other text.
        """
        phrases = _PHRASES[language]
        if phrase in phrases.named:
            return cls(list(_NAMED)[phrases.named.index(phrase)])
        divisions, rest = _read_divisions(phrase, phrases)
        for head in _HEADS:
            match = _pattern(phrases.head(head), phrases.bullet).fullmatch(rest)
            if match and (number := _count(match["n"], language)):
                items = [
                    _item(m, language)
                    for m in _item_pattern(phrases.bullet).finditer(match["items"])
                ]
                try:
                    locator = cls(f"{divisions}{head}{number}{''.join(items)}")
                except LocatorError:
                    continue
                if locator.pinpoint(language) == phrase:
                    return locator
        raise LocatorError(f"{phrase[:60]!r} names no place of a paragraph in {language!r}")


def item_label(index: int, depth: int) -> str:
    """The label of the `index`-th (from 1) sub-paragraph: a, b … at depth 0, i, ii … below."""
    if depth:
        tens, ones = divmod(index, 10)
        return "x" * tens + ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][ones]
    turns, letter = divmod(index - 1, 26)
    return "abcdefghijklmnopqrstuvwxyz"[letter] * (turns + 1)


@lru_cache(maxsize=65536)
def _items_of(text: str) -> tuple[str, ...]:
    match = _parsed(text)
    return tuple((match["items"] or "").split(".")[1:]) if match else ()


@lru_cache(maxsize=65536)
def _parsed(text: str) -> re.Match[str] | None:
    return _GRAMMAR.fullmatch(text)


def _division(division: str, phrases: _Phrases) -> str:
    """A division as it is cited: annexes and sections by Roman numerals, parts by letters."""
    name = division.rstrip("0123456789")
    number = int(division[len(name) :])
    shown = item_label(number, 0).upper() if name == "part" else to_roman(number).upper()
    return phrases.divisions[_DIVISIONS.index(name)].format(n=shown)


def _read_divisions(phrase: str, phrases: _Phrases) -> tuple[str, str]:
    """The divisions that `phrase` begins with, as a locator has them, and the rest of it."""
    found = ""
    for _ in range(_MOST_DIVISIONS):
        for name, division in zip(_DIVISIONS, phrases.divisions, strict=True):
            match = _division_pattern(division).match(phrase)
            number = _division_number(name, match[1]) if match else None
            if match and number:
                found, phrase = f"{found}{name}{number}.", phrase[match.end() :]
                break
        else:
            break
    return found, phrase


@cache
def _division_pattern(division: str) -> re.Pattern[str]:
    return re.compile(re.escape(division).replace(r"\{n\}", "([A-Z]+)"))


def _division_number(name: str, label: str) -> int | None:
    if name == "part":
        return 26 * (len(label) - 1) + ord(label[0]) - ord("A") + 1
    return from_roman(label.lower())


def _item(match: re.Match[str], language: Language) -> str:
    if match["bullet"]:
        return f".b{_count(match['bullet'], language)}"
    return f".{match['letter'] or match['decimal']}"


def _is_item(numbered: tuple[int, str]) -> bool:
    depth, item = numbered
    if re.fullmatch(f"b?{_NUMBER}", item):
        return True
    return bool(item and re.fullmatch(_ROMAN if depth else _LETTERS, item))


def _count(text: str, language: Language) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else parse_ordinal(text, language)


@cache
def _pattern(head: str, bullet: str) -> re.Pattern[str]:
    number = "(?P<n>.+?)" if "{nth}" in head else "(?P<n>[0-9]+)"
    start = re.escape(head).replace(r"\{nth\}", number).replace(r"\{n\}", number)
    items = re.sub(r"\?P<\w+>", "?:", _item_pattern(bullet).pattern)
    return re.compile(rf"{start}(?P<items>(?:{items})*)")


@cache
def _item_pattern(bullet: str) -> re.Pattern[str]:
    return re.compile(
        re.escape(bullet).replace(r"\{nth\}", "(?P<bullet>[^,،项(.][^,،项(]*?)")
        + r"(?=$|,|،| \(|第|\.\d)"
        r"| \((?P<letter>[a-z]+)\)"
        rf"|\.(?P<decimal>{_NUMBER})"
    )
