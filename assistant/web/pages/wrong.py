"""What a page says at its form where something in it cannot be carried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.web.interface import load_labels
from assistant.web.pages.wording import Words
from assistant.web.problems import Refusal, refusal_of

if TYPE_CHECKING:
    from index.errors import UserError
    from index.words import Language

_BUSY, _OUT_OF_TIME = 503, 504


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why nothing came of it, and the HTTP status that says so."""

    message: Words
    status: int


def wrong_of(
    error: Refusal | UserError, lang: Language, labels: Mapping[type[Exception], str]
) -> Wrong:
    """What is said at the form: the label of the error, else its own message, which is in English."""
    refusal = error if isinstance(error, Refusal) else refusal_of(error)
    label = next((name for kind, name in labels.items() if isinstance(error, kind)), None)
    if refusal.status in (_BUSY, _OUT_OF_TIME):
        label = "chat.busy" if refusal.status == _BUSY else "check.gave_up"
    if label is None:
        return Wrong(Words(refusal.detail, "en"), refusal.status)
    return Wrong(Words(load_labels(lang)[label], lang), refusal.status)
