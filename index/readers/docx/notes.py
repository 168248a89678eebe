"""The footnotes and endnotes of a DOCX file, with the numbers that Word shows for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.readers.docx.package import W, child_value, number
from index.readers.docx.runs import Notes, Runs

if TYPE_CHECKING:
    from index.readers.docx.package import Element, Package
    from index.readers.docx.styles import Styles

_OUT = (W + "del", W + "moveFrom")


class Footnotes:
    """The notes of a document: `references` numbers them while its text is read."""

    def __init__(self, package: Package, body: Element | None) -> None:
        self._package = package
        settings = package.first("settings")
        start = child_value(settings, "footnotePr", "numStart")
        self.references = Notes(_count(body), number(start, 1) or 1)
        self.warnings: list[str] = []
        restart = child_value(settings, "footnotePr", "numRestart")
        if restart in ("eachPage", "eachSect"):
            self.warnings.append(
                "footnotes are numbered anew on each page or section: counted through here"
            )

    def texts(self, styles: Styles) -> tuple[dict[int, str], list[str]]:
        """The notes that the text refers to: those with numbers, and those with marks of their own.

        To be asked for when the text has been read.
        """
        numbered: dict[int, str] = {}
        others: list[str] = []
        references = self.references
        for kind in ("footnote", "endnote"):
            root = self._package.first(f"{kind}s")
            for note in root.iterfind(W + kind) if root is not None else ():
                key = kind, note.get(W + "id") or ""
                own = references.own_marks.get(key)
                if key in references.numbers:
                    numbered[references.numbers[key]] = self._text(note, styles)
                elif own is not None and own.strip().isdigit() and int(own) not in numbered:
                    numbered[int(own)] = self._text(note, styles, own)
                elif own is not None:
                    others.append(self._text(note, styles, own))
        if len({kind for kind, _ in references.numbers}) > 1:
            self.warnings.append("endnotes are counted on after the footnotes")
        return numbered, others

    def _text(self, note: Element, styles: Styles, own_mark: str = "") -> str:
        """The note's paragraphs, without its mark at the beginning."""
        runs = Runs(styles, self.references)
        paragraphs = list(note.iter(W + "p"))
        texts = [runs.read_note(paragraph) for paragraph in paragraphs[:1]]
        texts += [runs.read(paragraph) for paragraph in paragraphs[1:]]
        text = "\n".join(texts)
        if own_mark.strip():
            text = re.sub(rf"^\s*{re.escape(own_mark.strip())}", "", text)
        # Arabic notes have their number in brackets, of which the number is automatic.
        return re.sub(r"^\s*(?:\(\s*\)|\[\s*\])", "", text)


def _count(body: Element | None) -> int:
    """How many automatic marks the text has, tracked deletions apart."""
    found = 0
    for name in ("footnoteReference", "endnoteReference"):
        for reference in body.iter(W + name) if body is not None else ():
            deleted = any(parent.tag in _OUT for parent in reference.iterancestors())
            own = reference.get(W + "customMarkFollows") in ("1", "true", "on")
            found += not deleted and not own
    return found
