"""Thresholds: what is not reached is named with its value, its limit and the likeliest cause."""

from __future__ import annotations

import pytest

from eval.errors import ThresholdError
from eval.files import SPLITS
from eval.measures.registry import MEASURES, risk_coverage, scored
from eval.outcome import Outcome
from eval.record import Record
from eval.results import SystemResults, figures
from eval.thresholds import THRESHOLDS, below, read_thresholds
from index.errors import UserError


def outcome(number, *, gold="a", language="en", kind="fact", cited=(), state="answered", **fields):
    """An outcome; `cited` has an address, or fields of a quote. Without gold it is unanswerable."""
    record = Record(
        id=f"q{number}",
        language=language,
        question="?",
        kind=kind,
        status="answered" if gold else "not_found",
        gold=((gold,),) if gold else (),
    )
    plain = {"address": "a", "language": "en", "quote": "the Centre"}
    quotes = [plain | ({"address": c} if isinstance(c, str) else c) for c in cited]
    told = {"record": record, "state": state, "seconds": 1.0, "cited": quotes}
    return Outcome.model_validate(told | fields)


def results(*outcomes):
    """The results of a system."""
    measured = scored(outcomes)
    return SystemResults(
        name="ours",
        description="",
        chat_model=None,
        seconds=1.0,
        figures=figures(measured),
        risk_coverage=risk_coverage(measured),
        unfinished=[o.record.id for o in measured if o.state in ("failed", "timed out")],
        outcomes=measured,
    )


def missed(table, *outcomes):
    return below(results(*outcomes), table)


# Three of four right: in English 2 of 2, in French 1 of 2.
FOUR = [
    outcome(1, cited=["a"], seconds=0.1),
    outcome(2, cited=["a"], seconds=0.2),
    outcome(3, gold="A/RES/72/7#op1", language="fr", cited=["A/RES/72/7#op1"], seconds=0.3),
    outcome(4, language="fr", kind="cross-language", cited=["x"], seconds=0.4),
]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({}, []),
        ({"accuracy": 0.7}, []),
        ({"accuracy": 0.75}, []),  # just reached
        ({"accuracy": 0.76}, ["accuracy (all) is 0.750, must be at least 0.76"]),
        ({"accuracy": 1}, ["accuracy (all) is 0.750, must be at least 1"]),
        ({"wrongly refused": 0.0}, []),  # lower is better, and just reached
        ({"latency median": 250}, []),
        ({"latency median": 200}, ["latency median (all) is 250.000, must be at most 200"]),
        ({"abstention recall": 0.5}, ["abstention recall (all) is nothing, must be at least 0.5"]),
        ({"language": {"en": {"accuracy": 1.0}}}, []),
        (
            {"language": {"fr": {"accuracy": 0.6}}},
            ["accuracy (language fr) is 0.500, must be at least 0.6"],
        ),
        ({"language": {"ar": {"RR": 0.6}}}, ["RR (language ar): no question is of this language"]),
        (
            {"kind": {"cross-language": {"accuracy": 0.5}}},
            ["accuracy (kind cross-language) is 0.000, must be at least 0.5"],
        ),
        ({"document": {"A/RES/72/7": {"accuracy": 1.0}}}, []),
        (
            {"document": {"A/RES/1": {"accuracy": 0}}},
            ["accuracy (document A/RES/1): no question is of this document"],
        ),
    ],
)
def test_what_is_not_reached_is_named_with_its_value_and_its_limit(table, expected):
    # The cause that abstention is told with has a test of its own.
    found = missed(table, *FOUR)
    assert [line.split(" (0 of 0")[0] for line in found] == expected


def test_everything_that_is_not_reached_is_named():
    table = {"accuracy": 0.9, "RR": 0.9, "language": {"fr": {"accuracy": 0.9, "RR": 0.9}}}
    found = missed(table, *FOUR)
    assert [line.split(" is")[0] for line in found] == [
        "accuracy (all)",
        "RR (all)",
        "accuracy (language fr)",
        "RR (language fr)",
    ]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_measure_may_have_a_threshold(measure):
    asked = [
        outcome(1, cited=[{"expected_language": "en"}], answer_language="en"),
        outcome(2, gold="", state="not_found"),
    ]
    system = results(*asked)
    value = system.figure(measure.name).value
    if measure.name in ("required words", "list order"):  # no question has them
        assert value is None
        return
    sign = 1 if measure.higher_is_better else -1
    assert below(system, {measure.name: value}) == []
    assert below(system, {measure.name: value - sign * 0.01}) == []
    (line,) = below(system, {measure.name: value + sign * 0.01})
    assert line.startswith(f"{measure.name} (all) is {value:.3f}, must be at ")


FAULTY = {"fault": "the quote cuts a word"}
ABSENT = {"fault": "the quote does not stand in the answer"}
HELD = {"fault": "no such paragraph in that language is held"}
IN_FRENCH = {"address": "A/RES/72/7#op1", "language": "en", "expected_language": "fr"}


@pytest.mark.parametrize(
    ("measure", "outcomes", "cause"),
    [
        # The two commonest faults of three, and what is quoted without a citation.
        (
            "quote exactness",
            [outcome(1, cited=[FAULTY, ABSENT, FAULTY]), outcome(2, cited=[ABSENT, FAULTY, HELD])],
            " (3 times: the quote cuts a word; 2 times: the quote does not stand in the answer)",
        ),
        (
            "quote exactness",
            [outcome(1, cited=["a", FAULTY], stray=2), outcome(2, stray=3)],
            " (1 times: the quote cuts a word; 5 quotations without a citation)",
        ),
        (
            "abstention recall",
            [outcome(1, gold=""), outcome(2, gold="", state="not_found"), outcome(3)],
            " (1 of 2 unanswerable questions were refused)",
        ),
        (
            "abstention precision",
            [outcome(1, state="not_found"), outcome(2, gold="", state="failed")],
            " (0 of 1 unanswerable questions were refused)",
        ),
        (
            "quote language",
            [outcome(1, cited=[IN_FRENCH, "a"]), outcome(2, cited=[IN_FRENCH])],
            " (2 quotes of A/RES/72/7 not in fr)",
        ),
        (
            "accuracy",
            [outcome(1, state="failed"), outcome(2, state="timed out"), outcome(3)],
            " (2 questions failed or timed out)",
        ),
        ("accuracy", [outcome(1)], ""),
    ],
)
def test_the_likeliest_cause_is_told_with_the_figure_of_all_questions(measure, outcomes, cause):
    (line,) = missed({measure: 1.0}, *outcomes)
    assert line.endswith(f"must be at least 1{cause}")


def test_a_slice_is_told_without_a_cause():
    found = missed({"language": {"en": {"accuracy": 1.0}}}, outcome(1, state="failed"))
    assert found == ["accuracy (language en) is 0.000, must be at least 1"]


@pytest.fixture
def write(tmp_path):
    """Writes a file of thresholds."""

    def write_(text):
        path = tmp_path / "thresholds.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_


def test_the_thresholds_of_a_part_are_read_and_no_others(write):
    path = write("[test]\naccuracy = 0.5\n[test.kind.list]\nRR = 1\n['my.jsonl']\nRR = 0.25\n")
    assert read_thresholds(path, "test") == {"accuracy": 0.5, "kind": {"list": {"RR": 1}}}
    assert read_thresholds(path, "my.jsonl") == {"RR": 0.25}
    assert read_thresholds(path, "development") is None


@pytest.mark.parametrize("part", SPLITS)
def test_the_shipped_thresholds_are_sound(part):
    table = read_thresholds(THRESHOLDS, part)
    if table is not None:
        below(results(*FOUR), table)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[test\n", "cannot be used"),
        ("[test]\nacuracy = 0.5", "there is no measure 'acuracy'"),
        ("[test]\naccuracy = 'high'", "[test] accuracy: "),
        ("[test.dialect.cockney]\naccuracy = 1", "dialect"),
        ("[test.kind.list]\nrecall = 1", "there is no measure 'recall'"),
        ("[test.language.en]\nRR = [1]", "[test] language.en.RR: "),
        ("test = 3", ""),  # not a table
        ("[test]\nkind = 3", ""),
        ("[test.language]\nen = 0.9", ""),
        ("[test]\naccuracy = nan", ""),  # nothing is below it
    ],
)
def test_thresholds_that_cannot_be_used_are_the_user_s_error(write, text, said):
    path = write(text)
    with pytest.raises(ThresholdError) as caught:
        read_thresholds(path, "test")
    assert isinstance(caught.value, UserError)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def test_a_file_that_cannot_be_read_is_the_user_s_error(tmp_path):
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "missing.toml", tmp_path, binary):
        with pytest.raises(ThresholdError, match="cannot be used"):
            read_thresholds(path, "test")
