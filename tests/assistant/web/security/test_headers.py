"""Every response is shut in: it loads nothing from elsewhere, and only allowed sites may frame it."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from assistant.web.security import keys
from assistant.web.security.keys import hash_password

PORTAL, OTHER = "https://portal.example.org", "http://localhost:3000"
PAGES = [
    "/",
    "/?q=What+are+the+functions+of+the+Centre%3F&lang=ar",
    "/embed",
    "/embed?lang=ru",
    "/documents",
    "/documents?lang=zh&kind=resolution",
    "/documents/A/RES/72/7",
    "/documents/S/2007/279?lang=ru",
    "/documents/A/RES/1/1",
    "/source/S/2007/279?paragraph=p3.b1",
    "/source/A/RES/1/1?paragraph=op1",
    "/check",
    "/check?text=To+liaise+with+the+Governments",
    "/developers",
    "/sign-in",
    "/nothing",
    "/web/nothing",
    "/conversations/nothing.md",
]
OTHERS = [
    "/api/v1/health",
    "/api/v1/openapi.json",
    "/api/v1/documents",
    "/api/v1/nothing",
    "/api/v1/metrics",
    "/v1/models",
    "/v1/nothing",
    "/web/style.css",
    "/web/icon.svg",
    "/embed.js",
    "/config",
    "/theme.css",
]
every_page = pytest.mark.parametrize("path", PAGES)
# What a page loads, sends or is told; a link that a reader may follow is another thing.
LOADED = {
    "src",
    "srcset",
    "data",
    "action",
    "formaction",
    "poster",
    "background",
    "manifest",
    "ping",
    "xlink:href",
    "imagesrcset",
}


@pytest.fixture(scope="module")
def client(make_client):
    """A server with an allowed site, and with users, one of whom has signed in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_COST", 2)
        user = f"ann:{hash_password('swordfish')}"
        with make_client(allowed_origins=[PORTAL, OTHER], users=[user]) as opened:
            opened.post("/sign-in", data={"user": "ann", "password": "swordfish"})
            yield opened


@pytest.fixture(scope="module")
def guest(make_client):
    """A server that anybody may use."""
    with make_client(allowed_origins=[PORTAL, OTHER]) as opened:
        yield opened


@pytest.fixture(scope="module")
def shown(guest):
    """The page at a path, asked for once."""
    return cache(guest.get)


class Page(HTMLParser):
    """What of a page the browser acts upon."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.styles, self._in = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in = tag

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in == "style":
            self.styles.append(data)

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def policy_of(response):
    """The Content-Security-Policy by directive."""
    parts = (part.split() for part in response.headers["content-security-policy"].split(";"))
    return {name: values for name, *values in parts}


def is_elsewhere(address):
    return bool(urlsplit(address.strip()).netloc) or address.strip().startswith("\\")


@every_page
def test_a_page_names_no_other_host_but_in_links_to_read(shown, path):
    response = shown(path)
    page = Page(response.text)
    for tag, attributes in page.tags:
        loaded = [value or "" for name, value in attributes.items() if name in LOADED]
        if tag in ("link", "base", "use", "image"):
            loaded.append(attributes.get("href") or "")
        if tag == "meta":
            assert (attributes.get("http-equiv") or "").lower() not in ("refresh", "set-cookie")
            assert "://" not in (attributes.get("content") or ""), attributes
        for address in loaded:
            for one in re.split(r",\s+", address):
                assert not is_elsewhere(one), (tag, attributes)
        styled = attributes.get("style") or ""
        assert "url(" not in styled, attributes
    for style in page.styles:
        assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", style), style


@every_page
def test_links_to_other_hosts_are_to_the_official_documents(shown, path):
    links = [link.get("href") or "" for link in Page(shown(path).text).named("a")]
    hosts = {urlsplit(link).netloc for link in links if is_elsewhere(link)}
    assert hosts <= {"undocs.org", "docs.un.org", "documents.un.org", "www.un.org"}
    assert not [link for link in links if re.match(r"\s*(javascript|data|vbscript):", link, re.I)]


def test_what_pages_load_names_no_other_host(shown):
    """Styles and scripts of our own; Gradio's are shut in by the policy of the page."""
    loaded = set()
    for path in PAGES:
        page = Page(shown(path).text)
        loaded |= {link.get("href") or "" for link in page.named("link")}
        loaded |= {script.get("src") or "" for script in page.named("script")}
    own = {path for path in loaded if "/web/" in path}
    assert any("style.css" in path for path in own)
    for path in own:
        response = shown(path)
        assert response.status_code == 200, path
        assert "http://" not in response.text.replace("http://www.w3.org/2000/svg", "")
        assert "https://" not in response.text


@every_page
def test_a_page_may_load_nothing_from_elsewhere(shown, path):
    policy = policy_of(shown(path))
    assert policy["default-src"] == ["'none'"]
    for name, values in policy.items():
        if name != "frame-ancestors":
            allowed = {"'self'", "'none'", "data:", "blob:", "'unsafe-inline'"}
            assert {v for v in values if not v.startswith("'nonce-")} <= allowed, name
    assert {"script-src", "connect-src", "base-uri", "form-action"} <= set(policy)
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert "data:" not in policy["script-src"]


@every_page
def test_scripts_in_a_page_have_its_number_and_no_other_does(guest, path):
    first, second = guest.get(path), guest.get(path)
    numbers = []
    for response in (first, second):
        (number,) = (v for v in policy_of(response)["script-src"] if v.startswith("'nonce-"))
        number = number.removeprefix("'nonce-").removesuffix("'")
        assert len(number) >= 20
        page = Page(response.text)
        for script in page.named("script"):
            if "src" not in script and script.get("type") != "application/json":
                assert script.get("nonce") == number, script
        handlers = [a for _, attributes in page.tags for a in attributes if a.startswith("on")]
        assert handlers == [], "a handler in an attribute would not run"
        numbers.append(number)
    assert numbers[0] != numbers[1]


@pytest.mark.parametrize("path", [p for p in PAGES if p.startswith("/embed")])
def test_allowed_sites_may_frame_what_is_for_it(shown, path):
    assert policy_of(shown(path))["frame-ancestors"] == ["'self'", PORTAL, OTHER]


@pytest.mark.parametrize("path", [p for p in PAGES if not p.startswith("/embed")])
def test_nobody_may_frame_another_page(shown, path):
    assert policy_of(shown(path))["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize(
    "path", ["/embed/", "/embed/x", "/embedded", "/documents/embed", "//embed"]
)
def test_what_is_called_like_it_is_not_it(guest, path):
    response = guest.get(path)
    assert PORTAL not in response.headers.get("content-security-policy", "")


def test_without_allowed_sites_nobody_frames_anything(client_alone):
    assert policy_of(client_alone.get("/embed"))["frame-ancestors"] == ["'self'"]


@pytest.fixture(scope="module")
def client_alone(make_client):
    with make_client() as opened:
        yield opened


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_every_response_is_taken_for_what_it_is_and_tells_nobody_whence(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer")
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers
    assert headers["x-request-id"]


@every_page
def test_a_page_is_not_kept_by_others(client, path):
    response = client.get(path)
    if response.headers.get("content-type", "").startswith("text/html"):
        assert response.headers["cache-control"] == "no-store"


def test_refusals_are_shut_in_as_well(make_client):
    with make_client(max_body=2_000, rate_limit="1/hour", allowed_origins=[PORTAL]) as client:
        for response in (
            client.post("/check", data={"text": "x" * 5_000}),
            client.post("/check", data={"text": "?"}),
            client.post("/check", data={"text": "?"}),
        ):
            assert response.status_code in (413, 422, 429)
            assert response.headers["x-content-type-options"] == "nosniff"
