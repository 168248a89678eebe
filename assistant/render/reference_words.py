"""What bibliographic records say by themselves: publishers, organs and kinds, in the six languages."""

from __future__ import annotations

from dataclasses import dataclass

from index.document import Status
from index.words import Language

ORGANS = {
    "A/RES/": "General Assembly",
    "S/RES/": "Security Council",
    "E/RES/": "Economic and Social Council",
    "A/HRC/RES/": "Human Rights Council",
}
"""The organs that adopt resolutions, by what the symbols of these begin with."""


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """What a record says by itself, in one language."""

    publisher: str
    organs: tuple[str, str, str, str]  # in the order of ORGANS
    letter: str
    draft: str
    adopted: str
    issued: str

    def kind(self, status: Status) -> str:
        """What a document of this standing is called."""
        return {
            Status.LETTER: self.letter,
            Status.DRAFT: self.draft,
            Status.ADOPTED: self.adopted,
            Status.ISSUED: self.issued,
        }[status]


WORDS: dict[Language, ReferenceWords] = {
    "en": ReferenceWords(
        "United Nations",
        (
            "United Nations General Assembly",
            "United Nations Security Council",
            "United Nations Economic and Social Council",
            "United Nations Human Rights Council",
        ),
        "Letter", "Draft resolution", "Resolution", "Document",
    ),
    "fr": ReferenceWords(
        "Nations Unies",
        (
            "Assemblée générale des Nations Unies",
            "Conseil de sécurité des Nations Unies",
            "Conseil économique et social des Nations Unies",
            "Conseil des droits de l’homme des Nations Unies",
        ),
        "Lettre", "Projet de résolution", "Résolution", "Document",
    ),
    "ru": ReferenceWords(
        "Организация Объединенных Наций",
        (
            "Генеральная Ассамблея Организации Объединенных Наций",
            "Совет Безопасности Организации Объединенных Наций",
            "Экономический и Социальный Совет Организации Объединенных Наций",
            "Совет Организации Объединенных Наций по правам человека",
        ),
        "Письмо", "Проект резолюции", "Резолюция", "Документ",
    ),
    "es": ReferenceWords(
        "Naciones Unidas",
        (
            "Asamblea General de las Naciones Unidas",
            "Consejo de Seguridad de las Naciones Unidas",
            "Consejo Económico y Social de las Naciones Unidas",
            "Consejo de Derechos Humanos de las Naciones Unidas",
        ),
        "Carta", "Proyecto de resolución", "Resolución", "Documento",
    ),
    "ar": ReferenceWords(
        "الأمم المتحدة",
        (
            "الجمعية العامة للأمم المتحدة",
            "مجلس الأمن التابع للأمم المتحدة",
            "المجلس الاقتصادي والاجتماعي التابع للأمم المتحدة",
            "مجلس حقوق الإنسان التابع للأمم المتحدة",
        ),
        "رسالة", "مشروع قرار", "قرار", "وثيقة",
    ),
    "zh": ReferenceWords(
        "联合国",
        ("联合国大会", "联合国安全理事会", "联合国经济及社会理事会", "联合国人权理事会"),
        "信函", "决议草案", "决议", "文件",
    ),
}  # fmt: skip
"""The names that the organs and their documents have in each official language."""
