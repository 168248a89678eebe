"""What a quotation changed is called out by its kind."""

from __future__ import annotations

import pytest

LIAISE = (
    "To liaise with the Governments of the region and, with their concurrence, with other parties "
    "concerned on issues relevant to preventive diplomacy."
)


@pytest.mark.parametrize(
    ("quote", "kinds"),
    [
        ("adopted on 13 June 2016, and the Joint Plan of Action for the Implementation", ["number"]),
        ("The six Governments of Central Asia have reached a consensus", ["number"]),
        ("The five Governments of Central Asia have not reached a consensus", ["negation"]),
        ("To analyse and monitor the situation on the ground", ["order"]),
        ("To liaise with the Governments … with other parties concerned", ["omission"]),
        ("To liaise with the Governments [...] with other parties concerned", ["omission"]),
        ("To liaise with the Governments and, with their concurrence, with other parties", ["omission"]),
        ("to monitor and analyse the situation on the ground", ["case"]),
        ("[t]o monitor and analyse the situation on the ground", ["case"]),
        ("To monitor, and analyse the situation on the ground", ["punctuation"]),
        ("To monitor and analyse the situation in the air", ["words", "words"]),
        ("To monitor and analyse the [political] situation on the ground", ["words"]),
        ("Правительства шести стран Центральной Азии достигли консенсуса", ["number"]),
        ("Правительства пяти стран Центральной Азии не достигли консенсуса", ["negation"]),
        ("достигли консенсуса по [...] созданию Регионального центра", ["omission"]),
        ("Les quatre gouvernements d’Asie centrale se sont entendus sur la création", ["number"]),
        ("les cinq gouvernements d’Asie centrale se sont entendus sur la création", ["case"]),
        ("Analyser et suivre la situation sur le terrain et donner au Secrétaire général", None),
    ],
)  # fmt: skip
def test_the_kind_of_each_change(check, quote, kinds):
    (found,) = check(f"Words: “{quote}”").quotes
    assert found.verdict == "altered"
    if kinds is not None:
        assert [a.kind for a in found.alterations] == kinds
    assert found.alterations


def test_what_was_given_and_what_is_stored_are_told(check):
    (found,) = check("“The six Governments of Central Asia have reached a consensus”").quotes
    (change,) = found.alterations
    assert (change.given, change.stored) == ("six", "five")


def test_what_an_ellipsis_leaves_out_is_shown(check):
    (found,) = check("“To liaise with the Governments … with other parties concerned”").quotes
    (change,) = found.alterations
    assert change.given == "…"
    assert change.stored == "of the region and, with their concurrence,"


def test_words_moved_at_the_edge_are_told_as_order(check):
    (found,) = check("“and, with their concurrence, with parties other”").quotes
    (change,) = found.alterations
    assert change.kind == "order"
    assert change.given == "parties other"
    assert change.stored == "other parties"


@pytest.mark.parametrize("mark", [".", ",", ";", ""])
def test_the_mark_of_the_sentence_around_is_none_of_the_quotation(check, mark):
    (found,) = check(f"He said “the situation on the ground{mark}” and left.").quotes
    assert found.verdict == "exact"


@pytest.mark.parametrize("mark", ["!", "?", ":", ".;", "..", " – and more", ").", "?,"])
def test_any_other_mark_at_the_end_alters_it(check, mark):
    (found,) = check(f"He said “the situation on the ground{mark}” and left.").quotes
    assert found.verdict == "altered"


def test_a_number_that_is_cut_in_two_is_another_number(check):
    (found,) = check("“See S/2007/279 and S/2007/28”").quotes
    assert found.verdict == "altered"
    (found,) = check(
        "“United Nations Global Counter-Terrorism Strategy in Central Asia, A/RES/72”"
    ).quotes
    assert found.verdict != "exact"


EDGES = [
    "… {}",
    "…{}",
    "... {}",
    "[...] {}",
    "(…) {} (…)",
    "{} …",
    "{}...",
    "{}, […]",
    "{} [. . .].",
    "… {} …",
]


@pytest.mark.parametrize("edges", EDGES)
def test_an_ellipsis_at_the_edge_leaves_nothing_out(check, edges):
    """It says that the passage goes on: the verdict is that of the words without it."""
    for words, verdict in (
        ("the assistance of the Regional Centre", "exact"),
        ("the assistance of the Central Centre", "altered"),
        ("the assistance … the Regional Centre", "altered"),
        ("Welcomes … Regional Centre", "altered"),
    ):
        (found,) = check(f"It “{edges.format(words)}” (A/RES/72/7).").quotes
        assert found.verdict == verdict, words


def test_an_ellipsis_between_paragraphs_of_a_quotation_leaves_something_out(check):
    first = "Welcomes the assistance of the Regional Centre"
    second = "to continue close cooperation with the Governments of the region"
    for text in (
        f"“{first} …\n\n“… {second}”",
        f"> {first} …\n>\n> … {second}\n",
        f"> {first}\n> …\n> {second}\n",
    ):
        found = check(text + "\n\nThat is A/RES/72/7.").quotes
        assert "altered" in [quote.verdict for quote in found]


def test_an_ellipsis_at_the_edge_of_a_part_of_a_long_quotation_is_within_it(check):
    first = "Welcomes the assistance of the Regional Centre in implementing the initiatives."
    text = "“" + f"{first} … " * 120 + f"{first}”"
    (found,) = check(text).quotes
    assert found.verdict != "exact"


def test_a_number_before_an_ellipsis_is_whole(check):
    (found,) = check("It is “… 7 of 17 November 2017 …” (A/75/L.72).").quotes
    assert found.verdict == "altered"
