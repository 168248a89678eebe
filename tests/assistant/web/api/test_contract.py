"""The API keeps to its own description, whatever is sent to it."""

from __future__ import annotations

import json

import pytest
import schemathesis
from fastapi.openapi.models import OpenAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from assistant.web.security.keys import hash_key

DESCRIPTION = "/api/v1/openapi.json"
KEY = {"x-api-key": "key"}
MODES = schemathesis.GenerationMode
OPERATIONS = [
    ("post", "/api/v1/ask"),
    ("get", "/api/v1/ask"),
    ("get", "/api/v1/collections"),
    ("get", "/api/v1/documents"),
    ("get", "/api/v1/documents/{symbol}"),
    ("get", "/api/v1/documents/{symbol}/paragraphs"),
    ("get", "/api/v1/documents/{symbol}/paragraphs/{locator}"),
    ("get", "/api/v1/compare"),
    ("get", "/api/v1/trace"),
    ("get", "/api/v1/tasks"),
    ("post", "/api/v1/quotes/verify"),
    ("post", "/api/v1/check"),
    ("post", "/api/v1/check/file"),
    ("post", "/api/v1/receipts"),
    ("post", "/api/v1/receipts/verify"),
    ("post", "/api/v1/receipts/verify/answer"),
    ("post", "/api/v1/feedback"),
    ("get", "/api/v1/feedback"),
    ("get", "/api/v1/health"),
    ("get", "/api/v1/ready"),
    ("get", "/api/v1/metrics"),
    ("post", "/v1/chat/completions"),
    ("get", "/v1/models"),
]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def keyed(make_client):
    """A client that has the key which the whole of the API needs."""
    with make_client(api_keys=[hash_key("key")]) as client:
        client.headers.update(KEY)
        yield client


@pytest.fixture(scope="module")
def document(keyed):
    response = keyed.get(DESCRIPTION)
    assert response.status_code == 200
    return response.json()


@pytest.fixture(scope="module")
def described(server):
    """The description of a real server, where each request is one of HTTP's."""
    return schemathesis.openapi.from_url(f"{server.address}{DESCRIPTION}")


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_operation_keeps_to_its_description(described, method, path):
    """Right and wrong requests alike: no fault, and no response that is not described."""

    @settings(
        max_examples=50,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from([MODES.POSITIVE, MODES.NEGATIVE]), st.data())
    def check(mode, data):
        operation = described[path][method]
        case = data.draw(operation.as_strategy(generation_mode=mode))
        response = case.call()
        # An address of more than 64 KiB is refused before it comes to the API.
        if response.content != b"Invalid HTTP request received.":
            case.validate_response(response, checks=CHECKS)

    check()


def operations(document):
    found = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    assert {(method, path) for path, method, _ in found} == set(OPERATIONS)
    return found


def references(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def test_the_description_is_an_openapi_document(document):
    assert document["openapi"].startswith("3.1")
    assert OpenAPI.model_validate(document)
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere(document):
    found = set(references(document))
    assert found
    for reference in found:
        here = document
        for name in reference.removeprefix("#/").split("/"):
            assert name in here, reference
            here = here[name]


def test_every_operation_says_what_it_is_for(document):
    names = []
    for path, method, operation in operations(document):
        assert operation["summary"], (method, path)
        assert operation["description"], (method, path)
        assert operation["tags"], (method, path)
        names.append(operation["operationId"])
    assert len(set(names)) == len(names)


def test_problems_are_described_for_every_operation(document):
    for path, method, operation in operations(document):
        if path.startswith("/v1/"):
            continue
        for status in ("401", "404", "422", "429", "503"):
            content = operation["responses"][status]["content"]
            kinds = {"application/problem+json", "application/json"}
            assert set(content) <= kinds, (method, path, status)
        (content,) = operation["responses"]["422"]["content"].values()
        Draft202012Validator.check_schema(content["schema"])
        problem = {
            "type": "a",
            "title": "b",
            "status": 422,
            "errors": [{"pointer": "", "detail": ""}],
        }
        Draft202012Validator(content["schema"]).validate(problem)
    assert "HTTPValidationError" not in json.dumps(document), "FastAPI's own, which is never sent"


def bodies(document):
    """Path, method and the schema of the body, resolved, of each operation that takes one in JSON."""
    for path, method, operation in operations(document):
        taken = operation.get("requestBody", {"content": {}})["content"]
        if "application/json" in taken:
            schema = taken["application/json"]["schema"]
            yield path, method, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]


def example_of(schema):
    if "examples" in schema:
        return schema["examples"][0]
    return {
        name: field["examples"][0]
        for name, field in schema["properties"].items()
        if field.get("examples")
    }


def test_every_body_has_an_example_that_is_right(document, keyed):
    asked = {"question": "What are the functions of the Centre?"}
    answer = keyed.post("/api/v1/ask", json=asked).json()
    found = list(bodies(document))
    assert len(found) == 8
    for path, method, schema in found:
        # What no description could have: an answer of this index, and what is thought of it.
        given = {"answer": answer, "verdict": "down"}
        example = {name: given[name] for name in given if name in schema["properties"]}
        example |= example_of(schema)
        assert set(schema.get("required", ())) <= set(example), (path, example)
        response = keyed.request(method, path, json=example)
        assert response.is_success, (path, response.text)
        if path == "/api/v1/quotes/verify":
            assert response.json()["status"] == "exact"


def test_every_parameter_that_is_needed_is_described(document):
    for path, method, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "query" and parameter["required"]:
                assert parameter["schema"].get("examples"), (method, path, parameter["name"])


def test_the_answer_of_the_description_is_the_answer_that_is_given(document, keyed):
    content = document["paths"]["/api/v1/ask"]["post"]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"] | {"components": document["components"]}
    validator = Draft202012Validator(schema)
    for question in ("What are the functions of the Centre?", "How many helicopters?"):
        response = keyed.post("/api/v1/ask", json={"question": question, "explain": True})
        validator.validate(response.json())
    assert list(validator.iter_errors({"question": "x"}))
