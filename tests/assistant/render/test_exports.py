"""Each export is read by a parser of its own, for every standing of a document and every language."""

from __future__ import annotations

import itertools
import json
import re
import warnings
from typing import get_args

import bibtexparser
import pytest
import rispy
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import ExportError, UnknownLanguage
from assistant.render.references import EXPORTS, to_csl_json, to_footnote, to_references
from index.words import Language

from .footnote_grammar import FOOTNOTE
from .test_references import HOSTILE, on_one_line, read_latex

LANGUAGES = get_args(Language)
QUESTIONS = {
    "en": "What are the functions of the Centre?",
    "fr": "Quelles sont les fonctions du Centre ?",
    "ru": "Что говорит резолюция 72/7 о терроризме?",
    "es": "¿Qué dice el párrafo 2 de A/75/L.72?",
    "ar": "ماذا تقول الفقرة 1 من القرار 72/7؟",
    "zh": "中心的职能是什么？",
}
# A document of each standing, as its symbol has it.
STANDINGS = {
    "letter": "S/2007/279",
    "draft": "A/75/L.72",
    "adopted": "S/RES/1325 (2000)",
    "issued": "A/72/864",
}
GENRES = {
    "en": ("Letter", "Draft resolution", "Resolution", "Document"),
    "fr": ("Lettre", "Projet de résolution", "Résolution", "Document"),
    "ru": ("Письмо", "Проект резолюции", "Резолюция", "Документ"),
    "es": ("Carta", "Proyecto de resolución", "Resolución", "Documento"),
    "ar": ("رسالة", "مشروع قرار", "قرار", "وثيقة"),
    "zh": ("信函", "决议草案", "决议", "文件"),
}
AUTHORS = {
    "en": ("United Nations", "United Nations Security Council"),
    "fr": ("Nations Unies", "Conseil de sécurité des Nations Unies"),
    "ru": ("Организация Объединенных Наций", "Совет Безопасности Организации Объединенных Наций"),
    "es": ("Naciones Unidas", "Consejo de Seguridad de las Naciones Unidas"),
    "ar": ("الأمم المتحدة", "مجلس الأمن التابع للأمم المتحدة"),
    "zh": ("联合国", "联合国安全理事会"),
}
PLACES = (
    *("title", "agenda", "sponsors", "distribution", "signature", "meeting", "pp1", "pp13", "op1"),
    *("op12", "op4.a", "op4.a.ii", "op3.b2", "n14", "n12.3", "n7.b", "annex1.n3", "annex2.op4.b"),
    *("sec3.n5", "part2.p4", "annex1.sec2.n9", "p3", "p3.b2", "p21", "h2", "fn1", "fn12"),
)


def bibliography(items: list[dict[str, object]]) -> list[str]:
    """The items as a CSL processor prints them, in the style that comes with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        printed = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            printed.register(Citation([CitationItem(item["id"])]))
        return [str(entry) for entry in printed.bibliography()]


@pytest.fixture(scope="module", params=LANGUAGES)
def answer(request, assistant):
    answer = assistant.ask(QUESTIONS[request.param])
    assert answer.citations
    return answer


# Real answers


def test_bibtex_of_a_real_answer(assistant, answer):
    entries = bibtexparser.loads(assistant.references(answer, "bibtex")).entries
    assert [e["note"] for e in entries] == [read_plain(c.pinpoint) for c in answer.citations]
    assert {e["number"] for e in entries} == {c.symbol for c in answer.citations}


def read_plain(text: str) -> str:
    return on_one_line(text)


def test_ris_of_a_real_answer(assistant, answer):
    records = rispy.loads(assistant.references(answer, "ris"))
    assert [r["urls"] for r in records] == [[c.url] for c in answer.citations]
    assert {r["type_of_reference"] for r in records} == {"GOVDOC"}


def test_csl_json_of_a_real_answer_is_printed(assistant, answer):
    items = json.loads(assistant.references(answer, "csl-json"))
    printed = bibliography(items)
    assert len(printed) == len(answer.citations)
    for entry, citation in zip(printed, answer.citations, strict=True):
        assert citation.title in entry
        assert citation.symbol in entry
        assert citation.date[:4] in entry
        assert citation.url in entry
        assert entry.count(citation.title) == 1


def test_footnotes_of_a_real_answer(assistant, answer):
    for reader in LANGUAGES:
        lines = assistant.references(answer, "footnote", reader=reader).splitlines()
        assert len(lines) == len({(c.symbol, c.locator) for c in answer.citations})
        assert all(FOOTNOTE[reader].fullmatch(line) for line in lines), lines


def test_a_form_and_a_reader_that_are_none(assistant, answer):
    with pytest.raises(ExportError, match=r"'docx' is no form .* footnote, bibtex, ris, csl-json"):
        assistant.references(answer, "docx")
    with pytest.raises(UnknownLanguage):
        assistant.references(answer, "footnote", reader="de")


def test_an_answer_without_citations_has_none(assistant):
    answer = assistant.ask("Who won the 2018 World Cup?")
    assert [assistant.references(answer, form).strip() for form in EXPORTS] == ["", "", "", "[]"]


# Every standing in every language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", STANDINGS)
def test_a_record_is_in_the_language_of_its_version(make_citation, status, language):
    citation = make_citation(symbol=STANDINGS[status], status=status, language=language)
    genre = GENRES[language][list(STANDINGS).index(status)]
    publisher, council = AUTHORS[language]
    author = council if status == "adopted" else publisher
    [entry] = bibtexparser.loads(to_references("bibtex", [citation], "en")).entries
    assert (entry["type"], entry["author"], entry["institution"]) == (
        genre,
        f"{{{author}}}",
        f"{{{publisher}}}",
    )
    [record] = rispy.loads(to_references("ris", [citation], "en"))
    assert (record["type_of_work"], record["authors"], record["publisher"]) == (
        genre,
        [author],
        publisher,
    )
    [item] = json.loads(to_references("csl-json", [citation], "en"))
    assert (item["genre"], item["author"][0]["literal"], item["publisher"]) == (
        genre,
        author,
        publisher,
    )
    [printed] = bibliography([item])
    assert printed.startswith(f"{author} (2017) ")
    assert f"{genre} {citation.symbol}. {publisher}." in printed


@pytest.mark.parametrize("reader", LANGUAGES)
def test_each_place_of_each_standing_has_the_form_of_a_footnote(make_citation, reader):
    symbols = (*STANDINGS.items(), ("adopted", "A/RES/72/7"), ("adopted", "E/RES/2015/5"))
    symbols += (("adopted", "A/HRC/RES/16/18"), ("adopted", "A/RES/72/7/Corr.1"))
    seen = set()
    for (status, symbol), locator in itertools.product(symbols, PLACES):
        citation = make_citation(symbol=symbol, status=status, locator=locator)
        footnote = to_footnote(citation, reader)
        match = FOOTNOTE[reader].fullmatch(footnote)
        assert match, footnote
        assert bool(match["draft"]) == (status == "draft")
        as_document = status != "adopted" or symbol.endswith("Corr.1")
        assert match["symbol"] == (symbol if as_document else None)
        seen.add(footnote)
    assert len(seen) == len(symbols) * len(PLACES), "no two places are cited alike"


@pytest.mark.parametrize(
    "wrong",
    [
        "General Assembly resolution 72/7, op 1.",
        "General Assembly resolution 72/7, para. 1",
        "General Assembly Resolution 72/7, para. 1.",
        "A/RES/72/7 para. 1.",
        "A/72/864, paragraph 12.",
        "A/75/L.72, para. 3 (resolution).",
        "A/75/L.72, page 3.",
        "A/72/864, para. 0.",
    ],
)
def test_the_grammar_is_strict(wrong):
    assert not FOOTNOTE["en"].fullmatch(wrong)


@pytest.mark.parametrize("locator", ["n12", "annex1.n3.a"])
def test_a_numbered_paragraph_of_a_report_is_cited_as_one(make_citation, locator):
    footnote = to_footnote(make_citation(symbol="A/72/864", status="issued", locator=locator), "en")
    assert (
        footnote
        == {
            "n12": "A/72/864, para. 12.",
            "annex1.n3.a": "A/72/864, annex I, para. 3 (a).",
        }[locator]
    )


# Hostile titles


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_printed_as_it_is(make_citation, title):
    [printed] = bibliography([to_csl_json(make_citation(title=title))])
    # A style may set its own quotation marks, and takes away a stop before its own.
    assert letters(on_one_line(title)) in letters(printed)
    assert "Resolution A/RES/72/7. United Nations." in printed


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@settings(deadline=None, database=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.one_of(
                st.sampled_from(HOSTILE), st.text("{}\\\n<>/i&%\"'@ aé联\u202e", max_size=30)
            ),
            st.sampled_from(sorted(STANDINGS)),
            st.sampled_from(LANGUAGES),
            st.sampled_from(PLACES),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_no_title_disturbs_another_record(make_citation, drawn):
    citations = [
        make_citation(
            key=key,
            title=title,
            symbol=STANDINGS[status],
            status=status,
            language=code,
            locator=place,
        )
        for key, (title, status, code, place) in enumerate(drawn, 1)
    ]
    keys = {(c.symbol, c.locator, c.language) for c in citations}
    items = json.loads(to_references("csl-json", citations, "en"))
    assert len(items) == len(bibliography(items)) == len(keys)
    records = rispy.loads(to_references("ris", citations, "en"))
    wanted = {
        (on_one_line(c.title, c.symbol).strip(), c.symbol, c.locator, c.language) for c in citations
    }
    assert len(records) <= len(citations)
    assert {r["title"].strip() for r in records} == {title for title, *_ in wanted}
    entries = bibtexparser.loads(to_references("bibtex", citations, "en")).entries
    titles = {read_latex(entry["title"][1:-1]).strip() for entry in entries}
    assert titles <= {title.strip() for title, *_ in wanted}
