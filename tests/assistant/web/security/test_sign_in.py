"""Signing in: the cookie, whom it is good for, and for how long."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from itsdangerous import TimestampSigner
from starlette.requests import Request

from assistant.web.security import keys, sign_in
from assistant.web.security.keys import hash_password
from assistant.web.security.sign_in import Sessions

COOKIE = "mandate_session"
PAGE = "/documents"
FORM = {"user": "ann", "password": "swordfish", "next": PAGE}
SECRET = "a secret of the operator's"


@pytest.fixture(scope="module", autouse=True)
def cheap():
    """Passwords that cost little to look at, for as long as these tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_COST", 2)
        yield


@pytest.fixture(scope="module")
def users(cheap):
    return [f"ann:{hash_password('swordfish')}", f"Ольга:{hash_password('пароль 密码')}"]


@pytest.fixture(scope="module")
def browser(make_client, users):
    """A browser that nobody signs in with; cookies are given to it by hand."""
    with make_client(users=users, secret=SECRET) as client:
        yield client


@pytest.fixture
def fresh(make_client, users):
    """As `browser`, with nobody's attempts counted yet."""

    def make(**settings):
        return make_client(users=users, secret=SECRET, **settings)

    return make


def signs_in(client, **fields):
    return client.post("/sign-in", data=FORM | fields, follow_redirects=False)


def sees(client, path=PAGE):
    """Whether the page is shown."""
    status = client.get(path, follow_redirects=False).status_code
    assert status in (200, 303)
    return status == 200


def cookie_of(response):
    return SimpleCookie(response.headers["set-cookie"])[COOKIE]


def test_the_cookie_opens_the_pages(fresh):
    with fresh() as client:
        assert not sees(client)
        response = signs_in(client)
        assert (response.status_code, response.headers["location"]) == (303, PAGE)
        assert sees(client)
        assert client.get("/api/v1/documents").status_code == 200
        assert client.get("/config").status_code == 200


def test_the_cookie_is_for_this_server_alone_and_for_no_script(fresh):
    with fresh(session_seconds=3_600) as client:
        cookie = cookie_of(signs_in(client))
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "lax"
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", "3600")
    assert not cookie["secure"], "over plain HTTP it would not come back"


def test_over_https_the_cookie_never_goes_without(fresh):
    with fresh() as client:
        client.base_url = "https://mandate.example.org"
        assert cookie_of(signs_in(client))["secure"]


def test_below_a_root_path_the_cookie_is_for_it(fresh):
    with fresh(root_path="/mandate") as client:
        response = client.post("/mandate/sign-in", data=FORM, follow_redirects=False)
        assert response.headers["location"] == f"/mandate{PAGE}"
        assert cookie_of(response)["path"] == "/mandate"


def test_the_cookie_has_neither_password_nor_hash(fresh, users):
    with fresh() as client:
        value = cookie_of(signs_in(client)).value
    assert "swordfish" not in value
    assert users[0].partition(":")[2] not in value


@pytest.mark.parametrize(
    ("user", "password"),
    [
        ("ann", "Swordfish"),
        ("ann", ""),
        ("Ann", "swordfish"),
        ("", ""),
        ("bob", "swordfish"),
        ("ann:", "swordfish"),
        ("ann", "x" * 100_000),
        ("ann", "пароль 密码"),
    ],
)
def test_a_wrong_word_opens_nothing(fresh, user, password):
    with fresh() as client:
        response = signs_in(client, user=user, password=password)
        assert response.status_code == 403
        assert "set-cookie" not in response.headers
        assert not sees(client)
        if len(password) > 3:
            assert password not in response.text


def test_words_of_any_script_are_taken(fresh):
    with fresh() as client:
        assert signs_in(client, user="Ольга", password="пароль 密码").status_code == 303
        assert sees(client)


@pytest.mark.parametrize(
    "body",
    [
        (b"user=%ff%fe&password=%00", "application/x-www-form-urlencoded"),
        (b"user=%ED%A0%80&password=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"user=ann&user=bob&password=a&password=b", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (
            b'--x\r\ncontent-disposition: form-data; name="user"; filename="a"\r\n\r\nann\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
        (
            b'--x\r\ncontent-disposition: form-data; name="password"\r\n\r\n\\ud800\r\n--x--\r\n',
            "multipart/form-data; boundary=x; charset=unicode_escape",
        ),
        (b"x", "multipart/form-data"),
    ],
)
def test_a_form_that_is_none_is_refused(fresh, body):
    content, kind = body
    with fresh() as client:
        response = client.post("/sign-in", content=content, headers={"content-type": kind})
        assert 400 <= response.status_code < 500, response.text
        assert not sees(client)


def test_signing_out_takes_the_cookie_back(fresh):
    with fresh() as client:
        signs_in(client)
        response = client.post("/sign-out", follow_redirects=False)
        assert response.headers["location"].startswith("/sign-in")
        assert cookie_of(response)["max-age"] == "0"
        assert not sees(client)


@settings(deadline=None, database=None, max_examples=60)
@given(st.data())
def test_a_cookie_that_was_changed_opens_nothing(browser, make_settings, users, data):
    held = Sessions(make_settings(users=users, secret=SECRET))
    right = held._signer.dumps("ann")
    place = data.draw(st.integers(0, len(right) - 2), label="place")
    sign = data.draw(st.sampled_from("abcXYZ019-_."), label="sign")
    changed = right[:place] + sign + right[place + 1 :]
    if changed != right:
        assert not sees_with(browser, changed)


def sees_with(client, value):
    response = client.get(PAGE, headers={"cookie": f"{COOKIE}={value}"}, follow_redirects=False)
    return response.status_code == 200


def test_only_this_servers_cookie_opens_it(browser, make_settings, users):
    mine = Sessions(make_settings(users=users, secret=SECRET))._signer
    other = Sessions(make_settings(users=users, secret="another"))._signer
    assert sees_with(browser, mine.dumps("ann")), "the same secret: a restart signs nobody out"
    assert not sees_with(browser, other.dumps("ann"))
    assert not sees_with(browser, Sessions(make_settings(users=users))._signer.dumps("ann"))
    assert not sees_with(browser, mine.dumps("somebody who was a user once"))
    for value in (["ann"], {"ann": 1}, None, 5, True):
        assert not sees_with(browser, mine.dumps(value))
    for text in ("", "ann", "..", "a.b.c", '"ann"', "é", "x" * 4_000):
        assert not sees_with(browser, text.encode())


def test_a_cookie_ends(browser, make_settings, users, monkeypatch):
    held = Sessions(make_settings(users=users, secret=SECRET))
    now = int(time.time())
    for age, is_good in ((0, True), (12 * 3_600 - 60, True), (12 * 3_600 + 60, False)):
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self, at=now - age: at)
        made = held._signer.dumps("ann")
        monkeypatch.undo()
        assert sees_with(browser, made) is is_good, age


def test_attempts_are_limited_and_it_is_told_how_long(fresh, clock):
    with fresh() as client:
        statuses = [signs_in(client, password=f"guess {n}").status_code for n in range(12)]
        assert statuses == [403] * 10 + [429] * 2
        refused = signs_in(client)
        assert refused.status_code == 429, "the right word too"
        assert refused.headers["retry-after"] == "59"
        assert not sees(client)
        assert client.get("/sign-in").status_code == 200
        clock.go(58)
        assert signs_in(client).status_code == 429
        clock.go(2)
        assert signs_in(client).status_code == 303


def test_attempts_are_limited_whatever_is_asked_besides(fresh, clock):
    with fresh(rate_limit="1000/minute") as client:
        statuses = [signs_in(client, password=f"guess {n}").status_code for n in range(11)]
    assert statuses == [403] * 10 + [429]


def test_an_unknown_name_takes_as_long_as_a_wrong_password(make_settings, users, monkeypatch):
    looked_at = []
    monkeypatch.setattr(sign_in, "is_password", lambda word, kept: looked_at.append(kept) or False)
    held = Sessions(make_settings(users=users))
    for name in ("ann", "bob", ""):
        assert not asyncio.run(held.is_user(name, "x"))
    assert len(looked_at) == 3
    assert all(kept.startswith("scrypt$") for kept in looked_at)


def test_an_unknown_name_is_nobody_even_with_the_right_word(make_settings, users, monkeypatch):
    monkeypatch.setattr(sign_in, "is_password", lambda word, kept: True)
    assert not asyncio.run(Sessions(make_settings(users=users)).is_user("bob", "x"))


def test_many_sign_in_at_once_with_the_memory_of_one(fresh, monkeypatch):
    under_way, most = [], []

    def look(password, kept):
        under_way.append(1)
        most.append(len(under_way))
        time.sleep(0.02)
        under_way.pop()
        return True

    monkeypatch.setattr(sign_in, "is_password", look)
    with fresh() as client, ThreadPoolExecutor(6) as readers:
        statuses = list(readers.map(lambda _: signs_in(client).status_code, range(6)))
    assert statuses == [303] * 6
    assert max(most) == 1


def test_without_users_nobody_has_to(make_settings):
    held = Sessions(make_settings())
    assert not held
    scope = {"type": "http", "headers": [(b"cookie", f"{COOKIE}=x".encode())]}
    assert held.user(Request(scope)) is None
