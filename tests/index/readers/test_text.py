"""Documents in plain text and Markdown, with invented text."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import DocumentKind, apply_repairs
from index.errors import ReadError
from index.readers.text import read_text

REPORT = """United Nations        A/79/123

General Assembly

Distr.: General
5 March 2025
Original: English

Seventy-ninth session
Agenda item 64 (a)
Peacebuilding

Keeping of lighthouses

Report of the Secretary-General

Summary

The present report is about
light.

I. Introduction

1. The General Assembly, in 2024, asked for
2. reports or more.

2. The report has two parts:

(a) Light, which
shines;

(b) The sea:

(i) Its water;

(ii) Its salt.

A/79/123

II. Light

3. Lamps shine.¹

¹ See A/78/1.

- One lamp;
- Another lamp.

4. The end.

Annex I

List of lamps

1. A lamp.

Annex II

Other things

Words without number.
"""
CHINESE = """联合国  A/RES/79/1

大会

Distr.: General
2024年12月9日

第七十九届会议
议程项目123

[根据第一委员会的报告(A/79/999)]

79/1. 灯塔

大会，

回顾其第1/1号
决议，

1. 决定如下：

(a) 第一；

(b) 第二；

2. 请提交关于灯塔的信息。

第60次全体会议
2024年12月2日
"""
ARABIC = """الأمم المتحدة  A/RES/79/1

الجمعية العامة

79/1 منارات مخترعة

إن الجمعية العامة،

إذ تشير إلى قرارها 1/1،

1 - تقرر ما يلي:

(أ) الأول؛

(ب) الثاني؛

2 - تطلب تقديم تقرير.
"""


def read(text: str | bytes):
    [version] = read_text(text.encode() if isinstance(text, str) else text, "x.txt")
    return version


def found(text: str | bytes) -> dict[str, str]:
    return {str(k): v.text for k, v in read(text).paragraphs.items()}


def test_a_report():
    version = read(REPORT)
    assert {str(k): v.text for k, v in version.paragraphs.items()} == {
        "distribution": "Distr.: General 5 March 2025 Original: English",
        "agenda": "Seventy-ninth session Agenda item 64 (a) Peacebuilding",
        "title": "Keeping of lighthouses",
        "h1": "Summary",
        "p1": "The present report is about light.",
        "h2": "Introduction",
        "n1": "The General Assembly, in 2024, asked for 2. reports or more.",
        "n2": "The report has two parts:",
        "n2.a": "Light, which shines;",
        "n2.b": "The sea:",
        "n2.b.i": "Its water;",
        "n2.b.ii": "Its salt.",
        "h3": "Light",
        "n3": "Lamps shine.",
        "n3.b1": "One lamp;",
        "n3.b2": "Another lamp.",
        "n4": "The end.",
        "annex1.h1": "List of lamps",
        "annex1.n1": "A lamp.",
        "annex2.h1": "Other things",
        "annex2.p1": "Words without number.",
        "fn1": "See A/78/1.",
    }
    assert (version.symbol, version.date, version.title, version.kind, version.organ) == (
        "A/79/123", dt.date(2025, 3, 5), "Keeping of lighthouses", DocumentKind.REPORT, "General Assembly",
    )  # fmt: skip
    assert (version.session, version.agenda_item) == ("Seventy-ninth session", "64 (a)")
    assert not version.is_resolution


def test_a_resolution_in_chinese():
    version = read(CHINESE)
    assert {str(k): v.text for k, v in version.paragraphs.items() if k.head or k == "title"} == {
        "title": "灯塔", "pp1": "回顾其第1/1号决议，", "op1": "决定如下：", "op1.a": "第一；",
        "op1.b": "第二；", "op2": "请提交关于灯塔的信息。",
    }  # fmt: skip
    assert (version.symbol, version.number, version.date, version.language) == (
        "A/RES/79/1", "79/1", dt.date(2024, 12, 2), "zh",
    )  # fmt: skip
    assert version.facts["reference"] == "[根据第一委员会的报告(A/79/999)]"


def test_a_resolution_in_arabic():
    version = read(ARABIC)
    assert {str(k): v.text for k, v in version.paragraphs.items()} == {
        "title": "منارات مخترعة", "pp1": "إذ تشير إلى قرارها 1/1،", "op1": "تقرر ما يلي:",
        "op1.a": "الأول؛", "op1.b": "الثاني؛", "op2": "تطلب تقديم تقرير.",
    }  # fmt: skip
    assert (version.symbol, version.number, version.language) == ("A/RES/79/1", "79/1", "ar")


def test_a_letter_with_numbered_paragraphs_and_an_annex():
    letter = (
        "# Letter dated 3 March 2020 from the Secretary-General to the President of the Security Council\n\n"
        "I have the honour to write.\n\n1. One.\n\n2. Two.\n\nI should be grateful.\n\n"
        "(Signed) A. Person\n\nAnnex\n\n## A heading\n\nWords.\n"
    )
    version = read(letter)
    assert list(version.paragraphs) == [
        "title", "p1", "n1", "n2", "p2", "signature", "annex1.h1", "annex1.p1",
    ]  # fmt: skip
    assert (version.kind, version.date) == (DocumentKind.LETTER, dt.date(2020, 3, 3))


def test_a_line_that_only_looks_like_a_label_goes_on():
    assert found("1. It was decided in\n9 December 2011 and in paragraph\n7. of the text.\n") == {
        "n1": "It was decided in 9 December 2011 and in paragraph 7. of the text."
    }


def test_a_dash_within_a_sentence_begins_no_item():
    assert found("1. Lamps are lit\n– in winter – each day;\n\n2. Ships sail.") == {
        "n1": "Lamps are lit – in winter – each day;",
        "n2": "Ships sail.",
    }


def test_two_resolutions_with_mastheads_are_two_versions():
    versions = read_text((CHINESE + "\n\n" + CHINESE).encode(), "x.txt")
    assert [(v.symbol, len(v.paragraphs)) for v in versions] == [("A/RES/79/1", 9)] * 2


@pytest.mark.parametrize(
    "content",
    [
        "Les mots d’été.".encode(),
        b"\xef\xbb\xbf" + "Les mots d’été.".encode(),
        "Les mots d’été.".encode("utf-16"),
        b"\xfe\xff" + "Les mots d’été.".encode("utf-16-be"),
    ],
)
def test_encodings(content):
    assert found(content) == {"p1": "Les mots d’été."}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("d’été".encode("cp1252"), r"not text in UTF-8, or in UTF-16 .*\(byte 1\)"),
        ("words".encode("utf-16-le"), "null characters"),
        ("words".encode("utf-16")[:-1], "not text"),
        (b"", "no paragraph"),
        (b"\n\n", "no paragraph"),
    ],
)
def test_what_cannot_be_read_says_why(content, message):
    with pytest.raises(ReadError, match=message) as raised:
        read_text(content, "file.txt")
    assert str(raised.value).startswith("file.txt")


def test_control_characters_are_dropped_and_the_repair_is_kept():
    source = "The la\x07mps\x01 shine\x0c brightly."
    [version] = read(source).paragraphs.values()
    assert version.text == "The lamps shine brightly."
    assert "control character" in {kind for r in version.repairs for kind in r.kind.split(", ")}
    assert apply_repairs(source, version.start, version.end, version.repairs) == version.text


LINES = st.sampled_from(
    ["", "", "1. The lamps shine;", "2. The ships sail.", "(a) A lamp;", "- a ship,", "Annex I", "II. Means",
     "The General Assembly,", "Recalling the sea,", "goes on", "United Nations  A/79/1", "General Assembly",
     "Distr.: General", "5 March 2025", "Agenda item 5", "# Title", "79/1. Title of lamps", "¹ A note.",
     "words¹ with a mark,", "12", "---", "(Signed) A. Person", "60th plenary meeting", "\x0c",
     "mots\x02 d’été",
     "回顾其第1/1号", "决议，", "إن الجمعية العامة،", "1 - تقرر", "A/79/1"]
)  # fmt: skip


@given(st.lists(LINES, max_size=25))
def test_every_text_is_made_from_its_source_by_its_repairs(lines):
    source = unicodedata.normalize("NFC", "\n".join([*lines, "", "Last words."]))
    for version in read_text(source.encode(), "x.txt"):
        for text in version.paragraphs.values():
            assert apply_repairs(source, text.start, text.end, text.repairs) == text.text
            assert text.text == text.text.strip()
            assert text.text
            assert all(0 <= offset <= len(text.text) for _, offset in text.notes)
