"""All formats: the same answer, whole, by the name of the format."""

from __future__ import annotations

import json

import pytest

from assistant import Answer
from assistant.render import RENDERERS, to_json
from assistant.render.source import marked_pieces, source_line, split_text


def test_the_formats_have_names():
    assert list(RENDERERS) == ["text", "markdown", "html", "json"]


def test_json_is_the_answer(assistant):
    answer = assistant.ask("Каковы функции Центра?")
    shown = to_json(answer)
    assert json.loads(shown) == answer.model_dump(mode="json")
    assert Answer.model_validate_json(shown) == answer
    assert "Центр" in shown


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_each_quote_is_shown_with_its_place_and_address(assistant, form):
    answer = assistant.ask("What are the functions of the Centre?")
    shown = RENDERERS[form](answer)
    for citation in answer.citations:
        assert citation.pinpoint in shown
        assert citation.url in shown


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_each_closest_passage_is_shown_with_its_place(assistant, form):
    answer = assistant.ask("Does the Centre have a library?")
    shown = RENDERERS[form](answer)
    assert answer.closest
    for citation in answer.closest:
        assert shown.count(citation.pinpoint) == 2


@pytest.mark.parametrize("form", RENDERERS)
def test_no_format_ends_without_its_text(make_answer, form):
    shown = RENDERERS[form](make_answer(text="Nothing was found."))
    assert "Nothing was found" in shown


def test_the_pieces_of_a_quote_make_the_quote(make_citation):
    quote = "adopted on 13 June 2017 in Ashgabat"
    citation = make_citation(quote=quote, start=50, end=50 + len(quote), marks=((61, 73), (77, 85)))
    pieces = list(marked_pieces(citation))
    assert "".join(piece for piece, _ in pieces) == quote
    assert [piece for piece, marked in pieces if marked] == ["13 June 2017", "Ashgabat"]


def test_a_quote_without_marks_is_one_piece(make_citation):
    citation = make_citation(quote="Encourages")
    assert list(marked_pieces(citation)) == [("Encourages", False)]


def test_a_source_line_has_place_standing_date_and_force(make_citation):
    line = source_line(make_citation(), "en")
    assert line == "A/RES/72/7, para. 1 · adopted, 2017-11-17 · “Encourages”"
    assert (
        source_line(make_citation(force=None), "ru") == "A/RES/72/7, para. 1 · принята, 2017-11-17"
    )


def test_a_draft_s_source_line_says_draft_in_the_reader_s_language(make_citation):
    citation = make_citation(status="draft", force=None)
    for language, word in [("en", "draft"), ("fr", "projet"), ("ar", "مشروع"), ("zh", "草案")]:
        assert f" · {word}, " in source_line(citation, language)


def test_the_text_is_parted_around_the_quotes(make_answer, make_citation):
    answer = make_answer(make_citation(quote="x"), text="They say:\n“x” [1]\nA remark.")
    assert split_text(answer) == (["They say:"], ["A remark."])
    refusal = make_answer(text="No.\nBecause.")
    assert split_text(refusal) == (["No.", "Because."], [])
