"""Dates as readers of the six languages write them in United Nations documents."""

from __future__ import annotations

import datetime as dt

from index.words import Language

# Russian and Spanish months as they stand after a day; Arabic ones by both of their names, as the
# United Nations has them.
_MONTHS: dict[Language, str] = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ar": "كانون_الثاني/يناير شباط/فبراير آذار/مارس نيسان/أبريل أيار/مايو حزيران/يونيه تموز/يوليه "
    "آب/أغسطس أيلول/سبتمبر تشرين_الأول/أكتوبر تشرين_الثاني/نوفمبر كانون_الأول/ديسمبر",
}
_ORDER: dict[Language, str] = {
    "en": "{day} {month} {year}",
    "fr": "{day} {month} {year}",
    "ru": "{day} {month} {year} года",
    "es": "{day} de {month} de {year}",
    "ar": "{day} {month} {year}",
    "zh": "{year}年{month}月{day}日",
}


def write_date(date: dt.date, language: Language) -> str:
    """`date` in words: "17 November 2017", "1er mai 2007", "2017年11月17日"."""
    names = _MONTHS.get(language, "").split()
    month = names[date.month - 1].replace("_", " ") if names else date.month
    day = "1er" if language == "fr" and date.day == 1 else date.day
    return _ORDER[language].format(day=day, month=month, year=date.year)
