"""The parts of a DOCX file: XML trees, read with entities and the network off, and capped in size.

Source of the names: ECMA-376, parts 1 (WordprocessingML) and 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from index.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_REPLACED = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_MOST_BYTES = 64 * 1024 * 1024
_MOST_IN_ALL = 128 * 1024 * 1024
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_FLAG = 0x1
# What unpacking a damaged member may raise.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Package:
    """A DOCX file's parts, parsed when they are asked for.

    Raises `ReadError` where the bytes are no DOCX file, are encrypted, or where a part is larger
    than 64 MiB (128 MiB for all parts that are read).
    """

    def __init__(self, content: bytes, source: str) -> None:
        self.source = source
        self._left = _MOST_IN_ALL
        if content.startswith(_OLE):
            raise ReadError(
                f"{source} is encrypted, or in the format of Word 97–2003; "
                "save it as DOCX without a password"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._names = set(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ReadError(f"{source} is not a DOCX file: {error}") from error
        self.main = self._main()

    def part(self, name: str) -> Element | None:
        """The root of the part `name`; None where the file has none."""
        return self._parse(name) if name in self._names else None

    def related(self, kind: str) -> Iterator[tuple[str, Element]]:
        """The parts that the main part names as `kind` ("footnotes"): (relationship, root)."""
        for relationship, (type_name, target) in self._relations(self.main).items():
            if type_name == kind and (root := self.part(target)) is not None:
                yield relationship, root

    def first(self, kind: str) -> Element | None:
        """The first part of that kind, or None."""
        return next((root for _, root in self.related(kind)), None)

    def _main(self) -> str:
        for type_name, target in self._relations("").values():
            if type_name == "officeDocument":
                if target in self._names:
                    return target
                break
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise ReadError(f"{self.source} is a ZIP file with no Word document in it")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: by id, the last word of the type and the target's name."""
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target") or ""
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
                joined = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = (relation.get("Type") or "").rpartition("/")[2]
                found[relation.get("Id") or ""] = kind, joined
        return found

    def _parse(self, name: str) -> Element:
        from lxml import etree

        # The parser's own limits stay on: no element lies deeper than 256.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        data = self._read(name)
        if b"<!DOCTYPE" in data[:4096]:
            raise ReadError(f"{self.source}: its part {name} declares a DTD, which DOCX forbids")
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadError(f"{self.source} is damaged: {name} is not XML ({error})") from error

    def _read(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise ReadError(f"{self.source} is encrypted; save it without a password")
        most = min(_MOST_BYTES, self._left)
        try:
            # One byte more than allowed: the size that the file states is not believed.
            with self._zip.open(info) as stream:
                data = stream.read(most + 1)
        except _DAMAGE as error:
            why = str(error) or "it ends too soon"
            raise ReadError(f"{self.source} is damaged: {name} ({why})") from error
        if len(data) > most:
            raise ReadError(
                f"{self.source}: its part {name} is larger than {most >> 20} MiB when unpacked; "
                "it is not read"
            )
        self._left -= len(data)
        if _STRICT in data[:8192]:
            for strict, transitional in _REPLACED:
                data = data.replace(strict, transitional)
        return data


def value(element: Element | None, name: str = "val") -> str | None:
    """The attribute `w:name` of an element; None where either is missing."""
    return None if element is None else element.get(W + name)


def child_value(element: Element | None, *path: str) -> str | None:
    """The `w:val` of the element at `path` below `element`, each a name without its prefix."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return value(element)


def is_on(element: Element | None) -> bool:
    """Whether a toggle property (`<w:vanish/>`) stands there and is on."""
    return element is not None and element.get(W + "val", "1") not in ("0", "false", "off")


def number(text: str | None, default: int = 0) -> int:
    """The whole number that `text` is, or `default`."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
