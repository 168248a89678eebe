"""`mandate serve`, `mandate keys` and `mandate feedback`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import socket

    from assistant.api import Assistant
    from assistant.web.settings import ServerSettings

keys = typer.Typer(
    help="Make API keys and users for the server's settings, which keep hashes alone.",
    rich_markup_mode=None,
)


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen at. Else MANDATE_HOST.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port; 0 takes a free one. Else MANDATE_PORT.")
    ] = None,
    root_path: Annotated[
        str | None, typer.Option(help="Path below which a proxy shows the server (/mandate).")
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(envvar="MANDATE_SETTINGS", help="A TOML file with the server's settings."),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", "-m", help="As in `mandate ask`; else MANDATE_MODEL.")
    ] = None,
    model_url: Annotated[str | None, typer.Option(help="The model's base address.")] = None,
    log_format: Annotated[str | None, typer.Option(help="json or text.")] = None,
    collection: Annotated[
        str | None,
        typer.Option(
            "--collection",
            "-c",
            help="The collection that is asked where a reader chooses none; see mandate "
            "collections. Else MANDATE_COLLECTION.",
        ),
    ] = None,
) -> int:
    """Serve the chat, the documents, REST, MCP and the widget until it is stopped."""
    from assistant.web.observation.logs import start_logging
    from assistant.web.settings import read_server_settings

    read = read_server_settings(
        settings,
        host=host,
        port=port,
        root_path=root_path,
        log_format=log_format,
        collection=collection,
    )
    start_logging(read.log_level, read.log_format)
    listening = _listen(read)
    with listening, _open(read, model, model_url) as assistant:
        _run(assistant, read, listening)
    return 0


def _open(settings: ServerSettings, model: str | None, model_url: str | None) -> Assistant:
    """The assistant; what the page needs is imported meanwhile, which takes as long."""
    from concurrent.futures import ThreadPoolExecutor

    from assistant.api import Assistant
    from assistant.language_model.settings import read_settings
    from assistant.web.interface import load_labels
    from index.words import LANGUAGES

    def open_warm() -> Assistant:
        assistant = Assistant(
            language=settings.language,
            model=chosen,
            collection=settings.collection,
            progress=_progress,
        )
        # What the first question in each language would have to load is loaded; no model is asked.
        for language in LANGUAGES:
            assistant.retrieve(load_labels(language)["starter.first"])
        return assistant

    chosen = read_settings(name=model, url=model_url) if model or model_url else None
    with ThreadPoolExecutor(1) as other:
        opening = other.submit(open_warm)
        import assistant.web.app  # noqa: F401

        return opening.result()


def _listen(settings: ServerSettings) -> socket.socket:
    """The server's socket, taken at once: a port in use is told before anything long is begun."""
    import socket

    from assistant.errors import SettingsError

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise SettingsError(
            f"cannot listen at {settings.host} port {settings.port}: {error.strerror or error}; "
            "choose another with --host and --port"
        ) from error
    return listening


def _run(assistant: Assistant, settings: ServerSettings, listening: socket.socket) -> None:
    import signal

    import uvicorn

    from assistant.web.app import create_app
    from assistant.web.observation.logs import log
    from assistant.web.stopping import Stopping

    stopping = Stopping()
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}{settings.root_path}/"
    config = uvicorn.Config(
        create_app(assistant, settings, stopping),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=settings.stop_seconds,
    )

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if not self.started:
                return
            log("listening", address=address, documents=len(assistant.documents()))
            _progress(f"ready at {address} (Ctrl-C stops it)")

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            stopping.begin()
            await super().shutdown(sockets)

    def leave(*_: object) -> None:
        raise SystemExit(0)

    # Uvicorn sends itself the signal once more when it has stopped: being stopped is no failure.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    Announcing(config).run(sockets=[listening])


def _progress(step: str) -> None:
    sys.stderr.write(f"mandate: {step}\n")
    sys.stderr.flush()


@keys.command("new")
def new_key(
    name: Annotated[str, typer.Option(help="What the logs call its holder.")] = "",
) -> int:
    """Make an API key; it is shown once, the hash goes into `api_keys` (MANDATE_API_KEYS)."""
    from assistant.web.security.keys import hash_key
    from assistant.web.security.keys import new_key as make

    if name:
        _check_name(name)
    key = make()
    hashed = f"{name}:{hash_key(key)}" if name else hash_key(key)
    sys.stdout.write(f"key   {key}\nhash  {hashed}\n")
    return 0


@keys.command("user")
def new_user(name: Annotated[str, typer.Argument(help="The user's name.")]) -> int:
    """Ask for a password, and print what goes into `users` (MANDATE_USERS)."""
    from assistant.errors import SettingsError
    from assistant.web.security.keys import hash_password

    _check_name(name)
    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise SettingsError("the password is empty")
    sys.stdout.write(f"{name}:{hash_password(password)}\n")
    return 0


def _check_name(name: str) -> None:
    """Raise `SettingsError` for what the settings could not tell from the hash beside it."""
    from assistant.errors import SettingsError

    if not name.strip() or not name.isprintable() or any(sign in name for sign in ":,"):
        raise SettingsError(
            f"{name!r} cannot be a name: it is empty, or has a colon, a comma or a line break"
        )


def feedback(
    file: Annotated[
        Path | None, typer.Option(help="The file that keeps it; else MANDATE_FEEDBACK.")
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(envvar="MANDATE_SETTINGS", help="A TOML file with the server's settings."),
    ] = None,
) -> int:
    """Print what readers thought of answers, as JSON lines, oldest first."""
    from assistant.errors import FeedbackError
    from assistant.feedback import FeedbackStore
    from assistant.web.settings import read_server_settings

    if file and not file.exists():
        raise FeedbackError(f"there is no file {file}")
    for entry in FeedbackStore(read_server_settings(settings, feedback=file).feedback).read():
        sys.stdout.write(entry.model_dump_json() + "\n")
    return 0
