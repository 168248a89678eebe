"""Documents in HTML, with invented text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import DocumentKind
from index.errors import ReadError
from index.locator import Locator
from index.readers.html import read_html


def read(page: str | bytes):
    [version] = read_html(page.encode() if isinstance(page, str) else page, "x.html")
    return version


def found(page: str | bytes) -> dict[str, str]:
    return {str(k): v.text for k, v in read(page).paragraphs.items()}


RESOLUTION = """<!DOCTYPE html><html><head><title>Site</title><style>p {}</style></head><body>
<nav>Home</nav><header>Search</header><div role="navigation">Menu</div>
<table><tr><td>United Nations</td><td>A/RES/79/9</td></tr>
<tr><td>General Assembly</td><td>Distr.: General<br>9 December 2024</td></tr></table>
<p>Seventy-ninth session<br>Agenda item 5</p>
<p><b>Resolution adopted by the General Assembly on 2 December 2024</b></p>
<h1>79/9. Lamps <i>and</i> ships</h1>
<p><em>The General Assembly</em>,</p>
<p><em>Recalling</em> its
resolution 1/1,<sup><a href="#fn1">1</a></sup></p><p>Noting the sea,</p>
<ol><li>Decides:<ol type="a"><li>One;<li>Two;<ol type=i><li>in;<li>out;</ol></ol>
<li value="3"><p>Requests.<sup>1</sup></p></ol>
<p>4. Waits.</p><p>60th plenary meeting<br>2 December 2024</p>
<ol><li id="fn1"><a href="#r1">1</a> See A/1/1. <a href="#r1">↩</a></li></ol>
<script>alert("no")</script><footer>Copyright</footer></body></html>"""


def test_a_resolution():
    version = read(RESOLUTION)
    assert {str(k): v.text for k, v in version.paragraphs.items()} == {
        "distribution": "Distr.: General 9 December 2024",
        "agenda": "Seventy-ninth session Agenda item 5",
        "title": "Lamps and ships",
        "pp1": "Recalling its resolution 1/1,",
        "pp2": "Noting the sea,",
        "op1": "Decides:",
        "op1.a": "One;",
        "op1.b": "Two;",
        "op1.b.i": "in;",
        "op1.b.ii": "out;",
        "op3": "Requests.",
        "op4": "Waits.",
        "meeting": "60th plenary meeting 2 December 2024",
        "fn1": "See A/1/1.",
    }
    assert version.paragraphs[Locator("pp1")].notes == (("fn1", 29),)
    assert version.paragraphs[Locator("op3")].notes == (("fn1", 9),)
    assert (version.symbol, version.date, version.kind, version.number) == (
        "A/RES/79/9", dt.date(2024, 12, 2), DocumentKind.RESOLUTION, "79/9",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("list_", "places"),
    [
        ("<ol><li>x<li>y</ol>", ["n1", "n2"]),
        ("<ol start=4><li>x<li>y</ol>", ["n4", "n5"]),
        ("<ol reversed><li>x<li>y</ol>", ["n2", "n1"]),
        ("<ol><li value=7>x<li>y</ol>", ["n7", "n8"]),
        ("<p>Words:</p><ol type=a><li>x<li>y</ol>", ["p1", "p1.a", "p1.b"]),
        ("<p>Words:</p><ol style='list-style-type: lower-latin'><li>x</ol>", ["p1", "p1.a"]),
        ("<p>Words:</p><ul><li>x<li>y</ul>", ["p1", "p1.b1", "p1.b2"]),
        ("<p>Words:</p><ul><li>x<ul><li>y</ul></ul>", ["p1", "p1.b1", "p1.b2"]),
        ("<ol style='list-style: none'><li>1. x<li>2. y</ol>", ["n1", "n2"]),
        ("<ol><li>1. x<li>2. y</ol>", ["n1", "n2"]),
        (
            "<p>Words:</p><ul style='list-style:none'><li>(a) x<li>(b) y</ul>",
            ["p1", "p1.a", "p1.b"],
        ),
    ],
)
def test_lists_give_labels(list_, places):
    assert list(found(list_)) == places


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>one<br>two</p>", ["one two"]),
        ("<p>one\ntwo</p>", ["one two"]),
        ("<p>co&shy;operate&nbsp;now</p>", ["cooperate now"]),
        ("<p>e\u0301te\u0301</p>", ["été"]),
        ("<p>a&#0;b</p>", ["a\ufffdb"]),
        ("<p>one<p>two", ["one", "two"]),
        ("<div>one<p>two</p>three</div>", ["one", "two", "three"]),
        ("<p>5 km<sup>2</sup></p>", ["5 km2"]),
        ("<p hidden>x</p><p style='display: none'>y</p><p>z</p>", ["z"]),
        ("<template>x</template><noscript>y</noscript><p>z</p>", ["z"]),
        ("<!-- x --><p>z<!-- y --></p>", ["z"]),
        ("<table><tr><td>a<td>b<tr><td>1. c<td>d</table>", ["a", "b", "1. c", "d"]),
        ("<table><tr><td><p>1. One.</p><p>2. Two.</p></table>", ["One.", "Two."]),
        ("<pre>1. One.\n2. Two.</pre>", ["One.", "Two."]),
    ],
)
def test_what_a_reader_sees(page, texts):
    assert list(found(page).values()) == texts


def test_text_that_lies_deep_is_read():
    assert list(found("<div>" * 1000 + "one two").values()) == ["one two"]


def test_the_only_article_is_the_document():
    words = "word " * 30
    assert list(found(f"<body><p>Site</p><article><p>{words}</p></article></body>").values()) == [
        words.strip()
    ]


def test_footnotes_as_word_saves_them():
    page = (
        "<p>Words<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> more,</p>"
        "<div><div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> A note.</p></div></div>"
    )
    version = read(page)
    assert {str(k): v.text for k, v in version.paragraphs.items()} == {
        "p1": "Words more,", "fn1": "A note.",
    }  # fmt: skip
    assert version.paragraphs[Locator("p1")].notes == (("fn1", 5),)


def test_a_numbered_link_within_a_page_is_no_footnote():
    page = "<p>Chapter <a href='#c'>1</a></p><p id=c>Words of the chapter.</p>"
    assert found(page) == {"p1": "Chapter 1", "p2": "Words of the chapter."}


@pytest.mark.parametrize(
    "content",
    [
        "<p>été</p>".encode(),
        b"\xef\xbb\xbf" + "<p>été</p>".encode(),
        "<p>été</p>".encode("utf-16"),
        "<meta charset=windows-1252><p>été</p>".encode("cp1252"),
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>été</p>".encode(
            "latin-1"
        ),
        "<?xml version='1.0' encoding='UTF-8'?><html><body><p>été</p></body></html>".encode(),
    ],
)
def test_the_encoding_is_the_declared_one_or_utf_8(content):
    assert list(found(content).values()) == ["été"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<p>\xe9t\xe9</p>", "not text in utf-8, and declares no other encoding"),
        (b"<meta charset=utf-8><p>\xe9</p>", "not text in utf-8, as it declares"),
        (b"<meta charset=nonsense><p>x</p>", "'nonsense', which is not known"),
        (b"<html><body><script>x</script></body></html>", "no paragraph was found"),
        (b"", "no text was found"),
        (b"<div>" * 5000 + b"word", "lie too deep"),
    ],
)
def test_what_cannot_be_read_says_why(content, message):
    with pytest.raises(ReadError, match=message) as raised:
        read_html(content, "page.html")
    assert str(raised.value).startswith("page.html")


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<ol>", "</ol>", "<li>", "<table><tr><td>", "</table>", "<h2>", "word ",
             "1. ", "(a) ", "<sup>", "</sup>", "<br>", "<a href='#x'>1</a>", "<p id=x>", "<div>", "</div>"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_every_word_is_in_one_paragraph(pieces):
    page = "".join(pieces) + "<p>last</p>"
    words = page.count("word ") + 1
    texts = read(page).paragraphs.values()
    assert sum(text.text.count(w) for text in texts for w in ("word", "last")) == words
