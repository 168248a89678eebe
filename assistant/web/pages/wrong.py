"""What a page says at its form where something in it cannot be carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from assistant.web.interface import load_labels
from assistant.web.pages.wording import Words
from assistant.web.problems import Refusal, refusal_of
from index.errors import (
    CollectionError,
    FilterError,
    LocatorError,
    SymbolError,
    UnknownDocument,
    UnknownParagraph,
    UserError,
)
from index.symbol import find_symbols

if TYPE_CHECKING:
    from assistant.web.service import Service
    from index.words import Language

T = TypeVar("T")

_BUSY, _OUT_OF_TIME = 503, 504
_LABELS: tuple[tuple[type[Exception], str], ...] = (
    (UnknownDocument, "error.unknown_document"),
    (UnknownParagraph, "error.unknown_paragraph"),
    (SymbolError, "error.no_symbol"),
    (LocatorError, "error.no_symbol"),
    (FilterError, "documents.none"),
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why nothing came of it, and the HTTP status that says so."""

    message: Words
    status: int


async def attempt(
    service: Service,
    call: Callable[[], T],
    lang: Language,
    labels: Mapping[type[Exception], str],
) -> tuple[T | None, Wrong | None]:
    """What `call` gives when it is its turn, or why it gives nothing; see `wrong_of` for `labels`.

    Raises `CollectionError`: a page of a collection that there is not is no page.
    """
    try:
        return await service.run(call), None
    except CollectionError:
        raise
    except (Refusal, UserError) as error:
        return None, wrong_of(error, lang, labels)


def wrong_of(
    error: Refusal | UserError, lang: Language, labels: Mapping[type[Exception], str]
) -> Wrong:
    """What is said at the form, in the page's language; `labels` have what a page says of some errors."""
    refusal = error if isinstance(error, Refusal) else refusal_of(error)
    named = (*labels.items(), *_LABELS)
    label = next((name for kind, name in named if isinstance(error, kind)), "error.impossible")
    if refusal.status in (_BUSY, _OUT_OF_TIME):
        label = "chat.busy" if refusal.status == _BUSY else "check.gave_up"
    # The messages themselves are in English; of what they say a page needs the document alone.
    symbol = next((str(found) for found, *_ in find_symbols(refusal.detail)), "")
    return Wrong(Words(load_labels(lang)[label].format(symbol=symbol), lang), refusal.status)
