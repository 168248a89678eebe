"""A writer of small PDF files: lines of Helvetica at given places, with any characters.

Characters outside Windows' Latin alphabet get codes of their own and a ToUnicode map, so that a file can
hold Cyrillic, Chinese or Arabic text, or codes that the map gives no character.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

_FIRST_CODE = 0x80


@dataclass(frozen=True)
class Text:
    """A run of text: where its base line begins (points from the lower left), size and weight."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False
    typed: bool = False


@dataclass
class Sheet:
    """A page of Letter size, to which lines are added from the top."""

    texts: list[Text] = field(default_factory=list)
    y: float = 720

    def at(self, x: float, y: float, text: str, size: float = 10, bold: bool = False) -> Sheet:
        """A line at a place of its own."""
        self.texts.append(Text(x, y, text, size, bold))
        return self

    def lines(
        self,
        *lines: str,
        x: float = 120,
        indent: float = 0,
        size: float = 10,
        bold: bool = False,
        before: float = 8,
    ) -> Sheet:
        """A paragraph of lines one below the other, the first of them `indent` further right."""
        self.y -= before
        for i, line in enumerate(lines):
            self.y -= 1.2 * size
            self.texts.append(Text(x + (0 if i else indent), self.y, line, size, bold))
        return self

    def typed(self, *lines: str, x: float = 120, size: float = 10, before: float = 8) -> Sheet:
        """A paragraph in Courier, whose characters are all as wide: what stands in ^ is raised."""
        self.y -= before
        for line in lines:
            self.y -= 1.2 * size
            place = x
            for i, piece in enumerate(line.split("^")):
                high = i % 2 == 1
                small, y = (0.65 * size, self.y + 0.35 * size) if high else (size, self.y)
                self.texts.append(Text(place, y, piece, small, typed=True))
                place += 0.6 * small * len(piece)
        return self

    def labelled(
        self, label: str, *lines: str, x: float = 120, hang: float = 0, before: float = 8
    ) -> Sheet:
        """A paragraph whose label stands left of its first line, a tab away."""
        top = self.y - before - 12
        self.at(x, top, label)
        self.lines(*lines, x=x + hang, indent=24 - hang, before=before)
        return self


def make_pdf(sheets: list[Sheet], encrypted: bool = False) -> bytes:
    """A PDF file of these pages; an encrypted one asks for a password that nobody knows."""
    codes = _codes(sheets)
    kids = " ".join(f"{7 + 2 * i} 0 R" for i in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
        _stream(_to_unicode(codes)),
        _font("Courier"),
    ]
    for i, sheet in enumerate(sheets):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {8 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 6 0 R >> >> >>".encode()
        )
        objects.append(_stream(b"".join(_shown(text, codes) for text in sheet.texts)))
    return _file(objects, encrypted)


def _font(name: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding "
        "/ToUnicode 5 0 R >>"
    ).encode()


def _codes(sheets: list[Sheet]) -> dict[str, int]:
    """A code of one byte for each character, ASCII its own."""
    characters = sorted({c for s in sheets for t in s.texts for c in t.text if ord(c) >= 0x80})
    assert len(characters) < 0x80, "the writer has room for 127 characters beyond ASCII"
    found = {chr(code): code for code in range(0x20, 0x7F)}
    return found | {c: _FIRST_CODE + i for i, c in enumerate(characters)}


def _to_unicode(codes: dict[str, int]) -> bytes:
    rows = [
        f"<{code:02x}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items()
    ]
    blocks = "\n".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar"
        for part in (rows[i : i + 100] for i in range(0, len(rows), 100))
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def "
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{blocks}\nendcmap end end"
    ).encode()


def _shown(text: Text, codes: dict[str, int]) -> bytes:
    hexadecimal = bytes(codes[c] for c in text.text).hex()
    font = "F3" if text.typed else "F2" if text.bold else "F1"
    return f"BT /{font} {text.size} Tf {text.x} {text.y} Td <{hexadecimal}> Tj ET\n".encode()


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return (
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        + packed
        + b"\nendstream"
    )


def _file(objects: list[bytes], encrypted: bool) -> bytes:
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R"
    if encrypted:
        objects = [
            *objects,
            b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <"
            + b"11" * 32
            + b"> /U <"
            + b"22" * 32
            + b"> >>",
        ]
        trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Encrypt {len(objects)} 0 R "
        trailer += f"/ID [<{'33' * 16}> <{'33' * 16}>]"
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        content
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n{trailer} >>\nstartxref\n{len(content)}\n%%EOF"
        ).encode()
    )
