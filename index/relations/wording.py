"""How resolutions are named, and what is done with them, in the six official languages.

Source: preambular and operative paragraphs of the General Assembly's and the Security Council's
resolutions (United Nations Editorial Manual, "Resolutions"; observed in published documents).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.relations.kinds import REAFFIRMS, RECALLS, SUPERSEDES, TAKES_NOTE_OF
from index.words import Language

GENERAL_ASSEMBLY = "General Assembly"
SECURITY_COUNCIL = "Security Council"
ECONOMIC_AND_SOCIAL_COUNCIL = "Economic and Social Council"
HUMAN_RIGHTS_COUNCIL = "Human Rights Council"
OTHER = "another body"
"""A body whose resolutions have no symbol that their number tells."""

_BODIES: dict[Language, dict[str, str]] = {
    "en": {
        GENERAL_ASSEMBLY: r"General Assembly",
        SECURITY_COUNCIL: r"Security Council",
        ECONOMIC_AND_SOCIAL_COUNCIL: r"Economic and Social Council",
        HUMAN_RIGHTS_COUNCIL: r"Human Rights Council",
        OTHER: r"Commission|Conference|Committee|Congress|Governing Council|Environment Assembly|"
        r"Health Assembly|Habitat Assembly|Organi[sz]ation|Union|Parliament|Executive Board|Agency|Fund|"
        r"Programme|Meeting of|Institute|Association|Council",
    },
    "fr": {
        GENERAL_ASSEMBLY: r"Assemblée générale",
        SECURITY_COUNCIL: r"Conseil de sécurité",
        ECONOMIC_AND_SOCIAL_COUNCIL: r"Conseil économique et social",
        HUMAN_RIGHTS_COUNCIL: r"Conseil des droits de l.homme",
        OTHER: r"Commission|Conférence|Comité|Congrès|Conseil d.administration|Organisation|"
        r"Assemblée (?:des Nations Unies|mondiale)|Union|Parlement|Agence|Fonds|Programme|Réunion|"
        r"Institut|Conseil",
    },
    "ru": {
        GENERAL_ASSEMBLY: r"Генеральн\w+ Ассамбле\w",
        SECURITY_COUNCIL: r"Совет\w* Безопасности",
        ECONOMIC_AND_SOCIAL_COUNCIL: r"Экономическ\w+ и Социальн\w+ Совет\w*",
        HUMAN_RIGHTS_COUNCIL: r"Совет\w* по правам человека",
        OTHER: r"Комисси\w+|Конференци\w+|Комитет\w*|Конгресс\w*|Совет\w* управляющих|Организаци\w+|"
        r"Ассамбле\w+ (?:Организации|здравоохранения)|Союз\w*|Парламент\w*|Агентств\w+|Фонд\w*|Программ\w+|"
        r"Совещани\w+|Институт\w*|Совет\w*",
    },
    "es": {
        GENERAL_ASSEMBLY: r"Asamblea General",
        SECURITY_COUNCIL: r"Consejo de Seguridad",
        ECONOMIC_AND_SOCIAL_COUNCIL: r"Consejo Económico y Social",
        HUMAN_RIGHTS_COUNCIL: r"Consejo de Derechos Humanos",
        OTHER: r"Comisión|Conferencia|Comité|Congreso|Consejo de Administración|Organización|"
        r"Asamblea (?:de las Naciones Unidas|Mundial)|Unión|Parlamento|Organismo|Fondo|Programa|Reunión|"
        r"Instituto|Consejo",
    },
    "ar": {
        GENERAL_ASSEMBLY: r"الجمعية العامة",
        SECURITY_COUNCIL: r"مجلس الأمن",
        ECONOMIC_AND_SOCIAL_COUNCIL: r"المجلس الاقتصادي والاجتماعي",
        HUMAN_RIGHTS_COUNCIL: r"مجلس حقوق الإنسان",
        OTHER: r"لجنة|اللجنة|مؤتمر|المؤتمر|مجلس الإدارة|مجلس إدارة|منظمة|جمعية (?:الأمم المتحدة|الصحة)|"
        r"اتحاد|الاتحاد|برلمان|وكالة|الوكالة|صندوق|برنامج|اجتماع|معهد|مجلس|المجلس",
    },
    "zh": {
        GENERAL_ASSEMBLY: r"大会(?!主席)",
        SECURITY_COUNCIL: r"安全理事会|安理会",
        ECONOMIC_AND_SOCIAL_COUNCIL: r"经济及社会理事会|经社理事会",
        HUMAN_RIGHTS_COUNCIL: r"人权理事会",
        OTHER: r"委员会|环境大会|卫生大会|人居大会|缔约方大会|理事会|组织|联盟|议会|机构|会议|规划署|基金",
    },
}
_RESOLUTION: dict[Language, str] = {
    "en": r"resolutions?",
    "fr": r"résolutions?",
    "ru": r"резолюци\w+",
    "es": r"resoluci(?:ón|ones)",
    "ar": r"(?:ال|لل|ل|ب|و|ف)*قرار(?:ات|ي|ين|ان|ا)?(?:ها|هما|ه)?",
    "zh": r"(?<!草)(?<!草案)决议(?!草案|草)",
}
# What is numbered as resolutions are, and is none.
_NO_RESOLUTION: dict[Language, str] = {
    "en": r"draft resolutions?|decisions?|documents?",
    "fr": r"projets? de résolutions?|décisions?|documents?",
    "ru": r"проект\w* резолюци\w+|решени\w+|документ\w*",
    "es": r"proyectos? de resoluci(?:ón|ones)|decisi(?:ón|ones)|documentos?",
    "ar": r"\w*مشر\w+ (?:ال)?قرار\w*|\w*مقرر\w*|\w*وثيق\w+|\w*وثائق\w*",
    "zh": r"决议草案|决定|文件",
}
_OWN: dict[Language, str] = {
    "en": r"\b(?:its|their|our)\b",
    "fr": r"\b(?:sa|ses|son)\b",
    "ru": r"\bсво\w+\b|\b(?:его|ее|её)\b",
    "es": r"\bsus?\b",
    "ar": r"قرار(?:ات|ي)?(?:ها|ه)\b",
    "zh": r"其|本(?:理事)?会",
}
# What may stand between a verb and the resolutions that are its object.
_LIGHT: dict[Language, str] = {
    "en": r"its|their|the|all|both|of|previous|earlier|prior|relevant|other|subsequent|later|further|also|"
    r"again|once again|in particular|"
    r"in this (?:regard|respect|context|connection)|including|notably|especially|inter alia|as well as|"
    r"and|to|as|recent|most|related|latest|own",
    "fr": r"sa|ses|son|la|les|le|toutes|tous|autres?|précédentes?|antérieures?|pertinentes?|également|"
    r"aussi|en outre|en particulier|notamment|y compris|ainsi que|et|de|plus|à cet égard|les dispositions de|"
    r"les termes de|dont|à ce propos|de nouveau|celles de",
    "ru": r"на|сво\w+|все|других|другие|предыдущ\w+|соответствующ\w+|также|далее|вновь|в частности|"
    r"в том числе|в этой связи|включая|а|и|последующ\w+|прежни\w+|последн\w+|к сведению|положения",
    "es": r"sus?|la|las|el|los|todas|todos|otras?|anteriores|previas?|pertinentes|también|además|asimismo|"
    r"en particular|incluidas?|así como|y|e|de|a este respecto|nuevamente|una vez más|lo dispuesto en",
    "ar": r"إلى|جميع|كل|سائر|أيضا|كذلك|من جديد|مجددا|على|بما في ذلك|بما فيها|و?لا سيما|و?خاصة|و?خصوصا|"
    r"و?بخاصة|بصفة خاصة|على وجه الخصوص|و|"
    r"وكذلك|وإلى|في هذا الصدد|في هذا السياق|علما",
    "zh": r"其|各项|所有|有关|相关|以往|历次|以及|和|及|特别是|尤其是|包括|关于|大会",
}
_VERBS: dict[Language, dict[str, str]] = {
    "en": {
        RECALLS: r"recall(?:ing|s)",
        REAFFIRMS: r"reaffirm(?:ing|s)",
        TAKES_NOTE_OF: r"(?:tak(?:ing|es) note(?: with \w+(?: \w+)?)?(?: also| further)? of|not(?:ing|es))",
        SUPERSEDES: r"(?:supersed(?:es|e|ing)|replac(?:es|e|ing)|rescind(?:s|ing)?|repeal(?:s|ing)?)",
        "": r"(?!(?:regarding|concerning|including|pending|following|relating|entitled)\b)[a-z]{3,}ing",
    },
    "fr": {
        RECALLS: r"rappel(?:ant|le)",
        REAFFIRMS: r"réaffirm(?:ant|e)",
        TAKES_NOTE_OF: r"(?:pren(?:ant|d)(?: également| aussi)? (?:note|acte)(?: avec \w+)?|not(?:ant|e))",
        SUPERSEDES: r"(?:annul(?:ant|e) et remplac(?:ant|e)|remplaç(?:ant|e)|remplace|abrog(?:eant|e))",
        "": r"(?!(?:concernant|touchant|durant|pendant|suivant|avant)\b)[a-zéèêç]{3,}ant",
    },
    "ru": {
        RECALLS: r"(?:ссылаясь|ссылается|напоминая о|напоминает о)",
        REAFFIRMS: r"(?:вновь )?подтвержда(?:я|ет)",
        TAKES_NOTE_OF: r"(?:принима(?:я|ет)(?: с \w+)?(?: также)? к сведению|отмеча(?:я|ет))",
        SUPERSEDES: r"(?:заменя(?:я|ет)|отменя(?:я|ет))",
        "": r"(?!(?:включая|хотя|касаясь|для|после|себя)\b)[а-яё]{3,}(?:ая|яя|уя|ясь|вшись|вая|ив|ав)",
    },
    "es": {
        RECALLS: r"(?:recordando|recuerda)",
        REAFFIRMS: r"(?:reafirma(?:ndo)?|reitera(?:ndo)?)",
        TAKES_NOTE_OF: r"(?:tom(?:ando|a)(?: también)? (?:nota|conocimiento)(?: con \w+)?|observa(?:ndo)?)",
        SUPERSEDES: r"(?:sustitu(?:ye|yendo)|reemplaza(?:ndo)?|deroga(?:ndo)?)",
        "": r"(?!(?:cuando|segundo)\b)[a-záéíóú]{3,}(?:ando|iendo|yendo)",
    },
    "ar": {
        RECALLS: r"(?:إذ )?[تي]شير",
        REAFFIRMS: r"(?:إذ )?(?:[تي]عيد تأكيد|[تي]ؤكد(?: من جديد| مجددا)?|[تي]كرر تأكيد)",
        TAKES_NOTE_OF: r"(?:إذ )?(?:[تي]حيط علما(?: مع التقدير)?(?: أيضا)?(?: ب)?|[تي]لاحظ)",
        SUPERSEDES: r"(?:[تي]حل محل|[تي]لغي)",
        "": r"إذ [تي]\w+",
    },
    "zh": {
        RECALLS: r"(?:又|还|再次|并|也)?回顾(?:到)?",
        REAFFIRMS: r"(?:又|还|再次|并|也)?重申",
        TAKES_NOTE_OF: r"(?:又|还|再次|并|也)?(?:表示)?(?:赞赏地)?注意到",
        SUPERSEDES: r"(?:取代|代替|废止|废除)",
        "": r"(?:又|还|再次|并)?(?:欢迎|铭记|意识到|考虑到|深信|强调|确认|认识到|赞赏|鼓励|请|促请)",
    },
}
_AND: dict[Language, str] = {
    "en": r"and",
    "fr": r"et",
    "ru": r"[иа]",
    "es": r"[ye]",
    "ar": r"و",
    "zh": r"[和及与]|以及|并",
}


THAT = re.compile(r"(?:[\s,]+\w+){0,4}?[\s,]+(?:that|que|qu|что|(?:ب?أن)\w*)(?!\w)", re.IGNORECASE)
"""A clause behind a verb: what is recalled is then what the clause says, and no resolution."""


_BEFORE_VERB = (
    r"also|further|strongly|firmly|solemnly|in this (?:respect|regard|context|connection)"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's patterns; `verb` has a group for each kind of relation, in `kinds`."""

    bodies: re.Pattern[str]
    body_names: tuple[str, ...]
    noun: re.Pattern[str]
    own: re.Pattern[str]
    light: re.Pattern[str]
    verb: re.Pattern[str]
    kinds: tuple[str, ...]
    joint: re.Pattern[str]


@lru_cache(maxsize=6)
def load_wording(language: Language) -> Wording:
    """The patterns of `language`."""
    left, right = _edges(language)
    named = "|".join(f"(?P<b{n}>{p})" for n, p in enumerate(_BODIES[language].values()))
    noun = rf"(?P<other>{_NO_RESOLUTION[language]})|(?P<noun>{_RESOLUTION[language]})"
    light = rf"(?:{_LIGHT[language]}|{_OWN[language]})"
    return Wording(
        # Arabic prepositions are written with the name.
        bodies=re.compile(rf"{'' if language == 'ar' else left}(?:{named})"),
        body_names=tuple(_BODIES[language]),
        noun=re.compile(rf"{left}(?:{noun}){right}", re.IGNORECASE),
        own=re.compile(_OWN[language], re.IGNORECASE),
        light=re.compile(rf"(?:{left}{light}{right}[\s,،]*)+$", re.IGNORECASE),
        verb=_verb_pattern(language),
        kinds=tuple(_VERBS[language]),
        joint=re.compile(rf"(?:[,،，、;]|{left}(?:{_AND[language]}){right})\s*$", re.IGNORECASE),
    )


def _edges(language: Language) -> tuple[str, str]:
    """What stands on either side of a word; Chinese is written without spaces."""
    return ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")


def _verb_pattern(language: Language) -> re.Pattern[str]:
    """The verbs that open a clause, and those of a sentence's own: "the present resolution replaces"."""
    left, right = _edges(language)
    groups = {kind: f"(?P<v{n}>{p})" for n, (kind, p) in enumerate(_VERBS[language].items())}
    anywhere = groups.pop(SUPERSEDES)
    opening = rf"(?:^|(?<=[,;])\s*|(?<!\w)(?:{_AND[language]})\s+)"
    if language == "en":
        opening += rf"(?:(?:{_BEFORE_VERB})\s+)*"
    if language in ("ar", "zh"):
        # A conjunction is written with the Arabic verb.
        opening = r"(?<!\w)و?" if language == "ar" else ""
    return re.compile(
        rf"(?:{opening}(?:{'|'.join(groups.values())})|{left}{anywhere}){right}", re.IGNORECASE
    )
