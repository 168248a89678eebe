"""The table in the languages beside English: invented sentences, and what no language may do."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.drafting.verbs import find_verbs
from assistant.tasking.rows import rows_of
from index.document import Paragraph, Version
from index.locator import Locator
from index.symbol import Symbol

FILE = Path(__file__).parent / "languages.toml"
SENTENCES = tomllib.loads(FILE.read_text("utf-8"))["sentence"]
OTHERS = ("fr", "ru", "es", "ar", "zh")

# The date of what was done is none to act by, however near a verb of asking it stands.
DONE = {
    "fr": "Demande aux États d’appliquer la décision adoptée le 9 juillet 2004 ;",
    "ru": "призывает государства выполнить решение, принятое 9 июля 2004 года;",
    "es": "Exhorta a los Estados a que apliquen la decisión aprobada el 9 de julio de 2004;",
    "ar": "تهيب بالدول أن تنفذ القرار المعتمد في 9 تموز/يوليه 2004؛",
    "zh": "促请各国执行2004年7月9日通过的决定；",
}
BY_WHEN = {
    "fr": ("Demande aux États d’appliquer la décision d’ici à 2031 ;", "d’ici à 2031"),
    "ru": ("призывает государства выполнить решение до 2031 года;", "до 2031 года"),
    "es": (
        "Exhorta a los Estados a que apliquen la decisión a más tardar en 2031;",
        "a más tardar en 2031",
    ),
    "ar": ("تهيب بالدول أن تنفذ القرار بحلول عام 2031؛", "بحلول عام 2031"),
    "zh": ("促请各国至迟在2031年执行决定；", "至迟在2031年"),
}
# A clause that a relative one comes before is the organ's again.
RESUMED = {
    "fr": "Salue les efforts que mènent les États et demande au Comité de construire des phares ;",
    "ru": "приветствует усилия, которые прилагают государства и просит Комитет строить маяки;",
    "es": "Encomia la labor que realizan los Estados y solicita al Comité que construya faros;",
    "zh": "促请各国政府并邀请各区域组织建造灯塔；",
}


def rows(text, language):
    version = Version(language, text, "invented", 0, len(text))
    paragraph = Paragraph(Symbol("A/RES/99/1"), Locator("op1"), {language: version})
    return list(rows_of([paragraph], (language,), preamble=False))


def cells(row):
    return {name: quote.text for name, quote in row.cells.items()}


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: f"{s['language']}: {s['text'][:40]}")
def test_a_sentence_has_the_cells_that_a_native_reader_finds(sentence):
    found = rows(sentence["text"], sentence["language"])
    assert [cells(row) for row in found] == sentence["row"]


def test_each_language_has_several_sentences():
    for language in OTHERS:
        assert sum(sentence["language"] == language for sentence in SENTENCES) >= 3


@pytest.mark.parametrize("language", OTHERS)
def test_the_date_of_what_was_done_is_no_deadline(language):
    (row,) = rows(DONE[language], language)
    assert "addressee" in row.cells
    assert "deadline" not in row.cells


@pytest.mark.parametrize("language", OTHERS)
def test_the_date_to_act_by_is_one(language):
    text, deadline = BY_WHEN[language]
    (row,) = rows(text, language)
    assert cells(row)["deadline"] == deadline


@pytest.mark.parametrize("language", RESUMED)
def test_what_follows_a_relative_clause_is_a_row_of_its_own(language):
    first, second = find_verbs(RESUMED[language], language)
    assert second.verb.addresses
    assert second.start > first.end


def test_a_relative_clause_with_two_verbs_stays_one():
    text = "Salue le rapport du Centre, qui encourage la coopération et recommande la prudence ;"
    assert [found.verb.name for found in find_verbs(text, "fr")] == ["welcomes"]


def test_what_stands_in_arabic_quotation_marks_is_no_counterpart():
    text = "تقرر أن تدرج في جدول أعمالها البند المعنون ”التعاون مع الدول“ والبند المعنون ”التعاون مع المركز“؛"
    (row,) = rows(text, "ar")
    assert "counterpart" not in row.cells
