"""A collection of invented resolutions beside the documents that ship."""

from __future__ import annotations

import json
from pathlib import Path

from assistant import Assistant

NAME = "lakes"


def resolution(symbol: str, date: str, *paragraphs: dict[str, str], **titles: str) -> str:
    """A line of JSON; each paragraph is its text by language, the last of them operative."""
    *preamble, operative = paragraphs
    return json.dumps(
        {
            "symbol": symbol,
            "date": date,
            "vote": None,
            "draft": [],
            "title": titles,
            "paragraphs": [
                *({"kind": "preambular", "n": None, "text": text} for text in preamble),
                {"kind": "operative", "n": "1.", "text": operative},
            ],
        }
    )


LINES = [
    resolution(
        "A/RES/95/1",
        "2040-11-02",
        {"en": "Recalling its debate on lighthouses and buoys,"},
        {
            "en": "Requests the harbour masters to count the lighthouses of every lake;",
            "fr": "Prie les capitaines de port de compter les phares de chaque lac ;",
        },
        en="Lighthouses of the lakes",
        fr="Phares des lacs",
    ),
    resolution(
        "S/RES/9002 (2041)",
        "2041-03-04",
        {"en": "Noting with concern the drifting of buoys,"},
        {"en": "Requests the harbour masters to anchor the buoys before winter;"},
        en="Buoys",
    ),
]


def add(assistant: Assistant, folder: Path, *lines: str) -> None:
    """Add resolutions to the collection, as another process would."""
    file = folder / f"{len(list(folder.iterdir()))}.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    report = assistant.add([file], collection=NAME)
    assert report.documents == len(lines), report.lines()
