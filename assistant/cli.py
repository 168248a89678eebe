"""The command line: `mandate ask`, `chat`, `serve`, `documents`, and the commands of other packages.

Exit status: 0 answered, 3 not in the documents, 2 an error of the user's (one line on standard
error), 1 a fault of the program's, 130 interrupted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import adding
from assistant.checking import command as checking
from assistant.lineage import command as lineage
from assistant.mcp import command as model_context
from assistant.receipts import command as receipts
from assistant.tasking import command as tasking
from assistant.web import command as web

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.answer import Answer
    from assistant.api import Assistant
    from index.document import Document

# Typer carries its own copy of click and exports only some of its errors: a bad parameter is a usage
# error, which is what all of the user's mistakes on the command line are.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]

ANSWERED, FAULT, USER_ERROR, NOT_FOUND, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="mandate",
    help="Ask what a United Nations body may and must do; answers quote its documents letter for letter.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _known(language: str | None) -> str | None:
    if language is None:
        return None
    from index.words import LANGUAGES

    if language not in LANGUAGES:
        raise typer.BadParameter(f"{language!r} is not one of {', '.join(LANGUAGES)}")
    return language


Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        "-l",
        callback=_known,
        help="Answer in en, fr, ru, es, ar or zh; else in the question's.",
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--document", "-d", help="Ask only this document, by symbol; may be repeated."),
]
Collection = Annotated[
    str,
    typer.Option("--collection", "-c", help="Ask this collection; see mandate collections."),
]
Bodies = Annotated[
    list[str] | None,
    typer.Option(
        "--body", help="Only documents of this organ (a name, or A, S, E …); may be repeated."
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Only this kind: letter, resolution, draft resolution, report …"),
]
Years = Annotated[list[int] | None, typer.Option("--year", help="Only documents of this year.")]
InLanguages = Annotated[
    list[str] | None,
    typer.Option("--in-language", help="Only documents that have a version in this language."),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", help="Only documents that are adopted, draft, letter or issued."),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        help="Let this language model write, as provider:name (openai:…, anthropic:…, ollama:…, "
        "google:…); none for none. Else MANDATE_MODEL.",
    ),
]
ModelUrl = Annotated[
    str | None,
    typer.Option("--model-url", help="The model's base address. Else MANDATE_MODEL_URL."),
]
Plain = Annotated[bool, typer.Option("--plain", help="Ask the language model for plain language.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show how the question was read and scored.")
]


@app.command(
    epilog="Examples:  mandate ask 'What are the functions of the Centre?'   "
    "mandate ask --json 'Quelles sont les fonctions du Centre ?'   "
    "mandate ask -d A/RES/72/7 'What is said about drugs?'   echo 'OP2 of 72/7' | mandate ask -   "
    "mandate ask --format bibtex --receipt receipt.json 'What are the functions of the Centre?'"
)
def ask(
    question: Annotated[
        str, typer.Argument(help="The question, in any of the six languages; - reads it.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="text, markdown, html or json; or the citations as footnote, bibtex, ris or csl-json.",
        ),
    ] = "text",
    receipt: Annotated[
        Path | None,
        typer.Option(
            "--receipt", help="Write the answer's receipt to this file; see mandate verify."
        ),
    ] = None,
    language: Language = None,
    document: Only = None,
    model: Model = None,
    model_url: ModelUrl = None,
    plain: Plain = False,
    explain: Explain = False,
    collection: Collection = "default",
    body: Bodies = None,
    kind: Kinds = None,
    year: Years = None,
    in_language: InLanguages = None,
    status: Statuses = None,
) -> int:
    """Ask one question. Exit status 3 where the documents do not answer."""
    form = "json" if as_json else form
    show = _renderer(form)
    if receipt:
        from assistant.receipts.write import check_place, write_receipt

        check_place(receipt)
    if question == "-":
        # There is none where it was closed.
        question = sys.stdin.buffer.read().decode("utf-8", "replace") if sys.stdin else ""
    from index.filter import filter_of

    where = filter_of(body, kind, year, in_language, status)
    with _open(model, model_url, collection) as assistant:
        answer = assistant.ask(
            question,
            language=language,
            documents=document or (),
            plain=plain,
            explain=explain,
            where=where,
        )
        kept = assistant.receipt(answer) if receipt else None
    show(answer)
    if explain and form != "json":
        print(_explained(answer), file=sys.stderr)
    if receipt and kept:
        # Behind the answer, which is not withheld where it cannot be written.
        write_receipt(kept, receipt)
    return ANSWERED if answer.status == "answered" else NOT_FOUND


@app.command(epilog="Type /new to forget what was said, /quit or Ctrl-D to leave.")
def chat(
    language: Language = None,
    document: Only = None,
    model: Model = None,
    model_url: ModelUrl = None,
    plain: Plain = False,
    explain: Explain = False,
    collection: Collection = "default",
    body: Bodies = None,
    kind: Kinds = None,
    year: Years = None,
    in_language: InLanguages = None,
    status: Statuses = None,
) -> int:
    """Converse in the terminal; follow-ups ("And the next one?") are understood."""
    from assistant.console import show_stream
    from assistant.errors import UserError

    history: list[Answer] = []
    from index.filter import filter_of

    where = filter_of(body, kind, year, in_language, status)
    with _open(model, model_url, collection) as assistant:
        for symbol in document or ():
            # Raises at once, and not at each question.
            assistant.document(symbol)
        while (question := _read_line()) is not None:
            if question in ("/quit", "/exit"):
                break
            if question == "/new":
                history.clear()
                continue
            if not question:
                continue
            try:
                events = assistant.stream(
                    question,
                    history=history,
                    language=language,
                    documents=document or (),
                    plain=plain,
                    explain=explain,
                    where=where,
                )
                answer = show_stream(events, sys.stdout)
            except UserError as error:
                print(f"mandate: {error}", file=sys.stderr)
                continue
            history.append(answer)
            print()
            if explain:
                print(_explained(answer), file=sys.stderr)
    return ANSWERED


@app.command(epilog="Examples:  mandate documents   mandate documents A/RES/72/7 --repairs")
def documents(
    symbol: Annotated[str | None, typer.Argument(help="Show this document's paragraphs.")] = None,
    repairs: Annotated[
        bool, typer.Option("--repairs", help="Show how its text was mended.")
    ] = False,
    language: Language = None,
    collection: Collection = "default",
    body: Bodies = None,
    kind: Kinds = None,
    year: Years = None,
    in_language: InLanguages = None,
    status: Statuses = None,
) -> int:
    """List the documents held, or show one with the places of its paragraphs."""
    from index.filter import filter_of

    where = filter_of(body, kind, year, in_language, status)
    with _open(collection=collection) as assistant:
        if symbol is None:
            for document in assistant.documents():
                if where is None or where.matches(document):
                    print(_listed(document))
        else:
            print(_shown(assistant.document(symbol), language, repairs=repairs))
    return ANSWERED


app.command(
    epilog="Examples:  mandate add resolutions/ report.pdf   mandate add --dry-run archive.zip   "
    "mandate add --collection ga un_resolutions.jsonl.xz"
)(adding.add)
app.command(epilog="Example:  mandate remove A/RES/72/7")(adding.remove)
app.command()(adding.rebuild)
app.command()(adding.collections)


app.command(
    epilog="Examples:  mandate trace 'S/2007/279#p3.b1'   mandate trace 'liaise with the Governments'"
)(lineage.trace)
app.command(epilog="Example:  mandate compare A/RES/72/7 A/75/L.72")(lineage.compare)
app.command(
    epilog="Examples:  mandate tasks   mandate tasks --document A/RES/72/7 --format csv   "
    "mandate tasks --body Centre --output tasks.xlsx"
)(tasking.tasks)
app.command(
    epilog="Examples:  mandate check 'to liaise with the Governments of the region'   "
    "mandate check speech.docx --output report.html"
)(checking.check)
app.command(
    epilog="Example:  mandate ask --receipt receipt.json 'What are the functions of the Centre?' "
    "&& mandate verify receipt.json"
)(receipts.verify)


app.command(
    epilog="Examples:  mandate serve   mandate serve --host 0.0.0.0 --port 8000 --root-path /mandate   "
    "mandate serve --settings server.toml"
)(web.serve)
app.command()(model_context.mcp)
app.command()(web.feedback)
app.add_typer(web.keys, name="keys")


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        print(f"mandate-assistant {installed('mandate-assistant')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run(arguments))


def _add_commands(arguments: list[str]) -> None:
    """Add the commands of the packages above this one, which it must not import by name.

    They are found through the entry points of the installation. Looking for them takes a while, and
    is left where a command of this module is given.
    """
    own = {command.callback.__name__ for command in app.registered_commands if command.callback}
    own |= {group.name for group in app.registered_groups if group.name}
    if own & set(arguments[:1]):
        return
    from importlib.metadata import entry_points

    for entry in entry_points(group="mandate.commands"):
        app.add_typer(entry.load(), name=entry.name)


def _run(arguments: list[str] | None) -> int:
    from index.errors import MandateIndexError, UserError

    try:
        _add_commands(sys.argv[1:] if arguments is None else arguments)
        status = typer.main.get_command(app).main(
            arguments, prog_name="mandate", standalone_mode=False
        )
        if sys.stdout:
            sys.stdout.flush()
        return status if isinstance(status, int) else ANSWERED
    except _UsageError as error:
        context = getattr(error, "ctx", None)
        where = context.command_path if context else "mandate"
        return _fail(f"{error} (see '{where} --help')", USER_ERROR)
    except UserError as error:
        return _fail(str(error), USER_ERROR)
    except MandateIndexError as error:
        return _fail(str(error), FAULT)
    except (typer.Abort, KeyboardInterrupt):
        return _fail("interrupted", INTERRUPTED)
    except (BrokenPipeError, SystemExit):
        # The reader of a pipe has what it wanted ("mandate documents | head"); typer leaves by
        # itself then.
        sys.stdout = None
        return ANSWERED
    except OSError as error:
        # A full disk, for one; what is left to be written is given up.
        sys.stdout = None
        return _fail(str(error), FAULT)


def _fail(message: str, status: int) -> int:
    print(f"mandate: {' '.join(message.split())}", file=sys.stderr)
    return status


def _open(
    model: str | None = None, model_url: str | None = None, collection: str = "default"
) -> Assistant:
    from assistant.api import Assistant

    if not (model or model_url):
        return Assistant(collection=collection, progress=adding.tell)
    from assistant.language_model.settings import read_settings

    chosen = read_settings(name=model, url=model_url)
    return Assistant(model=chosen, collection=collection, progress=adding.tell)


def _renderer(form: str) -> Callable[[Answer], None]:
    """What prints an answer, or its citations, in the format `form`."""
    from assistant.render import RENDERERS

    if form in RENDERERS:
        render = RENDERERS[form]
        return lambda answer: print(render(answer))
    from assistant.render.references import EXPORTS, to_references

    if form not in EXPORTS:
        raise typer.BadParameter(
            f"{form!r} is not one of {', '.join((*RENDERERS, *EXPORTS))}", param_hint="--format"
        )

    def show(answer: Answer) -> None:
        if not answer.citations:
            print("The documents do not answer: there is nothing to cite.", file=sys.stderr)
        # The lines of some formats end in their own way.
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(newline="")
        text = to_references(form, answer.citations, answer.language)
        print(text, end="" if text.endswith("\n") or not text else "\n")

    return show


def _read_line() -> str | None:
    if not sys.stdin:
        return None
    try:
        return input("> " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return None


def _listed(document: Document) -> str:
    languages = ", ".join(document.languages)
    return (
        f"{document.symbol}  {document.kind}, {document.date.isoformat()}, "
        f"{len(document.paragraphs)} paragraphs, {languages}\n    {document.title}"
    )


def _shown(document: Document, language: str | None, *, repairs: bool) -> str:
    lines = [_listed(document)]
    for name in ("session", "agenda_item"):
        if value := getattr(document, name):
            lines.append(f"    {name.replace('_', ' ')}: {value}")
    lines += [f"    {name}: {value}" for name, value in document.facts.items()]
    lines += [f"    {r.kind} {r.target} ({r.source})" for r in document.relations]
    for paragraph in document.paragraphs:
        for code, version in paragraph.versions.items():
            if language in (None, code):
                lines.append(f"\n{paragraph.locator} [{code}] {version.text}")
                if repairs:
                    lines += [
                        f"    {r.kind}: {r.removed!r} → {r.replacement!r}" for r in version.repairs
                    ]
    return "\n".join(lines)


def _explained(answer: Answer) -> str:
    explanation = answer.explanation
    assert explanation is not None, "asked for"
    lines = [
        f"read as: {explanation.intent} in {answer.language}; asks: {', '.join(explanation.asks) or '-'}",
        f"documents: {', '.join(explanation.documents) if explanation.documents else 'all'}",
        "terms: " + (", ".join(f"{t} {w:.2f}" for t, w in explanation.terms.items()) or "-"),
        *(f"spelling: {a} → {b}" for a, b in explanation.corrected.items()),
        *(f"follow-up: {note}" for note in explanation.notes),
        *([f"asked as: {explanation.asked}"] if explanation.asked else []),
        f"decided by: {explanation.reason} (confidence {explanation.confidence:.2f})",
        *(
            f"  {'*' if s.chosen else ' '} {s.symbol}#{s.locator}  score {s.score:.2f} = "
            f"support {s.support:.2f}, nearness {s.nearness:.2f}, words {s.lexical:.1f}"
            for s in explanation.scores
        ),
        *_explained_model(answer),
    ]
    return "\n".join(lines)


def _explained_model(answer: Answer) -> list[str]:
    """What a language model was shown, what it took, and what of its words did not stand."""
    explanation, receipt = answer.explanation, answer.receipt
    if explanation is None or receipt.usage is None:
        return []
    usage = receipt.usage
    lines = [
        f"model: {receipt.model}, {usage.calls} calls, {usage.input_tokens} tokens in, "
        f"{usage.output_tokens} out, {usage.seconds:.2f} s",
        "prompts: " + ", ".join(f"{prompt.name} {prompt.version}" for prompt in receipt.prompts),
        f"shown: {', '.join(explanation.shown) or '-'}",
    ]
    if explanation.shortened:
        lines.append(f"shown in part: {', '.join(explanation.shortened)}")
    if receipt.failure:
        lines.append(f"failure: {receipt.failure}")
    lines += [f"dropped: {d.text!r} ({'; '.join(d.reasons)})" for d in explanation.dropped]
    return lines
