"""Mastheads in six languages, without any file format."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import DocumentKind
from index.readers.dates import find_date, whole_date
from index.readers.masthead import Part, read_masthead
from index.readers.sponsors import split_sponsors

REPORT = [
    "United Nations", "A/79/757", "General Assembly", "Distr.: General", "7 February 2025", "English",
    "Original: French", "25-01234 (E)    070225", "Seventy-ninth session", "Agenda item 65 (a)",
    "The bridges of the valley", "", "Bridges of the upper valley", "", "Report of the Secretary-General",
    "", "I. Introduction", "1. The present report is about the bridges of the upper valley in 2024.",
]  # fmt: skip


def test_a_report():
    masthead = read_masthead(REPORT)
    assert masthead.symbol == "A/79/757"
    assert masthead.date == dt.date(2025, 2, 7)
    assert masthead.original == "fr"
    assert masthead.distribution == "General"
    assert masthead.job_number == "25-01234"
    assert masthead.organ == "General Assembly"
    assert masthead.session == "Seventy-ninth session"
    assert masthead.agenda_item == "65 (a)"
    assert masthead.title == "Bridges of the upper valley"
    assert masthead.form == "Report of the Secretary-General"
    assert masthead.kind is DocumentKind.REPORT
    assert masthead.parts[10] is Part.AGENDA_TITLE
    assert REPORT[masthead.body] == "I. Introduction"
    assert not masthead.is_draft


@pytest.mark.parametrize(
    ("lines", "symbol", "kind"),
    [
        (["Nations Unies A/79/757", "Assemblée générale", "Distr. générale", "7 février 2025", "",
          "Rapport du Secrétaire général"], "A/79/757", DocumentKind.REPORT),
        (["Naciones Unidas", "S/2025/81", "Consejo de Seguridad", "Distr. general",
          "7 de febrero de 2025", "", "Carta de fecha 2 de febrero de 2025 dirigida al Presidente"],
         "S/2025/81", DocumentKind.LETTER),
        (["Организация Объединенных Наций", "A/79/757", "Генеральная Ассамблея", "Distr.: General",
          "7 февраля 2025 года", "", "Доклад Генерального секретаря"], "A/79/757", DocumentKind.REPORT),
        (["الأمم المتحدة", "A/79/757", "الجمعية العامة", "Distr.: General", "٧ شباط/فبراير ٢٠٢٥", "",
          "تقرير الأمين العام"], "A/79/757", DocumentKind.REPORT),
        (["联 合 国", "A/79/757", "大会", "Distr.: General", "2025年2月7日", "", "秘书长的报告"],
         "A/79/757", DocumentKind.REPORT),
    ],
    ids=["fr", "es", "ru", "ar", "zh"],
)  # fmt: skip
def test_other_languages(lines, symbol, kind):
    masthead = read_masthead(lines)
    assert masthead.symbol == symbol
    assert masthead.date == dt.date(2025, 2, 7)
    assert masthead.kind is kind
    assert masthead.organ in ("General Assembly", "Security Council")


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("A/79/757–S/2025/81", "A/79/757-S/2025/81"),
        ("A/80/15 (Part II)", "A/80/15 (Part II)"),
        ("E/HLPF/2025/3/Add.2", "E/HLPF/2025/3/Add.2"),
        ("S/RES/2765 (2024)", "S/RES/2765 (2024)"),
        ("A/79/L.45/Rev.1*", "A/79/L.45/Rev.1*"),
        ("ICCD/COP(8)/CST/INF.1", "ICCD/COP(8)/CST/INF.1"),
    ],
)
def test_symbols(line, symbol):
    assert read_masthead([line, "Distr.: General"]).symbol == symbol


def test_a_letter_keeps_its_own_date_apart():
    masthead = read_masthead(
        ["S/2025/81", "Distr.: General", "7 February 2025", "",
         "Letter dated 2 February 2025 from the Permanent Representative of Utopia", "",
         "I have the honour to write to you."]
    )  # fmt: skip
    assert masthead.date == dt.date(2025, 2, 7)
    assert masthead.dated == dt.date(2025, 2, 2)
    assert masthead.kind is DocumentKind.LETTER
    assert masthead.parts[-1] is Part.BODY


def test_the_report_that_an_agenda_item_names_is_not_the_documents_kind():
    masthead = read_masthead(
        ["A/79/826", "Distr.: General", "7 February 2025", "Agenda item 60",
         "Report of the High Commissioner for Refugees", "",
         "Letter dated 2 February 2025 from the Permanent Representative of Utopia"]
    )  # fmt: skip
    assert masthead.kind is DocumentKind.LETTER
    assert masthead.title.startswith("Letter dated")
    assert masthead.form is None


def test_a_resolution_states_its_number_and_adoption():
    masthead = read_masthead(
        ["A/RES/79/12", "General Assembly", "Distr.: General", "15 January 2025", "",
         "Resolution adopted by the General Assembly on 10 January 2025", "",
         "[without reference to a Main Committee (A/79/L.45)]", "", "79/12. The bridges of the valley", "",
         "The General Assembly,"]
    )  # fmt: skip
    assert masthead.kind is DocumentKind.RESOLUTION
    assert masthead.adopted == dt.date(2025, 1, 10)
    assert masthead.number == "79/12"
    assert Part.REFERENCE in masthead.parts


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("Agenda items 62, 67 and 135", "62, 67 and 135"),
        ("Item 2 of the provisional agenda*", "2"),
        ("Item 6 (b) of the provisional agenda", "6 (b)"),
        ("Point 65 a) de l’ordre du jour", "65 a)"),
        ("Пункт 65 повестки дня", "65"),
        ("Temas 62 y 98 del programa", "62 y 98"),
        ("البند ٦٥ من جدول الأعمال", "٦٥"),
        ("议程项目65", "65"),
    ],
)
def test_agenda_items(line, item):
    assert read_masthead(["A/79/757", "Distr.: General", line]).agenda_item == item


def test_what_is_not_stated_is_none():
    masthead = read_masthead(["The bridges of the valley", "", "They were built in spring."])
    assert masthead.symbol is None
    assert masthead.date is None
    assert masthead.kind is None
    assert masthead.organ is None


def test_sponsors_with_a_conjunction_in_their_names():
    line = (
        "Antigua and Barbuda, Egypt (on behalf of the Group, and China)* and Chad: draft resolution"
    )
    assert split_sponsors(line) == (
        "Antigua and Barbuda",
        "Egypt (on behalf of the Group, and China)",
        "Chad",
    )
    assert split_sponsors("Bosnie-Herzégovine et Tchad : projet de résolution") == (
        "Bosnie-Herzégovine",
        "Tchad",
    )
    assert split_sponsors("波斯尼亚和黑塞哥维那、乍得和中国：决议草案") == (
        "波斯尼亚和黑塞哥维那",
        "乍得",
        "中国",
    )
    assert split_sponsors("The bridges of the valley") == ()


@pytest.mark.parametrize(
    "text",
    [
        "7 February 2025", "7 février 2025", "7 de febrero de 2025", "7 февраля 2025 года",
        "7 شباط/فبراير 2025", "2025年2月7日", "February 7, 2025", "[7 February 2025]",
    ],
)  # fmt: skip
def test_dates(text):
    assert whole_date(text) == dt.date(2025, 2, 7)
    assert find_date(f"New York, {text}") == dt.date(2025, 2, 7)


@pytest.mark.parametrize(
    "text", ["27 to 31 January 2025", "31 February 2025", "2025", "10–14 May 2025"]
)
def test_what_is_no_day(text):
    assert whole_date(text) is None


@given(st.dates(dt.date(1946, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read(day):
    english = f"{day.day} {day:%B} {day.year}"
    assert whole_date(english) == day
    assert whole_date(f"{day.year}年{day.month}月{day.day}日") == day


@given(st.lists(st.text(max_size=80), max_size=30))
def test_every_line_has_a_part_and_text_ends_the_front(lines):
    masthead = read_masthead(lines)
    assert len(masthead.parts) == len(lines)
    assert all(part is Part.BODY for part in masthead.parts[masthead.body :])
