"""One language's words between documents, places and quotations (see `links.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from index.words import Language

# What may stand between a word that sets a document apart and the document: no new clause.
_UP_TO = r"[^,;:،，；：()（）\n\ufffc]{0,40}$"


@dataclass(frozen=True, slots=True)
class Links:
    """One language's words between a paragraph's place and its document (see `links.toml`)."""

    of: re.Pattern[str]
    behind: re.Pattern[str]
    joins: re.Pattern[str]
    others: re.Pattern[str]
    apart: re.Pattern[str]
    denies: re.Pattern[str]


@lru_cache(maxsize=6)
def load_links(language: Language) -> Links:
    """The links of `language`."""
    text = (files("assistant.checking") / "links.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)[language]
    edge = "" if language == "zh" else r"(?<!\w)"

    def words(name: str, behind: str = "") -> re.Pattern[str]:
        pattern = f"{edge}(?:{data[name]})" + edge.replace("<", "") + behind
        return re.compile(pattern, re.IGNORECASE)

    return Links(
        of=re.compile(data["of"], re.IGNORECASE),
        behind=re.compile(data["behind"], re.IGNORECASE),
        joins=words("joins"),
        others=words("others"),
        apart=words("apart", _UP_TO),
        denies=words("denies"),
    )


@lru_cache(maxsize=1)
def ibid() -> re.Pattern[str]:
    """What stands for the source named last, in any language (see `links.toml`)."""
    text = (files("assistant.checking") / "links.toml").read_text(encoding="utf-8")
    words = "|".join(data["ibid"] for data in tomllib.loads(text).values())
    return re.compile(rf"(?<![A-Za-z])(?:{words})", re.IGNORECASE)
