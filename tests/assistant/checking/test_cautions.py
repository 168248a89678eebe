"""What is told beside a verdict: what an omission hides, where the words stand, what is no fault."""

from __future__ import annotations

import pytest

from assistant.checking.reports import to_html, to_markdown, to_text
from index.words import LANGUAGES

THREE = "Encourages the Regional Centre to continue close cooperation"
LIAISE = "liaise with the Governments of the region"


def told(quote):
    return [(caution.kind, caution.words) for caution in quote.cautions]


@pytest.mark.parametrize(
    ("text", "left_out", "cautions"),
    [
        (
            "“liaise … with other parties”",
            ["with the Governments of the region and, with their concurrence,"],
            [("condition left out", "with their concurrence")],
        ),
        (
            "“To liaise with the Governments [...] with other parties concerned” (S/2007/279)",
            ["of the region and, with their concurrence,"],
            [("condition left out", "with their concurrence")],
        ),
        (
            "«поддерживать связь … с другими соответствующими сторонами»",
            ["с правительствами стран региона и с их согласия"],
            [("condition left out", "с их согласия")],
        ),
        (
            "« Entretenir des rapports … Afghanistan » (S/2007/279)",
            ["étroits avec la Mission d’assistance des Nations Unies en"],
            [],
        ),
        (
            "“[T]o liaise with … parties concerned” (A/RES/72/7)",
            ["the Governments of the region and, with their concurrence, with other"],
            [("condition left out", "with their concurrence")],
        ),
    ],
)
def test_an_omission_is_told_with_its_words_and_what_they_hide(check, text, left_out, cautions):
    (found,) = check(text).quotes
    assert found.verdict == "altered"
    assert [a.stored for a in found.alterations if a.kind == "omission"] == left_out
    assert told(found) == cautions


def test_words_joined_from_two_paragraphs_are_told_with_all_that_lies_between(check):
    text = "“To liaise with the Governments … the situation on the ground”"
    (found,) = check(text).quotes
    assert found.verdict == "altered"
    assert [m.citation.locator for m in found.matches] == ["p3.b1", "p3.b2"]
    first, second = (a.stored for a in found.alterations)
    assert first.startswith("of the region and, with their concurrence")
    assert second == "To monitor and analyse"
    assert told(found)[0] == (
        "joined",
        "S/2007/279, third paragraph, first bullet; S/2007/279, third paragraph, second bullet",
    )


@pytest.mark.parametrize(
    "quote",
    [
        "other parties … To liaise with the Governments",
        "liaise … with other friends",
        "liaise … parties with other",
    ],
)
def test_pieces_that_do_not_stand_in_order_are_no_omission(check, quote):
    (found,) = check(f"“{quote}” (S/2007/279)").quotes
    assert found.verdict in ("unknown", "altered")
    assert not any(match.similarity == 1 for match in found.matches)


@pytest.mark.parametrize(
    ("quote", "put_in"),
    [
        (f"[The Centre is to] {LIAISE}", "[The Centre is to]"),
        ("To liaise with the Governments [sic] of the region", "[sic]"),
        ("To liaise with the Governments [not] of the region", "[not]"),
    ],
)
def test_words_in_brackets_are_told_as_put_in(check, quote, put_in):
    (found,) = check(f"He said “{quote}”.").quotes
    assert found.verdict == "altered"
    assert [(a.given, a.stored) for a in found.alterations] == [(put_in, "")]


def test_a_bracket_that_is_no_mark_of_a_note_is_no_mark_of_a_note(check):
    (found,) = check("“Encourages the Regional Centre [^not] to continue close cooperation”").quotes
    assert found.verdict == "altered"
    noted = "“Encourages the Regional Centre[^a] to continue close cooperation”\n\n[^a]: So."
    assert check(noted).quotes[0].verdict == "exact"


def test_the_first_letter_alone_is_altered_and_no_reason_to_look(check):
    for first in ("e", "[e]"):
        found = check(f"The Assembly “{first}{THREE[1:]}” (A/RES/72/7, para. 3).")
        (quote,) = found.quotes
        assert quote.verdict == "altered"
        assert told(quote) == [("first letter", "Encourages")]
        assert found.passed
    for wrong in (
        THREE.replace("Regional", "regional"),
        "regional Centre to continue close cooperation",
        THREE.upper(),
    ):
        assert not check(f"The Assembly “{wrong}”.").passed


def test_nearly_the_words_of_another_place_are_told_so(check):
    found = check(f"The Assembly “e{THREE[1:]}” (A/RES/72/7, para. 2).")
    assert ("elsewhere", "A/RES/72/7, para. 3") in told(found.quotes[0])
    assert not found.passed


def test_a_document_that_is_not_held_confirms_nothing(check):
    found = check(f"“{THREE}” (S/2007/280).")
    assert found.quotes[0].verdict == "exact"
    assert told(found.quotes[0]) == [("not confirmed", "S/2007/280")]
    assert not found.passed
    assert check(f"“{THREE}” (S/2007/280; A/RES/72/7).").passed


def test_letters_of_another_alphabet_are_named(check):
    (found,) = check("“Recalling its resolution 72/7 of 17 N\u043evember 2017”").quotes
    assert found.verdict == "altered"
    ((kind, words),) = told(found)
    assert kind == "look-alike"
    assert "U+043E" in words


@pytest.mark.parametrize("control", ["\u202e", "\u202d"])
def test_letters_that_a_control_turns_round_are_not_exact(check, control):
    found = check(f"“Recalling its resolution 72/7 of {control}17\u202c November 2017”")
    assert found.quotes[0].verdict == "altered"
    marked = check("“Recalling its resolution 72/7 of \u200e17\u200f November 2017”")
    assert marked.quotes[0].verdict == "exact"


@pytest.mark.parametrize("words", ["so-called", "win-win", "An Agenda for Peace", "绿水"])
def test_a_term_that_is_not_found_is_told_as_a_term(check, words):
    found = check(f"We call it “{words}” here.")
    (quote,) = found.quotes
    assert (quote.verdict, quote.is_term) == ("unknown", True)
    assert found.passed
    assert "a term" in to_text(found)


@pytest.mark.parametrize(
    "text",
    [
        "In resolution 72/7 the Assembly “deplored” it.",
        "It “deplored” it (A/RES/72/7, para. 2).",
        "We call it “a good beginning” here.",
        "It was “30 per cent”.",
    ],
)
def test_what_may_be_a_quotation_is_no_term(check, text):
    found = check(text)
    assert not found.quotes[0].is_term
    assert not found.passed


def test_cautions_are_in_every_report_and_language(check):
    found = check(
        f"“liaise … with other parties” “e{THREE[1:]}” (A/RES/72/7, para. 2) “{THREE}” (S/2007/280)"
        " “To liaise with the Governments … the situation on the ground”"
    )
    kinds = {caution.kind for quote in found.quotes for caution in quote.cautions}
    assert {"condition left out", "elsewhere", "first letter", "not confirmed", "joined"} == kinds
    for language in LANGUAGES:
        for report in (to_text, to_markdown, to_html):
            shown = report(found, language)
            assert "with their concurrence" in shown
            assert "{words}" not in shown
