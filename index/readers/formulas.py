"""The words that open a resolution ("The General Assembly,"), its number, the lines that close it.

Source: resolutions of the General Assembly, the Councils, their commissions and conferences of
parties, as published in the six languages. The comma is missing where no preamble follows.
"""

from __future__ import annotations

import re

from index import usage
from index.readers.dates import whole_date

_NAMES = {
    **usage.ORGANS,
    "Human Rights Council": "Human Rights Council",
    "Conseil des droits de l’homme": "Human Rights Council",
    "Совет по правам человека": "Human Rights Council",
    "Consejo de Derechos Humanos": "Human Rights Council",
    "مجلس حقوق الإنسان": "Human Rights Council",
    "人权理事会": "Human Rights Council",
    "Trusteeship Council": "Trusteeship Council",
}
_KNOWN = "|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))
_ARTICLE = r"The |L’|Le |La |El |Les |Los |Las |إن "
_END = r"\s*(?P<comma>[,،，:：]?)"
_OF_KNOWN = re.compile(rf"(?P<article>{_ARTICLE})?(?P<organ>{_KNOWN}){_END}")
# Bodies that are not in the list, by the word that names what they are.
_REST = r"\b[^.;:؛]{0,120}[,،]"
_OF_OTHERS = re.compile(
    r"(?:The (?:\w+ ){0,4}(?:Council|Commission|Committee|Conference|Assembly|Board|Meeting|Congress)"
    r"|(?:L’|Le |La )(?:Assemblée|Conseil|Commission|Comité|Conférence|Réunion|Congrès)"
    r"|(?:El |La )(?:Asamblea|Consejo|Comisión|Comité|Conferencia|Junta|Reunión|Congreso)"
    r"|(?:Ассамблея|(?:Исполнительный )?[Сс]овет|Комиссия|Комитет|Конференция|Совещание|Конгресс)"
    rf"|إن (?:(?:ال)?مجلس|(?:ال)?لجنة|(?:ال)?مؤتمر|الاجتماع)){_REST}"
    r"|[\u4e00-\u9fff]{1,20}(?:理事会|委员会|会议|大会)，"
)
_MEETING = re.compile(
    r"(?:\d+(?:st|nd|rd|th)(?: \(\w+\))? (?:plenary )?meeting|\d+(?:re|e|ère|ème) séance(?: plénière)?"
    r"|\d+[-\u2010\u2011]е (?:\w+ )?заседание|\d+[ªa]\.? sesión(?: plenaria)?"
    r"|الجلسة (?:[^\W\d]+ ){0,2}\d+|第\d+次(?:全体)?会议)\s*(?:[(（][^()]{1,30}[)）])?"
)
_LONGEST = 160


# "72/7. Title", "ES-10/23. Title", "2024/3. Title"; Arabic has a dash after the number, or nothing.
_TITLE_NUMBER = re.compile(
    r"(?P<number>(?:E?S-)?\d{1,4}/\d{1,4}(?: [A-Z](?:[-–][A-Z])?(?=\.))?)"
    r"(?:\s*[.．–-]\s+(?=\S)|\s*[.．–\u0640-](?=[^\s\d])|\s+(?=[\u0600-\u06ff]))"
)


def title_number(text: str) -> re.Match[str] | None:
    """What stands before a resolution's title, where the text begins so: `number` is "72/7"."""
    return _TITLE_NUMBER.match(text)


def is_meeting(text: str) -> bool:
    """Whether the line names the meeting that adopted a resolution, with or without its date."""
    match = _MEETING.match(text.strip()) if len(text) < _LONGEST else None
    rest = text.strip()[match.end() :].strip(" ,،\n\t") if match else ""
    return match is not None and (not rest or whole_date(rest) is not None)


def is_signature(text: str) -> bool:
    """Whether the line is a signature: "(Signed) …"."""
    return len(text) < 2 * _LONGEST and bool(usage.SIGNATURE.match(text.strip()))


def is_organ(text: str) -> bool:
    """Whether the text is the bare name of an organ, as it is in a masthead."""
    return " ".join(text.split()).replace("'", "’") in _NAMES


def enacting_organ(text: str, known: bool = False) -> str | None:
    """The organ, as the text or in English where it is known, if `text` is enacting words alone.

    A known organ's bare name, without article and comma, is a masthead's line and gives None. With
    `known`, only organs that are listed: a line of running text may look like another's words.
    """
    if len(text) > _LONGEST:
        return None
    line = re.sub(r"[*_]", "", " ".join(text.split())).strip().replace("'", "’")
    if match := _OF_KNOWN.fullmatch(line):
        return _NAMES[match["organ"]] if match["comma"] or match["article"] else None
    if not known and _OF_OTHERS.fullmatch(line) and not _OF_KNOWN.match(line):
        return re.sub(rf"^(?:{_ARTICLE})|[,،，]$", "", line)
    return None
