"""Dates as United Nations documents write them, in the six official languages.

Source: mastheads and titles of published documents. Arabic ones name the month twice ("كانون
الثاني/يناير"), as the United Nations do; either name is enough.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_MONTHS = (
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "يناير فبراير مارس أبريل مايو يونيه يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
)
_OTHER_SPELLINGS = {"يونيو": 6, "يوليو": 7, "setiembre": 9, "fevrier": 2, "aout": 8, "decembre": 12}
_NUMBERS = {
    name.replace("_", " ").casefold(): number
    for names in _MONTHS
    for number, name in enumerate(names.split(), start=1)
} | _OTHER_SPELLINGS
_MONTH = "|".join(
    re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_NUMBERS, key=len, reverse=True)
)
_DAY = r"(?P<day>\d{1,2})(?:er|º|°|-го)?"
_DATE = re.compile(
    # 7 February 2025, 1er février 2025, 7 de febrero de 2025, 7 شباط/فبراير 2025
    rf"(?<![\d/–-]){_DAY}\s+(?:de\s+)?(?:{_MONTH})(?:\s*/\s*(?:{_MONTH}))?,?\s+(?:de\s+)?(?P<year>\d{{4}})(?!\d)"
    # February 7, 2025
    rf"|(?<!\w)(?:{_MONTH})\s+(?P<day_us>\d{{1,2}}),\s+(?P<year_us>\d{{4}})(?!\d)"
    # 2025年2月7日
    r"|(?P<year_zh>\d{4})\s*年\s*(?P<month_zh>\d{1,2})\s*月\s*(?P<day_zh>\d{1,2})\s*日",
    re.IGNORECASE,
)
_MONTH_IN = re.compile(rf"(?:{_MONTH})", re.IGNORECASE)
_AROUND = re.compile(r"[\s\[\]().,]*(?:г(?:ода|\.))?[\s\[\]().,*]*", re.IGNORECASE)


def find_date(text: str) -> dt.date | None:
    """The first date that stands in `text`; None where there is none, or no such day exists."""
    match = _DATE.search(_plain(text))
    return _date(match) if match else None


def whole_date(text: str) -> dt.date | None:
    """The date that `text` is, with nothing beside it but brackets, stops or "года"."""
    plain = _plain(text)
    match = _DATE.search(plain)
    if not match or not _AROUND.fullmatch(plain[: match.start()] + plain[match.end() :]):
        return None
    return _date(match)


def _plain(text: str) -> str:
    """`text` in NFC, its digits ASCII (Arabic documents have their own)."""
    text = unicodedata.normalize("NFC", text)
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and c > "²" else c for c in text)


def _date(match: re.Match[str]) -> dt.date | None:
    year = match["year"] or match["year_us"] or match["year_zh"]
    day = match["day"] or match["day_us"] or match["day_zh"]
    if match["month_zh"]:
        month = int(match["month_zh"])
    else:
        named = _MONTH_IN.search(match.group())
        assert named is not None, "the pattern asks for a month"
        month = _NUMBERS[re.sub(r"\s+", " ", named.group()).casefold()]
    try:
        return dt.date(int(year), month, int(day))
    except ValueError:
        return None
