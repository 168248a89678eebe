"""`/api/v1/feedback` keeps what readers think, and gives it out to holders of a key alone."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from prometheus_client.parser import text_string_to_metric_families

from assistant.feedback import Feedback, FeedbackStore
from assistant.web.security.keys import hash_key

FEEDBACK = "/api/v1/feedback"
KEY = {"authorization": "Bearer the key"}
JSON = {"content-type": "application/json"}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "feedback.sqlite"


@pytest.fixture
def client(make_client, file):
    with make_client(feedback=file, api_keys=[f"portal:{hash_key('the key')}"]) as opened:
        opened.headers.update(KEY)
        yield opened


@pytest.fixture(scope="session")
def answer(assistant):
    return assistant.ask("What are the functions of the Centre?", explain=True).model_dump(
        mode="json"
    )


def test_a_verdict_is_kept_as_it_was_given(client, file, answer):
    given = {
        "answer": answer,
        "verdict": "down",
        "reason": "Пятая функция “отсутствует”.\n\u0000",
        "correction": ["S/2007/279#p3.b5"],
        "history": ["Who?"],
    }
    response = client.post(FEEDBACK, json=given)
    assert (response.status_code, response.json()) == (201, {"kept": True})
    (kept,) = FeedbackStore(file).read()
    assert kept.model_dump(mode="json", exclude={"time"}) == given


def test_an_empty_correction_is_not_the_same_as_none(client, file, answer):
    for correction in (None, []):
        client.post(FEEDBACK, json={"answer": answer, "verdict": "down", "correction": correction})
    assert [kept.correction for kept in FeedbackStore(file).read()] == [None, ()]


def test_it_is_given_out_as_json_lines_oldest_first(client, answer):
    for number in range(5):
        client.post(FEEDBACK, json={"answer": answer, "verdict": "up", "reason": str(number)})

    def read(**parameters):
        response = client.get(FEEDBACK, params=parameters)
        assert response.status_code == 200
        assert response.headers["content-type"] == "application/jsonl"
        return [Feedback.model_validate_json(line).reason for line in response.text.splitlines()]

    assert read() == ["0", "1", "2", "3", "4"]
    assert read(offset=1, limit=2) == ["1", "2"]
    assert read(offset=9) == []


def test_without_any_there_is_nothing_to_give_out(client):
    assert client.get(FEEDBACK).text == ""


def test_readers_questions_are_for_holders_of_a_key_alone(client, make_client):
    refused = client.get(FEEDBACK, headers={"authorization": ""})
    assert refused.status_code == 401
    with make_client() as without_keys:
        refused = without_keys.get(FEEDBACK)
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"verdict": "maybe"}, "/verdict"),
        ({"verdict": None}, "/verdict"),
        ({"answer": {}}, "/answer"),
        ({"answer": "It may."}, "/answer"),
        ({"reason": "x" * 4_001}, "/reason"),
        ({"reason": 5}, "/reason"),
        ({"correction": "A/RES/72/7#op1"}, "/correction"),
        ({"correction": ["A#op1"] * 101}, "/correction"),
        ({"history": ["x"] * 21}, "/history"),
        ({"time": "2020-01-01T00:00:00Z"}, "/time"),
    ],
)
def test_what_is_no_verdict_is_told_and_not_kept(client, file, answer, changes, pointer):
    response = client.post(FEEDBACK, json={"answer": answer, "verdict": "up", **changes})
    assert response.status_code == 422
    assert any(error["pointer"].startswith(pointer) for error in response.json()["errors"])
    assert FeedbackStore(file).read() == []


def test_a_correction_that_names_no_paragraph_is_told(client, file, answer):
    body = {"answer": answer, "verdict": "down", "correction": ["the first page"]}
    response = client.post(FEEDBACK, json=body)
    assert response.status_code == 422
    assert response.json()["type"] == "urn:mandate:problem:invalid-feedback"
    assert FeedbackStore(file).read() == []


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_json_has_not_does_not_spoil_the_file(client, file, answer, number):
    changed = json.dumps({"answer": answer, "verdict": "up"}).replace(
        f'"confidence": {json.dumps(answer["explanation"]["confidence"])}',
        f'"confidence": {number}',
    )
    assert number in changed
    assert client.post(FEEDBACK, content=changed, headers=JSON).status_code == 422
    assert client.post(FEEDBACK, json={"answer": answer, "verdict": "up"}).status_code == 201
    assert len(FeedbackStore(file).read()) == 1
    assert client.get(FEEDBACK).status_code == 200


def test_many_readers_at_once_are_all_heard(client, file, answer):
    def judge(number):
        body = {"answer": answer, "verdict": "up", "reason": str(number)}
        return client.post(FEEDBACK, json=body).status_code

    with ThreadPoolExecutor(8) as readers:
        assert set(readers.map(judge, range(24))) == {201}
    assert sorted(int(kept.reason) for kept in FeedbackStore(file).read()) == list(range(24))


def test_verdicts_are_counted(client, answer):
    for verdict in ("up", "down", "down"):
        client.post(FEEDBACK, json={"answer": answer, "verdict": verdict})
    text = client.get("/api/v1/metrics").text
    (family,) = (f for f in text_string_to_metric_families(text) if f.name == "mandate_feedback")
    counts = {s.labels["verdict"]: s.value for s in family.samples if s.name.endswith("_total")}
    assert counts == {"up": 1, "down": 2}


def test_a_file_that_cannot_be_used_is_the_operators_to_mend(client, file, answer, caplog):
    caplog.set_level("ERROR", "mandate")
    file.write_bytes(b"not a database" * 100)
    for response in (
        client.post(FEEDBACK, json={"answer": answer, "verdict": "up"}),
        client.get(FEEDBACK),
    ):
        assert response.status_code == 503
        assert response.headers["content-type"] == "application/problem+json"
        assert str(file) not in response.text
        assert file.name not in response.text
    assert any(str(file) in str(record.exc_info) for record in caplog.records)


def test_an_entry_that_cannot_be_read_is_told(client, file, answer):
    client.post(FEEDBACK, json={"answer": answer, "verdict": "up"})
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO feedback (entry) VALUES ('{}')")
    connection.close()
    assert client.get(FEEDBACK).status_code == 503
