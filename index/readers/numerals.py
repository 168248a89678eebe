"""Numbers as automatic numbering writes them (`w:numFmt`), in the formats that UN documents use.

Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

from index.roman import to_roman

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_CHINESE = "〇一二三四五六七八九"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_CIRCLED = 0x2460


def numeral(count: int, form: str) -> str:
    """`count` in the format `form` ("lowerRoman"); in digits where the format is not known.

    The empty string for "none" and "bullet", which show no number.
    """
    if form in ("none", "bullet"):
        return ""
    if count < 1:
        return str(count)
    if form in ("lowerRoman", "upperRoman"):
        return _cased(to_roman(count), form)
    letters = _LETTERS.get(form)
    if letters:
        # Past the last letter Word doubles it: z, aa, bb.
        turns, place = divmod(count - 1, len(letters))
        return letters[place] * (turns + 1)
    if form == "decimalZero":
        return f"{count:02}"
    if form in _COUNTED_IN_CHINESE:
        return _chinese(count)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and count <= 20:
        return chr(_CIRCLED + count - 1)
    return str(count)


_LETTERS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": _RUSSIAN,
    "russianUpper": _RUSSIAN.upper(),
    "arabicAbjad": _ABJAD,
    "arabicAlpha": _ALPHABET,
    "ideographTraditional": _HEAVENLY,
}
_COUNTED_IN_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}


def _cased(text: str, form: str) -> str:
    return text.upper() if form.startswith("upper") else text


def _chinese(count: int) -> str:
    """1 to 99 as they are counted (十二, 二十一); others digit by digit."""
    if count > 99:
        return "".join(_CHINESE[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    if not tens:
        return _CHINESE[ones]
    return (_CHINESE[tens] if tens > 1 else "") + "十" + (_CHINESE[ones] if ones else "")
