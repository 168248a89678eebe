"""Words in quotation marks in a question."""

from __future__ import annotations

import pytest

from assistant.question import read_question
from assistant.question.quoted import find_quoted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Where does "with their concurrence" stand?', "with their concurrence"),
        ("Where does “with their concurrence” stand?", "with their concurrence"),
        ("Où figure « avec leur accord » ?", "avec leur accord"),
        ("Где стоит «с их согласия»?", "с их согласия"),
        ("Wo steht „Zustimmung“?", "Zustimmung"),
        ("哪些文件提到“自决权”？", "自决权"),
        ("哪些文件提到「自决权」？", "自决权"),
        ("Where does 'the Centre's role' stand?", "the Centre's role"),
        ("Is the Centre's role the Secretary-General's?", None),
        ("Which is stronger, “requests” or “urges”?", None),
        ("Where does “…” stand?", None),
        ("Where does it stand?", None),
    ],
)
def test_what_stands_in_quotation_marks_is_found_where_it_is_one_thing(text, words):
    found = find_quoted(text)
    assert (found and found.words) == words
    if found:
        assert words in text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Where did “with their concurrence” first appear?", "origin"),
        ("¿Dónde apareció por primera vez la expresión «with their concurrence»?", "origin"),
        ("Which documents repeat “with their concurrence”?", "carriers"),
        ("In which paragraphs does “Ashgabat” appear?", "carriers"),
        ("Quels documents contiennent « avec leur accord » ?", "carriers"),
        ("Где стоят слова «с их согласия»?", "carriers"),
        ("أين ترد عبارة «الدبلوماسية الوقائية»؟", "carriers"),
        ("哪些文件提到“预防性外交”？", "carriers"),
        ("Is “up-to-date information” still used?", "still"),
        ("Does resolution 72/7 say “with their consent”?", "stands"),
        ("La résolution dit-elle « avec leur accord » ?", "stands"),
        ("What does 72/7 say about “preventive diplomacy”?", None),
        ("What does “decides” mean?", None),
        ("Who is meant by “other parties concerned”?", None),
        ("Which documents say what “decides” means?", None),
    ],
)
def test_what_is_asked_of_words_in_quotation_marks(vocabulary, text, kind):
    asked = read_question(text, vocabulary).lineage
    assert (asked and asked.phrase and asked.kind) == kind
