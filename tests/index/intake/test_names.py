from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.intake.names import one_line, shown


def test_a_name_of_letters_of_any_script_is_shown_as_it_is() -> None:
    for name in (
        "A_RES_72_7.pdf",
        "résolution n° 7.pdf",
        "резолюция.docx",
        "القرار.pdf",
        "决议.pdf",
    ):
        assert shown(name) == name


def test_what_would_break_or_turn_a_line_is_shown_as_an_escape() -> None:
    assert shown("a\nb\x1b[31m.pdf") == "a\\x0ab\\x1b[31m.pdf"
    assert shown("invoice\u202efdp.exe") == "invoice\\u202efdp.exe"
    assert shown("not utf-8 \udcff") == "not utf-8 \\udcff"


@given(st.text(st.characters(), max_size=400))
def test_a_message_is_always_one_line_that_can_be_printed(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert len(line) <= 300
    assert line.encode("utf-8").decode("utf-8") == line
    assert not any(character in line for character in "\x1b\u202e\u2066\u200f\x00")
