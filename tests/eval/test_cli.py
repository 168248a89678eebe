"""The command line of the evaluation, in processes of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from assistant import Answer
from assistant.feedback import Feedback, FeedbackStore
from eval.files import read_records, write_records
from eval.results import read_results, write_results
from eval.systems.registry import GROUPS

OURS = ("eval", "--system", "mandate")
LEFT = "import sys; print(*sorted(m for m in sys.modules if m.split('.')[0] == 'eval'))"


def test_the_shipped_questions_are_passed_and_three_files_written(shipped_run):
    assert shipped_run.done.returncode == 0, shipped_run.done.stderr
    names = {path.name for path in shipped_run.out.iterdir()}
    assert names == {"results.json", "summary.md", "report.html"}
    for name in names:
        assert str(shipped_run.out / name) in shipped_run.done.stderr
    results = shipped_run.results
    (ours,) = results.systems
    assert ours.name == "mandate"
    assert results.problems == results.below == ours.unfinished == []
    assert len(ours.outcomes) == results.count > 0


def test_the_figures_are_printed_and_nothing_else(shipped_run):
    printed = shipped_run.done.stdout
    assert all(line.startswith("|") for line in printed.splitlines())
    assert "mandate" in printed.splitlines()[0]
    for measure in ("accuracy", "citation F1", "quote exactness"):
        assert f" {shipped_run.results.systems[0].figure(measure).value:.3f} [" in printed


def test_own_questions_are_asked_in_order_and_need_no_thresholds(few_run, few_records):
    assert few_run.done.returncode == 0
    assert "below" not in few_run.done.stderr
    assert not few_run.results.thresholds
    assert [o.record for o in few_run.results.systems[0].outcomes] == few_records


def test_the_printed_figures_stand_in_the_summary_and_the_report(few_run):
    summary = (few_run.out / "summary.md").read_text(encoding="utf-8")
    assert few_run.done.stdout.strip() in summary
    accuracy = few_run.results.systems[0].figure("accuracy").value
    assert f"{accuracy:.3f}" in (few_run.out / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--system", "nosuch"], "there is no system 'nosuch'"),
        (["--system", "mandate,without nosuch"], "there is no system 'without nosuch'"),
        (["--split", "half"], "'half' is no part of the questions"),
        (["-q", "{tmp}/missing.jsonl"], "missing.jsonl cannot be read: No such file"),
        (["-q", "{tmp}"], "cannot be read: Is a directory"),
        (["-q", "{tmp}/half.jsonl"], "half.jsonl, line 2: not JSON"),
        (["-q", "{tmp}/wrong.csv"], "wrong.csv, line 1: no column is called 'answer'"),
        (["-q", "{tmp}/none.jsonl"], "none.jsonl has no questions"),
        (["--model", "some-model"], "--model and --model-url go together"),
        (["-q", "{few}", "--compare", "{tmp}/half.jsonl"], "is not the results of an evaluation"),
        (["-q", "{few}", "--compare", "{tmp}"], "results.json cannot be read: No such file"),
        (
            ["-q", "{few}", "--thresholds", "{tmp}/other.toml"],
            'other.toml has no table ["few.jsonl"]',
        ),
        (["--documents", "{tmp}"], "--documents needs --questions"),
        (["-q", "{few}", "--split", "test"], "leave out --questions"),
        (["--timeout", "inf"], "less than or equal to 86400"),
        (["-q", "{few}", "--documents", "{tmp}"], "has no catalogue.toml"),
        (["-q", "{few}", "--out", "{few}"], "few.jsonl cannot be written"),
        (["-q", "{few}", "--out", "{few}/below"], "few.jsonl/below cannot be written"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(refused, few, tmp_path, arguments, said):
    good = few.read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "half.jsonl").write_text(f"{good}\n{good[:-9]}", encoding="utf-8")
    (tmp_path / "wrong.csv").write_text("id,question,answer\n", encoding="utf-8")
    (tmp_path / "none.jsonl").write_text("\n", encoding="utf-8")
    (tmp_path / "other.toml").write_text("[test]\naccuracy = 0.5\n", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    given = [argument.format(tmp=tmp_path, few=few) for argument in arguments]
    assert said in refused("eval", "--system", "mandate", "--out", tmp_path / "out", *given)
    assert sorted(tmp_path.iterdir()) == before


def test_the_same_questions_in_a_table_give_the_same_figures(
    mandate, few, few_records, few_run, tmp_path, timeless
):
    table = tmp_path / "few.csv"
    write_records((record.model_dump() for record in few_records), table)
    done = mandate(*OURS, "--questions", table, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    again = read_results(tmp_path)
    assert again.questions == "few.csv"
    assert timeless(again) == timeless(few_run.results)


def test_a_threshold_that_is_not_reached_is_named_with_value_and_limit(mandate, few, tmp_path):
    limits = tmp_path / "limits.toml"
    limits.write_text(
        '["few.jsonl"]\naccuracy = 0.0\n"citation F1" = 1.5\n"wrongly refused" = -0.5\n'
        '["few.jsonl".kind.list]\n"list order" = 1.25\n',
        encoding="utf-8",
    )
    done = mandate(*OURS, "-q", few, "--thresholds", limits, "-o", tmp_path / "out")
    assert done.returncode == 1
    (ours,) = read_results(tmp_path / "out").systems
    f1, refusals = (ours.figure(m).value for m in ("citation F1", "wrongly refused"))
    order = ours.figures["kind"]["list"]["list order"].value
    told = [line for line in done.stderr.splitlines() if ": below what is expected: " in line]
    assert [line.split("expected: ")[1] for line in told] == [
        f"citation F1 (all) is {f1:.3f}, must be at least 1.5",
        f"wrongly refused (all) is {refusals:.3f}, must be at most -0.5",
        f"list order (kind list) is {order:.3f}, must be at least 1.25",
    ]
    summary = (tmp_path / "out" / "summary.md").read_text(encoding="utf-8")
    assert f"citation F1 (all) is {f1:.3f}, must be at least 1.5" in summary


def test_what_changed_since_an_earlier_run_is_shown(mandate, few, few_run, tmp_path, timeless):
    earlier = few_run.results
    (ours,) = earlier.systems
    right = next(o for o in ours.outcomes if o.is_right and o.cited)
    failed = right.model_copy(update={"state": "failed", "cited": (), "scores": {}})
    outcomes = [failed if o is right else o for o in ours.outcomes]
    system = ours.model_copy(update={"outcomes": outcomes})
    # The old results stand where the new ones go.
    write_results(earlier.model_copy(update={"systems": [system]}), tmp_path / "results.json")
    done = mandate(*OURS, "-q", few, "--compare", tmp_path, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    shown = done.stdout
    assert f"mandate of {earlier.started} → mandate now ({earlier.count} questions)" in shown
    assert f"1 questions became right ({right.record.id}), 0 wrong." in shown
    accuracy = ours.figure("accuracy").value
    differences = shown.split("### ")[1].strip()
    (row,) = (line for line in differences.splitlines() if line.startswith("| accuracy"))
    assert row.split()[3:6:2] == [f"{accuracy - 1 / earlier.count:.3f}", f"{accuracy:.3f}"]
    assert differences in (tmp_path / "summary.md").read_text(encoding="utf-8")
    # Apart from times, two runs give the same.
    assert timeless(read_results(tmp_path)) == timeless(earlier)


def test_systems_are_named_in_lists_and_groups_and_none_is_left_unmentioned(mandate, few, tmp_path):
    given = ("-s", "without lists, mandate", "-s", "peers")
    done = mandate("eval", *given, "-q", few, "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    results = read_results(tmp_path)
    assert [s.name for s in results.systems][:2] == ["without lists", "mandate"]
    named = {s.name for s in (*results.systems, *results.left_out)}
    assert named == {"without lists", *GROUPS["peers"]}
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert all(f"**{s.name}** was left out: {s.reason}" in summary for s in results.left_out)
    assert all(f"- **{s.name}**: {s.description}" in summary for s in results.systems)


@pytest.mark.parametrize(
    ("name", "empty"),
    [
        ("mine.csv", "\n{id},en,"),
        ("mine.jsonl", '{{"id": "{id}", "language": "en", "question": "'),
    ],
    ids=["table", "lines"],
)
def test_a_template_refuses_to_overwrite_and_is_a_question_file_once_filled_in(
    mandate, refused, tmp_path, name, empty
):
    path = tmp_path / name
    assert mandate("eval", "template", path).returncode == 0
    assert read_records(path) == []
    filled = {"A/RES/72/7#op2": "What does the Assembly welcome?", "unanswerable-1": "Who won?"}
    text = path.read_text(encoding="utf-8")
    for row, question in filled.items():
        before = empty.format(id=row)
        assert text.count(before) == 1
        text = text.replace(before, before + question)
    path.write_text(text, encoding="utf-8")
    assert f"{path} is there already" in refused("eval", "template", path)
    assert path.read_text(encoding="utf-8") == text
    done = mandate(*OURS, "--questions", path, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (ours,) = read_results(tmp_path / "out").systems
    assert {o.record.id: o.record.question for o in ours.outcomes} == filled


def test_what_readers_complained_of_is_written_as_candidates(mandate, refused, tmp_path):
    asked = mandate("ask", "--json", "May the Centre talk to opposition parties?")
    answer = Answer.model_validate_json(asked.stdout)
    store = FeedbackStore(tmp_path / "feedback.sqlite")
    store.add(Feedback(answer=answer, verdict="down", correction=("S/2007/279#p3.b1",)))
    path = tmp_path / "candidates.csv"
    given = ("eval", "candidates", path, "--feedback", tmp_path / "feedback.sqlite")
    done = mandate(*given)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{path}: 1 rows" in done.stdout
    (record,) = read_records(path)
    assert (record.question, record.gold) == (answer.question, (("S/2007/279#p3.b1",),))
    assert "is there already" in refused(*given)
    assert "is not there" in refused("eval", "candidates", "--feedback", tmp_path / "none.sqlite")


def test_without_feedback_there_are_no_candidates(mandate, tmp_path):
    done = mandate("eval", "candidates", tmp_path / "candidates.jsonl")
    assert done.returncode == 0
    assert "0 rows" in done.stdout


def test_the_help_lists_the_evaluation_and_its_commands(mandate):
    assert "\n  eval " in mandate("--help").stdout
    shown = mandate("eval", "--help").stdout
    for words in ("--questions", "--compare", "--thresholds", "\n  template ", "\n  candidates "):
        assert words in shown


def test_a_reader_who_asks_does_not_load_the_evaluation(environment):
    code = f"from assistant.cli import main\ntry: main()\nfinally:\n    print('left'); {LEFT}"
    done = subprocess.run(
        [sys.executable, "-c", code, "ask", "What does OP2 of A/RES/72/7 say?"],
        capture_output=True,
        env=environment,
        timeout=200,
        check=True,
    )
    assert done.stdout.decode().partition("left\n")[2].strip() == ""


def entries(journal):
    """What stands in the journal, without lines that are half written."""
    found = []
    for line in journal.read_text(encoding="utf-8").split("\n") if journal.exists() else ():
        with suppress(ValueError):
            found.append(json.loads(line))
    return found


@pytest.fixture(scope="module")
def cut_short(program, environment, mandate, tmp_path_factory):
    """A run that is killed, then interrupted, then ends: the two journals, what each said, the out."""
    out = tmp_path_factory.mktemp("cut short")
    journal = out / "unfinished.jsonl"

    def start_and_send(sent):
        wanted = len(entries(journal)) + 20
        given = [*program, *OURS, "--out", str(out)]
        # Elsewhere, or the sources in this folder would come before what is installed.
        with subprocess.Popen(given, stderr=subprocess.PIPE, env=environment, cwd=out) as process:
            while len(entries(journal)) < wanted and process.poll() is None:
                time.sleep(0.02)
            process.send_signal(sent)
            _, said = process.communicate(timeout=200)
        return process.returncode, said.decode(), entries(journal)

    killed = start_and_send(signal.SIGKILL)
    interrupted = start_and_send(signal.SIGINT)
    return killed, interrupted, (mandate(*OURS, "--out", out), out)


def test_an_interrupt_is_told_of_in_a_line_and_in_the_exit_status(cut_short):
    (killed, _, kept), (interrupted, said, _), _ = cut_short
    assert (killed, interrupted) == (-signal.SIGKILL, 130)
    count = sum(len(entry["outcomes"]) for entry in kept)
    assert f"going on with an unfinished run, {count} questions of which are done" in said
    (line,) = (line for line in said.splitlines() if not line.endswith(" …"))
    assert line == "mandate: the same command goes on where this run stopped"


def test_nothing_that_was_done_before_an_interrupt_is_asked_again(cut_short):
    (_, _, first), (_, _, second), (_, out) = cut_short
    assert second[: len(first)] == first
    outcomes = [o for entry in second for o in entry["outcomes"]]
    asked = [o["record"]["id"] for o in outcomes]
    assert 40 <= len(asked) == len(set(asked))
    (ours,) = read_results(out).systems
    seconds = {o.record.id: o.seconds for o in ours.outcomes}
    assert len(asked) < len(seconds)
    # It took as long then as it is said to have taken now: it is the same answer.
    assert all(seconds[o["record"]["id"]] == o["seconds"] for o in outcomes)


def test_a_run_that_was_interrupted_ends_like_one_that_was_not(cut_short, shipped_run, timeless):
    _, _, (done, out) = cut_short
    assert done.returncode == shipped_run.done.returncode
    assert "going on with an unfinished run" in done.stderr
    assert timeless(read_results(out)) == timeless(shipped_run.results)
    assert not (out / "unfinished.jsonl").exists()
