"""Whether a zip is a DOCX file that may be opened: no bomb, no other kind of file."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace

from index.intake import signatures, zips
from index.intake.limits import Limits
from index.intake.streams import Budget, Hostile

# What a damaged zip raises when its list of names is read.
_DAMAGE = (zipfile.BadZipFile, struct.error, OSError, ValueError, EOFError, NotImplementedError)


def refusal_of_zip(content: bytes, limits: Limits) -> str:
    """Why a zip is not read as a DOCX file; empty where it may be."""
    try:
        with zips.open_zip(io.BytesIO(content), len(content), limits) as archive:
            kind = signatures.office_kind(archive.namelist())
            size = sum(info.file_size for info in archive.infolist())
            Budget(len(content), replace(limits, total_bytes=limits.archive_bytes)).foresee(
                size, len(content)
            )
    except Hostile as hostile:
        return str(hostile)
    except _DAMAGE as error:
        return f"is damaged ({error}); save it again"
    if kind == "docx":
        return ""
    return kind or "is an archive; check the files in it one by one"
