"""Whole documents: a report, a letter with an annex, a draft and a resolution."""

from __future__ import annotations

import datetime as dt

from index.document import DocumentKind


def texts(version):
    return {str(locator): paragraph.text for locator, paragraph in version.paragraphs.items()}


def make_report(front, following):
    first = front("A/79/757")
    first.lines("Seventy-ninth session", "Agenda item 65 (a)", x=60, before=0)
    first.lines("Crossing points in the northern", "valley", x=60, bold=True, before=0)
    first.lines("Crossing points of the northern valley", size=14, bold=True, before=20)
    first.lines("Report of the Secretary-General", size=12, bold=True)
    first.lines("I. Introduction", x=95, size=12, bold=True)
    first.labelled(
        "1.",
        "The present report is about the crossing points of the northern valley, which the",
        "five States of the region opened in 2019, and about co-operation among them.",
    )
    first.labelled(
        "2.", "Three of them were closed after the flood of 2023. In that year, the inter-"
    )
    second = following("A/79/757", "2/2")
    second.lines("national commission for the river met twice.", before=0)
    second.labelled("3.", "The commission recommended that the States should:")
    second.labelled("(a)", "Repair the bridges;", x=144)
    second.labelled("(b)", "Share what they measure, in particular:", x=144)
    second.labelled("(i)", "The height of the river;", x=168)
    second.labelled("(ii)", "The rain in the mountains.", x=168)
    second.labelled("4.", "The States agreed.")
    return first, second


class TestReport:
    def test_masthead(self, front, following, read):
        version = read(*make_report(front, following))
        assert version.symbol == "A/79/757"
        assert version.date == dt.date(2025, 2, 7)
        assert version.kind is DocumentKind.REPORT
        assert version.organ == "General Assembly"
        assert version.session == "Seventy-ninth session"
        assert version.agenda_item == "65 (a)"
        assert version.title == "Crossing points of the northern valley"
        assert version.facts["form"] == "Report of the Secretary-General"
        assert version.facts["job_number"] == "25-01234"
        assert not version.is_draft
        assert not version.is_resolution

    def test_numbered_paragraphs_and_items(self, front, following, read):
        found = texts(read(*make_report(front, following)))
        body = [key for key in found if key[0] in "npo"]
        assert body == ["n1", "n2", "n3", "n3.a", "n3.b", "n3.b.i", "n3.b.ii", "n4"]
        assert found["n3.b.ii"] == "The rain in the mountains."

    def test_words_and_sentences_go_on_over_lines_and_pages(self, front, following, read):
        found = texts(read(*make_report(front, following)))
        assert found["n2"].endswith("the international commission for the river met twice.")
        assert "northern valley, which the five States" in found["n1"]
        assert "co-operation among them" in found["n1"]

    def test_no_running_head_or_page_number_is_text(self, front, following, read):
        found = " ".join(texts(read(*make_report(front, following))).values())
        assert "A/79/757" not in found
        assert "2/2" not in found
        assert "25-01234" not in found


class TestLetter:
    def make(self, front, following):
        first = front("A/79/758–S/2025/81")
        first.lines("Letter dated 2 February 2025 from the Permanent Representative", "of Utopia "
                    "addressed to the Secretary-General", size=12, bold=True)  # fmt: skip
        first.lines(
            "I have the honour to transmit the appeal of the women of the valley", indent=24
        )
        first.lines("I should be grateful if you would have it circulated.", indent=24)
        first.lines("(Signed) Jane Roe", x=330).lines("Ambassador", x=350, before=0)
        second = following("A/79/758", "2/2")
        second.lines("Annex to the letter dated 2 February 2025", size=14, bold=True, before=0)
        second.lines("Appeal", size=12, bold=True)
        second.lines("We, the women of the valley, ask the States to do three things:")
        second.labelled("1.", "To open the crossing points;")
        second.labelled("2.", "To repair the bridges.")
        return first, second

    def test_joint_symbol_and_both_dates(self, front, following, read):
        version = read(*self.make(front, following))
        assert version.symbol == "A/79/758-S/2025/81"
        assert version.kind is DocumentKind.LETTER
        assert version.date == dt.date(2025, 2, 7)
        assert version.facts["dated"] == "2025-02-02"

    def test_paragraphs_are_cited_by_order_and_the_annex_by_its_numbers(
        self, front, following, read
    ):
        found = texts(read(*self.make(front, following)))
        assert found["p1"].startswith("I have the honour")
        assert found["p2"].startswith("I should be grateful")
        assert found["signature"] == "(Signed) Jane Roe Ambassador"
        assert found["annex1.n2"] == "To repair the bridges."


class TestDraft:
    def make(self, front, following):
        first = front("A/79/L.45/Rev.1", "General Assembly", "Distr.: Limited", "10 January 2025")
        first.lines("Seventy-ninth session", "Agenda item 65", x=60, before=0)
        first.lines(
            "Albania, Bosnia and Herzegovina and Chad: draft resolution", size=12, bold=True
        )
        first.lines("Role of the centre in the northern valley", size=14, bold=True)
        first.lines("The General Assembly,", indent=24)
        first.lines("Recalling its resolution 60/288 of 8 September 2006,", indent=24)
        first.lines("Stressing the importance of the centre,", indent=24)
        first.labelled("1.", "Welcomes the work of the centre, and encourages it to go on with its")
        second = following("A/79/L.45/Rev.1", "2/2")
        second.lines("programme;", before=0)
        second.labelled("2.", "Requests the Secretary-General to report to it.")
        return first, second

    def test_sponsors_and_standing(self, front, following, read):
        version = read(*self.make(front, following))
        assert version.sponsors == ("Albania", "Bosnia and Herzegovina", "Chad")
        assert version.is_draft
        assert version.is_resolution
        assert version.kind is DocumentKind.DRAFT_RESOLUTION
        assert version.title == "Role of the centre in the northern valley"

    def test_preamble_and_operative_part(self, front, following, read):
        version = read(*self.make(front, following))
        found = texts(version)
        assert [key for key in found if key[:2] in ("pp", "op")] == ["pp1", "pp2", "op1", "op2"]
        assert found["op1"].endswith("encourages it to go on with its programme;")
        first = version.paragraphs[next(key for key in version.paragraphs if key == "pp1")]
        assert first.text[slice(*first.force)] == "Recalling"


def test_a_resolution_has_its_number_and_the_date_of_its_adoption(front, following, read):
    first = front("A/RES/79/12", "General Assembly", "Distr.: General", "15 January 2025")
    first.lines("Resolution adopted by the General Assembly on 10 January 2025", size=14, bold=True)
    first.lines("79/12. Role of the centre in the northern valley", size=14, bold=True)
    first.lines("The General Assembly,", indent=24)
    first.lines("Recalling its resolution 60/288 of 8 September 2006,", indent=24)
    first.labelled("1.", "Welcomes the work of the centre;")
    second = following("A/RES/79/12", "2/2", title="Role of the centre in the northern valley")
    second.labelled("2.", "Decides to remain seized of the matter.")
    second.lines("55th plenary meeting", x=380).lines("10 January 2025", x=400, before=0)
    version = read(first, second)
    assert version.number == "79/12"
    assert version.date == dt.date(2025, 1, 10)
    assert version.kind is DocumentKind.RESOLUTION
    found = texts(version)
    assert found["title"] == "Role of the centre in the northern valley"
    assert found["meeting"] == "55th plenary meeting 10 January 2025"
    assert found["op2"] == "Decides to remain seized of the matter."


def test_a_table_of_contents_numbers_no_paragraph(front, read):
    sheet = front("A/79/759")
    sheet.lines("Report of the committee on its session", size=14, bold=True)
    sheet.lines("Contents", size=14)
    for i, title in enumerate(("Opening", "Elections", "Adoption"), start=1):
        sheet.labelled(
            f"{i}.", f"{title} ......................................... {i + 2}", before=0
        )
    sheet.lines("Opening of the session", size=12, bold=True)
    sheet.labelled("1.", "The session was opened by the Chair.")
    sheet.labelled("2.", "A minute of silence was kept.")
    version = read(sheet)
    found = texts(version)
    assert [key for key in found if key[0] == "n"] == ["n1", "n2"]
    assert found["n1"] == "The session was opened by the Chair."
    assert any("contents" in warning for warning in version.warnings)


def test_a_list_inside_a_paragraph_does_not_end_its_count(front, read):
    sheet = front("A/79/760")
    sheet.lines("Report of the committee on its session", size=14, bold=True)
    sheet.labelled("1.", "The committee met.")
    sheet.labelled("2.", "It adopted the following agenda:")
    sheet.labelled("1.", "Opening.", x=160)
    sheet.labelled("2.", "Elections.", x=160)
    sheet.labelled("3.", "It elected its Chair.")
    found = texts(read(sheet))
    assert [key for key in found if key in ("n1", "n2", "n3")] == ["n1", "n2", "n3"]
    assert found["n3"] == "It elected its Chair."
    assert "Opening." in found.values()
