"""How much one file may ask for before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading; sizes in bytes.

    A long United Nations report is a PDF of some 10 MB, or 2 MB of text; a resolution in six
    languages is under 2 MB of JSON. The numbers leave ten times that.
    """

    member_bytes: int = 50_000_000
    """The most that one document may hold, unpacked."""
    text_bytes: int = 20_000_000
    """The most that a document in text, HTML, XML or JSON may hold: some 10,000 pages."""
    archive_bytes: int = 200_000_000
    """The most that a zip inside a zip may hold, packed, and a DOCX file unpacked."""
    total_bytes: int = 10_000_000_000
    """The most that is unpacked of one file that the user gave."""
    ratio: int = 200
    """How many times its packed size a file may unpack to. Text packs 4 to 30 times, a bomb 1,000."""
    ratio_from: int = 50_000_000
    """Below so much, unpacked, no ratio is asked for: a short file of blanks harms nobody."""
    members: int = 1_000_000
    """The most documents in one file."""
    directory_bytes: int = 20_000_000
    """The most that the list of names of a zip may take, which is read whole."""
    depth: int = 3
    """How many archives may lie inside one another."""
    name_length: int = 400
    """The longest name of a member of a zip, in characters."""
    window_bytes: int = 256_000_000
    """The most memory that an .xz file may ask for to be unpacked; `xz -9` asks for 65 MB."""
    seconds: float = 60.0
    """The longest time that one document may take to be read. A report of 300 kB of PDF
    takes about 1 s."""
    memory_bytes: int = 1_000_000_000
    """The most memory that the reading of one document may take, where the platform can hold it."""


def in_words(size: float) -> str:
    """A size in bytes as a person reads it: "12 bytes", "50 MB", "2.1 GB"."""
    if size < 1000:
        return f"{size:.0f} bytes"
    for unit in ("kB", "MB", "GB", "TB"):
        size /= 1000
        if size < 999.5 or unit == "TB":
            return (
                f"{size:.1f}".removesuffix(".0") + f" {unit}" if size < 10 else f"{size:.0f} {unit}"
            )
    raise AssertionError("the largest unit always answers")
