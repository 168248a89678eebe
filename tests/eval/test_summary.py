"""The summary in Markdown: its numbers are those of results.json, and its tables are tables."""

from __future__ import annotations

import json
import random
import re

import pytest

from eval.compare import compare_systems
from eval.errors import OutputError
from eval.measures.registry import risk_coverage, scored
from eval.outcome import CheckedQuote, Outcome
from eval.record import Record
from eval.report import write_report
from eval.report.markdown import summary
from eval.results import Results, SystemResults, figures, measure_data, read_results
from eval.systems.model import Retrieved

ADDRESSES = [f"{symbol}#p{n}" for symbol in ("S/2007/1", "A|B") for n in range(1, 6)]
LANGUAGES = {"en": "English", "fr": "French", "ru": "Russian", "ar": "Arabic"}
KINDS = ("fact", "list", "keyword", "unanswerable")
NUMBER = r"-?\d+\.\d+"


def make_outcome(number, chance):
    """An outcome by chance; the record hangs on its number alone."""
    fixed = random.Random(number)
    kind = KINDS[number % 4]
    gold = [[a] for a in fixed.sample(ADDRESSES, fixed.choice([1, 3]))]
    answered = kind != "unanswerable"
    record = Record(
        id=f"q{number}",
        language=fixed.choice([*LANGUAGES]),
        question="What?",
        kind=kind,
        status="answered" if answered else "not_found",
        gold=gold if answered else (),
        required=[["peace"]] if answered and number % 3 == 0 else (),
    )
    if number == 5:
        return Outcome(record=record, state="failed", error="ValueError: a | b", seconds=0.1)
    members = [group[0] for group in gold]
    cited = members if chance.random() < 0.6 else chance.sample(ADDRESSES, 2)
    expected = chance.choice(["en", None])
    quotes = [
        CheckedQuote(address=a, language="en", quote="of peace", expected_language=expected)
        for a in cited
    ]
    refused = chance.random() < 0.3
    return Outcome(
        record=record,
        state="not_found" if refused else "answered",
        seconds=chance.random(),
        answer_language="en",
        cited=() if refused else quotes,
        stray=int(not refused and chance.random() < 0.2),
        retrieved=[Retrieved(address=a, score=0.0) for a in chance.sample(ADDRESSES, 8)],
        confidence=chance.random(),
        guess=cited,
    )


def make_system(name, seed):
    chance = random.Random(seed)
    found = scored([make_outcome(number, chance) for number in range(40)])
    return SystemResults(
        name=name,
        description=f"what {name} is",
        chat_model=None,
        seconds=1.0,
        figures=figures(found),
        risk_coverage=risk_coverage(found),
        unfinished=["q5"],
        outcomes=found,
    )


def make_results(*systems, **fields):
    told = ("version", "source", "started", "machine", "questions", "questions_hash", "embedder")
    given = {
        **dict.fromkeys(told, "x"),
        "seconds": 12.4,
        "index": "sha256:0123456789abcdef",
        "count": 40,
        "documents": [{"symbol": "A|B", "languages": ["en", "fr"], "paragraphs": 4}],
        "problems": [],
        "measures": measure_data(),
        "systems": systems,
    }
    return Results.model_validate(given | fields)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    results = make_results(make_system("mandate", 1), make_system("plain", 2))
    write_report(results, folder)
    return folder


@pytest.fixture(scope="module")
def results(out):
    """What results.json says, as plain data."""
    return json.loads((out / "results.json").read_text(encoding="utf-8"))


def tables_of(text):
    """The cells of each table, under the heading that it stands below."""
    found, heading = {}, ""
    for line in text.split("\n"):
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("|"):
            assert line.endswith("|")
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            found.setdefault(heading, []).append([c.replace("\\|", "|") for c in cells])
    return found


@pytest.fixture(scope="module")
def tables(out):
    return tables_of((out / "summary.md").read_text(encoding="utf-8"))


def rows(table):
    """The rows below the head, without the padding; the head."""
    head, rule, *rest = table
    assert all(re.fullmatch("-+", cell) for cell in rule)
    return [[c.strip() for c in row] for row in rest], [c.strip() for c in head]


def as_shown(results, measure, figure, *, unit=True):
    """A figure of results.json with the digits that the summary has."""
    if figure["value"] is None:
        return "–"
    name = results["measures"][measure]["unit"] if unit else ""
    digits, after = (1, f" {name}") if name else (3, "")
    value, low, high = (f"{figure[end]:.{digits}f}" for end in ("value", "low", "high"))
    return f"{value}{after} [{low}, {high}]"


def overall(results, system):
    return results["systems"][system]["figures"]["all"]["all"]


def test_every_table_has_as_many_cells_in_each_row_and_they_line_up(tables):
    assert len(tables) == 6
    for heading, table in tables.items():
        widths = {tuple(map(len, row)) for row in table if "A|B" not in "".join(row)}
        assert len(widths) == 1, heading
        assert len({len(row) for row in table}) == 1, heading


def test_the_systems_stand_side_by_side_with_the_figures_of_the_results(results, tables):
    headline, head = rows(tables["Systems"])
    everything, same = rows(tables["All measures"])
    assert head == same == ["measure", "mandate", "plain"]
    assert [row[0] for row in everything] == [*results["measures"]]
    assert len(headline) >= 5
    for measure, *cells in (*headline, *everything):
        told = [overall(results, number)[measure] for number in range(2)]
        assert cells == [as_shown(results, measure, figure) for figure in told]


def test_many_systems_stand_below_each_other():
    many = make_results(*(make_system(f"system {n}", n) for n in range(8)))
    told = many.model_dump(mode="json")
    found, (_, *measures) = rows(tables_of(summary(many))["Systems"])
    assert [row[0] for row in found] == [f"system {n}" for n in range(8)]
    for number, (_, *cells) in enumerate(found):
        figures = overall(told, number)
        assert cells == [as_shown(told, m, figures[m]) for m in measures]


@pytest.mark.parametrize("grouping", ["language", "kind", "document"])
def test_the_tables_of_slices_have_the_figures_of_the_results(results, tables, grouping):
    found, (_, questions, *measures) = rows(tables[f"mandate by {grouping}"])
    slices = results["systems"][0]["figures"][grouping]
    shown = {LANGUAGES.get(name, name): figures for name, figures in slices.items()}
    assert questions == "questions"
    assert {row[0] for row in found} == set(shown)
    for name, count, *cells in found:
        assert int(count) == shown[name]["accuracy"]["count"]
        assert cells == [as_shown(results, m, shown[name][m]) for m in measures]
    counts = [int(row[1]) for row in found]
    assert counts == sorted(counts, reverse=True)


def test_the_differences_are_those_of_the_two_systems(out, results, tables):
    text = (out / "summary.md").read_text(encoding="utf-8")
    found, _ = rows(tables["plain → mandate (40 questions)"])
    read = read_results(out)
    (worked,) = compare_systems(read, read.systems[0])
    for row, told in zip(found, worked.differences, strict=True):
        old, new = (overall(results, number)[row[0]]["value"] for number in (1, 0))
        assert row[1:3] == [f"{old:.3f}", f"{new:.3f}"]
        change, low, high = map(float, re.findall(r"[+-]\d+\.\d+", row[3]))
        assert change == pytest.approx(new - old, abs=0.00051)
        assert [low, high] == pytest.approx([told.low, told.high], abs=0.00051)
        assert row[4] == ("< .001" if told.adjusted < 0.001 else f"{told.adjusted:.3f}")
        assert row[5] == str(told.count)
    right = [
        {o["record"]["id"] for o in system["outcomes"] if o["scores"].get("accuracy") == 1}
        for system in results["systems"]
    ]
    gained, lost = right[0] - right[1], right[1] - right[0]
    assert f"{len(gained)} questions became right" in text
    assert f", {len(lost)} wrong" in text


def test_the_facts_are_told(out):
    text = (out / "summary.md").read_text(encoding="utf-8")
    assert "- 40 questions of `x` (x)" in text
    assert "documents: A|B (en, fr)" in text
    assert "- 12 seconds" in text
    assert "- mandate: q5 failed: ValueError: a | b" in text
    for name, measure in measure_data().items():
        assert f"**{name}**: {measure.definition}" in text


def test_where_all_is_well_it_says_so():
    system = make_system("mandate", 1)
    assert "every threshold is reached" in summary(make_results(system, thresholds=True))
    assert "no thresholds are set" in summary(make_results(system))
    missed = summary(make_results(system, thresholds=True, below=["accuracy is 0.1"]))
    assert "**Below what is expected**" in missed
    assert "- accuracy is 0.1" in missed
    assert "every threshold is reached" not in missed


def test_of_many_documents_the_first_are_named_and_the_others_counted():
    held = [{"symbol": f"S/2007/{n}", "languages": ["en"], "paragraphs": 1} for n in range(15)]
    text = summary(make_results(documents=held))
    assert "S/2007/11 (en) and 3 more" in text
    assert "S/2007/12" not in text


@pytest.mark.parametrize("taken", ["results.json", "summary.md", "report.html"])
def test_a_report_that_cannot_be_written_is_told_with_the_name_of_the_file(tmp_path, taken):
    (tmp_path / taken).mkdir()
    with pytest.raises(OutputError, match=f"{taken} cannot be written"):
        write_report(make_results(make_system("mandate", 1)), tmp_path)
