"""Measures one size: the adding, a cold process, an open assistant, and the plain recipe beside them."""

from __future__ import annotations

import json
import shutil
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from eval.scale.adding import add, megabytes
from eval.scale.corpus import Corpus
from eval.scale.processes import COLLECTION, MANDATE, run
from eval.scale.results import (
    Asked,
    Plain,
    PlainAdded,
    PlainAsked,
    Process,
    Sample,
    Size,
    Transformer,
)

_SAMPLES = "samples.jsonl"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured at each size.

    `runs` cold processes, `questions` to an open assistant, the plain recipe where `plain`, and with a
    transformer on a sample of so many paragraphs (0: not at all).
    """

    runs: int = 5
    questions: int = 100
    plain: bool = True
    sample: int = 500
    seed: int = 0


def measure(corpus: Corpus, folder: Path, plan: Plan, tell: Tell) -> Size:
    """Measure `corpus`; all that is made stands in `folder` until it is done. Raises `BenchmarkError`."""
    home, samples = folder / "home", folder / _SAMPLES
    home.mkdir()
    tell("mandate add")
    added = add(corpus, home)
    tell("questions to an open assistant")
    asked = _ask(home, samples, plan)
    tell("questions to cold processes")
    question = Sample.model_validate_json(samples.read_text(encoding="utf-8").splitlines()[0])
    cold = _cold(home, question, plan.runs)
    shutil.rmtree(home)
    plain = _plain(corpus, folder, added.seconds, plan, tell) if plan.plain else None
    return Size(
        documents=corpus.documents,
        paragraphs=corpus.paragraphs,
        texts=corpus.texts,
        characters=corpus.characters,
        languages=list(corpus.languages),
        added=added,
        cold=cold,
        asked=asked,
        plain=plain,
    )


def _ask(home: Path, samples: Path, plan: Plan) -> Asked:
    command = ("-m", "eval.scale.asking", COLLECTION, str(plan.questions), str(plan.seed))
    done = run((*command, str(samples)), home)
    return Asked.model_validate_json(done.output).model_copy(update={"rss": done.rss})


def _cold(home: Path, sample: Sample, runs: int) -> Process:
    """The middle one of `runs` processes that each answer one question.

    The files of the index were read shortly before: a disk is not measured.
    """
    language = ("--language", sample.language)
    command = (*MANDATE, "ask", sample.question, *language, "--collection", COLLECTION)
    done = [run(command, home, accepted=(0, 3)) for _ in range(runs)]
    return _middle([Process(seconds=r.seconds, rss=r.rss, pss=r.pss) for r in done])


def _middle(runs: list[Process]) -> Process:
    return Process(
        seconds=statistics.median(r.seconds for r in runs),
        rss=statistics.median(r.rss for r in runs),
        pss=statistics.median(pss) if (pss := [r.pss for r in runs if r.pss]) else None,
    )


def _plain(corpus: Corpus, folder: Path, ours: float, plan: Plan, tell: Tell) -> Plain:
    """Measure the recipe; `ours` is the seconds that `mandate add` took."""
    store, program = folder / "plain", ("-m", "eval.scale.plain")
    tell("the plain recipe: adding")
    done = run((*program, "add", str(corpus.path), str(store)), folder)
    added = PlainAdded(
        **json.loads(done.output),
        seconds=done.seconds,
        rss=done.rss,
        pss=done.pss,
        disk=megabytes([store]),
    )
    tell("the plain recipe: questions")
    asked = _ask_plain(store, folder, plan)
    shutil.rmtree(store)
    transformer = None
    if plan.sample:
        tell(f"the plain recipe: {plan.sample:,} paragraphs with a transformer")
        transformer = _transformer(corpus, folder, plan.sample, added, ours)
    ratio = added.seconds / ours
    return Plain(ratio=ratio, added=added, asked=asked, transformer=transformer)


def _ask_plain(store: Path, folder: Path, plan: Plan) -> PlainAsked:
    samples, one = folder / _SAMPLES, folder / "one.jsonl"
    one.write_text(samples.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    command = ("-m", "eval.scale.plain", "ask", str(store))
    warm = json.loads(run((*command, str(samples)), folder).output)
    done = [run((*command, str(one)), folder) for _ in range(plan.runs)]
    cold = _middle([Process(seconds=r.seconds, rss=r.rss, pss=r.pss) for r in done])
    return PlainAsked(**warm, cold=cold)


def _transformer(
    corpus: Corpus, folder: Path, sample: int, added: PlainAdded, ours: float
) -> Transformer:
    """What the recipe would take for all of `corpus`, with the rate of a transformer on a sample of it."""
    command = ("-m", "eval.scale.transformer", str(corpus.path), str(sample))
    found = json.loads(run(command, folder).output)
    rest = added.seconds - added.embedding
    seconds = rest + found["loading"] + corpus.characters / found["rate"]
    return Transformer(**found, seconds=seconds, ratio=seconds / ours)
