"""Who has to sign in, and how often each may ask."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from assistant.web.security import keys
from assistant.web.security.keys import hash_key, hash_password

ASK = "/api/v1/ask"
QUESTION = {"question": "?"}
"""Nothing is asked by it: it is refused with 422, once it is past the gate."""


@pytest.fixture(scope="module")
def users():
    """One user, whose password costs little to look at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_COST", 2)
        yield [f"ann:{hash_password('swordfish')}"]


@pytest.fixture(scope="module")
def guarded(make_client, users):
    with make_client(users=users, api_keys=[hash_key("key")]) as client:
        yield client


PAGES = ["/", "/embed", "/documents", "/documents/A/RES/72/7", "/check", "/developers", "/nothing"]


@pytest.mark.parametrize("path", [*PAGES, "/?q=What+%26+who%3F&lang=fr", "/documents?year=2007"])
def test_who_has_not_signed_in_is_shown_where_and_comes_back(guarded, path):
    response = guarded.get(path, follow_redirects=False)
    assert response.status_code == 303
    target = urlsplit(response.headers["location"])
    assert (target.scheme, target.netloc, target.path) == ("", "", "/sign-in")
    (back,) = parse_qs(target.query)["next"]
    assert httpx2.URL(back) == httpx2.URL(path)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/config"),
        ("GET", "/info"),
        ("GET", "/theme.css"),
        ("GET", "/assets/index.js"),
        ("GET", "/static/js/x.js"),
        ("POST", "/gradio_api/queue/join"),
        ("GET", "/gradio_api/queue/data?session_hash=x"),
        ("GET", "/gradio_api/heartbeat/x"),
        ("POST", "/gradio_api/call/ask"),
        ("POST", ASK),
        ("GET", "/api/v1/documents"),
        ("GET", "/api/v1/metrics"),
        ("POST", "/mcp"),
    ],
)
def test_what_a_script_asks_for_is_refused_and_not_sent_elsewhere(guarded, method, path):
    response = guarded.request(method, path, follow_redirects=False)
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/source/A/RES/72/7?paragraph=op1", "/conversations/x.json"])
def test_fragments_and_files_are_not_given_out(guarded, path):
    response = guarded.get(path, follow_redirects=False)
    assert response.status_code in (303, 401)


def test_what_the_sign_in_page_needs_is_open(guarded):
    page = guarded.get("/sign-in")
    assert page.status_code == 200
    needed = re.findall(r'(?:src|href)="(/web/[^"]+)"', page.text)
    assert needed
    for path in [*needed, "/favicon.ico", "/api/v1/health", "/api/v1/ready", "/embed.js"]:
        assert guarded.get(path, follow_redirects=False).status_code in (200, 404), path


def test_a_key_opens_pages_and_programs_alike(guarded):
    for path in ("/documents", "/api/v1/documents"):
        assert guarded.get(path, headers={"x-api-key": "key"}).status_code == 200


def limited(make_client, limit, **more):
    return make_client(
        rate_limit=limit, api_keys=[f"a:{hash_key('a')}", f"b:{hash_key('b')}"], **more
    )


def ask(client, key):
    return client.post(ASK, json=QUESTION, headers={"x-api-key": key})


def test_each_key_may_ask_so_often(make_client, clock):
    with limited(make_client, "3/hour") as client:
        assert [ask(client, "a").status_code for _ in range(4)] == [422, 422, 422, 429]
        assert ask(client, "b").status_code == 422
        refused = ask(client, "a")
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["type"] == "urn:mandate:problem:too-many-requests"
        assert refused.headers["retry-after"] == "3599"
        assert "3599" in refused.json()["detail"]
        clock.go(3_589)
        assert ask(client, "a").status_code == 429
        clock.go(11)
        assert ask(client, "a").status_code == 422


def test_all_ways_to_ask_count_together(make_client, clock):
    with make_client(rate_limit="4/hour") as client:
        assert client.get(ASK, params=QUESTION).status_code == 422
        assert client.post("/api/v1/quotes/verify", json={"text": "?"}).status_code == 422
        body = {"messages": [{"role": "user", "content": "?"}]}
        assert client.post("/v1/chat/completions", json=body).status_code == 400
        assert client.post("/check", data={"text": "?"}).status_code == 422
        assert client.post(ASK, json=QUESTION).status_code == 429
        assert client.get(ASK, params=QUESTION).status_code == 429


def test_a_link_to_the_quote_check_asks_as_its_form_does(make_client, clock):
    with make_client(rate_limit="1/hour") as client:
        link = "/check?text=To+liaise+with+the+Governments"
        assert [client.get(path).status_code for path in (link, link, "/check")] == [200, 429, 200]


def test_only_the_hosts_that_are_named_are_answered_for(make_client):
    with make_client(allowed_hosts=["mandate.example.org", "testserver"]) as client:
        for host, status in (
            ("mandate.example.org", 200),
            ("mandate.example.org:8000", 200),
            ("evil.example.org", 400),
            ("mandate.example.org.evil.org", 400),
            ("", 400),
        ):
            for path in ("/api/v1/health", "/documents", "/web/style.css"):
                response = client.get(path, headers={"host": host}, follow_redirects=False)
                assert response.status_code == status, (host, path)


def test_to_read_is_not_to_ask(make_client, clock):
    with make_client(rate_limit="1/hour") as client:
        for path in ("/api/v1/documents", "/documents", "/api/v1/health", "/web/style.css", "/"):
            assert [client.get(path).status_code for _ in range(3)] == [200] * 3


def test_a_page_says_in_words_that_it_was_too_often(make_client, clock):
    with make_client(rate_limit="1/hour") as client:
        client.post("/check", data={"text": "?"})
        refused = client.post("/check", data={"text": "?"})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0


def test_several_limits_hold_together(make_client, clock):
    with limited(make_client, "2/second;3/hour") as client:
        statuses = [ask(client, "a").status_code for _ in range(3)]
        assert statuses == [422, 422, 429]
        assert int(ask(client, "a").headers["retry-after"]) >= 1


def test_without_a_limit_there_is_none(client):
    assert {client.post(ASK, json=QUESTION).status_code for _ in range(50)} == {422}


def forwarded(address, *hops):
    """The status of a question that proxies say comes from an address."""
    headers = {"x-forwarded-for": ", ".join(hops)} if hops else {}
    return httpx2.post(f"{address}{ASK}", json=QUESTION, headers=headers).status_code


def test_a_trusted_proxys_word_on_the_address_is_taken(serve):
    limit = {"MANDATE_RATE_LIMIT": "2/day", "MANDATE_TRUSTED_PROXIES": "127.0.0.1,10.0.0.9"}
    with serve(**limit) as server:
        at = server.address
        assert [forwarded(at, "198.51.100.1") for _ in range(3)] == [422, 422, 429]
        assert forwarded(at, "198.51.100.2") == 422
        assert forwarded(at) == 422, "the proxy itself"
        # What stands before the last address that is not a proxy's anybody may have written.
        assert forwarded(at, "192.0.2.7", "198.51.100.1") == 429
        assert forwarded(at, "192.0.2.7", "198.51.100.1", "10.0.0.9") == 429
        assert server.stop() == 0
        lines = [json.loads(line) for line in server.said if line.startswith("{")]
    told = [line["client"] for line in lines if line["event"] == "request"]
    assert "198.51.100.1" in told
    assert "192.0.2.7" not in told


def test_nobody_elses_word_is_taken(serve):
    with serve(MANDATE_RATE_LIMIT="2/day", MANDATE_TRUSTED_PROXIES="10.0.0.9") as server:
        statuses = [forwarded(server.address, f"198.51.100.{n}") for n in range(3)]
    assert statuses == [422, 422, 429]


def test_a_limit_is_not_gone_round_by_a_key_that_is_none(make_client, clock):
    with make_client(rate_limit="2/hour") as client:
        statuses = [ask(client, f"guess {number}").status_code for number in range(3)]
    assert statuses == [422, 422, 429]


def test_who_looks_for_keys_is_stopped(make_client, clock):
    """Not by the limit of questions, which is of those who have a key, but a wrong one opens nothing."""
    with limited(make_client, "1/hour") as client:
        assert {ask(client, f"guess {number}").status_code for number in range(5)} == {401}
        assert ask(client, "a").status_code == 422
