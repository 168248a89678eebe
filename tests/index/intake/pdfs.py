"""PDF files that the tests make."""

from __future__ import annotations

import zlib

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources %s >>"
FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> %s >>"
LINE = b"BT /F1 12 Tf 72 720 Td (1. Decides to remain seized of the matter.) Tj ET"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A file of `objects`, numbered from 4; 1 to 3 are its catalogue, its pages and its page."""
    resources = FONT % b"/XObject << /X %d 0 R >>" % (3 + len(objects))
    first = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE % resources,
    )
    content = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate((*first, *objects), start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, trailer, len(content))
    )


def locked() -> bytes:
    """A file under a password that nobody gave."""
    entries = b"/Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s>" % (b"41" * 32, b"42" * 32)
    identity = b"/ID [<%s> <%s>]" % (b"43" * 16, b"43" * 16)
    return pdf(stream(LINE), trailer=b"/Encrypt << %s >> %s" % (entries, identity))


def unfolding(depth: int, breadth: int) -> bytes:
    """A page that draws a form, which draws a form `breadth` times, and so on `depth` deep."""
    forms = [stream(LINE, b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]")]
    for number in range(5, 5 + depth):
        resources = b"/Resources << /XObject << /X %d 0 R >> >>" % number
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] " + resources
        forms.append(stream(b"/X Do " * breadth, entries))
    return pdf(stream(b"/X Do"), *forms)


def swelling(size: int) -> bytes:
    """A page whose content is `size` bytes of blanks, packed twice."""
    packed = zlib.compress(zlib.compress(b" " * size, 9), 9)
    return pdf(stream(packed, b"/Filter [/FlateDecode /FlateDecode]"))
