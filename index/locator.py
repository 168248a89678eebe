"""Places of paragraphs: `pp3`, `op1.a`, `p3.b2`, `fn1`, `title`.

United Nations usage (Editorial Manual, "Footnotes and other references"): paragraphs are cited by
number and not by page. An operative paragraph is "para. 1"; a preambular one has no number and is
"third preambular paragraph"; a letter's paragraphs are cited by order.

Grammar:

    locator = named | head ("." item)*
    named   = "title" | "agenda" | "sponsors" | "distribution" | "signature" | "meeting"
    head    = ("pp" | "op" | "p" | "fn") number
    item    = "b" number                 a bullet, by order
            | letters                    (a) … (z), (aa) …, at the first depth
            | roman                      (i), (ii) …, below a letter
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.errors import LocatorError
from index.ordinals import ordinal, parse_ordinal
from index.words import Language


class Kind(StrEnum):
    """What a paragraph is. `masthead` and `closing` lines are cited by name."""

    TITLE = "title"
    MASTHEAD = "masthead"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    BODY = "body"
    ITEM = "item"
    FOOTNOTE = "footnote"
    CLOSING = "closing"


_HEADS = {"pp": Kind.PREAMBULAR, "op": Kind.OPERATIVE, "p": Kind.BODY, "fn": Kind.FOOTNOTE}
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
_GRAMMAR = re.compile(
    rf"(?P<named>{'|'.join(_NAMED)})"
    rf"|(?P<head>pp|op|p|fn)(?P<number>{_NUMBER})(?P<items>(?:\.(?:b{_NUMBER}|[a-z]+))*)"
)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """How a language writes a place; `{n}` is a numeral, `{nth}` an ordinal."""

    pp: str
    op: str
    p: str
    fn: str
    bullet: str
    named: tuple[str, str, str, str, str, str]  # in the order of _NAMED

    def head(self, name: str) -> str:
        return {"pp": self.pp, "op": self.op, "p": self.p, "fn": self.fn}[name]


_PHRASES: dict[Language, _Phrases] = {
    "en": _Phrases(
        "{nth} preambular paragraph", "para. {n}", "{nth} paragraph", "footnote {n}",
        ", {nth} bullet",
        ("title", "agenda item", "sponsors", "distribution", "signature", "meeting"),
    ),
    "fr": _Phrases(
        "{nth} alinéa du préambule", "par. {n}", "{nth} paragraphe", "note {n}",
        ", {nth} tiret",
        ("titre", "point de l’ordre du jour", "auteurs", "distribution", "signature", "séance"),
    ),
    "ru": _Phrases(
        "{nth} абзац преамбулы", "пункт {n}", "{nth} абзац", "сноска {n}",
        ", {nth} подпункт",
        ("название", "пункт повестки дня", "авторы", "распространение", "подпись", "заседание"),
    ),
    "es": _Phrases(
        "{nth} párrafo del preámbulo", "párr. {n}", "{nth} párrafo", "nota {n}",
        ", {nth} inciso",
        ("título", "tema del programa", "autores", "distribución", "firma", "sesión"),
    ),
    "ar": _Phrases(
        "الفقرة {nth} من الديباجة", "الفقرة رقم {n}", "الفقرة {nth}", "الحاشية {n}",
        "، النقطة {nth}",
        ("العنوان", "بند جدول الأعمال", "مقدمو المشروع", "التوزيع", "التوقيع", "الجلسة"),
    ),
    "zh": _Phrases(
        "序言部分{nth}段", "第{n}段", "正文{nth}段", "脚注{n}",
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
        match = _GRAMMAR.fullmatch(text)
        if not match or not all(map(_is_item, enumerate((match["items"] or "").split(".")[1:]))):
            raise LocatorError(
                f"{text[:40]!r} is not the place of a paragraph; places look like "
                "pp3 (preambular), op1 or op1.a (operative), p3.b2 (a letter's), fn1 or title"
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
    def head(self) -> str:
        """`pp`, `op`, `p` or `fn`; empty for a named place."""
        return "" if self in _NAMED else re.match("[a-z]+", self).group()  # type: ignore[union-attr]

    @property
    def number(self) -> int | None:
        """The number of the paragraph among its kind; None for a named place."""
        return None if self in _NAMED else int(re.search("[0-9]+", self).group())  # type: ignore[union-attr]

    @property
    def items(self) -> tuple[str, ...]:
        """The sub-paragraphs that lead to the place: `("b2",)`, `("a", "ii")`, or none."""
        return tuple(self.split(".")[1:])

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
        text = phrases.head(self.head).format(n=number, nth=ordinal(number, language))
        for item in self.items:
            if item[1:].isdigit():
                text += phrases.bullet.format(nth=ordinal(int(item[1:]), language))
            else:
                text += f" ({item})"
        return text

    @classmethod
    def from_phrase(cls, phrase: str, language: Language = "en") -> Locator:
        """The place that `pinpoint` writes as `phrase` in `language`.

        Raises `LocatorError` for any other text.
        """
        phrases = _PHRASES[language]
        if phrase in phrases.named:
            return cls(list(_NAMED)[phrases.named.index(phrase)])
        for head in _HEADS:
            match = _pattern(phrases.head(head), phrases.bullet).fullmatch(phrase)
            if match and (number := _count(match["n"], language)):
                items = [
                    f".b{_count(m['bullet'], language)}" if m["bullet"] else f".{m['letter']}"
                    for m in _item_pattern(phrases.bullet).finditer(match["items"])
                ]
                locator = cls(f"{head}{number}{''.join(items)}")
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


def _is_item(numbered: tuple[int, str]) -> bool:
    depth, item = numbered
    if re.fullmatch(f"b{_NUMBER}", item):
        return True
    return bool(item and re.fullmatch(_ROMAN if depth else _LETTERS, item))


def _count(text: str, language: Language) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else parse_ordinal(text, language)


def _pattern(head: str, bullet: str) -> re.Pattern[str]:
    number = "(?P<n>.+?)" if "{nth}" in head else "(?P<n>[0-9]+)"
    start = re.escape(head).replace(r"\{nth\}", number).replace(r"\{n\}", number)
    items = _item_pattern(bullet).pattern.replace("?P<bullet>", "?:").replace("?P<letter>", "?:")
    return re.compile(rf"{start}(?P<items>(?:{items})*)")


def _item_pattern(bullet: str) -> re.Pattern[str]:
    return re.compile(
        re.escape(bullet).replace(r"\{nth\}", "(?P<bullet>[^,،项(]+?)") + r"(?=$|,|،| \(|第)"
        r"| \((?P<letter>[a-z]+)\)"
    )
