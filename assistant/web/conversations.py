"""The conversations under way: what was answered, for follow-ups, feedback and downloads.

Nothing of them is written to disk. The oldest are forgotten first, so that memory stays bounded.
"""

from __future__ import annotations

import secrets
import zlib
from collections import OrderedDict
from threading import Lock

from assistant.answer import Answer

MAX_TURNS = 50
"""Answers of one conversation that are kept; the first ones go first."""


class Conversations:
    """Answers by conversation, `limit` of them in all; safe to use from several threads."""

    def __init__(self, limit: int) -> None:
        self._limit, self._count, self._lock = limit, 0, Lock()
        # Packed, an answer takes about a kilobyte and not thirty.
        self._kept: OrderedDict[str, list[bytes]] = OrderedDict()

    @staticmethod
    def new_id() -> str:
        """A name that cannot be guessed: whoever has it may read the conversation."""
        return secrets.token_urlsafe(18)

    def add(self, conversation: str, answer: Answer) -> None:
        """Keep `answer` as the last one of `conversation`."""
        packed = zlib.compress(answer.model_dump_json().encode())
        with self._lock:
            turns = self._kept.setdefault(conversation, [])
            self._kept.move_to_end(conversation)
            turns.append(packed)
            self._count += 1
            if len(turns) > MAX_TURNS:
                self._count -= 1
                turns.pop(0)
            while self._count > self._limit and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._count -= len(oldest)

    def answers(self, conversation: str) -> list[Answer]:
        """The answers of `conversation`, oldest first; none where it is not (or no longer) kept."""
        with self._lock:
            packed = list(self._kept.get(conversation, ()))
        return [Answer.model_validate_json(zlib.decompress(answer)) for answer in packed]

    def cut(self, conversation: str, turns: int) -> None:
        """Forget the last `turns` answers of `conversation`."""
        with self._lock:
            kept = self._kept.get(conversation, [])
            gone = min(turns, len(kept))
            del kept[len(kept) - gone :]
            self._count -= gone
            if not kept:
                self._kept.pop(conversation, None)
