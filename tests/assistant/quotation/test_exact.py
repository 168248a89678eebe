"""Quotes that stand in the documents letter for letter, and where."""

from __future__ import annotations

import pytest

LIAISE = (
    "To liaise with the Governments of the region and, with their concurrence, with other parties "
    "concerned on issues relevant to preventive diplomacy."
)
CLOSE = "the Regional Centre to continue close cooperation with the Governments of the region"


def places(found):
    return [
        f"{m.citation.symbol}#{m.citation.locator}@{m.citation.language}" for m in found.matches
    ]


def test_a_quote_is_exact_and_cited(assistant):
    found = assistant.check_quote(LIAISE)
    assert found.status == "exact"
    assert found.text == LIAISE
    (match,) = found.matches
    assert match.similarity == 1
    assert [(d.kind, d.text) for d in match.differences] == [("same", LIAISE)]
    assert match.citation.quote == LIAISE
    assert match.citation.pinpoint == "S/2007/279, third paragraph, first bullet"
    assert match.citation.force == "would have, inter alia, the following functions"
    assert match.citation.url == "https://undocs.org/en/S/2007/279"
    assert found.searched.documents == 3
    assert found.searched.paragraphs == sum(len(d.paragraphs) for d in assistant.documents())


def test_every_place_is_given(assistant):
    found = assistant.check_quote(CLOSE)
    assert places(found) == ["A/RES/72/7#op3@en", "A/75/L.72#op4@en"]
    assert [m.citation.key for m in found.matches] == [1, 2]
    assert [m.citation.status for m in found.matches] == ["adopted", "draft"]


def test_places_are_few_where_the_words_are_common(assistant):
    found = assistant.check_quote("the region")
    assert found.status == "exact"
    assert len(found.matches) == 20
    assert len(set(places(found))) == 20


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Les fonctions du Centre seraient notamment les suivantes:", "S/2007/279#p3@fr"),
        ("с их согласия с другими соответствующими сторонами", "S/2007/279#p3.b1@ru"),
        ("d'États indépendants", "S/2007/279#p3.b3@fr"),
        ("Central Asian Women Leaders’ Caucus", "A/75/L.72#pp15@en"),
        ("Leaders’", "A/75/L.72#pp15@en"),
        ("A/71/982-S/2017/600", "A/RES/72/7#fn3@en"),
        ("COVID–19", "A/75/L.72#pp16@en"),
        ("COVID", "A/75/L.72#op3@en"),
        ("COVID-\n19 pandemic", "A/75/L.72#op3@en"),
        ("Ban Ki-moon", "S/2007/279#signature@fr"),
    ],
)
def test_words_are_found_in_every_language_and_typography(assistant, text, place):
    found = assistant.check_quote(text)
    assert found.status == "exact"
    assert place in places(found)


@pytest.mark.parametrize(
    "text",
    [
        f"“{CLOSE}”",
        f" «\u00a0{CLOSE}\u00a0»\n",
        f"‘“{CLOSE}”’",
        f'"{CLOSE}',
        CLOSE.replace(" ", "\n"),
        CLOSE.replace("cooperation", "coopera-\ntion"),
        CLOSE.replace("cooperation", "coopera\u00ad\ntion"),
        CLOSE.replace("Governments", "Govern-\r\nments").replace("region", "re-\n  gion"),
    ],
)
def test_what_surrounds_a_quote_and_where_its_lines_break_does_not_count(assistant, text):
    found = assistant.check_quote(text)
    assert found.status == "exact"
    assert {m.citation.quote for m in found.matches} == {CLOSE}


@pytest.mark.parametrize(
    "text",
    [
        "he Regional Centre to continue close cooperation with the Government",
        "the Regional Centre to continue close cooperation with the Government",
        "the Regional Centre to continue close co-operation with the Governments",
        "the regional Centre to continue close cooperation with the Governments",
        "the Regional Centre, to continue close cooperation with the Governments",
        "the Regional Centre to continue close cooperation with Governments",
        "the Regional Centre … close cooperation with the Governments",
        "the Regional Centre to continue close cooperation [...]",
        "… the Regional Centre to continue close cooperation",
        "the Regional Centre to continue [its] close cooperation with the Governments",
        "the Regional Centre to continue close cooperation with the Governments!",
    ],
)
def test_another_wording_is_not_exact(assistant, text):
    assert assistant.check_quote(text).status == "nearly"


def test_several_paragraphs_are_exact_with_a_match_for_each(assistant):
    document = assistant.document("S/2007/279")
    texts = [document.paragraph(p).versions["en"].text for p in ("p3", "p3.b1", "p3.b2", "p3.b3")]
    for pasted in (
        "\n".join(texts),
        "\n• ".join(texts),
        "\n\n - ".join(texts).replace("liaise", "li-\naise"),
        f"“{' '.join(texts)}”",
    ):
        found = assistant.check_quote(pasted)
        assert found.status == "exact"
        assert [m.citation.quote for m in found.matches] == texts
        assert [m.citation.locator for m in found.matches] == ["p3", "p3.b1", "p3.b2", "p3.b3"]


def test_a_quote_may_begin_and_end_inside_paragraphs(assistant):
    found = assistant.check_quote(
        "of environmental degradation. In accordance".replace("of ", "and ")
    )
    assert found.status == "exact"
    assert [(m.citation.locator, m.citation.quote) for m in found.matches] == [
        ("p1", "and environmental degradation."),
        ("p2", "In accordance"),
    ]


def test_paragraphs_that_do_not_follow_each_other_are_not_exact_together(assistant):
    document = assistant.document("S/2007/279")
    texts = [document.paragraph(p).versions["en"].text for p in ("p3.b1", "p3.b3")]
    assert assistant.check_quote(" ".join(texts)).status != "exact"
    assert assistant.check_quote(" ".join(texts[::-1])).status != "exact"


def test_the_languages_of_a_document_are_not_mixed(assistant):
    document = assistant.document("S/2007/279")
    one, other = document.paragraph("p3.b1").versions, document.paragraph("p3.b2").versions
    assert assistant.check_quote(f"{one['en'].text}\n{other['fr'].text}").status != "exact"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("2. Welcomes the assistance of the Regional Centre", "exact"),
        ("2) Welcomes the assistance of the Regional Centre", "exact"),
        ("• 2. Welcomes the assistance of the Regional Centre", "nearly"),
        ("3. Welcomes the assistance of the Regional Centre", "nearly"),
        ("Welcomes the assistance 2. of the Regional Centre", "nearly"),
        ("a United Nations Regional Centre for Preventive Diplomacy in Ashgabat,1", "exact"),
        ("a United Nations Regional Centre for Preventive Diplomacy in Ashgabat,¹", "exact"),
        ("a United Nations Regional Centre for Preventive Diplomacy in Ashgabat,[1]", "exact"),
        ("a United Nations Regional Centre for Preventive Diplomacy in Ashgabat,2", "nearly"),
        ("a United Nations Regional Centre1 for Preventive Diplomacy in Ashgabat,", "nearly"),
        ("¹ See S/2007/279 and S/2007/280.", "exact"),
        ("2 See S/2007/279 and S/2007/280.", "nearly"),
    ],
)
def test_numbers_and_footnote_marks_that_print_alone_has_are_passed_over(assistant, text, status):
    assert assistant.check_quote(text).status == status


def test_the_labels_of_items_are_passed_over(check_in):
    check = check_in(
        {
            "A/RES/1/1": {
                "op1": {"en": "Requests the Secretary-General:"},
                "op1.a": {"en": "To report to the Assembly;"},
                "op1.a.i": {"en": "In writing;"},
                "op1.b": {"en": "To inform Member States."},
            }
        }
    )
    pasted = "Secretary-General:\n(a) To report to the Assembly;\n(i) In writing;\n(b) To inform"
    assert check(f"1. Requests the {pasted}").status == "exact"
    assert len(check(f"1. Requests the {pasted}").matches) == 4
    assert check(pasted.replace("(b)", "(c)")).status == "nearly"
    assert check(pasted.replace("(i)", "(ii)")).status == "nearly"


def test_an_ellipsis_of_the_document_s_own_is_exact(check_in):
    check = check_in(
        {"A/RES/1/1": {"p1": {"en": "He said “we … the peoples” and then he left us."}}}
    )
    assert check("he said we").status == "nearly"
    assert check("“we ... the peoples” and then he left").status == "exact"


def test_chinese_and_arabic_are_read_as_their_writing_is(check_in):
    check = check_in(
        {
            "A/RES/1/1": {
                "p1": {
                    "zh": "鼓励中亚区域预防性外交中心继续与该区域各国政府联络（2017年）。",
                    "ar": "تشجع مركز الأمم المتحدة الإقليمي للدبلوماسية الوقائية على مواصلة الاتصال؛",
                }
            }
        }
    )
    (match,) = check("预防性外交中心继续与该区域\n各国政府联络(2017年)").matches
    assert (match.similarity, match.citation.language) == (1, "zh")
    assert match.citation.quote == "预防性外交中心继续与该区域各国政府联络（2017年）"
    (match,) = check("الإقليــمي \u202bللدبلوماسية\u202c الوقائية").matches
    assert (match.similarity, match.citation.quote) == (1, "الإقليمي للدبلوماسية الوقائية")
    assert check("لأمم المتحدة").status == "absent"
    changed = check("预防性外交中心停止与该区域各国政府联络")
    assert changed.status == "nearly"
    assert [(d.kind, d.text) for d in changed.matches[0].differences] == [
        ("same", "预防性外交中心"),
        ("missing", "继续"),
        ("added", "停止"),
        ("same", "与该区域各国政府联络"),
    ]


def test_a_document_s_hyphen_at_the_end_of_a_line_stays(check_in):
    check = check_in({"A/RES/1/1": {"p1": {"en": "The co-operation of counter-terrorism bodies"}}})
    for text in ("co-\noperation of counter-\nterrorism", "co-operation of counter-terrorism"):
        (match,) = check(text).matches
        assert match.citation.quote == "co-operation of counter-terrorism"
    assert check("The cooperation of counterterrorism bodies").status != "exact"
