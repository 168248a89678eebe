"""The command line, in processes of its own: what it prints, where, and with which status."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys

import pytest

from assistant import Answer
from assistant.render import to_html, to_markdown, to_text

QUESTION = "What does OP2 of A/RES/72/7 say?"


def refused(done):
    """The one line on standard error of a run that was the user's error."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("mandate: ")
    return line


@pytest.mark.parametrize("command", [[], ["ask"], ["chat"], ["documents"], ["rebuild"]])
def test_each_command_has_a_help(mandate, command):
    done = mandate(*command, "--help")
    assert done.returncode == 0
    assert done.stderr == ""
    assert " ".join(["Usage: mandate", *command]) in done.stdout
    assert "--help" in done.stdout


def test_without_a_command_the_help_is_shown(mandate):
    done = mandate()
    assert done.returncode == 0
    for command in ("ask", "chat", "documents", "rebuild"):
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE)


def test_the_version_is_printed(mandate):
    done = mandate("--version")
    assert done.returncode == 0
    assert re.fullmatch(r"mandate-assistant \d+\.\d+\S*\n", done.stdout)


def test_an_answer_is_printed_as_text(mandate, assistant):
    done = mandate("ask", QUESTION)
    assert done.returncode == 0
    assert done.stdout == to_text(assistant.ask(QUESTION)) + "\n"
    assert done.stderr == ""


def test_json_is_what_the_api_gives(mandate, assistant):
    done = mandate("ask", "Каковы функции Центра?", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == assistant.ask("Каковы функции Центра?").model_dump(
        mode="json"
    )


def test_where_the_documents_do_not_answer_the_status_is_three(mandate, assistant):
    question = "Who won the 2018 World Cup?"
    done = mandate("ask", "--format", "json", question)
    assert done.returncode == 3
    assert done.stderr == ""
    assert Answer.model_validate_json(done.stdout) == assistant.ask(question)


@pytest.mark.parametrize(("form", "render"), [("markdown", to_markdown), ("html", to_html)])
def test_the_format_can_be_chosen(mandate, assistant, form, render):
    done = mandate("ask", QUESTION, "-f", form)
    assert done.returncode == 0
    assert done.stdout.strip() == render(assistant.ask(QUESTION)).strip()


def test_the_document_and_the_language_can_be_chosen(mandate, assistant):
    question = "drug trafficking"
    done = mandate("ask", question, "--json", "-d", "A/75/L.72", "-d", "S/2007/279", "-l", "fr")
    wanted = assistant.ask(question, documents=["A/75/L.72", "S/2007/279"], language="fr")
    assert Answer.model_validate_json(done.stdout) == wanted
    assert wanted.language == "fr"
    assert wanted.searched.documents == 2


def test_explaining_goes_to_standard_error(mandate, assistant):
    question = "What do the documents say about drug trafficking?"
    done = mandate("ask", "--explain", question)
    assert done.stdout == to_text(assistant.ask(question)) + "\n"
    assert "topic in en" in done.stderr
    assert re.search(r"^  \* A/RES/72/7#pp9 ", done.stderr, re.MULTILINE)


def test_explaining_in_json_is_part_of_it(mandate):
    done = mandate("ask", "--explain", "--json", QUESTION)
    assert json.loads(done.stdout)["explanation"]["intent"] == "lookup"
    assert done.stderr == ""


def test_a_question_is_read_from_standard_input(mandate, assistant):
    done = mandate("ask", "-", "--json", stdin="Что в сноске 1 резолюции 72/7?\n")
    assert done.returncode == 0
    citations = Answer.model_validate_json(done.stdout).citations
    assert [(c.symbol, c.locator) for c in citations] == [("A/RES/72/7", "fn1")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", ""), "the question is empty"),
        (("ask", " \t "), "the question is empty"),
        (("ask", "-"), "the question is empty"),
        (("ask",), "question"),
        (("ask", "one", "two"), "two"),
        (("ask", QUESTION, "--format", "xml"), "text, markdown, html, json"),
        (("ask", QUESTION, "--language", "de"), "en, fr, ru, es, ar, zh"),
        (("ask", QUESTION, "--document", "nonsense"), "A/RES/72/7"),
        (("ask", QUESTION, "--document", "A/RES/75/272"), "S/2007/279, A/RES/72/7, A/75/L.72"),
        (("ask", QUESTION, "--nonsense"), "--nonsense"),
        (("ask", QUESTION, "--language"), "--language"),
        (("ask", "x" * 100_000), "at most 2,000"),
        (("chat", "--language", "de"), "en, fr, ru, es, ar, zh"),
        (("chat", "--document", "A/RES/75/272"), "S/2007/279, A/RES/72/7, A/75/L.72"),
        (("documents", "nonsense"), "A/RES/72/7"),
        (("documents", "A/RES/75/272"), "S/2007/279, A/RES/72/7, A/75/L.72"),
        (("documents", "A/RES/72/7", "--language", "de"), "en, fr, ru, es, ar, zh"),
        (("rebuild", "now"), "now"),
        (("nonsense",), "nonsense"),
        (("--nonsense",), "--nonsense"),
    ],
    ids=lambda given: " ".join(given)[:40] if isinstance(given, tuple) else "",
)
def test_a_user_s_error_is_one_line_that_says_what_is_wrong(mandate, arguments, said):
    assert said in refused(mandate(*arguments))


def test_a_long_question_says_how_long_it_may_be(mandate):
    line = refused(mandate("ask", "-", stdin="中" * 100_000))
    assert line == "mandate: the question has 100,000 characters; ask in at most 2,000"


@pytest.mark.parametrize("size", [1500, 200_000])
def test_the_bytes_of_a_binary_file_are_no_crash(mandate, size):
    done = mandate("ask", "-", stdin=random.Random(size).randbytes(size))
    assert done.returncode in (0, 2, 3)
    assert len(done.stderr.splitlines()) == (done.returncode == 2)


def test_an_argument_that_is_no_text_is_answered(mandate):
    done = mandate("ask", "--json", b"\xff\xfe What does OP2 of A/RES/72/7 say?")
    assert done.returncode == 0
    assert Answer.model_validate_json(done.stdout).citations[0].locator == "op2"


def test_control_and_bidirectional_characters_do_no_harm(mandate):
    done = mandate("ask", "What\x1b[31m does \u202eOP2\u202c of A/RES/72/7\x07 say?")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


def test_a_terminal_that_cannot_show_a_letter_shows_another(mandate):
    done = mandate("ask", "Каковы функции Центра?", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "?" in done.stdout


@pytest.mark.parametrize(("command", "below"), [("ask", ""), ("ask", "/folder"), ("rebuild", "")])
def test_a_file_in_the_place_of_the_home_is_a_user_s_error(mandate, tmp_path, command, below):
    file = tmp_path / "file"
    file.write_text("not a folder", encoding="utf-8")
    arguments = [command, QUESTION] if command == "ask" else [command]
    done = mandate(*arguments, MANDATE_HOME=f"{file}{below}")
    assert done.returncode == 2
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert all(line.startswith("mandate: ") for line in lines)
    assert "MANDATE_HOME" in lines[-1]
    assert file.read_text(encoding="utf-8") == "not a folder"


def test_an_empty_home_is_a_user_s_error(mandate):
    assert "MANDATE_HOME" in refused(mandate("ask", QUESTION, MANDATE_HOME=" "))


def test_chat_answers_each_line_and_follows_up(mandate):
    lines = [
        "What is the first function of the Centre?",
        "And the one after that?",
        "",
        "?",
        "/new",
        "And the one after that?",
        "/quit",
        "What are the functions of the Centre?",
    ]
    done = mandate("chat", stdin="\n".join(lines))
    assert done.returncode == 0
    assert done.stdout.count("To liaise with the Governments") == 1
    first, second, third = re.split(r"\n\n\n", done.stdout.strip())
    assert "S/2007/279, third paragraph, first bullet, reads:" in first
    assert "S/2007/279, third paragraph, second bullet, reads:" in second
    assert third.startswith("The documents do not answer this question.")
    (line,) = done.stderr.splitlines()
    assert line == "mandate: the question is empty; ask in a sentence or in key words"


def test_chat_ends_with_its_input_and_explains_beside_it(mandate):
    done = mandate("chat", "--explain", "-l", "fr", "-d", "A/RES/72/7", stdin="OP2")
    assert done.returncode == 0
    assert "A/RES/72/7, par. 2" in done.stdout
    assert "lookup in fr" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8:strict", "utf-8"])
def test_chat_goes_on_after_a_line_that_is_no_text(mandate, encoding):
    done = mandate("chat", stdin=b"\xff\xfe\nOP2 of A/RES/72/7\n", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "A/RES/72/7, para. 2, reads:" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the stream")
@pytest.mark.parametrize(("command", "status"), [("ask -", 2), ("chat", 0)])
def test_a_closed_standard_input_is_no_crash(environment, command, status):
    code = "from assistant.cli import main; main()"
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -c "$1" {command} <&-', sys.executable, code],
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell makes the pipe")
def test_a_reader_that_has_what_it_wanted_is_no_fault(environment):
    code = "from assistant.cli import main; main()"
    script = '{ "$0" -c "$1" documents S/2007/279; echo "status $?" >&2; } | true'
    done = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable, code],
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.stderr.decode() == "status 0\n"


def test_the_documents_are_listed(mandate, documents):
    done = mandate("documents")
    assert done.returncode == 0
    for document in documents:
        languages = ", ".join(document.languages)
        line = f"{len(document.paragraphs)} paragraphs, {languages}"
        assert re.search(rf"^{re.escape(document.symbol)} .*{line}$", done.stdout, re.MULTILINE)
        assert document.title in done.stdout


def test_a_document_is_shown_with_the_places_of_its_paragraphs(mandate, assistant):
    done = mandate("documents", "a/res/72/7")
    assert done.returncode == 0
    for paragraph in assistant.document("A/RES/72/7").paragraphs:
        text = paragraph.versions["en"].text
        assert f"\n{paragraph.locator} [en] {text}\n" in done.stdout


def test_a_document_is_shown_in_one_language(mandate):
    done = mandate("documents", "S/2007/279", "--language", "ru")
    assert "[ru] Правительства пяти стран" in done.stdout
    assert "[en]" not in done.stdout
    assert "[fr]" not in done.stdout


def test_the_repairs_of_a_text_are_shown(mandate, assistant):
    done = mandate("documents", "S/2007/279", "--repairs")
    repairs = [
        repair
        for paragraph in assistant.document("S/2007/279").paragraphs
        for version in paragraph.versions.values()
        for repair in version.repairs
    ]
    assert repairs
    for repair in repairs:
        assert f"    {repair.kind}: {repair.removed!r} → {repair.replacement!r}\n" in done.stdout


def test_the_index_is_built_anew(mandate, assistant, tmp_path):
    done = mandate("rebuild", MANDATE_HOME=str(tmp_path))
    assert done.returncode == 0
    checksum = assistant.ask(QUESTION).receipt.index
    paragraphs = sum(len(d.paragraphs) for d in assistant.documents())
    assert done.stdout == f"{paragraphs} paragraphs of 3 documents\n{checksum}\n"
    assert (tmp_path / "index" / "current").exists()
    assert all(line.startswith("mandate: ") for line in done.stderr.splitlines())


def test_the_first_question_builds_the_index_and_says_so_beside_the_answer(
    mandate, assistant, tmp_path
):
    done = mandate("ask", "--json", QUESTION, MANDATE_HOME=str(tmp_path / "new" / "home"))
    assert done.returncode == 0
    assert Answer.model_validate_json(done.stdout) == assistant.ask(QUESTION)
    assert "building the index" in done.stderr
