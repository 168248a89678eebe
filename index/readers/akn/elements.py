"""What the elements of Akoma Ntoso are: paragraphs, headings, lists, annexes, parts, components."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.readers.akn.labels import Sort, readings
from index.readers.akn.tree import (
    COLLECTIONS,
    DOCUMENTS,
    Element,
    attribute,
    below,
    child,
    children,
    name,
    words,
)

# Elements that begin a paragraph of their own wherever they stand. All others are inline where they
# stand in a paragraph, and transparent where they stand between paragraphs.
BLOCKS = DOCUMENTS | {
    "alinea", "amendmentBody", "article", "attachment", "attachments", "block",
    "blockContainer", "blockList", "body", "book", "caption", "chapter", "citation",
    "citations", "clause", "collectionBody", "component", "componentRef", "components",
    "conclusions", "container", "content", "crossHeading", "debateBody", "div", "division",
    "documentRef", "formula", "fragmentBody", "h1", "h2", "h3", "h4", "h5", "h6", "hcontainer",
    "heading", "indent", "interstitial", "intro", "item", "judgmentBody", "level", "li", "list",
    "listIntroduction", "listWrapUp", "longTitle", "mainBody", "num", "ol", "p", "paragraph",
    "part", "point", "preamble", "preface", "proviso", "recital", "recitals", "rule", "section",
    "subchapter", "subclause", "subdivision", "subheading", "sublist", "subparagraph",
    "subpart", "subrule", "subsection", "subtitle", "table", "tblock", "td", "th", "title",
    "toc", "tocItem", "tome", "tr", "transitional", "ul", "wrapUp",
}  # fmt: skip
FLAT = {"quotedStructure", "quotedText", "embeddedStructure", "embeddedText", "authorialNote"}
SKIPPED = {"meta", "authorialNote", "img"}
REFERENCES = {"componentRef", "documentRef"}
HEADINGS = {"heading", "subheading", "crossHeading", "caption", "h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"list", "sublist", "blockList", "ol", "ul"}
ITEMS = {"li", "item", "point", "indent"}
GROUPS = {"content", "container", "recital", "citation", "point", "item", "li", "subparagraph"}
_ANNEXED = {"annex", "attachment", "appendix", "schedule"}
_HEADING_STYLE = re.compile(r"H(?:Ch|M|MG|_?\d+)[A-Za-z_]*")


def is_block(element: Element) -> bool:
    """Whether the element is a paragraph, or holds one; what is quoted stays in its paragraph."""
    kind = name(element)
    if kind in BLOCKS:
        return True
    return kind not in FLAT and any(is_block(inner) for inner in children(element))


def is_heading_style(element: Element) -> bool:
    """Whether a paragraph has a style of headings: H1, H23, HCh (United Nations templates)."""
    styled = _HEADING_STYLE.fullmatch(attribute(element, "class"))
    return name(element) == "paragraph" and styled is not None


def is_preambular(element: Element) -> bool:
    """Whether the markup says that a paragraph in the body is one of a preamble (AKN4UN)."""
    return "preamble" in attribute(element, "refersTo").lower()


def is_annex(element: Element) -> bool:
    """Whether an annex begins, by the element or by its name."""
    if name(element) in ("attachments", "components"):
        return not any(
            name(e) in _ANNEXED | DOCUMENTS | REFERENCES for e in element.iterdescendants()
        )
    named = attribute(element, "name").lower()
    return name(element) in _ANNEXED or (
        name(element) in ("hcontainer", "container", "doc", "part", "section")
        and any(word in named for word in _ANNEXED)
    )


def part_label(element: Element) -> str:
    """The letter of a resolution that is a part of the one around it; empty for other elements."""
    preface = child(element, "preface") if name(element) in DOCUMENTS else None
    if preface is None:
        return ""
    numbers = [words(e) for e in below(preface, "docNumber")]
    return next((n for n in numbers if Sort.PART in {r.sort for r in readings(n)}), "")


def components(root: Element) -> dict[str, Element]:
    """The components of a file by their identifier: documents that are referred to where they stand."""
    found = ((attribute(e, "eId") or attribute(e, "id"), e) for e in below(root, "component"))
    return {key: element for key, element in found if key}


def with_components(document: Element) -> list[Element]:
    """A document, and the components behind it where it is the only document of its file."""
    root = document.getroottree().getroot()
    if [c for c in children(root) if name(c) in DOCUMENTS] != [document]:
        return [document]
    return [document, *(c for c in children(root) if name(c) == "components")]


def documents(root: Element) -> Iterator[Element]:
    """The documents in a file: usually one; each of a collection's, where they have symbols."""
    tops = (
        [root] if name(root) in DOCUMENTS else [c for c in children(root) if name(c) in DOCUMENTS]
    )
    for top in tops:
        held = [d for d in below(root, *DOCUMENTS) if name(d) not in COLLECTIONS and _is_outer(d)]
        if name(top) in COLLECTIONS and any(map(_has_symbol, held)):
            yield from held
        else:
            yield top


def _is_outer(document: Element) -> bool:
    inner = DOCUMENTS - COLLECTIONS
    return not any(name(above) in inner for above in document.iterancestors())


def _has_symbol(document: Element) -> bool:
    """Whether a document has a cover or a number of its own."""
    numbers = (
        words(number)
        for place in children(document)
        if name(place) in ("coverPage", "preface")
        for number in below(place, "docNumber")
    )
    return any("/" in number for number in numbers)
