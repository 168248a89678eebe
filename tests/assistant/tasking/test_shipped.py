"""The rows of the documents that ship: each operative paragraph and each function, judged by reading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.tasking.model import CELLS

GOLDEN = json.loads((Path(__file__).parent / "shipped_rows.json").read_text("utf-8"))


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_the_rows_are_those_that_a_reader_finds(assistant, language):
    table = assistant.tasks(language=language)
    found = [
        {
            "symbol": task.document.symbol,
            "language": language,
            "locator": task.locator,
            "drafting_verb": task.drafting_verb,
            "cells": {
                name: [cell.locator, cell.text]
                for name in CELLS
                if (cell := getattr(task, name)) is not None
            },
        }
        for task in table.tasks
        if task.document.language == language
    ]
    assert found == [row for row in GOLDEN if row["language"] == language]


def test_every_cell_is_a_span_of_the_stored_version(assistant):
    for language in ("en", "fr", "ru"):
        table = assistant.tasks(language=language, preamble=True)
        assert table.tasks
        for task in table.tasks:
            document = assistant.document(task.document.symbol)
            for cell in filter(None, (getattr(task, name) for name in CELLS)):
                text = document.paragraph(cell.locator).versions[task.document.language].text
                assert cell.text == text[cell.start : cell.end]


def test_every_operative_paragraph_and_function_has_a_row(assistant):
    table = assistant.tasks()
    found = {(task.document.symbol, task.locator) for task in table.tasks}
    wanted = {
        (str(document.symbol), str(paragraph.locator))
        for document in assistant.documents()
        for paragraph in document.paragraphs
        if paragraph.kind in ("operative", "item")
    }
    assert wanted <= found
    assert table.searched.documents == 3


def test_documents_are_read_oldest_first_and_a_draft_is_told_from_a_resolution(assistant):
    table = assistant.tasks()
    dates = [task.document.date for task in table.tasks]
    assert dates == sorted(dates)
    assert {t.document.status for t in table.tasks if t.document.symbol == "A/75/L.72"} == {"draft"}


def test_the_preamble_is_added_where_it_is_asked_for(assistant):
    without = assistant.tasks(documents=["A/RES/72/7"])
    with_it = assistant.tasks(documents=["A/RES/72/7"], preamble=True)
    assert {task.kind for task in without.tasks} == {"operative"}
    assert {task.kind for task in with_it.tasks} == {"operative", "preambular"}


@pytest.mark.parametrize(
    "body", ["Centre", "the Centre", "regional centre", "UNRCCA", "Centre régional", "ЦЕНТР"]
)
def test_a_body_is_found_by_its_name_or_a_part_of_it(assistant, body):
    language = {"Centre régional": "fr", "ЦЕНТР": "ru"}.get(body, "en")
    found = assistant.tasks(body=body, language=language).tasks
    assert found
    assert all(
        "entre" in task.model_dump_json() or "ентр" in task.model_dump_json() for task in found
    )


def test_the_short_form_of_a_body_is_it_in_a_document_that_names_it_in_full(assistant):
    found = assistant.tasks(body="UNRCCA").tasks
    functions = [task for task in found if task.document.symbol == "S/2007/279"]
    assert {task.addressee.text for task in functions} == {"The Centre"}
    assert len(functions) == 5
    assert {task.document.symbol for task in found} == {"S/2007/279", "A/RES/72/7", "A/75/L.72"}


def test_how_far_the_reading_is_is_told(assistant):
    told = []
    assistant.tasks(progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_body_that_no_row_names_leaves_none(assistant):
    assert assistant.tasks(body="World Health Organization").tasks == ()


def test_the_reader_s_language_is_that_of_the_places(assistant):
    (task, *_) = assistant.tasks(documents=["S/2007/279"], language="ru", reader="fr").tasks
    assert task.document.language == "ru"
    assert "paragraphe" in task.pinpoint
