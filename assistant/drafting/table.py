"""The table of drafting verbs, read from the data files."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from assistant.drafting.forms import spellings
from assistant.drafting.model import DraftingVerb, Force
from index.words import LANGUAGES, Language

DATA = files("assistant.drafting") / "data"


class Strict(BaseModel):
    """A table of a data file: nothing in it may be unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class VerbForms(Strict):
    """The forms of one verb in one language; see `forms.py` for how they are written.

    `also` names other verbs that translations render by these forms: the table has each form under the
    verb that it stands for most often. `shown` are the forms for readers, where the first are not apt.
    """

    operative: tuple[str, ...] = ()
    preambular: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    shown: tuple[str, str] | None = None


class Manners(Strict):
    """Words of manner that make a neutral verb one of approval or of concern."""

    appreciation: tuple[str, ...] = ()
    concern: tuple[str, ...] = ()


class LanguageForms(Strict):
    """One language's file."""

    adverbs: tuple[str, ...]
    before: tuple[str, ...] = ()
    after_participle: tuple[str, ...] = ()
    before_plain: tuple[str, ...] = ()
    particle: str = ""
    preamble: tuple[str, ...] = ()
    introductions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    resuming: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    opening_only: tuple[str, ...] = ()
    manners: Manners
    verbs: dict[str, VerbForms]


class _Row(Strict):
    name: str
    force: Force
    source: str
    rank: int = 0
    addresses: bool = False
    with_appreciation: str | None = None
    with_concern: str | None = None


class _Table(Strict):
    verb: tuple[_Row, ...]


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table.model_validate(tomllib.loads((DATA / "verbs.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def load_verbs() -> dict[str, DraftingVerb]:
    """The verbs by name, in the order of the table."""
    return {
        row.name: DraftingVerb(row.name, row.force, row.addresses, row.source, row.rank)
        for row in _table().verb
    }


@lru_cache(maxsize=1)
def manner_changes() -> dict[str, tuple[str | None, str | None]]:
    """By verb: what it is called with appreciation, and with concern."""
    return {row.name: (row.with_appreciation, row.with_concern) for row in _table().verb}


@lru_cache(maxsize=len(LANGUAGES))
def load_forms(language: Language) -> LanguageForms:
    """The file of one language."""
    text = (DATA / f"{language}.toml").read_text(encoding="utf-8")
    return LanguageForms.model_validate(tomllib.loads(text))


def shown(name: str, language: Language) -> tuple[str, str]:
    """How a verb is shown in a language: its first operative form, and its first preambular one."""
    data = load_forms(language)
    verb = data.verbs[name]
    if verb.shown:
        return verb.shown
    spaced = language != "zh"
    operative = spellings(verb.operative[0], spaced=spaced)[0]
    if verb.preambular:
        return operative, spellings(verb.preambular[0])[0]
    if data.preamble:
        return operative, f"{spellings(data.preamble[0])[0]} {operative}"
    return operative, operative
