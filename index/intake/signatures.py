"""Files that no reader takes, by the bytes that they begin with, and what zips of offices hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_IMAGE = "is an image; recognise its text first (OCR)"
_SOUND = "is sound or video, not a document"
_PROGRAM = "is a program, not a document"
_ARCHIVE = "is an archive that is not read; unpack it first, or pack it as .zip"
_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"BM", _IMAGE),
    (b"AT&TFORM", _IMAGE),
    (b"\x00\x00\x01\x00", _IMAGE),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
    (b"fLaC", _SOUND),
    (b"RIFF", _SOUND),
    (b"\x7fELF", _PROGRAM),
    (b"MZ", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xfe\xed\xfa", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"#!", "is a script, not a document"),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"{\\rtf", "is rich text (.rtf); save it as .docx"),
    (b"\xffWPC", "is a WordPerfect file; save it as .docx or PDF"),
    (b"%!PS", "is PostScript; save it as PDF"),
    (b"SQLite format 3\x00", "is a database, not a document"),
    (b"\xff\xfe\x00\x00", "is text in UTF-32; save it as UTF-8"),
    (b"\x00\x00\xfe\xff", "is text in UTF-32; save it as UTF-8"),
)
# These two letters begin many a text: the format has more to know it by.
_NEEDS_BINARY = {b"BM", b"MZ", b"ID3"}
# Names of streams in an OLE compound file, in UTF-16, as its directory has them.
_OLE_KINDS = (
    ("EncryptedPackage", "is an Office file under a password; save it without one"),
    ("WordDocument", "is a Word file of before 2007 (.doc); save it as .docx"),
    ("PowerPoint Document", "is a PowerPoint file of before 2007; save its text as .docx or PDF"),
    ("Workbook", "is an Excel file of before 2007; save its text as .docx or PDF"),
    ("__properties_version1.0", "is an Outlook message; save its text as .docx or PDF"),
)
_OTHER_OFFICE = (
    ("xl/", "is an Excel workbook; save its text as .docx or PDF"),
    ("ppt/", "is a PowerPoint presentation; save it as PDF"),
    ("visio/", "is a Visio drawing; save it as PDF"),
)
_TAR_MARK = slice(257, 262)
_LOCAL_HEADER = 30


def known(head: bytes) -> str:
    """Why a file that begins with `head` is not read; empty where its beginning is none of these."""
    if head.startswith(OLE):
        for name, told in _OLE_KINDS:
            if name.encode("utf-16-le") in head:
                return told
        return "is an Office file of before 2007; save it as .docx"
    if head[_TAR_MARK] == b"ustar":
        return _ARCHIVE
    if head[4:8] == b"ftyp":
        return _SOUND
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _IMAGE
    for mark, told in _KNOWN:
        if head.startswith(mark) and (mark not in _NEEDS_BINARY or b"\0" in head):
            return told
    return ""


def office_kind(names: Sequence[str]) -> str:
    """What a zip that holds files of these names is: "docx", why it is not read, or "" for a zip."""
    if "mimetype" in names[:1]:
        return "is an OpenDocument file or an e-book; save it as .docx or PDF"
    if "[Content_Types].xml" not in names:
        return ""
    if any(name.startswith("word/") for name in names):
        return "docx"
    return next((told for folder, told in _OTHER_OFFICE if _holds(names, folder)), "")


def zip_names(head: bytes) -> list[str]:
    """The names of the files that a zip which begins with `head` holds, as far as `head` shows."""
    names: list[str] = []
    at = 0
    while head[at : at + 4] == ZIPS[0] and len(head) >= at + _LOCAL_HEADER:
        packed, name_length, extra_length = (
            int.from_bytes(head[at + start : at + end], "little")
            for start, end in ((18, 22), (26, 28), (28, 30))
        )
        after = at + _LOCAL_HEADER + name_length + extra_length
        names.append(head[at + _LOCAL_HEADER : at + _LOCAL_HEADER + name_length].decode("latin-1"))
        # A file that was packed into a stream tells its size behind it.
        streamed = head[at + 6] & 8 and not packed
        at = head.find(ZIPS[0], after) if streamed else after + packed
        if at < 0:
            break
    return names


def _holds(names: Iterable[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)
