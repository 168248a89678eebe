"""The command line of the evaluation: `mandate eval`, `mandate eval template`, `mandate eval candidates`.

Exit status: 0 all thresholds reached, 1 something is below or missing, 2 an error of the user's.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from eval.compare import Comparison
    from eval.evaluation import Request, Watch
    from eval.results import Results

    _Evaluate = Callable[[Request, Watch], Results]

PASSED, BELOW = 0, 1

app = typer.Typer(
    help="Measure how right the answers are, on the shipped questions or on your own.",
    add_completion=False,
    rich_markup_mode=None,
    invoke_without_command=True,
)

Documents = Annotated[
    Path | None,
    typer.Option("--documents", help="A folder of your own documents, with its catalogue.toml."),
]


Questions = Annotated[
    Path | None, typer.Option("--questions", "-q", help="Your questions (.jsonl or .csv).")
]
Split = Annotated[
    str | None,
    typer.Option("--split", help="Shipped questions: test (if not given), development or all."),
]
Systems = Annotated[
    list[str] | None,
    typer.Option(
        "--system",
        "-s",
        help="mandate, plain, lexical, dense, txtai, llama-index, verbatim-rag, 'without STAGE'; "
        "or a group: default (the first four), ablation, peers, all. May be repeated.",
    ),
]
EmbedderName = Annotated[
    str | None, typer.Option("--embedder", "-e", help="Another model, by folder or hub name.")
]
Model = Annotated[
    str | None,
    typer.Option("--model", "-m", help="A chat model that writes our answers and those of peers."),
]
ModelAddress = Annotated[
    str | None,
    typer.Option(
        "--model-url",
        help="Its OpenAI-compatible address; else ours has none, and the peers' is scripted.",
    ),
]
Earlier = Annotated[
    Path | None,
    typer.Option("--compare", "-c", help="Earlier results (results.json, or its folder)."),
]
Thresholds = Annotated[
    Path | None, typer.Option("--thresholds", help="Least values, for your own questions.")
]
Out = Annotated[Path, typer.Option("--out", "-o", help="The folder for the results.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Questions asked at once.")]
Timeout = Annotated[
    float,
    typer.Option("--timeout", min=0.001, max=86_400, help="Seconds for each question."),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Forget what an unfinished run has done.")]


@app.callback(
    epilog="Examples:  mandate eval   mandate eval --system mandate --compare old/results.json   "
    "mandate eval --system ablation   mandate eval --documents DIR --questions my.jsonl"
)
def evaluate(
    context: typer.Context,
    questions: Questions = None,
    split: Split = None,
    system: Systems = None,
    documents: Documents = None,
    embedder: EmbedderName = None,
    model: Model = None,
    model_url: ModelAddress = None,
    compare: Earlier = None,
    thresholds: Thresholds = None,
    out: Out = Path("evaluation"),
    jobs: Jobs = None,
    timeout: Timeout = 60.0,
    fresh: Fresh = False,
) -> int:
    """Ask every question, measure the answers, and write results.json, summary.md and report.html.

    An interrupted run goes on where it stopped. Exit status 1 below the thresholds.
    """
    if context.invoked_subcommand:
        return PASSED
    from eval.compare import compare_runs
    from eval.evaluation import Request, evaluate
    from eval.results import read_results
    from eval.systems.model import Setting
    from eval.systems.registry import names_of
    from index.catalogue import DOCUMENTS

    if (model is None) != (model_url is None):
        raise typer.BadParameter("--model and --model-url go together")
    if documents and not questions:
        raise typer.BadParameter(
            "--documents needs --questions: the shipped ones are of other texts"
        )
    if questions and split:
        raise typer.BadParameter(
            "--split is a part of the shipped questions; leave out --questions"
        )
    # Read first: the old results may stand where the new ones go.
    old = read_results(compare) if compare else None
    setting = Setting(documents or DOCUMENTS, embedder, model, model_url)
    request = Request(
        out=out,
        systems=tuple(names_of(system or ())),
        questions=questions,
        split=split or "test",
        setting=setting,
        thresholds=thresholds,
        jobs=jobs,
        timeout=timeout,
        fresh=fresh,
    )
    try:
        results = _with_progress(request, evaluate)
    except KeyboardInterrupt:
        print("mandate: the same command goes on where this run stopped", file=sys.stderr)
        raise
    return _report(results, out, compare_runs(old, results) if old else [])


@app.command()
def template(
    path: Annotated[Path, typer.Argument(help="The file to write (.jsonl or .csv).")] = Path(
        "questions.csv"
    ),
    documents: Documents = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file.")] = False,
) -> int:
    """Write a question file to fill in: a row for each paragraph, and for what is not answered."""
    from eval.systems.model import Setting
    from eval.template import write_template
    from index.catalogue import DOCUMENTS

    if path.exists() and not force:
        raise typer.BadParameter(f"{path} is there already; give --force to replace it")
    count = write_template(path, Setting(documents or DOCUMENTS))
    print(f"{path}: {count} rows; fill in the questions, delete or leave the rest")
    return PASSED


@app.command()
def candidates(
    path: Annotated[Path, typer.Argument(help="The file to write (.jsonl or .csv).")] = Path(
        "candidates.csv"
    ),
    feedback: Annotated[
        Path | None,
        typer.Option("--feedback", help="The readers' feedback; MANDATE_HOME/feedback.sqlite."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file.")] = False,
) -> int:
    """Write the questions whose answers readers thought wrong, as candidates for a question file."""
    from assistant.feedback import FeedbackStore
    from eval.candidates import write_candidates

    if path.exists() and not force:
        raise typer.BadParameter(f"{path} is there already; give --force to replace it")
    if feedback is not None and not feedback.is_file():
        raise typer.BadParameter(f"{feedback} is not there")
    count = write_candidates(FeedbackStore(feedback).read(), path)
    print(f"{path}: {count} rows; judge each, and say what is gold where the reader did not")
    return PASSED


def _with_progress(request: Request, evaluate: _Evaluate) -> Results:
    """Run with a bar on a terminal, with a line for each step elsewhere."""
    from eval.evaluation import Watch

    if not sys.stderr.isatty():
        return evaluate(request, Watch(step=_say))
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(
        *Progress.get_default_columns()[:-1],
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
    ) as bar:
        tasks = [bar.add_task("evaluation", total=None)]

        def start(name: str, count: int) -> None:
            tasks.append(bar.add_task(name, total=count))

        watch = Watch(
            step=lambda words: bar.update(tasks[0], description=words),
            start=start,
            advance=lambda count: bar.advance(tasks[-1], count),
        )
        results = evaluate(request, watch)
        bar.update(tasks[0], description="evaluation", total=1, completed=1)
        return results


def _report(results: Results, out: Path, comparisons: list[Comparison]) -> int:
    from eval.report import write_pages
    from eval.report.markdown import comparison_tables, headline
    from eval.results import NAME

    paths = [out / NAME, *write_pages(results, out, comparisons)]
    print(headline(results))
    for table in map(comparison_tables, comparisons):
        print(table)
    for line in (*results.problems, *results.below):
        print(f"mandate: below what is expected: {line}", file=sys.stderr)
    print("\n".join(f"mandate: {path}" for path in paths), file=sys.stderr)
    return BELOW if results.problems or results.below else PASSED


def _say(step: str) -> None:
    print(f"mandate: {step} …", file=sys.stderr, flush=True)
