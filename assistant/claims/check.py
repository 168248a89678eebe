"""Whether what a statement says stands in its passages: what does not is objected to.

A statement is a model's own sentence. It may assert nothing that its passages do not: every number,
date, document symbol and place, every negation, every word that makes a duty of a thing or shuts
others out, and every word of substance must stand there, as itself, in another form, in translation
or (by the lexicon) as a paraphrase. No likeness of vectors is accepted: words of opposite meaning are
alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Prefix

from assistant.claims.numbers import Date, find_numbers
from assistant.claims.vocabulary import load_vocabulary
from assistant.phrases import load_phrases
from assistant.question.names import expansion, is_acronym
from assistant.question.pack import blank, folded, load_pack
from assistant.question.places import Place, find_places
from assistant.question.reading import clean
from assistant.support import spelt_alike
from index.document import Document, Paragraph, Quote, Status
from index.lexicon import load_lexicon
from index.symbol import find_symbols
from index.usage import ORGANS
from index.words import Language, Word, fold, stem, words

SAME_LANGUAGE = 0.27
"""From this likeness in the lexicon on a word is a paraphrase of another of its own language."""
TRANSLATION = 0.22
"""From this likeness in the lexicon on a word is a translation of another."""

# A resolution's number in running text: "resolution 72/7".
_NUMBER = re.compile(r"(?<![A-Za-z0-9/.])\d{1,3}/\d{1,4}(?![A-Za-z0-9/])")
_CLAUSE = re.compile(r"[.,;:!?،؛؟。，；：！？()\n]")
_REACH = 6
# Letters that words of one family share at least, and those that may follow.
_FAMILY = 5
_TAIL = 5


class Objection(NamedTuple):
    """What speaks against a statement: `kind` of thing, and the `words` that do not stand there."""

    kind: str
    words: str


@dataclass(frozen=True, eq=False)
class Ground:
    """A paragraph that a statement rests on, with its document and the paragraphs that introduce it."""

    paragraph: Paragraph
    document: Document
    above: tuple[Paragraph, ...] = ()

    @cached_property
    def texts(self) -> tuple[tuple[str, Language], ...]:
        """The texts that support a statement, each in its language: the paragraph's and those above."""
        return tuple(
            (version.text, version.language)
            for paragraph in (self.paragraph, *self.above)
            for version in paragraph.versions.values()
        )

    @cached_property
    def heads(self) -> tuple[tuple[str, Language], ...]:
        """What a reader is told of the document beside the paragraph: title, organ, standing."""
        document = self.document
        names = [
            (name, _language_of(name)) for name, organ in ORGANS.items() if organ == document.organ
        ]
        standing = [
            (f"{load_phrases(code)[f'status.{document.status}']}", code) for code in _ALL_LANGUAGES
        ]
        titles = [(title, language) for language, title in document.titles.items()]
        return (*titles, *names, *standing, *_ORGANIZATION)


# Whose documents they are.
_ORGANIZATION: tuple[tuple[str, Language], ...] = (
    ("United Nations", "en"),
    ("Organisation des Nations Unies", "fr"),
    ("Организация Объединенных Наций", "ru"),
    ("Organización de las Naciones Unidas", "es"),
    ("الأمم المتحدة", "ar"),
    ("联合国", "zh"),
)
_ALL_LANGUAGES: tuple[Language, ...] = ("en", "fr", "ru", "es", "ar", "zh")


@lru_cache(maxsize=32)
def _language_of(name: str) -> Language:
    from index.languages import detect_language

    return detect_language(name, "en")


def find_objections(
    text: str, language: Language, grounds: Sequence[Ground]
) -> tuple[Objection, ...]:
    """What in the statement `text` does not stand in `grounds`; nothing where all of it does.

    `language` is the statement's. Without any ground everything is objected to.
    """
    if not grounds:
        return (Objection("passage", text),)
    claim = _Claim(clean(text), language, tuple(grounds))
    return tuple(claim.objections())


def asserts_something(text: str, language: Language) -> bool:
    """Whether `text` has any word of substance; a lead to a quote has none."""
    claim = _Claim(clean(text), language, ())
    return bool(claim.content_of(words(claim.text, language)))


def adds_nothing(text: str, language: Language, said: Sequence[tuple[str, Language]]) -> bool:
    """Whether every word of substance and every number of `text` stands in the texts that were `said`."""
    claim = _Claim(clean(text), language, ())
    vocabularies = [(_vocabulary_of(each, held), held) for each, held in said]
    pack = load_pack(language)
    for word in words(claim.text, language):
        surface = fold(word.surface)
        asks = surface in pack.frame or surface in pack.stop or surface in pack.body
        if asks or not claim.content_of([word]):
            continue
        if not any(_supported(word, language, *vocabulary) for vocabulary in vocabularies):
            return False
    known = {n for each, held in said for n, _, _ in find_numbers(each, held).numbers}
    return all(n in known for n, _, _ in find_numbers(claim.text, language).numbers)


def cuts_negation(quote: Quote) -> bool:
    """Whether `quote` begins right behind a negation, and would say the contrary of its clause."""
    text = quote.paragraph.versions[quote.language].text
    before = words(text[: quote.start], quote.language)
    gap = text[before[-1].end : quote.start] if before else ""
    if not before or _CLAUSE.search(gap):
        return False
    negations = _negations(text[: quote.start], quote.language)
    return bool(negations) and negations[-1][1] >= before[-1].end


class _Claim:
    """A statement on its way through the checks; each takes out of the text what it has dealt with."""

    def __init__(self, text: str, language: Language, grounds: tuple[Ground, ...]) -> None:
        self.text, self.language, self.grounds = text, language, grounds
        self.vocabulary = load_vocabulary(language)
        self.rest = text

    def objections(self) -> Iterator[Objection]:
        """All objections, in the order of the checks."""
        yield from self._symbols()
        yield from self._status()
        yield from self._places()
        yield from self._numbers()
        yield from self._force()
        yield from self._negations()
        yield from self._content()

    def _symbols(self) -> Iterator[Objection]:
        symbols = {ground.document.symbol for ground in self.grounds}
        known = {str(s) for s in symbols} | {str(s.base) for s in symbols}
        known |= {s for text, _ in self._texts() for s, _, _ in find_symbols(text)}
        spans = []
        for symbol, start, end in find_symbols(self.text):
            spans.append((start, end))
            if symbol not in known:
                yield Objection("symbol", symbol)
        self.rest = blank(self.rest, spans)
        numbers = {n for text, _ in self._texts() for n in _NUMBER.findall(text)}
        numbers |= {"/".join(s.components[-2:]) for s in symbols}
        spans = []
        for match in _NUMBER.finditer(self.rest):
            spans.append(match.span())
            if match.group() not in numbers:
                yield Objection("symbol", match.group())
        self.rest = blank(self.rest, spans)

    def _status(self) -> Iterator[Objection]:
        """What kind of document it is said to be: a draft is no resolution, whatever became of it."""
        pack = load_pack(self.language)
        plain = folded(self.rest)
        spans: list[tuple[int, int]] = []
        for name in ("draft", "resolution", "letter"):
            found = [m.span() for m in pack.document[name].finditer(blank(plain, spans))]
            if found and self._is_called(name):
                spans += found
            elif found and name != "letter":
                # A "letter" may also be one of the alphabet, or the Charter: a word like others.
                yield Objection("status", self.rest[slice(*found[0])])
        self.rest = blank(self.rest, spans)

    def _is_called(self, name: str) -> bool:
        """Whether a document under the statement is a draft, a resolution or a letter, or names one."""
        standing = {"draft": Status.DRAFT, "letter": Status.LETTER}.get(name)
        for ground in self.grounds:
            document = ground.document
            if document.status is standing or (
                name == "resolution" and document.symbol.is_resolution
            ):
                return True
        return any(
            load_pack(held).document[name].search(folded(text)) for text, held in self._texts()
        )

    def _places(self) -> Iterator[Objection]:
        found = find_places(folded(self.rest), load_pack(self.language))
        _, numbers = self._held_numbers()
        heads = {place.head for place in found if place.head}
        for place in found:
            # "The first function concerns …, the fifth …": the noun stands once.
            readings = [place] if place.head else [replace(place, head=head) for head in heads]
            if not readings:
                continue
            if any(_is_at(r, ground) for r in readings for ground in self.grounds):
                self.rest = blank(self.rest, [(place.start, place.end)])
            elif place.number not in numbers:
                yield Objection("place", self.rest[place.start : place.end])

    def _numbers(self) -> Iterator[Objection]:
        told = find_numbers(self.rest, self.language)
        dates, numbers = self._held_numbers()
        for date, start, end in told.dates:
            if not any(date.told_by(held) for held in dates):
                yield Objection("date", self.rest[start:end])
        for number, start, end in told.numbers:
            if number not in numbers:
                yield Objection("number", self.rest[start:end])
        self.rest = blank(self.rest, told.spans)

    def _held_numbers(self) -> tuple[set[Date], set[float]]:
        dates = {_date_of(ground.document) for ground in self.grounds}
        numbers: set[float] = {float(d.year) for d in dates if d.year}
        for text, held in (*self._texts(), *self._heads()):
            found = find_numbers(text, held)
            dates |= {date for date, _, _ in found.dates}
            numbers |= {number for number, _, _ in found.numbers}
            # A text's year may be told without its day.
            numbers |= {float(date.year) for date, _, _ in found.dates if date.year}
        items = {g.paragraph for g in self.grounds if g.paragraph.locator.items}
        if len(items) > 1 and len({p.locator.parent for p in items}) == 1:
            # "The letter lists five functions", resting on all five.
            numbers.add(float(len(items)))
        documents = len({g.document.symbol for g in self.grounds})
        if documents > 1:
            # "Both resolutions", "the first of them, the second".
            numbers |= {float(n) for n in range(1, documents + 1)}
        return dates, numbers

    def _force(self) -> Iterator[Objection]:
        """A duty, and what shuts others out, only where a passage has words for it too."""
        plain = folded(self.rest)
        for kind, own, theirs in (
            ("obligation", "obligation", "obliges"),
            ("exclusive", "exclusive", "exclusive"),
            ("universal", "universal", "universal"),
        ):
            match = getattr(self.vocabulary, own).search(plain)
            if match is None:
                continue
            held = any(
                getattr(load_vocabulary(code), theirs).search(folded(text))
                for text, code in self._texts()
            )
            if not held:
                yield Objection(kind, match.group())
            else:
                spans = [m.span() for m in getattr(self.vocabulary, own).finditer(plain)]
                self.rest = blank(self.rest, spans)

    def _negations(self) -> Iterator[Objection]:
        """What is denied must be denied in a passage, and what a passage denies must be denied."""
        denied = list(_denied(self.rest, self.language))
        theirs = [(scope, held) for text, held in self._texts() for scope in _denied(text, held)]
        for scope in denied:
            content = self.content_of(scope)
            if not any(self._match(content, s, held) for s, held in theirs):
                yield Objection("negation", " ".join(w.surface for w in scope))
        own = {word.stem for scope in denied for word in scope}
        affirmed = [
            w for w in self.content_of(words(self.rest, self.language)) if w.stem not in own
        ]
        for ground in self.grounds:
            for text, held in ground.texts:
                only_denied = _only_denied(text, held)
                for word in affirmed if only_denied else ():
                    if _supported(word, self.language, only_denied, held) and not _supported(
                        word, self.language, _not_denied(text, held), held
                    ):
                        yield Objection("negation", word.surface)
        self.rest = blank(self.rest, _negations(self.rest, self.language))

    def _match(self, content: Sequence[Word], scope: Sequence[Word], held: Language) -> bool:
        """Whether at least half of what is denied is denied there too."""
        vocabulary = tuple({word.stem for word in scope})
        if not vocabulary or not content:
            return False
        found = [_supported(word, self.language, vocabulary, held) for word in content]
        return 2 * sum(found) >= len(found)

    def _content(self) -> Iterator[Objection]:
        """Every word of substance must stand somewhere, and those of one clause in one passage."""
        objected = False
        content = self.content_of(words(self.rest, self.language))
        for word in content:
            if not any(self._stands(word, ground) for ground in self.grounds):
                objected = True
                yield Objection("word", word.surface)
        if objected or len(self.grounds) == 1:
            return
        for clause in self._clauses(content):
            if not any(all(self._stands(w, ground) for w in clause) for ground in self.grounds):
                yield Objection("stitched", " ".join(word.surface for word in clause))

    def _clauses(self, content: Sequence[Word]) -> list[list[Word]]:
        """`content` by clauses: what two passages say cannot be told as what one of them does."""
        plain = folded(self.rest)
        parts = [m.start() for m in _CLAUSE.finditer(plain)]
        parts += [m.start() for m in self.vocabulary.joins.finditer(plain)]
        clauses: dict[int, list[Word]] = {}
        for word in content:
            clauses.setdefault(sum(part <= word.start for part in parts), []).append(word)
        return list(clauses.values())

    def content_of(self, found: Iterable[Word]) -> list[Word]:
        return [word for word in found if not self._is_plain(word)]

    def _is_plain(self, word: Word) -> bool:
        surface = fold(word.surface)
        known = self.vocabulary
        if surface in known.plain or not any(map(str.isalpha, surface)):
            return True
        if len(surface) == 1 and self.language != "zh":
            return True
        if known.plain_stems and word.stem in known.plain_stems:
            return True
        return self.language == "ar" and any(
            surface[1:] in known.plain or stem(surface[1:], "ar") in known.plain_stems
            for letter in "وفبلك"
            if surface.startswith(letter) and len(surface) > 3
        )

    def _stands(self, word: Word, ground: Ground) -> bool:
        texts = (*ground.texts, *ground.heads)
        if any(
            _supported(word, self.language, _vocabulary_of(text, held), held)
            for text, held in texts
        ):
            return True
        if self.language == "zh" and len(word.surface) > 1:
            return any(
                all(self._is_plain(part) or self._stands(part, ground) for part in parts)
                for parts in _halves(word)
            )
        return is_acronym(word.surface) and any(
            expansion(word.surface, text, held) for text, held in texts
        )

    def _texts(self) -> list[tuple[str, Language]]:
        return [pair for ground in self.grounds for pair in ground.texts]

    def _heads(self) -> list[tuple[str, Language]]:
        return [pair for ground in self.grounds for pair in ground.heads]


def _halves(word: Word) -> Iterator[tuple[Word, Word]]:
    """A Chinese word cut in two: the segmenter joins what belongs to a phrase."""
    for at in range(1, len(word.surface)):
        one, other = word.surface[:at], word.surface[at:]
        yield (
            Word(one, one, word.start, word.start + at),
            Word(other, other, word.start + at, word.end),
        )


def _supported(word: Word, language: Language, vocabulary: tuple[str, ...], held: Language) -> bool:
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
    if language == held:
        if any(sought == other or _is_family(sought, other) for other in vocabulary):
            return True
        least = SAME_LANGUAGE
    else:
        least = TRANSLATION
    lexicon = load_lexicon()
    if float(lexicon.similarities(sought, language, vocabulary, held).max(initial=0.0)) >= least:
        return True
    if language == held or lexicon.knows(sought, language):
        return False
    return bool(spelt_alike(surface, vocabulary).max(initial=0.0) > 0)


def _is_family(one: str, other: str) -> bool:
    """Whether two stems are of one family of words: agree and agreement, submit and submission."""
    shared = Prefix.similarity(one, other)
    least = max(_FAMILY, round(0.7 * min(len(one), len(other))))
    return shared >= least and max(len(one), len(other)) - shared <= _TAIL


@lru_cache(maxsize=4096)
def _vocabulary_of(text: str, language: Language) -> tuple[str, ...]:
    found = words(text, language)
    stems = [word.stem for word in found]
    if language == "ar":
        stems += [form for word in found for form in _forms(word, "ar")]
    return tuple(dict.fromkeys(stems))


def _denied(text: str, language: Language) -> Iterator[tuple[Word, ...]]:
    """The words that each negation of `text` reaches: the next few of its clause."""
    plain = folded(text)
    found = words(text, language)
    for _, after in _negations(text, language):
        clause = _CLAUSE.search(plain, after)
        end = clause.start() if clause else len(text)
        scope = [word for word in found if after <= word.start < end]
        yield tuple(_telling(scope, language)[:_REACH])


_NEAREST = 2


@lru_cache(maxsize=4096)
def _only_denied(text: str, language: Language) -> tuple[str, ...]:
    """The stems next to a negation of `text`: affirmed, they would say the contrary."""
    return tuple({w.stem for scope in _denied(text, language) for w in scope[:_NEAREST]})


@lru_cache(maxsize=4096)
def _not_denied(text: str, language: Language) -> tuple[str, ...]:
    """The stems that stand in `text` out of reach of any negation."""
    denied = {w.start for scope in _denied(text, language) for w in scope}
    return tuple({w.stem for w in words(text, language) if w.start not in denied})


def _negations(text: str, language: Language) -> list[tuple[int, int]]:
    """Where the negations of `text` stand. In Chinese they are words: "不断" denies nothing."""
    pattern = load_vocabulary(language).negation
    if language == "zh":
        return [(w.start, w.end) for w in words(text, "zh") if pattern.fullmatch(w.surface)]
    return [match.span() for match in pattern.finditer(folded(text))]


def _telling(found: Sequence[Word], language: Language) -> list[Word]:
    plain = load_vocabulary(language).plain
    return [word for word in found if fold(word.surface) not in plain]


def _is_at(place: Place, ground: Ground) -> bool:
    """Whether `place` is that of the paragraph, or of one above it."""
    locator = ground.paragraph.locator
    if place.head == "title":
        return locator == "title"
    if place.head == "item" and locator.items:
        last = locator.items[-1]
        number = int(last[1:]) if last[1:].isdigit() else ord(last[0]) - ord("a") + 1
        return number == place.number
    heads = {"p": ("p", "op", "pp")}.get(place.head, (place.head,))
    return locator.head in heads and locator.number == place.number


def _date_of(document: Document) -> Date:
    return Date(document.date.year, document.date.month, document.date.day)
