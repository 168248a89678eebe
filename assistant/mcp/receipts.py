"""The tool that verifies receipts. Its docstring is what a language model is told of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

from mcp.types import CallToolResult
from pydantic import Field, JsonValue

from assistant.mcp.calling import Threads, result_of
from assistant.mcp.choice import InCollection
from assistant.receipts.model import ReceiptCheck
from index.words import Language

if TYPE_CHECKING:
    from assistant.api import Assistant


class ReceiptTools:
    """The tools of an assistant that are about receipts."""

    def __init__(self, assistant: Assistant, threads: Threads) -> None:
        self._assistant, self._threads = assistant, threads

    async def verify_receipt(
        self,
        receipt: Annotated[
            dict[str, JsonValue] | str,
            Field(
                description="The receipt, or an answer as `ask` returned it: the JSON object, or its "
                "text."
            ),
        ],
        language: Annotated[
            Language | None,
            Field(description="en, fr, ru, es, ar or zh for the places; else the answer's."),
        ] = None,
        collection: InCollection = None,
    ) -> Annotated[CallToolResult, ReceiptCheck]:
        """Verify that the quotes of a kept answer still stand in the held United Nations documents.

        Use it where a person brings the receipt of an answer (a JSON file that `mandate ask --receipt`
        or the web chat wrote), or an answer that `ask` gave some time ago, and wants to know whether it
        still holds.

        Returns `stands`: whether every quote stands letter for letter where it stood. Of each quote:
        `stands`, `elsewhere` (the same words at `now`), `changed` (`text` is what the paragraph says now),
        `no paragraph`, `no version` or `no document`. Of each document: `unchanged`, `changed` or `not
        held`. `same_index` tells whether the documents searched are the same; where they are not, newer
        ones may answer the question better: use `ask`. `checksum` is `wrong` where a receipt was altered;
        `answer.differences` names each part of an answer that is not so, and nothing of it may be repeated.

        Put between quotation marks only words that stand in a `text` returned, unchanged. That a quote
        stands does not say that the document is still in force.
        """
        from assistant.receipts.read import read_receipt
        from assistant.receipts.text import to_text

        text = receipt if isinstance(receipt, str) else json.dumps(receipt)

        def verify() -> ReceiptCheck:
            kept = read_receipt(text)
            return self._assistant.verify(
                kept, reader=language or kept.language, collection=collection
            )

        found = await self._threads.run(verify)
        return result_of(found, to_text(found))
