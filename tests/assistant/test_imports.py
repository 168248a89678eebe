"""What is loaded, and when: a question does not pay for what it does not use."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"chromadb", "torch", "sentence_transformers", "transformers", "gradio", "langchain_core"}

AFTER_IMPORT = "import assistant"
AFTER_CLASS = "from assistant import Assistant"
AFTER_ANSWERS = """
from assistant.cli import main
for question in {questions!r}:
    try:
        main(["ask", question])
    except SystemExit as left:
        assert left.code == 0, left.code
"""
# Russian and Chinese load parts of their own.
QUESTIONS = (
    "What are the functions of the Centre?",
    "Что говорит резолюция 72/7 о терроризме?",
    "72/7号决议对恐怖主义怎么说？",
)
ASK = AFTER_ANSWERS.format(questions=QUESTIONS)


@pytest.mark.parametrize("code", [AFTER_IMPORT, AFTER_CLASS, ASK], ids=["import", "class", "ask"])
def test_nothing_heavy_is_imported(environment, code):
    asked = f"{code}\nimport sys\nprint(*sorted({HEAVY!r} & sys.modules.keys()), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.decode().strip() == ""


def test_a_warning_on_the_way_to_an_answer_would_be_an_error(environment):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK],
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""


def test_a_question_is_answered_without_a_network(environment):
    code = (
        "import socket\n"
        "def refuse(*given, **named): raise OSError('no network')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n" + ASK
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "S/2007/279" in done.stdout.decode()
