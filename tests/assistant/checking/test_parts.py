"""Places that tell a part of a resolution: its preamble, its operative part, "the first paragraph"."""

from __future__ import annotations

import pytest

from assistant.checking.reports.labels import place_name

OPERATIVE = "Encourages the Regional Centre to continue close cooperation"
PREAMBULAR = "Guided by the Charter of the United Nations"
IN_PREAMBLE = [
    "“{}” (A/RES/72/7, preamble).",
    "“{}” (preamble, A/RES/72/7).",
    "“{}” (in the preamble of A/RES/72/7).",
    "In its preamble, resolution 72/7 says “{}”.",
    "Resolution 72/7, in its preamble, says “{}”.",
    "In the preamble to General Assembly resolution 72/7: “{}”.",
    "Dans le préambule de la résolution 72/7 : « {} ».",
    "В преамбуле резолюции 72/7 сказано: «{}».",
    "En el preámbulo de la resolución 72/7: «{}».",
    "جاء في ديباجة القرار 72/7 «{}»",
    "第72/7号决议序言部分：“{}”",
]
IN_OPERATIVE_PART = [
    "“{}” (A/RES/72/7, operative part).",
    "Dans le dispositif de la résolution 72/7 : « {} ».",
    "En la parte dispositiva de la resolución 72/7: «{}».",
    "第72/7号决议执行部分：“{}”",
]
IN_NONE = [
    "“{}” (A/RES/72/7, preamble and operative part).",
    "“{}” (A/RES/72/7, not in its preamble).",
    "Unlike its preamble, resolution 72/7 says “{}”.",
    "“{}” (A/RES/72/7, preamble of the annex).",
    "Resolution 72/7 has a preamble and says “{}”.",
]


@pytest.mark.parametrize("text", IN_PREAMBLE)
def test_the_preamble(check, text):
    (wrong,), (right,) = check(text.format(OPERATIVE)).quotes, check(text.format(PREAMBULAR)).quotes
    assert (wrong.verdict, right.verdict) == ("misattributed", "exact")
    assert wrong.matches[0].citation.locator == "op3"


@pytest.mark.parametrize("text", IN_OPERATIVE_PART)
def test_the_operative_part(check, text):
    (wrong,), (right,) = check(text.format(PREAMBULAR)).quotes, check(text.format(OPERATIVE)).quotes
    assert (wrong.verdict, right.verdict) == ("misattributed", "exact")


@pytest.mark.parametrize("text", IN_NONE)
def test_no_part_that_is_sure(check, text):
    for words in (OPERATIVE, PREAMBULAR):
        assert [quote.verdict for quote in check(text.format(words)).quotes] == ["exact"]


def test_a_part_is_said_of_the_next_quotation_alone(check):
    text = f"In its preamble, resolution 72/7 says “{PREAMBULAR}” and then “{OPERATIVE}”."
    assert [quote.verdict for quote in check(text).quotes] == ["exact", "exact"]


def test_the_same_words_with_and_without_a_part(check):
    text = f"“{OPERATIVE}” (A/RES/72/7).\n\n“{OPERATIVE}” (A/RES/72/7, preamble)."
    assert [quote.verdict for quote in check(text).quotes] == ["exact", "misattributed"]


def test_a_document_without_such_parts_is_not_judged_by_them(check):
    (found,) = check(
        "“To liaise with the Governments of the region” (S/2007/279, preamble)."
    ).quotes
    assert found.verdict == "exact"


def test_a_paragraph_by_its_order(check):
    text = "The {} paragraph of A/RES/72/7 reads: “{}”."
    words = {
        "first": (("exact", PREAMBULAR), ("misattributed", OPERATIVE)),
        "third": (("misattributed", PREAMBULAR), ("exact", OPERATIVE)),
    }
    for order, cases in words.items():
        for verdict, quoted in cases:
            (found,) = check(text.format(order, quoted)).quotes
            assert found.verdict == verdict, (order, quoted)


def test_a_report_says_which_paragraphs_are_meant(check):
    (first,) = check(f"The first paragraph of A/RES/72/7 reads: “{OPERATIVE}”.").quotes
    assert place_name(first.attributed_to[0], "en") == (
        "A/RES/72/7, first preambular paragraph / para. 1"
    )
    (preamble,) = check(f"“{OPERATIVE}” (A/RES/72/7, preamble).").quotes
    name = place_name(preamble.attributed_to[0], "en")
    assert name.startswith("A/RES/72/7, first preambular paragraph … ")
    assert "among" not in preamble.attributed_to[0].model_dump()
