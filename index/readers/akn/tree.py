"""The XML tree: parsed without entities, document types or network, and seen by local names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from index.errors import ReadError


class Tree(Protocol):
    """The part of lxml's tree that is used here, whose types lxml does not state."""

    @property
    def docinfo(self) -> DocInfo: ...  # noqa: D102
    def getroot(self) -> Element: ...  # noqa: D102


class DocInfo(Protocol):
    """What is known of the file: its document type."""

    @property
    def internalDTD(self) -> DocumentType | None: ...  # noqa: D102, N802


class DocumentType(Protocol):
    """A document type, which may declare entities."""

    def iterentities(self) -> Iterator[object]: ...  # noqa: D102


class Element(Protocol):
    """The part of lxml's element that is used here, whose types lxml does not state."""

    tag: object
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> Mapping[str, str]: ...  # noqa: D102
    def get(self, key: str) -> str | None: ...  # noqa: D102
    def __iter__(self) -> Iterator[Element]: ...
    def __hash__(self) -> int: ...
    def iterdescendants(self) -> Iterator[Element]: ...  # noqa: D102
    def iterancestors(self) -> Iterator[Element]: ...  # noqa: D102
    def itertext(self) -> Iterator[str]: ...  # noqa: D102
    def getparent(self) -> Element | None: ...  # noqa: D102
    def getroottree(self) -> Tree: ...  # noqa: D102


DOCUMENTS = {
    "act", "amendment", "amendmentList", "bill", "debate", "debateReport", "doc",
    "documentCollection", "judgment", "officialGazette", "portion", "statement",
}  # fmt: skip
"""Root elements of documents."""

COLLECTIONS = {"documentCollection", "officialGazette", "amendmentList"}
"""Documents that hold others, each a document by itself."""

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


def parse(content: bytes, source: str) -> Element:
    """The `akomaNtoso` element of `content`, which came from the file named `source`.

    Nothing is fetched and no entity is expanded. Raises `ReadError` for what is not well-formed, is
    not Akoma Ntoso, or declares entities.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        dtd_validation=False, attribute_defaults=False,
    )  # fmt: skip
    try:
        root: Element = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(
            f"{source}: not well-formed XML ({error.msg}); is the file whole?"
        ) from error
    except ValueError as error:
        raise ReadError(f"{source}: not XML that can be read ({error})") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise ReadError(
            f"{source}: its document type declares entities, which are not expanded for safety; "
            "give the file without them"
        )
    if name(root) != "akomaNtoso" and name(root) not in DOCUMENTS:
        raise ReadError(
            f"{source}: its root element is <{name(root)}>, not <akomaNtoso>; "
            "only Akoma Ntoso XML is read"
        )
    return root


def name(element: Element) -> str:
    """The local name of an element; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, wanted: str) -> str:
    """The value of the attribute of that local name, on one line; empty where there is none."""
    value = element.get(wanted)
    if value is None:
        value = next((v for k, v in element.attrib.items() if local(k) == wanted), "")
    return " ".join(value.split())


def local(key: str) -> str:
    """The local name of an attribute's key."""
    return key.rpartition("}")[2]


def children(element: Element) -> Iterator[Element]:
    """The child elements: no comments, no processing instructions."""
    return (child for child in element if name(child))


def child(element: Element, *names: str) -> Element | None:
    """The first child with one of those local names."""
    return next((c for c in children(element) if name(c) in names), None)


def below(element: Element, *names: str) -> Iterator[Element]:
    """All descendants with one of those local names, in order."""
    return (e for e in element.iterdescendants() if name(e) in names)


def words(element: Element | None) -> str:
    """The text of an element with its white space collapsed."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
