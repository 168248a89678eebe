"""`mandate serve`, `keys` and `feedback`: what they print, where, and with which status."""

from __future__ import annotations

import json
import re
import socket

import httpx2
import pytest

from assistant.cli import main
from assistant.feedback import Feedback, FeedbackStore
from assistant.web.security.keys import hash_key, is_password
from assistant.web.settings import read_server_settings

SECRET = "swordfish"


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command in this process: `(status, standard output, standard error)`."""

    def run_(*arguments, **variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out, err = capsys.readouterr()
        return left.value.code or 0, out, err

    return run_


def refusal(done):
    """The one line that is said of a mistake of the operator's."""
    status, out, err = done
    assert (status, out) == (2, ""), err
    (line,) = err.splitlines()
    assert line.startswith("mandate: ")
    assert SECRET not in line
    return line


@pytest.mark.parametrize(
    "command", [["serve"], ["keys"], ["keys", "new"], ["keys", "user"], ["feedback"]]
)
def test_each_command_has_a_help(run, command):
    status, out, err = run(*command, "--help")
    assert (status, err) == (0, "")
    assert " ".join(["Usage: mandate", *command]) in out


@pytest.mark.parametrize(
    ("arguments", "variables", "told"),
    [
        (["--port", "99999"], {}, "MANDATE_PORT is 99999"),
        (["--port", "http"], {}, "integer"),
        (["--root-path", "a b"], {}, "MANDATE_ROOT_PATH"),
        (["--log-format", "xml"], {}, "MANDATE_LOG_FORMAT"),
        (["--settings", "nowhere.toml"], {}, "nowhere.toml"),
        (["--colour"], {}, "--colour"),
        ([], {"MANDATE_API_KEYS": SECRET}, "MANDATE_API_KEYS"),
        ([], {"MANDATE_USERS": f"ann:{SECRET}"}, "MANDATE_USERS"),
        ([], {"MANDATE_RATE_LIMIT": "often"}, "MANDATE_RATE_LIMIT is 'often'"),
        ([], {"MANDATE_ALLOWED_ORIGINS": "portal"}, "MANDATE_ALLOWED_ORIGINS"),
        ([], {"MANDATE_TIME_LIMIT": "0"}, "MANDATE_TIME_LIMIT is '0'"),
        ([], {"MANDATE_SETTINGS": "/nowhere.toml"}, "/nowhere.toml"),
        (["--host", "203.0.113.7"], {}, "203.0.113.7"),
        (["--collection", "The Lakes"], {}, "MANDATE_COLLECTION is 'The Lakes'"),
        ([], {"MANDATE_COLLECTION": "../lakes"}, "MANDATE_COLLECTION is '../lakes'"),
        (["--port", "0", "--collection", "rivers"], {}, "there is no collection 'rivers'"),
        (["--host", "no such host"], {}, "no such host"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(run, arguments, variables, told):
    assert told in refusal(run("serve", *arguments, **variables))


def test_a_wrong_file_is_told_in_one_line(run, tmp_path):
    file = tmp_path / "server.toml"
    file.write_text("prot = 8000\n")
    assert "prot" in refusal(run("serve", "--settings", str(file)))
    file.write_text("port = \n")
    assert "not TOML" in refusal(run("serve", "--settings", str(file)))


def test_a_port_in_use_is_told_at_once(mandate):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = mandate("serve", "--port", str(port))
    line = refusal((done.returncode, done.stdout, done.stderr))
    assert str(port) in line
    assert "--port" in line


def test_a_model_that_there_is_not_is_told(mandate):
    done = mandate("serve", "--port", "0", "--model", "nobody:nothing")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("mandate: ")


def test_where_it_listens_is_told_when_it_does(server):
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", server.address)
    assert httpx2.get(f"{server.address}/api/v1/ready").json()["status"] == "ready"
    (entry,) = (json.loads(line) for line in server.said if '"listening"' in line)
    assert entry["address"] == f"{server.address}/"
    assert entry["documents"] == 3


def test_settings_may_come_from_a_file_and_the_command_line_wins(serve, tmp_path):
    file = tmp_path / "server.toml"
    key = f'api_keys = ["{hash_key(SECRET)}"]\n'
    file.write_text(f'root_path = "/file"\nport = 1\nlanguage = "fr"\nlog_format = "text"\n{key}')
    with serve("--settings", str(file), "--root-path", "/mandate") as server:
        assert server.address.endswith("/mandate")
        assert httpx2.get(f"{server.address}/api/v1/documents").status_code == 401
        listed = httpx2.get(f"{server.address}/api/v1/documents", headers={"x-api-key": SECRET})
        assert listed.json()["total"] == 3
        assert '<html lang="fr"' in httpx2.get(f"{server.address}/documents").text
        assert server.stop() == 0
    (line,) = (line for line in server.said if " route=/documents " in line)
    assert " info request " in line, "as text"
    assert SECRET not in "".join(server.said)


def test_a_key_is_shown_with_what_the_settings_keep(run):
    status, out, err = run("keys", "new", "--name", "portal")
    assert (status, err) == (0, "")
    key = re.search(r"^key +(\S+)$", out, re.MULTILINE)[1]
    kept = re.search(r"^hash +(\S+)$", out, re.MULTILINE)[1]
    assert kept == f"portal:{hash_key(key)}"
    assert read_server_settings(api_keys=[kept]).api_keys == [kept]


def test_a_key_may_go_without_a_name(run):
    _, first, _ = run("keys", "new")
    _, second, _ = run("keys", "new")
    assert first != second
    assert re.search(r"^hash +sha256\$[0-9a-f]{64}$", first, re.MULTILINE)


def test_a_users_password_is_read_and_only_its_hash_printed(mandate):
    done = mandate("keys", "user", "ann", stdin=f"{SECRET} 密码\n")
    assert (done.returncode, done.stderr) == (0, "")
    (kept,) = done.stdout.splitlines()
    assert SECRET not in kept
    assert read_server_settings(users=[kept]).users == [kept]
    assert is_password(f"{SECRET} 密码", kept.removeprefix("ann:"))


@pytest.mark.parametrize("stdin", ["", "\n"])
def test_without_a_password_there_is_no_user(mandate, stdin):
    done = mandate("keys", "user", "ann", stdin=stdin)
    refusal((done.returncode, done.stdout, done.stderr))


@pytest.mark.parametrize("name", ["", " ", "a:b", "a,b", "a\nb"])
def test_a_name_that_the_settings_could_not_read_is_refused(run, name):
    assert "name" in refusal(run("keys", "user", name))
    if name:
        assert "name" in refusal(run("keys", "new", "--name", name))


@pytest.fixture
def judged(tmp_path, make_answer, make_citation):
    """A file with two verdicts."""
    path = tmp_path / "feedback.sqlite"
    for reason in ("первая", "second\nline"):
        entry = Feedback(answer=make_answer(make_citation()), verdict="down", reason=reason)
        FeedbackStore(path).add(entry)
    return path


@pytest.mark.parametrize("way", ["option", "variable", "settings"])
def test_feedback_is_printed_as_json_lines(run, judged, tmp_path, way):
    file = tmp_path / "server.toml"
    file.write_text(f'feedback = "{judged}"\n')
    done = {
        "option": lambda: run("feedback", "--file", str(judged)),
        "variable": lambda: run("feedback", MANDATE_FEEDBACK=str(judged)),
        "settings": lambda: run("feedback", MANDATE_SETTINGS=str(file)),
    }[way]()
    status, out, err = done
    assert (status, err) == (0, "")
    kept = [Feedback.model_validate_json(line) for line in out.splitlines()]
    assert kept == FeedbackStore(judged).read()


def test_where_nobody_said_anything_nothing_is_printed(run, tmp_path):
    assert run("feedback", MANDATE_FEEDBACK=str(tmp_path / "none.sqlite")) == (0, "", "")


def test_a_file_that_is_not_there_or_none_is_told(run, tmp_path):
    assert "none.sqlite" in refusal(run("feedback", "--file", str(tmp_path / "none.sqlite")))
    (tmp_path / "text.sqlite").write_text("no database" * 100)
    assert "text.sqlite" in refusal(run("feedback", "--file", str(tmp_path / "text.sqlite")))


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [(("--collection", "lakes"), {}), ((), {"MANDATE_COLLECTION": "lakes"})],
)
def test_another_collection_is_served(serve, collected, arguments, variables):
    with serve(*arguments, MANDATE_HOME=str(collected[1]), **variables) as server:
        asked = {"question": "What is requested of the harbour masters?"}
        answer = httpx2.post(f"{server.address}/api/v1/ask", json=asked, timeout=30).json()
    assert "A/RES/95/1" in {citation["symbol"] for citation in answer["citations"]}
