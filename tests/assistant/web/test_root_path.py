"""Below a path of a proxy's everything works, whether or not the proxy cuts the path off."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from assistant.web.security import keys
from assistant.web.security.keys import hash_key, hash_password

ROOT = "/mandate"
BASE = "https://portal.example.org"
PAGES = [
    "/",
    "/embed",
    "/?lang=ar",
    "/documents",
    "/documents/S/2007/279",
    "/documents/A/RES/1/1",
    "/source/S/2007/279?paragraph=p3.b1",
    "/check?text=To+liaise+with+the+Governments",
    "/developers",
    "/nothing",
    "/web/nothing",
]
QUESTION = {"question": "Where is the Centre?"}


@pytest.fixture(scope="module")
def below(make_client):
    with make_client(root_path=ROOT) as client:
        yield client


@pytest.fixture(params=["whole", "cut"])
def send(below, request):
    """Sends a request as a proxy would that passes the whole path on, or cuts the root off."""

    def send_(method, path, **more):
        path = path if request.param == "cut" else ROOT + path
        return below.request(method, path, follow_redirects=False, **more)

    return send_


class Addresses(HTMLParser):
    """All addresses in a page that a browser would load, send to, or follow on this server."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("href", "src", "action", "formaction") and value:
                self.found.append(value)


@pytest.mark.parametrize("path", PAGES)
def test_every_address_in_a_page_is_below_the_root(send, path):
    response = send("GET", path)
    assert response.status_code in (200, 404), response.text
    found = Addresses(response.text).found
    assert found or path.startswith("/source/A/RES/1")
    for address in found:
        whole = urlsplit(urljoin(f"{BASE}{ROOT}{path}", address))
        if whole.netloc == "portal.example.org":
            assert whole.path.startswith(f"{ROOT}/") or whole.path == ROOT, address


@pytest.mark.parametrize("path", ["/", "/documents", "/documents/S/2007/279", "/nothing"])
def test_what_a_page_loads_is_there(send, path):
    page = send("GET", path).text
    loaded = re.findall(r'<(?:script|link|img)\b[^>]*\s(?:src|href)="([^"]+)"', page)
    assert loaded
    for address in loaded:
        target = urlsplit(urljoin(f"{BASE}{ROOT}{path}", address))
        assert target.path.startswith(f"{ROOT}/"), address
        response = send("GET", target.path.removeprefix(ROOT))
        assert response.status_code == 200, address


def test_the_doors_for_programs_are_there(send):
    asked = send("POST", "/api/v1/ask", json=QUESTION)
    assert (asked.status_code, asked.json()["status"]) == (200, "answered")
    events = send("POST", "/api/v1/ask", json=QUESTION | {"stream": True})
    assert "event: answer" in events.text
    assert send("GET", "/v1/models").json()["data"]
    assert send("GET", "/api/v1/documents/A/RES/72/7/paragraphs/op1").status_code == 200
    assert send("HEAD", "/api/v1/health").status_code == 200
    assert send("PUT", "/api/v1/ask").status_code == 405
    refused = send("GET", "/api/v1/nothing")
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["instance"] == f"{ROOT}/api/v1/nothing"
    assert "error" in send("GET", "/v1/nothing").json()


def test_what_gradios_page_asks_for_is_there(send):
    config = send("GET", "/config")
    assert config.status_code == 200
    root = config.json()["root"]
    assert urlsplit(root).path.rstrip("/") == ROOT, root
    assert send("GET", "/theme.css").status_code == 200
    assert send("POST", "/gradio_api/upload").status_code == 404, "closed here as well"


def test_the_api_says_where_it_is(send):
    assert send("GET", "/api/v1/openapi.json").json()["servers"] == [{"url": ROOT}]


def test_the_root_itself_leads_to_the_page(below):
    response = below.get(ROOT, follow_redirects=False)
    if response.status_code != 200:
        assert response.status_code in (307, 308, 303, 301, 302)
        assert urlsplit(response.headers["location"]).path == f"{ROOT}/"


@pytest.mark.parametrize("path", ["/mandates", "/mandatex/documents", "/mandate-/"])
def test_what_only_begins_like_the_root_is_not_it(below, path):
    assert below.get(path).status_code == 404


def test_only_the_embedded_page_may_be_framed(make_client):
    portal = "https://portal.example.org"
    with make_client(root_path=ROOT, allowed_origins=[portal]) as client:
        for path in (f"{ROOT}/embed", "/embed"):
            assert portal in client.get(path).headers["content-security-policy"], path
        for path in (f"{ROOT}/", f"{ROOT}/documents", "/documents"):
            assert portal not in client.get(path).headers["content-security-policy"], path


def test_the_gate_is_shut_on_both_ways(make_client, monkeypatch):
    monkeypatch.setattr(keys, "_COST", 2)
    users = [f"ann:{hash_password('swordfish')}"]
    with make_client(root_path=ROOT, users=users, api_keys=[hash_key("key")]) as client:
        for root in ("", ROOT):
            assert client.post(f"{root}/api/v1/ask", json=QUESTION).status_code == 401
            assert client.get(f"{root}/config").status_code == 401
            assert client.get(f"{root}/api/v1/health").status_code == 200
            assert client.get(f"{root}/sign-in").status_code == 200
            shown = client.get(f"{root}/documents?year=2007", follow_redirects=False)
            assert shown.status_code == 303
            assert shown.headers["location"] == f"{ROOT}/sign-in?next=%2Fdocuments%3Fyear%3D2007"
        form = {"user": "ann", "password": "swordfish", "next": "/documents?year=2007"}
        signed = client.post(f"{ROOT}/sign-in", data=form, follow_redirects=False)
        assert signed.headers["location"] == f"{ROOT}/documents?year=2007"


def test_attempts_to_sign_in_count_together_however_the_path_is_written(
    make_client, monkeypatch, clock
):
    monkeypatch.setattr(keys, "_COST", 2)
    users = [f"ann:{hash_password('swordfish')}"]
    with make_client(root_path=ROOT, users=users) as client:
        paths = ["/sign-in", f"{ROOT}/sign-in"] * 6
        form = {"user": "ann", "password": "guess"}
        statuses = [client.post(path, data=form).status_code for path in paths]
    assert statuses == [403] * 10 + [429] * 2


def test_counts_are_the_same_with_and_without_the_root(make_client):
    with make_client(root_path=ROOT) as client:
        for path in (
            "/api/v1/health",
            f"{ROOT}/api/v1/health",
            f"{ROOT}/",
            "/",
            f"{ROOT}/web/style.css",
        ):
            assert client.get(path).status_code == 200
        text = client.get("/api/v1/metrics").text
    for route, count in (("/api/v1/health", 2), ("/", 2), ("/web", 1)):
        assert (
            f'mandate_requests_total{{method="GET",route="{route}",status="200"}} {count}.0' in text
        )
    assert ROOT not in text


def test_the_widgets_script_finds_its_frame_beside_itself(send):
    response = send("GET", "/embed.js")
    assert response.status_code == 200
    assert "new URL(" in response.text
    assert '"/embed' not in response.text
