"""Quotes that stand in the documents nearly, with what differs shown, and those that do not at all."""

from __future__ import annotations

import pytest

CLOSE = "Encourages the Regional Centre to continue close cooperation with the Governments"


def shown(match):
    marks = {"same": "{}", "missing": "[-{}-]", "added": "[+{}+]"}
    return "".join(marks[d.kind].format(d.text) for d in match.differences)


@pytest.mark.parametrize(
    ("text", "differences"),
    [
        (
            CLOSE.replace("Encourages", "Urges"),
            "[-Encourages-][+Urges+] the Regional Centre to continue close cooperation with the Governments",
        ),
        (
            CLOSE.replace("to continue", "not to continue"),
            "Encourages the Regional Centre[+ not+] to continue close cooperation with the Governments",
        ),
        (
            CLOSE.replace("close ", ""),
            "Encourages the Regional Centre to continue[- close-] cooperation with the Governments",
        ),
        (
            CLOSE.replace("to continue", "…"),
            "Encourages the Regional Centre[- to continue-][+ …+] close cooperation with the Governments",
        ),
        (
            CLOSE.replace("Centre", "centre"),
            CLOSE.replace(" Centre", "[- Centre-][+ centre+]"),
        ),
        (
            CLOSE.replace("close cooperation", "cooperation close"),
            CLOSE.replace("close cooperation", "MOVED").replace(
                " MOVED", "[+ cooperation+] close[- cooperation-]"
            ),
        ),
        (f"{CLOSE} [emphasis added]", f"{CLOSE}[- of the-][+ [emphasis added]+]"),
        (f"{CLOSE}.", f"{CLOSE}[+.+]"),
        (CLOSE.upper(), f"[-{CLOSE}-][+{CLOSE.upper()}+]"),
    ],
)
def test_what_differs_is_shown_word_by_word(assistant, text, differences):
    found = assistant.check_quote(text)
    assert found.status == "nearly"
    assert [m.citation.symbol for m in found.matches] == ["A/RES/72/7", "A/75/L.72"]
    assert [shown(match) for match in found.matches] == [differences] * 2
    assert all(0.7 < match.similarity < 1 for match in found.matches)


def test_a_changed_number_is_shown(assistant):
    found = assistant.check_quote("Recalling its resolution 72/8 of 17 November 2017,")
    assert shown(found.matches[0]) == "Recalling its resolution 72/[-7-][+8+] of 17 November 2017,"


def test_the_nearest_comes_first(assistant):
    # The draft has "Noting the focus", the resolution "Noting the specific focus".
    text = (
        "Noting the special focus of the Regional Centre on supporting cooperation among the States"
    )
    found = assistant.check_quote(text.replace("special ", "specific "))
    assert found.matches[0].citation.symbol == "A/RES/72/7"
    similarities = [match.similarity for match in found.matches]
    assert similarities == sorted(similarities, reverse=True)
    assert len(found.matches) <= 5


def test_an_ellipsis_shows_what_it_leaves_out_and_costs_little(assistant):
    long = (
        "To maintain contact with […] other regional organizations […] and facilitate coordination"
    )
    (match,) = assistant.check_quote(long).matches
    assert match.similarity > 0.95
    missing = [d.text for d in match.differences if d.kind == "missing"]
    assert "".join(missing).startswith(" the Organization for Security and Cooperation in Europe,")
    assert match.citation.quote.startswith("To maintain contact with the Organization")


def test_an_ellipsis_may_leave_out_whole_paragraphs(assistant):
    found = assistant.check_quote(
        "To liaise with the Governments of the region … "
        "To maintain close contact with the United Nations Assistance Mission in Afghanistan"
    )
    assert found.status == "nearly"
    assert [m.citation.locator for m in found.matches] == ["p3.b1", "p3.b5"]


def test_of_several_paragraphs_only_the_changed_one_differs(assistant):
    document = assistant.document("S/2007/279")
    texts = [document.paragraph(f"p3.b{n}").versions["en"].text for n in (1, 2, 3, 4, 5)]
    texts[2] = texts[2].replace("peacemaking", "peacekeeping")
    found = assistant.check_quote("\n• ".join(texts))
    assert found.status == "nearly"
    assert [m.citation.locator for m in found.matches] == [f"p3.b{n}" for n in (1, 2, 3, 4, 5)]
    assert [m.similarity == 1 for m in found.matches] == [True, True, False, True, True]
    assert "[- peacemaking-][+ peacekeeping+]" in shown(found.matches[2])


def test_a_paragraph_left_out_in_silence_is_shown_as_missing(assistant):
    document = assistant.document("S/2007/279")
    texts = [document.paragraph(f"p3.b{n}").versions["en"].text for n in (1, 2, 4, 5)]
    found = assistant.check_quote("\n".join(texts))
    assert found.status == "nearly"
    (left_out,) = [m for m in found.matches if m.citation.locator == "p3.b3"]
    assert left_out.similarity < 0.1
    missing = [d.text for d in left_out.differences if d.kind == "missing"]
    assert "Organization for Security and Cooperation in Europe" in "".join(missing)


def test_a_translation_is_not_nearly_the_text(assistant):
    text = "Alienta al Centro Regional a que prosiga su estrecha cooperación con los Gobiernos"
    assert assistant.check_quote(text).status == "absent"


@pytest.mark.parametrize(
    "text",
    [
        "The Centre has a budget of four million dollars.",
        "of the and with to in on",
        "The Governments of Central Asia shall pay for the Centre in equal parts.",
        "Der Sicherheitsrat beschließt, mit der Angelegenheit befasst zu bleiben.",
        "region the of Governments the with cooperation close continue to Centre Regional the",
        "zzz",
        "第",
        "x" * 20_000,
    ],
)
def test_what_is_not_in_the_documents_is_absent(assistant, text):
    found = assistant.check_quote(text)
    assert found.status == "absent"
    assert found.matches == ()
    assert found.searched.documents == 3


@pytest.mark.parametrize(
    ("text", "status"), [("the centre of the", "absent"), ("the Centre", "nearly")]
)
def test_a_few_words_are_nearly_a_quote_only_if_all_agree(assistant, text, status):
    assert assistant.check_quote(text).status == status
