"""Word documents, read back: every quote is there, told its language and direction, and linked."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import UserError
from assistant.answer import Statement
from assistant.errors import ExportError
from assistant.render.conversation import CONVERSATIONS

ARABIC_QUOTE = "يرحب بالمساعدة التي قدمها UNRCCA في عام 2007 (الفقرة 3)؛"
TAGS = {"en": "en-GB", "fr": "fr-FR", "ru": "ru-RU", "es": "es-ES", "ar": "ar-SA", "zh": "zh-CN"}
MADE = dt.datetime(2024, 2, 29, 15, 5, 7, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def write(*answers, made=None):
    return CONVERSATIONS["docx"](answers, made)


def read(*answers, made=None):
    return docx.Document(BytesIO(write(*answers, made=made)))


def styled(document, style):
    return [paragraph for paragraph in document.paragraphs if paragraph.style.name == style]


def is_bidi(paragraph):
    properties = paragraph._p.pPr
    return properties is not None and properties.find(qn("w:bidi")) is not None


def languages(run):
    element = run._r.rPr.find(qn("w:lang"))
    return set(element.attrib.values())


def every_text(document):
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


# Quotes


@pytest.mark.parametrize(
    "question",
    [
        "What are the functions of the Centre?",
        "Quelles sont les fonctions du Centre ?",
        "Каковы функции Центра?",
        "¿Cuáles son las funciones del Centro?",
        "ما هي وظائف المركز؟",
        "中心的职能是什么？",
        "Where is the Centre located?",
        "Does the Centre have a library?",
    ],
)
def test_each_quote_is_there_letter_for_letter_in_its_language(assistant, question):
    answer = assistant.ask(question)
    cited = answer.citations or answer.closest
    quotes = styled(read(answer), "Quote")
    for paragraph, citation in zip(quotes, cited, strict=True):
        marker = f" [{citation.key}]" if answer.citations else ""
        assert paragraph.text in (
            f"{opened}{citation.quote}{closed}{marker}"
            for opened, closed in (("“", "”"), ("«", "»"), ("« ", " »"))
        )
        assert all(languages(run) == {TAGS[citation.language]} for run in paragraph.runs)


@settings(deadline=None, database=None, max_examples=50)
@given(
    quote=st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        min_size=1,
    ),
    language=st.sampled_from(list(TAGS)),
)
def test_any_quote_is_there_letter_for_letter(make_answer, make_citation, quote, language):
    citation = make_citation(quote=quote, language=language)
    (paragraph,) = styled(read(make_answer(citation)), "Quote")
    assert paragraph.text == f"“{quote}” [1]"
    assert is_bidi(paragraph) == (language == "ar")


def test_a_quote_that_word_cannot_hold_is_refused_and_not_changed(make_answer, make_citation):
    answer = make_answer(make_citation(quote="Encourages\x01 the Centre"))
    with pytest.raises(ExportError, match=r"U\+0001.*markdown or json") as raised:
        write(answer)
    assert isinstance(raised.value, UserError)


def test_the_words_that_answer_are_bold_and_highlighted(assistant):
    answer = assistant.ask("Where is the Centre located?")
    marked = [
        run.text
        for paragraph in styled(read(answer), "Quote")
        for run in paragraph.runs
        if run.font.highlight_color is not None
    ]
    assert marked
    assert marked == [
        c.quote[start - c.start : end - c.start] for c in answer.citations for start, end in c.marks
    ]
    (first, *_) = styled(read(answer), "Quote")
    assert [run.text for run in first.runs if run.font.bold and run.font.cs_bold] == ["Ashgabat"]


# Direction


def test_an_arabic_quote_runs_from_right_to_left(make_answer, make_citation):
    answer = make_answer(make_citation(quote=ARABIC_QUOTE, language="ar"))
    (paragraph,) = styled(read(answer), "Quote")
    assert is_bidi(paragraph)
    assert paragraph.text == f"“{ARABIC_QUOTE}” [1]"
    latin = [run.text for run in paragraph.runs if not run.font.rtl]
    assert latin == ["UNRCCA"]
    assert all(run.font.rtl for run in paragraph.runs if run.text != "UNRCCA")


def test_an_arabic_answer_with_english_quotes_has_both_directions(assistant):
    document = read(assistant.ask("ما هي وظائف المركز؟"))
    for style in ("Title", "Heading 1", "Normal", "Source"):
        paragraphs = styled(document, style)
        assert paragraphs, style
        assert all(map(is_bidi, paragraphs)), style
    quotes = styled(document, "Quote")
    assert len(quotes) == 5
    assert not any(map(is_bidi, quotes))
    assert not any(run.font.rtl for quote in quotes for run in quote.runs)


def test_a_symbol_in_arabic_text_is_a_run_from_left_to_right(assistant):
    document = read(assistant.ask("ما هي وظائف المركز؟"))
    source = styled(document, "Source")[0]
    assert source.runs[0].text == "S/2007/279"
    assert not source.runs[0].font.rtl
    assert source.runs[1].font.rtl


@pytest.mark.parametrize("question", ["Каковы функции Центра?", "中心的职能是什么？"])
def test_nothing_else_runs_from_right_to_left(assistant, question):
    document = read(assistant.ask(question))
    assert not any(map(is_bidi, document.paragraphs))


# Sources


def test_under_each_quote_stands_its_source_with_a_link_to_the_official_document(assistant):
    answer = assistant.ask("Where is the Centre located?")
    document = read(answer)
    paragraphs = list(document.paragraphs)
    under = [paragraphs[i + 1] for i, p in enumerate(paragraphs) if p.style.name == "Quote"]
    for paragraph, citation in zip(under, answer.citations, strict=True):
        (link,) = paragraph.hyperlinks
        assert link.address == citation.url
        assert link.text == citation.url
        assert paragraph.style.name == "Source"
        assert paragraph.text.startswith(citation.pinpoint)
        assert f"{citation.status}, {citation.date}" in paragraph.text


def test_a_draft_is_called_one(assistant):
    document = read(assistant.ask("What does the draft of 2021 say about drug trafficking?"))
    assert "A/75/L.72 is a draft, not an adopted resolution." in every_text(document)
    assert all("· draft, 2021-03-29" in p.text for p in styled(document, "Source"))


def test_closest_passages_stand_under_a_heading_that_says_what_they_are_not(assistant):
    answer = assistant.ask("Does the Centre have a library?")
    document = read(answer)
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    (heading,) = styled(document, "Heading 2")
    assert heading.text == "Closest passages, which do not answer the question"
    assert styles.index("Heading 2") < styles.index("Quote")
    assert "[1]" not in every_text(document)
    assert len(styled(document, "Quote")) == len(answer.closest)


def test_an_answer_has_no_such_heading(assistant):
    assert not styled(read(assistant.ask("Where is the Centre located?")), "Heading 2")


# What a model wrote


def test_a_model_s_sentence_has_its_quotes_marked_and_their_sources_below(
    make_answer, make_citation
):
    citation = make_citation(quote="Encourages the Centre", marks=((15, 21),))
    text = "نص “Encourages the Centre” [1]."
    answer = make_answer(
        citation,
        text=f"{text}\nA remark.",
        mode="generated",
        statements=(Statement(text=text, citations=(1,)),),
    )
    document = read(answer)
    sentence, remark = styled(document, "Normal")
    assert sentence.text == text
    assert remark.text == "A remark."
    assert [run.text for run in sentence.runs if run.font.bold] == ["Centre"]
    assert not styled(document, "Quote")
    (source,) = styled(document, "Source")
    assert source.text.startswith("[1] A/RES/72/7, para. 1 · adopted")
    assert [link.address for link in source.hyperlinks] == [citation.url]


def test_an_english_quote_in_an_arabic_sentence_keeps_its_language(make_answer, make_citation):
    citation = make_citation(quote="Encourages the Centre")
    text = "يشجع القرار «Encourages the Centre» [1]."
    answer = make_answer(
        citation,
        language="ar",
        text=text,
        mode="generated",
        statements=(Statement(text=text, citations=(1,)),),
    )
    (sentence,) = styled(read(answer), "Normal")
    assert sentence.text == text
    assert is_bidi(sentence)
    (quoted,) = [run for run in sentence.runs if run.text == citation.quote]
    assert languages(quoted) == {"en-GB"}
    assert not quoted.font.rtl


# The question and the frame


def test_questions_are_headings_in_their_order(assistant):
    questions = ["Where is the Centre located?", "ما هي وظائف المركز؟"]
    document = read(*map(assistant.ask, questions))
    headings = styled(document, "Heading 1")
    assert [p.text for p in headings] == [f"{n}. {q}" for n, q in enumerate(questions, 1)]
    assert list(map(is_bidi, headings)) == [False, True]


@settings(deadline=None, database=None, max_examples=50)
@given(question=st.text(min_size=1), terms=st.text())
def test_any_question_can_be_written(make_answer, question, terms):
    text = f"Nothing in them supports: {terms}."
    (heading,) = styled(read(make_answer(question=question, text=text)), "Heading 1")
    assert heading.text.startswith("1. ")
    assert "\n" not in heading.text


def test_a_control_character_of_the_question_is_left_out(make_answer):
    answer = make_answer(question="Where\x00 is\x1b[31m it?\ufffe", text="No: \x01x.")
    document = read(answer)
    assert styled(document, "Heading 1")[0].text == "1. Where is [31m it?"
    assert styled(document, "Normal")[0].text == "No: x."


def test_it_ends_with_what_it_is_and_what_it_was_made_from(assistant):
    answer = assistant.ask("Where is the Centre located?")
    notice, receipt = read(answer).paragraphs[-2:]
    assert notice.text.startswith("This is an unofficial copy.")
    assert answer.receipt.index in receipt.text


def test_its_properties_are_ours_and_name_no_machine(assistant):
    properties = read(assistant.ask("Каковы функции Центра?")).core_properties
    assert properties.title == "Вопросы и ответы по документам Организации Объединенных Наций"
    assert properties.language == "ru-RU"
    assert properties.author == ""
    assert properties.last_modified_by == ""
    assert properties.comments == ""
    assert properties.created is None
    assert properties.modified is None


def test_it_tells_when_it_was_made_if_told(make_answer):
    document = read(make_answer(), made=MADE)
    assert document.core_properties.created == MADE
    assert "Exported: 2024-02-29 15:05+02:00." in every_text(document)


def test_nothing_in_it_is_fetched(assistant):
    answer = assistant.ask("Where is the Centre located?")
    with ZipFile(BytesIO(write(answer))) as package:
        assert package.testzip() is None
        related = "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith(".rels")
        )
        shown = package.read("word/document.xml").decode()
    external = re.findall(r"<Relationship [^>]*TargetMode=\"External\"[^>]*>", related)
    assert len(external) == len({citation.url for citation in answer.citations})
    assert all("/hyperlink" in relation for relation in external)
    assert "<w:drawing" not in shown
    assert "<w:pict" not in shown


def test_python_docx_is_not_imported_before_it_is_needed():
    code = (
        "import sys, assistant.render.conversation, assistant.render.docx;"
        "sys.exit('docx' in sys.modules or 'lxml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
