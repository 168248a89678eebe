"""Whether a word of a statement stands in a text: as itself, in another form, translated, paraphrased.

No likeness of vectors is accepted: words of opposite meaning are alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Prefix

from assistant.claims.vocabulary import load_vocabulary
from assistant.question.names import expansion, is_acronym
from assistant.support import spelt_alike
from index.lexicon import load_lexicon
from index.words import Language, Word, fold, stem, words

SAME_LANGUAGE = 0.27
"""From this likeness in the lexicon on a word is a paraphrase of another of its own language."""
TRANSLATION = 0.2
"""From this likeness in the lexicon on a word is a translation of another."""

# Letters that words of one family share at least, and those that may follow.
_FAMILY = 5
_TAIL = 5
# How far the lexicon must bear out, where it knows both words, that they are of one family.
_BORNE_OUT = 0.03
_SHORT = 4
# What makes the contrary of a word.
_CONTRARY: dict[Language, tuple[str, ...]] = {
    "en": ("dis", "mis", "un", "anti", "non"),
    "ru": ("не", "без", "бес", "анти"),
}
_LATIN = ("en", "fr", "es")


def content_of(found: Iterable[Word], language: Language) -> list[Word]:
    """The words of substance among `found`: those that assert something by themselves."""
    return [word for word in found if not is_plain(word, language)]


def is_plain(word: Word, language: Language) -> bool:
    """Whether `word` asserts nothing by itself."""
    surface = fold(word.surface)
    known = load_vocabulary(language)
    if surface in known.plain or not any(map(str.isalpha, surface)):
        return True
    if surface.isascii() and surface in load_vocabulary("en").plain:
        # Models put English leads before words of another language.
        return True
    if known.plain_stems and word.stem in known.plain_stems:
        return True
    # Conjunctions and prepositions are written with the word.
    return (
        language == "ar"
        and len(surface) > 3
        and surface[0] in "وفبلك"
        and (surface[1:] in known.plain or stem(surface[1:], "ar") in known.plain_stems)
    )


Texts = Sequence[tuple[str, Language]]
"""Texts, each with its language."""


def stands_in(word: Word, language: Language, texts: Texts) -> bool:
    """Whether `word` stands in any of `texts`."""
    if any(supported(word, language, vocabulary_of(text, held), held) for text, held in texts):
        return True
    if language == "zh" and not load_lexicon().knows(word.stem, "zh"):
        return any(
            all(is_plain(part, language) or stands_in(part, language, texts) for part in parts)
            for parts in _halves(word)
        )
    return is_acronym(word.surface) and any(
        expansion(word.surface, text, held) for text, held in texts
    )


def supported(word: Word, language: Language, vocabulary: tuple[str, ...], held: Language) -> bool:
    """Whether any stem of `vocabulary`, of the language `held`, means what `word` does."""
    return any(
        _likeness(form, word.surface, language, vocabulary, held) for form in _forms(word, language)
    )


def _forms(word: Word, language: Language) -> list[str]:
    """The stem of `word`; in Arabic also without what is written with it.

    That is a conjunction or preposition, or the letter that tells a verb's person (يرحب, ترحب, رحبت).
    """
    if language != "ar" or len(word.surface) < 4:
        return [word.stem]
    return list(dict.fromkeys([word.stem, *_bare(fold(word.surface))]))


def _bare(surface: str) -> Iterator[str]:
    first = [surface, surface[1:]] if surface[0] in "وفبكلس" else [surface]
    for form in first:
        yield stem(form, "ar")
        if len(form) > 3 and form[0] in "يتنا":
            yield form[1:]
        if len(form) > 3 and form[-1] == "ت":
            yield form[:-1]


@lru_cache(maxsize=65536)
def _likeness(
    sought: str, surface: str, language: Language, vocabulary: tuple[str, ...], held: Language
) -> bool:
    if language == held and sought in vocabulary:
        return True
    if language != held and len(sought) < _SHORT and sought.isalpha() and not is_acronym(surface):
        # Letters that two languages share by chance: "not" is a stem in French.
        vocabulary = tuple(other for other in vocabulary if other != sought)
    if sought.startswith(_CONTRARY.get(language, ())):
        # "Disagree" is near to "agree" in every way but one.
        return False
    lexicon = load_lexicon()
    if language == held:
        if any(_is_family(sought, other, language) for other in vocabulary):
            return True
        least = SAME_LANGUAGE
    else:
        least = TRANSLATION
    if float(lexicon.similarities(sought, language, vocabulary, held).max(initial=0.0)) >= least:
        return True
    if language == held or lexicon.knows(sought, language) or _same_script(language, held):
        return False
    return bool(spelt_alike(surface, vocabulary).max(initial=0.0) > 0)


@lru_cache(maxsize=4096)
def vocabulary_of(text: str, language: Language) -> tuple[str, ...]:
    """The stems of `text`, each once; in Arabic with the forms that a word may stand for."""
    found = words(text, language)
    stems = [word.stem for word in found]
    if language == "ar":
        stems += [form for word in found for form in _forms(word, "ar")]
    return tuple(dict.fromkeys(stems))


def _halves(word: Word) -> Iterator[tuple[Word, Word]]:
    """A Chinese word cut in two: the segmenter joins what belongs to a phrase."""
    for at in range(1, len(word.surface)):
        one, other = word.surface[:at], word.surface[at:]
        yield (
            Word(one, one, word.start, word.start + at),
            Word(other, other, word.start + at, word.end),
        )


def _is_family(one: str, other: str, language: Language) -> bool:
    """Whether two stems are of one family of words: agree and agreement, submit and submission."""
    shared = Prefix.similarity(one, other)
    least = max(_FAMILY, round(0.7 * min(len(one), len(other))))
    if shared < least or max(len(one), len(other)) - shared > _TAIL:
        return False
    lexicon = load_lexicon()
    if not (lexicon.knows(one, language) and lexicon.knows(other, language)):
        return True
    # "Secret" and "secretary" only look alike.
    return lexicon.similarity(one, language, other, language) >= _BORNE_OUT


def _same_script(one: Language, other: Language) -> bool:
    return one in _LATIN and other in _LATIN
