"""API keys and passwords: the settings keep hashes, and only the right key opens the doors."""

from __future__ import annotations

import re
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.web.security import keys
from assistant.web.security.keys import Keys, hash_key, hash_password, is_password, new_key

CALLS = {
    "ask": ("POST", "/api/v1/ask", {"question": "Where is the Centre?"}),
    "documents": ("GET", "/api/v1/documents", None),
    "openapi": ("GET", "/api/v1/openapi.json", None),
    "metrics": ("GET", "/api/v1/metrics", None),
    "models": ("GET", "/v1/models", None),
    "completions": (
        "POST",
        "/v1/chat/completions",
        {"messages": [{"role": "user", "content": "?"}]},
    ),
    "mcp": ("POST", "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "ping"}),
    "mcp_below": ("POST", "/mcp/", {"jsonrpc": "2.0", "id": 1, "method": "ping"}),
    "nothing": ("GET", "/api/v1/nothing", None),
}
every_call = pytest.mark.parametrize("name", CALLS)


@pytest.fixture(scope="module")
def key():
    return new_key()


@pytest.fixture(scope="module")
def client(make_client, key):
    with make_client(api_keys=[f"portal:{hash_key(key)}", hash_key("second")]) as opened:
        yield opened


def call(client, name, **headers):
    method, path, body = CALLS[name]
    return client.request(method, path, json=body, headers=headers)


@every_call
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": ""},
        {"authorization": "Bearer"},
        {"authorization": "Bearer "},
        {"authorization": "Bearer wrong"},
        {"authorization": "Basic c2Vjb25kOg=="},
        {"authorization": "second"},
        {"authorization": "Bearer second second"},
        {"authorization": b"Bearer \xff\xfe"},
        {"x-api-key": ""},
        {"x-api-key": "wrong"},
        {"x-api-key": "SECOND"},
        {"cookie": "mandate_session=second"},
    ],
    ids=str,
)
def test_without_the_key_the_doors_are_shut(client, name, headers):
    response = call(client, name, **headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert "key" in response.text


@every_call
def test_with_the_key_they_are_open(client, name, key):
    for headers in (
        {"authorization": f"Bearer {key}"},
        {"authorization": f"bearer  {key} "},
        {"x-api-key": key},
        {"authorization": "Bearer second"},
    ):
        assert call(client, name, **headers).status_code != 401


def test_a_hash_is_no_key(client, key):
    for told in (hash_key(key), hash_key(key).partition("$")[2], f"portal:{hash_key(key)}"):
        assert call(client, "ask", authorization=f"Bearer {told}").status_code == 401


def test_a_key_does_not_stand_in_the_address(client, key):
    for name in ("api_key", "key", "access_token", "authorization"):
        assert client.get("/api/v1/documents", params={name: key}).status_code == 401


@pytest.mark.parametrize("path", ["/", "/embed", "/documents", "/documents/A/RES/72/7", "/check"])
def test_pages_are_open_where_there_are_keys_alone(client, path):
    assert client.get(path).status_code == 200


def test_what_machines_need_to_know_is_open(client):
    for path in ("/api/v1/health", "/api/v1/ready", "/embed.js", "/web/style.css"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "//api/v1/documents",
        "/./api/v1/documents",
        "/web/../api/v1/documents",
        "/sign-in/../api/v1/documents",
        "/embed.js/../api/v1/documents",
        "/API/v1/documents",
        "/api%2fv1/documents",
        "/%61pi/v1/documents",
        "/api/v1/health/../documents",
        "/api/v1/healthy/../documents",
        "/api/v1/health;/documents",
        "/api/v1/ready%2f..%2fdocuments",
        "/;/api/v1/documents",
        "/api/v1//documents",
        "/mandate/api/v1/documents",
    ],
)
def test_no_way_of_writing_a_path_goes_round_the_gate(server_with_key, path):
    """Over a real connection: a client would tidy the path."""
    status, body = server_with_key(path)
    assert status in (401, 404), body
    assert "A/RES/72/7" not in body


def test_the_name_of_a_key_is_what_is_logged(client, key, caplog):
    caplog.set_level("INFO", "mandate")
    call(client, "documents", authorization=f"Bearer {key}")
    call(client, "documents", authorization="Bearer second")
    call(client, "documents", authorization="Bearer mandate_wrong")
    told = [record.fields for record in caplog.records if record.getMessage() == "request"]
    assert [fields.get("caller") for fields in told] == ["key:portal", "key:key 2", None]
    assert key not in str(told)
    assert "mandate_wrong" not in str(told)


def test_keys_cannot_be_guessed():
    made = {new_key() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"mandate_[\w-]{43}", one) for one in made)


@given(st.text(st.characters(codec="utf-8"), max_size=50))
def test_only_the_key_itself_has_its_name(text):
    right = new_key()
    held = Keys([f"one:{hash_key(right)}"])
    assert held.name(right) == "one"
    assert held.name(text) is None
    assert right not in hash_key(right)


def test_without_keys_there_is_nothing_to_open():
    assert not Keys([])
    assert Keys([hash_key("a")])
    assert Keys([]).name("") is None


def test_passwords_are_kept_dearly_and_each_with_salt_of_its_own():
    """The cost is that of OWASP's cheat sheet on password storage; a lower one would be a fault."""
    assert (keys._COST, keys._BLOCK, keys._PARALLEL) == (2**17, 8, 1)
    first, second = hash_password("swordfish"), hash_password("swordfish")
    assert first != second
    assert "swordfish" not in first
    assert is_password("swordfish", first)
    assert is_password("swordfish", second)
    assert not is_password("Swordfish", first)


@pytest.mark.parametrize(
    "kept", ["", "scrypt$", "scrypt$a", "scrypt$$", "scrypt$a$b$c", "scrypt$é$é", "plain"]
)
def test_a_hash_that_is_none_opens_nothing(monkeypatch, kept):
    monkeypatch.setattr(keys, "_COST", 2)
    assert not is_password("", kept)
    assert not is_password(secrets.token_hex(4), kept)
