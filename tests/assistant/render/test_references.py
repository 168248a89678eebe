"""References: what other programs read of them, and what a United Nations editor would write."""

from __future__ import annotations

import json
import re
from typing import get_args

import bibtexparser
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.render.references import (
    REFERENCES,
    to_bibtex,
    to_csl_json,
    to_footnote,
    to_linked_text,
    to_references,
    to_ris,
)
from index.document import Status
from index.errors import LocatorError, SymbolError
from index.words import Language

LANGUAGES = get_args(Language)
HOSTILE = [
    "A } brace, and { another",
    "{\\bf \\input{/etc/passwd}}",
    "100 % of $5 & #1, a_b ^c ~d <e> |f| \"g\" 'h' @misc{x,}",
    "one\r\nER  - \r\nTY  - JOUR\r\nTI  - another",
    "one\nTI  - two\x0bAU  - three\x0cAU  - four\u2028AU  - five\x85AU  - six",
    "دور مركز الأمم المتحدة \u202eالإقليمي} {للدبلوماسية الوقائية",
    "联合国中亚地区预防性外交中心的作用",
    "\x00\x01\x1b[31mred\x7f",
    "Title,\n}\n@article{evil, title = {x}",
    "\\",
    "ends with a backslash \\",
    "",
    " \n ",
]
# What a CSL-JSON item may have (citation-style-language/schema, csl-data.json), of what we write.
CSL_TEXT = {"id", "type", "title", "publisher", "genre", "number", "note", "language", "URL"}
# What \textbackslash{} and so on stand for: the inverse, written down apart.
LATEX = {
    "textbackslash{}": "\\",
    "textbraceleft{}": "{",
    "textbraceright{}": "}",
    "textasciitilde{}": "~",
    "textasciicircum{}": "^",
    "textless{}": "<",
    "textgreater{}": ">",
    "textbar{}": "|",
    **{c: c for c in "&%$#_"},
}
titles = st.one_of(st.sampled_from(HOSTILE), st.text(), st.text('{}\\\n\r%&"@,= -AUTYER~^$#_'))


def on_one_line(text, otherwise="A/RES/72/7"):
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text).strip() or otherwise


def read_latex(text):
    names = "|".join(map(re.escape, sorted(LATEX, key=len, reverse=True)))
    return re.sub(rf"\\({names})", lambda match: LATEX[match[1]], text)


def read_bibtex(text):
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    return bibtexparser.loads(text, parser).entries


# Footnotes


@pytest.mark.parametrize(
    ("fields", "footnote"),
    [
        ({}, "General Assembly resolution 72/7, para. 1."),
        ({"locator": "pp3"}, "General Assembly resolution 72/7, third preambular paragraph."),
        ({"locator": "op4.a"}, "General Assembly resolution 72/7, para. 4 (a)."),
        ({"symbol": "S/RES/1325(2000)"}, "Security Council resolution 1325 (2000), para. 1."),
        ({"symbol": "E/RES/2015/5"}, "Economic and Social Council resolution 2015/5, para. 1."),
        ({"symbol": "A/HRC/RES/16/18"}, "Human Rights Council resolution 16/18, para. 1."),
        ({"symbol": "A/RES/3314(XXIX)"}, "General Assembly resolution 3314 (XXIX), para. 1."),
        ({"symbol": "A/RES/217 (III) A"}, "General Assembly resolution 217 A (III), para. 1."),
        ({"symbol": "A/RES/46/36 L"}, "General Assembly resolution 46/36 L, para. 1."),
        ({"symbol": "A/RES/ES-11/1"}, "General Assembly resolution ES-11/1, para. 1."),
        ({"symbol": "A/RES/72/7*"}, "General Assembly resolution 72/7, para. 1."),
        ({"symbol": "A/RES/72/7/Corr.1"}, "A/RES/72/7/Corr.1, para. 1."),
        (
            {"symbol": "S/2007/279", "locator": "p3.b1", "status": "letter"},
            "S/2007/279, third paragraph, first bullet.",
        ),
        (
            {"symbol": "A/75/L.72", "locator": "op3", "status": "draft"},
            "A/75/L.72, para. 3 (draft resolution).",
        ),
        ({"symbol": "A/72/864", "locator": "fn1", "status": "issued"}, "A/72/864, footnote 1."),
    ],
)
def test_a_footnote_is_what_the_editorial_manual_has(make_citation, fields, footnote):
    assert to_footnote(make_citation(**fields), "en") == footnote


@pytest.mark.parametrize(
    ("reader", "resolution", "security_council", "draft"),
    [
        (
            "fr",
            "Résolution 72/7 de l’Assemblée générale, troisième alinéa du préambule.",
            "Résolution 1325 (2000) du Conseil de sécurité, par. 1.",
            "A/75/L.72, par. 3 (projet de résolution).",
        ),
        (
            "ru",
            "Резолюция 72/7 Генеральной Ассамблеи, третий абзац преамбулы.",
            "Резолюция 1325 (2000) Совета Безопасности, пункт 1.",
            "A/75/L.72, пункт 3 (проект резолюции).",
        ),
        (
            "es",
            "Resolución 72/7 de la Asamblea General, tercer párrafo del preámbulo.",
            "Resolución 1325 (2000) del Consejo de Seguridad, párr. 1.",
            "A/75/L.72, párr. 3 (proyecto de resolución).",
        ),
        (
            "ar",
            "قرار الجمعية العامة 72/7، الفقرة الثالثة من الديباجة.",
            "قرار مجلس الأمن 1325 (2000)، الفقرة رقم 1.",
            "A/75/L.72، الفقرة رقم 3 (مشروع قرار).",
        ),
        (
            "zh",
            "大会第72/7号决议，序言部分第三段。",
            "安全理事会第1325(2000)号决议，第1段。",
            "A/75/L.72，第3段（决议草案）。",
        ),
    ],
)
def test_a_footnote_is_in_the_reader_s_language(
    make_citation, reader, resolution, security_council, draft
):
    # The pinpoint was made for another reader: the footnote does not take it over.
    assert to_footnote(make_citation(locator="pp3"), reader) == resolution
    assert to_footnote(make_citation(symbol="S/RES/1325 (2000)"), reader) == security_council
    of_draft = make_citation(symbol="A/75/L.72", locator="op3", status="draft")
    assert to_footnote(of_draft, reader) == draft


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DRAFT])
def test_only_a_draft_is_called_one(make_citation, reader, status):
    symbol = "A/75/L.72"
    plain = to_footnote(make_citation(symbol=symbol, status=status), reader)
    draft = to_footnote(make_citation(symbol=symbol, status="draft"), reader)
    assert plain != draft
    assert draft.startswith(plain[:-1])


def test_a_draft_is_never_cited_as_a_resolution(make_citation):
    """Not even where its symbol were that of one."""
    citation = make_citation(status="draft")
    assert to_footnote(citation, "en") == "A/RES/72/7, para. 1 (draft resolution)."
    assert "General Assembly" not in to_bibtex(citation)


def test_footnotes_of_real_answers(assistant):
    answer = assistant.ask("Каковы функции Центра?")
    assert to_references("footnote", answer.citations[:2], "ru") == (
        "S/2007/279, третий абзац, первый подпункт.\nS/2007/279, третий абзац, второй подпункт."
    )


def test_what_this_program_did_not_make_is_refused(make_citation):
    with pytest.raises(SymbolError):
        to_footnote(make_citation(symbol="not a symbol"), "en")
    with pytest.raises(LocatorError):
        to_footnote(make_citation(locator="page 4"), "en")


# Linked text


def test_linked_text_has_quote_place_and_address(make_citation):
    assert to_linked_text(make_citation(), "en") == (
        "“Encourages the Centre to liaise” (A/RES/72/7, para. 1, https://undocs.org/en/A/RES/72/7)"
    )


@pytest.mark.parametrize(
    ("reader", "start"), [("fr", "« x »"), ("ru", "«x»"), ("ar", "«x»"), ("zh", "“x”")]
)
def test_linked_text_has_the_reader_s_quotation_marks(make_citation, reader, start):
    text = to_linked_text(make_citation(quote="x"), reader)
    assert text.startswith(start)
    assert "https://undocs.org/en/A/RES/72/7)" in text


@settings(deadline=None, database=None, max_examples=200)
@given(quote=st.text(min_size=1))
def test_linked_text_quotes_letter_for_letter(make_citation, quote):
    assert f"“{quote}”" in to_linked_text(make_citation(quote=quote), "en")


def test_linked_text_tells_a_draft(make_citation):
    citation = make_citation(symbol="A/75/L.72", status="draft")
    assert "para. 1 (draft resolution), https" in to_linked_text(citation, "en")


# BibTeX


def test_bibtex_is_read_with_all_its_fields(make_citation):
    (entry,) = read_bibtex(to_bibtex(make_citation()))
    assert entry == {
        "ENTRYTYPE": "techreport",
        "ID": "un:A/RES/72/7:op1:en",
        "author": "{United Nations General Assembly}",
        "title": "{Role of the Centre}",
        "institution": "{United Nations}",
        "type": "Resolution",
        "number": "A/RES/72/7",
        "date": "2017-11-17",
        "year": "2017",
        "note": "A/RES/72/7, para. 1",
        "langid": "english",
        "url": "https://undocs.org/en/A/RES/72/7",
    }


@settings(deadline=None, database=None, max_examples=200)
@given(title=titles)
def test_bibtex_holds_any_title(make_citation, title):
    text = to_bibtex(make_citation(title=title))
    (entry,) = read_bibtex(text)
    assert set(entry) >= {"ID", "author", "title", "number", "url"}
    # The parser takes white space at the ends of a value away, and knows more of it than we.
    assert read_latex(entry["title"][1:-1]).strip() == on_one_line(title).strip()
    assert text.count("\n@") == 0
    assert text.count("{") == text.count("}")


def test_bibtex_keeps_other_letters_as_they_are(make_citation):
    for title in (HOSTILE[6], "Роль Центра", "دور المركز"):
        assert f"title = {{{{{title}}}}}" in to_bibtex(make_citation(title=title))


def test_bibtex_says_what_a_draft_and_a_letter_is(make_citation):
    draft = make_citation(symbol="A/75/L.72", status="draft")
    assert "type = {Draft resolution}" in to_bibtex(draft)
    letter = make_citation(symbol="S/2007/279", locator="p1", status="letter")
    assert "type = {Letter}" in to_bibtex(letter)
    # The Secretary-General wrote it, not the Council to which it was sent.
    assert "author = {{United Nations}}" in to_bibtex(letter)


@pytest.mark.parametrize("address", ["https://x.org/a}b", "https://x.org/\n@misc{x,", "x\\y z"])
def test_an_address_cannot_end_its_field(make_citation, address):
    (entry,) = read_bibtex(to_bibtex(make_citation(url=address)))
    assert entry["url"].isascii()
    assert not re.search(r"[{}\s\\]", entry["url"])


def test_an_address_with_a_space_encoded_is_left_as_it_is(make_citation):
    url = "https://undocs.org/en/S/RES/1325%20(2000)"
    (entry,) = read_bibtex(to_bibtex(make_citation(url=url)))
    assert entry["url"] == url


def test_keys_differ_and_are_plain(make_citation, documents):
    keys = [
        to_csl_json(make_citation(symbol=p.symbol, locator=p.locator, language=language))["id"]
        for document in documents
        for p in document.paragraphs
        for language in p.versions
    ]
    symbols = ("S/RES/1325 (2000)", "S/RES/1325", "A/RES/46/36 L", "A/72/1", "A/72/1*", "A/72/1**")
    keys += [to_csl_json(make_citation(symbol=symbol))["id"] for symbol in symbols]
    assert len(keys) > 50
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9:/.+_-]+", key) for key in keys)


def test_a_file_of_bibtex_has_each_paragraph_once(make_citation):
    whole = make_citation(quote="Encourages the Centre")
    part = make_citation(quote="the Centre", start=11, end=21, key=2)
    other = make_citation(locator="op2")
    entries = read_bibtex(to_references("bibtex", [whole, part, other], "en"))
    assert [e["ID"] for e in entries] == ["un:A/RES/72/7:op1:en", "un:A/RES/72/7:op2:en"]


# RIS


def test_ris_is_read_with_all_its_fields(make_citation):
    (record,) = rispy.loads(to_ris(make_citation()))
    assert record == {
        "type_of_reference": "GOVDOC",
        "title": "Role of the Centre",
        "authors": ["United Nations General Assembly"],
        "publisher": "United Nations",
        "year": "2017",
        "date": "2017/11/17",
        "note": "A/RES/72/7",
        "issn": "A/RES/72/7",
        "type_of_work": "Resolution",
        "notes": ["A/RES/72/7, para. 1"],
        "language": "en",
        "urls": ["https://undocs.org/en/A/RES/72/7"],
    }


def test_ris_lines_end_as_the_format_has_them(make_citation):
    text = to_ris(make_citation())
    assert text.startswith("TY  - GOVDOC\r\n")
    assert text.endswith("\r\nER  - \r\n")
    assert "\n" not in text.replace("\r\n", "")


@settings(deadline=None, database=None, max_examples=200)
@given(title=titles)
def test_ris_holds_any_title_on_one_line(make_citation, title):
    text = to_ris(make_citation(title=title))
    (record,) = rispy.loads(text)
    assert record["title"].strip() == on_one_line(title).strip()
    assert record["authors"] == ["United Nations General Assembly"]
    # Also where a program takes any line separator for one.
    lines = text.splitlines()
    assert len(lines) == 13
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)


@pytest.mark.parametrize("field", ["pinpoint", "url", "date"])
@pytest.mark.parametrize("value", HOSTILE)
def test_no_field_begins_another(make_citation, field, value):
    citation = make_citation(**{field: value})
    (record,) = rispy.loads(to_ris(citation))
    assert record["type_of_reference"] == "GOVDOC"
    assert record["authors"] == ["United Nations General Assembly"]
    (entry,) = read_bibtex(to_bibtex(citation))
    assert entry["title"] == "{Role of the Centre}"
    assert json.loads(REFERENCES["csl-json"](citation, "en"))


def test_a_file_of_ris_has_a_record_each(assistant):
    answer = assistant.ask("Quelles sont les fonctions du Centre ?")
    records = rispy.loads(to_references("ris", answer.citations, "fr"))
    assert [record["notes"] for record in records] == [[c.pinpoint] for c in answer.citations]
    assert {record["language"] for record in records} == {"fr"}


# CSL-JSON


@settings(deadline=None, database=None, max_examples=200)
@given(title=titles)
def test_csl_json_has_only_what_its_schema_knows(make_citation, title):
    item = to_csl_json(make_citation(title=title))
    assert set(item) == CSL_TEXT | {"author", "issued"}
    assert all(isinstance(item[name], str) for name in CSL_TEXT)
    assert item["type"] == "report"
    assert item["author"] == [{"literal": "United Nations General Assembly"}]
    assert item["issued"] == {"date-parts": [[2017, 11, 17]]}
    assert item["title"] == on_one_line(title)


def test_csl_json_as_text_is_an_array(make_citation):
    citation = make_citation(title=HOSTILE[6])
    text = REFERENCES["csl-json"](citation, "zh")
    assert json.loads(text) == [to_csl_json(citation)]
    assert HOSTILE[6] in text
    both = to_references("csl-json", [citation, citation, make_citation(locator="pp1")], "zh")
    assert [item["id"] for item in json.loads(both)] == [
        "un:A/RES/72/7:op1:en",
        "un:A/RES/72/7:pp1:en",
    ]


def test_a_date_that_is_none_is_left_out(make_citation):
    assert "issued" not in to_csl_json(make_citation(date="in spring"))


# All of them


def test_the_formats_have_names():
    assert list(REFERENCES) == ["footnote", "bibtex", "ris", "csl-json", "text"]


@pytest.mark.parametrize("form", REFERENCES)
@pytest.mark.parametrize("reader", LANGUAGES)
def test_each_format_is_written_for_each_reader(assistant, form, reader):
    for question in ("What is said about drug trafficking?", "Каковы функции Центра?"):
        answer = assistant.ask(question)
        assert answer.citations
        for citation in answer.citations:
            number = citation.symbol.removeprefix("A/RES/")
            assert number in REFERENCES[form](citation, reader)


@pytest.mark.parametrize("form", REFERENCES)
def test_a_file_of_one_is_that_one(make_citation, form):
    citation = make_citation()
    assert to_references(form, [citation], "en") == REFERENCES[form](citation, "en")


def test_an_unknown_format_is_none(make_citation):
    with pytest.raises(KeyError):
        to_references("endnote", [make_citation()], "en")
