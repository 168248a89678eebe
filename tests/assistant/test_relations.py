"""How documents are related: what is newest, what a draft became, who recalls or answers whom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.phrases import load_phrases

from .later_documents import write_later_documents
from .relation_questions import ADOPTED, BECAME, NEWER, NEWEST, RECALL, REPLIED, STILL

LANGUAGES = ("en", "fr", "ru", "es", "ar", "zh")


@pytest.fixture(scope="module")
def later(tmp_path_factory) -> Iterator[Assistant]:
    """An assistant that holds the shipped documents and later ones on the same, and on another, item."""
    folder = tmp_path_factory.mktemp("later")
    documents = write_later_documents(folder / "documents")
    with Assistant(folder / "index", documents=documents, model="none") as opened:
        yield opened


def said(language, name, **values):
    return load_phrases(language)[f"relation.{name}"].format(**values)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [NEWEST, NEWER], ids=["newest", "newer"])
def test_the_newest_resolution_on_the_centre_is_the_one_of_the_latest_date(
    later, cited, asked, language
):
    answer = later.ask(asked[language])
    assert answer.language == language
    assert cited(answer) == ["A/RES/97/30#title", "A/RES/97/30#meeting", "A/RES/97/30#pp1"]
    assert {c.status for c in answer.citations} == {"adopted"}
    lead = said(language, "newest", documents=10, symbol="A/RES/97/30", date="2042-12-09")
    assert answer.text.split("\n")[0] == lead
    # The draft of 2044 is later and is no resolution.
    draft = said(language, "later_draft", symbol="A/99/L.5", date="2044-11-02")
    assert draft in answer.text.split("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_asked_to_be_the_latest_is_followed_by_what_is_later(later, cited, language):
    answer = later.ask(STILL[language])
    assert cited(answer)[:2] == ["A/RES/97/30#title", "A/RES/97/30#meeting"]
    assert "A/RES/95/12#pp1" in cited(answer)
    names = "A/RES/95/12 (2040-12-05), A/RES/97/30 (2042-12-09)"
    lead = said(language, "newer", documents=10, symbol="A/RES/72/7", names=names)
    assert answer.text.split("\n")[0] == lead


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_newer_is_held_the_newest_that_is_held_is_told(assistant, cited, language):
    for question in (NEWEST[language], STILL[language]):
        answer = assistant.ask(question)
        assert cited(answer) == ["A/RES/72/7#title", "A/RES/72/7#meeting"]
        lines = answer.text.split("\n")
        lead = said(language, "newest", documents=3, symbol="A/RES/72/7", date="2017-11-17")
        assert lines[0] == lead
        # What only the records tell of the draft is no quote, and is said to be from there.
        assert said(language, "recorded_became", draft="A/75/L.72", symbol="A/RES/75/272") in lines
        assert said(language, "unheld", symbol="A/RES/75/272") in lines


def test_that_nothing_newer_is_held_is_bounded(assistant):
    answer = assistant.ask("Is there a newer resolution than A/RES/72/7?")
    assert answer.status == "not_found"
    assert (answer.searched.documents, answer.searched.paragraphs) == (3, 58)
    assert said("en", "no_newer", symbol="A/RES/72/7") in answer.text
    assert {c.symbol for c in answer.closest} == {"A/RES/72/7"}


def test_the_newest_is_of_the_item_that_is_asked_about(later):
    def newest(question):
        return later.ask(question).citations[0].symbol

    assert newest("What is the newest resolution?") == "A/RES/98/2"
    assert newest("What is the newest resolution on the snow leopard?") == "A/RES/98/2"
    assert newest("Which is the most recent resolution on UNRCCA?") == "A/RES/97/30"
    assert newest("Какая резолюция о снежном барсе самая новая?") == "A/RES/98/2"


def test_a_topic_is_looked_for_in_the_newest_resolution(later, cited):
    answer = later.ask("What does the newest resolution on the Centre say?")
    assert cited(answer) == ["A/RES/97/30#op1"]
    topic = later.ask("Which later resolution speaks of an almanac?")
    assert "A/RES/95/12#op1" in cited(topic)


def test_only_the_documents_chosen_are_compared(later):
    answer = later.ask(NEWEST["en"], documents=["A/RES/72/7", "A/RES/95/12"])
    assert answer.citations[0].symbol == "A/RES/95/12"
    assert answer.searched.documents == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_draft_became_is_told_by_the_same_words(later, cited, language):
    answer = later.ask(BECAME[language].format(draft="A/95/L.9"))
    assert cited(answer) == ["A/RES/95/12#title", "A/RES/95/12#meeting"]
    lead = said(language, "same_text", symbol="A/RES/95/12", draft="A/95/L.9")
    assert answer.text.split("\n")[0] == lead


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_the_records_tell_of_a_draft_is_never_quoted(assistant, language):
    answer = assistant.ask(BECAME[language].format(draft="A/75/L.72"))
    assert answer.status == "not_found"
    assert answer.unsupported == ("A/RES/75/272",)
    lines = answer.text.split("\n")
    assert said(language, "recorded_became", draft="A/75/L.72", symbol="A/RES/75/272") in lines
    assert [f"{c.symbol}#{c.locator}" for c in answer.closest] == ["A/75/L.72#sponsors"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_a_draft_was_adopted(assistant, cited, language):
    answer = assistant.ask(ADOPTED[language])
    assert cited(answer) == ["A/75/L.72#sponsors"]
    phrases = load_phrases(language)
    assert phrases["draft"].format(symbol="A/75/L.72") in answer.text.split("\n")
    assert said(language, "unheld", symbol="A/RES/75/272") in answer.text.split("\n")


def test_a_draft_that_is_not_held_and_what_it_became(assistant, cited):
    answer = assistant.ask("What did A/72/L.4 become?")
    assert cited(answer) == ["A/RES/72/7#title", "A/RES/72/7#meeting"]
    assert said("en", "recorded_became", draft="A/72/L.4", symbol="A/RES/72/7") in answer.text


def test_of_a_draft_that_nothing_tells_of_that_is_said(later):
    answer = later.ask("What became of A/99/L.5?")
    assert answer.status == "not_found"
    assert said("en", "untold", symbol="A/99/L.5") in answer.text


def test_which_draft_a_resolution_was_adopted_from(later):
    answer = later.ask("Which draft was A/RES/97/30 adopted from?")
    assert answer.unsupported == ("A/97/L.14",)
    assert said("en", "unheld", symbol="A/97/L.14") in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_recalls_a_resolution(later, cited, language):
    answer = later.ask(RECALL[language])
    found = ["A/75/L.72#pp2", "A/95/L.9#pp1", "A/RES/95/12#pp1", "A/RES/97/30#pp1"]
    assert cited(answer) == found
    assert all("72/7" in c.quote for c in answer.citations)
    lines = answer.text.split("\n")
    assert lines[0] == said(language, "recalled_by", symbol="A/RES/72/7")
    # Drafts among them are said to be drafts.
    assert load_phrases(language)["draft"].format(symbol="A/75/L.72") in lines


def test_what_is_only_named_is_not_said_to_be_recalled(assistant, cited):
    answer = assistant.ask("Which documents recall resolution 60/288?")
    assert cited(answer) == ["A/RES/72/7#fn2", "A/75/L.72#fn2"]
    assert answer.text.startswith(said("en", "named_by", symbol="A/RES/60/288"))


def test_what_nothing_names_is_said_to_be_named_by_nothing(assistant):
    answer = assistant.ask("Which resolutions recall A/RES/44/21?")
    assert answer.status == "not_found"
    assert said("en", "not_named", symbol="A/RES/44/21") in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Which resolutions does A/RES/97/30 recall?",
        "Какие резолюции A/RES/97/30 напоминает?",
        "На какие резолюции ссылается A/RES/97/30?",
        "A/RES/97/30回顾了哪些决议？",
    ],
)
def test_which_resolutions_one_recalls(later, cited, question):
    answer = later.ask(question)
    assert cited(answer) == ["A/RES/97/30#pp1"]
    assert "95/12" in answer.citations[0].quote


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_answered_a_letter(later, cited, language):
    answer = later.ask(REPLIED[language].format(letter="S/2041/150"))
    assert cited(answer) == ["S/2041/151#title", "S/2041/151#p1"]
    lead = said(language, "replied", letter="S/2041/150", symbol="S/2041/151")
    assert answer.text.split("\n")[0] == lead


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_is_not_held_is_named_and_not_quoted(assistant, language):
    answer = assistant.ask(REPLIED[language].format(letter="S/2007/279"))
    assert answer.status == "not_found"
    assert answer.unsupported == ("S/2007/280",)
    lines = answer.text.split("\n")
    assert said(language, "unheld", symbol="S/2007/280") in lines
    assert [f"{c.symbol}#{c.locator}" for c in answer.closest] == [
        "A/RES/72/7#fn1",
        "A/75/L.72#fn1",
    ]


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        ("What does A/95/L.9 say?", "What did it become?", "A/RES/95/12"),
        ("What does A/RES/72/7 say of drugs?", "Is there a newer one?", "A/RES/97/30"),
        ("What does S/2041/150 say?", "Was it answered?", "S/2041/151"),
    ],
)
def test_a_follow_up_asks_of_what_was_spoken_of(later, first, then, found):
    answer = later.ask(then, history=[later.ask(first)])
    assert answer.citations[0].symbol == found


@pytest.mark.parametrize(
    "question",
    [
        "What does resolution 72/7 recall about the Ashgabat Declaration?",
        "When was resolution 72/7 adopted?",
        "Which declaration was adopted in 2017?",
        "What was to become of the office in Tajikistan?",
        "Which operative paragraphs does the draft A/75/L.72 add to resolution 72/7?",
        "What new threats does the letter mention?",
        "Quelles recommandations la lettre rappelle-t-elle ?",
        "Что нового в проекте резолюции?",
    ],
)
def test_a_question_with_a_topic_is_no_question_of_relations(assistant, question):
    answer = assistant.ask(question)
    names = load_phrases(answer.language)
    leads = [p.split("{")[0] for n, p in names.items() if n.startswith("relation.")]
    assert not any(lead and answer.text.startswith(lead) for lead in leads)
    assert "A/RES/75/272" not in answer.text


@pytest.mark.parametrize(
    ("question", "symbol"),
    [
        ("Has a more recent resolution on the Regional Centre been adopted?", "A/RES/97/30"),
        ("Which resolution on the Centre is the most up to date?", "A/RES/97/30"),
        ("What is the latest Regional Centre resolution?", "A/RES/97/30"),
        ("Was A/RES/95/12 replaced by a newer text?", "A/RES/97/30"),
        ("Under which number was A/95/L.9 adopted?", "A/RES/95/12"),
        ("What was the reply to letter S/2041/150?", "S/2041/151"),
        ("La résolution sur le Centre la plus récente ?", "A/RES/97/30"),
        ("Sous quelle cote le projet A/95/L.9 a-t-il été adopté ?", "A/RES/95/12"),
        ("La lettre S/2041/150 a-t-elle reçu une réponse ?", "S/2041/151"),
        ("Какова последняя резолюция Генеральной Ассамблеи о Центре?", "A/RES/97/30"),
        ("Появилась ли более поздняя резолюция о Региональном центре?", "A/RES/97/30"),
        ("Что стало с проектом A/95/L.9?", "A/RES/95/12"),
        ("¿Existe alguna resolución posterior a la 72/7?", "A/RES/97/30"),
        ("¿Con qué número se aprobó el proyecto A/95/L.9?", "A/RES/95/12"),
        ("ما آخر قرار للجمعية العامة بشأن المركز؟", "A/RES/97/30"),
        ("هل تم الرد على الرسالة S/2041/150؟", "S/2041/151"),
        ("最新的关于中心的决议是什么？", "A/RES/97/30"),
        ("72/7号决议之后还有新的决议吗？", "A/RES/97/30"),
    ],
)
def test_the_same_asked_in_other_words(later, question, symbol):
    answer = later.ask(question)
    assert answer.status == "answered"
    assert answer.citations[0].symbol == symbol
