"""The server's settings: from the command line, the environment and a file, in this order."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import SettingsError
from assistant.web.security.keys import hash_key
from assistant.web.settings import ServerSettings, read_server_settings

HASH = "scrypt$c2FsdA$ZGlnZXN0"
SECRET = "swordfish"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    """No settings of whoever runs the tests."""
    for name in os.environ:
        if name.startswith("MANDATE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "server.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refused(*arguments, **given_):
    """What is said of settings that are not right, in one line."""
    with pytest.raises(SettingsError) as told:
        read_server_settings(*arguments, **given_)
    message = str(told.value)
    assert "\n" not in message
    assert "Value error" not in message
    return message


def test_by_itself_it_listens_to_this_machine_and_keeps_questions_to_itself():
    settings = read_server_settings()
    assert (settings.host, settings.port, settings.root_path) == ("127.0.0.1", 7860, "")
    assert settings.allowed_origins == settings.api_keys == settings.users == []
    assert settings.trusted_proxies == ["127.0.0.1"]
    assert not settings.log_questions
    assert settings.max_body == 1_048_576


def test_each_setting_can_be_set_by_the_environment_and_by_a_file(monkeypatch, file):
    values = {
        "host": "::1",
        "port": 8_000,
        "root_path": "/mandate",
        "trusted_proxies": ["10.0.0.1", "10.0.0.2"],
        "allowed_hosts": ["mandate.example.org"],
        "allowed_origins": ["https://portal.example.org"],
        "language": "fr",
        "collection": "lakes",
        "api_keys": [hash_key("key"), f"portal:{hash_key('other')}"],
        "users": [f"ann:{HASH}"],
        "secret": SECRET,
        "session_seconds": 60,
        "rate_limit": "60/minute;1000/day",
        "max_body": 2_048,
        "time_limit": 1.5,
        "concurrency": 3,
        "waiting": 0,
        "stop_seconds": 0,
        "log_level": "warning",
        "log_format": "text",
        "log_questions": True,
        "feedback": "/tmp/feedback.sqlite",
        "conversations": 5,
    }
    assert set(values) == set(ServerSettings.model_fields)

    def written(value):
        if isinstance(value, list):
            return "[" + ", ".join(map(written, value)) + "]"
        return f'"{value}"' if isinstance(value, str) else str(value).lower()

    by_file = read_server_settings(
        file("".join(f"{name} = {written(value)}\n" for name, value in values.items()))
    )
    for name, value in values.items():
        text = ",".join(value) if isinstance(value, list) else str(value)
        monkeypatch.setenv(f"MANDATE_{name.upper()}", text)
    by_environment = read_server_settings()
    assert by_file == by_environment
    defaults = ServerSettings.model_construct()
    for name, value in values.items():
        found = getattr(by_file, name)
        plain = found.get_secret_value() if name == "secret" else found
        assert str(plain) == str(value), name
        assert plain != getattr(defaults, name), name


def test_the_command_line_comes_before_the_environment_and_that_before_the_file(monkeypatch, file):
    path = file('port = 1\nhost = "file"\nlanguage = "ru"\n')
    monkeypatch.setenv("MANDATE_PORT", "2")
    monkeypatch.setenv("MANDATE_HOST", "environment")
    settings = read_server_settings(path, port=3)
    assert (settings.port, settings.host, settings.language) == (3, "environment", "ru")


def test_an_empty_variable_is_none(monkeypatch, file):
    monkeypatch.setenv("MANDATE_PORT", "")
    monkeypatch.setenv("MANDATE_API_KEYS", "")
    assert read_server_settings(file("port = 5")).port == 5
    assert read_server_settings().api_keys == []


@pytest.mark.parametrize(
    "text", ["a, b ,c", '["a", "b", "c"]', ' ["a","b","c"]', "a,b,c,", ",a,,b,c"]
)
def test_lists_are_written_with_commas_or_as_json(monkeypatch, text):
    monkeypatch.setenv("MANDATE_ALLOWED_HOSTS", text)
    assert read_server_settings().allowed_hosts == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://Portal.Example.org", "https://portal.example.org"),
        (" https://portal.example.org/ ", "https://portal.example.org"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("*", "*"),
    ],
)
def test_an_origin_is_what_browsers_compare(written, origin):
    assert read_server_settings(allowed_origins=[written]).allowed_origins == [origin]


@pytest.mark.parametrize(
    "written",
    [
        "portal.example.org",
        "https://",
        "ftp://portal.example.org",
        "https://portal.example.org/page",
        "https://portal.example.org?x",
        "https://portal.example.org#x",
        "https://user:word@portal.example.org",
        "https://portal.example.org; script-src *",
        "https://portal.example.org\nx",
        "https://portal example.org",
        "https://*.example.org",
        "null",
        "https://portal.example.org:port",
    ],
)
def test_what_is_no_origin_is_refused(written):
    """It would be written into a header as it is."""
    assert "MANDATE_ALLOWED_ORIGINS" in refused(allowed_origins=[written])


@pytest.mark.parametrize(
    ("written", "path"),
    [("/mandate", "/mandate"), ("mandate/", "/mandate"), ("/a/b/", "/a/b"), ("/", ""), ("", "")],
)
def test_a_root_path_begins_with_a_slash_and_ends_with_none(written, path):
    assert read_server_settings(root_path=written).root_path == path


@pytest.mark.parametrize(
    "written",
    [
        *("a b", "/a?b", "/a#b", "https://host/a", "\\a", '/"', "/<b>", "/a//b", "/../a", "/a/./b"),
        *("/{a}", "/a%2fb", "/a;b", "/é", "/a\nb"),
    ],
)
def test_what_is_no_path_is_refused(written):
    """It stands in each page and cookie."""
    assert "MANDATE_ROOT_PATH" in refused(root_path=written)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "-1"),
        ("port", "65536"),
        ("port", "http"),
        ("language", "de"),
        ("max_body", "1"),
        ("time_limit", "0"),
        ("time_limit", "nan"),
        ("time_limit", "inf"),
        ("concurrency", "0"),
        ("waiting", "-1"),
        ("stop_seconds", "601"),
        ("session_seconds", "1"),
        ("log_level", "loud"),
        ("log_format", "xml"),
        ("log_questions", "perhaps"),
        ("rate_limit", "often"),
        ("rate_limit", "0/minute"),
        ("rate_limit", "60/fortnight"),
        ("allowed_hosts", "[1"),
        ("conversations", "0"),
    ],
)
def test_a_wrong_value_is_told_with_its_name(monkeypatch, file, name, value):
    monkeypatch.setenv(f"MANDATE_{name.upper()}", value)
    message = refused()
    assert f"MANDATE_{name.upper()}" in message
    assert value in message
    monkeypatch.delenv(f"MANDATE_{name.upper()}")
    assert f"MANDATE_{name.upper()}" in refused(file(f'{name} = "{value}"'))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("api_keys", SECRET),
        ("api_keys", f"sha256${SECRET}"),
        ("api_keys", "sha256$" + "0" * 63),
        ("api_keys", "sha256$" + "A" * 64),
        ("api_keys", f"portal:{SECRET}"),
        ("users", SECRET),
        ("users", f"ann:{SECRET}"),
        ("users", f":{HASH}"),
        ("users", f"ann:scrypt${SECRET}"),
        ("users", f"ann:{HASH},ann:{HASH}"),
        ("users", f'{{"ann": "{SECRET}"'),
    ],
)
def test_a_secret_that_is_no_hash_is_refused_and_not_repeated(monkeypatch, name, value):
    monkeypatch.setenv(f"MANDATE_{name.upper()}", value)
    message = refused()
    assert f"MANDATE_{name.upper()}" in message
    assert SECRET not in message
    assert "mandate keys" in message


@pytest.mark.parametrize("name", ["api_keys", "users"])
def test_a_secret_in_a_list_that_is_none_is_not_repeated(monkeypatch, name):
    monkeypatch.setenv(f"MANDATE_{name.upper()}", f'["{SECRET}"')
    message = refused()
    assert f"MANDATE_{name.upper()}" in message
    assert SECRET not in message


def test_secrets_are_not_shown_with_the_settings():
    settings = read_server_settings(secret=SECRET)
    assert SECRET not in repr(settings)
    assert SECRET not in str(settings)


def test_a_name_that_is_no_setting_is_told(file):
    message = refused(file("prot = 8000\nport = 1\ncolour = 'blue'\n"))
    assert "prot" in message
    assert "colour" in message
    assert "server.toml" in message


@pytest.mark.parametrize("text", ["port = ", "port 5", "[", "\x00", 'port = "\ud800"'])
def test_a_file_that_is_no_toml_is_told(tmp_path, text):
    path = tmp_path / "server.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert "server.toml" in refused(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "nowhere.toml" in refused(tmp_path / "nowhere.toml")
    assert "cannot be read" in refused(tmp_path)


def test_settings_do_not_change():
    with pytest.raises(ValueError, match="frozen"):
        read_server_settings().port = 5


@given(st.text(max_size=30))
def test_any_origin_is_refused_or_harmless_in_a_header(text):
    try:
        (origin,) = read_server_settings(allowed_origins=[text]).allowed_origins
    except SettingsError:
        return
    assert origin == "*" or origin.startswith(("http://", "https://"))
    assert origin.isascii()
    assert not set(origin) & set(" ;,'\"\r\n\t\\")
