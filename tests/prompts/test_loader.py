"""Prompts: every one loads, an operator's own are checked, and what is put in stays text."""

from __future__ import annotations

import re
from importlib.resources import files
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UserError
from prompts import PARTS, VARIABLES, InvalidPrompt, PromptError, PromptNotFound, load_prompt

often = settings(deadline=None, database=None, max_examples=100)
VERSION = re.compile(r"1\+[0-9a-f]{12}")
PASSAGES = [
    SimpleNamespace(key="1-aa", source="A/RES/72/7, para. 1", text="Encourages the Centre"),
    SimpleNamespace(key="2-bb", source="A/RES/72/7, para. 2", text="Welcomes the assistance"),
]
TURN = SimpleNamespace(question="Who?", answer="The Centre", places="A/RES/72/7, para. 1")
VALUES = {
    "question": "What may the Centre do?",
    "language": "French",
    "history": [TURN],
    "passages": PASSAGES,
}
PROMPT = """---
name: {name}
version: "1"
purpose: a test
variables: [{variables}]
---
# user
{body}
"""


def own(name="translation", variables="question", body="Q: {{ question }}"):
    return PROMPT.format(name=name, variables=variables, body=body)


def shipped(name):
    return (files("prompts") / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    """Loads a prompt from a new folder that has these files."""

    def load_(name="translation", **texts):
        folder = tmp_path_factory.mktemp("prompts")
        for file, text in texts.items():
            (folder / f"{file}.md").write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_prompt(name, folder)

    return load_


@pytest.mark.parametrize("name", VARIABLES)
def test_a_shipped_prompt_loads_and_takes_its_variables(name):
    prompt = load_prompt(name)
    assert (prompt.name, prompt.variables) == (name, VARIABLES[name])
    assert prompt.purpose
    assert VERSION.fullmatch(prompt.version)
    messages = prompt.render(**VALUES)
    assert [message.role for message in messages] == ["system", "user"]
    assert VALUES["question"] in messages[1].text
    for _, text in messages:
        assert text == text.strip()
        assert not re.search(r"\{[{%#]|[%#]\}|^# (?:system|user)$", text, re.MULTILINE)


@pytest.mark.parametrize("name", ["answer", "explanation"])
def test_a_prompt_that_writes_shows_the_passages_between_their_keys(name):
    text = load_prompt(name).render(**VALUES)[1].text
    for passage in PASSAGES:
        shown = f"[{passage.key}] {passage.source}\n{passage.text}\n[/{passage.key}]\n"
        assert text.count(shown) == 1
    assert "Earlier turns" in text
    assert "Earlier turns" not in load_prompt(name).render(**VALUES | {"history": []})[1].text


def test_every_shipped_file_is_a_prompt_or_a_part():
    held = {path.name for path in files("prompts").iterdir() if path.name.endswith(".md")}
    assert held == {f"{name}.md" for name in (*VARIABLES, *PARTS)}


@pytest.mark.parametrize("name", ["", "answers", "rules", "../answer", "Answer"])
def test_a_prompt_of_another_name_is_not_found(name):
    with pytest.raises(PromptNotFound, match="there are answer, explanation, follow_up"):
        load_prompt(name)


@pytest.mark.parametrize("name", VARIABLES)
def test_a_value_that_is_not_given_is_named(name):
    for missing in VARIABLES[name]:
        given_ = {key: value for key, value in VALUES.items() if key != missing}
        with pytest.raises(InvalidPrompt, match=rf"{name}.* was given no {missing}$"):
            load_prompt(name).render(**given_)


def test_values_that_are_not_used_are_left(load):
    (message,) = load(translation=own()).render(question="Who?", language="French", other=1)
    assert message == ("user", "Q: Who?")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no front matter"),
        ("# user\n{{ question }}", "no front matter"),
        ("---\nname: translation\n# user\n", "no front matter"),
        (own().removeprefix("---\n"), "no front matter"),
        ("\n" + own(), "no front matter"),
        (own().replace("name:", "nam:"), "front matter of translation.md"),
        (own().replace("purpose: a test\n", ""), "purpose"),
        (own().replace("purpose: a test\n", "purpose: a test\ntemperature: 1\n"), "temperature"),
        (own().replace('"1"', "1"), "version"),
        (own().replace("[question]", "question"), "variables"),
        (own().replace("[question]", "[1]"), "variables"),
        (own().replace("[question]", "[question"), "front matter of translation.md"),
        (own().replace("a test", "!!python/object/apply:os.getcwd []"), "python/object"),
        (own().replace("a test", "\x07"), "front matter of translation.md"),
        (own().replace("a test", "2026-02-31"), "front matter of translation.md"),
        ("---\n- a\n- b\n---\n# user\n{{ question }}", "front matter of translation.md"),
        ("---\n\n---\n# user\n{{ question }}", "front matter of translation.md"),
        (own(name="answer"), "calls itself 'answer'"),
        (own().replace("# user", "# User"), "must begin with a line '# system' or '# user'"),
        (own().replace("# user\n", ""), "must begin with a line"),
        (own().replace("# user", "Hello\n# user"), "must begin with a line"),
        (own(body="{{ question"), "is no template"),
        (own(body="{% for q in question %}"), "is no template"),
        (own(body="{{ question | shout }}"), "is no template"),
        (b"---\nname: \xff\n---\n# user\n", "cannot be read"),
    ],
)
def test_a_file_that_is_not_right_is_refused_in_one_line(load, text, reason):
    with pytest.raises(InvalidPrompt, match=re.escape(reason)) as raised:
        load(translation=text)
    assert isinstance(raised.value, PromptError | UserError)
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "variables", "body", "reason"),
    [
        ("translation", "question", "{{ question }} {{ history }}", "uses history; it is given"),
        ("translation", "question, user", "{{ question }} {{ user }}", "uses user; it is given"),
        ("translation", "question", "{{ question }} {{ language }}", "names .* question and uses"),
        ("translation", "question, language", "{{ question }}", "question and uses question$"),
        ("translation", "", "Nothing", "does not use question"),
        ("translation", "language", "{{ language }}", "does not use question"),
        ("follow_up", "question", "{{ question }}", "does not use history"),
        ("answer", "question, history", "{{ question }}{{ history }}", "does not use passages"),
        ("answer", "passages", "{{ passages }}", "does not use question"),
    ],
)
def test_variables_must_agree(load, name, variables, body, reason):
    with pytest.raises(InvalidPrompt, match=reason):
        load(name, **{name: own(name, variables, body)})


@pytest.mark.parametrize(
    ("name", "variables", "body"),
    [
        ("translation", "question", "{{ question }}"),
        ("answer", "question, passages", "{{ question }}{{ passages }}"),
        (
            "answer",
            "question, passages",
            "{% for p in passages %}{{ p }}{% endfor %}{{ question }}",
        ),
        ("translation", "question", "{% set q = question %}{{ q }}"),
    ],
)
def test_not_all_variables_are_needed(load, name, variables, body):
    prompt = load(name, **{name: own(name, variables, body)})
    assert prompt.variables == set(variables.split(", "))


@pytest.mark.parametrize(
    "part", ["'rule'", "'answer'", "'../rules'", "'rules.md'", "question", "['rules', 'x']"]
)
def test_a_part_that_there_is_not_is_not_included(load, part):
    body = f"{{{{ question }}}}{{% include {part} %}}"
    with pytest.raises(InvalidPrompt, match="parts are rules, material"):
        load(translation=own(body=body))


def test_the_variables_of_an_included_part_count(load):
    body = "{{ question }}{% include 'rules' %}"
    rules = own("rules", "language", "{{ language }}").replace("# user\n", "")
    with pytest.raises(InvalidPrompt, match="uses language, question"):
        load(translation=own(body=body), rules=rules)
    prompt = load(translation=own(variables="question, language", body=body), rules=rules)
    assert prompt.render(**VALUES)[0].text == "What may the Centre do?French"


def test_parts_that_include_each_other_are_refused(load):
    rules = own("rules", "", "{% include 'rules' %}")
    with pytest.raises(InvalidPrompt):
        load(translation=own(body="{{ question }}{% include 'rules' %}"), rules=rules).render(
            **VALUES
        )


def test_an_operator_s_file_stands_for_one_and_the_rest_stays(load, tmp_path):
    (tmp_path / "translation.md").write_text(own(), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a prompt", encoding="utf-8")
    assert load_prompt("translation", tmp_path).render(**VALUES) == [
        ("user", "Q: What may the Centre do?")
    ]
    for name in VARIABLES.keys() - {"translation"}:
        theirs, ours = load_prompt(name, tmp_path), load_prompt(name)
        assert theirs.version == ours.version
        assert theirs.render(**VALUES) == ours.render(**VALUES)


@pytest.mark.parametrize("name", ["answers", "README", "follow-up", "Answer", "rule"])
def test_a_misspelt_file_name_is_refused(load, name):
    with pytest.raises(PromptNotFound, match=rf"{name}\.md, which no prompt is called"):
        load(**{name: own()})


def test_a_folder_that_is_none_is_refused(tmp_path):
    file = tmp_path / "file"
    file.touch()
    for folder in (tmp_path / "missing", file):
        with pytest.raises(PromptNotFound, match="MANDATE_PROMPTS"):
            load_prompt("answer", folder)


def test_the_version_changes_with_the_text_and_with_nothing_else(load):
    answer, rules = shipped("answer"), shipped("rules")
    ours = load_prompt("answer").version
    assert load("answer", answer=answer, rules=rules, translation=own()).version == ours
    assert load("answer", answer=answer.replace("\n", "\r\n")).version == ours
    changed = [
        load("answer", answer=answer + "Be brief.\n"),
        load("answer", rules=rules + "8. Be brief.\n"),
        load("answer", material=shipped("material") + "\n"),
        load("answer", answer=answer.replace('version: "1"', 'version: "2"')),
    ]
    assert len({ours, *(prompt.version for prompt in changed)}) == 5
    assert changed[-1].version.startswith("2+")


MARKS = st.sampled_from(["{{ language }}", "{% raw %}", "{#", "\n# user\n", "\n# system\n", "}}"])


@often
@given(value=st.lists(st.text(max_size=20) | MARKS, max_size=6).map("".join))
def test_a_value_stays_text(load, value):
    body = "< {{ question }} >{% for turn in history %}{{ turn.answer }};{% endfor %}."
    prompt = load("follow_up", follow_up=own("follow_up", "question, history", body))
    messages = prompt.render(question=value, history=[SimpleNamespace(answer=value)])
    assert messages == [("user", f"< {value} >{value};.")]


@pytest.mark.parametrize(
    "body",
    [
        "{{ question.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ question.format.__globals__ }}",
        "{{ '{0.__class__.__mro__}'.format(question) }}",
        "{{ cycler.__init__.__globals__.os.system('true') }}",
        "{{ question.nothing }}",
        "{{ question.nothing() }}",
        "{{ question[5000] }}",
        "{{ question + 1 }}",
        "{{ 1 // 0 }}",
        "{% for n in range(1000000000) %}x{% endfor %}",
    ],
)
def test_template_code_can_do_nothing_but_fail(load, body):
    with pytest.raises(InvalidPrompt, match="'translation' cannot be filled in"):
        load(translation=own(body="{{ question }}" + body)).render(question="Who?")
