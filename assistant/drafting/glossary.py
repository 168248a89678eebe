"""What a drafting verb means in a resolution: usage, told in the reader's language, never as a quote."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.drafting.lookup import find_verb
from assistant.drafting.model import DraftingVerb, Force
from assistant.drafting.table import DATA, Strict, load_verbs, shown
from index.words import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary entry in one language: `text` is usage in our own words, and no document's.

    `form` is the verb as it opens an operative paragraph in `language`, `force` its class, `forms` the
    operative form in each of the six languages, and `source` what the usage is taken from, by its name.
    """

    verb: DraftingVerb
    language: Language
    form: str
    text: str
    source: str
    force: Force
    forms: Mapping[Language, str]


class _Forms(Mapping[Language, str]):
    """A verb's operative form in each language: one language's file is read when it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getitem__(self, language: Language) -> str:
        if language not in LANGUAGES:
            raise KeyError(language)
        return shown(self._name, language)[0]

    def __iter__(self) -> Iterator[Language]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


class _Glossary(Strict):
    """One language's texts: what classes do, what verbs mean, and the sentences that join them."""

    quotes: str
    between: str
    strongest: str
    mildest: str
    both: str
    same: str
    sources: dict[str, str]
    classes: dict[Force, str]
    meanings: dict[str, str]


def find_entry(words: str, language: Language) -> Entry | None:
    """The entry for a verb as a reader may write it ("encourages", "to encourage", "encouraging"), or None.

    `language` is the reader's; the verb may be given in any of the six.
    """
    name = find_verb(words, language)
    return _entry(name, language) if name else None


def entry_of(verb: DraftingVerb, language: Language) -> Entry:
    """The entry for a verb of the table."""
    return _entry(verb.name, language)


def entries(language: Language) -> tuple[Entry, ...]:
    """Every entry in one language, the strongest class first."""
    return tuple(_entry(name, language) for name in load_verbs())


@lru_cache(maxsize=512)
def _entry(name: str, language: Language) -> Entry:
    verb = load_verbs()[name]
    return Entry(
        verb=verb,
        language=language,
        form=shown(name, language)[0],
        text=_compose(verb, language),
        source=_load(language).sources[verb.source],
        force=verb.force,
        forms=_Forms(name),
    )


def _compose(verb: DraftingVerb, language: Language) -> str:
    """What the verb says, what its class does, its place among its neighbours, and its forms."""
    texts = _load(language)
    parts = [texts.meanings[verb.name], texts.classes[verb.force]]
    parts += [_order(verb, language, texts), _forms(verb, language, texts)]
    return ("" if language == "zh" else " ").join(filter(None, parts))


def _order(verb: DraftingVerb, language: Language, texts: _Glossary) -> str:
    """The sentence on the verb's neighbours; of a verb whose place is not settled there is none."""
    stronger = _neighbours(verb, -1, language, texts) if verb.rank else ""
    weaker = _neighbours(verb, 1, language, texts) if verb.rank else ""
    if stronger and weaker:
        return texts.between.format(stronger=stronger, weaker=weaker)
    if weaker:
        return texts.strongest.format(weaker=weaker)
    return texts.mildest.format(stronger=stronger) if stronger else ""


def _neighbours(verb: DraftingVerb, step: int, language: Language, texts: _Glossary) -> str:
    """The verbs one rank above (-1) or below (1), as the language has them."""
    near = [
        other.name
        for other in load_verbs().values()
        if other.force == verb.force and other.rank == verb.rank + step and other.rank
    ]
    comma = "、" if language == "zh" else "، " if language == "ar" else ", "
    return comma.join(texts.quotes.format(shown(name, language)[0]) for name in near)


def _forms(verb: DraftingVerb, language: Language, texts: _Glossary) -> str:
    operative, preambular = (texts.quotes.format(form) for form in shown(verb.name, language))
    if operative == preambular:
        return texts.same.format(operative=operative)
    return texts.both.format(operative=operative, preambular=preambular)


@lru_cache(maxsize=len(LANGUAGES))
def _load(language: Language) -> _Glossary:
    text = (DATA / "glossary" / f"{language}.toml").read_text(encoding="utf-8")
    return _Glossary.model_validate(tomllib.loads(text))
