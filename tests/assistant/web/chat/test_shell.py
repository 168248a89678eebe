"""Gradio's page in the frame: what it says of itself, and which of Gradio's doors are closed."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

CLOSED = (
    ("POST", "/gradio_api/upload"),
    ("GET", "/gradio_api/file=/etc/passwd"),
    ("GET", "/file=/etc/passwd"),
    ("GET", "/gradio_api/file/etc/passwd"),
    ("GET", "/gradio_api/proxy=http://127.0.0.1/"),
    ("GET", "/proxy=http://127.0.0.1/"),
    ("POST", "/gradio_api/component_server"),
    ("GET", "/monitoring"),
    ("GET", "/gradio_api/deep_link"),
    ("GET", "/robots.txt"),
    ("POST", "/login"),
    ("GET", "/dev/reload"),
    ("GET", "/gradio_api/stream/a/b/c/playlist.m3u8"),
    ("GET", "/static/../../etc/passwd"),
    ("GET", "/docs"),
    ("GET", "/gradio_api/mcp/sse"),
)


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_what_the_chat_does_not_need_is_not_there(
    client: TestClient, method: str, path: str
) -> None:
    assert client.request(method, path).status_code == 404


def test_what_the_chat_needs_is_there(client: TestClient) -> None:
    page = client.get("/").text
    for path in re.findall(r'(?:src|href)="\./(assets/[^"]+)"', page):
        assert client.get(f"/{path}").status_code == 200
    assert client.get("/config").json()["title"] == "Mandate assistant"


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_a_page_names_no_other_host(client: TestClient, path: str) -> None:
    page = client.get(path).text
    found = set(re.findall(r"https?://([^/\"'\s\\)]+)", page))
    assert found <= {"testserver", "www.w3.org"}, "www.w3.org names SVG, and is never asked"


def test_every_script_of_the_page_is_a_file_or_has_the_nonce(client: TestClient) -> None:
    response = client.get("/")
    nonce = re.search(r"'nonce-([^']+)'", response.headers["content-security-policy"])
    assert nonce
    scripts = re.findall(r"<script\b([^>]*)>", response.text)
    assert len(scripts) > 3
    for attributes in scripts:
        assert f'nonce="{nonce[1]}"' in attributes or " src=" in attributes


@pytest.mark.parametrize(
    ("accepted", "language"), [("ar", "ar"), ("zh-TW,zh;q=0.9", "zh"), ("de", "en")]
)
def test_the_page_is_in_the_readers_language(
    client: TestClient, accepted: str, language: str
) -> None:
    response = client.get("/", headers={"accept-language": accepted})
    assert f'<html lang="{language}"' in response.text
    assert "accept-language" in response.headers["vary"].lower()


def test_the_page_has_one_title_and_one_heading(client: TestClient) -> None:
    page = client.get("/").text
    assert page.count("<title>") == 1
    assert page.count("<h1") == 1


def test_the_embedded_page_has_no_menu(client: TestClient) -> None:
    page = client.get("/embed?lang=fr").text
    assert "site-nav" not in page
    assert "<gradio-app" in page
    assert '<html lang="fr"' in page


def test_only_reading_is_possible_at_the_root(client: TestClient) -> None:
    assert client.post("/").status_code == 405
