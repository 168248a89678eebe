"""What is said below an answer that a permalink asked for: whether its quotes stand as they did then."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from assistant.errors import ReceiptError
from assistant.phrases import load_phrases
from assistant.receipts.codec import decode
from assistant.render.html import direction
from assistant.web.interface import load_labels
from assistant.web.pages.wording import fill
from index.locator import Locator
from index.words import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from assistant.answer import Answer
    from assistant.api import Assistant
    from assistant.receipts.model import ReceiptCheck, StandsAs, VerifiedQuote


def compare_with_link(code: str, answer: Answer, assistant: Assistant, interface: Language) -> str:
    """A block of HTML, in which everything is escaped, on the receipt of which `code` is the short form.

    The receipt is held against the documents of `assistant`, and its quotes against those of `answer`.
    """
    t = load_labels(interface)
    try:
        check = assistant.verify(decode(code, answer.question), reader=interface)
    except ReceiptError:
        return _block("unread", [f"<p>{escape(t['receipt.unreadable'])}</p>"], interface)
    as_then = check.stands and all(d.verdict == "unchanged" for d in check.documents)
    told = [*_told(check, answer, interface)]
    return _block("as-then" if as_then else "not-as-then", told, interface)


def _told(check: ReceiptCheck, answer: Answer, interface: Language) -> Iterator[str]:
    t = load_labels(interface)
    if not check.quotes:
        yield f"<p>{escape(t['receipt.unquoted'])}</p>"
        return
    yield f"<p>{escape(t['receipt.stands' if check.stands else 'receipt.not_all'])}</p>"
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
    then = {(q.receipt.symbol, q.receipt.locator) for q in check.quotes}
    now = {(citation.symbol, citation.locator) for citation in answer.citations}
    if now and now != then:
        yield f"<p>{escape(t['receipt.other'])}</p>"


def _place(quote: VerifiedQuote, interface: Language) -> Markup:
    """The place in words, its symbol running in its own direction."""
    pinpoint = Locator(quote.receipt.locator).pinpoint(interface)
    return fill(load_phrases(interface)["of"], symbol=quote.receipt.symbol, place=pinpoint)


def _label(verdict: StandsAs) -> str:
    return f"verify.{verdict.replace(' ', '_')}"


def _block(kind: str, paragraphs: list[str], interface: Language) -> str:
    return (
        f'<div class="linked {kind}" lang="{interface}" dir="{direction(interface)}">'
        f"{''.join(paragraphs)}</div>"
    )
