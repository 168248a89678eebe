"""Asking every question: nothing that goes wrong is dropped, and nothing done is asked twice."""

from __future__ import annotations

import datetime as dt
import threading
import time

import pytest

from eval.collection import Collection
from eval.errors import OutputError
from eval.journal import Journal
from eval.record import Record
from eval.runner import run_system, units_of
from eval.systems.model import Cited, Response, Retrieved
from index.catalogue import DOCUMENTS
from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.locator import Locator
from index.symbol import Symbol

TEXT = "The Centre is in Ashgabat."
SHORT = 0.5


class Fake:
    """Answers a question with itself, or does what `acts` has for it; keeps what it was asked."""

    name = "fake"
    description = "answers as it was told to"
    chat_model = None
    waits = False

    def __init__(self, **acts):
        self.acts = acts
        self.asked = []
        self.handed_back = []

    def ask(self, question, history):
        self.asked.append((question, [before.text for before in history]))
        self.handed_back += [before.answer for before in history]
        act = self.acts.get(question)
        made = act() if act else None
        return made or Response(status="answered", text=f"to {question}", retrieved=())

    def close(self):
        pass


def make_record(question, dialogue=None, turn=None, **fields):
    given = {
        "id": f"id {question}",
        "language": "en",
        "question": question,
        "kind": "fact",
        "status": "answered",
        "gold": [["S/2007/1#p1"]],
        "dialogue": dialogue,
        "turn": turn,
    }
    return Record.model_validate(given | fields)


def make_dialogue(name, *questions):
    return [make_record(question, name, turn) for turn, question in enumerate(questions, start=1)]


def fail(error):
    def act():
        raise error

    return act


@pytest.fixture(scope="module")
def collection():
    versions = {"en": Version("en", TEXT, "a.txt", 0, len(TEXT))}
    held = Paragraph(Symbol("S/2007/1"), Locator("p1"), versions)
    kind, status, day = DocumentKind.LETTER, Status.LETTER, dt.date(2007, 1, 5)
    letter = Document(Symbol("S/2007/1"), kind, status, "", day, {}, (held,))
    return Collection([letter], {}, DOCUMENTS)


@pytest.fixture
def run(tmp_path, collection):
    """Runs a system with the journal of that name."""

    def run_(system, records, journal="journal", **options):
        kept = Journal(tmp_path / journal, "run")
        return run_system(system, records, collection, journal=kept, **options)

    return run_


MIXED = [
    make_record("one"),
    *make_dialogue("d1", "first", "second"),
    make_record("two"),
    *make_dialogue("d2", "Who?", "Why?", "When?"),
    make_record("three"),
    make_record("four"),
]
# Two dialogues whose turns alternate, with a question between.
WOVEN = [MIXED[1], MIXED[4], MIXED[0], MIXED[2], MIXED[5], MIXED[6]]


def test_every_record_has_an_outcome_and_they_stand_in_order(run):
    for number, records in enumerate((MIXED, WOVEN, [])):
        outcomes = run(Fake(), records, journal=f"journal {number}")
        assert [o.record for o in outcomes] == records
        assert [o.text for o in outcomes] == [f"to {record.question}" for record in records]
        assert all(o.state == "answered" and 0 <= o.seconds < 5 for o in outcomes)


@pytest.mark.parametrize("jobs", [1, 4])
@pytest.mark.parametrize("records", [MIXED, WOVEN], ids=["mixed", "woven"])
def test_a_turn_is_asked_with_the_turns_before_and_a_question_alone(run, records, jobs):
    system = Fake()
    run(system, records, jobs=jobs)
    asked = dict(system.asked)
    assert asked["first"] == asked["Who?"] == []
    assert asked["second"] == ["to first"]
    assert asked["When?"] == ["to Who?", "to Why?"]
    assert asked["one"] == []
    assert len(system.asked) == len(records)


def test_a_system_is_handed_back_its_own_answers(run):
    own = Response(status="not_found", text="", retrieved=(), answer=object())
    run(system := Fake(first=lambda: own), MIXED[1:3])
    assert system.handed_back == [own.answer]


def test_what_can_be_asked_independently_is_a_question_or_a_dialogue():
    units = [[record.question for record in unit] for unit in units_of(WOVEN)]
    assert units == [["first", "second"], ["Who?", "Why?", "When?"], ["one"]]


@pytest.mark.parametrize("jobs", [1, 4])
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("no model"), "ValueError: no model"),
        (KeyError("x"), "KeyError: 'x'"),
        (OSError(), "OSError: "),
        (StopIteration(), "StopIteration: "),
        (SystemExit("gave up"), "SystemExit: gave up"),
    ],
)
def test_a_question_at_which_the_system_fails_is_listed_with_its_error(run, error, said, jobs):
    system = Fake(two=fail(error), second=fail(error))
    outcomes = run(system, MIXED, jobs=jobs, timeout=5)
    failed = {o.record.question: o for o in outcomes if o.state != "answered"}
    assert set(failed) == {"two", "second"}
    for outcome in failed.values():
        assert (outcome.state, outcome.error) == ("failed", said)
        assert outcome.seconds < 5
        assert (outcome.text, outcome.cited, outcome.retrieved) == ("", (), ())


def test_a_dialogue_goes_on_after_a_turn_that_failed(run):
    system = Fake(**{"Why?": fail(ValueError())})
    outcomes = run(system, make_dialogue("d", "Who?", "Why?", "When?"))
    assert [o.state for o in outcomes] == ["answered", "failed", "answered"]
    assert system.asked[-1] == ("When?", ["to Who?"])


@pytest.mark.parametrize("jobs", [1, 4])
def test_a_question_that_hangs_is_given_up_and_the_others_are_asked(run, jobs):
    released = threading.Event()
    try:
        system = Fake(two=released.wait)
        started = time.perf_counter()
        outcomes = run(system, MIXED, jobs=jobs, timeout=SHORT)
        assert time.perf_counter() - started < 5
    finally:
        released.set()
    (hung,) = (o for o in outcomes if o.state != "answered")
    assert (hung.record.question, hung.state) == ("two", "timed out")
    assert hung.error == f"no answer in {SHORT:g} seconds"
    assert hung.seconds == SHORT


def quoting(quote, **fields):
    cited = Cited(address="S/2007/1#p1", language="en", quote=quote)
    return lambda: Response(status="answered", retrieved=(), cited=(cited,), **fields)


def test_quotes_are_checked_against_the_documents(run):
    system = Fake(
        one=quoting("in Ashgabat", text="in Ashgabat"),
        two=quoting("in Bishkek", text="in Bishkek"),
        three=quoting("Centre", text="The “Centre” is [1] “elsewhere”, they say.", speaks=True),
        four=quoting("Centre", text="Nothing is quoted in this sentence.", speaks=True),
    )
    records = [r for r in MIXED if not r.dialogue]
    one, two, three, four = run(system, records)
    faults = [o.cited[0].fault for o in (one, two, three, four)]
    assert faults[0] is faults[2] is None
    assert faults[1] == "the words do not stand in the paragraph"
    assert faults[3] == "the quote does not stand in the answer"
    assert [o.stray for o in (one, two, three, four)] == [0, 0, 1, 0]
    assert [o.answer_language for o in (one, two, three, four)] == [None, None, "en", "en"]
    assert one.cited[0].expected_language == "en"
    assert one.addresses == ("S/2007/1#p1",)


def test_what_a_system_ranked_and_how_sure_it_was_is_kept(run):
    ranked = (Retrieved(address="S/2007/1#p1", score=2.5),)
    told = {"retrieved": ranked, "confidence": 0.25, "guess": ("S/2007/1#p1",)}
    system = Fake(one=lambda: Response(status="not_found", text="", **told))
    (outcome,) = run(system, MIXED[:1])
    assert {name: getattr(outcome, name) for name in told} == told


def test_several_at_once_give_what_one_after_another_gives(run):
    def make():
        # The first are answered last.
        waits = {q: lambda s=s: time.sleep(s) for q, s in [("one", 0.06), ("first", 0.04)]}
        return Fake(**waits, two=fail(ValueError("no")), four=quoting("Centre", text="Centre"))

    one, four = (
        [o.model_copy(update={"seconds": 0}) for o in run(make(), MIXED, name, jobs=jobs)]
        for name, jobs in [("a", 1), ("b", 4)]
    )
    assert one == four


@pytest.mark.parametrize("jobs", [1, 4])
def test_the_watcher_is_told_of_every_question_once(run, jobs):
    told = []
    run(Fake(), MIXED, jobs=jobs, advance=told.append)
    assert sum(told) == len(MIXED)
    run(system := Fake(), MIXED, jobs=jobs, advance=told.append)
    assert sum(told) == 2 * len(MIXED)
    assert system.asked == []


@pytest.mark.parametrize("after", range(5))
def test_an_interrupted_run_is_taken_up_where_it_stopped(run, after):
    system, units = Fake(two=fail(ValueError("no"))), []

    def interrupt(count):
        units.append(count)
        if len(units) > after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(system, MIXED, advance=interrupt)
    assert len(system.asked) == sum(units) < len(MIXED)
    outcomes = run(system, MIXED, advance=units.append)
    assert [question for question, _ in system.asked] == [r.question for r in MIXED]
    assert [o.record for o in outcomes] == MIXED
    assert [o.state for o in outcomes if o.record.question == "two"] == ["failed"]


def test_what_was_written_down_of_several_at_once_is_not_asked_again(run, tmp_path):
    def interrupt(count):
        if count:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Fake(), MIXED, jobs=4, advance=interrupt)
    done = Journal(tmp_path / "journal", "run")
    left = [unit for unit in units_of(MIXED) if not done.done("fake", unit[0].id)]
    assert len(done)
    outcomes = run(system := Fake(), MIXED, jobs=4)
    assert [o.record for o in outcomes] == MIXED
    assert {question for question, _ in system.asked} <= {r.question for u in left for r in u}


def test_what_is_done_beside_a_slow_question_is_written_down_at_once(run, tmp_path):
    def written():
        return len(Journal(tmp_path / "journal", "run"))

    def wait():
        until = time.perf_counter() + 1
        while written() < len(MIXED) - 1 and time.perf_counter() < until:
            time.sleep(0.01)
        seen.append(written())

    seen = []
    run(Fake(one=wait), MIXED, jobs=4)
    assert seen == [len(MIXED) - 1]


def test_what_another_system_was_asked_is_asked_again(run):
    other = Fake()
    other.name = "other"
    run(Fake(), MIXED)
    run(other, MIXED)
    assert len(other.asked) == len(MIXED)


def test_a_run_that_cannot_be_written_down_stops(run):
    with pytest.raises(OutputError, match="cannot be written"):
        run(system := Fake(), MIXED, journal="missing/journal")
    assert len(system.asked) == 1
