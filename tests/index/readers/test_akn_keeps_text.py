"""Whatever the markup, every word of the body stands in exactly one paragraph."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from index.locator import Locator
from index.readers.akn import read_akn

from .akn_markup import akn

CONTAINERS = [
    "paragraph", "content", "list", "point", "intro", "wrapUp", "container", "section", "hcontainer",
    "subparagraph", "sublist", "blockList", "item", "tblock", "article", "alinea", "indent", "part",
    "level", "blockContainer", "ul", "ol", "li", "div", "unheardOf", "chapter", "crossHeading",
    "heading", "subheading", "interstitial", "toc", "tocItem", "quotedStructure", "foreign",
]  # fmt: skip
LEAVES = ["p", "block", "caption"]
INLINE = [
    "span",
    "a",
    "i",
    "b",
    "sup",
    "sub",
    "ref",
    "inline",
    "quotedText",
    "mod",
    "popup",
    "term",
]
LABELS = ["1.", "2.", "3.", "(a)", "(b)", "(i)", "(ii)", "I", "II", "A", "–", "1.1", "1 bis", "٣ -"]

inline = st.recursive(
    st.just(("text",)),
    lambda inner: st.tuples(st.sampled_from(INLINE), st.lists(inner, max_size=3)),
    max_leaves=4,
)
leaf = st.tuples(st.sampled_from(LEAVES), st.lists(inline, max_size=4))
cells = st.lists(st.lists(leaf, max_size=2), min_size=1, max_size=3)
table = st.tuples(st.just("table"), st.lists(cells, min_size=1, max_size=2))
block = st.recursive(
    st.one_of(leaf, leaf, table, st.tuples(st.just("num"), st.sampled_from(LABELS))),
    lambda inner: st.tuples(st.sampled_from(CONTAINERS), st.lists(inner, max_size=5)),
    max_leaves=25,
)
space = st.sampled_from(["", " ", "\n    "])


class Writer:
    """Writes a tree with a different word for every text node."""

    def __init__(self, gap: str) -> None:
        self.numbers = count(1)
        self.gap = gap
        self.words: list[str] = []

    def word(self) -> str:
        self.words.append(f"Wörd{next(self.numbers)}x")
        return f"{self.gap}{self.words[-1]}{self.gap}"

    def write(self, node: tuple) -> str:
        if node[0] == "text":
            return self.word()
        if node[0] == "num":
            return f"<num>{node[1]}</num>"
        if node[0] == "table":
            rows = (
                "".join(f"<td>{''.join(map(self.write, cell))}</td>" for cell in row)
                for row in node[1]
            )
            return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
        inside = "".join(self.write(inner) + self.gap for inner in node[1])
        begin = self.word()
        return f"<{node[0]}>{begin}{inside}</{node[0]}>"


@settings(max_examples=120)
@given(st.lists(block, min_size=1, max_size=6), st.lists(block, max_size=3), space, st.booleans())
def test_every_word_stands_once(
    body: list[tuple], preamble: list[tuple], gap: str, annexed: bool
) -> None:
    writer = Writer(gap)
    front = "".join(map(writer.write, preamble))
    main = "".join(map(writer.write, [*body, ("p", [])]))
    after = f"<attachments><attachment>{main}</attachment></attachments>" if annexed else ""
    content = akn("" if annexed else main, preamble=front, after=after)
    [version] = read_akn(content, "a.xml")
    read = " ".join(
        found.text for locator, found in version.paragraphs.items() if locator != "title"
    )
    assert Counter(re.findall(r"Wörd\d+x", read)) == Counter(writer.words)


@settings(max_examples=60)
@given(st.lists(block, min_size=1, max_size=8))
def test_texts_are_as_a_reader_sees_them_and_marks_lie_inside(body: list[tuple]) -> None:
    note = '<authorialNote marker="1"><p>Sée that.</p></authorialNote>'
    content = akn(Writer(" ").write(("container", body)) + f"<p>Last{note} of all.</p>")
    [version] = read_akn(content, "a.xml")
    for locator, found in version.paragraphs.items():
        assert found.text == " ".join(found.text.split())
        assert found.text
        assert (found.start, found.end) == (0, len(found.text))
        assert Locator(str(locator)) == locator
        for place, offset in found.notes:
            assert place in version.paragraphs
            assert 0 <= offset <= len(found.text)
    marks = [place for found in version.paragraphs.values() for place, _ in found.notes]
    assert marks == ["fn1"]
