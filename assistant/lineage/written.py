"""Writes blocks: as plain text, as Markdown, and in colours at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.lineage.layout import Block, Piece, Style
from assistant.render.line import on_one_line

_TEXT_MARKS: dict[Style, tuple[str, str]] = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
_MARKDOWN_MARKS: dict[Style, tuple[str, str]] = {
    "removed": ("~~", "~~"),
    "added": ("**", "**"),
    "strong": ("**", "**"),
}
_COLOURS: dict[Style, str] = {
    "plain": "",
    "strong": "bold",
    "quiet": "dim",
    "removed": "red strike",
    "added": "green",
}
_INDENT = 4


def to_text(blocks: Iterable[Block]) -> str:
    """Plain text: `[-removed-]` and `{+added+}` words, those of documents indented."""
    parts: list[str] = []
    for block in blocks:
        if block.kind == "table":
            parts.append(f"\n{_table(block)}\n")
        elif block.kind == "words":
            parts.append(" " * _INDENT + _line(block))
        else:
            parts.append(_line(block))
    return "\n".join(parts)


def to_markdown(blocks: Iterable[Block]) -> str:
    """Markdown, in which the documents' text is shown as it is: ~~removed~~ and **added** words."""
    parts: list[str] = []
    for block in blocks:
        if block.kind == "table":
            head, *rows = block.rows
            lines = [head, tuple("---" for _ in head), *rows]
            parts.append("\n".join(f"| {' | '.join(cells)} |" for cells in lines))
            continue
        text = _emphasized(block.pieces)
        prefix = {"heading": "# ", "words": "> "}.get(block.kind, "")
        parts.append(prefix + text.strip())
    return "\n\n".join(parts) + "\n"


def show(blocks: Iterable[Block]) -> None:
    """Print at a terminal, in colours and cut to its width."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False, emoji=False, markup=False)
    for block in blocks:
        if block.kind == "table":
            console.print(Text(f"\n{_table(block)}\n"))
            continue
        pieces = ((_shown(piece), _COLOURS[piece.style]) for piece in block.pieces)
        indent = _INDENT if block.kind == "words" else 0
        console.print(Padding(Text.assemble(*pieces), (0, 0, 0, indent), expand=False))


def _line(block: Block) -> str:
    return "".join(map(_shown, block.pieces)).rstrip()


def _shown(piece: Piece) -> str:
    """A piece with its marks, which are kept in colours too: not all readers see them."""
    return _marked(on_one_line(piece.text), _TEXT_MARKS.get(piece.style))


def _emphasized(pieces: Sequence[Piece]) -> str:
    """Pieces in Markdown, with the marks of plain text where Markdown knows no emphasis.

    It knows none that begins with a comma behind a letter, or ends with one before a letter (CommonMark,
    "Emphasis and strong emphasis").
    """
    from assistant.render.markdown import escape

    texts = [on_one_line(piece.text) for piece in pieces]
    parts: list[str] = []
    for number, (piece, text) in enumerate(zip(pieces, texts, strict=True)):
        before, after = "".join(texts[:number])[-1:], "".join(texts[number + 1 :])[:1]
        bare = text.strip()
        opens = bare[:1].isalnum() or text[:1].isspace() or not before or before.isspace()
        closes = bare[-1:].isalnum() or text[-1:].isspace() or not after or after.isspace()
        marks = _MARKDOWN_MARKS.get(piece.style) if opens and closes else None
        parts.append(_marked(escape(text), marks) if marks else escape(_shown(piece)))
    return "".join(parts)


def _marked(text: str, marks: tuple[str, str] | None) -> str:
    if not marks or not text.strip():
        return text
    bare = text.strip()
    start = text.index(bare)
    return f"{text[:start]}{marks[0]}{bare}{marks[1]}{text[start + len(bare) :]}"


def _table(block: Block) -> str:
    # Chinese characters are two cells wide.
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*block.rows, strict=True)]
    return "\n".join(
        "  ".join(
            " " * (width - cell_len(cell)) + cell for cell, width in zip(row, widths, strict=True)
        )
        for row in block.rows
    )
