"""Signing in and out, and what an address may not be used for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.web.interface import load_labels
from assistant.web.pages.local import local_path
from assistant.web.security.keys import hash_password

from .tree import parse

ABROAD = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "https://evil.example",
    "https:evil.example",
    "HTTPS://evil.example/documents",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "documents",
    "?next=/",
    "#x",
    "",
    " /documents",
    "\t//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\nset-cookie: a=b",
    "/\x00",
    "/\x7f",
    "/documents\\..",
    "/" + "a" * 5000,
]
HERE = ["/", "/documents", "/documents/S/RES/1325 (2000)?lang=fr#op1", "/check?text=a//b", "/?q=é"]


@pytest.fixture(scope="module")
def users():
    return [f"mary:{hash_password('Correct horse')}"]


@pytest.fixture
def guarded(make_pages, assistant, users):
    """A fresh browser, signed in nowhere."""
    return make_pages(assistant, users=users, secret="a secret of these tests")


def sign_in(client, target="/documents", password="Correct horse", user="mary", **headers):
    fields = {"user": user, "password": password, "next": target}
    return client.post("/sign-in?lang=en", data=fields, headers=headers)


@pytest.mark.parametrize("target", HERE)
def test_after_signing_in_one_goes_where_one_wanted_to(guarded, target):
    response = sign_in(guarded, target)
    assert response.status_code == 303
    location = response.headers["location"]
    assert location.startswith("/")
    assert location.isascii()
    assert location.split("?")[0].split("%")[0] == target.split("?")[0].split(" ")[0]
    assert "mandate_session=" in response.headers["set-cookie"]
    assert "httponly" in response.headers["set-cookie"].lower()


@pytest.mark.parametrize("target", ABROAD)
def test_nobody_is_sent_abroad(guarded, target):
    assert sign_in(guarded, target).headers["location"] == "/"


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_the_form_does_not_pass_it_on_either(guarded, target):
    page = parse(guarded.get("/sign-in", params={"next": target}).text)
    assert page.one("input", name="next")["value"] == "/"


@given(st.text(max_size=80))
def test_what_is_let_pass_is_a_path_of_this_server(given_path):
    path = local_path(given_path)
    assert path == "/" or path == given_path
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert not any(ord(character) < 32 for character in path)


def test_the_form_keeps_where_one_wanted_to_go(guarded):
    page = parse(guarded.get("/sign-in", params={"next": "/check?text=a&b"}).text)
    assert page.one("input", name="next")["value"] == "/check?text=a&b"
    assert page.one("input", name="password")["type"] == "password"


@pytest.mark.parametrize(
    ("user", "password"), [("mary", "wrong"), ("nobody", "Correct horse"), ("", "")]
)
def test_a_wrong_password_is_said_and_gives_no_cookie(guarded, user, password):
    response = sign_in(guarded, "/check", password, user)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    page = parse(response.text)
    assert page.one(role="alert").words() == load_labels("en")["sign_in.wrong"]
    assert page.one("input", name="next")["value"] == "/check"


def test_who_has_signed_in_sees_a_way_out(guarded):
    sign_in(guarded)
    page = parse(guarded.get("/documents?lang=en").text)
    assert page.one("form", action="/sign-out?lang=en")["method"] == "post"
    assert guarded.get("/sign-in?next=/check").headers["location"] == "/check"


def test_signing_out(guarded):
    sign_in(guarded)
    response = guarded.post("/sign-out?lang=ru")
    assert (response.status_code, response.headers["location"]) == (303, "/sign-in?lang=ru")
    assert not parse(guarded.get("/documents").text).all("form", action="/sign-out?lang=en")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_signs_nobody_in_or_out(guarded, site):
    assert sign_in(guarded, **{"sec-fetch-site": site}).status_code == 403
    sign_in(guarded, **{"sec-fetch-site": "same-origin"})
    response = guarded.post("/sign-out", headers={"sec-fetch-site": site})
    assert response.status_code == 403
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/sign-in"), ("POST", "/sign-in"), ("POST", "/sign-out")]
)
def test_without_users_there_is_nothing_to_sign_in_to(client, method, path):
    response = client.request(method, path, headers={"accept-language": "en"})
    assert response.status_code == 404
    assert load_labels("en")["error.not_found"] in response.text


def test_below_a_root_path_all_addresses_have_it(make_pages, assistant, users):
    client = make_pages(assistant, users=users, root_path="/mandate")
    assert parse(client.get("/mandate/sign-in?lang=en").text).one("form", css="card")["action"] == (
        "/mandate/sign-in?lang=en"
    )
    response = client.post(
        "/mandate/sign-in", data={"user": "mary", "password": "Correct horse", "next": "/documents"}
    )
    assert response.headers["location"] == "/mandate/documents"
    assert "Path=/mandate" in response.headers["set-cookie"]
