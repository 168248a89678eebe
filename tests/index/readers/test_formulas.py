"""The words that open and close a resolution, in six languages."""

from __future__ import annotations

import pytest

from index.readers.formulas import (
    enacting_organ,
    is_meeting,
    is_organ,
    is_signature,
    title_number,
)


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("The General Assembly,", "General Assembly"),
        ("The General Assembly", "General Assembly"),
        ("*The Security Council*,", "Security Council"),
        ("L'Assemblée générale,", "General Assembly"),
        ("Le Conseil de sécurité,", "Security Council"),
        ("Генеральная Ассамблея,", "General Assembly"),
        ("La Asamblea General,", "General Assembly"),
        ("إن الجمعية العامة،", "General Assembly"),
        ("大会，", "General Assembly"),
        ("人权理事会，", "Human Rights Council"),
        ("The Economic and Social Council,", "Economic and Social Council"),
        ("The Conference of the Parties,", "Conference of the Parties"),
        ("The Commission on Narcotic Drugs,", "Commission on Narcotic Drugs"),
        ("La Conférence des Parties,", "Conférence des Parties"),
        ("Комиссия по лампам,", "Комиссия по лампам"),
    ],
)
def test_enacting_words(text, organ):
    assert enacting_organ(text) == organ


@pytest.mark.parametrize(
    "text",
    [
        "General Assembly", "大会", "Генеральная Ассамблея", "Excellency,", "Recalling the sea,",
        "The General Assembly decides,", "The lamps of the sea,", "The General Assembly.", "",
    ],
)  # fmt: skip
def test_other_words(text):
    assert enacting_organ(text) is None


def test_in_running_text_only_known_organs_enact():
    assert enacting_organ("The Committee on Lamps,", known=True) is None
    assert enacting_organ("The General Assembly,", known=True) == "General Assembly"


@pytest.mark.parametrize(
    "text",
    [
        "60th plenary meeting", "60th plenary meeting 2 December 2024", "1st (resumed) meeting",
        "60e séance plénière\n2 décembre 2024", "60\u2011е пленарное заседание 2 декабря 2024 года",
        "60a sesión plenaria", "60ª sesión plenaria 2 de diciembre de 2024",
        "الجلسة العامة 60 2 كانون الأول/ديسمبر 2024", "第60次全体会议(续会)\n2024年12月2日",
    ],
)  # fmt: skip
def test_the_line_of_the_meeting(text):
    assert is_meeting(text)


@pytest.mark.parametrize(
    "text",
    [
        "60th plenary meetings of the Committee",
        "298th meeting of the Committee, where",
        "meeting",
        "60 séances",
    ],
)
def test_other_lines_that_speak_of_meetings(text):
    assert not is_meeting(text)


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("72/7. Lamps", "72/7", "Lamps"),
        ("79/5. 2030 Agenda", "79/5", "2030 Agenda"),
        ("2024/3.\tLamps", "2024/3", "Lamps"),
        ("ES-10/23. Lamps", "ES-10/23", "Lamps"),
        ("72/262 B. Lamps", "72/262 B", "Lamps"),
        ("76/137.青年", "76/137", "青年"),
        ("79/1 منارات", "79/1", "منارات"),
        ("79/1 - منارات", "79/1", "منارات"),
    ],
)
def test_the_number_before_a_title(text, number, rest):
    match = title_number(text)
    assert match is not None
    assert (match["number"], text[match.end() :]) == (number, rest)


@pytest.mark.parametrize(
    "text", ["72/7", "72/7 of 2017", "1/2.5", "A/RES/72/7. Lamps", "72/7.", "65/33 and"]
)
def test_other_numbers(text):
    assert title_number(text) is None


def test_signatures_and_organs():
    assert is_signature("(Signed) A. Person")
    assert not is_signature("A. Person signed it")
    assert is_organ(" General  Assembly ")
    assert not is_organ("General Assemblies")
