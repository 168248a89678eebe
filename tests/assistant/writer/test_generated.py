"""What becomes of a model's statements: which are kept, what they cite, and how they read."""

import re

import pytest

from assistant.language_model.structure import DraftQuote, DraftStatement
from assistant.question import Intent, Question
from assistant.writer.generated import MOST_STATEMENTS, Writing
from assistant.writer.passages import make_passages
from index.build import open_index

LEADS = {
    "en": ("According to {symbol}, {words}.", "The document states: {words}", "{words}"),
    "fr": ("Selon {symbol}, {words}.", "Le document indique ce qui suit : {words}", "{words}"),
    "ru": ("Согласно {symbol}, {words}.", "В документе говорится: {words}", "{words}"),
    "es": ("Según {symbol}, {words}.", "El documento establece lo siguiente: {words}", "{words}"),
    "ar": ("وفقا للوثيقة {symbol}، {words}.", "تنص الوثيقة على ما يلي: {words}", "{words}"),
    "zh": ("根据{symbol}，{words}。", "文件指出：{words}", "{words}"),
}


@pytest.fixture(scope="module")
def index(home):
    with open_index(home / "index") as opened:
        yield opened


@pytest.fixture
def write(index):
    """Makes a `Writing` over the paragraphs at some addresses, with their keys."""

    def make(*addresses, language="en"):
        paragraphs = [p for p in index.paragraphs() if not addresses or p.address in addresses]
        passages = make_passages(paragraphs, index, language)
        question = Question("?", "?", language, Intent.TOPIC, ())
        return Writing(question, passages, index), passages

    return make


def draft(text, passage, *quotes):
    found = tuple(DraftQuote(key=passage.key, words=words) for words in quotes)
    return DraftStatement(text=text, keys=(passage.key,), quotes=found)


def beginnings(text):
    """The words of a passage as statements repeat them: all of them, a clause, a sentence, some."""
    yield text
    yield re.split(r"[,;，；]", text)[0]
    yield re.split(r"(?<=[.!?。])\s", text)[0]
    yield " ".join(text.split()[:12])


@pytest.mark.parametrize("language", LEADS)
def test_statements_of_a_passages_own_words_are_kept(write, language):
    kept = total = 0
    for passage in write(language=language)[1]:
        if len(passage.text.split()) < 4:
            continue
        for words in dict.fromkeys(beginnings(passage.text)):
            for lead in (*LEADS[language], *LEADS["en"]):
                writing, (shown,) = write(passage.paragraph.address, language=language)
                text = lead.format(symbol=passage.paragraph.symbol, words=words.rstrip(".,;"))
                kept += bool(writing.add(draft(text, shown, " ".join(shown.text.split(" ")[:4]))))
                total += 1

    assert total > 300
    assert kept / total >= 0.99


def test_a_statement_stands_with_its_quote_and_its_marker(write):
    writing, (passage,) = write("S/2007/279#p3.b1")

    text = writing.add(
        draft(
            "The Centre is to liaise with the Governments of the region.", passage, "To liaise with"
        )
    )

    assert (
        text == "The Centre is to liaise with the Governments of the region. “To liaise with” [1]"
    )
    assert writing.text == text
    assert [c.quote for c in writing.citations] == ["To liaise with"]
    assert [s.citations for s in writing.statements] == [(1,)]


def test_a_statement_without_a_quote_cites_the_whole_passage(write):
    writing, (passage,) = write("S/2007/279#p3.b1")

    text = writing.add(draft("The Centre liaises with the Governments of the region.", passage))

    assert text == "The Centre liaises with the Governments of the region. [1]"
    assert writing.citations[0].quote == passage.text


def test_a_statement_loses_a_quote_that_does_not_stand_and_keeps_the_rest(write):
    writing, (passage,) = write("S/2007/279#p3.b1")
    said = "The Centre liaises with the Governments of the region."

    text = writing.add(draft(said, passage, "To liaise with all Governments", "To liaise with"))

    assert text == f"{said} “To liaise with” [1]"


def test_the_same_quote_has_one_marker_and_the_same_statement_is_said_once(write):
    writing, (passage,) = write("S/2007/279#p3.b1")
    first = draft("The Centre liaises with Governments.", passage, "To liaise with")

    assert writing.add(first)
    assert writing.add(first) == ""
    assert writing.add(draft("It liaises.", passage, "To liaise with")).endswith("[1]")
    assert len(writing.citations) == 1


@pytest.mark.parametrize("words", [",", "the", "and", " "])
def test_words_that_say_nothing_are_no_quote(write, words):
    writing, (passage,) = write("S/2007/279#p3.b1")

    writing.add(draft("", passage, words))

    assert writing.text == ""


def test_what_is_done_away_with_is_no_quote_by_itself(write):
    writing, (passage,) = write("A/RES/72/7#pp9")
    wanted = "illicit drug production and trafficking in the region"

    assert writing.add(draft("The Assembly underlines this:", passage, wanted)).count("“") == 0
    assert f"“countering {wanted}”" in writing.add(
        draft("It says:", passage, f"countering {wanted}")
    )


def test_a_passage_that_introduces_another_is_not_cited_beside_it(write):
    writing, passages = write("S/2007/279#p3", "S/2007/279#p3.b1")
    statement = DraftStatement(
        text="The Centre would have the function to liaise with the Governments of the region.",
        keys=tuple(p.key for p in passages),
    )

    writing.add(statement)

    assert [c.locator for c in writing.citations] == ["p3.b1"]


def test_there_is_a_most_of_statements(write):
    writing, passages = write()
    for passage in passages:
        for count in range(3, 9):
            writing.add(draft("", passage, " ".join(passage.text.split(" ")[:count])))

    assert len(writing.statements) == MOST_STATEMENTS


def test_a_draft_is_called_one_at_the_end(write):
    writing, (passage,) = write("A/75/L.72#op1")
    writing.add(draft("The draft encourages the Regional Centre.", passage))

    assert writing.close() == "\nA/75/L.72 is a draft, not an adopted resolution."


def test_of_what_was_dropped_no_address_is_kept(write):
    writing, (passage,) = write("S/2007/279#p3.b1")

    assert writing.add(draft("See http://evil.example/x", passage, "To liaise with")) == ""

    assert "evil" not in str(writing.dropped)
