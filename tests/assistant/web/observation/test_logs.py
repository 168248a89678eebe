"""The log has one line for each request, for a machine or a person, and no question unless told to."""

from __future__ import annotations

import io
import json
import logging
import re

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.web.observation.logs import LOGGER, log, log_fault, start_logging

SECRET = "What do the helicopters of the Centre cost?"


@pytest.fixture
def lines(monkeypatch):
    """Logs in a form to a stream of its own; gives the lines written since."""
    kept = {
        name: (logger.handlers, logger.propagate, logger.level)
        for name in ("mandate", "uvicorn.error")
        for logger in [logging.getLogger(name)]
    }

    def start(form, level="debug"):
        stream = io.StringIO()
        monkeypatch.setattr("sys.stderr", stream)
        start_logging(level, form)
        return lambda: stream.getvalue().splitlines()

    yield start
    for name, (handlers, propagate, level) in kept.items():
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


def requests_of(server):
    """The requests that a server has told of, once it has been stopped."""
    assert server.stop() == 0
    told = [line for line in server.said if not line.startswith("mandate: ")]
    entries = [json.loads(line) for line in told]
    return [entry for entry in entries if entry["event"] == "request"], "".join(told)


@pytest.fixture(scope="module")
def asked(serve):
    """What a server with the settings it has by itself has told of some requests."""
    with serve() as server:
        with httpx2.Client(base_url=server.address) as client:
            client.post("/api/v1/ask", json={"question": SECRET})
            client.get("/api/v1/ask", params={"question": SECRET})
            client.post("/api/v1/ask", json={"question": SECRET, "stream": True})
            client.post(
                "/v1/chat/completions", json={"messages": [{"role": "user", "content": SECRET}]}
            )
            client.post("/api/v1/quotes/verify", json={"text": SECRET})
            client.get("/check", params={"text": SECRET})
            client.get("/", params={"q": SECRET})
            client.get(f"/documents/{SECRET}")
            client.get(f"/{SECRET}", headers={"referer": SECRET, "user-agent": SECRET})
            client.post("/api/v1/ask", json={"question": SECRET, SECRET: SECRET})
        return requests_of(server)


def test_each_request_has_one_line_of_json(asked):
    requests, _ = asked
    assert len(requests) == 10
    statuses = [(r["method"], r["route"], r["status"]) for r in requests]
    assert statuses[:4] == [
        ("POST", "/api/v1/ask", 200),
        ("GET", "/api/v1/ask", 200),
        ("POST", "/api/v1/ask", 200),
        ("POST", "/v1/chat/completions", 200),
    ]
    for request in requests:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", request["time"])
        assert request["level"] == "info"
        assert request["client"] == "127.0.0.1"
        assert request["milliseconds"] >= 0
    assert len({request["id"] for request in requests}) == 10


def test_what_became_of_a_question_is_told(asked):
    requests, _ = asked
    for request in requests[:4]:
        assert (request["answer"], request["language"]) == ("not_found", "en"), request


def test_no_question_is_told(asked):
    _, written = asked
    assert "helicopter" not in written
    assert "Traceback" not in written


def test_questions_are_told_where_the_operator_wants_it(make_client, caplog):
    caplog.set_level("INFO", "mandate")
    broken = f"{SECRET}\n2020 info request"
    with make_client(log_questions=True) as client:
        client.post("/api/v1/ask", json={"question": SECRET})
        client.post("/api/v1/ask", json={"question": broken, "stream": True})
        client.post(
            "/v1/chat/completions", json={"messages": [{"role": "user", "content": SECRET}]}
        )
    told = [record.fields for record in caplog.records if record.getMessage() == "request"]
    assert [fields["question"] for fields in told] == [SECRET, broken, SECRET]


ANYTHING = st.text(max_size=30) | st.sampled_from(["a\nb", "\x1b[31m", "\u2028x", "a=b c=d", '"'])


@settings(deadline=None, database=None, max_examples=100)
@given(event=ANYTHING, name=st.sampled_from(["question", "client"]), value=ANYTHING)
def test_json_is_one_line_whatever_is_told(event, name, value):
    stream = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stderr", stream)
        patch.setattr(LOGGER, "handlers", [])
        patch.setattr(LOGGER, "propagate", False)
        patch.setattr(LOGGER, "level", LOGGER.level)
        start_logging("info", "json")
        LOGGER.info("%s", event, extra={"fields": {name: value}})
    written = stream.getvalue()
    assert written.count("\n") == 1
    assert json.loads(written) | {"time": ""} == {
        "time": "",
        "level": "info",
        "event": event,
        name: value,
    }


@pytest.mark.parametrize(
    "value",
    [
        "a\nb",
        "a\r\nmandate: ready",
        "x status=200",
        'a" b="c',
        "\x1b[2J\x1b]0;title\x07",
        "\x9b31m",
        "a\u2028b\u0085c",
        "",
        "\u202eback",
    ],
)
def test_text_is_one_line_in_which_nobody_can_write_a_field(lines, value):
    told = lines("text")
    log("request", question=value, status=404)
    (line,) = told()
    assert line.isprintable()
    assert line.endswith(" status=404")
    assert line.count("status=404") == 1
    (quoted,) = re.findall(r'question=(".*") status=404$', line)
    assert json.loads(quoted) == value


def test_text_is_plain_where_it_may_be(lines):
    told = lines("text")
    log("request", route="/documents/{symbol:path}", status=200, client="::1", milliseconds=1.5)
    (line,) = told()
    assert re.fullmatch(
        r"[\d-]+T[\d:]+\+00:00 info request "
        r"route=/documents/\{symbol:path\} status=200 client=::1 milliseconds=1\.5",
        line,
    )


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_fault_is_told_with_where_it_happened(lines, form):
    told = lines(form)
    try:
        raise ZeroDivisionError("in here")
    except ZeroDivisionError as error:
        log_fault("fault", error, id="abc")
    written = told()
    assert "Traceback" in "".join(written)
    assert "in here" in "".join(written)
    assert "abc" in written[0]
    if form == "json":
        (entry,) = map(json.loads, written)
        assert (entry["level"], entry["event"], entry["id"]) == ("error", "fault", "abc")


@pytest.mark.parametrize(
    ("level", "count"), [("debug", 2), ("info", 2), ("warning", 1), ("error", 1)]
)
def test_only_what_is_important_enough_is_told(lines, level, count):
    told = lines("json", level)
    log("request")
    log_fault("fault", ValueError())
    assert len(told()) == count


def test_what_uvicorn_says_has_the_same_form(lines):
    told = lines("json")
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n")
    (entry,) = map(json.loads, told())
    assert entry["event"].startswith("Exception")
