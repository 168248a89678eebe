"""The numbers and dates that a text tells, in six languages, in figures and in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.claims.numbers import Date, find_numbers
from index.words import LANGUAGES

often = settings(deadline=None, database=None, max_examples=300)
DAY = Date(2017, 11, 20)
WORDS = [
    *(
        "twenty",
        "five",
        "and",
        "hundred",
        "20",
        "May",
        "de",
        "2017",
        "ноября",
        "mai",
        "1er",
        "deux",
        "cents",
        "quatre",
        "vingts",
    ),
    *(
        "мая",
        "الخامسة",
        "والسبعين",
        "كانون",
        "الثاني/يناير",
        "三",
        "十二",
        "五月",
        "COVID-19",
        "31st",
        "XIV",
        ",",
        ".",
        "/",
        "-",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789.,/- \u00a0٣٫٬２²①ⅣIVXLC年月日二十百千万亿零〇第个", max_size=30),
    st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join),
)


def numbers_of(text, language):
    """In order and once each: a figure with a suffix may be read as a figure and as a word."""
    return sorted({value for value, _, _ in find_numbers(text, language).numbers})


def dates_of(text, language):
    return [date for date, _, _ in find_numbers(text, language).dates]


@often
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_any_text_is_read_and_what_is_found_stands_in_it(text, language):
    found = find_numbers(text, language)
    spans = sorted(found.spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for _, start, end in found.dates:
        others = [span for span in spans if span != (start, end)]
        assert not any(start < e and s < end for s, e in others)
    for date, _, _ in found.dates:
        assert any(part is not None for part in date)


@often
@given(st.integers(0, 10**6), st.sampled_from(LANGUAGES))
def test_any_figure_is_read_however_it_is_written(number, language):
    others = {"٠": "٠١٢٣٤٥٦٧٨٩", "０": "０１２３４５６７８９", "०": "०१२३४५६७८९"}
    written = [str(number), *(str(number).translate(_digits(s)) for s in others.values())]
    written += [f"{number:,}", f"{number:,}".replace(",", "\u00a0")]
    for text in written:
        assert numbers_of(f"({text})", language) == [number], text


def _digits(digits):
    return {ord("0") + value: digit for value, digit in enumerate(digits)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("COVID-19", []),
        ("COVID\u201119", []),
        ("CO2, G20, A4", []),
        ("1,234,567", [1_234_567]),
        ("1.234.567", [1_234_567]),
        ("1 234 567", [1_234_567]),
        ("1\u202f234", [1_234]),
        ("2.5", [2.5]),
        ("2,5", [2.5]),
        ("1,234.5", [1_234.5]),
        ("١٬٢٣٤٫٥", [1_234.5]),
        ("1, 2, 3", [1, 2, 3]),
        ("12-15", [12, 15]),
        ("12–15", [12, 15]),
        ("75%", [75]),
        ("1325 (2000)", [1325, 2000]),
        ("2017", [2017]),
        ("XIV", [14]),
        ("IX, XL, XC", [9, 40, 90]),
        ("CCLXXXVIII", [288]),
        ("C, I, V", []),
        ("A/XII/5", [5]),
        ("CIVIC, MIX, LIX", [59]),
    ],
)
def test_figures(language, text, expected):
    assert numbers_of(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Twenty-five", [25]),
        ("en", "twenty five", [25]),
        ("en", "the seventy-fifth session", [75]),
        ("en", "two hundred", [200]),
        ("en", "two hundred and fifty", [250]),
        ("en", "three thousand", [3_000]),
        ("en", "three thousand five hundred", [3_500]),
        ("en", "two million", [2_000_000]),
        ("en", "two hundred and fifty-two", [252]),
        ("en", "twenty-one", [21]),
        ("en", "five and six", [5, 6]),
        ("en", "twenty, five", [5, 20]),
        ("en", "the first and the second", [1, 2]),
        ("en", "half a dozen", [0.5, 12]),
        ("en", "the 1st, 2nd, 3rd and 24th", [1, 2, 3, 24]),
        ("en", "one of them", []),
        ("en", "twentieth", [20]),
        ("fr", "vingt et un", [21]),
        ("fr", "vingt-cinq", [25]),
        ("fr", "soixante-quinze", [75]),
        ("fr", "soixante-dix", [70]),
        ("fr", "soixante-quinzième", [75]),
        ("fr", "quatre-vingts", [80]),
        ("fr", "quatre-vingt-dix", [90]),
        ("fr", "quatre-vingt-quinze", [95]),
        ("fr", "dix-sept", [17]),
        ("fr", "dix-septième", [17]),
        ("fr", "deux cents", [200]),
        ("fr", "deux cent cinquante", [250]),
        ("fr", "les 1er, 2e et 3e alinéas", [1, 2, 3]),
        ("fr", "la première et la deuxième", [1, 2]),
        ("fr", "trois mille", [3_000]),
        ("ru", "двадцать пять", [25]),
        ("ru", "двадцать один", [21]),
        ("ru", "семьдесят пятая сессия", [75]),
        ("ru", "двести пятьдесят", [250]),
        ("ru", "три тысячи", [3_000]),
        ("ru", "первого и второго", [1, 2]),
        ("ru", "21-й и 3-я", [3, 21]),
        ("ru", "триста", [300]),
        ("ru", "семнадцатой", [17]),
        ("es", "treinta y dos", [32]),
        ("es", "treinta y uno", [31]),
        ("es", "veinticinco", [25]),
        ("es", "veintiuno", [21]),
        ("es", "doscientos cincuenta", [250]),
        ("es", "trescientos", [300]),
        ("es", "tres mil", [3_000]),
        ("es", "septuagésimo quinto", [75]),
        ("es", "el 1.º y el 2.º", [1, 2]),
        ("es", "la primera y la segunda", [1, 2]),
        ("es", "decimoséptimo", [17]),
        ("ar", "خمسة", [5]),
        ("ar", "واحد وعشرون", [21]),
        ("ar", "خمسة وعشرون", [25]),
        ("ar", "الخامسة والسبعين", [75]),
        ("ar", "سبعة عشر", [17]),
        ("ar", "الفقرة الثالثة", [3]),
        ("ar", "مائتان", [200]),
        ("ar", "مائة وخمسون", [150]),
        ("ar", "ثلاثة آلاف", [3_000]),
        ("ar", "٢٥ دولة", [25]),
        ("zh", "第三段", [3]),
        ("zh", "第一", [1]),
        ("zh", "一个", []),
        ("zh", "五个国家", [5]),
        ("zh", "两个", [2]),
        ("zh", "二十五", [25]),
        ("zh", "第七十五届会议", [75]),
        ("zh", "一百二十三", [123]),
        ("zh", "一千零五", [1_005]),
        ("zh", "三万五千", [35_000]),
        ("zh", "两亿三千万", [230_000_000]),
        ("zh", "二〇一七", [2017]),
        ("zh", "25个", [25]),
        ("zh", "统一", []),
        ("zh", "2017²", [2017]),
        ("zh", "十分重要", []),
    ],
)
def test_number_words(language, text, expected):
    assert numbers_of(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        *((language, "2017-11-20", DAY) for language in LANGUAGES),
        *((language, "20/11/2017", DAY) for language in LANGUAGES),
        *((language, "20.11.2017", DAY) for language in LANGUAGES),
        ("en", "20 November 2017", DAY),
        ("en", "November 20, 2017", DAY),
        ("en", "20th November, 2017", DAY),
        ("en", "the 20th of November 2017", DAY),
        ("en", "20 Nov. 2017", DAY),
        ("en", "November 2017", Date(2017, 11, None)),
        ("en", "20 November", Date(None, 11, 20)),
        ("en", "November 20", Date(None, 11, 20)),
        ("fr", "20 novembre 2017", DAY),
        ("fr", "le 1er août 2017", Date(2017, 8, 1)),
        ("fr", "1 août 2017", Date(2017, 8, 1)),
        ("fr", "en décembre 2020", Date(2020, 12, None)),
        ("ru", "20 ноября 2017 года", DAY),
        ("ru", "20 ноября 2017 г.", DAY),
        ("ru", "в ноябре 2017 года", Date(2017, 11, None)),
        ("ru", "1 мая", Date(None, 5, 1)),
        ("es", "20 de noviembre de 2017", DAY),
        ("es", "el 1º de mayo del 2017", Date(2017, 5, 1)),
        ("es", "septiembre de 2017", Date(2017, 9, None)),
        ("es", "setiembre de 2017", Date(2017, 9, None)),
        ("ar", "20 تشرين الثاني/نوفمبر 2017", DAY),
        ("ar", "٢٠ تشرين الثاني/نوفمبر ٢٠١٧", DAY),
        ("ar", "20 نوفمبر 2017", DAY),
        ("ar", "20 تشرين الثاني 2017", DAY),
        ("ar", "15 كانون الثاني/يناير 2018", Date(2018, 1, 15)),
        ("ar", "7 أيار/مايو 2007", Date(2007, 5, 7)),
        ("ar", "آذار/مارس 2017", Date(2017, 3, None)),
        ("ar", "1 آب/أغسطس", Date(None, 8, 1)),
        ("zh", "2017年11月20日", DAY),
        ("zh", "2017年11月", Date(2017, 11, None)),
        ("zh", "2017年", Date(2017, None, None)),
        ("zh", "11月20日", Date(None, 11, 20)),
        ("zh", "二〇一七年十一月二十日", DAY),
        ("zh", "２０１７年１１月２０日", DAY),
    ],
)
def test_dates(language, text, expected):
    assert dates_of(text, language) == [expected]
    assert numbers_of(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "may"),
        ("en", "the march of 20 people"),
        ("en", "resolution 72/7"),
        ("en", "S/2007/279"),
        ("en", "A/75/L.72"),
        ("fr", "mars"),
        ("ru", "20 марок"),
        ("es", "mayor de 20"),
        ("zh", "11个月"),
    ],
)
def test_what_is_no_date(language, text):
    assert dates_of(text, language) == []


def test_a_date_is_told_apart_from_the_numbers_beside_it():
    found = find_numbers("On 20 November 2017, 5 States and 12 others met", "en")
    assert [date for date, _, _ in found.dates] == [DAY]
    assert [value for value, _, _ in found.numbers] == [5, 12]
    assert found.spans == [(3, 19), (21, 22), (34, 36)]


@pytest.mark.parametrize(
    ("own", "other", "told"),
    [
        (DAY, DAY, True),
        (Date(2017, None, None), DAY, True),
        (Date(None, 11, 20), DAY, True),
        (Date(None, None, None), DAY, True),
        (DAY, Date(2017, 11, None), False),
        (Date(2018, None, None), DAY, False),
        (Date(None, 11, 21), DAY, False),
    ],
)
def test_a_date_is_told_by_one_that_tells_as_much(own, other, told):
    assert own.told_by(other) is told
