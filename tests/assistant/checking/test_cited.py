"""The symbols and paragraphs that a text cites, in six languages, and whether they are held."""

from __future__ import annotations

import pytest

from assistant.checking.cited import find_cited, masked

P3B1 = ("S/2007/279", "p3.b1", "held")
OP1 = ("A/RES/72/7", "op1", "held")
OP2 = ("A/RES/72/7", "op2", "held")
PP2 = ("A/RES/72/7", "pp2", "held")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In paragraph 1 of resolution 72/7, the Assembly", OP1),
        ("in paragraph 1 of its resolution 72/7 of 17 November 2017", OP1),
        ("General Assembly resolution 72/7 of 17 November 2017, operative paragraph 1,", OP1),
        ("(A/RES/72/7, op 1)", OP1),
        ("(A/RES/72/7, OP1)", OP1),
        ("(A/RES/72/7, para. 1)", OP1),
        ("A/RES/72/7#op1 says", OP1),
        ("see S/2007/279, third paragraph, first bullet", P3B1),
        ("the third preambular paragraph of A/75/L.72 says", ("A/75/L.72", "pp3", "held")),
        ("as A/RES/72/7 has it", ("A/RES/72/7", None, "held")),
        ("Au paragraphe 1 de sa résolution 72/7, l’Assemblée", OP1),
        ("(A/RES/72/7, par. 1)", OP1),
        ("le troisième alinéa du préambule de la résolution 72/7", ("A/RES/72/7", "pp3", "held")),
        ("(S/2007/279, troisième paragraphe, premier tiret)", P3B1),
        ("В пункте 1 ее резолюции 72/7 Генеральная Ассамблея", OP1),
        ("(S/2007/279, третий абзац, первый подпункт)", P3B1),
        ("первый абзац преамбулы резолюции 72/7", ("A/RES/72/7", "pp1", "held")),
        ("En el párrafo 1 de la resolución 72/7 de la Asamblea", OP1),
        ("(S/2007/279, tercer párrafo, primer inciso)", P3B1),
        ("تنص الفقرة 1 من القرار 72/7 على", OP1),
        ("(S/2007/279، الفقرة الثالثة، النقطة الأولى)", P3B1),
        ("大会第72/7号决议第1段", OP1),
        ("第72/7号决议序言部分第三段", ("A/RES/72/7", "pp3", "held")),
        ("（S/2007/279，正文第三段第一项）", P3B1),
        # Forms of the six languages that are read as a whole.
        ("au point 2 du dispositif de la résolution 72/7", OP2),
        ("résolution 72/7 de l’Assemblée générale, par. 2", OP2),
        ("al. 2 du préambule de la résolution 72/7", PP2),
        ("пункт 2 постановляющей части резолюции 72/7", OP2),
        ("резолюция 72/7 Генеральной Ассамблеи, п. 2", OP2),
        ("(A/RES/72/7, пункт 2 преамбулы)", PP2),
        ("el numeral 2 de la resolución 72/7", OP2),
        ("el punto 2 de la parte dispositiva de la resolución 72/7", OP2),
        ("(A/RES/72/7, párrafo 2 del preámbulo)", PP2),
        ("الفقرة ٢ من منطوق القرار ٧٢/٧", OP2),
        ("الفقرة الثانية من ديباجة القرار 72/7", PP2),
        ("第72/7号决议执行部分第2段", OP2),
        ("第72/7号决议序言部分第2段", PP2),
        ("A/RES/72/7, PP2", PP2),
        ("A/RES/72/7, op. para. 2", OP2),
        ("preambular para. 2 of resolution 72/7", PP2),
        ("paragraph 2 of the preamble of resolution 72/7", PP2),
        ("the last preambular paragraph of resolution 72/7", ("A/RES/72/7", "pp11", "held")),
        ("A/RES/72/7 ¶2", OP2),
        ("OP2 (A/RES/72/7)", OP2),
        ("the second bullet of the third paragraph of S/2007/279", ("S/2007/279", "p3.b2", "held")),
        ("S/2007/279, paragraph 3, bullet 2", ("S/2007/279", "p3.b2", "held")),
        (
            "paragraph 2, subparagraph (a), of resolution 72/7",
            ("A/RES/72/7", "op2.a", "no such paragraph"),
        ),
        (
            "alinéa a) du paragraphe 2 de la résolution 72/7",
            ("A/RES/72/7", "op2.a", "no such paragraph"),
        ),
        ("подпункт b) пункта 2 резолюции 72/7", ("A/RES/72/7", "op2.b", "no such paragraph")),
        ("الفقرة 2 (ب) من القرار 72/7", ("A/RES/72/7", "op2.b", "no such paragraph")),
        ("paragraph 114 of resolution 72/7", ("A/RES/72/7", "op114", "no such paragraph")),
        ("(A/RES/72/7, الفقرة 24)", ("A/RES/72/7", "op24", "no such paragraph")),
        # Not there, and not held.
        ("A/RES/72/7, para. 99", ("A/RES/72/7", "op99", "no such paragraph")),
        ("paragraph 1 (z) of A/RES/72/7", ("A/RES/72/7", "op1.z", "no such paragraph")),
        ("A/RES/77/273, para. 2", ("A/RES/77/273", "op2", "not held")),
        (
            "Security Council resolution 1325 (2000), paragraph 5,",
            ("S/RES/1325 (2000)", "op5", "not held"),
        ),
        # Which is the third paragraph of a resolution nobody can say.
        ("the third paragraph of resolution 72/7", ("A/RES/72/7", None, "held")),
    ],
)
def test_a_place_is_read_with_its_document(index, text, place):
    found = find_cited(text, index).places
    assert [(p.symbol, p.locator, p.verdict) for p in found] == [place]
    assert all(text[p.start : p.end] == p.text for p in found)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("paragraphs 1 and 2 of resolution 72/7", ["op1", "op2"]),
        ("paras. 1-3 of A/RES/72/7", ["op1", "op2", "op3"]),
        ("(A/RES/72/7, paras. 1–3)", ["op1", "op2", "op3"]),
        ("A/RES/72/7, paras. 1 (a) and 3", ["op1.a", "op3"]),
        ("A/RES/72/7, op 1, and A/75/L.72, op 2", ["op1", "op2"]),
        ("In resolution 72/7, paragraph 1, and again in paragraph 2, it", ["op1", "op2"]),
    ],
)
def test_several_places_are_all_read(index, text, places):
    assert sorted(p.locator for p in find_cited(text, index).places) == places


@pytest.mark.parametrize(
    "text",
    [
        "Paragraph 5 of the report on 3/4 of the cases, 12/05/2024, and/or the first function.",
        "The third paragraph is good.",
        "page 72/7? No: 7.5 per cent (2000) of 30 km/h.",
        "В первом пункте плана; dans le premier alinéa; 第三段。",
        "That resolution is good, and so is its paragraph 2.",
    ],
)
def test_what_names_no_document_is_no_place(index, text):
    assert find_cited(text, index).places == ()


def test_a_paragraph_of_another_text_is_not_that_of_the_document_named(index):
    text = "Resolution 72/7 was adopted. Paragraph 99 of the report says the contrary."
    assert [(p.symbol, p.locator) for p in find_cited(text, index).places] == [("A/RES/72/7", None)]


def test_what_is_masked_cites_nothing_and_moves_nothing(index):
    text = "It “recalls A/75/L.72, para. 1” in A/RES/72/7, para. 2."
    hidden = masked(text, [(4, 31)])
    assert len(hidden) == len(text)
    (place,) = find_cited(hidden, index).places
    assert (place.symbol, place.locator) == ("A/RES/72/7", "op2")
    assert text[place.start : place.end] == place.text


@pytest.mark.parametrize(
    "text",
    [
        "agenda item 4 and resolution 72/7",
        "point 4 de l’ordre du jour et la résolution 72/7",
        "пункт 4 повестки дня и резолюция 72/7",
        "tema 4 del programa y la resolución 72/7",
        "البند 4 من جدول الأعمال والقرار 72/7",
        "议程项目4和第72/7号决议",
    ],
)
def test_an_item_of_an_agenda_is_no_paragraph(index, text):
    assert [(p.symbol, p.locator) for p in find_cited(text, index).places] == [("A/RES/72/7", None)]
