"""What is said below an answer that a permalink asked for: whether its quotes stand as they did then."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from assistant.errors import ReceiptError
from assistant.phrases import load_phrases
from assistant.receipts.codec import decode, is_question_of
from assistant.receipts.hashes import hash_text, is_hash
from assistant.render.html import direction
from assistant.web.interface import load_labels
from assistant.web.pages.wording import fill
from index.locator import Locator
from index.words import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.answer import Answer
    from assistant.api import Assistant
    from assistant.receipts.model import ReceiptCheck, StandsAs, VerifiedQuote

_Span = tuple[str, str, Language, int, int]
"""Symbol, locator, language, start and end."""


def compare_with_link(code: str, answer: Answer, assistant: Assistant, interface: Language) -> str:
    """A block of HTML, in which everything is escaped, on the receipt of which `code` is the short form.

    The receipt is held against the documents of `assistant`, and its question, its quotes and the hash of
    its text against those of `answer`: what is said of quotes is said of those that are shown.
    """
    t = load_labels(interface)
    try:
        check = assistant.verify(decode(code, answer.question), reader=interface)
        is_asked = is_question_of(code, answer.question) is not False
    except ReceiptError:
        return _block("unread", [f"<p>{escape(t['receipt.unreadable'])}</p>"], interface)
    if not is_asked:
        told = [f"<p>{escape(t['receipt.question_other'])}</p>"]
        return _block("not-as-then", told, interface)
    same = is_hash(check.receipt.answer, hash_text(answer.text)) and _then(check) == _now(answer)
    unchanged = all(d.verdict == "unchanged" for d in check.documents)
    told = [*_told(check, answer, interface, same=same)]
    return _block(
        "as-then" if check.stands and same and unchanged else "not-as-then", told, interface
    )


def _told(check: ReceiptCheck, answer: Answer, interface: Language, *, same: bool) -> Iterator[str]:
    t = load_labels(interface)
    if not check.quotes:
        yield f"<p>{escape(t['receipt.unquoted'])}</p>"
        return
    stands = "receipt.stands" if same else "receipt.still"
    yield f"<p>{escape(t[stands if check.stands else 'receipt.not_all'])}</p>"
    gone = [quote for quote in check.quotes if quote.verdict != "stands"]
    if gone:
        items = "".join(
            f"<li>{_place(quote, interface)} — {escape(t[_label(quote.verdict)])}</li>"
            for quote in gone
        )
        yield f"<ul>{items}</ul>"
    for verdict, label in (("changed", "receipt.changed"), ("not held", "receipt.gone")):
        symbols = [d.symbol for d in check.documents if d.verdict == verdict]
        if symbols:
            yield f"<p>{fill(t[label], documents=', '.join(symbols))}</p>"
    if not same:
        yield from _otherwise(_then(check), _now(answer), interface)


def _then(check: ReceiptCheck) -> list[_Span]:
    """What the answer quoted when the link was made."""
    found = (quote.receipt for quote in check.quotes)
    return [(q.symbol, q.locator, q.language, q.start, q.end) for q in found]


def _now(answer: Answer) -> list[_Span]:
    return [(c.symbol, c.locator, c.language, c.start, c.end) for c in answer.citations]


def _otherwise(then: list[_Span], now: list[_Span], interface: Language) -> Iterator[str]:
    """In what the answer that is shown is not the one that the link was made from."""
    t = load_labels(interface)
    gone, new = ([s for s in a if s not in b] for a, b in ((then, now), (now, then)))
    yield f"<p>{escape(t['receipt.other' if gone or new else 'receipt.reworded'])}</p>"
    for spans, label in ((gone, "receipt.not_shown"), (new, "receipt.shown_only")):
        places = dict.fromkeys(_words(symbol, locator, interface) for symbol, locator, *_ in spans)
        if places:
            yield f"<p>{fill(t[label], places=Markup('; ').join(places))}</p>"


def _place(quote: VerifiedQuote, interface: Language) -> Markup:
    return _words(quote.receipt.symbol, quote.receipt.locator, interface)


def _words(symbol: str, locator: str, interface: Language) -> Markup:
    """The place in words, its symbol running in its own direction."""
    pinpoint = Locator(locator).pinpoint(interface)
    return fill(load_phrases(interface)["of"], symbol=symbol, place=pinpoint)


def _label(verdict: StandsAs) -> str:
    return f"verify.{verdict.replace(' ', '_')}"


def _block(kind: str, paragraphs: list[str], interface: Language) -> str:
    return (
        f'<div class="linked {kind}" lang="{interface}" dir="{direction(interface)}">'
        f"{''.join(paragraphs)}</div>"
    )
