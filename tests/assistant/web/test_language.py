"""In which language a page is shown: the one asked for, else the browser's, else the server's."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.web.language import preferred
from index.words import LANGUAGES


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "ru"),
        ("fr", "fr"),
        ("de", "ru"),
        ("de, es", "es"),
        ("fr-CA", "fr"),
        ("zh-Hant-TW", "zh"),
        ("FR-ca", "fr"),
        ("en;q=0.5, fr;q=0.9", "fr"),
        ("en;q=0.5,fr", "fr"),
        ("en, fr", "en"),
        ("fr;q=0.5, en;q=0.5", "fr"),
        ("fr;q=0, en;q=0.1", "en"),
        ("fr;q=0", "ru"),
        ("fr ; q = 0.3 , es ; q = 0.4", "es"),
        ("fr;Q=0.1, es;Q=0.9", "es"),
        ("*", "ru"),
        ("*, es;q=0.1", "es"),
        ("de;q=1, ar;q=0.8, *;q=0.5", "ar"),
        ("fr;q=abc, en;q=0.1", "en"),
        ("fr;q=nan, en;q=0.1", "en"),
        ("fr;q=-1, en;q=0.1", "en"),
        (";;;,,,=", "ru"),
        ("frankish, french, fr_FR", "ru"),
    ],
)
def test_the_first_of_the_six_that_the_browser_likes_best(header, language):
    assert preferred(header, "ru") == language


@given(st.text(max_size=100))
def test_any_header_names_one_of_the_six(header):
    assert preferred(header, "en") in LANGUAGES


def language_of(response):
    return re.search(r'<html lang="(\w+)"', response.text)[1]


@pytest.mark.parametrize("path", ["/", "/embed", "/documents", "/check", "/nothing", "/developers"])
def test_every_page_is_in_the_language_asked_for(client, path):
    accept = {"accept-language": "es"}
    assert language_of(client.get(path, headers={"accept-language": "de"})) == "en"
    assert language_of(client.get(path, headers=accept)) == "es"
    assert language_of(client.get(f"{path}?lang=ar", headers=accept)) == "ar"
    assert language_of(client.get(f"{path}?lang=ZH-cn", headers=accept)) == "zh"
    assert language_of(client.get(f"{path}?lang=de", headers=accept)) == "es"
    assert language_of(client.get(f"{path}?lang=%22%3E%3Cscript%3E", headers=accept)) == "es"


def test_a_page_says_that_it_differs_by_language(client):
    for path in ("/", "/documents", "/nothing"):
        response = client.get(path)
        assert "accept-language" in response.headers["vary"].lower(), path


def test_arabic_goes_from_right_to_left(client):
    for path in ("/", "/documents", "/check"):
        page = client.get(f"{path}?lang=ar").text
        assert re.search(r'<html lang="ar" dir="rtl"', page)
        assert re.search(r'<html lang="ru" dir="ltr"', client.get(f"{path}?lang=ru").text)


def test_the_servers_language_is_for_browsers_that_name_none(make_client):
    with make_client(language="fr") as client:
        assert language_of(client.get("/documents", headers={"accept-language": "de"})) == "fr"
        assert language_of(client.get("/documents", headers={"accept-language": "ru"})) == "ru"
