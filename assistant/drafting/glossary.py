"""What a drafting verb means in a resolution: usage, told in the reader's language, never as a quote."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.drafting.verbs import DraftingVerb
from index.words import Language


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary entry in one language: `text` is usage in our own words, and no document's."""

    verb: DraftingVerb
    language: Language
    form: str
    text: str
    source: str


def find_entry(words: str, language: Language) -> Entry | None:
    """The entry for a verb as a reader may write it ("encourages", "to encourage", "encouraging"), or None.

    `language` is the reader's; the verb may be given in any of the six.
    """
    raise NotImplementedError
