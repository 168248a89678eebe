"""The shipped documents with invented later ones: two resolutions, two drafts, letters, another item."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.catalogue import DOCUMENTS

TITLE = "Role of the United Nations Regional Centre for Preventive Diplomacy for Central Asia"
TITRE = "Rôle du Centre régional des Nations Unies pour la diplomatie préventive en Asie centrale"
NAZVANIE = (
    "Роль Регионального центра Организации Объединенных Наций по превентивной дипломатии "
    "для Центральной Азии"
)

_DRAFT = f"""\
Distr.: Limited 3 November 2040

Original: English

Ninety-fifth session Agenda item 70

Kazakhstan and Uzbekistan: draft resolution

{TITLE}

The General Assembly,

Recalling its resolution 72/7 of 17 November 2017,

1. Encourages the Regional Centre to publish an almanac of its dialogues;

2. Invites the countries of the region to send their youngest envoys to it.
"""
_ADOPTED = f"""\
95/12. {TITLE}

The General Assembly,

Recalling its resolution 72/7 of 17 November 2017,

1. Encourages the Regional Centre to publish an almanac of its dialogues;

2. Invites the countries of the region to send their youngest envoys to it.

40th plenary meeting

5 December 2040
"""
_ADOPTEE = f"""\
95/12. {TITRE}

L’Assemblée générale,

Rappelant sa résolution 72/7 du 17 novembre 2017,

1. Encourage le Centre régional à publier un almanach de ses dialogues ;

2. Invite les pays de la région à lui envoyer leurs plus jeunes émissaires.

40e séance plénière

5 décembre 2040
"""
_LATEST = f"""\
97/30. {NAZVANIE}

Генеральная Ассамблея,

ссылаясь на свои резолюции 72/7 от 17 ноября 2017 года и 95/12 от 5 декабря 2040 года,

1. призывает Региональный центр открыть вторую библиотеку.

61-е пленарное заседание
9 декабря 2042 года
"""
_LATER_DRAFT = f"""\
Distr.: Limited 2 November 2044

Original: English

Ninety-ninth session Agenda item 71

Tajikistan: draft resolution

{TITLE}

The General Assembly,

Recalling its resolution 97/30 of 9 December 2042,

1. Encourages the Regional Centre to open a third library.
"""
_OTHER = """\
98/2. Observatory of the snow leopard

The General Assembly,

Noting the number of snow leopards that the observatory has counted,

1. Welcomes the opening of the observatory.

12th plenary meeting

1 October 2043
"""
_LETTER = """\
Distr.: General 20 March 2041

Original: English

Letter dated 11 March 2041 from the Secretary-General addressed to the President of the Security Council

I intend to appoint an archivist for the Regional Centre.

(Signed) A. Clerk
"""
_REPLY = """\
Distr.: General 29 March 2041

Original: English

Letter dated 25 March 2041 from the President of the Security Council addressed to the Secretary-General

I have the honour to inform you that your letter dated 11 March 2041 was read to the members.

(Signed) B. Chair
"""

_FILES = {
    "draft.txt": _DRAFT,
    "adopted.en.txt": _ADOPTED,
    "adopted.fr.txt": _ADOPTEE,
    "latest.ru.txt": _LATEST,
    "later-draft.txt": _LATER_DRAFT,
    "other.txt": _OTHER,
    "letter.txt": _LETTER,
    "reply.txt": _REPLY,
}
_CATALOGUE = """

["A/95/L.9"]
files = ["draft.txt"]
kind = "draft resolution"
organ = "General Assembly"
date = 2040-11-03

["A/RES/95/12"]
files = ["adopted.en.txt", "adopted.fr.txt"]
kind = "resolution"
organ = "General Assembly"
date = 2040-12-05

["A/RES/97/30"]
files = ["latest.ru.txt"]
kind = "resolution"
organ = "General Assembly"
date = 2042-12-09
relations = [
    { kind = "adopted from", target = "A/97/L.14", source = "stated by the maintainers" },
    { kind = "recalls", target = "A/RES/72/7", source = "A/RES/97/30, first preambular paragraph" },
    { kind = "recalls", target = "A/RES/95/12", source = "A/RES/97/30, first preambular paragraph" },
]

["A/99/L.5"]
files = ["later-draft.txt"]
kind = "draft resolution"
organ = "General Assembly"
date = 2044-11-02

["A/RES/98/2"]
files = ["other.txt"]
kind = "resolution"
organ = "General Assembly"
date = 2043-10-01

["S/2041/150"]
files = ["letter.txt"]
kind = "letter"
organ = "Security Council"
date = 2041-03-11

["S/2041/151"]
files = ["reply.txt"]
kind = "letter"
organ = "Security Council"
date = 2041-03-25
"""


def write_later_documents(folder: Path) -> Path:
    """Put the documents and their catalogue into `folder`, which is new; returns it."""
    shutil.copytree(DOCUMENTS, folder)
    for name, text in _FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "catalogue.toml").open("a", encoding="utf-8") as catalogue:
        catalogue.write(_CATALOGUE)
    return folder
