"""Of many quotations all true ones are exact, and none that was altered is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from .spans import KINDS, Drawing

MANY = 250
CALLED = {
    "number": "number",
    "negation": "negation",
    "order": "order",
    "ellipsis": "omission",
    "case": "case",
    "mark": "punctuation",
}


@pytest.fixture(scope="module")
def versions(index):
    return [
        (language, version.text)
        for symbol in sorted(index.shipped)
        for paragraph in index.document(symbol).paragraphs
        for language, version in paragraph.versions.items()
        if len(version.text.split()) >= 3
    ]


def plain(text):
    """A text without its typography, written apart from the program's and more roughly."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = re.sub("[\u2010-\u2015-]+", "-", re.sub("[‘’ʼ`']", "'", text))
    return re.sub(r"\s+", " ", re.sub(r"\s*([^\w\s])\s*", r"\1", text)).strip()


@pytest.fixture(scope="module")
def stands(index):
    """Whether words stand somewhere, but for one mark at their end."""
    texts = [
        plain(" ".join(p.versions[code].text for p in document.paragraphs if code in p.versions))
        for document in index.documents
        for code in document.languages
    ]

    def stand(words):
        bare = plain(re.sub(r"[.,;]$", "", words))
        before = r"(?<![^\W_])" if bare[:1].isalnum() else ""
        after = r"(?![^\W_])" if bare[-1:].isalnum() else ""
        pattern = re.compile(f"{before}{re.escape(bare)}{after}")
        return any(map(pattern.search, texts))

    return stand


def test_true_quotations_in_any_typography_are_all_exact(check, versions):
    drawing = Drawing(versions, seed=1)
    checked = 0
    while checked < MANY:
        _, span = drawing.span()
        text = drawing.quoted(span)
        if text is None:
            continue
        found = check(text).quotes
        assert [quote.verdict for quote in found] == ["exact"], text
        checked += 1


def test_altered_quotations_are_never_exact(check, versions, stands):
    drawing = Drawing(versions, seed=2)
    verdicts: Counter[str] = Counter()
    called: Counter[tuple[str, bool]] = Counter()
    while sum(verdicts.values()) < MANY:
        language, span = drawing.span()
        kind = KINDS[sum(verdicts.values()) % len(KINDS)]
        altered = drawing.altered(span, language, kind)
        if altered is None or plain(altered) == plain(span) or stands(altered):
            continue
        text = drawing.quoted(altered)
        if text is None:
            continue
        (quote,) = check(text).quotes
        assert quote.verdict in ("altered", "unknown"), (kind, text)
        verdicts[quote.verdict] += 1
        if quote.verdict == "altered" and kind in CALLED:
            called[kind, CALLED[kind] in {a.kind for a in quote.alterations}] += 1
    # Of a few words, one of which is another, nothing can be told.
    assert verdicts["altered"] > 0.8 * MANY
    for kind in CALLED:
        assert called[kind, True] >= 0.9 * (called[kind, True] + called[kind, False]), kind
