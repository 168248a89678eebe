"""Fixed wordings of United Nations documents in the six official languages.

Source: the mastheads, enacting words, and closing lines that the General Assembly's and the Security
Council's documents carry in each language (United Nations Editorial Manual; observed in published
documents).
"""

from __future__ import annotations

import re

from index.words import Language

ORGANS: dict[str, str] = {
    "General Assembly": "General Assembly",
    "Assemblée générale": "General Assembly",
    "Генеральная Ассамблея": "General Assembly",
    "Asamblea General": "General Assembly",
    "الجمعية العامة": "General Assembly",
    "大会": "General Assembly",
    "Security Council": "Security Council",
    "Conseil de sécurité": "Security Council",
    "Совет Безопасности": "Security Council",
    "Consejo de Seguridad": "Security Council",
    "مجلس الأمن": "Security Council",
    "安全理事会": "Security Council",
    "Economic and Social Council": "Economic and Social Council",
    "Conseil économique et social": "Economic and Social Council",
    "Экономический и Социальный Совет": "Economic and Social Council",
    "Consejo Económico y Social": "Economic and Social Council",
    "المجلس الاقتصادي والاجتماعي": "Economic and Social Council",
    "经济及社会理事会": "Economic and Social Council",
    "Human Rights Council": "Human Rights Council",
    "Conseil des droits de l’homme": "Human Rights Council",
    "Совет по правам человека": "Human Rights Council",
    "Consejo de Derechos Humanos": "Human Rights Council",
    "مجلس حقوق الإنسان": "Human Rights Council",
    "人权理事会": "Human Rights Council",
}
"""The names of organs in mastheads and enacting words, each with its English name."""

_NAMES = "|".join(map(re.escape, sorted(ORGANS, key=len, reverse=True)))
ENACTING = re.compile(rf"(?:The |L.|La |El )?(?P<organ>{_NAMES})\s*[,،，]")
"""The line that opens a resolution: "The General Assembly,"."""

ORGAN_LINE = re.compile(rf"(?P<organ>{_NAMES})")
DISTRIBUTION = re.compile(r"Distr\s*\.?\s*[:：]|Распространение:|التوزيع:", re.IGNORECASE)
ORIGINAL = re.compile(r"(?:Original|Originale?|Оригинал|الأصل|原文)\s*[:：]", re.IGNORECASE)
LANGUAGE_LINE = re.compile(
    r"(?:English|French|Russian|Spanish|Arabic|Chinese|Français|Русский|Español|عربي|中文)",
    re.IGNORECASE,
)
LETTER_TITLE = re.compile(
    r"(?:Identical letters|Letter dated|Lettres? |Письм[оа] |Carta |Cartas |رسالة|رسالتان)|.*的(?:同文)?信"
)
DRAFT = re.compile(
    r"[:：]\s*(?:revised )?(?:draft resolution|projet de résolution|проект резолюции|"
    r"proyecto de resolución|مشروع قرار|决议草案)\s*$",
    re.IGNORECASE,
)
AGENDA = re.compile(
    r"(?:agenda items?|points? \d+ .*ordre du jour|пункты? \d+.*повестки|temas? \d+ .*programa|"
    r"البند \d+|البنود|议程项目)",
    re.IGNORECASE,
)
AGENDA_NUMBER = re.compile(
    r"(?P<session>.*?)\s*agenda item (?P<item>\d+(?: \([a-z]\))?)", re.IGNORECASE
)
SIGNATURE = re.compile(
    r"[*_(]*\s*\(?(?:Signed|Signé|Подпись|Firmado|توقيع|签名|签字)\)?", re.IGNORECASE
)
MEETING = re.compile(
    r"\d+(?:st|nd|rd|th) (?:plenary )?meeting|\d+(?:re|e) séance|\d+-е .*заседание|\d+ª sesión"
)
RESOLUTION_NUMBER = re.compile(r"(?P<number>\d{1,3}/\d{1,4})\.\s+(?=\S)")
JOB_NUMBER = re.compile(r"\d{2}-\d{5}(?:\s*\([A-Z]\))?")

# Words that begin what a paragraph does: a finite verb in operative paragraphs, a participle in
# preambular ones, with the adverbs that strengthen or repeat it.
_ADVERB = {
    "en": r"(?:also|further|again|once again|in particular|with \w+(?: \w+)?|in this regard)",
    "fr": r"(?:également|aussi|en outre|de nouveau|à nouveau|avec \w+)",
    "ru": r"(?:также|вновь|далее|с \w+)",
    "es": r"(?:también|además|asimismo|nuevamente|una vez más|con \w+)",
    "ar": r"(?:أيضا|كذلك|من جديد|مع \w+)",
    "zh": r"(?:又|还|再次)",
}
_BEFORE = r"(?:(?:Also|Further|Strongly|Deeply|Solemnly|Firmly|Once again|\w+ly)\s+)*"


def force_span(text: str, language: Language) -> tuple[int, int] | None:
    """Where the words stand that give a preambular or operative paragraph its force.

    "Encourages the Centre …" gives "Encourages", "Recalling also the …" gives "Recalling also".
    """
    before = _BEFORE if language == "en" else ""
    match = re.match(rf"{before}[^\W\d_]+(?:\s+{_ADVERB[language]}\b)?", text)
    return match.span() if match and language != "zh" else None


_MODAL = {
    "en": r"\b(?:would|will|shall|should|may|must|has|have|is|are)\b",
    "fr": r"\b(?:serai(?:en)?t|ser(?:a|ont)|sont|est|aurai(?:en)?t|doit|doivent)\b",
    "ru": r"\b(?:буд(?:ет|ут)|явля(?:ет|ют)ся|долж\w+|может|могут)\b",
    "es": r"\b(?:serí?an?|será|serán|son|es|tendrí?an?|tendrá|debe\w*)\b",
    "ar": r"(?:تكون|يكون|ستكون|سيكون|يضطلع)",
    "zh": r"(?:将|应|可|须)",
}


def list_force_span(text: str, language: Language) -> tuple[int, int] | None:
    """Where the words stand by which a paragraph gives force to the list that follows it.

    "The Centre would have the following functions:" gives all from the verb to the colon.
    """
    match = re.search(_MODAL[language], text)
    end = len(re.sub(r"\s*[:：]\s*$", "", text))
    return (match.start(), end) if match and match.start() < end else None
