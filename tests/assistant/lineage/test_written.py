"""What the commands print, and that no document's text does more than be shown there."""

from __future__ import annotations

import json
import re

import pytest
from markdown_it import MarkdownIt

from assistant.lineage.compare import compare
from assistant.lineage.labels import load_labels
from assistant.lineage.layout import chosen, lay_out_comparison, lay_out_lineage
from assistant.lineage.model import Comparison, Lineage
from assistant.lineage.trace import trace
from assistant.lineage.written import show, to_markdown, to_text
from index.words import LANGUAGES

from .conftest import make_document

HOSTILE = (
    "Thanks the donors \x1b[31mred\x1b]0;title\x07 <script>alert(1)</script> ![x](http://evil.example/x) "
    "**bold** | `code` \u202egnp.exe www.evil.example for {n} lanterns"
)


@pytest.fixture
def hostile(index_of):
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", {"op1": {"en": HOSTILE.format(n="ten")}}),
        make_document("A/RES/91/1", "2036-11-01", {"op1": {"en": HOSTILE.format(n="nine")}}),
        make_document(
            "A/RES/92/1",
            "2037-11-01",
            {"op1": {"en": "Buys ink."}},
            relations=(),
        ),
    )
    return compare("A/RES/90/1", "A/RES/91/1", index), trace("A/RES/90/1#op1", index)


def laid_out(hostile):
    comparison, lineage = hostile
    return list(lay_out_comparison(comparison)), list(lay_out_lineage(lineage))


def test_text_drives_no_terminal(hostile):
    for blocks in laid_out(hostile):
        text = to_text(blocks)
        assert "lanterns" in text
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_a_terminal_is_shown_colours_of_ours_alone(hostile, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    for blocks in laid_out(hostile):
        show(blocks)
    shown = capsys.readouterr().out
    assert "\x1b]" not in shown
    assert "\x1b[31mred" not in shown
    assert "[-ten-]" in re.sub(r"\x1b\[[0-9;]*m", "", shown)


def test_markdown_shows_the_text_and_nothing_of_it_is_markup(hostile):
    for blocks in laid_out(hostile):
        html = MarkdownIt("gfm-like", {"linkify": False}).render(to_markdown(blocks))
        assert "<script" not in html
        assert "<img" not in html
        assert "<a " not in html
        assert "<strong>bold</strong>" not in html
        assert "<s>ten</s> <strong>nine</strong>" in html


def test_a_comma_that_was_added_is_seen_in_markdown(assistant):
    found = chosen(assistant.compare("A/RES/72/7", "A/75/L.72"), ("changed",))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(to_markdown(lay_out_comparison(found)))
    assert "acknowledging{+,+} in this context" in html
    assert "<strong>for Central Asia</strong> in Ashgabat" in html
    assert "Noting the <s>specific</s> focus" in html
    assert "**" not in html


def test_a_comparison_is_printed_pair_by_pair(mandate, assistant):
    done = mandate("compare", "A/RES/72/7", "A/75/L.72")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "A/RES/72/7 → A/75/L.72"
    assert re.search(r"^unchanged +changed +new +gone", done.stdout, re.MULTILINE)
    assert "= pp1  unchanged" in lines
    assert "- pp3  gone" in lines
    at = next(n for n, line in enumerate(lines) if line.startswith("~ pp2 → pp3  changed, 9"))
    assert lines[at + 1].startswith("    Recalling {+also+} the exchange of letters")
    assert "= pp9 → pp14  unchanged, moved" in lines
    # The documents and the table, the pairs, and the words of those that changed, came or went.
    assert len(lines) == 7 + 22 + 15


def test_only_some_pairs_are_printed(mandate):
    done = mandate("compare", "A/RES/72/7", "A/75/L.72", "--only", "gone,moved")
    lines = [line for line in done.stdout.splitlines() if re.match(r"[=~+-] ", line)]
    shown = [re.sub(r"\d+ %", "N %", line) for line in lines]
    assert shown == ["- pp3  gone", "- pp4  gone", "~ pp10 → pp12  changed, N %, moved",
                     "= pp9 → pp14  unchanged, moved"]  # fmt: skip


def test_json_is_what_the_api_gives(mandate, assistant):
    done = mandate("compare", "A/75/L.72", "A/RES/72/7", "--json")
    found = assistant.compare("A/RES/72/7", "A/75/L.72")
    assert json.loads(done.stdout) == found.model_dump(mode="json")
    done = mandate("trace", "S/2007/279#p3.b1", "--format", "json", "-l", "fr")
    lineage = assistant.trace("S/2007/279#p3.b1", language="fr")
    assert json.loads(done.stdout) == lineage.model_dump(mode="json")
    assert "étroitement" in done.stdout or "liaison" in done.stdout


def test_results_are_read_back_from_their_json(assistant):
    for found, model in (
        (assistant.compare("A/RES/72/7", "A/75/L.72"), Comparison),
        (assistant.trace("S/2007/279#p3.b4"), Lineage),
    ):
        assert model.model_validate_json(found.model_dump_json()) == found


def test_a_trace_is_printed_step_by_step(mandate):
    done = mandate("trace", "S/2007/279#p3.b4")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[1] == "1. 2007-05-07  S/2007/279, third paragraph, fourth bullet  letter, first"
    assert lines[3].startswith("2. 2021-03-29  A/75/L.72, thirteenth preambular paragraph  draft")
    assert "{+Recognizing the efforts of the Regional Centre in providing+}" in lines[4]
    assert lines[5] == "Dropped from S/2007/279 to A/75/L.72: [-To provide … to support-]"
    assert lines[7] == "Not repeated in:"
    assert lines[8].startswith("    A/RES/72/7  adopted, 2017-11-17: Role of")
    assert re.fullmatch(r"Searched: \d+ paragraphs of 3 documents\.", lines[-1])


def test_that_it_was_not_repeated_is_an_answer(mandate):
    done = mandate("trace", "S/2007/279#p3.b5", "-f", "markdown")
    assert done.returncode == 0
    assert "No other document was found to carry it in these words." in done.stdout
    assert "**Not repeated in:**" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["compare", "A/RES/72/7", "A/RES/72/7"], "is one document"),
        (["compare", "A/RES/72/7", "A/75/L.72", "--only", "odd"], "'odd' is not one of"),
        (["trace", "A/RES/72/7#op1", "-l", "de"], "'de'"),
    ],
)
def test_a_mistake_is_told_in_one_line(mandate, arguments, told):
    done = mandate(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("mandate: ")
    assert told in line


def test_words_that_stand_nowhere_are_not_found(mandate):
    done = mandate("trace", "helicopters of every colour")
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert "no paragraph has all the words of 'helicopters of every colour' in en" in line


def test_symbols_may_be_short(mandate):
    short, whole = (
        mandate("compare", *symbols).stdout
        for symbols in (("72/7", "75/l.72"), ("A/RES/72/7", "A/75/L.72"))
    )
    assert short == whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_beside_the_quotes_is_in_the_readers_language(mandate, language):
    labels = load_labels(language)
    assert set(labels) == set(load_labels("en"))
    page = mandate("compare", "A/RES/72/7", "A/75/L.72", "-l", language).stdout
    assert f"+ pp2  {labels['new']}\n" in page
    assert labels["paragraphs"].format(count=14) in page
    page = mandate("trace", "S/2007/279#p3.b5", "-l", language).stdout
    assert labels["only_here"] in page.splitlines()
    assert labels["not_repeated"] in page.splitlines()
    if language != "en":
        assert "No other document" not in page


@pytest.mark.parametrize("command", ["trace", "compare"])
def test_each_command_has_a_help(mandate, command):
    done = mandate(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    for option in ("--language", "--collection", "--format", "--json"):
        assert option in done.stdout
