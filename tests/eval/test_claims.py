"""False statements are told from true ones: what a model may say of its passages."""

import pytest

from assistant import Assistant
from eval.claims import check_statements, main, read_statements, shares
from eval.errors import QuestionFileError

# Kinds of falsehood that code can tell for certain: none may ever be let through.
CERTAIN = {
    "added",
    "cause",
    "date",
    "injected",
    "negation",
    "negation removed",
    "number",
    "symbol",
    "world knowledge",
}


@pytest.fixture(scope="module")
def checked(home):
    with Assistant(home / "index", model="none") as assistant:
        return check_statements(assistant, read_statements())


@pytest.mark.parametrize("kind", sorted(CERTAIN))
def test_no_false_statement_of_a_certain_kind_is_let_through(checked, kind):
    found = [c for c in checked if c.record.kind == kind and not c.record.true]

    assert found
    assert [c.record.text for c in found if c.is_let_through] == []


def test_few_false_statements_of_the_other_kinds_are_let_through(checked):
    found = shares(checked, true=False)

    assert found["all"].let_through / found["all"].total <= 0.06
    for kind in ("name", "exclusivity", "force", "replaced word"):
        assert found[kind].let_through <= 2, kind


def test_most_true_statements_near_their_passages_are_let_through(checked):
    found = shares(checked, true=True)

    assert found["close"].let_through / found["close"].total >= 0.84
    assert found["lead"].let_through / found["lead"].total >= 0.8


def test_every_language_has_true_and_false_statements(checked):
    told = {(c.record.language, c.record.true) for c in checked}

    assert told == {
        (code, t) for code in ("en", "fr", "ru", "es", "ar", "zh") for t in (True, False)
    }


def test_the_command_prints_what_is_let_through(tmp_path, capsys, home, monkeypatch):
    monkeypatch.setenv("MANDATE_HOME", str(home))
    path = tmp_path / "mine.jsonl"
    path.write_text(
        '{"id": "a", "text": "The Centre is in Paris.", "language": "en", "passages": '
        '["A/RES/72/7#op1"], "true": false, "kind": "name"}\n',
        encoding="utf-8",
    )

    assert main([str(path), "--list"]) == 0

    assert "0 of 1 (0%)" in capsys.readouterr().out


def test_a_line_that_is_no_statement_is_named(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "a"}\n', encoding="utf-8")

    with pytest.raises(QuestionFileError, match="line 1"):
        read_statements(path)
