"""The paragraph that is to be traced: by its address, as it is cited, or by words of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import EmptyQuestion, NothingToTrace, WordsNotFound
from assistant.lineage.passage import COMPARED, is_held
from assistant.lineage.phrase import find_phrase
from assistant.question.pack import load_pack
from index.document import Paragraph, Quote
from index.errors import LocatorError
from index.languages import detect_language
from index.locator import Locator
from index.search import Index
from index.symbol import Symbol, find_symbols
from index.words import LANGUAGES, Language, fold, stems, words

# So many paragraphs that have the words are looked at for the earliest of them.
_LOOKED_AT = 1000
_SHOWN = 80
# "Monitor the situation" is said where it is monitored, analysed and assessed: a word of those asked for
# is at most so many words behind the one before it.
_BETWEEN = 8


@dataclass(frozen=True, slots=True)
class Origin:
    """The paragraph that is to be traced.

    Where it was found by words, `phrase` are these, `language` is the one that they are in, and `standing`
    are all places where they stand letter for letter, unless it is not `complete`.
    """

    paragraph: Paragraph
    language: Language | None = None
    phrase: str = ""
    standing: tuple[Quote, ...] = ()
    complete: bool = True


def find_origin(asked: str, index: Index, language: Language | None, reader: Language) -> Origin:
    """The paragraph that `asked` names by its place or by words; these are looked for in `language`.

    Raises `UnknownDocument`, `UnknownParagraph`, `SymbolError`, `EmptyQuestion` and `NothingToTrace`.
    """
    asked = asked.strip()
    if not any(map(str.isalnum, asked)):
        raise EmptyQuestion("nothing was given to trace: give a place, such as S/2007/279#p3.b1")
    found = _at_place(asked, index, reader)
    if found is None:
        return _by_words(asked, index, language, reader)
    if found.kind not in COMPARED:
        raise NothingToTrace(
            f"{found.address} is no paragraph but a {found.kind}: give the place of a paragraph"
        )
    if not found.exact:
        raise NothingToTrace(f"{found.address} was not read surely: it cannot be traced")
    return Origin(found)


def _by_words(asked: str, index: Index, language: Language | None, reader: Language) -> Origin:
    """The first paragraph in which `asked` stands letter for letter; else the first that has its words."""
    own = language or detect_language(asked, reader)
    others = () if language else LANGUAGES
    standing, complete = find_phrase(asked, index, tuple(dict.fromkeys([own, *others])))
    first = next((quote for quote in standing if quote.paragraph.kind in COMPARED), None)
    if first is None:
        return Origin(_earliest(asked, index, own), own, asked, standing, complete)
    return Origin(first.paragraph, first.language, asked, standing, complete)


def _at_place(asked: str, index: Index, reader: Language) -> Paragraph | None:
    """The paragraph at an address, `S/2007/279#p3.b1`, or as one is cited: "A/RES/72/7, para. 1"."""
    symbol, mark, place = asked.partition("#")
    if mark and " " not in place.strip() and any(map(str.isalpha, place)):
        return index.paragraph(str(Symbol(symbol.strip())), place.strip())
    named = find_symbols(asked)
    if not named or named[0][1]:
        return None
    symbol, _, end = named[0]
    rest = asked[end:].strip(" ,;:")
    if not rest:
        raise NothingToTrace(
            f"{symbol} is a document: give the place of a paragraph, such as {symbol}#op1"
        )
    for code in (reader, *LANGUAGES):
        try:
            return index.paragraph(symbol, Locator.from_phrase(rest, code))
        except LocatorError:
            continue
    return None


def _earliest(asked: str, index: Index, language: Language) -> Paragraph:
    """The earliest paragraph in which the words of `asked` that tell something stand, in their order.

    Raises `NothingToTrace`.
    """
    stop = load_pack(language).stop
    found = words(asked, language)
    kept = [w for w in found if fold(w.surface) not in stop] or found
    told = {w.surface: w.stem for w in kept}
    asking = list(dict.fromkeys(told.values()))
    having = index.with_every_word(asking, language, limit=_LOOKED_AT) if asking else []
    having = [p for p in having if p.kind in COMPARED and is_held(p, language)]
    if not having:
        raise WordsNotFound(_nothing(asked, told, index, language))
    # Of one document the best by its words comes first.
    for paragraph in sorted(having, key=lambda p: index.document(p.symbol).date):
        if _stand_in([w.stem for w in kept], paragraph.versions[language].text, language):
            return paragraph
    raise WordsNotFound(
        f"no paragraph has {_shortened(asked)!r} as its words, in that order and near each other, in "
        f"{language}; {having[0].address} has them all: give that place, or words as they stand"
    )


def _stand_in(told: Sequence[str], text: str, language: Language) -> bool:
    """Whether the stems `told` stand in `text` in their order, with few words between each and the next.

    Words that all stand somewhere in a long paragraph are none that it says.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at, stem in enumerate(stems(text, language)):
        places[stem].append(at)
    ends = places[told[0]]
    for stem in told[1:]:
        ends = [at for at in places[stem] if any(0 < at - end <= _BETWEEN for end in ends)]
    return bool(ends)


def _nothing(asked: str, told: Mapping[str, str], index: Index, language: Language) -> str:
    """What to say where no paragraph has all the words: which are in none, and what to give instead."""
    unknown = [
        surface
        for surface, stem in told.items()
        if not index.with_every_word([stem], language, limit=1)
    ]
    why = f"; none has {', '.join(map(repr, unknown))}" if unknown and len(told) > 1 else ""
    return (
        f"no paragraph has all the words of {_shortened(asked)!r} in {language}{why}: give fewer words, or "
        "a place, such as S/2007/279#p3.b1"
    )


def _shortened(asked: str) -> str:
    return asked if len(asked) <= _SHOWN else f"{asked[:_SHOWN]}…"
