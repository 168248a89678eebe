"""Mending: what scanners and converters do to a text is undone, on record, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import apply_repairs
from index.readers.mend import Mender, vocabulary

# No two of these, nor the pieces that one is broken into, make another.
WORDS = {
    "en": "the region countries represented promotion assistance preventive of Centre Asia and it",
    "fr": "la région pays représentés promotion assistance préventive de Centre États et à",
    "ru": "и региона стран представленных поощрения помощи превентивной Центр в Азии",
}
KNOWN = frozenset(" ".join(WORDS.values()).split())
BREAKS = ["\n", "\r\n", " \n ", "\n\n", "\n\n\n\n", "\n \n\n \f\n", "  ", "\t", "\u00a0 "]


def mended(source: str, start: int = 0, end: int | None = None) -> Mender:
    mender = Mender(source, start, len(source) if end is None else end)
    mender.mend(KNOWN.__contains__)
    return mender


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """A text of words, and the same after a scanner and a converter."""
    pool = WORDS[draw(st.sampled_from(sorted(WORDS)))].split()
    words = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=12))
    ends = [draw(st.sampled_from(["", "", "", ",", ";"])) for _ in words[1:]] + [
        draw(st.sampled_from(["", ".", ":"]))
    ]
    text = " ".join(word + end for word, end in zip(words, ends, strict=True))
    pieces: list[str] = []
    for word, end in zip(words, ends, strict=True):
        damage = draw(st.sampled_from(["", "", "hyphen", "space", "emphasis"]))
        at = draw(st.integers(2, max(2, len(word) - 2)))
        if damage == "emphasis":
            stars = draw(st.sampled_from(["*", "**", "***"]))
            word = f"{stars}{word}{stars}"
        elif len(word) > 5 and damage == "hyphen":
            hyphen = draw(st.sampled_from(["-", "\u2010", "\u00ad"]))
            word = (
                word[:at] + hyphen + draw(st.sampled_from(["\n", "\r\n", " \n\n\n\n"])) + word[at:]
            )
        elif len(word) > 5 and damage == "space":
            word = word[:at] + draw(st.sampled_from([" ", "\n", "  "])) + word[at:]
        pieces.append(word + end)
    source = pieces[0]
    for piece in pieces[1:]:
        source += draw(st.sampled_from([" ", " ", *BREAKS])) + piece
    return text, source


@given(damaged(), st.sampled_from(["", "1. ", "Title\n\n"]), st.sampled_from(["", " \n\nNext"]))
def test_what_was_done_to_a_text_is_undone(case, before, after):
    text, source = case
    whole = before + source + after
    start, end = len(before), len(before) + len(source)
    mender = mended(whole, start, end)
    assert mender.text == text
    assert apply_repairs(whole, start, end, mender.repairs()) == text


@given(damaged())
def test_repairs_tell_what_they_removed_in_order(case):
    _, source = case
    repairs = mended(source).repairs()
    end = 0
    for repair in repairs:
        assert end <= repair.start <= repair.end
        assert source[repair.start : repair.end] == repair.removed
        assert repair.removed != repair.replacement
        assert repair.kind
        end = repair.end


@given(damaged())
def test_a_mended_text_needs_no_mending(case):
    text, _ = case
    assert mended(text).text == text
    assert mended(text).repairs() == ()


@given(st.text(alphabet="ab countriesК-\u00ad*_ \n\r\t12.,¹", max_size=40))
def test_repairs_make_the_text_whatever_the_source(source):
    mender = mended(source)
    assert apply_repairs(source, 0, len(source), mender.repairs()) == mender.text


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("the coun tries of", "the countries of", ["broken word"]),  # A/RES/72/7, pp6
        ("the\ncountries", "the countries", ["line break"]),
        ("the  countries", "the countries", ["spaces"]),
        ("the\n\n\n\n\ncountries", "the countries", ["page break"]),
        (" the countries \n", "the countries", ["spaces", "line break"]),
        ("*the* countries", "the countries", ["markup", "markup"]),
        ("**Centre** and", "Centre and", ["markup", "markup"]),
        ("по-\n\n\n\nощрения", "поощрения", ["hyphen at a break"]),  # S/2007/279, p3.b4
        ("coun\u00ad\ntries", "countries", ["hyphen at a break"]),
        ("Centre-\nAsia", "Centre-Asia", ["hyphen at a break"]),
        ("counter-\nterrorism", "counter-terrorism", ["hyphen at a break"]),
        ("counter-terrorism", "counter-terrorism", []),
        ("5 * 3 * 2", "5 * 3 * 2", []),
        ("the unknown xqz of", "the unknown xqz of", []),
        ("coun Tries", "coun Tries", []),
    ],
)
def test_each_repair_by_itself(source, text, kinds):
    mender = mended(source)
    assert mender.text == text
    assert [repair.kind for repair in mender.repairs()] == kinds


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("en", "the coun tries of the region", "the countries of the region"),
        ("en", "community, represen ted by", "community, represented by"),
        ("en", "areas of counter-\nterrorism and", "areas of counter-terrorism and"),
        ("en", "the United Nations Counter-\nTerrorism", "the United Nations Counter-Terrorism"),
        ("en", "the follow-\nup to", "the follow-up to"),
        ("en", "the well-\nbeing of", "the well-being of"),
        ("en", "coun-\ntries", "countries"),
        # Both halves are words, but the whole is one too.
        ("en", "the inter-\nnational community", "the international community"),
        ("en", "there-\nfore with-\nout peace-\nkeeping", "therefore without peacekeeping"),
        ("ru", "в деле по-\n\n\nощрения", "в деле поощрения"),
        ("fr", "la diplo-\nmatie préventive", "la diplomatie préventive"),
        ("en", "the coun Tries of", "the coun Tries of"),
        ("en", "may be in to the on set", "may be in to the on set"),
        ("en", "work force and data base", "work force and data base"),
    ],
)
def test_with_the_words_that_the_package_knows(language, source, text):
    mender = Mender(source, 0, len(source))
    mender.mend(vocabulary(language))
    assert mender.text == text


@pytest.mark.parametrize(
    ("source", "numbers", "text", "marks"),
    [
        ("in Ashgabat,1 and", [1], "in Ashgabat, and", [(1, 12)]),  # A/RES/72/7, pp2
        ("Strategy2 in the region", [2], "Strategy in the region", [(2, 8)]),
        ("on 13 June 2017,3 and", [3], "on 13 June 2017, and", [(3, 16)]),
        ("in Ashgabat,¹", [1], "in Ashgabat,", [(1, 12)]),
        ("Strategy¹² in", [12], "Strategy in", [(12, 8)]),
        ("one,1 two,2", [1, 2], "one, two,", [(1, 4), (2, 9)]),
        # Numbers that are no marks, or marks of no note.
        ("in Ashgabat,1 and", [], "in Ashgabat,1 and", []),
        ("in Ashgabat,2 and", [1], "in Ashgabat,2 and", []),
        ("COVID-19 of 13 June 2017", [19, 13], "COVID-19 of 13 June 2017", []),
        ("resolution 72/7 of", [7, 72], "resolution 72/7 of", []),
    ],
)
def test_marks_of_footnotes(source, numbers, text, marks):
    mender = Mender(source, 0, len(source))
    mender.take_marks(numbers)
    mender.mend(KNOWN.__contains__)
    assert mender.text == text
    assert mender.marks() == marks
    assert apply_repairs(source, 0, len(source), mender.repairs()) == text


def test_the_place_of_a_mark_counts_in_the_mended_text():
    source = "*in*  the coun tries,1 and\nAsia2"
    mender = Mender(source, 0, len(source))
    mender.take_marks([1, 2])
    mender.mend(KNOWN.__contains__)
    assert mender.text == "in the countries, and Asia"
    assert mender.marks() == [(1, 17), (2, 26)]


def test_a_footnote_within_a_sentence_is_cut_out():
    # A/75/L.72, pp7
    source = "gained in regional\n\n¹ S/2007/279.\n\n\n\ncooperation, as"
    start, end = source.index("\n"), source.index("cooperation")
    mender = Mender(source, 0, len(source))
    mender.cut_source(start, end, "page break with a footnote")
    mender.mend(KNOWN.__contains__)
    assert mender.text == "gained in regional cooperation, as"
    [repair] = mender.repairs()
    assert repair.kind == "page break with a footnote"
    assert repair.removed == source[start:end]
    assert apply_repairs(source, 0, len(source), mender.repairs()) == mender.text
