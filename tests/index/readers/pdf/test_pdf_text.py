"""The words of a page: spaces, hyphens, notes, columns, tables, and what is not read surely."""

from __future__ import annotations

import pytest

from index.locator import Locator


def texts(version):
    return {str(locator): paragraph.text for locator, paragraph in version.paragraphs.items()}


def statement(front):
    sheet = front("E/CN.5/2025/NGO/12", "Economic and Social Council")
    return sheet.lines("Statement submitted by the Valley Network", size=14, bold=True)


class TestNotes:
    def make(self, front):
        sheet = front("S/2025/197", "Security Council")
        sheet.lines("The bridges of the valley*", size=14, bold=True)
        sheet.typed("1.  The Council met in 2019,^1^ and the commission", "met later.")
        sheet.typed("2.  It was the first meeting of all of them.^2^")
        sheet.typed("3.  It was a good one.")
        sheet.at(100, 150, "__________________", 8, bold=True)
        sheet.at(115, 135, "* Circulated as received.", 8.5)
        sheet.at(117, 124, "1", 5.5).at(
            123, 121, "See the report of the commission, which was", 8.5
        )
        sheet.at(123, 111, "published later.", 8.5)
        sheet.at(117, 104, "2", 5.5).at(123, 101, "Ibid.", 8.5)
        return sheet

    def test_stand_by_themselves_and_their_marks_are_notes(self, front, read):
        version = read(self.make(front))
        found = texts(version)
        assert found["n1"] == "The Council met in 2019, and the commission met later."
        assert found["fn1"] == "See the report of the commission, which was published later."
        assert found["fn2"] == "Ibid."
        first = version.paragraphs[Locator("n1")]
        assert first.notes == ((Locator("fn1"), len("The Council met in 2019,")),)
        second = version.paragraphs[Locator("n2")]
        assert second.notes == ((Locator("fn2"), len("It was the first meeting of all of them.")),)

    def test_a_star_leaves_the_title(self, front, read):
        version = read(self.make(front))
        assert version.title == "The bridges of the valley"
        called = version.paragraphs[Locator("title")].notes[0][0]
        assert version.paragraphs[called].text == "Circulated as received."

    def test_a_raised_number_without_a_note_stays(self, front, read):
        sheet = statement(front)
        sheet.typed("The valley has 300 km^2^ of rivers and bridges.")
        assert texts(read(sheet))["p1"] == "The valley has 300 km2 of rivers and bridges."


class TestWords:
    def test_a_hyphen_that_belongs_stays(self, front, read):
        sheet = statement(front)
        sheet.lines("The States agreed to take measures of counter-", "terrorism and of policy.")
        assert "counter-terrorism" in texts(read(sheet))["p1"]

    def test_a_hyphen_of_a_line_goes(self, front, read):
        sheet = statement(front)
        sheet.lines("The States agreed that the inter-", "national commission should meet again.")
        assert texts(read(sheet))["p1"].startswith("The States agreed that the international")

    def test_a_suspended_hyphen_keeps_its_space(self, front, read):
        sheet = statement(front)
        sheet.lines("The States agreed on measures that are short-", "and long-term in nature.")
        assert "short- and long-term" in texts(read(sheet))["p1"]

    def test_years_and_slashes_are_not_torn(self, front, read):
        sheet = statement(front)
        sheet.lines("The States agreed on a plan for the years 2025–", "2030 and on bridges and/",
                    "or ferries for the valley.")  # fmt: skip
        assert "2025–2030" in texts(read(sheet))["p1"]
        assert "and/or" in texts(read(sheet))["p1"]

    def test_a_number_at_the_start_of_a_line_is_no_paragraph(self, front, read):
        sheet = front("A/79/761")
        sheet.lines("Report of the commission", size=14, bold=True)
        sheet.labelled(
            "1.",
            "The commission of the northern valley agreed with what is said in paragraph",
            "12. The States of the region did not agree with that paragraph, in fact.",
        )
        sheet.labelled("2.", "It will meet again.")
        found = texts(read(sheet))
        assert [key for key in found if key[0] == "n"] == ["n1", "n2"]
        assert "paragraph 12. The States" in found["n1"]


class TestLayout:
    def test_columns_are_read_one_after_the_other(self, front, read):
        sheet = statement(front)
        top = sheet.y - 20
        left = (
            "The commission met in the",
            "spring, and discussed the",
            "bridges that the flood had",
        )
        right = (
            "taken from the valley. It",
            "will meet again in autumn,",
            "when the river is low.",
        )
        for x, column in ((60, left), (320, right)):
            for i, line in enumerate(column):
                sheet.at(x, top - 12 * i, line)
        found = " ".join(texts(read(sheet)).values())
        assert found.index("bridges that") < found.index("taken from")
        assert "spring, and discussed the bridges" in found

    def test_the_cells_of_a_row_stay_together_and_number_nothing(self, front, read):
        sheet = front("A/79/762")
        sheet.lines("Report of the commission", size=14, bold=True)
        sheet.labelled("1.", "The bridges are in the table.")
        sheet.y -= 20
        for name, number in (("Upper bridge", "12"), ("Lower bridge", "7")):
            sheet.y -= 14
            sheet.at(120, sheet.y, name).at(330, sheet.y, number)
        sheet.labelled("2.", "No other bridge was counted.", before=20)
        found = texts(read(sheet))
        assert "Upper bridge 12" in found.values()
        assert "Lower bridge 7" in found.values()
        assert found["n2"] == "No other bridge was counted."

    def test_the_head_of_a_table_is_read_once(self, front, following, read):
        first = front("A/79/762")
        first.lines("Report of the commission", size=14, bold=True)
        first.at(120, 400, "Bridge").at(330, 400, "Length").at(120, 380, "Upper").at(330, 380, "12")
        second = following("A/79/762", "2/2")
        second.at(120, 700, "Bridge").at(330, 700, "Length").at(120, 680, "Lower").at(330, 680, "7")
        found = list(texts(read(first, second)).values())
        assert found.count("Bridge Length") == 1
        assert "Lower 7" in found

    def test_another_documents_symbol_at_the_head_of_a_page_is_text(self, front, following, read):
        first = front("A/79/762")
        first.lines("Report of the commission", size=14, bold=True)
        first.labelled("1.", "It had before it the reports that are listed below:")
        second = following("A/79/762", "2/2")
        second.at(120, 705, "A/79/5/Add.11")
        assert "A/79/5/Add.11" in texts(read(first, second)).values()


class TestLanguages:
    def test_chinese_has_no_invented_spaces(self, front, read):
        sheet = front("A/79/763", "大会", "Distr.: General", "7 February 2025", "Original: English")
        sheet.lines("北部山谷的桥梁", size=14, bold=True)
        sheet.lines("秘书长的报告", size=12, bold=True)
        sheet.labelled(
            "1.", "委员会于2025年在山谷举行会议，讨论了桥梁问题，并决", "定于2026年再次举行会议。"
        )
        version = read(sheet)
        assert version.language == "zh"
        assert version.symbol == "A/79/763"
        assert texts(version)["n1"] == (
            "委员会于2025年在山谷举行会议，讨论了桥梁问题，并决定于2026年再次举行会议。"
        )

    @pytest.mark.parametrize(
        ("language", "date", "sentence"),
        [
            ("fr", "7 février 2025", "La commission s’est réunie dans la vallée, près de l’État."),
            ("es", "7 de febrero de 2025", "La comisión se reunió en el valle y decidió volver."),
            ("ru", "7 February 2025", "Комиссия собралась в долине и постановила вернуться."),
        ],
    )
    def test_alphabets_are_read_letter_for_letter(self, front, read, language, date, sentence):
        sheet = front("A/79/764", "", "Distr.: General", date, "Original: English")
        sheet.lines("A/79", size=14, bold=True)
        sheet.labelled("1.", sentence)
        sheet.labelled("2.", sentence)
        version = read(sheet)
        assert version.language == language
        assert version.date is not None
        assert version.date.isoformat() == "2025-02-07"
        assert texts(version)["n2"] == sentence
        assert version.exact

    def test_arabic_is_searched_and_not_quoted(self, front, read):
        sheet = front("A/79/765")
        # As files have it: each word at its place, from the right.
        words = ("اجتمعت", "اللجنة", "في", "الوادي", "وناقشت", "الجسور")
        for line in range(4):
            for i, word in enumerate(words):
                sheet.at(440 - 60 * i, 500 - 12 * line, word[::-1])
        version = read(sheet)
        assert version.language == "ar"
        assert " ".join(words) in " ".join(texts(version).values())
        assert not version.exact
        assert any("Arabic" in warning for warning in version.warnings)

    def test_characters_that_the_file_does_not_tell_are_not_quoted(self, front, read):
        sheet = statement(front)
        sheet.lines("The commission met in the valley and was received by the mayor.")
        sheet.lines("It then met in \ue012\ue013\ue014 and was received by nobody at all.")
        version = read(sheet)
        assert version.paragraphs[Locator("p1")].exact
        assert not version.paragraphs[Locator("p2")].exact
        assert any("p2" in warning for warning in version.warnings)
