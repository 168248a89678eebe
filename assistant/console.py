"""Shows an answer in a terminal while it is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from assistant.answer import Answer
from assistant.events import AnswerEvent, StreamEvent, TextEvent
from assistant.render.text import to_sources, to_text


def show_stream(events: Iterable[StreamEvent], out: TextIO) -> Answer:
    """Write what `events` bring to `out` as it comes, then the sources; returns the answer.

    A blank line comes first, once there is anything to show. An extractive answer comes at once, and
    is shown with its sources; it also follows the text of a model that broke off.
    """
    waiting = "\n"
    for event in events:
        if isinstance(event, AnswerEvent):
            if event.answer.mode == "generated":
                out.write(f"{waiting}\n\n{to_sources(event.answer)}\n")
            else:
                # Its text was the last one: it is shown with its sources instead.
                out.write(f"{to_text(event.answer)}\n")
            out.flush()
            return event.answer
        out.write(waiting)
        out.flush()
        waiting = event.text if isinstance(event, TextEvent) else "\n…\n\n"
    raise AssertionError("the last event has the answer")
