"""Which other sites' pages may call the server from a browser."""

from __future__ import annotations

import re

import pytest

from assistant.web.security import keys

PORTAL, OTHER = "https://portal.example.org", "http://localhost:3000"
ELSEWHERE = "https://elsewhere.example.org"
POLICY = "content-security-policy"


@pytest.fixture(scope="module")
def guest(make_client):
    """A server that anybody may use, and two sites call."""
    with make_client(allowed_origins=[PORTAL, OTHER]) as opened:
        yield opened


def asked_from(client, origin, method="POST", path="/api/v1/ask", **more):
    return client.request(method, path, headers={"origin": origin}, json=more or None)


@pytest.mark.parametrize("origin", [PORTAL, OTHER])
def test_allowed_sites_may_call_from_a_browser(guest, origin):
    for response in (
        asked_from(guest, origin, question="Where is the Centre?"),
        asked_from(guest, origin, question="?"),
        asked_from(guest, origin, path="/api/v1/nothing", method="GET"),
        asked_from(guest, origin, path="/v1/models", method="GET"),
    ):
        assert response.headers["access-control-allow-origin"] == origin
        assert "origin" in response.headers["vary"].lower()
        exposed = response.headers["access-control-expose-headers"].lower()
        assert {"retry-after", "x-request-id"} <= set(re.split(r",\s*", exposed))


@pytest.mark.parametrize(
    "origin",
    [
        ELSEWHERE,
        "null",
        "https://portal.example.org.evil.org",
        "http://portal.example.org",
        "https://portal.example.org:8443",
        "https://portal.example.org.",
        "*",
        "",
    ],
)
def test_other_sites_may_not(guest, origin):
    response = asked_from(guest, origin, question="Where is the Centre?")
    assert "access-control-allow-origin" not in response.headers
    assert "access-control-allow-credentials" not in response.headers


def test_a_browser_asks_first_and_needs_no_key_for_that(make_client):
    asks = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type, x-api-key",
    }
    with make_client(allowed_origins=[PORTAL], api_keys=[keys.hash_key("key")]) as client:
        allowed = client.options("/api/v1/ask", headers={"origin": PORTAL, **asks})
        assert allowed.status_code == 200
        assert allowed.headers["access-control-allow-origin"] == PORTAL
        assert client.options("/api/v1/ask", headers={"origin": ELSEWHERE, **asks}).is_error
        refused = asked_from(client, PORTAL, question="?")
        assert refused.status_code == 401
        assert refused.headers["access-control-allow-origin"] == PORTAL, "it may read why"


def test_a_refusal_of_size_can_be_read_by_an_allowed_site(make_client):
    with make_client(allowed_origins=[PORTAL], max_body=2_000) as client:
        response = asked_from(client, PORTAL, question="x" * 5_000)
    assert response.status_code == 413
    assert response.headers["access-control-allow-origin"] == PORTAL


def test_everybody_may_where_the_operator_says_so(make_client):
    with make_client(allowed_origins=["*"]) as client:
        response = asked_from(client, ELSEWHERE, question="Where is the Centre?")
        assert response.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in response.headers
        assert "frame-ancestors 'self' *" in client.get("/embed").headers[POLICY]
