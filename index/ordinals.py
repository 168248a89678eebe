"""Ordinal numbers in the six official languages, as paragraphs are counted with them."""

from __future__ import annotations

from index.words import Language

# Masculine in French, Russian and Spanish (alinéa, абзац, párrafo), feminine in Arabic (فقرة).
_FORMS: dict[Language, str] = {
    "en": (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ),
    "fr": (
        "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième "
        "onzième douzième treizième quatorzième quinzième seizième dix-septième dix-huitième "
        "dix-neuvième vingtième"
    ),
    "ru": (
        "первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый "
        "одиннадцатый двенадцатый тринадцатый четырнадцатый пятнадцатый шестнадцатый "
        "семнадцатый восемнадцатый девятнадцатый двадцатый"
    ),
    "es": (
        "primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo undécimo "
        "duodécimo decimotercer decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo "
        "decimonoveno vigésimo"
    ),
    "ar": (
        "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة "
        "الحادية_عشرة الثانية_عشرة الثالثة_عشرة الرابعة_عشرة الخامسة_عشرة السادسة_عشرة "
        "السابعة_عشرة الثامنة_عشرة التاسعة_عشرة العشرون"
    ),
    "zh": (
        "第一 第二 第三 第四 第五 第六 第七 第八 第九 第十 第十一 第十二 第十三 第十四 第十五 "
        "第十六 第十七 第十八 第十九 第二十"
    ),
}
WORDS: dict[Language, tuple[str, ...]] = {
    language: tuple(form.replace("_", " ") for form in forms.split())
    for language, forms in _FORMS.items()
}

_NUMERALS: dict[Language, str] = {
    "en": "{n}{suffix}",
    "fr": "{n}e",
    "ru": "{n}-й",
    "es": "{n}.º",
    "ar": "{n}",
    "zh": "第{n}",
}


def ordinal(number: int, language: Language) -> str:
    """`number` (1 or more) as an ordinal: a word up to twentieth, then a numeral."""
    if number < 1:
        raise ValueError(f"an ordinal counts from 1, not {number}")
    forms = WORDS[language]
    if number <= len(forms):
        return forms[number - 1]
    return _NUMERALS[language].format(n=number, suffix=_english_suffix(number))


def parse_ordinal(text: str, language: Language) -> int | None:
    """The number that `ordinal` writes as `text`, or None."""
    text = text.strip()
    if text in WORDS[language]:
        return WORDS[language].index(text) + 1
    digits = "".join(c for c in text if c.isascii() and c.isdigit())
    if digits and int(digits) > 0 and ordinal(int(digits), language) == text:
        return int(digits)
    return None


def _english_suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
