"""One line for each request: as JSON for machines, or as text; never a question unless asked for."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

LOGGER = logging.getLogger("mandate")
_FIELDS = "fields"
_PLAIN = re.compile(r"[\w.,:;/{}\[\]@+-]+", re.ASCII)


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        entry |= getattr(record, _FIELDS, {})
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


class _TextFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = " ".join(f"{k}={_shown(v)}" for k, v in getattr(record, _FIELDS, {}).items())
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        event = " ".join(record.getMessage().split())
        line = f"{when} {record.levelname.lower()} {event} {fields}".rstrip()
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _shown(value: object) -> str:
    """A value as one word, or quoted: what a caller has written must not pass for another field.

    Nor for a line, or for an order to the terminal.
    """
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text)


def start_logging(level: str, form: str | None) -> None:
    """Write the server's events to standard error, in `form` (`json` or `text`), from `level` up.

    Where no form is given it is text for a person at a terminal, and JSON for anything else.
    """
    handler = logging.StreamHandler(sys.stderr)
    as_text = sys.stderr.isatty() if form is None else form == "text"
    handler.setFormatter(_TextFormatter() if as_text else _JsonFormatter())
    # What uvicorn tells of its own start and end is told by the server in its own words.
    quiet = {"mandate": level, "uvicorn.error": "debug" if level == "debug" else "warning"}
    for name, least in quiet.items():
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(least.upper())


def log(event: str, **fields: object) -> None:
    """Tell of `event`, with `fields` beside it."""
    LOGGER.info(event, extra={_FIELDS: fields})


def log_fault(event: str, error: BaseException, **fields: object) -> None:
    """Tell of a fault of the program's, with where it happened."""
    LOGGER.error(event, exc_info=error, extra={_FIELDS: fields})
