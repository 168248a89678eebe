"""What is said of each quotation, by the words alone and by the place that the text gives."""

from __future__ import annotations

import pytest

from assistant.checking import check as checking
from assistant.checking.check import check_text
from assistant.errors import EmptyQuestion, TextTooLong
from index.errors import UnknownDocument

LIAISE = "To liaise with the Governments of the region"
CONTACT = "To maintain close contact with the United Nations Assistance Mission in Afghanistan"
NOBODY = (
    "Nobody wrote so of rivers, bread and ‘the situation on the ground’ in the mountain villages"
)


def verdicts(found):
    return [quote.verdict for quote in found.quotes]


@pytest.mark.parametrize(
    ("text", "verdict", "places"),
    [
        # Right behind: in parentheses, after a comma, after a dash, in a note.
        (f"“{LIAISE}” (S/2007/279, third paragraph, first bullet).", "exact", ["p3.b1"]),
        (f"“{LIAISE}.” (S/2007/279, third paragraph, first bullet)", "exact", ["p3.b1"]),
        (f"“{LIAISE}”, S/2007/279, third paragraph, first bullet.", "exact", ["p3.b1"]),
        (f"“{LIAISE}” — S/2007/279", "exact", [None]),
        (f"> {LIAISE}\n>\n> — S/2007/279, third paragraph", "exact", ["p3"]),
        (f"> {LIAISE}\n\n(S/2007/279)", "exact", [None]),
        (f"“{LIAISE}”[^1] and more.\n\n[^1]: S/2007/279, third paragraph.", "exact", ["p3"]),
        (f"He said “{LIAISE}”.[^a]\n\n[^a]: S/2007/279, first paragraph.", "misattributed", ["p1"]),
        (f"“{LIAISE}” (S/2007/279, third paragraph, second bullet).", "misattributed", ["p3.b2"]),
        # Before, in the same sentence, or introducing it.
        (
            f"In paragraph 1 of resolution 72/7 the Assembly says “{CONTACT}”.",
            "misattributed",
            ["op1"],
        ),
        (f"S/2007/279 says:\n\n“{LIAISE}”", "exact", [None]),
        (f"S/2007/279 says:\n\n> {LIAISE}\n", "exact", [None]),
        # Behind, with nothing but words of reporting between.
        (f"“{LIAISE}”, as stated in S/2007/279, third paragraph.", "exact", ["p3"]),
        # Any of several places may be the one; a paragraph's place covers its items.
        (f"“{LIAISE}” (A/RES/72/7, op 1; S/2007/279, third paragraph).", "exact", ["op1", "p3"]),
        (f"As S/2007/279 has it, the text says “{LIAISE}”.", "exact", [None]),
        # Not surely the source.
        (f"Resolution 72/7 was adopted. He said “{CONTACT}”.", "exact", []),
        (f"He said “{CONTACT}” and moved on to speak of A/RES/72/7.", "exact", []),
        (f"Unlike A/RES/72/7, the letter says “{CONTACT}”.", "exact", []),
        (f"A/RES/72/7 came later; the words were “{CONTACT}”.", "exact", []),
        # A document that is not held proves nothing.
        (f"“{CONTACT}” (A/RES/77/273, para. 2).", "exact", ["op2"]),
        (f"“{CONTACT}” (A/RES/77/273; A/RES/72/7).", "exact", [None, None]),
        # A paragraph that does not exist.
        (f"“{CONTACT}” (A/RES/72/7, para. 99).", "misattributed", ["op99"]),
    ],
)
def test_the_place_that_the_text_gives(check, text, verdict, places):
    (found,) = check(text).quotes
    assert [place.locator for place in found.attributed_to] == places
    assert found.verdict == verdict
    assert found.matches
    assert all(m.citation.quote.startswith(("To liaise", "To maintain")) for m in found.matches)


def test_each_quotation_has_its_own_place(check):
    text = (
        f"“{LIAISE}” (S/2007/279, third paragraph, first bullet), and “{CONTACT}” (S/2007/279, "
        "third paragraph, fifth bullet), and “the five Governments”."
    )
    first, second, third = check(text.replace("the five", "The five")).quotes
    assert [p.locator for p in first.attributed_to] == ["p3.b1"]
    assert [p.locator for p in second.attributed_to] == ["p3.b5"]
    assert third.attributed_to == ()
    assert {first.verdict, second.verdict, third.verdict} == {"exact"}


def test_misattributed_words_are_shown_where_they_stand(check):
    (found,) = check(f"“{CONTACT}” (A/RES/72/7, para. 1)").quotes
    assert [(m.citation.symbol, m.citation.locator) for m in found.matches] == [
        ("S/2007/279", "p3.b5")
    ]


def test_a_word_that_stands_in_many_paragraphs_counts_at_the_one_cited(check, index):
    paragraphs = index.document("A/RES/72/7").paragraphs
    last = [p for p in paragraphs if "Centre" in p.versions["en"].text][-1]
    place = last.locator.pinpoint("en")
    (found,) = check(f"It speaks of the “Centre” (A/RES/72/7, {place}).").quotes
    assert found.verdict == "exact"
    assert {m.citation.locator for m in found.matches} == {str(last.locator)}


def test_words_that_are_in_no_document_are_unknown_and_altered_ones_are_not(check):
    found = check(f"“soft power for the valley” “{LIAISE.replace('region', 'valley')}”")
    assert verdicts(found) == ["unknown", "altered"]
    assert not found.passed
    assert found.counts == {"exact": 0, "altered": 1, "misattributed": 0, "unknown": 1}


def test_within_an_unknown_quotation_others_and_places_are_looked_up(check):
    text = (
        "“My friends, ‘"
        + LIAISE
        + "’ is what S/2007/279 says and A/RES/72/7, para. 99, too,” he said."
    )
    found = check(text)
    assert verdicts(found) == ["unknown", "exact"]
    assert [p.verdict for p in found.places] == ["held", "no such paragraph"]


def test_within_a_known_quotation_nothing_is_looked_up(check):
    quoted = "Recalling the exchange of letters between the Secretary-General and the"
    (found,) = check(f"“{quoted}”").quotes
    assert found.verdict == "exact"
    quoted = "See S/2007/279 and S/2007/280."
    assert check(f"“{quoted}”").places == ()


def test_a_text_without_marks_that_is_given_by_itself_is_one_quotation(index):
    (found,) = check_text(f"  {LIAISE}\n", index).quotes
    assert (found.text, found.start, found.verdict) == (LIAISE, 2, "exact")
    (found,) = check_text(f"{LIAISE} (S/2007/279, third paragraph, second bullet)", index).quotes
    assert (found.text, found.verdict) == (LIAISE, "misattributed")
    assert check_text(f"{LIAISE} and A/RES/72/7", index, name="a.txt").quotes == ()
    only = check_text("A/RES/72/7, para. 99", index)
    assert only.quotes == ()
    assert not only.passed


def test_documents_are_the_only_ones_looked_into(index):
    found = check_text(f"“{CONTACT}”", index, documents=["A/RES/72/7"])
    assert verdicts(found) == ["unknown"]
    assert found.searched.documents == 1
    with pytest.raises(UnknownDocument):
        check_text(f"“{CONTACT}”", index, documents=["A/RES/1/1"])


def test_a_quotation_of_several_paragraphs(check, index):
    paragraphs = index.document("S/2007/279").paragraphs
    first, second = (p.versions["en"].text for p in paragraphs if p.locator in ("p1", "p2"))
    (found,) = check(f"It reads:\n\n“{first}\n\n“{second}” (S/2007/279)").quotes
    assert found.verdict == "exact"
    assert [m.citation.locator for m in found.matches] == ["p1", "p2"]


@pytest.mark.parametrize(
    "text",
    [
        f"It reads:\n\n> {LIAISE}\n>\n> {NOBODY}\n",
        f"It reads:\n\n“{LIAISE}\n\n“{NOBODY}”",
    ],
)
def test_each_paragraph_of_a_quotation_that_is_partly_known_stands_for_itself(check, text):
    found = check(text)
    assert [(q.text.split()[0], q.verdict) for q in found.quotes] == [
        ("To", "exact"),
        ("Nobody", "unknown"),
        ("the", "exact"),
    ]
    assert all(text[q.start : q.end] == q.text for q in found.quotes)


def test_a_passage_that_is_too_long_for_one_check_is_checked_in_parts(check, index, monkeypatch):
    monkeypatch.setattr(checking, "MOST_CHARACTERS", 700)
    versions = [p.versions for p in index.document("S/2007/279").paragraphs if p.locator[0] == "p"]
    whole = "\n".join(version["en"].text for version in versions)
    assert len(whole) > 3 * 700
    (found,) = check(f"“{whole}” (S/2007/279)").quotes
    assert found.verdict == "exact"
    assert len({m.citation.locator for m in found.matches}) == len(versions)
    (found,) = check(f"“{whole.replace('close contact', 'contact')}”").quotes
    assert found.verdict == "altered"
    assert [a.kind for a in found.alterations] == ["omission"]


def test_offsets_count_the_text_as_given(check):
    text = f"Déjà vu: e\u0301 𝄞 “{LIAISE}” (A/RES/72/7, para. 99) "
    found = check(text)
    assert found.text == text
    (quote,), (place,) = found.quotes, found.places
    assert text[quote.start : quote.end] == quote.text == LIAISE
    assert text[place.start : place.end] == place.text == "A/RES/72/7, para. 99"


def test_marks_without_a_partner_are_told(check):
    found = check(f"He said “{LIAISE} and left.")
    assert found.quotes == ()
    assert [found.text[at] for at in found.unmatched] == ["“"]


def test_progress_is_told_and_repeated_quotations_are_looked_for_once(index, monkeypatch):
    from assistant.checking import verdict

    asked: list[str] = []
    real = verdict.check_quote

    def counted(text, *args, **options):
        asked.append(text)
        return real(text, *args, **options)

    monkeypatch.setattr(verdict, "check_quote", counted)
    told: list[tuple[int, int]] = []
    text = f"“{CONTACT}” " * 50
    found = check_text(text, index, name="x", progress=lambda *steps: told.append(steps))
    assert verdicts(found) == ["exact"] * 50
    assert len(asked) == 1
    assert told[0] == (0, 50)
    assert told[-1] == (50, 50)


def test_limits(index, monkeypatch):
    with pytest.raises(EmptyQuestion):
        check_text(" “…” ", index)
    monkeypatch.setattr(checking, "MOST_TEXT", 50)
    with pytest.raises(TextTooLong, match="60 characters"):
        check_text("a" * 60, index)


def test_half_a_character_is_no_fault(check):
    found = check(f"\ud800 “{LIAISE}”")
    assert verdicts(found) == ["exact"]
    assert found.model_dump_json()


def test_a_text_without_quotations_and_places_passes(check):
    found = check("Dear friends, nothing is quoted here.")
    assert (found.quotes, found.places, found.passed) == ((), (), True)
