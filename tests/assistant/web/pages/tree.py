"""HTML as a tree, read strictly: every element is closed, and no attribute stands twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    """An element with its attributes, and in order its texts and elements."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)

    @property
    def classes(self) -> set[str]:
        return set((self.get("class") or "").split())

    def text(self, but: Callable[[Element], bool] = lambda element: False) -> str:
        """Its text, letter for letter, without that of the elements that `but` names."""
        return "".join(
            child if isinstance(child, str) else child.text(but)
            for child in self.children
            if isinstance(child, str) or not but(child)
        )

    def words(self) -> str:
        """Its text as a reader sees it: white space is one space."""
        return " ".join(self.text().split())

    def all(self, tag: str = "", css: str = "", **attributes: str) -> list[Element]:
        """The elements within, by tag, class and attributes."""
        return [
            element
            for element in self
            if tag in ("", element.tag)
            and (not css or css in element.classes)
            and all(element.get(name.rstrip("_")) == value for name, value in attributes.items())
        ]

    def one(self, tag: str = "", css: str = "", **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, css, **attributes)
        assert len(found) == 1, (tag, css, attributes, len(found))
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """The tree of `html`; fails where an element is not closed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, [element.tag for element in reader.open]
    return reader.open[0]


def is_note_mark(element: Element) -> bool:
    """Whether it is the mark of a footnote, which is no part of the text."""
    return "note-mark" in element.classes


def quoted(element: Element) -> str:
    """What is marked within, letter for letter."""
    return "".join(mark.text(is_note_mark) for mark in element.all("mark"))
