"""How an answer was found: what was searched, what scored how, and from what it was made."""

from __future__ import annotations

from html import escape

from assistant.answer import Answer, Explanation
from assistant.web.interface import load_labels
from index.words import Language

_ROWS = 8


def how_found(answer: Answer, interface: Language, file: str | None = None) -> str:
    """A block that opens, as HTML; everything in it is escaped. `file` is the address of the receipt."""
    t = load_labels(interface)
    searched = t["how.searched"].format(**answer.searched.model_dump())
    parts = [f"<p>{escape(searched)}</p>"]
    if answer.unsupported:
        parts.append(_line(t["how.unsupported"], ", ".join(answer.unsupported)))
    if answer.explanation:
        parts += _explained(answer.explanation, t)
    receipt = answer.receipt
    parts += [
        _line(t["how.index"], receipt.index),
        _line(t["how.version"], receipt.version),
        _line(t["how.model"], receipt.model or t["how.no_model"]),
    ]
    if file:
        label = escape(t["receipt.download"])
        parts.append(f'<p><a class="receipt" href="{escape(file)}">{label}</a></p>')
    return f'<details class="how"><summary>{escape(t["how.title"])}</summary>{"".join(parts)}</details>'


def _explained(explanation: Explanation, t: dict[str, str]) -> list[str]:
    parts: list[str] = []
    if explanation.asked:
        parts.append(_line(t["how.asked_as"], explanation.asked))
    if explanation.terms:
        terms = ", ".join(f"{term} {weight:.2f}" for term, weight in explanation.terms.items())
        parts.append(_line(t["how.terms"], terms))
    if explanation.scores:
        percent = f"{100 * explanation.confidence:.0f}\u00a0%"
        parts.append(f"<p>{escape(t['how.confidence'].format(percent=percent))}</p>")
        parts.append(_table(explanation, t))
    if explanation.dropped:
        items = "".join(
            f"<li>{escape(d.text)} ({escape('; '.join(d.reasons))})</li>"
            for d in explanation.dropped
        )
        parts.append(f"<p>{escape(t['how.dropped'])}</p><ul>{items}</ul>")
    return parts


def _table(explanation: Explanation, t: dict[str, str]) -> str:
    names = ("place", "score", "support", "nearness", "words", "chosen")
    head = "".join(f'<th scope="col">{escape(t[f"how.{name}"])}</th>' for name in names)
    rows = "".join(
        f"<tr><td>{escape(f'{s.symbol}#{s.locator}')}</td><td>{s.score:.2f}</td><td>{s.support:.2f}</td>"
        f"<td>{s.nearness:.2f}</td><td>{s.lexical:.1f}</td>"
        f"<td>{escape(t['how.yes' if s.chosen else 'how.no'])}</td></tr>"
        for s in explanation.scores[:_ROWS]
    )
    return f'<div class="scores"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _line(name: str, value: str) -> str:
    return f"<p><strong>{escape(name)}</strong> <bdi>{escape(value)}</bdi></p>"
