"""The shipped documents as they are read: every expectation was read by eye in the files."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

import pytest

from index.catalogue import DOCUMENTS
from index.document import Document, Paragraph, Version, apply_repairs
from index.errors import ReadError
from index.locator import Kind
from index.readers.un_text import read_un_text

LETTER, RESOLUTION, DRAFT = "S/2007/279", "A/RES/72/7", "A/75/L.72"
ITEMS = ["p3.b1", "p3.b2", "p3.b3", "p3.b4", "p3.b5"]
BODY = ["p1", "p2", "p3", *ITEMS, "p4"]

# Beginnings and ends of the letter's paragraphs, in the order of BODY.
LETTER_EDGES = {
    "en": [
        ("The five Governments", "environmental degradation."),
        ("In accordance with the United Nations Global", "Office of Peacebuilding."),
        ("The Centre would have", "the following functions:"),
        ("To liaise with", "preventive diplomacy."),
        ("To monitor and analyse", "conflict prevention efforts."),
        ("To maintain contact with the Organization", "their specific mandates."),
        ("To provide a political framework", "humanitarian assistance."),
        ("To maintain close contact with", "situation in the region."),
        ("I should be grateful", "of the Security Council."),
    ],
    "ru": [
        ("Правительства пяти стран", "окружающей среды."),
        ("В соответствии с Глобальной", "миростроительства в Таджикистане."),
        ("Центр будет выполнять", "следующие функции:"),
        ("поддерживать связь", "превентивной дипломатии;"),
        ("вести мониторинг", "предотвращению конфликтов;"),
        ("поддерживать контакты", "конкретных мандатов;"),
        ("обеспечивать политическую основу", "гуманитарной помощи;"),
        ("поддерживать тесные контакты", "ситуации в регионе."),
        ("Буду признателен", "членов Совета Безопасности."),
    ],
    "fr": [
        ("Les cinq gouvernements d’Asie centrale", "détérioration de l’environnement."),
        ("Conformément à la Stratégie antiterroriste", "réduites puis arrêtées."),
        ("Les fonctions du Centre", "les suivantes :"),
        ("Faire la liaison", "autres parties intéressées;"),
        ("Suivre et analyser", "prévention des conflits;"),
        ("Entretenir des contacts", "leurs mandats respectifs;"),
        ("Assurer un cadre", "assistance humanitaire;"),
        ("Entretenir des rapports étroits", "complète et intégrée."),
        ("Je vous serais reconnaissant", "des membres du Conseil."),
    ],
}
PREAMBLES = {
    RESOLUTION: [
        "Guided by the Charter of the United Nations,",
        "Recalling the exchange of letters",
        "Welcoming the twenty-fifth anniversary",
        "Noting the tenth anniversary",
        "Reaffirming the importance of preventive diplomacy",
        "Understanding the importance of the creation",
        "Noting the specific focus",
        "Recalling the Ashgabat Declaration",
        "Underlining the necessity",
        "Welcoming the close interaction",
        "Welcoming also the readiness",
    ],
    DRAFT: [
        "Guided by the Charter of the United Nations,",
        "Recalling its resolution 72/7 of 17 November 2017,",
        "Recalling also the exchange of letters",
        "Noting that preventive diplomacy is a core function",
        "Reaffirming the importance of preventive diplomacy",
        "Recognizing the important role of the Central Asian countries",
        "Understanding the importance of the creation",
        "Noting the focus of the Regional Centre",
        "Recalling the Ashgabat Declaration",
        "Welcoming the efforts of the Regional Centre",
        "Welcoming also the readiness",
        "Welcoming further the close interaction",
        "Recognizing the efforts of the Regional Centre",
        "Underlining the necessity",
        "Noting the initiatives of the Regional Centre",
        "Welcoming efforts of the Central Asian countries",
    ],
}
OPERATIVES = {
    RESOLUTION: [
        ("Encourages the United Nations Regional Centre", "preventive diplomacy;"),
        ("Welcomes the assistance of the Regional Centre", "peaceful and prosperous region;"),
        ("Encourages the Regional Centre to continue", "preventive diplomacy and dialogue."),
    ],
    DRAFT: [
        ("Encourages the United Nations Regional Centre", "preventive diplomacy;"),
        ("Welcomes the assistance of the Regional Centre", "peaceful and prosperous region;"),
        ("Notes the need to continue", "COVID-19 pandemic in the region;"),
        ("Encourages the Regional Centre to continue", "preventive diplomacy and dialogue."),
    ],
}
FOOTNOTES = {
    RESOLUTION: [
        "See S/2007/279 and S/2007/280.", "Resolution 60/288.", "A/71/982-S/2017/600, annex.",
    ],
    DRAFT: ["S/2007/279 and S/2007/280.", "Resolution 60/288.", "A/71/982–S/2017/600, annex."],
}  # fmt: skip
# Where a footnote's mark stood: the paragraph, and the words before the mark.
MARKS = {
    RESOLUTION: {
        "fn1": ("pp2", "for Preventive Diplomacy in Ashgabat,"),
        "fn2": ("pp7", "Global Counter-Terrorism Strategy"),
        "fn3": ("pp8", "adopted on 13 June 2017,"),
    },
    DRAFT: {
        "fn1": ("pp3", "for Central Asia in Ashgabat,"),
        "fn2": ("pp8", "Global Counter-Terrorism Strategy"),
        "fn3": ("pp9", "adopted on 13 June 2017,"),
    },
}
# All letters and digits of each file that stand in no paragraph, line by line: the names of organs,
# the enacting words, numbers and marks that paragraphs are cited by, job numbers.
OUTSIDE = {
    "S-2007-279.en-ru.txt": ["Security Council", "Совет Безопасности"],
    "S-2007-279.fr.txt": [],
    "A-RES-72-7.en.txt": [
        "72/7", "The General Assembly", "1", "1", "2", "3", "1", "2", "3", "2", "3",
    ],
    "A-75-L.72.en.txt": [
        "The General Assembly", "¹", "¹", "²", "³", "1", "²", "³", "2", "3", "4", "21-04103",
    ],
}  # fmt: skip


def texts(document: Document, kind: Kind, language: str = "en") -> list[str]:
    return [p.versions[language].text for p in document.paragraphs if p.kind is kind]


def all_versions(documents: list[Document]) -> list[tuple[Paragraph, Version]]:
    return [(p, v) for d in documents for p in d.paragraphs for v in p.versions.values()]


def source_text(name: str) -> str:
    return unicodedata.normalize("NFC", (DOCUMENTS / name).read_bytes().decode("utf-8"))


@pytest.mark.parametrize("language", ["en", "ru", "fr"])
def test_the_letter_has_the_same_places_in_each_language(by_symbol, language):
    paragraphs = [
        p for p in by_symbol[LETTER].paragraphs
        if language in p.versions and p.kind in (Kind.BODY, Kind.ITEM)
    ]  # fmt: skip
    assert [p.locator for p in paragraphs] == BODY
    found = [p.versions[language].text for p in paragraphs]
    wrong = [
        text
        for text, (first, last) in zip(found, LETTER_EDGES[language], strict=True)
        if not (text.startswith(first) and text.endswith(last))
    ]
    assert wrong == []


def test_the_letter_has_nothing_else_but_its_masthead_title_and_signature(by_symbol):
    letter = by_symbol[LETTER]
    others = [p.locator for p in letter.paragraphs if p.locator not in BODY]
    assert others == ["distribution", "title", "signature"]
    signatures = {code: v.text for code, v in letter.paragraph("signature").versions.items()}
    assert signatures == {
        "en": "(Signed) Ban Ki-moon",
        "ru": "(Подпись) Пан Ги Мун",
        "fr": "(Signé) Ban Ki-moon",
    }
    distribution = {code: v.text for code, v in letter.paragraph("distribution").versions.items()}
    assert distribution == {
        "en": "Distr.: General 16 May 2007 Original: English",
        "ru": "Distr.: General 16 May 2007 Russian Original: English",
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "would have, inter alia, the following functions"),
        ("ru", "будет выполнять, в частности, следующие функции"),
        ("fr", "seraient notamment les suivantes"),
    ],
)
def test_the_words_that_give_the_functions_their_force(by_symbol, language, words):
    version = by_symbol[LETTER].paragraph("p3").versions[language]
    assert version.text[slice(*version.force)] == words


def test_a_word_broken_over_a_page_is_joined(by_symbol):
    version = by_symbol[LETTER].paragraph("p3.b4").versions["ru"]
    assert "в деле поощрения комплексного подхода" in version.text
    # A hyphen within a line belongs to its word.
    assert "бреттон-вудские учреждения" in version.text
    [repair] = [r for r in version.repairs if r.kind == "hyphen at a break"]
    assert repair.removed == "-\n\n\n\n"
    assert repair.replacement == ""


@pytest.mark.parametrize("symbol", [RESOLUTION, DRAFT])
def test_preambular_paragraphs_in_their_order(by_symbol, symbol):
    document = by_symbol[symbol]
    found = texts(document, Kind.PREAMBULAR)
    assert [
        (text[: len(first)], text[-1]) for text, first in zip(found, PREAMBLES[symbol], strict=True)
    ] == [(first, ",") for first in PREAMBLES[symbol]]
    locators = [p.locator for p in document.paragraphs if p.kind is Kind.PREAMBULAR]
    assert locators == [f"pp{i + 1}" for i in range(len(found))]


@pytest.mark.parametrize("symbol", [RESOLUTION, DRAFT])
def test_operative_paragraphs_in_their_order(by_symbol, symbol):
    document = by_symbol[symbol]
    found = texts(document, Kind.OPERATIVE)
    wrong = [
        text
        for text, (first, last) in zip(found, OPERATIVES[symbol], strict=True)
        if not (text.startswith(first) and text.endswith(last))
    ]
    assert wrong == []
    locators = [p.locator for p in document.paragraphs if p.kind is Kind.OPERATIVE]
    assert locators == [f"op{i + 1}" for i in range(len(found))]


@pytest.mark.parametrize("symbol", [RESOLUTION, DRAFT])
def test_footnotes_and_the_places_of_their_marks(by_symbol, symbol):
    document = by_symbol[symbol]
    assert texts(document, Kind.FOOTNOTE) == FOOTNOTES[symbol]
    marks = {
        str(note): (str(p.locator), v.text[:offset])
        for p in document.paragraphs
        for v in p.versions.values()
        for note, offset in v.notes
    }
    assert list(marks) == ["fn1", "fn2", "fn3"]
    for note, (locator, before) in MARKS[symbol].items():
        assert marks[note][0] == locator
        assert marks[note][1].endswith(before)


@pytest.mark.parametrize("symbol", [RESOLUTION, DRAFT])
def test_marks_are_taken_out_and_other_numbers_stay(by_symbol, symbol):
    text = " ".join(v.text for _, v in all_versions([by_symbol[symbol]]))
    assert "in Ashgabat, " in text
    assert "Counter-Terrorism Strategy in the region," in text
    assert "13 June 2017, " in text
    assert re.findall("[¹²³]", text) == []
    if symbol == DRAFT:
        assert "resolution 72/7 of 17 November 2017" in text
        assert "(COVID-19)" in text


@pytest.mark.parametrize("word", ["countries", "represented"])
def test_words_that_a_converter_broke_are_mended(by_symbol, word):
    version = by_symbol[RESOLUTION].paragraph("pp6").versions["en"]
    assert word in version.text.replace(",", "").split()
    assert [r.kind for r in version.repairs].count("broken word") == 2


def test_a_sentence_that_a_footnote_interrupts_goes_on(by_symbol):
    for document, locator in ((RESOLUTION, "pp6"), (DRAFT, "pp7")):
        text = by_symbol[document].paragraph(locator).versions["en"].text
        assert "the experience gained in regional cooperation, as well as" in text
        assert "S/2007" not in text


def test_both_resolutions_say_the_same_in_the_paragraph_that_they_share(by_symbol):
    shared = by_symbol[RESOLUTION].paragraph("pp6").versions["en"].text
    assert shared == by_symbol[DRAFT].paragraph("pp7").versions["en"].text


def test_masthead_and_closing_lines(by_symbol):
    def text(symbol, locator):
        return by_symbol[symbol].paragraph(locator).versions["en"].text

    role = "Role of the United Nations Regional Centre for Preventive Diplomacy for Central Asia"
    assert text(DRAFT, "title") == text(RESOLUTION, "title") == role
    assert text(DRAFT, "distribution") == "Distr.: Limited 29 March 2021 Original: English"
    assert text(DRAFT, "agenda") == (
        "Seventy-fifth session Agenda item 64 Peacebuilding and sustaining peace"
    )
    assert text(DRAFT, "sponsors") == (
        "Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan and Uzbekistan: draft resolution"
    )
    assert text(RESOLUTION, "meeting") == "55th plenary meeting 17 November 2017"


@pytest.mark.parametrize(
    ("symbol", "locator", "verb"),
    [
        (RESOLUTION, "pp1", "Guided"),
        (RESOLUTION, "pp11", "Welcoming also"),
        (RESOLUTION, "op1", "Encourages"),
        (DRAFT, "pp3", "Recalling also"),
        (DRAFT, "pp12", "Welcoming further"),
        (DRAFT, "op3", "Notes"),
    ],
)
def test_the_verb_that_gives_a_paragraph_its_force(by_symbol, symbol, locator, verb):
    version = by_symbol[symbol].paragraph(locator).versions["en"]
    assert version.text[slice(*version.force)] == verb


def test_every_text_is_made_from_its_source_by_its_repairs(documents):
    wrong = [
        (p.address, v.language)
        for p, v in all_versions(documents)
        if apply_repairs(source_text(v.source), v.start, v.end, v.repairs) != v.text
    ]
    assert wrong == []


def test_every_repair_tells_what_it_removed(documents):
    for _, version in all_versions(documents):
        source = source_text(version.source)
        for repair in version.repairs:
            assert version.start <= repair.start <= repair.end <= version.end
            assert source[repair.start : repair.end] == repair.removed
            assert repair.kind


def test_texts_are_clean(documents):
    for paragraph, version in all_versions(documents):
        address = (paragraph.address, version.language)
        assert (address, re.findall(r"[*#_|]|\s\s|[\n\r\t\f]|^\s|\s$", version.text)) == (
            address,
            [],
        )
        assert unicodedata.is_normalized("NFC", version.text)


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_letter_of_a_file_is_lost(documents, name):
    source = source_text(name)
    kept = defaultdict(int)
    for _, version in all_versions(documents):
        if version.source == name:
            removed = {i for r in version.repairs for i in range(r.start, r.end)}
            for place in range(version.start, version.end):
                kept[place] += place not in removed
    # Nothing stands in two paragraphs.
    assert max(kept.values()) == 1
    outside, place = [], 0
    for line in source.splitlines(keepends=True):
        left = "".join(c if not kept[place + i] else "\0" for i, c in enumerate(line))
        outside += [
            piece.strip(" #*_.,:;-–•\n")
            for piece in left.split("\0")
            if re.search(r"[^\W_]", piece)
        ]
        place += len(line)
    assert outside == OUTSIDE[name]


def test_one_file_with_two_languages_gives_two_versions():
    read = read_un_text(source_text("S-2007-279.en-ru.txt"), "letter.txt")
    assert [version.language for version in read] == ["en", "ru"]
    assert [version.organ for version in read] == ["Security Council"] * 2
    assert {v.source for version in read for v in version.paragraphs.values()} == {"letter.txt"}


def test_what_the_text_says_about_its_document():
    [resolution] = read_un_text(source_text("A-RES-72-7.en.txt"), "r.txt")
    assert (resolution.number, resolution.is_resolution, resolution.is_draft) == (
        "72/7",
        True,
        False,
    )
    assert resolution.organ == "General Assembly"
    [draft] = read_un_text(source_text("A-75-L.72.en.txt"), "d.txt")
    assert (draft.number, draft.is_resolution, draft.is_draft) == (None, True, True)
    [letter] = read_un_text(source_text("S-2007-279.fr.txt"), "l.txt")
    assert (letter.number, letter.is_resolution, letter.is_draft) == (None, False, False)


def test_a_decomposed_file_is_read_as_the_composed_one():
    composed = source_text("S-2007-279.fr.txt")
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    assert read_un_text(decomposed, "x") == read_un_text(composed, "x")


@pytest.mark.parametrize("text", ["", " \n\n ", "---\n***\n", "12\n"])
def test_a_file_without_a_paragraph_is_an_error(text):
    with pytest.raises(ReadError, match=r"^empty\.txt: no paragraph"):
        read_un_text(text, "empty.txt")
