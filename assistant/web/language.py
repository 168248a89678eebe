"""In which language a page is shown: the one asked for, else the browser's, else the server's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from index.words import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Mapping


class Asking(Protocol):
    """What is read of a request: Starlette's and Gradio's have it alike."""

    @property
    def query_params(self) -> Mapping[str, str]:
        """The values of the address's query."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, by names in any case."""


def choose_language(request: Asking, default: Language) -> Language:
    """`?lang=` where it names one of the six, else the first of them that the browser accepts."""
    asked = request.query_params.get("lang", "").split("-")[0].lower()
    if asked in LANGUAGES:
        return asked
    return preferred(request.headers.get("accept-language", ""), default)


def preferred(header: str, default: Language) -> Language:
    """The best of the six in an `Accept-Language` header (RFC 9110, 12.5.4), or `default`.

    The first wins among equal weights; a weight of nought refuses.
    """
    best, weight = default, 0.0
    for part in header.split(","):
        tag, _, quality = part.partition(";")
        code = tag.strip().split("-")[0].lower()
        value = _weight(quality)
        if code in LANGUAGES and value > weight:
            best, weight = code, value
    return best


def _weight(quality: str) -> float:
    name, _, value = quality.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip().lower() == "q" else 1.0
    except ValueError:
        return 0.0
