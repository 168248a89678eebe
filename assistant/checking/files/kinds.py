"""What a file that is to be checked is, told by its content; and texts in the encodings of old."""

from __future__ import annotations

import re

from index.intake import signatures
from index.intake.formats import HEAD_BYTES, Format, decoded, describe, sniff
from index.lexicon import load_lexicon
from index.words import Language, stem

_WIDE = ("utf-16-le", "utf-16-be")
_ENCODINGS: tuple[tuple[str, tuple[Language, ...]], ...] = (
    ("cp1252", ("en", "fr", "es")),
    ("cp1251", ("ru",)),
    ("cp1256", ("ar",)),
    ("gb18030", ("zh",)),
    ("koi8-r", ("ru",)),
    ("cp866", ("ru",)),
)
# So many words with letters beyond ASCII tell an encoding, if this share of them are words.
_WORDS, _SHARE = 400, 0.5
_LETTERS = re.compile(r"[^\W\d_]{2,30}")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_OTHERS = {
    Format.AKN: "is an Akoma Ntoso document; give the text that is to be checked",
    Format.JSON_LINE: "is JSON; give the text that is to be checked",
    Format.JSON_LINES: "is JSON; give the text that is to be checked",
    Format.GZIP: "is packed; unpack it first",
    Format.XZ: "is packed; unpack it first",
    Format.BZIP2: "is packed; unpack it first",
}


def kind_of(content: bytes) -> Format | str:
    """The format of a file, `Format.TEXT` for a text in any encoding; else why it is not read."""
    head = content[:HEAD_BYTES]
    told = sniff(head)
    if told in _OTHERS:
        return _OTHERS[told]
    if told is not None:
        return told
    if content.startswith(signatures.OLE):
        return describe(content)
    why = signatures.known(head)
    if not head or why:
        return "is empty" if not head else why
    if decoded(head) is None and not _CONTROLS.search(head.decode("latin-1")):
        return Format.TEXT
    return Format.TEXT if _wide(content) else describe(head)


def decode(content: bytes) -> str | None:
    """The text of a file: UTF-8, UTF-16, or the old encoding in which its words are words; else None."""
    text = decoded(content)
    if text is not None and "\0" not in text:
        return text.removeprefix("\ufeff")
    if wide := _wide(content):
        return wide
    best: tuple[float, str] = (_SHARE, "")
    for encoding, languages in _ENCODINGS:
        try:
            read = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        best = max(best, (_likeness(read, languages), read), key=lambda found: found[0])
    return best[1] or None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of its line ends and spaces is zero."""
    if content.count(b"\0") * 20 < len(content):
        return None
    for encoding in _WIDE:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and (" " in text or "\n" in text) and not _CONTROLS.search(text[:4096]):
            return text
    return None


def _likeness(text: str, languages: tuple[Language, ...]) -> float:
    """The share of words with letters beyond ASCII that a language has; marks alone are enough for none."""
    lexicon = load_lexicon()
    found = [w for w in _LETTERS.findall(text) if not w.isascii()][:_WORDS]
    if not found:
        # Letters of ASCII alone, with typographic quotation marks.
        return 0.9 if languages[0] == "en" and re.search(r"[‘’“”–—…\u00a0«»°]", text) else 0.0
    if languages == ("zh",):
        return 0.0 if any(not re.fullmatch(r"[\u3400-\u9fffA-Za-z]+", w) for w in found) else 0.8
    known = [
        any(lexicon.knows(stem(w.casefold(), code), code) for code in languages) for w in found
    ]
    return sum(known) / len(found)
