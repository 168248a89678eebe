"""Spans of the shipped versions, and what may be done to them, for property tests."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import strategies as st

from index.document import Paragraph

# Words, Chinese characters, and what stands between them.
PIECES = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+|[\W_]")
WORDS = re.compile(r"[^\W_]+")

_QUOTES = ["'", "’", "‘", "`", "´", "ʼ", "′"]
_DASHES = ["-", "‐", "‑", "–", "—", "−", "--", "-\n", "–\r\n"]
_SPACES = [
    " ",
    "  ",
    "\u00a0",
    "\u202f",
    "\u2009",
    "\n",
    "\r\n   ",
    "\t",
    "\u2028",
    "\u3000",
    " \u200f",
]
_AROUND = [
    ("", ""),
    ("“", "”"),
    ("«\u00a0", "\u00a0»"),
    ("„", "“"),
    ('"', '"'),
    ("‘", "’"),
    ("《", "》"),
]


@st.composite
def spans(draw: st.DrawFn, paragraphs: list[Paragraph], least_words: int = 1):
    """A paragraph, the language of a version, and a span of it that cuts no word in two."""
    paragraph = draw(st.sampled_from(paragraphs))
    language = draw(st.sampled_from(sorted(paragraph.versions)))
    text = paragraph.versions[language].text
    pieces = list(PIECES.finditer(text))
    first = draw(st.integers(0, len(pieces) - 1))
    last = draw(st.integers(first, len(pieces) - 1))
    start, end = pieces[first].start(), pieces[last].end()
    if len(WORDS.findall(text[start:end])) < least_words:
        # Small examples are drawn most often, and too many of them would be thrown away.
        start, end = 0, len(text)
    return paragraph, language, start, end


@st.composite
def set_otherwise(draw: st.DrawFn, text: str) -> str:
    """`text` in another typography, character by character."""
    drawn = []
    for at, character in enumerate(text):
        after = text[at + 1 : at + 2]
        if character in "'’‘":
            drawn.append(draw(st.sampled_from(_QUOTES)))
        elif character in "-–":
            drawn.append(draw(st.sampled_from(_DASHES)))
        elif character == " ":
            drawn.append(draw(st.sampled_from(_SPACES)))
        else:
            drawn.append(character)
            inside = character.isalpha() and after.isalpha()
            if inside and draw(st.integers(0, 30)) == 30:
                drawn.append(draw(st.sampled_from(["\u00ad", "\u200d", "\u2060", "\u00ad\n"])))
    before, behind = draw(st.sampled_from(_AROUND))
    form = draw(st.sampled_from(["NFC", "NFD"]))
    return unicodedata.normalize(form, f" {before}{''.join(drawn)}{behind}\n")


@st.composite
def changed(draw: st.DrawFn, text: str) -> str:
    """`text` with one word inside it replaced, left out, put in, or two of them swapped."""
    words = list(WORDS.finditer(text))
    at = draw(st.integers(1, len(words) - 3))
    one, two = words[at], words[at + 1]
    other = draw(st.sampled_from(["never", "zwölf", "пароход", "mais", "2031"]))
    kind = draw(st.sampled_from(["replace", "remove", "insert", "swap"]))
    if kind == "replace":
        return f"{text[: one.start()]}{other}{text[one.end() :]}"
    if kind == "remove":
        return text[: one.start()] + text[two.start() :]
    if kind == "insert":
        return f"{text[: one.start()]}{other} {text[one.start() :]}"
    between = text[one.end() : two.start()]
    return f"{text[: one.start()]}{two.group()}{between}{one.group()}{text[two.end() :]}"
