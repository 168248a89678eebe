"""Every figure of a run, worked out again from results.json alone, without a line of `eval`."""

from __future__ import annotations

import json
import math
import random
import re
import shutil
import unicodedata
from collections import defaultdict
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

SHIPPED = Path(__file__).parents[2] / "eval" / "questions"
COUNT, SYSTEMS = 60, ("mandate", "lexical", "muddled")


def some_questions():
    """Some of every kind, whole dialogues among them; and two that cannot be asked."""
    lines = (SHIPPED / "test.jsonl").read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    units = [list(unit) for _, unit in groupby(rows, lambda row: row["dialogue"] or row["id"])]
    random.Random(1).shuffle(units)
    kinds, chosen = defaultdict(list), []
    for unit in units:
        kinds[unit[-1]["kind"]].append(unit)
    while len(chosen) < COUNT:
        chosen += [row for kind in kinds.values() if kind for row in kind.pop()]
    fact = next(row for row in rows if row["kind"] == "fact" and not row["dialogue"])
    long = fact | {"id": "too long", "question": "Where is the Centre? " * 500}
    none = {"id": "empty", "question": "?!", "kind": "unanswerable", "status": "not_found"}
    return [*chosen, long, {"language": "zh"} | none]


def muddled(system):
    """The same with lists out of order, quotations of its own, and surer where it failed."""
    from eval.measures.registry import risk_coverage, scored
    from eval.results import figures

    made = [
        o.model_copy(update={"cited": o.cited[::-1], "stray": n % 3, "confidence": n % 7 - 9.0})
        for n, o in enumerate(system.outcomes)
    ]
    found = scored(made)
    told = {"figures": figures(found), "risk_coverage": risk_coverage(found), "outcomes": found}
    return system.model_copy(update={"name": "muddled", **told})


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """What results.json says after one run of two systems."""
    from eval.evaluation import Request, evaluate
    from eval.results import write_results

    folder = tmp_path_factory.mktemp("evaluation")
    questions = folder / "some.jsonl"
    questions.write_text("".join(json.dumps(row) + "\n" for row in some_questions()))
    shutil.copy(SHIPPED / "collection.toml", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANDATE_HOME", str(folder / "home"))
        found = evaluate(Request(folder / "out", ("mandate", "lexical"), questions=questions))
    systems = [*found.systems, muddled(found.systems[0])]
    write_results(found.model_copy(update={"systems": systems}), folder / "results.json")
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def outcomes(results):
    return {system["name"]: system["outcomes"] for system in results["systems"]}


def answerable(o):
    return o["record"]["status"] == "answered"


def cited(o):
    return list(dict.fromkeys(quote["address"] for quote in o["cited"]))


def is_list(record):
    return record["kind"] == "list" and len(record["gold"]) > 2


def in_order(record, addresses):
    """Whether a list is whole, in order, and nothing else beside what is acceptable."""
    gold = [set(group) for group in record["gold"]]
    wanted = set().union(*gold)
    listed = [a for a in addresses if a in wanted or a not in record["acceptable"]]
    return len(listed) == len(gold) and all(a in g for a, g in zip(listed, gold, strict=True))


def precision(record, addresses):
    allowed = {*record["acceptable"], *(a for group in record["gold"] for a in group)}
    return sum(a in allowed for a in addresses) / len(addresses) if addresses else 0.0


def recall(record, addresses):
    return sum(any(a in addresses for a in group) for group in record["gold"]) / len(record["gold"])


def f1(record, addresses):
    p, r = precision(record, addresses), recall(record, addresses)
    return 2 / (1 / p + 1 / r) if p and r else 0.0


def serves(record, addresses):
    if is_list(record):
        return in_order(record, addresses)
    return recall(record, addresses) == 1 and precision(record, addresses) >= 0.5


def stands(word, text):
    word, text = (unicodedata.normalize("NFC", t).casefold() for t in (word, text))
    if re.search("[\u0600-\u06ff\u3400-\u9fff]", word):
        return word in text
    return re.search(r"(?<!\w)" + re.escape(word) + r"(?!\w)", text) is not None


def required(o):
    text = "\n".join(quote["quote"] for quote in o["cited"])
    groups = o["record"]["required"]
    return sum(any(stands(word, text) for word in group) for group in groups) / len(groups)


def ranks(o):
    """Where each gold group is in the ranking, from 1, once per group and without the acceptable."""
    record, place, found = o["record"], 0, {}
    seen = set()
    for address in (r["address"] for r in o["retrieved"]):
        group = next((i for i, g in enumerate(record["gold"]) if address in g), None)
        if group in found or (group is None and address in {*record["acceptable"], *seen}):
            continue
        place += 1
        seen.add(address)
        if group is not None:
            found[group] = place
    return list(found.values())


def ndcg(o):
    best = sum(1 / math.log2(i + 2) for i in range(min(10, len(o["record"]["gold"]))))
    return sum(1 / math.log2(rank + 1) for rank in ranks(o) if rank <= 10) / best


def found_within(o, depth):
    return sum(rank <= depth for rank in ranks(o)) / len(o["record"]["gold"])


def refused(o):
    return o["state"] == "not_found"


def right(o):
    if not answerable(o):
        return refused(o)
    return o["state"] == "answered" and serves(o["record"], cited(o))


def surety(o):
    return o["confidence"] if o["state"] in ("answered", "not_found") else -math.inf


# Of each measure the two numbers that an outcome adds to it, where it adds any.
PARTS = {
    "accuracy": lambda o: (right(o), 1),
    "citation precision": lambda o: answerable(o) and (precision(o["record"], cited(o)), 1),
    "citation recall": lambda o: answerable(o) and (recall(o["record"], cited(o)), 1),
    "citation F1": lambda o: answerable(o) and (f1(o["record"], cited(o)), 1),
    "required words": lambda o: o["record"]["required"] and (required(o), 1),
    "list order": lambda o: is_list(o["record"]) and (in_order(o["record"], cited(o)), 1),
    "quote exactness": lambda o: (
        (o["cited"] or o["stray"])
        and (sum(not q["fault"] for q in o["cited"]), len(o["cited"]) + o["stray"])
    ),
    "abstention precision": lambda o: refused(o) and (not answerable(o), 1),
    "abstention recall": lambda o: not answerable(o) and (refused(o), 1),
    "abstention F1": lambda o: (
        2 * (refused(o) and not answerable(o)),
        refused(o) + (not answerable(o)),
    ),
    "wrongly refused": lambda o: answerable(o) and (refused(o), 1),
    "AURC": lambda o: (not (answerable(o) and serves(o["record"], o["guess"])), surety(o)),
    "nDCG@10": lambda o: answerable(o) and (ndcg(o), 1),
    "RR": lambda o: answerable(o) and (1 / min(ranks(o), default=math.inf), 1),
    "R@5": lambda o: answerable(o) and (found_within(o, 5), 1),
    "R@10": lambda o: answerable(o) and (found_within(o, 10), 1),
    "answer language": lambda o: (
        o["answer_language"] and (o["answer_language"] == o["record"]["language"], 1)
    ),
    "quote language": lambda o: (
        (told := [q for q in o["cited"] if q["expected_language"]])
        and (sum(q["language"] == q["expected_language"] for q in told), len(told))
    ),
    "latency median": lambda o: (o["seconds"] * 1000, 1),
    "latency p95": lambda o: (o["seconds"] * 1000, 1),
}


def curve(numbers):
    """Of each share of the questions, the surest first, how many of it are wrong."""
    ordered = sorted(numbers, key=lambda part: (-part[1], -part[0]))
    wrong = [sum(w for w, _ in ordered[:n]) for n in range(1, len(ordered) + 1)]
    return [(n / len(ordered), w / n) for n, w in enumerate(wrong, start=1)]


def value_of(name, numbers):
    """The figure, by its formula; not a number where there is none."""
    if not numbers:
        return math.nan
    if name == "AURC":
        return sum(risk for _, risk in curve(numbers)) / len(numbers)
    if name.startswith("latency"):
        return np.percentile([x for x, _ in numbers], 50 if name.endswith("median") else 95)
    below = sum(y for _, y in numbers)
    return sum(x for x, _ in numbers) / below if below else math.nan


def resampled(name, numbers, drawn):
    """The figure of each sample that was drawn."""
    x, y = np.array(numbers, dtype=float).T
    if name == "AURC":
        order = sorted(range(len(x)), key=lambda i: (-y[i], -x[i]))
        place = np.argsort(order)
        wrong = x[order][np.sort(place[drawn], axis=1)]
        return (wrong.cumsum(axis=1) / np.arange(1, len(x) + 1)).mean(axis=1)
    if name.startswith("latency"):
        return np.percentile(x[drawn], 50 if name.endswith("median") else 95, axis=1)
    with np.errstate(invalid="ignore"):
        return x[drawn].sum(axis=1) / y[drawn].sum(axis=1)


def slices_of(outcomes):
    """Every outcome under each slice that it counts for."""
    found = defaultdict(list)
    for o in outcomes:
        record = o["record"]
        addresses = [a for group in record["gold"] for a in group]
        found["all", "all"].append(o)
        found["language", record["language"]].append(o)
        found["kind", record["kind"]].append(o)
        for document in {a.partition("#")[0] for a in addresses} or {"none"}:
            found["document", document].append(o)
    return found


def test_the_run_has_what_makes_figures_differ(results, outcomes):
    assert set(results["measures"]) == set(PARTS)
    for name, found in outcomes.items():
        kinds = {o["record"]["kind"] for o in found}
        assert {"list", "follow-up", "unanswerable", "compare"} <= kinds
        assert len({o["record"]["language"] for o in found}) == 6
        assert {right(o) for o in found} == {True, False}, name
        assert {is_list(o["record"]) for o in found} == {refused(o) for o in found} == {True, False}
    failed = [o["record"]["id"] for o in outcomes["mandate"] if o["state"] == "failed"]
    assert failed == ["too long", "empty"]


@pytest.mark.parametrize("measure", PARTS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_figure_of_every_slice_follows_from_the_outcomes(results, outcomes, system, measure):
    (figures,) = (s["figures"] for s in results["systems"] if s["name"] == system)
    slices = slices_of(outcomes[system])
    assert {(grouping, name) for grouping in figures for name in figures[grouping]} == set(slices)
    for (grouping, name), found in slices.items():
        numbers = [parts for o in found if (parts := PARTS[measure](o))]
        value, shown = value_of(measure, numbers), figures[grouping][name][measure]
        assert shown["count"] == len(numbers), (grouping, name)
        if not math.isfinite(value):
            assert (shown["value"], shown["low"], shown["high"]) == (None, None, None)
            continue
        made, n = results["bootstrap"], len(numbers)
        drawn = np.random.default_rng(made["seed"]).integers(0, n, (made["resamples"], n))
        spread = resampled(measure, numbers, drawn)
        low, high = np.percentile(spread[np.isfinite(spread)], [2.5, 97.5])
        told = [shown["value"], shown["low"], shown["high"]]
        assert told == pytest.approx([value, low, high], rel=1e-13, abs=1e-12), (grouping, name)


def test_every_quote_stands_where_it_is_said_to_stand(results, outcomes):
    for quote in (q for found in outcomes.values() for o in found for q in o["cited"]):
        text = results["passages"][quote["address"]][quote["language"]]
        assert (text[quote["start"] : quote["end"]] == quote["quote"]) is (not quote["fault"])


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_scores_of_each_question_and_the_curve_follow_from_the_outcomes(results, system):
    (told,) = (s for s in results["systems"] if s["name"] == system)
    for o in told["outcomes"]:
        of_one = {name: PARTS[name](o) for name in PARTS if not name.startswith(("AURC", "lat"))}
        worked = {name: parts[0] / parts[1] for name, parts in of_one.items() if parts and parts[1]}
        assert o["scores"] == pytest.approx(worked, rel=1e-13, abs=1e-12), o["record"]["id"]
    drawn = curve([PARTS["AURC"](o) for o in told["outcomes"]])
    assert np.array(told["risk_coverage"]) == pytest.approx(np.array(drawn), abs=1e-12)
    failed = [o["record"]["id"] for o in told["outcomes"] if o["state"] == "failed"]
    assert told["unfinished"] == failed
