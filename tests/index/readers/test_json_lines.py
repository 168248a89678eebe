"""Resolutions as lines of JSON: one line gives the language versions of one resolution."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import DocumentKind, Relation
from index.errors import ReadError
from index.readers.json_lines import read_json_line
from index.readers.model import ReadVersion

Value = dict[str, Any]


def paragraph(kind: str, n: str | int | None, **text: str) -> Value:
    """One paragraph of a line."""
    return {"kind": kind, "n": n, "text": text}


def op(n: str | None, **text: str) -> Value:
    """An operative paragraph of a line."""
    return paragraph("operative", n, **text)


def line(*paragraphs: Value, **changed: Any) -> bytes:
    """A line with invented paragraphs."""
    values = {
        "symbol": "A/RES/86/15",
        "date": "2031-12-04",
        "vote": "adoptedWithoutVote",
        "draft": ["A/86/L.7"],
        "title": {"en": "Tides of the sea", "fr": "Marées"},
        "paragraphs": list(paragraphs) or [op("1.", en="Notes the tides.", fr="Prend note.")],
        **changed,
    }
    return json.dumps(values, ensure_ascii=False).encode()


def read(content: bytes) -> dict[str, ReadVersion]:
    """The versions by language."""
    return {version.language: version for version in read_json_line(content, "a.jsonl")}


def texts(version: ReadVersion) -> dict[str, str]:
    """The texts by place, but the title's."""
    return {str(p): found.text for p, found in version.paragraphs.items() if p != "title"}


def test_each_language_is_a_version_with_all_that_the_line_states() -> None:
    versions = read(line())
    assert list(versions) == ["en", "fr"]
    version = versions["fr"]
    assert version.source == "a.jsonl"
    assert version.symbol == "A/RES/86/15"
    assert version.date == dt.date(2031, 12, 4)
    assert version.kind is DocumentKind.RESOLUTION
    assert version.is_resolution
    assert version.organ == "General Assembly"
    assert version.title == version.paragraphs[next(iter(version.paragraphs))].text == "Marées"
    assert version.facts == {"vote": "adopted without a vote"}
    assert version.relations == (Relation("adopted from", "A/86/L.7", "draft in the line"),)
    assert texts(version) == {"op1": "Prend note."}
    assert version.warnings == ()


def test_places_of_the_preamble_of_headings_and_of_items() -> None:
    content = line(
        paragraph("preambular", 1, en="Recalling,"),
        paragraph("preambular", 2, en="Noting,"),
        paragraph("heading", None, en="Tides"),
        op("1.", en="Calls:"),
        op("(a)", en="To sail;"),
        op(None, en="(b) To land:"),
        op("(i)", en="by day;"),
        op("(ii)", en="by night;"),
        op("2.", en="Ends."),
    )
    assert texts(read(content)["en"]) == {
        "pp1": "Recalling,",
        "pp2": "Noting,",
        "h1": "Tides",
        "op1": "Calls:",
        "op1.a": "To sail;",
        "op1.b": "To land:",
        "op1.b.i": "by day;",
        "op1.b.ii": "by night;",
        "op2": "Ends.",
    }


def test_versions_share_their_places_and_lose_labels_and_empty_marks() -> None:
    content = line(
        op("1.", en="Calls;", ar="1 - تطلب()؛", ru="просит;"),
        op(None, en="(a) to sail;", ar="(أ) أن تبحر؛", ru="а) идти;"),
        op("2.", en="Ends.", ru="решает."),
    )
    versions = read(content)
    assert texts(versions["ar"]) == {"op1": "تطلب؛", "op1.a": "أن تبحر؛"}
    assert texts(versions["ru"]) == {"op1": "просит;", "op1.a": "идти;", "op2": "решает."}
    assert list(texts(versions["en"])) == ["op1", "op1.a", "op2"]


def test_a_number_may_stand_in_one_language_alone() -> None:
    content = line(
        op("1.", en="Notes;"), op(None, en="Sails;", ar="2 - تبحر؛"), op("3.", en="Ends.")
    )
    versions = read(content)
    assert list(texts(versions["en"])) == ["op1", "op2", "op3"]
    assert texts(versions["ar"]) == {"op2": "تبحر؛"}


def test_a_single_paragraph_without_a_number_is_the_first() -> None:
    assert texts(read(line(op(None, en="Approves it.")))["en"]) == {"op1": "Approves it."}


def test_sections_are_told_by_numbers_that_begin_anew() -> None:
    content = line(
        op("1.", en="Notes a;"), op("2.", en="Notes b;"),
        op("1.", en="Notes c;"),
        op("III", en="Approves all;"),
        op("1.", en="Notes d;"),
    )  # fmt: skip
    version = read(content)["en"]
    assert list(texts(version)) == ["sec1.op1", "sec1.op2", "sec2.op1", "sec3.op1", "sec4.op1"]
    assert version.warnings == ("sections are counted by where the numbering begins anew",)


def test_the_repeated_label_of_a_section_is_not_that_of_its_cells() -> None:
    cells = [op("VIII", en=word) for word in ("Title", "Number", "Captain", "2")]
    content = line(op("1.", en="Approves the posts below:"), *cells, op("2.", en="Ends."))
    assert list(texts(read(content)["en"])) == ["op1", "p1", "p2", "p3", "p4", "op2"]


def test_decimal_numbers_leave_no_stop_behind() -> None:
    content = line(op("1.", en="Decides:"), op("1.1", en=". Raise sails."), op("2.", en="Ends."))
    assert texts(read(content)["en"])["op1.1"] == "Raise sails."


@pytest.mark.parametrize(
    ("vote", "facts"),
    [
        ("adoptedRecordedVote", {"vote": "adopted by a recorded vote"}),
        (
            "Adopted 90-2-47, 87th plenary meeting",
            {
                "vote": "adopted by a recorded vote of 90 to 2, with 47 abstentions",
                "meeting": "87th plenary meeting",
            },
        ),
        (
            "Adopted without vote, 59th plenary meeting",
            {"vote": "adopted without a vote", "meeting": "59th plenary meeting"},
        ),
        ("Adopted by consensus", {"vote": "adopted by consensus"}),
        ("adoptedByConsensus", {"vote": "adopted by consensus"}),
        ("Adopted by acclamation", {"vote": "adopted by acclamation"}),
        (None, {}),
    ],
)
def test_the_vote_in_words(vote: str | None, facts: dict[str, str]) -> None:
    assert read(line(vote=vote))["en"].facts == facts


def test_drafts_with_words_and_none() -> None:
    version = read(line(draft=["A/86/L.7, as amended in A/86/L.9"]))["en"]
    assert [relation.target for relation in version.relations] == ["A/86/L.7"]
    assert version.facts["draft"] == "A/86/L.7, as amended in A/86/L.9"
    assert read(line(draft=[None]))["en"].relations == ()
    assert read(line(draft=["informal paper"]))["en"].relations == ()


def without(key: str) -> bytes:
    values = json.loads(line())
    del values[key]
    return json.dumps(values).encode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[1]", "not a JSON object"),
        (without("symbol"), "no `symbol`"),
        (line(symbol="ships"), "`symbol`: 'ships' is not a document symbol"),
        (without("date"), "`date` None is not a date"),
        (line(date="yesterday"), "`date` 'yesterday' is not a date"),
        (line(vote=3), "`vote` is neither"),
        (line(draft="A/86/L.7"), "`draft` is not a list"),
        (line(title=["Tides"]), "`title` is not an object"),
        (line(title={"de": "Gezeiten"}), "`title`: 'de' is none of en"),
        (without("paragraphs"), "`paragraphs` is not a list"),
        (line(paragraphs=[]), "`paragraphs` is not a list with at least one"),
        (line(paragraphs=["x"]), "paragraph 1 of the line: `kind`"),
        (line(op("1.", en="a"), paragraph("poem", 2, en="b")), "paragraph 2 of the line: `kind`"),
        (line(op("1.", en="a"), {"kind": "operative", "n": [2]}), "paragraph 2 .* `n` is neither"),
        (line({"kind": "operative", "n": "1."}), "`text` is not an object"),
        (line(op("1.", tlh="nuqneH")), "'tlh' is none of en"),
        (line({"kind": "operative", "n": "1.", "text": {"en": 3}}), "'en' is not a string"),
        (line(op("1.", en="")), "no paragraph with a text"),
    ],
)
def test_a_malformed_line_says_what_is_wrong(content: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as raised:
        read_json_line(content, "a.jsonl")
    assert str(raised.value).startswith("a.jsonl")


LABELS = [
    None,
    "1.",
    "2.",
    "3.",
    "(a)",
    "(b)",
    "(i)",
    "(ii)",
    "II",
    "A.",
    "1.1",
    "1 bis",
    "–",
    "l.",
]
words = st.sampled_from(["Notes a;", "Calls:", "Cell", "(a) to sail;", "3. Notes;", "II", "* * *"])
languages = st.dictionaries(st.sampled_from(["en", "fr", "ar", "zh"]), words, min_size=1)
kinds = st.sampled_from(["preambular", "operative", "operative", "operative", "heading"])
paragraphs = st.lists(
    st.builds(
        lambda kind, n, text: {"kind": kind, "n": n, "text": text},
        kinds,
        st.sampled_from(LABELS),
        languages,
    ),
    min_size=1,
    max_size=15,
)


@given(paragraphs)
def test_every_text_has_one_place_which_its_languages_share(values: list[Value]) -> None:
    versions = read(line(paragraphs=values, title={}))
    for language, version in versions.items():
        given_texts = [p["text"][language] for p in values if language in p["text"]]
        assert len(version.paragraphs) == len(given_texts)
        for found in version.paragraphs.values():
            assert any(text.endswith(found.text) for text in given_texts)
    aligned = {
        frozenset(language for language in versions if locator in versions[language].paragraphs)
        for version in versions.values()
        for locator in version.paragraphs
    }
    assert aligned <= {frozenset(p["text"]) for p in values}


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(ReadError):
        read_json_line(content, "a.jsonl")


def test_the_first_paragraph_set_with_a_letter_for_its_number() -> None:
    content = line(op("l.", en="Notes;"), op("2.", en="Ends."))
    assert list(texts(read(content)["en"])) == ["op1", "op2"]
