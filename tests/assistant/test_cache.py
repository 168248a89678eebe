"""Kept answers: found again under their own key, never under another, and never in the way."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.cache import AnswerCache
from assistant.errors import AssistantError, CacheError, UserError

often = settings(deadline=None, database=None, max_examples=50)
KEY = {"question": "Who?", "index": "sha256:0", "model": {"model": "ollama:x", "temperature": None}}
VALUES = st.none() | st.booleans() | st.integers() | st.text()
KEYS = st.dictionaries(st.text(), VALUES | st.lists(VALUES) | st.dictionaries(st.text(), VALUES))
DAMAGED = (
    "the answer cache .* cannot be used: .*; name another file in MANDATE_ANSWER_CACHE, or unset"
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "answers.sqlite"


@pytest.fixture
def cache(path):
    return AnswerCache(path)


@pytest.fixture
def answer(make_answer, make_citation):
    quote = "中心设在阿什哈巴德 “Ashgabat” \U0001f600\n‏المركز"
    return make_answer(make_citation(quote=quote, language="zh"), mode="generated", note="n")


def written(path, *entries):
    """Changes the file from outside: each entry is a statement and its values."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement, *values in entries:
            connection.execute(statement, values)


def test_an_answer_is_found_again(cache, path, answer):
    assert cache.find(KEY) is None
    cache.keep(KEY, answer)
    assert cache.find(KEY) == answer
    assert AnswerCache(path).find(KEY) == answer


def test_looking_makes_no_file(cache, path):
    assert cache.find(KEY) is None
    assert not path.exists()


def test_a_file_and_its_folders_are_made(tmp_path, answer):
    path = tmp_path / "one" / "two" / "answers"
    AnswerCache(path).keep(KEY, answer)
    assert AnswerCache(path).find(KEY) == answer


def test_the_order_of_a_key_does_not_matter(cache, answer):
    cache.keep(KEY, answer)
    assert cache.find(dict(reversed(KEY.items()))) == answer


@pytest.mark.parametrize(
    "other",
    [
        {},
        KEY | {"question": "who?"},
        KEY | {"question": "Who? "},
        KEY | {"index": "sha256:1"},
        KEY | {"model": {"model": "ollama:x", "temperature": 0}},
        KEY | {"model": "ollama:x"},
        KEY | {"history": []},
        {name: value for name, value in KEY.items() if name != "index"},
    ],
)
def test_another_key_finds_nothing(cache, answer, other):
    cache.keep(KEY, answer)
    assert cache.find(other) is None


@often
@given(first=KEYS, second=KEYS)
def test_no_key_stands_for_another(tmp_path_factory, make_answer, first, second):
    cache = AnswerCache(tmp_path_factory.mktemp("keys") / "answers")
    cache.keep(first, make_answer())
    alike = repr(sorted(first.items())) == repr(sorted(second.items()))
    assert alike or first == second or cache.find(second) is None
    assert cache.find(dict(first)) == make_answer()


def test_an_answer_that_is_kept_again_stands_for_the_first(cache, path, answer, make_answer):
    cache.keep(KEY, make_answer())
    cache.keep(KEY, answer)
    assert cache.find(KEY) == answer
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM answers").fetchone() == (1,)


def test_several_threads_keep_and_find_at_once(path, make_answer):
    def work(thread):
        cache = AnswerCache(path)
        for number in range(10):
            cache.keep({"number": number}, make_answer(question=f"{number}"))
            cache.keep({"thread": thread, "number": number}, make_answer(question=f"{thread}"))
        found = [cache.find({"thread": thread, "number": number}) for number in range(10)]
        return {answer.question for answer in found}

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(8))) == [{f"{thread}"} for thread in range(8)]
    for number in range(10):
        assert AnswerCache(path).find({"number": number}).question == f"{number}"


@pytest.mark.parametrize(
    "entry", ["{}", "", "null", "[1", '{"question": "Who?"}', "x" * 1000, b"\xff\xfe", b""]
)
def test_an_answer_of_another_form_is_as_none_and_is_replaced(cache, path, answer, entry):
    cache.keep(KEY, answer)
    written(path, ("UPDATE answers SET answer = ?", entry))
    assert cache.find(KEY) is None
    cache.keep(KEY, answer)
    assert cache.find(KEY) == answer


def test_an_answer_that_lacks_what_answers_have_now_is_as_none(cache, path, answer):
    cache.keep(KEY, answer)
    older = answer.model_dump_json(exclude={"searched", "mode"})
    written(path, ("UPDATE answers SET answer = ?", older))
    assert cache.find(KEY) is None


def damage_bytes(path):
    path.write_bytes(b"no database" * 100)


def damage_head(path):
    path.write_bytes(path.read_bytes()[:120])


def damage_pages(path):
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))


def damage_table(path):
    written(path, ("DROP TABLE answers",), ("CREATE TABLE answers (other TEXT)",))


def make_folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage", [damage_bytes, damage_head, damage_pages, damage_table, make_folder]
)
def test_a_file_that_cannot_be_used_is_told_of_and_what_to_do(cache, path, answer, damage):
    cache.keep(KEY, answer)
    damage(path)
    with pytest.raises(CacheError, match=DAMAGED) as raised:
        cache.find(KEY)
    assert isinstance(raised.value, AssistantError | UserError)
    assert str(path) in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1
    with pytest.raises(CacheError, match=DAMAGED):
        cache.keep(KEY, answer)


def test_a_file_in_the_place_of_its_folder_is_told_of(tmp_path, answer):
    (tmp_path / "file").touch()
    with pytest.raises(CacheError, match=DAMAGED):
        AnswerCache(tmp_path / "file" / "answers").keep(KEY, answer)


def test_a_text_that_is_none_is_told_of(cache, path, answer):
    cache.keep(KEY, answer)
    written(path, ("UPDATE answers SET answer = CAST(? AS TEXT)", b"\xff\xfe"))
    with pytest.raises(CacheError, match=DAMAGED):
        cache.find(KEY)


def test_an_empty_file_is_an_empty_cache(cache, path, answer):
    path.touch()
    assert cache.find(KEY) is None
    cache.keep(KEY, answer)
    assert cache.find(KEY) == answer
