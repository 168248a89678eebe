"""Plain text for terminals and logs."""

from __future__ import annotations

from assistant.render import to_text


def test_the_answer_shows_each_quote_and_under_it_where_it_stands(assistant):
    shown = to_text(assistant.ask("What does OP2 of A/RES/72/7 say?"))
    lines = shown.split("\n")
    assert lines[0] == "A/RES/72/7, para. 2, reads:"
    quoted = next(number for number, line in enumerate(lines) if line.startswith("[1] “Welcomes"))
    assert lines[quoted].endswith("region;”")
    assert lines[quoted + 1].strip() == "A/RES/72/7, para. 2 · adopted, 2017-11-17 · “Welcomes”"
    assert lines[-3].endswith("https://undocs.org/en/A/RES/72/7")
    assert lines[-1] == "Extractive: the documents' own words."


def test_a_draft_is_called_one(assistant):
    shown = to_text(assistant.ask("What does the draft of 2021 say about drug trafficking?"))
    assert "A/75/L.72 is a draft, not an adopted resolution." in shown.split("\n")
    assert "· draft, 2021-03-29 ·" in shown


def test_a_refusal_shows_the_closest_passages_apart(assistant):
    answer = assistant.ask("Does the Centre have a library?")
    shown = to_text(answer)
    assert shown.startswith("The documents do not answer this question.")
    assert "[1]" not in shown
    for citation in answer.closest:
        assert f"· “{citation.quote}”" in shown


def test_each_document_is_named_once(assistant):
    shown = to_text(assistant.ask("What are the functions of the Centre?"))
    assert shown.count("https://undocs.org/en/S/2007/279") == 1


def test_a_quote_is_shown_as_it_is_whatever_is_in_it(make_answer, make_citation):
    quote = "[2] “*So*” <b>& `it` said”\\"
    assert quote in to_text(make_answer(make_citation(quote=quote, force=None)))


def test_it_is_written_in_the_reader_s_language(assistant):
    shown = to_text(assistant.ask("Quelles sont les fonctions du Centre ?"))
    assert "« Faire la liaison" in shown
    assert "troisième paragraphe, premier tiret · lettre, 2007-05-07" in shown
