"""Whether one quotation stands in the documents, and where the text says that it does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.checking.alterations import find_alterations
from assistant.checking.cautions import cautions_of_altered, cautions_of_exact
from assistant.checking.elided import Elisions
from assistant.checking.model import Alteration, CitedPlace
from assistant.checking.standing import Finding, but_for_signs, has_words, stands_at
from assistant.checking.whereabouts import find_at
from assistant.checking.wording import without_case_brackets, without_end_mark
from assistant.quotation.check import check_quote
from assistant.quotation.model import QuoteCheck, QuoteMatch
from index.search import Index
from index.words import Language, stems

_FEW_DOCUMENTS = 40
_ALL_WORDS = 60
# A passage in the document that is cited goes before one elsewhere that is hardly more alike.
_NEARLY_AS = 0.9
_COVERED = 0.97
_BESIDE = 80
# What a right-to-left or left-to-right override turns round.
_OVERRIDE = re.compile("[\u202d\u202e][^\u202c]*")
# A number whose thousands are parted by spaces goes on on the other side of the quotation.
_SPACES = " \u00a0\u202f\u2009"
_GOES_ON = re.compile(rf"[.,/]\d|[{_SPACES}]\d{{3}}(?!\d)")
_WENT_BEFORE = re.compile(rf"\d[.,/]$|(?<!\d)\d{{1,3}}(?:[{_SPACES}]\d{{3}})*[{_SPACES}]$")
_FIRST_GROUP, _LAST_GROUP = re.compile(r"\d{3}(?!\d)"), re.compile(r"(?<!\d)\d{1,3}$")


_Place = tuple[str, str | None, str, tuple[str, ...]]


class Checker:
    """Checks quotations against an index; words that come again are looked for once.

    `documents` are the symbols of the only ones to be looked into; none: all. `reader` is the language
    that places are written in.
    """

    def __init__(self, index: Index, documents: Sequence[str], reader: Language) -> None:
        self._index, self._reader = index, reader
        self._only = tuple(str(index.document(symbol).symbol) for symbol in documents)
        self._elisions = Elisions(index, self._only, reader)
        self._checked: dict[tuple[str, tuple[str, ...]], QuoteCheck] = {}
        self._found: dict[tuple[str, tuple[_Place, ...]], Finding] = {}

    def check(self, words: str, language: Language, cited: Sequence[CitedPlace]) -> Finding:
        """The finding for the words of a quotation that the text says are from `cited`."""
        text = unicodedata.normalize("NFC", words)
        key = text, tuple((p.symbol, p.locator, p.verdict, p.among) for p in cited)
        if key not in self._found:
            found = _but_for_overrides(text, self._check(text, language, cited))
            self._found[key] = self._with_cautions(text, found, cited)
        return self._found[key]

    def _with_cautions(self, words: str, found: Finding, cited: Sequence[CitedPlace]) -> Finding:
        if found.verdict == "altered":
            told = words.strip(), found.matches, found.alterations, cited
            more = cautions_of_altered(*told, self._index)
        else:
            more = cautions_of_exact(found.matches, cited, self._index)
        return replace(found, cautions=(*found.cautions, *more))

    def _check(self, words: str, language: Language, cited: Sequence[CitedPlace]) -> Finding:
        if at_place := self._at_places(words, cited):
            return Finding("exact", at_place)
        own = self._held(cited)
        found = self._exact(words, language, own) if own else None
        if found is not None and stands_at(found, cited):
            return Finding("exact", found.matches)
        # Elsewhere in the document that is cited, else in any.
        found = found or self._exact(words, language, self._only)
        if found is None:
            if elided := self._elisions.find(words, language, own, cited, self._standing):
                return Finding("altered", elided.matches, elided.alterations, elided.cautions)
            altered = self._altered(words, language, own)
            return but_for_signs(words, altered, own, cited) or altered
        if own and (there := self._otherwise_set(words, language, own, cited)):
            return there
        # Where a document that is cited is not held, the words may stand there too.
        is_known = bool(own) and len(own) == len({place.symbol for place in cited})
        return Finding("misattributed" if is_known else "exact", found.matches)

    def _standing(self, words: str) -> Sequence[str]:
        """The documents that `words` stand in."""
        checked = self._ask(words, self._only)
        found = checked.matches if checked.status == "exact" else ()
        return list(dict.fromkeys(match.citation.symbol for match in found))

    def _held(self, cited: Sequence[CitedPlace]) -> tuple[str, ...]:
        """The documents cited that are held and looked into."""
        held = (place.symbol for place in cited if place.verdict != "not held")
        return tuple(s for s in dict.fromkeys(held) if self._searches(s))

    def _otherwise_set(
        self, words: str, language: Language, own: tuple[str, ...], cited: Sequence[CitedPlace]
    ) -> Finding | None:
        """The finding for words that stand where the text says but for capital letters and marks."""
        checked = self._look(without_end_mark(words) or words, language, own)
        if checked.status != "nearly" or not stands_at(checked, cited):
            return None
        found = self._near(words, language, checked, own)
        kinds = {alteration.kind for alteration in found.alterations}
        return found if kinds <= {"case", "punctuation"} else None

    def _exact(
        self, words: str, language: Language, documents: tuple[str, ...]
    ) -> QuoteCheck | None:
        """Where the words stand letter for letter, but for the mark of the sentence around them."""
        bare = without_end_mark(words) or words
        checked = self._look(bare, language, documents)
        if checked.status != "exact":
            return None
        if bare != words:
            # With its mark, where the document has the same.
            places = tuple(dict.fromkeys(match.citation.symbol for match in checked.matches))
            whole = self._ask(words, places)
            checked = whole if whole.status == "exact" else checked
        kept = self._whole(checked)
        return checked.model_copy(update={"matches": kept}) if kept else None

    def _look(self, words: str, language: Language, documents: tuple[str, ...]) -> QuoteCheck:
        """`check_quote`, first in the few documents that have every word of a quote in a paragraph."""
        if not documents and (few := self._few(words, language)):
            checked = self._ask(words, few)
            if checked.status == "exact":
                return checked
        return self._ask(words, documents)

    def _ask(self, words: str, documents: tuple[str, ...]) -> QuoteCheck:
        key = words, documents
        if key not in self._checked:
            self._checked[key] = check_quote(
                words,
                self._index,
                documents=documents,
                language=self._reader,
                interface=self._reader,
            )
        return self._checked[key]

    def _few(self, words: str, language: Language) -> tuple[str, ...]:
        """Up to some documents with a paragraph that has all the words, where there are many documents."""
        if len(self._index.documents) <= _FEW_DOCUMENTS:
            return ()
        wanted = list(dict.fromkeys(stems(words, language)))
        if not 3 <= len(wanted) <= _ALL_WORDS:
            return ()
        found = self._index.with_every_word(wanted, language, limit=_FEW_DOCUMENTS)
        return tuple(dict.fromkeys(str(paragraph.symbol) for paragraph in found))

    def _whole(self, checked: QuoteCheck) -> tuple[QuoteMatch, ...]:
        """The matches that cut no number in two: "3" of "3.5" is another one."""
        return tuple(m for m in checked.matches if not self._cuts_number(m))

    def _at_places(self, words: str, cited: Sequence[CitedPlace]) -> tuple[QuoteMatch, ...]:
        """Where the words stand in the paragraphs cited: there they count, however often elsewhere."""
        paragraphs = [
            (place.symbol, place.locator)
            for place in cited
            if place.locator and place.verdict == "held" and self._searches(place.symbol)
        ]
        for said in (words, without_end_mark(words)) if paragraphs else ():
            if said is None or not has_words(said):
                continue
            for symbol, locator in paragraphs:
                found = find_at(said, self._index, symbol, locator, self._reader)
                if kept := tuple(m for m in found if not self._cuts_number(m)):
                    return kept
        return ()

    def _searches(self, symbol: str) -> bool:
        return not self._only or symbol in self._only

    def _beside(self, match: QuoteMatch) -> tuple[str, str]:
        """What stands before and behind the words of a match in its paragraph."""
        at = match.citation
        text = self._text_of(match)
        return text[max(0, at.start - _BESIDE) : at.start], text[at.end : at.end + _BESIDE]

    def _text_of(self, match: QuoteMatch) -> str:
        at = match.citation
        return self._index.paragraph(at.symbol, at.locator).versions[at.language].text

    def _cuts_number(self, match: QuoteMatch) -> bool:
        at = match.citation
        text = self._text_of(match)
        behind = _GOES_ON.match(text, at.end)
        before = _WENT_BEFORE.search(text[max(0, at.start - _BESIDE) : at.start])
        ends, begins = at.quote[-1:].isdigit(), at.quote[:1].isdigit()
        # Groups of three digits alone go on behind a space: "in 2017 300 people" has two numbers.
        ends = ends and (not behind or behind[0][0] in ".,/" or bool(_LAST_GROUP.search(at.quote)))
        is_mark = before is not None and before[0][-1] in ".,/"
        begins = begins and (is_mark or bool(_FIRST_GROUP.match(at.quote)))
        return bool((ends and behind) or (begins and before))

    def _altered(self, words: str, language: Language, own: tuple[str, ...]) -> Finding:
        best: Finding | None = None
        for documents in dict.fromkeys((own, self._only) if own else (self._only,)):
            checked = self._look(without_end_mark(words) or words, language, documents)
            if not checked.matches:
                continue
            found = self._near(words, language, checked, documents)
            if (
                best is None
                or found.matches[0].similarity * _NEARLY_AS > best.matches[0].similarity
            ):
                best = found
        return best or Finding("unknown")

    def _near(
        self, words: str, language: Language, checked: QuoteCheck, documents: tuple[str, ...]
    ) -> Finding:
        if checked.status == "exact":
            # It cuts a number in two.
            cut = tuple(Alteration(kind="number", given=m.citation.quote, stored=self._around(m))
                        for m in checked.matches[:1])  # fmt: skip
            return Finding("altered", checked.matches, cut)
        for said in without_case_brackets(words):
            plain = self._exact(said, language, documents)
            if plain is not None:
                bracketed = re.search(r"\[\w{1,3}\]\w*", words)
                stored = (plain.matches[0].citation.quote.split() or [""])[0]
                given = bracketed.group() if bracketed else words[:20]
                case = Alteration(kind="case", given=given, stored=stored)
                return Finding("altered", checked.matches, (case,))
        alterations = [
            alteration
            for match in _of_best(checked.matches, words)
            for alteration in find_alterations(
                match.differences, match.citation.language, self._beside(match)
            )
        ]
        return Finding("altered", checked.matches, tuple(alterations))

    def _around(self, match: QuoteMatch) -> str:
        """The last words of a match with the number that they cut."""
        at = match.citation
        text = self._text_of(match)
        end = re.compile(rf"(?:\S|[{_SPACES}]\d{{3}}(?!\d))*").match(text, at.end)
        before = _WENT_BEFORE.search(text[: at.start])
        start = text.rfind(" ", 0, at.start if before is None else before.start() + 1) + 1
        return text[start : end.end() if end else at.end]


def _but_for_overrides(words: str, found: Finding) -> Finding:
    """`found`; words that a control turns round for the reader are not exact, whatever their letters."""
    if found.verdict == "altered" or not (turned := _OVERRIDE.search(words)) or not found.matches:
        return found
    stored = found.matches[0].citation.quote
    told = Alteration(kind="order", given=turned.group(), stored=stored)
    return Finding("altered", found.matches, (told,))


def _of_best(matches: Sequence[QuoteMatch], words: str) -> Iterator[QuoteMatch]:
    """The matches of the best passage: a quotation of several paragraphs has one for each."""
    wanted = len(_squeezed(words))
    covered = 0
    first = matches[0].citation
    for match in matches:
        at = match.citation
        if (at.symbol, at.language) != (
            first.symbol,
            first.language,
        ) or covered >= _COVERED * wanted:
            return
        covered += sum(len(_squeezed(d.text)) for d in match.differences if d.kind != "missing")
        yield match


def _squeezed(text: str) -> str:
    return "".join(text.split())
