"""Two documents, paragraph by paragraph."""

from __future__ import annotations

import itertools

import pytest

from assistant.errors import ComparisonError
from assistant.lineage.compare import compare
from assistant.lineage.layout import lay_out_comparison
from assistant.lineage.written import to_text
from index.errors import SymbolError, UnknownDocument
from index.words import LANGUAGES

from .conftest import make_document
from .lighthouses import EARLIER, EARLIER_TEXTS, EXPECTED, LATER, LATER_TEXTS

# Read off the two documents, paragraph by paragraph: earlier, later, what became of it.
CENTRE = [
    ("pp1", "pp1", "unchanged"),
    ("", "pp2", "new"),  # recalls 72/7 itself
    ("pp2", "pp3", "changed"),  # "also", "for Central Asia"
    ("pp3", "", "gone"),  # twenty-fifth anniversary of membership
    ("pp4", "", "gone"),  # tenth anniversary of the Centre
    ("", "pp4", "new"),  # preventive diplomacy a core function
    ("pp5", "pp5", "changed"),  # a comma
    ("", "pp6", "new"),  # role of the Central Asian countries
    ("pp6", "pp7", "unchanged"),
    ("pp7", "pp8", "changed"),  # "specific"
    ("pp8", "pp9", "changed"),  # the Joint Plan of Action
    ("", "pp10", "new"),  # Afghanistan
    ("pp11", "pp11", "unchanged"),
    ("pp10", "pp12", "changed"),
    ("", "pp13", "new"),  # the fourth function of 2007, which 72/7 has not
    ("pp9", "pp14", "unchanged"),
    ("", "pp15", "new"),  # women and youth
    ("", "pp16", "new"),  # COVID-19
    ("op1", "op1", "unchanged"),
    ("op2", "op2", "unchanged"),
    ("", "op3", "new"),  # COVID-19
    ("op3", "op4", "unchanged"),
]


def places(comparison):
    return [
        (
            "+".join(c.locator for c in pair.earlier),
            "+".join(c.locator for c in pair.later),
            pair.change,
        )
        for pair in comparison.pairs
    ]


@pytest.fixture(scope="module")
def centre(assistant):
    return assistant.compare("A/RES/72/7", "A/75/L.72")


def test_the_shipped_documents_are_matched_as_a_reader_matches_them(centre):
    assert sorted(places(centre)) == sorted(CENTRE)


def test_pairs_are_in_the_order_of_the_later_document_and_what_is_gone_where_it_stood(centre):
    assert places(centre) == CENTRE


def test_what_changed_its_order_moved_and_what_was_pushed_down_did_not(centre):
    moved = [(p.earlier[0].locator, p.later[0].locator) for p in centre.pairs if p.moved]
    assert moved == [("pp10", "pp12"), ("pp9", "pp14")]
    renumbered = {p.later[0].locator for p in centre.pairs if p.renumbered}
    assert renumbered == {"pp3", "pp7", "pp8", "pp9", "pp12", "pp14", "op4"}


def test_the_counts_are_those_of_the_pairs(centre):
    counts = centre.counts
    assert (counts.earlier, counts.later) == (14, 20)
    assert (counts.unchanged, counts.changed, counts.new, counts.gone) == (7, 5, 8, 2)
    assert (counts.moved, counts.renumbered, counts.split, counts.merged) == (2, 7, 0, 0)
    assert counts.matched == 12


def test_the_words_that_differ_are_told(centre):
    pair = next(p for p in centre.pairs if p.later and p.later[0].locator == "pp8")
    assert [w.text.strip() for w in pair.words if w.kind != "same"] == ["specific"]
    assert 0.9 < pair.similarity < 1


def test_every_quote_is_a_whole_paragraph_of_its_document(centre, assistant):
    for pair in centre.pairs:
        for citation in (*pair.earlier, *pair.later):
            text = assistant.document(citation.symbol).paragraph(citation.locator)
            assert citation.quote == text.versions["en"].text
    keys = [c.key for p in centre.pairs for c in (*p.earlier, *p.later)]
    assert len(keys) == len(set(keys))


def test_the_earlier_one_comes_first_however_they_are_given(assistant, centre):
    assert assistant.compare("A/75/L.72", "A/RES/72/7") == centre


def test_places_are_written_for_the_reader(assistant):
    found = assistant.compare("A/RES/72/7", "A/75/L.72", reader="fr")
    assert found.pairs[0].earlier[0].pinpoint == "A/RES/72/7, premier alinéa du préambule"
    assert found.pairs[0].earlier[0].language == "en"


def test_a_letter_is_compared_too(assistant):
    found = places(assistant.compare("S/2007/279", "A/RES/72/7"))
    assert ("p3.b1", "op1", "changed") in found
    assert sum(change in ("changed", "unchanged") for _, _, change in found) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_each_language_the_same_paragraphs_stand_for_each_other(series, language):
    found = compare(EARLIER, LATER, series, language=language)
    assert [
        (*pair[:3], p.moved) for pair, p in zip(places(found), found.pairs, strict=True)
    ] == EXPECTED
    assert {c.language for p in found.pairs for c in (*p.earlier, *p.later)} == {language}


def one_language(**texts):
    return {place: {"en": text} for place, text in texts.items()}


@pytest.fixture
def compared(index_of):
    """Compares two documents of these paragraphs; gives the places."""

    def run(earlier, later):
        index = index_of(
            make_document("A/RES/90/1", "2035-11-01", earlier),
            make_document("A/RES/91/1", "2036-11-01", later),
        )
        return compare("A/RES/90/1", "A/RES/91/1", index)

    return run


HARBOURS = (
    "Requests the harbour masters to survey the sunken wrecks of the estuary each spring and to publish "
    "charts of the sandbanks"
)
PILOTS = "decides to train twelve young pilots in the reading of tides at the maritime academy"


def test_a_paragraph_that_became_two_was_split(compared):
    whole = one_language(op1=f"{HARBOURS}, and {PILOTS};", op2="Thanks the donors of the lanterns.")
    parts = one_language(
        op1=f"{HARBOURS};", op2=f"Also {PILOTS};", op3="Thanks the donors of the lanterns."
    )
    found = compared(whole, parts)
    assert places(found) == [("op1", "op1+op2", "changed"), ("op2", "op3", "unchanged")]
    assert [(p.split, p.merged) for p in found.pairs] == [(True, False), (False, False)]
    assert found.counts.split == 1


def test_two_paragraphs_that_became_one_were_merged(compared):
    whole = one_language(op1="Thanks the donors of the lanterns;", op2=f"{HARBOURS}, and {PILOTS}.")
    parts = one_language(
        op1="Thanks the donors of the lanterns;", op2=f"{HARBOURS};", op3=f"Also {PILOTS}."
    )
    found = compared(parts, whole)
    assert places(found) == [("op1", "op1", "unchanged"), ("op2+op3", "op2", "changed")]
    assert found.counts.merged == 1
    assert (found.counts.earlier, found.counts.later) == (3, 2)


CLAUSE = "the spring survey of sunken wrecks and sandbanks by the harbour masters of the estuary"
LAMPS = "Commends the keepers of the northern cliffs for lighting the lanterns before dusk"
SCHOOLS = (
    "Invites the schools of the islands to teach the history of signalling with flags, to lend their boats "
    "for training in the summer holidays, to print a reader on the fauna of the lagoon"
)


def test_a_clause_that_went_to_another_paragraph_took_the_rest_of_its_own_along(compared):
    """Less than the half of it went on, and all that was added to the other one is that."""
    found = compared(
        one_language(op1=f"{LAMPS};", op2=f"{SCHOOLS} and to attend {CLAUSE}."),
        one_language(op1=f"{LAMPS}, and welcomes {CLAUSE}."),
    )
    assert places(found) == [("op1+op2", "op1", "changed")]


def test_a_name_that_was_written_out_does_not_come_from_another_paragraph(compared):
    name = "the Regional Union of Lighthouse Authorities of the Inland Lakes"
    others = {
        f"pp{n}": f"Having heard the {who} of {name},"
        for n, who in enumerate(("chair", "envoy"), 1)
    }
    found = compared(
        one_language(**others, op1=f"{LAMPS} of the Union;", op2=f"{SCHOOLS} with {name}."),
        one_language(**others, op1=f"{LAMPS} of {name}."),
    )
    assert ("op2", "", "gone") in places(found)


def test_what_was_rewritten_at_its_place_is_known_by_its_neighbours_and_a_phrase(compared):
    found = compared(
        one_language(
            pp1=f"{HARBOURS},",
            pp2="Looking forward to the results of the work of the Tidal Board on floating beacons, and "
            "underlining the risk that they drift before the season begins,",
            pp3=f"Noting that the academy {PILOTS},",
        ),
        one_language(
            pp1=f"{HARBOURS},",
            pp2="Noting the statement of the Tidal Board of 11 July on the oversight of moored vessels, "
            "including floating beacons, and stressing that strict rules should apply,",
            pp3=f"Noting that the academy {PILOTS},",
        ),
    )
    assert [pair[:2] for pair in places(found)] == [("pp1", "pp1"), ("pp2", "pp2"), ("pp3", "pp3")]


def test_paragraphs_that_share_a_formula_do_not_stand_for_each_other(compared):
    ask = "Requests the Secretary-General to report on"
    found = compared(
        one_language(
            pp1="Guided by the Charter,",
            op1=f"{ask} the migration of storks over the marshes of the lower delta;",
        ),
        one_language(
            pp1="Guided by the Charter,",
            op1=f"{ask} the price of paper in rural schools and public libraries.",
        ),
    )
    assert places(found) == [
        ("pp1", "pp1", "unchanged"),
        ("op1", "", "gone"),
        ("", "op1", "new"),
    ]


def test_the_same_formula_many_times_is_paired_by_place(compared):
    formula = "Takes note of the report of the Secretary-General;"
    topics = ("pumps", "ferries", "bridges", "quarries")
    side = {}
    for n, topic in enumerate(topics, start=1):
        side[f"sec{n}.op1"] = {"en": formula}
        side[f"sec{n}.op2"] = {"en": f"Approves the plan for the {topic} of the eastern district;"}
    found = compared(side, dict(list(side.items())[2:]))
    matched = [(a, b) for a, b, change in places(found) if change != "gone"]
    assert matched == [(f"sec{n}.op{m}",) * 2 for n in (2, 3, 4) for m in (1, 2)]


def test_the_best_of_all_pairs_is_found_and_not_the_best_of_each(compared):
    """The first later paragraph is most like the first earlier one, which is all that the second is like."""
    found = compared(
        one_language(
            op1="Urges the ports to dredge channels, mend piers, paint buoys and count seals;",
            op2="Urges the ports to dredge channels, mend piers, paint buoys and feed gulls;",
        ),
        one_language(
            op1="Urges the ports to dredge channels, mend piers, paint buoys and feed gulls;",
            op2="Urges the ports to dredge channels, mend piers, paint buoys and count seals;",
        ),
    )
    assert sorted(places(found)) == [("op1", "op2", "unchanged"), ("op2", "op1", "unchanged")]
    assert [p.moved for p in found.pairs].count(True) == 1


def test_titles_closing_lines_and_footnotes_are_not_compared(compared):
    texts = one_language(
        title="Lighthouses", op1="Thanks the donors;", fn1="See A/1.", meeting="1st"
    )
    assert places(compared(texts, texts)) == [("op1", "op1", "unchanged")]


def test_another_mark_at_the_end_is_no_change(compared):
    found = compared(
        one_language(op1="Thanks the “donors” of the lanterns."),
        one_language(op1='Thanks the "donors"  of the lanterns;'),
    )
    assert places(found) == [("op1", "op1", "unchanged")]
    assert found.pairs[0].words == ()


def test_a_document_with_nothing_in_common_is_all_gone_and_all_new(compared):
    found = compared(
        one_language(op1="Feeds the gulls of the pier;"),
        one_language(op1="Buys paper;", op2="Sells ink."),
    )
    assert (found.counts.gone, found.counts.new, found.counts.matched) == (1, 2, 0)


def test_of_one_date_the_first_given_is_the_earlier(index_of):
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", EARLIER_TEXTS),
        make_document("A/RES/90/2", "2035-11-01", LATER_TEXTS),
    )
    for first, second in itertools.permutations(("A/RES/90/1", "A/RES/90/2")):
        assert compare(first, second, index).earlier.symbol == first


def test_they_are_compared_in_a_language_that_both_have(index_of):
    only = {place: {"ru": texts["ru"], "fr": texts["fr"]} for place, texts in LATER_TEXTS.items()}
    index = index_of(
        make_document(EARLIER, "2035-11-01", EARLIER_TEXTS),
        make_document(LATER, "2036-11-02", only),
    )
    assert compare(EARLIER, LATER, index, reader="ru").pairs[0].earlier[0].language == "ru"
    assert compare(EARLIER, LATER, index, reader="zh").pairs[0].earlier[0].language == "fr"
    with pytest.raises(ComparisonError, match="A/RES/91/2 is held in fr, ru"):
        compare(EARLIER, LATER, index, language="en")


def test_what_cannot_be_compared_is_refused_with_a_reason(index_of, assistant):
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", one_language(op1="Thanks the donors.")),
        make_document("A/RES/90/2", "2035-11-01", {"op1": {"ru": "благодарит дарителей."}}),
        make_document("A/RES/90/3", "2035-11-01", one_language(op1="Thanks them."), exact=False),
    )
    with pytest.raises(ComparisonError, match="in a language that both have"):
        compare("A/RES/90/1", "A/RES/90/2", index)
    with pytest.raises(ComparisonError, match="A/RES/90/3 has no paragraph that was read surely"):
        compare("A/RES/90/1", "A/RES/90/3", index)
    with pytest.raises(ComparisonError, match="is one document"):
        compare("A/RES/90/1", "a/res/90/1", index)
    with pytest.raises(UnknownDocument):
        assistant.compare("A/RES/72/7", "A/RES/1/1")
    with pytest.raises(SymbolError):
        assistant.compare("A/RES/72/7", "nonsense")


def test_documents_on_different_matters_are_told_to_be(index_of):
    lamps = make_document(
        "A/RES/90/1", "2035-12-01", {"op1": {"en": "Requests keepers to trim the wicks"}}
    )
    bees = make_document(
        "A/RES/91/2",
        "2036-12-01",
        {"op1": {"en": "Welcomes the honey harvest of mountain valleys"}},
        title="Bees in the high mountains",
    )
    again = make_document("A/RES/91/3", "2036-12-01", {"op1": {"en": "Welcomes a new ferry"}})
    index = index_of(lamps, bees, again)
    apart = compare("A/RES/90/1", "A/RES/91/2", index)
    assert not apart.same_matter
    assert "They are on different matters" in to_text(lay_out_comparison(apart))
    # Of one title they are on one matter, whatever became of their paragraphs.
    series = compare("A/RES/90/1", "A/RES/91/3", index)
    assert series.counts.matched == 0
    assert series.same_matter
    assert "different matters" not in to_text(lay_out_comparison(series))
