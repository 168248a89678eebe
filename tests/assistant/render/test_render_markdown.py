"""Markdown: nothing in it is fetched, run, or taken for markup of ours."""

from __future__ import annotations

import re

import pytest

from assistant.render import to_markdown
from assistant.render.markdown import escape

HOSTILE = (
    "![x](https://evil.example/a.png) [click](https://evil.example) <img src=x onerror=alert(1)> "
    "<https://evil.example> `code` *bold* _it_ # head | cell ~~gone~~ \\ {x} [ref]: https://evil.example"
)
UNESCAPED_LINK = re.compile(r"(?<!\\)\[(?:\\.|[^\]\\])*\]\(([^)]*)\)")


def links(shown):
    return UNESCAPED_LINK.findall(shown)


def test_the_only_links_are_to_the_official_documents(assistant):
    for question in (
        "What are the functions of the Centre?",
        "What is said about drug trafficking?",
        "Does the Centre have a library?",
    ):
        answer = assistant.ask(question)
        shown = to_markdown(answer)
        assert links(shown) == [c.url for c in (*answer.citations, *answer.closest)]
        assert all(link.startswith("https://undocs.org/") for link in links(shown))


@pytest.mark.parametrize("field", ["quote", "force", "pinpoint"])
def test_a_hostile_document_makes_no_link_image_or_html(make_answer, make_citation, field):
    answer = make_answer(make_citation(**{field: HOSTILE}))
    shown = to_markdown(answer)
    assert links(shown) == ["https://undocs.org/en/A/RES/72/7"]
    assert not re.search(r"(?<!\\)!", shown)
    assert not re.search(r"(?<!\\)<", shown)
    assert not re.search(r"(?<!\\)`", shown)


def test_a_hostile_question_makes_none_either(assistant):
    answer = assistant.ask(HOSTILE)
    shown = to_markdown(answer)
    assert all(link.startswith("https://undocs.org/") for link in links(shown))
    assert not re.search(r"(?<!\\)[<!`]", shown)


def test_a_link_cannot_be_broken_out_of(make_answer, make_citation):
    citation = make_citation(url="https://undocs.org/en/A(1)/x)![y](z")
    assert len(links(to_markdown(make_answer(citation)))) == 1


def test_the_quote_is_in_a_block_quotation_with_its_marker(assistant):
    shown = to_markdown(assistant.ask("What does OP2 of A/RES/72/7 say?"))
    (line,) = [line for line in shown.split("\n") if "Welcomes the assistance" in line]
    assert line.startswith("> “Welcomes the assistance")
    assert line.endswith("” \\[1\\]")


def test_the_words_that_answer_are_bold(assistant):
    shown = to_markdown(assistant.ask("Where is the Centre located?"))
    assert "**Ashgabat**" in shown


def test_a_mark_inside_a_part_of_a_paragraph_is_at_its_place(make_answer, make_citation):
    citation = make_citation(
        quote="adopted on 13 June 2017", start=100, end=123, marks=((111, 123),)
    )
    assert "adopted on **13 June 2017**" in to_markdown(make_answer(citation))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a*", "\\*a\\*"),
        ("[a](b)", "\\[a\\]\\(b\\)"),
        ("1. One", "1\\. One"),
        ("# x", "\\# x"),
        ("<b>", "\\<b\\>"),
        ("&amp;", "\\&amp;"),
        ("plain words", "plain words"),
    ],
)
def test_what_would_be_markup_is_escaped(text, shown):
    assert escape(text) == shown


@pytest.mark.parametrize(
    "text",
    ["see https://evil.example", "see www.evil.example", "see WWW.evil.example", "a@evil.example"],
)
def test_no_bare_address_is_left_that_a_viewer_would_link(text):
    assert not re.search(r"https?://|www\.|\w@", escape(text), re.IGNORECASE)


def test_escaping_loses_nothing():
    assert re.sub(r"\\(.)", r"\1", escape(HOSTILE)) == HOSTILE
