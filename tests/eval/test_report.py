"""The report as a page: one file, which shows all that went wrong, whatever was asked and answered."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.registry import risk_coverage, scored
from eval.outcome import CheckedQuote, Outcome
from eval.record import Record
from eval.report import html, write_report
from eval.report.html import page
from eval.report.markdown import summary
from eval.results import LeftOut, Results, SystemResults, figures, measure_data
from eval.systems.model import Retrieved

ROOT = Path(__file__).parents[2]
SCRIPT = "<script>alert(1)</script>"
IMAGE = "\"><img src=x onerror='alert(2)'>"
ARABIC, CHINESE = "أين يقع مقر المركز؟ & <b>", "中心设在哪个城市？</bdi>"
PASSAGES = {
    f"A/RES/72/7#op{n}": {"en": f"Paragraph {n} {IMAGE}", "ar": f"الفقرة {n}"} for n in range(1, 5)
}


def make_record(name, *gold, question="What?", **fields):
    given_ = {"id": name, "language": "en", "kind": "fact", "question": question}
    status = "answered" if gold else "not_found"
    groups = [[f"A/RES/72/7#{locator}"] for locator in gold]
    return Record.model_validate(given_ | {"status": status, "gold": groups} | fields)


def make_outcome(record, *cited, quote="words", state="answered", **fields):
    quotes = tuple(
        CheckedQuote(address=f"A/RES/72/7#{locator}", language="en", quote=f"{quote} of {locator}")
        for locator in cited
    )
    return Outcome(record=record, cited=quotes, state=state, **{"seconds": 0.25} | fields)


def make_system(name, *outcomes, **fields):
    found = scored(outcomes)
    given_ = {
        "name": name,
        "description": f"what {name} is",
        "chat_model": None,
        "seconds": 1.0,
        "figures": figures(found),
        "risk_coverage": risk_coverage(found),
        "unfinished": [o.record.id for o in found if o.state in ("failed", "timed out")],
        "outcomes": found,
    }
    return SystemResults.model_validate(given_ | fields)


def make_results(*systems, **fields):
    told = ("version", "source", "started", "machine", "questions", "questions_hash", "index")
    given_ = {
        **{name: f"the {name}" for name in (*told, "embedder")},
        "seconds": 12.0,
        "count": len(systems[0].outcomes) if systems else 0,
        "documents": [{"symbol": "A/RES/72/7", "languages": ["en", "ar"], "paragraphs": 4}],
        "problems": [],
        "measures": measure_data(),
        "systems": systems,
        "passages": PASSAGES,
    }
    return Results.model_validate(given_ | fields)


RIGHT = make_outcome(make_record("right", "op1", note="seen by nobody"), "op1")
WRONG = [
    make_outcome(
        make_record("hostile", "op1", question=SCRIPT, note=f"the note {SCRIPT}", kind="hostile"),
        "op2",
        "op3",
        quote=IMAGE,
        text=IMAGE,
        retrieved=(Retrieved(address="A/RES/72/7#op4", score=1.0),),
    ),
    make_outcome(
        make_record("arabic", "op2", question=ARABIC, language="ar", note="ملاحظة"),
        state="not_found",
        text=f"لا تجيب الوثائق {IMAGE}",
    ),
    make_outcome(
        make_record("list", "op1", "op2", "op3", question=CHINESE, language="zh", kind="list"),
        *("op2", "op1", "op3"),
    ),
    make_outcome(make_record("none", kind="unanswerable", note="nobody says"), "op1"),
    make_outcome(make_record("wide", "op1"), "op1", "op2", "op3"),
    make_outcome(make_record("broken", "op1"), state="failed", error=f"ValueError: {SCRIPT}"),
    make_outcome(make_record("slow", "op1"), state="timed out", error="no answer in 60 seconds"),
]
MANDATE = make_system("mandate", RIGHT, *WRONG)
# The other system refuses everything.
LEXICAL = make_system(
    "lexical",
    *(Outcome(record=o.record, state="not_found", seconds=0.1) for o in (RIGHT, *WRONG)),
    chat_model="the model called big",
)
FULL = make_results(
    MANDATE,
    LEXICAL,
    left_out=[LeftOut(name="txtai", reason=f"the package txtai is not installed {IMAGE}")],
    problems=[f"A/RES/72/7 has no French version {SCRIPT}"],
    thresholds=True,
    below=["accuracy (all) is 0.143, must be at least 0.5"],
)


class Page(HTMLParser):
    """What a browser would make of the page: its elements, and the words that are seen."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.cases, self.scripts = [], [], [], []
        self.words = self.styles = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)
        if tag == "details":
            self.cases.append("")

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data):
        if self.open[-1:] == ["script"]:
            self.scripts.append(data)
        elif self.open[-1:] == ["style"]:
            self.styles += data
        else:
            self.words += data
            if "details" in self.open:
                self.cases[-1] += data


@pytest.fixture(scope="module")
def text():
    return page(FULL)


@pytest.fixture(scope="module")
def opened(text):
    return Page(text)


def test_the_page_is_whole_and_needs_nothing_from_elsewhere(text, opened):
    assert opened.open == []
    names = {"src", "srcset", "href", "xlink:href", "action", "formaction", "data", "poster"}
    for tag, attributes in opened.elements:
        assert tag not in {"link", "base", "iframe", "object", "embed", "img", "form"}
        for name in names & attributes.keys():
            assert attributes[name].startswith(("#", "data:")), (tag, attributes)
        targets = re.findall(r"url\(\s*['\"]?(.)", attributes.get("style") or "")
        assert set(targets) <= {"#"}
    assert "url(" not in opened.styles
    assert "@import" not in text
    ids = {attributes.get("id") for _, attributes in opened.elements}
    assert {a["href"][1:] for tag, a in opened.elements if tag == "a"} <= ids


def test_nothing_that_was_asked_or_answered_becomes_markup(text, opened):
    for hostile in (SCRIPT, IMAGE, ARABIC, CHINESE):
        assert hostile not in text
        assert hostile in opened.words
    (script,) = opened.scripts
    assert "alert" not in script
    assert not [name for _, found in opened.elements for name in found if name.startswith("on")]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, ["gold paragraphs are missing", f"Paragraph 1 {IMAGE}", f"{IMAGE} of op2", "op3"]),
        (0, [SCRIPT, f"the note {SCRIPT}", f"Paragraph 4 {IMAGE}", "A/RES/72/7#op4"]),
        (1, [ARABIC, "refused, but the documents answer it", "الفقرة 2", "ملاحظة", IMAGE]),
        (2, [CHINESE, "the list is not exactly", "Paragraph 1", "Paragraph 2", "Paragraph 3"]),
        (2, ["A/RES/72/7#op1 · cited", "words of op2"]),
        (3, ["answered, but the documents do not answer it", "words of op1", "nobody says"]),
        (4, ["more than half of what is cited is beside the point", "op3", "Paragraph 1"]),
        (5, [f"failed: ValueError: {SCRIPT}", "Paragraph 1", "broken"]),
        (6, ["timed out: no answer in 60 seconds", "Paragraph 1", "slow"]),
    ],
)
def test_a_wrong_answer_is_shown_with_gold_evidence_and_note(opened, number, shown):
    for words in shown:
        assert words in opened.cases[number]


def test_every_wrong_answer_of_every_system_is_shown_and_no_right_one(opened):
    # The other system refuses what has no answer, and that alone rightly.
    assert len(opened.cases) == 2 * len(WRONG)
    assert "seen by nobody" not in "".join(opened.cases[: len(WRONG)])
    assert f"mandate: {len(WRONG)} of {len(WRONG) + 1}" in opened.words


@pytest.mark.parametrize(
    "words",
    [
        f"A/RES/72/7 has no French version {SCRIPT}",
        "accuracy (all) is 0.143, must be at least 0.5",
        f"was left out: the package txtai is not installed {IMAGE}",
        "Below what is expected",
        "what lexical is",
        "the model called big",
        "what mandate is",
    ],
)
def test_what_is_missing_below_or_left_out_is_told_on_the_page_and_in_the_summary(opened, words):
    assert words in opened.words
    assert words in summary(FULL)


def test_the_plots_stand_in_the_page_and_have_names(text, opened):
    images = [attributes for tag, attributes in opened.elements if tag == "svg"]
    named = [attributes["aria-label"] for attributes in images]
    assert {"citation F1 by language", "accuracy by kind", "risk–coverage", "latency"} <= {*named}
    assert all(attributes["role"] == "img" and attributes["viewbox"] for attributes in images)
    for drawn in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        words = "".join(ElementTree.fromstring(drawn).itertext())
        assert "mandate" in words
        assert "lexical" in words


def test_the_same_results_give_the_same_bytes_in_any_process(tmp_path):
    again, elsewhere = tmp_path / "again", tmp_path / "elsewhere"
    for folder in (again, elsewhere):
        folder.mkdir()
    paths = write_report(FULL, again)
    assert sorted(p.name for p in paths) == ["report.html", "results.json", "summary.md"]
    command = (
        "import sys; from pathlib import Path; from eval.report import write_report; "
        "from eval.results import read_results; a, b = map(Path, sys.argv[1:]); "
        "write_report(read_results(a), b)"
    )
    changed = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "TZ": "Asia/Ashgabat"}
    subprocess.run([sys.executable, "-c", command, again, elsewhere], env=changed, check=True)
    for path in paths:
        assert (elsewhere / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "outcomes",
    [[], [RIGHT], *([wrong] for wrong in WRONG)],
    ids=["nothing", "right", *(o.record.id for o in WRONG)],
)
def test_a_run_of_one_question_or_none_has_a_report(tmp_path, outcomes):
    write_report(make_results(make_system("mandate", *outcomes)), tmp_path)
    opened = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert len(opened.cases) == sum(o is not RIGHT for o in outcomes)
    assert "mandate" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_a_run_in_which_every_system_was_left_out_has_a_report(tmp_path):
    reason = "the package txtai is not installed"
    write_report(make_results(left_out=[LeftOut(name="txtai", reason=reason)]), tmp_path)
    assert reason in (tmp_path / "report.html").read_text(encoding="utf-8")


def with_texts(question, note, quote, error, reason, passage):
    wrong = make_outcome(make_record("a", "op1", question=question, note=note), "op2", quote=quote)
    failed = make_outcome(make_record(passage, "op1"), state="failed", error=error)
    system = make_system("mandate", wrong, failed, description=note, chat_model=error)
    left_out = [LeftOut(name="txtai", reason=reason)]
    passages = {"A/RES/72/7#op1": {"fr": passage}}
    return make_results(system, left_out=left_out, problems=[reason], passages=passages)


@settings(deadline=None, database=None, max_examples=30)
@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=6, max_size=6))
def test_whatever_the_texts_are_they_are_seen_and_the_page_is_the_same(texts):
    with pytest.MonkeyPatch.context() as patch:
        # There is no text of questions or answers in them.
        patch.setattr(html, "plots", lambda results: [])
        odd, plain = (Page(page(with_texts(*six))) for six in (texts, "sixabc"))
    assert all(text in odd.words for text in texts)
    assert [(tag, {*found}) for tag, found in odd.elements] == [
        (tag, {*found}) for tag, found in plain.elements
    ]
