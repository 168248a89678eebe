"""What the markup states of a document: symbol, dates, organ, title, session, agenda, subjects."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from index import usage
from index.document import DocumentKind, Relation
from index.errors import SymbolError
from index.locator import item_label
from index.readers.akn.labels import Sort, readings
from index.readers.akn.tree import Element, attribute, below, child, name, words
from index.readers.akn.workflow import Workflow, read_workflow
from index.symbol import Symbol
from index.words import Language

_LANGUAGES: dict[str, Language] = {
    "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es", "ara": "ar",
    "zho": "zh", "chi": "zh", "cmn": "zh",
    "en": "en", "fr": "fr", "ru": "ru", "es": "es", "ar": "ar", "zh": "zh",
}  # fmt: skip
_BODIES = {
    "ga": ("General Assembly", "A/RES/"),
    "unga": ("General Assembly", "A/RES/"),
    "sc": ("Security Council", "S/RES/"),
    "unsc": ("Security Council", "S/RES/"),
    "ecosoc": ("Economic and Social Council", "E/RES/"),
    "unecosoc": ("Economic and Social Council", "E/RES/"),
    "hrc": ("Human Rights Council", "A/HRC/RES/"),
    "unhrc": ("Human Rights Council", "A/HRC/RES/"),
}
_AGENDA = re.compile(r"(?P<item>\d+)(?: ?\(?(?P<below>[a-z]|[\u0621-\u064a]\u0640?)\))?")
_ORGAN_OF_FORMULA = re.compile(r"^(?:The |L[’']|La |Le |El |إن )?(?P<organ>.+?)\s*[,،，]?$")


@dataclass(slots=True)
class Meta:
    """What the markup states; what it does not state is None or empty."""

    language: Language | None = None
    symbol: Symbol | None = None
    number: str | None = None
    date: dt.date | None = None
    organ: str | None = None
    kind: DocumentKind | None = None
    session: str | None = None
    agenda_item: str | None = None
    agenda: str = ""
    sponsors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    warnings: list[str] = field(default_factory=list)

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft resolution."""
        drafted = self.symbol is not None and self.symbol.is_draft
        return drafted or self.kind is DocumentKind.DRAFT_RESOLUTION


def read_meta(document: Element) -> Meta:
    """All that the elements `meta`, `coverPage`, `preface` and `conclusions` state."""
    meta = Meta(language=_language(document))
    cover = child(document, "coverPage")
    meta.symbol = _symbol(document, cover, meta)
    meta.number = _resolution_number(document)
    workflow = read_workflow(document)
    meta.date = _date(document, workflow, meta)
    meta.organ = _organ(document, meta)
    meta.kind = _kind(document, meta.symbol)
    if cover is not None:
        meta.session = next((words(s) for s in below(cover, "session") if words(s)), None)
        _agenda(cover, meta)
    meta.subjects = _subjects(document)
    meta.sponsors = workflow.sponsors
    meta.relations = workflow.relations
    meta.facts = {**workflow.facts, **_facts(document, cover)}
    return meta


def _language(document: Element) -> Language | None:
    for element in below(document, "FRBRlanguage"):
        if language := _LANGUAGES.get(attribute(element, "language").lower()):
            return language
    stated = attribute(document, "lang") or attribute(document.getroottree().getroot(), "lang")
    return _LANGUAGES.get(stated.lower().partition("-")[0])


def _symbol(document: Element, cover: Element | None, meta: Meta) -> Symbol | None:
    """The symbol on the cover, else an alias of the work, else what its address says."""
    stated: list[str] = []
    for place in (cover, child(document, "preface")):
        stated += [words(e) for e in below(place, "docNumber")] if place is not None else []
    stated += [attribute(e, "value") for e in below(document, "FRBRalias")]
    for text in stated:
        try:
            symbol = Symbol(text.rstrip("."))
        except SymbolError:
            if "/RES/" in text or text[:2] in ("A/", "S/", "E/"):
                meta.warnings.append(f"{text[:40]!r} stands for the symbol, and is none")
            continue
        if "/" in symbol and not symbol.startswith("/"):
            return symbol
    return _symbol_of_address(document)


def _symbol_of_address(document: Element) -> Symbol | None:
    """A/RES/76/148 of "/akn/un/statement/deliberation/unga/2021-12-16/76-148/"."""
    if attribute(document, "name").lower() != "resolution":
        return None
    for element in below(document, "FRBRthis", "FRBRuri"):
        match = re.search(
            r"/(?P<body>[a-z]+)/\d{4}(?:-\d\d-\d\d)?/(?P<number>\d+-\d+)/",
            attribute(element, "value"),
        )
        if match and match["body"] in _BODIES and not match["body"].endswith("sc"):
            return Symbol(_BODIES[match["body"]][1] + match["number"].replace("-", "/"))
    return None


def _resolution_number(document: Element) -> str | None:
    preface = child(document, "preface")
    if preface is None:
        return None
    texts = (words(e).rstrip(". ") for e in below(preface, "docNumber"))
    return next((text for text in texts if re.fullmatch(r"\d{1,4}/\d{1,4}.{0,6}", text)), None)


def _date(document: Element, workflow: Workflow, meta: Meta) -> dt.date | None:
    """The day of adoption; of a document that is not adopted, the day it was issued."""
    stated = [
        d
        for e in below(document, "FRBRdate", "docDate", "date")
        if attribute(e, "name") == "adoption" or "adoption" in attribute(e, "refersTo").lower()
        if (d := iso_date(attribute(e, "date")))
    ]
    if workflow.adopted:
        stated.append(workflow.adopted)
    if len(set(stated)) > 1:
        shown = ", ".join(sorted({d.isoformat() for d in stated}))
        meta.warnings.append(f"several dates of adoption are stated: {shown}")
    if stated:
        return _closing_date(document) or stated[0]
    issued = (
        d
        for e in below(document, "docDate", "FRBRdate")
        if (d := iso_date(attribute(e, "date"))) and attribute(e, "name") != "markup"
    )
    return next(issued, None)


def _closing_date(document: Element) -> dt.date | None:
    """The date of the closing line, which a reader sees."""
    closing = child(document, "conclusions")
    if closing is None:
        return None
    dates = (iso_date(attribute(e, "date")) for e in below(closing, "docDate", "date"))
    return next((d for d in dates if d), None)


def iso_date(text: str) -> dt.date | None:
    """The date of "2021-12-16"; None for any other text and for the first day of all."""
    try:
        date = dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return date if date.year > 1900 else None


def _organ(document: Element, meta: Meta) -> str | None:
    """The English name of the organ: as the enacting words, the cover or the metadata tell."""
    enacting = [_enacting(words(e)) for e in below(document, "formula")]
    shown = {
        attribute(e, "eId"): attribute(e, "showAs") for e in below(document, "TLCOrganization")
    }
    keys = [
        attribute(e, "href").lstrip("#").rpartition("/")[2]
        for e in below(document, "FRBRauthor")
        if attribute(e, "as") in ("author", "issuer")
    ]
    authors = [shown.get(key) or _BODIES.get(key.lower(), ("",))[0] for key in keys]
    cover = [words(e) for e in below(document, "docAuthority") if "ublisher" not in _refers(e)]
    for text in enacting:
        if organ := usage.ORGANS.get(text) or (text if meta.language == "en" else None):
            return organ
    if meta.symbol is not None and meta.symbol.startswith("A/HRC/"):
        return "Human Rights Council"
    found = [
        *filter(None, authors),
        *(usage.ORGANS[text] for text in cover if text in usage.ORGANS),
    ]
    return next(iter(found), meta.symbol.organ if meta.symbol else None)


def _enacting(text: str) -> str:
    """The organ that enacts: of "The General Assembly," the name alone."""
    match = _ORGAN_OF_FORMULA.match(text)
    return match["organ"] if match else text


def _refers(element: Element) -> str:
    return attribute(element, "refersTo")


def _kind(document: Element, symbol: Symbol | None) -> DocumentKind | None:
    named = attribute(document, "name").lower().replace(" ", "")
    if symbol is not None and symbol.is_draft:
        return DocumentKind.DRAFT_RESOLUTION
    if symbol is not None and symbol.is_resolution:
        return DocumentKind.RESOLUTION
    kinds = {
        "resolution": DocumentKind.RESOLUTION,
        "draftresolution": DocumentKind.DRAFT_RESOLUTION,
        "resolutiondraft": DocumentKind.DRAFT_RESOLUTION,
        "report": DocumentKind.REPORT,
        "letter": DocumentKind.LETTER,
        "decision": DocumentKind.OTHER,
    }
    return kinds.get(named)


def _agenda(cover: Element, meta: Meta) -> None:
    """The item's number, and the line of the masthead with its name."""
    inlines = {attribute(e, "name"): words(e) for e in below(cover, "inline") if words(e)}
    item = inlines.get("agenda item", "")
    match = _AGENDA.search(item)
    if match:
        meta.agenda_item = match["item"] + _below(match["below"])
    meta.agenda = " ".join(t for t in (item, inlines.get("agenda item name", "")) if t)


def _below(label: str | None) -> str:
    """The letter of a sub-item, in Latin script: an item is cited by one name in all languages."""
    values = [r.value for r in readings(label or "") if r.sort is Sort.LETTER]
    return f" ({item_label(values[0], 0)})" if values else ""


def _subjects(document: Element) -> tuple[str, ...]:
    """The United Nations' own subject terms, as shown, each once, in order."""
    shown = [
        attribute(e, "showAs")
        for e in below(document, "keyword")
        if attribute(e, "dictionary").upper().startswith(("UNBIS", "DHLAUTH"))
        if attribute(e, "refersTo") != "agenda"
    ]
    named = [s for s in shown if s and not re.fullmatch(r"[a-z0-9_'’().-]+", s)]
    return tuple(dict.fromkeys(named or [s.replace("_", " ") for s in shown if s]))


def _facts(document: Element, cover: Element | None) -> dict[str, str]:
    facts: dict[str, str] = {}
    for element in below(document, "docketNumber"):
        facts.setdefault("job_number", words(element))
    closing = child(document, "conclusions")
    if closing is not None:
        meetings = [
            words(e)
            for e in below(closing, "location", "inline", "event")
            if name(e) != "inline" or attribute(e, "name") == "adoptionMeeting"
        ]
        if any(meetings):
            facts["meeting"] = next(filter(None, meetings))
    if cover is None:
        return facts
    for element in below(cover, "docDate"):
        if issued := iso_date(attribute(element, "date")):
            facts.setdefault("issued", issued.isoformat())
    for element in below(cover, "docProponent"):
        facts.setdefault("proponent", words(element).strip("[] "))
    return facts
