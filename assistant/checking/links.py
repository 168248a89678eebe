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

# The number of an annex, and what stands between it and a paragraph.
_ANNEX = r"(?:\s?(?P<number>[IVX]{1,4}|\d{1,2}))?\W{0,3}$"


@dataclass(frozen=True, slots=True)
class Links:
    """One language's words between a paragraph's place and its document (see `links.toml`)."""

    of: re.Pattern[str]
    behind: re.Pattern[str]
    joins: re.Pattern[str]
    others: re.Pattern[str]
    apart: re.Pattern[str]
    denies: re.Pattern[str]
    within: re.Pattern[str]
    of_any: re.Pattern[str]
    annex: re.Pattern[str]


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
        within=words("within", r"\s*$"),
        of_any=re.compile(rf"\s*(?:{data['of_any']})", re.IGNORECASE),
        annex=words("annex", _ANNEX),
    )


@lru_cache(maxsize=6)
def load_again(language: Language) -> dict[str, re.Pattern[str]]:
    """What stands for a document named before, by its kind: `resolution`, `draft`, `letter`, `other`."""
    text = (files("assistant.checking") / "links.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)[language]
    edges = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    said = dict(data["again"])
    if data["its"]:
        said["other"] += f"|{data['its']}"
    return {
        kind: re.compile(f"{edges[0]}(?:{words}){edges[1]}", re.IGNORECASE)
        for kind, words in said.items()
    }


@lru_cache(maxsize=6)
def number_words(language: Language) -> tuple[str, ...]:
    """The words for 1, 2, … of a language as they stand behind "paragraph" (see `links.toml`)."""
    text = (files("assistant.checking") / "links.toml").read_text(encoding="utf-8")
    return tuple(str(tomllib.loads(text)[language]["numbers"]).split())


@lru_cache(maxsize=1)
def ibid() -> re.Pattern[str]:
    """What stands for the source named last, in any language (see `links.toml`)."""
    text = (files("assistant.checking") / "links.toml").read_text(encoding="utf-8")
    words = "|".join(data["ibid"] for data in tomllib.loads(text).values())
    return re.compile(rf"(?<![A-Za-z])(?:{words})", re.IGNORECASE)
