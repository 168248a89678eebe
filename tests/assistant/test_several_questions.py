"""Questions on several functions at once, and follow-ups on one of those that were listed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant import Answer
from assistant.phrases import load_phrases

GOLDEN = tomllib.loads(Path(__file__).with_name("several_questions.toml").read_text("utf-8"))
LANGUAGES = ("en", "fr", "ru", "es", "ar", "zh")
SEVERAL = "the documents that carry each of the paragraphs"
ALL = GOLDEN["expected"]["every"]
FIRST = GOLDEN["expected"]["first"]
NEW = ("pp2", "pp4", "pp6", "pp10", "pp13", "pp15", "pp16", "op3")
OPENER = GOLDEN["opener"]["en"]


@pytest.fixture(scope="module")
def openers(assistant):
    """The answers that list the functions, by language."""
    return {language: assistant.ask(text) for language, text in GOLDEN["opener"].items()}


@pytest.mark.parametrize("part", ["built", "kept"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_function_asked_about_is_told(assistant, cited, openers, language, part):
    asked = GOLDEN[part][language]
    assert asked["alone"]
    assert asked["after"]
    for place in ("alone", "after"):
        history = [openers[language]] if place == "after" else []
        for expected, question in asked[place]:
            answer = assistant.ask(question, history=history)
            assert answer.language == language
            assert cited(answer) == GOLDEN["expected"][expected], question


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_so_of_some_alone_is_neither_yes_nor_no(assistant, openers, language):
    phrases = load_phrases(language)
    some = [*GOLDEN["built"][language]["after"], *GOLDEN["kept"][language]["after"]]
    mixed = [q for name, q in some if name in ("every", "in_draft", "in_resolution")]
    assert len(mixed) >= 3
    for question in mixed:
        lead = assistant.ask(question, history=[openers[language]]).text.split("\n")[0]
        for answer in ("answer_yes", "answer_no"):
            assert not lead.startswith(phrases[f"lineage.{answer}"]), question


def test_the_answer_says_of_each_where_it_is_or_that_it_is_not(assistant, openers):
    question = "Are they all still mentioned in the 2021 draft?"
    lines = assistant.ask(question, history=[openers["en"]]).text.split("\n")
    assert lines[0] == (
        "Paragraphs asked about: 5. Standing in A/75/L.72 (2021-03-29): 2; not standing there: 3."
    )
    assert lines[1] == (
        "Found again, and in brackets where: [1] (A/75/L.72, para. 1 [6]); "
        "[4] (A/75/L.72, thirteenth preambular paragraph [7])."
    )
    assert lines[2] == "Not found again: [2], [3], [5]."
    assert load_phrases("en")["draft"].format(symbol="A/75/L.72") in lines


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Are the first and fourth functions still mentioned?", "Yes. Paragraphs asked about: 2."),
        ("Are functions 2, 3 and 5 still mentioned?", "No. Paragraphs asked about: 3."),
        # What is gone, and what is in force, is told without a yes that could be misread.
        ("Were the second and third functions dropped?", "Paragraphs asked about: 2."),
        ("Are the first and fourth functions still in force?", "Paragraphs asked about: 2."),
        ("Are functions 2 to 4 still mentioned?", "Paragraphs asked about: 3."),
    ],
)
def test_yes_or_no_stands_where_it_is_the_same_for_all(assistant, question, lead):
    assert assistant.ask(question).text.startswith(lead)


DIALOGUES = {
    "the list stays after one of it": [
        (OPENER, GOLDEN["expected"]["origins"]),
        ("Is the second one still mentioned?", ["S/2007/279#p3.b2"]),
        ("And the fourth?", ["S/2007/279#p3.b4", "A/75/L.72#pp13"]),
        ("And the last?", ["S/2007/279#p3.b5"]),
        ("Which of them are still mentioned?", ALL),
    ],
    "another document, of the same function": [
        ("Is the first function still mentioned in the 2021 draft?", FIRST),
        ("And the fourth?", ["S/2007/279#p3.b4", "A/75/L.72#pp13"]),
        ("And in resolution 72/7?", ["S/2007/279#p3.b4", "A/75/L.72#pp13"]),
    ],
    "what a chain of answers was on": [
        ("Que dit le paragraphe 1 de la résolution 72/7 ?", ["A/RES/72/7#op1"]),
        ("Est-il repris dans le projet de 2021 ?", FIRST),
        ("Où figurait-il pour la première fois ?", FIRST),
    ],
    "what it is on, and whether it is new": [
        ("What does A/75/L.72 say about women?", ["A/75/L.72#pp15"]),
        ("Is that new?", ["A/75/L.72#pp15"]),
        ("Was it in the resolution of 2017?", ["A/75/L.72#pp15"]),
    ],
    "the same two documents": [
        ("Which paragraphs were dropped from 72/7 in A/75/L.72?", ["A/RES/72/7#pp3", "A/RES/72/7#pp4"]),
        ("And which are new?", [f"A/75/L.72#{place}" for place in NEW]),
    ],
    "a paragraph of the class that was looked up": [
        ("What does OP2 of resolution 72/7 say?", ["A/RES/72/7#op2"]),
        ("Is the third kept in the draft?", ["A/RES/72/7#op3", "A/75/L.72#op4"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("turns", [pytest.param(t, id=name) for name, t in DIALOGUES.items()])
@pytest.mark.parametrize("sent", [False, True])
def test_a_dialogue_keeps_to_what_was_shown(assistant, cited, turns, sent):
    history: list[Answer] = []
    for question, addresses in turns:
        answer = assistant.ask(question, history=history)
        assert cited(answer) == addresses, question
        history.append(Answer.model_validate_json(answer.model_dump_json()) if sent else answer)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Is the ninth still mentioned?", "ninth"),
        ("La neuvième est-elle encore mentionnée ?", "neuvième"),
        ("Is number 7 still mentioned?", "7"),
    ],
)
def test_what_was_not_shown_is_not_taken_for_another(assistant, openers, question, named):
    answer = assistant.ask(question, history=[openers["en"]])
    assert answer.status == "not_found"
    assert answer.unsupported == (named,)


def test_a_paragraph_and_what_it_became_are_told_once(assistant, cited):
    before = assistant.ask("What does resolution 72/7 say about drug trafficking?")
    answer = assistant.ask("Is it still mentioned?", history=[before])
    assert cited(answer) == ["A/RES/72/7#pp9", "A/75/L.72#pp14"]
    assert answer.text.startswith("Yes.")


@pytest.mark.parametrize(
    "question",
    [
        "What does the third say?",
        "Who carries them out?",
        "Which of them names Afghanistan?",
        "Is the fight against drugs still mentioned?",
        "What is new in the draft?",
        "Which preambular paragraphs were dropped from 72/7 in the draft?",
        "When was the second approved?",
        "Что говорит третья?",
        "Qui les exerce ?",
        "草案有何新内容？",
        "ماذا تقول الثالثة؟",
    ],
)
def test_what_asks_something_else_is_not_answered_so(assistant, openers, question):
    answer = assistant.ask(question, history=[openers["en"]], explain=True)
    assert answer.explanation.reason != SEVERAL


@pytest.mark.parametrize(
    "question",
    [
        "What are the functions of the Centre?",
        "How many functions does the Centre have?",
        "Which functions mention Afghanistan?",
        "Is the second function still mentioned?",
        "Which functions should the Centre no longer perform after 2021?",
        "Quelles sont les fonctions du Centre ?",
        "中心有多少项职能？",
    ],
)
def test_other_questions_on_functions_are_answered_as_before(assistant, question):
    assert assistant.ask(question, explain=True).explanation.reason != SEVERAL


def test_of_a_whole_document_it_is_not_asked_whether_each_paragraph_is_in_force(assistant):
    before = assistant.ask("What does resolution 72/7 say?")
    answer = assistant.ask("Is it still in force?", history=[before], explain=True)
    assert answer.explanation.reason != SEVERAL


def test_only_the_documents_chosen_are_asked(assistant, cited):
    answer = assistant.ask(
        "Which functions are still mentioned?", documents=["S/2007/279", "A/RES/72/7"]
    )
    assert cited(answer) == GOLDEN["expected"]["in_resolution"]
    assert "A/75/L.72" not in answer.text


def test_each_quote_is_a_span_of_its_paragraph(assistant, openers):
    answer = assistant.ask("Which of them are still mentioned?", history=[openers["en"]])
    assert [c.key for c in answer.citations] == list(range(1, 9))
    for citation in answer.citations:
        text = assistant.document(citation.symbol).paragraph(citation.locator).versions["en"].text
        assert text[citation.start : citation.end] == citation.quote
        assert all(citation.start <= a < b <= citation.end for a, b in citation.marks)


@pytest.mark.parametrize(
    ("first", "then", "verbs"),
    [
        ("What does 'encourages' mean?", "And 'urges'?", ["urges"]),
        ("What does 'encourages' mean?", "Is it binding?", ["encourages"]),
        ("What does 'encourages' mean?", "Is it stronger than 'urges'?", ["encourages", "urges"]),
        ("Que signifie « encourage » ?", "Et « demande » ?", ["demande"]),
        ("Que signifie « encourage » ?", "Est-ce contraignant ?", ["encourage"]),
        ("Что означает «призывает»?", "А «просит»?", ["просит"]),
        ("¿Qué significa «alienta»?", "¿Y «insta»?", ["insta"]),
        ("ماذا تعني «تشجع»؟", "وماذا عن «تحث»؟", ["تحث"]),
        ("“鼓励”是什么意思？", "那“敦促”呢？", ["敦促"]),
    ],
)
def test_a_follow_up_on_a_verb_is_answered_by_usage(assistant, first, then, verbs):
    answer = assistant.ask(then, history=[assistant.ask(first)])
    assert answer.mode == "usage"
    language = answer.language
    entry = load_phrases(language)["usage.entry"].split("{form}")[0]
    entries = [line for line in answer.text.split("\n") if line.startswith(entry)]
    assert len(entries) == len(verbs)
    assert all(f"{entry}{verb}" in answer.text for verb in verbs)


@pytest.mark.parametrize(
    "then", ["And the functions of the Centre?", "What does the Centre support?", "And in 2021?"]
)
def test_what_names_no_verb_is_none_of_usage(assistant, then):
    before = assistant.ask("What does 'encourages' mean?")
    assert assistant.ask(then, history=[before]).mode != "usage"
