"""Which collection a request is about: the one that its address names, else the one that is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.web.language import Asking
from index.collections import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.api import Assistant

_MOST_CHARACTERS = 64


class Collections:
    """The collections that a server answers from; one of them is `served` where none is named."""

    def __init__(self, assistant: Assistant, served: str = DEFAULT) -> None:
        self._assistant, self.served = assistant, served

    def names(self) -> Sequence[str]:
        """All of them, the one that is served first."""
        others = [name for name in self._assistant.collections() if name != self.served]
        return [self.served, *others]

    def asked(self, request: Asking) -> str | None:
        """The collection that `?collection=` names, which need not be there; None for the one served."""
        name = request.query_params.get("collection", "").strip()[:_MOST_CHARACTERS]
        return name if name not in ("", self.served) else None
