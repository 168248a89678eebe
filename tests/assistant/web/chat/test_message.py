"""Messages of the chat: nothing from outside is markup, every marker says where its source is."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant import Answer, Assistant
from assistant.answer import Citation, Statement
from assistant.web.chat.message import (
    answer_message,
    fault_message,
    pending_message,
    permalink,
    question_message,
    question_text,
    source_address,
)
from assistant.web.interface import load_labels
from index.words import LANGUAGES, Language

HOSTILE = '<script>x</script> ![a](http://e.example/) **b** </div>\n\n# c & "d"'


class Read(HTMLParser):
    """What a message holds: its tags, the addresses of its links, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.text())
def test_a_question_is_shown_as_it_was_typed(question: str) -> None:
    assert question_text(question_message(question)) == question.strip()


# Markdown takes out what no text has: control characters, and white space at the ends of lines.
@given(
    st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters="\x00"), min_size=1)
)
def test_nothing_of_a_question_is_markdown(question: str) -> None:
    html = MarkdownIt("commonmark", {"html": True, "linkify": True}).render(
        question_message(question)
    )
    read = Read(html)
    assert read.tags == ["p"]
    assert read.words.rstrip("\n") == question


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_marker_leads_to_its_quote(assistant: Assistant, language: Language) -> None:
    answer = assistant.ask(load_labels(language)["starter.first"])
    read = Read(answer_message(answer, answer.language))
    addresses = [link for link in read.links if link.startswith("documents/")]
    assert len(addresses) == 2 * len(answer.citations), "a marker and a place for each"
    for citation, address in zip(answer.citations, addresses[::2], strict=True):
        parts = urlsplit(address)
        assert unquote(parts.path) == f"documents/{citation.symbol}"
        query = {name: value for name, (value,) in parse_qs(parts.query).items()}
        paragraph = assistant.document(citation.symbol).paragraph(query["paragraph"])
        text = paragraph.versions[query["language"]].text  # type: ignore[index]
        assert text[int(query["start"]) : int(query["end"])] == citation.quote
        assert parts.fragment == citation.locator
        assert citation.quote in read.words


def test_a_hostile_answer_is_text(
    make_answer: Callable[..., Answer], make_citation: Callable[..., Citation]
) -> None:
    citation = make_citation(quote=HOSTILE, title=HOSTILE, pinpoint=HOSTILE, force=HOSTILE)
    answer = make_answer(citation, question=HOSTILE)
    message = answer_message(answer, "en")
    assert "\n" not in message, "a blank line would end the block of HTML"
    read = Read(message)
    assert not {"script", "img", "h1", "em"} & set(read.tags)
    assert "<script>x</script> ![a](http://e.example/) **b**" in read.words


def test_a_statement_keeps_its_markers(
    make_answer: Callable[..., Answer], make_citation: Callable[..., Citation]
) -> None:
    citation = make_citation()
    statement = f"The Centre is told: “{citation.quote}” [1] and so on [2]."
    answer = make_answer(
        citation,
        mode="generated",
        text=statement,
        statements=(Statement(text=statement, citations=(1,)),),
    )
    message = answer_message(answer, "en")
    assert ">[1]</a> and so on [2]." in message, "a marker of no citation is only text"


def test_what_is_not_in_the_documents_has_closest_passages_without_markers(
    assistant: Assistant,
) -> None:
    message = answer_message(assistant.ask("What is the budget of the Centre?"), "en")
    assert 'class="marker"' not in message
    assert message.count('class="place"') == 3
    assert "The closest passages, which do not answer the question" in message


def test_the_page_speaks_its_own_language_around_an_answer_in_another(assistant: Assistant) -> None:
    message = answer_message(assistant.ask("What is said about drugs?"), "ar")
    assert '<div class="answer answered" lang="en" dir="ltr">' in message
    assert '<div class="about" lang="ar" dir="rtl">' in message


def test_a_permalink_carries_the_question_and_the_language() -> None:
    query = parse_qs(permalink("Quoi & où ?", "fr").removeprefix("?"))
    assert query == {"q": ["Quoi & où ?"], "lang": ["fr"]}


def test_all_links_of_an_answer_lead_to_its_collection(assistant: Assistant) -> None:
    answer = assistant.ask("What is said about drugs?")
    links = Read(answer_message(answer, "en", "lakes")).links
    assert links
    assert all(parse_qs(urlsplit(link).query)["collection"] == ["lakes"] for link in links)
    assert not any("collection" in link for link in Read(answer_message(answer, "en")).links)


def test_a_source_address_bears_odd_symbols(make_citation: Callable[..., Citation]) -> None:
    address = source_address(make_citation(symbol="S/RES/1325 (2000)", start=0))
    assert address.startswith("documents/S/RES/1325%20%282000%29?paragraph=op1&")


def test_pending_and_fault_messages_are_escaped() -> None:
    assert "<script>" not in pending_message(HOSTILE, "en")
    assert 'class="answer fault"' in fault_message("chat.busy", "ar")
    assert 'dir="rtl"' in fault_message("chat.busy", "ar")
