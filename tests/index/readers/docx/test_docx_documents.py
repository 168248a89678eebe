"""Whole documents as the United Nations' templates make them, with invented text."""

from __future__ import annotations

import datetime as dt

import pytest

from index.document import DocumentKind
from index.locator import Kind
from index.readers.docx import read_docx

from .build import docx, level, note, numbering, p, r, table

TAB = "<w:r><w:tab/></w:r>"
# What the masthead and the text are in each language, in the order of a published resolution.
RESOLUTIONS = {
    "en": {
        "header": [
            "United Nations", "A/RES/79/900", "General Assembly",
            "Distr.: General", "9 December 2024",
        ],
        "front": [
            "Seventy-ninth session", "Agenda item 99 (b)",
            "Resolution adopted by the General Assembly on 2 December 2024",
            "[on the report of the First Committee (A/79/999)]",
        ],
        "title": "Invented lighthouses", "number": "79/900.", "enacting": "The General Assembly,",
        "preamble": ["Recalling its resolution 1/1,", "Noting the light,"],
        "operative": ["Decides as follows:", "Requests a report."], "labels": ["1.", "2."],
        "items": ["One;", "Two;"], "letters": ["(a)", "(b)"],
        "meeting": "60th plenary meeting", "date": "2 December 2024",
    },
    "fr": {
        "header": [
            "Nations Unies", "A/RES/79/900", "Assemblée générale",
            "Distr. générale", "9 décembre 2024",
        ],
        "front": [
            "Soixante-dix-neuvième session", "Point 99 b) de l’ordre du jour",
            "Résolution adoptée par l’Assemblée générale le 2 décembre 2024",
            "[sur la base du rapport de la Première Commission (A/79/999)]",
        ],
        "title": "Des phares inventés", "number": "79/900.", "enacting": "L’Assemblée générale,",
        "preamble": ["Rappelant sa résolution 1/1,", "Prenant note de la lumière,"],
        "operative": ["Décide ce qui suit :", "Demande un rapport."], "labels": ["1.", "2."],
        "items": ["Un ;", "Deux ;"], "letters": ["a)", "b)"],
        "meeting": "60e séance plénière", "date": "2 décembre 2024",
    },
    "ru": {
        "header": [
            "Организация Объединенных Наций", "A/RES/79/900", "Генеральная Ассамблея",
            "Distr.: General", "9 December 2024",
        ],
        "front": [
            "Семьдесят девятая сессия", "Пункт 99 b) повестки дня",
            "Резолюция, принятая Генеральной Ассамблеей 2 декабря 2024 года",
            "[по докладу Первого комитета (A/79/999)]",
        ],
        "title": "Выдуманные маяки", "number": "79/900.", "enacting": "Генеральная Ассамблея,",
        "preamble": ["ссылаясь на свою резолюцию 1/1,", "отмечая этот свет,"],
        "operative": ["постановляет следующее:", "просит представить доклад."], "labels": ["1.", "2."],
        "items": ["первое;", "второе;"], "letters": ["a)", "b)"],
        "meeting": "60-е пленарное заседание", "date": "2 декабря 2024 года",
    },
    "es": {
        "header": [
            "Naciones Unidas", "A/RES/79/900", "Asamblea General",
            "Distr. general", "9 de diciembre de 2024",
        ],
        "front": [
            "Septuagésimo noveno período de sesiones", "Tema 99 b) del programa",
            "Resolución aprobada por la Asamblea General el 2 de diciembre de 2024",
            "[sobre la base del informe de la Primera Comisión (A/79/999)]",
        ],
        "title": "Faros inventados", "number": "79/900.", "enacting": "La Asamblea General,",
        "preamble": ["Recordando su resolución 1/1,", "Observando la luz,"],
        "operative": ["Decide lo siguiente:", "Solicita un informe."], "labels": ["1.", "2."],
        "items": ["Uno;", "Dos;"], "letters": ["a)", "b)"],
        "meeting": "60ª sesión plenaria", "date": "2 de diciembre de 2024",
    },
    "ar": {
        "header": [
            "الأمــم المتحـدة", "A/RES/79/900", "الجمعية العامة",
            "Distr.: General", "9 December 2024",
        ],
        "front": [
            "الدورة التاسعة والسبعون", "البند 99 (ب) من جدول الأعمال",
            "قرار اتخذته الجمعية العامة في 2 كانون الأول/ديسمبر 2024",
            "[بناء على تقرير اللجنة الأولى (A/79/999)]",
        ],
        "title": "منارات مخترعة", "number": "79/900", "enacting": "إن الجمعية العامة،",
        "preamble": ["إذ تشير إلى قرارها 1/1،", "وإذ تلاحظ الضوء،"],
        "operative": ["تقرر ما يلي:", "تطلب تقديم تقرير."], "labels": ["1 -", "2 -"],
        "items": ["الأول؛", "الثاني؛"], "letters": ["(أ)", "(ب)"],
        "meeting": "الجلسة العامة 60", "date": "2 كانون الأول/ديسمبر 2024",
    },
    "zh": {
        "header": [
            "联合国", "A/RES/79/900", "大会",
            "Distr.: General", "9 December 2024",
        ],
        "front": [
            "第七十九届会议", "议程项目99(b)", "2024年12月2日大会决议", "[根据第一委员会的报告(A/79/999)]",
        ],
        "title": "虚构的灯塔", "number": "79/900.", "enacting": "大会，",
        "preamble": ["回顾其第1/1号决议，", "注意到灯光，"],
        "operative": ["决定如下：", "请提交报告。"], "labels": ["1.", "2."],
        "items": ["第一；", "第二；"], "letters": ["(a)", "(b)"],
        "meeting": "第60次全体会议", "date": "2024年12月2日",
    },
}  # fmt: skip
PLACES = ["pp1", "pp2", "op1", "op1.a", "op1.b", "op2"]


def words(document: dict) -> list[str]:
    """The texts at PLACES."""
    return [
        *document["preamble"],
        document["operative"][0],
        *document["items"],
        document["operative"][1],
    ]


def typed(label: str, text: str) -> str:
    return p(TAB, label, TAB, text)


def resolution(document: dict, header: str = "", front: str = "", automatic: bool = False) -> bytes:
    """A published resolution; its numbers typed, or left to Word."""
    places = list(
        zip(
            [*document["labels"][:1], *document["letters"], *document["labels"][1:]],
            [0, 1, 1, 0],
            strict=True,
        )
    )
    body = [
        p(text, number=(1, at)) if automatic else typed(label, text)
        for (label, at), text in zip(places, words(document)[2:], strict=True)
    ]
    numbers = numbering(
        {0: level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)")}, {1: (0, "")}
    )
    return docx(
        front,
        *[p(line) for line in document["front"]],
        p(TAB, document["number"], TAB, document["title"], note(1)),
        p(TAB, r(document["enacting"].rstrip(",،，"), "<w:i/>"), document["enacting"][-1]),
        *[p(TAB, text) for text in document["preamble"]],
        *body,
        p(document["meeting"], "<w:r><w:br/></w:r>", document["date"]),
        header=header,
        footnotes={1: "A/79/111."},
        numbers=numbers,
    )


def check(version, document: dict, language: str) -> None:
    assert (version.language, version.symbol, version.number) == (
        language,
        "A/RES/79/900",
        "79/900",
    )
    assert version.title == document["title"]
    assert version.date == dt.date(2024, 12, 2)
    assert version.organ == "General Assembly"
    assert version.kind is DocumentKind.RESOLUTION
    assert (version.is_resolution, version.is_draft, version.warnings) == (True, False, ())
    assert {str(k): v.text for k, v in version.paragraphs.items() if k in PLACES} == dict(
        zip(PLACES, words(document), strict=True)
    )
    others = {str(k) for k in version.paragraphs} - set(PLACES)
    assert others == {"distribution", "agenda", "title", "meeting", "fn1"}


@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "automatic"])
@pytest.mark.parametrize("language", RESOLUTIONS)
def test_a_resolution_in_each_language(language, automatic):
    document = RESOLUTIONS[language]
    header = "".join(map(p, document["header"]))
    [version] = read_docx(resolution(document, header=header, automatic=automatic), "x.docx")
    check(version, document, language)
    assert version.agenda_item is not None
    assert version.agenda_item.startswith("99")
    assert version.session == document["front"][0]


def in_table(lines: list[str]) -> str:
    return table((lines[0], p(lines[1])), (lines[2], p(lines[3]) + p(lines[4])))


@pytest.mark.parametrize("language", RESOLUTIONS)
def test_a_masthead_in_a_table_of_the_header_or_of_the_text(language):
    document = RESOLUTIONS[language]
    masthead = in_table(document["header"])
    for content in (
        resolution(document, header=masthead),
        resolution(document, front=masthead),
    ):
        [version] = read_docx(content, "x.docx")
        check(version, document, language)


def test_a_symbol_in_a_text_box():
    box = (
        "<w:r><w:pict><v:textbox><w:txbxContent>"
        f"{p('A/RES/79/900')}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    document = RESOLUTIONS["en"]
    lines = [line for line in document["header"] if "RES" not in line]
    [version] = read_docx(resolution(document, front=p(box) + "".join(map(p, lines))), "x.docx")
    check(version, document, "en")


def test_a_symbol_that_only_the_properties_state():
    settings = "<w:docVars><w:docVar w:name='Symbol1' w:val='A/RES/79/900'/></w:docVars>"
    [version] = read_docx(docx(p("1.\tWords."), settings=settings), "x.docx")
    assert version.symbol == "A/RES/79/900"


def test_properties_that_contradict_the_masthead_are_told():
    settings = "<w:docVars><w:docVar w:name='Symbol1' w:val='A/RES/79/1'/></w:docVars>"
    header = p("United Nations") + p("A/RES/79/900")
    [version] = read_docx(docx(p("1.\tWords."), header=header, settings=settings), "x.docx")
    assert version.symbol == "A/RES/79/900"
    assert version.warnings == (
        "the file's properties give A/RES/79/1 and its masthead A/RES/79/900",
    )


def test_a_file_without_masthead_states_nothing():
    [version] = read_docx(docx(p("Words of a letter."), p("More words.")), "A_RES_79_900.docx")
    assert (version.symbol, version.date, version.title, version.kind, version.organ) == (None,) * 5
    assert list(version.paragraphs) == ["p1", "p2"]


DRAFT = [
    "Seventy-ninth session", "Agenda item 64", "Peacebuilding", "Chad and Tuvalu: draft resolution",
    "Role of lighthouses",
]  # fmt: skip


def test_a_draft_is_no_resolution():
    header = "".join(
        map(
            p, ["United Nations", "A/79/L.5", "General Assembly", "Distr.: Limited", "1 March 2025"]
        )
    )
    [version] = read_docx(
        docx(
            *map(p, DRAFT),
            p("The General Assembly,"),
            p("Recalling the sea,"),
            p("1.\tDecides to wait."),
            header=header,
        ),
        "x.docx",
    )
    assert (version.kind, version.is_draft, version.is_resolution) == (
        DocumentKind.DRAFT_RESOLUTION, True, True,
    )  # fmt: skip
    assert (version.symbol, version.date, version.title) == (
        "A/79/L.5", dt.date(2025, 3, 1), "Role of lighthouses",
    )  # fmt: skip
    assert version.sponsors == ("Chad", "Tuvalu")
    assert version.agenda_item == "64"
    assert [k for k in version.paragraphs if k.kind in (Kind.PREAMBULAR, Kind.OPERATIVE)] == [
        "pp1",
        "op1",
    ]


def test_a_resolution_of_the_security_council():
    header = "".join(
        map(
            p,
            [
                "United Nations",
                "S/RES/2999 (2024)",
                "Security Council",
                "Distr.: General",
                "3 May 2024",
            ],
        )
    )
    body = [
        "Resolution 2999 (2024)",
        "Adopted by the Security Council at its 9999th meeting, on 3 May 2024",
        "The Security Council,", "Recalling its resolutions,", "Acting under Chapter VII,",
        "1.\tDecides to extend the mandate;", "2.\tDecides to remain seized of the matter.",
    ]  # fmt: skip
    [version] = read_docx(docx(*map(p, body), header=header), "x.docx")
    assert (version.symbol, version.organ, version.date) == (
        "S/RES/2999 (2024)", "Security Council", dt.date(2024, 5, 3),
    )  # fmt: skip
    assert [str(k) for k in version.paragraphs if k.head in ("pp", "op")] == [
        "pp1",
        "pp2",
        "op1",
        "op2",
    ]


def test_a_report_has_numbered_paragraphs_headings_and_annexes():
    header = "".join(
        map(p, ["United Nations", "A/79/123", "General Assembly", "Distr.: General", "5 May 2024"])
    )
    bold = "<w:b/>"
    body = [
        p("Seventy-ninth session"), p("Agenda item 5"), p("Lighthouses"),
        p(r("Keeping of lighthouses", bold), style="H1"), p("Report of the Secretary-General"),
        p("Summary", style="H1"), p("The present report is about light."),
        p("I.\tIntroduction", style="H1"), p("1.\tThe General Assembly asked."),
        p("2.\tThe report has two parts:"), p("(a)\tLight;"), p("(b)\tSea."),
        p("II.\tLight", style="H1"), p("A.\tLamps", style="H1"), p("3.\tLamps shine."),
        p("Annex I", style="H1"), p("List of lamps", style="H1"), p("1.\tA lamp."),
        p("Annex II", style="H1"), p("Words without number."),
    ]  # fmt: skip
    [version] = read_docx(docx(*body, header=header), "x.docx")
    assert (version.kind, version.is_resolution, version.title) == (
        DocumentKind.REPORT, False, "Keeping of lighthouses",
    )  # fmt: skip
    assert {str(k): v.text for k, v in version.paragraphs.items() if k.head} == {
        "h1": "Summary", "p1": "The present report is about light.",
        "h2": "Introduction", "n1": "The General Assembly asked.",
        "n2": "The report has two parts:", "n2.a": "Light;", "n2.b": "Sea.",
        "h3": "Light", "h4": "Lamps", "n3": "Lamps shine.",
        "annex1.h1": "List of lamps", "annex1.n1": "A lamp.",
        "annex2.p1": "Words without number.",
    }  # fmt: skip


def test_the_annex_of_a_resolution_adds_nothing_to_its_operative_paragraphs():
    document = RESOLUTIONS["en"]
    content = docx(
        p("79/900.\tLighthouses"), p("The General Assembly,"), p("Noting the sea,"),
        p("1.\tAdopts the annex."), p("60th plenary meeting"), p("2 December 2024"),
        p("Annex"), p("Rules of lighthouses", style="H1"), p("1.\tShine."), p("2.\tShine again."),
        header="".join(map(p, document["header"])),
    )  # fmt: skip
    [version] = read_docx(content, "x.docx")
    assert [str(k) for k in version.paragraphs if k.head] == [
        "pp1", "op1", "annex1.h1", "annex1.n1", "annex1.n2",
    ]  # fmt: skip
    assert version.paragraphs["meeting"].text == "60th plenary meeting 2 December 2024"


def test_the_draft_that_a_resolution_comes_from():
    document = RESOLUTIONS["en"] | {
        "front": [
            *RESOLUTIONS["en"]["front"][:3],
            "[without reference to a Main Committee (A/79/L.9 and A/79/L.9/Add.1)]",
        ]
    }  # fmt: skip
    [version] = read_docx(
        resolution(document, header="".join(map(p, document["header"]))), "x.docx"
    )
    assert [(r.kind, r.target) for r in version.relations] == [("adopted from", "A/79/L.9")]
    assert "without reference to a Main Committee" in version.facts["reference"]
