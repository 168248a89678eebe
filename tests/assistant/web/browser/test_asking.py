"""A reader asks in each language, opens a source, goes on asking, changes, judges and takes it away."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from assistant import Assistant
from assistant.feedback import FeedbackStore
from assistant.web.interface import load_labels

from .conftest import SECONDS, Watched

QUESTIONS = {
    "en": "What are the functions of the Centre?",
    "fr": "Quelles sont les fonctions du Centre ?",
    "ru": "Каковы функции Центра?",
    "es": "¿Cuáles son las funciones del Centro?",
    "ar": "ما هي وظائف المركز؟",
    "zh": "该中心的职能是什么？",
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_question_is_answered_and_its_source_opened_highlighted_and_copied(
    watch: Callable[..., Watched], assistant: Assistant, language: str
) -> None:
    shown = watch(locale=language, permissions=["clipboard-read", "clipboard-write"]).open()
    shown.ask(QUESTIONS[language])
    page = shown.page
    expected = assistant.ask(QUESTIONS[language], explain=True)
    citation = expected.citations[0]
    assert citation.quote in page.locator(".answer").inner_text()
    page.locator(".answer a.marker").first.click()
    panel = page.locator("#source-panel")
    marked = panel.locator("[role=tabpanel]:not([hidden]) mark")
    marked.wait_for(timeout=SECONDS)
    assert "".join(marked.all_inner_texts()) == citation.quote
    assert citation.symbol in panel.inner_text()
    assert (
        panel.locator("[role=tabpanel]:not([hidden]) a[target]").first.get_attribute("href")
        == citation.url
    )
    panel.locator("button[data-copy]").last.click()
    page.locator(".toast.shown").wait_for(timeout=SECONDS)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert citation.quote in copied
    assert citation.url in copied
    assert shown.outside == []
    assert shown.complaints == []


def test_the_other_versions_of_the_paragraph_stand_in_tabs(
    watch: Callable[..., Watched], assistant: Assistant
) -> None:
    shown = watch().open()
    shown.ask(QUESTIONS["en"])
    shown.page.locator(".answer a.marker").first.click()
    panel = shown.page.locator("#source-panel")
    panel.get_by_role("tab").first.focus()
    panel.get_by_role("tab", name="English").press("ArrowRight")
    text = panel.locator("[role=tabpanel]:not([hidden]) .whole")
    paragraph = assistant.document("S/2007/279").paragraph("p3.b1")
    chosen = panel.locator("[role=tab][aria-selected=true]").inner_text()
    code = {"Русский": "ru", "Français": "fr"}[chosen.split("\n")[0].strip()]
    assert text.inner_text() == paragraph.versions[code].text  # type: ignore[index]
    shown.page.keyboard.press("Escape")
    assert not panel.is_visible()
    focused = shown.page.evaluate("document.activeElement.className")
    assert focused == "marker", "who closes the source is back at its marker"


def test_a_follow_up_is_understood(watch: Callable[..., Watched]) -> None:
    shown = watch().open()
    shown.ask(QUESTIONS["en"])
    shown.ask("Which of them names Afghanistan?")
    last = shown.page.locator(".answer").last
    assert (
        "To maintain close contact with the United Nations Assistance Mission" in last.inner_text()
    )
    assert last.locator("figure.quote").count() == 1


def test_a_permalink_asks_when_it_is_opened(watch: Callable[..., Watched]) -> None:
    shown = watch(locale="en").open("/?q=Quelles+sont+les+fonctions+du+Centre+%3F&lang=fr")
    shown.page.locator(".answer figure").first.wait_for(timeout=SECONDS)
    assert shown.questions() == ["Quelles sont les fonctions du Centre ?"]
    assert "Entretenir des rapports étroits" in shown.page.locator(".answer").inner_text()
    assert shown.page.locator("html").get_attribute("lang") == "fr"
    link = shown.page.locator(".answer a.permalink").get_attribute("href")
    assert str(link).startswith("?q=Quelles+sont+les+fonctions+du+Centre+%3F&lang=fr&receipt=")
    assert shown.page.locator(".answer .linked").count() == 0, "this link had no receipt"


def test_a_permalink_tells_whether_its_quotes_still_stand(watch: Callable[..., Watched]) -> None:
    first = watch().open("/?lang=ar")
    first.ask(QUESTIONS["en"])
    link = str(first.page.locator(".answer a.permalink").get_attribute("href"))
    address = f"{first.address}/{link}"
    assert len(address) < 1_500
    for language, opened in (("ar", link), ("zh", link.replace("lang=ar", "lang=zh"))):
        shown = watch().open(f"/{opened}")
        told = shown.page.locator(".answer .linked.as-then")
        told.wait_for(timeout=SECONDS)
        assert told.inner_text().strip() == load_labels(language)["receipt.stands"]  # type: ignore[arg-type]
        assert told.get_attribute("lang") == language
        assert shown.outside == []
        assert shown.complaints == []
    cut = watch().open(f"/{link[:-9]}")
    cut.page.locator(".answer .linked.unread").wait_for(timeout=SECONDS)
    assert cut.page.locator(".answer figure").count() == 5


def test_the_receipt_of_an_answer_is_downloaded_and_verified(
    watch: Callable[..., Watched],
) -> None:
    shown = watch().open("/?lang=en")
    shown.ask(QUESTIONS["en"])
    shown.page.locator(".answer .how summary").click()
    with shown.page.expect_download() as download:
        shown.page.locator(".answer a.receipt").click()
    shown.page.goto(f"{shown.address}/verify?lang=en")
    shown.page.locator("input[type=file]").set_input_files(download.value.path())
    shown.page.locator("main button[type=submit]").click()
    shown.page.locator(".verdict .badge.exact").wait_for(timeout=SECONDS)
    assert shown.page.locator("article.found .badge.exact").count() == 5
    assert shown.complaints == []


def test_what_the_documents_do_not_say_is_told_with_the_closest_passages(
    watch: Callable[..., Watched],
) -> None:
    shown = watch().open()
    shown.ask("What is the budget of the Centre?")
    answer = shown.page.locator(".answer")
    assert "Not in the documents." in answer.inner_text()
    assert answer.locator(".closest figure").count() > 0
    assert answer.locator("a.marker").count() == 0, "what supports nothing has no marker"
    answer.locator(".closest a.place").first.click()
    shown.page.locator("#source-panel mark").first.wait_for(timeout=SECONDS)


def test_a_starter_is_asked_with_one_click(watch: Callable[..., Watched]) -> None:
    shown = watch(locale="es").open()
    starter = shown.page.locator("a.starter").first
    question = starter.inner_text()
    starter.click()
    shown.page.locator(".answer figure").first.wait_for(timeout=SECONDS)
    assert shown.questions() == [question]


def test_asking_again_taking_back_changing_and_beginning_anew(
    watch: Callable[..., Watched],
) -> None:
    shown = watch().open()
    page = shown.page
    shown.ask("What does A/RES/72/7 say about drugs?")
    shown.ask("And A/75/L.72?")
    answers = page.locator("#conversation .answer")
    before = answers.all_inner_texts()
    page.get_by_role("button", name="Retry").click()
    page.wait_for_timeout(1_000)
    assert answers.all_inner_texts() == before, "asked again, the follow-up is still one"
    page.get_by_role("button", name="Undo").click()
    page.locator("#conversation .answer").nth(1).wait_for(state="detached", timeout=SECONDS)
    assert shown.questions() == ["What does A/RES/72/7 say about drugs?"]
    assert page.locator("#question textarea").input_value() == "And A/75/L.72?"
    page.get_by_role("button", name="Edit").first.click()
    page.locator("#conversation textarea").fill(QUESTIONS["en"])
    page.get_by_role("button", name="Submit").click()
    page.locator(".answer", has_text="S/2007/279 lists 5").wait_for(timeout=SECONDS)
    assert shown.questions() == [QUESTIONS["en"]]
    page.get_by_role("button", name="Clear").click()
    page.locator(".welcome").wait_for(timeout=SECONDS)
    assert shown.questions() == []
    shown.ask("Which of them names Afghanistan?")
    assert page.locator(".answer figure").count() != 1, "nothing of before is remembered"


def test_a_verdict_is_kept_with_its_reason(
    serve: Callable[..., object], watch: Callable[..., Watched], tmp_path: object
) -> None:
    file = f"{tmp_path}/feedback.sqlite"
    with serve(MANDATE_FEEDBACK=file) as own:  # type: ignore[attr-defined]
        shown = watch(own.address).open()
        shown.ask("What does A/RES/72/7 say about drugs?")
        shown.ask(QUESTIONS["en"])
        shown.page.get_by_role("button", name="This answer helped").first.click()
        shown.page.get_by_role("button", name="This answer did not help").last.click()
        reason = shown.page.locator("#reason textarea")
        reason.wait_for(timeout=SECONDS)
        reason.fill("It leaves one out.")
        reason.press("Enter")
        reason.wait_for(state="hidden", timeout=SECONDS)
    from pathlib import Path

    kept = FeedbackStore(Path(file)).read()
    assert [(entry.verdict, entry.reason) for entry in kept] == [
        ("up", ""),
        ("down", "It leaves one out."),
    ]
    assert kept[0].answer.question == "What does A/RES/72/7 say about drugs?"
    assert kept[1].history == ("What does A/RES/72/7 say about drugs?",)


def test_the_conversation_can_be_taken_away(watch: Callable[..., Watched]) -> None:
    shown = watch(accept_downloads=True).open()
    shown.ask(QUESTIONS["en"])
    shown.ask("What is the budget of the Centre?")
    files = {}
    for name in ("Markdown", "JSON", "DOCX"):
        with shown.page.expect_download() as coming:
            shown.page.locator(".downloads a", has_text=name).click()
        files[name] = coming.value.path().read_bytes()
    assert "To liaise with the Governments of the region" in files["Markdown"].decode()
    conversation = json.loads(files["JSON"])["conversation"]
    assert [answer["status"] for answer in conversation] == ["answered", "not_found"]
    assert "word/document.xml" in ZipFile(BytesIO(files["DOCX"])).namelist()


def test_how_it_was_found_can_be_opened(watch: Callable[..., Watched]) -> None:
    shown = watch().open()
    shown.ask(QUESTIONS["en"])
    shown.page.locator(".how summary").click()
    how = shown.page.locator(".how").inner_text()
    assert "Paragraphs searched:" in how
    assert "sha256:" in how
    assert "none: the documents' own words" in how
