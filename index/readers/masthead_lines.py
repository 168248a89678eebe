"""What each line of a document's front is: masthead, title, or the text that follows.

Source of the wordings: mastheads of documents as published in the six official languages (United
Nations Editorial Manual, "Format of documents and publications").
"""

from __future__ import annotations

import re
from enum import StrEnum

from index import usage
from index.document import DocumentKind
from index.errors import SymbolError
from index.readers.dates import whole_date
from index.symbol import Symbol
from index.words import Language


class Part(StrEnum):
    """What a line of the front is; `BODY` is the text that follows it."""

    BLANK = "blank"
    NAME = "name of the organization"
    SYMBOL = "symbol"
    ORGAN = "organ"
    DISTRIBUTION = "distribution"
    DATE = "date"
    LANGUAGE = "language"
    ORIGINAL = "original language"
    JOB_NUMBER = "job number"
    SESSION = "session"
    MEETING = "meeting"
    AGENDA = "agenda"
    AGENDA_TITLE = "title of the agenda item"
    SPONSORS = "sponsors"
    TITLE = "title"
    FORM = "form of the document"
    CHANGE = "addendum, corrigendum or revision"
    REFERENCE = "reference to a committee's report"
    BODY = "body"


_I = re.IGNORECASE
_NAMES = (
    "United\\s+Nations|Nations\\s+Unies|Организация Объединенных Наций|Naciones Unidas"
    "|الأمم المتحدة|联\\s*合\\s*国"
)
NAME = re.compile(rf"(?:{_NAMES})\s*", _I)
"""The organization's name, which stands left of the symbol."""

ORGANS = usage.ORGANS | {
    "Human Rights Council": "Human Rights Council",
    "Conseil des droits de l’homme": "Human Rights Council",
    "Совет по правам человека": "Human Rights Council",
    "Consejo de Derechos Humanos": "Human Rights Council",
    "مجلس حقوق الإنسان": "Human Rights Council",
    "人权理事会": "Human Rights Council",
    "Trusteeship Council": "Trusteeship Council",
    "Secretariat": "Secretariat",
}
"""Organs as mastheads name them, each with its English name."""

DISTRIBUTION = re.compile(
    r"(?P<organ>.*?)\s*(?:"
    r"\b(?:Distr|Распр)\b\s*\.?\s*[:：]?|(?:Distribution|Распространение|التوزيع|分发|分配)\s*[:：]"
    r")\s*(?P<word>.*)",
    _I,
)
ORIGINAL = re.compile(
    r"(?:Original|Originale|Оригинал|الأصل|原文)\s*[:：]\s*(?P<language>.*)|(?P<only>\w+) only", _I
)
LANGUAGES: dict[Language, str] = {
    "en": "english anglais inglés английский الانكليزية الإنكليزية بالإنكليزية بالانكليزية"
    " الإنجليزية 英文 英语",
    "fr": "french français francés французский الفرنسية بالفرنسية 法文 法语",
    "ru": "russian russe ruso русский الروسية بالروسية 俄文 俄语",
    "es": "spanish espagnol español испанский الإسبانية الاسبانية بالإسبانية بالاسبانية"
    " 西班牙文 西班牙语",
    "ar": "arabic arabe árabe арабский العربية بالعربية عربي 阿拉伯文 阿拉伯语",
    "zh": "chinese chinois chino китайский الصينية بالصينية 中文 汉语",
}
"""The names of the six languages in the six languages, in lower case."""

_LANGUAGE_NAMES = frozenset(name for names in LANGUAGES.values() for name in names.split())
JOB = re.compile(r"(?:GE\.)?\d{2}-\d{5}")
_JOB_LINE = re.compile(rf"{JOB.pattern}[A-Z]?\s*(?:\([A-Z]\)[\s\d]*)?\**|[*∗]?\d{{7,9}}[*∗]?")
_SESSION = re.compile(
    r"(?!\d{1,2}\s)(?:[^,.]{2,60}\b(?:session|year)(?: of \d{4}| \d{4}| \(resumed\))?"
    r"|.{2,60}\b(?:session|année)(?: de \d{4}| \d{4})?"
    r"|.{2,60}\b(?:сессия|год)(?: \d{4} года)?"
    r"|.{2,60}\bper[ií]odos? (?:extraordinario |ordinario )*de sesiones(?: de .{0,30})?|\w+ año"
    r"|(?:الدورة|السنة)\s.{0,50}"
    r"|第.{1,6}(?:届|次|年).{0,8}|.{0,8}\d{4}年.{0,6}(?:会议|届会))\**",
    _I,
)
_RANGE = r"\d{1,2}(?: [^\W\d]+)?\s*(?:[-–—]|to|and|au|et|по|и|al?|y|إلى|至|日至)\s*\d{1,2}"
_MEETING = re.compile(
    rf"(?=.{{0,100}}$).*{_RANGE}.*\b\d{{4}}\b.*|For (?:information|decision|action|consideration)"
    r"|Convened under .*|Official Records|Documents officiels|Supplement No\..*|Supplément n.*"
    r"|\[?(?:Adopted|Adoptée?) (?:by|at|without|on|par|à|without a vote) .*"
    r"|(?:Принята|Aprobada) .*|安全理事会.{0,40}会议通过\**",
    _I,
)
_REFERENCE = re.compile(
    r"\[(?:without|on the|sans|sur|без|по|sin|sobre|دون|بناء|未经|根据).*\]?", _I
)
AGENDA = re.compile(
    r"(?:provisional )?agenda items?\s*(?P<en>\d.*)"
    r"|items?\s+(?P<of>\d.*?) of the (?:\w+ ){0,3}agenda.*"
    r"|points?\s+(?P<fr>\d.*?) (?:de|du) .*ordre du jour.*"
    r"|пункты?\s+(?P<ru>\d.*?) .*повестки дня.*"
    r"|temas?\s+(?P<es>\d.*?) del? (?:\w+ ){0,3}programa.*"
    r"|(?:البند|البندان|البنود)\s+(?P<ar>\d.*?)(?:\s+من .*)?"
    r"|(?:临时)?议程项目\s*(?P<zh>\d.*)",
    _I,
)
_ITEM = r"\d+(?: ?\(?[a-z]\))*"
_NEXT_ITEM = r"(?:, | and | et | и | y | و ?|、|和|至| to | ?[-–] ?)"
AGENDA_ITEM = re.compile(rf"{_ITEM}(?:{_NEXT_ITEM}(?:{_ITEM}|\(?[a-z]\)))*")
_DRAFT = (
    r"(?:revised |amendments? to (?:the )?)?(?:draft (?:resolution|decision)"
    r"|projet de (?:résolution|décision)|(?:пересмотренный )?проект (?:резолюции|решения)"
    r"|proyecto de (?:resolución|decisión)|مشروع (?:قرار|مقرر)|(?:订正)?(?:决议|决定)草案)"
)
SPONSORS = re.compile(rf"(?P<names>[^:：]+?)\s*[:：]\s*(?P<draft>{_DRAFT})(?: \w+)?\s*\**", _I)
DRAFT = re.compile(rf"{_DRAFT}(?![^\W\d_]).{{0,250}}", _I)
RESOLUTION_DRAFT = re.compile(r"resolution|résolution|резолюции|resolución|قرار|决议", _I)
LETTER = re.compile(
    r"(?:Identical letters?|Letters?) (?:dated|from)"
    r"|Lettres? (?:identiques )?(?:datée?s?|du|adressée?s?)|(?:Идентичные письма|Письм[оа])(?=\s)"
    r"|Cartas? (?:idénticas? )?(?:de fecha|del?|dirigidas?)|(?:رسالة|رسالتان|رسائل)\s"
    r"|.{4,200}的(?:同文)?(?:信|函)\**$",
    _I,
)
_VERBALE = re.compile(
    r"(?:Identical )?notes? verbales?|вербальн\w+ нот|notas? verbal|مذكرة شفوية|مذكرتان شفويتان"
    r"|.{4,200}普通照会\**$",
    _I,
)
_REPORT = re.compile(
    r"(?:(?:\w+ ){0,4}Reports? (?:of|on|by|to)|(?:\w+ ){0,3}Rapports? (?:de|du|des|sur)"
    r"|(?:\w+ ){0,3}Доклад(?:ы)?|(?:\w+ ){0,3}Informes? (?:de|del|sobre|anual)|تقرير|تقارير)(?=\s|$|’)"
    r"|.{2,60}的报告\**$|.{0,40}秘书长的?报告\**$",
    _I,
)
NOTE = re.compile(
    r"Notes? (?:by|from) |Note (?:du|de la|de l|des|établie)|Записка "
    r"|Nota (?:del|de la|de los|presentada)|مذكرة من|.{2,30}的说明\**$",
    _I,
)
_STATEMENT = re.compile(
    r"(?:Joint )?(?:written )?statement (?:submitted|by) |Exposé |Déclaration (?:présentée|de)"
    r"|Declaración (?:presentada|de) |Заявление,? |بيان |.{2,80}提交的(?:书面)?陈述\**$",
    _I,
)
RESOLUTION = re.compile(
    r"Resolution (?:\d+ \(\d{4}\)|adopted )|Résolution (?:adoptée |\d+ \(\d{4}\))"
    r"|Резолюция,? (?:принятая |\d+ \(\d{4}\))|Resolución (?:aprobada |\d+ \(\d{4}\))"
    r"|القرار \d+|قرار (?:اتخذته|اعتمدته)|.{0,20}(?:大会|理事会).{0,30}通过的决议|第\d+\(\d{4}\)号决议",
    _I,
)
CHANGE = re.compile(
    r"(?:Addendum|Corrigendum|Revision|Additif|Rectificatif|Добавление|Исправление|Adición"
    r"|Corrección|إضافة|تصويب|增编|更正)\s*\d*\**",
    _I,
)
# Where the text begins: what a title never is.
_BODY = re.compile(
    r"(?:Summary|Contents|Résumé|Sommaire|Table des matières|Резюме|Содержание|Resumen|Índice|موجز"
    r"|المحتويات|摘要|目录|内容提要)\W*"
    r"|\d{1,3}\.\s+\S.{40,}|\*+\s+\S.*|(?:I|1)\.\s+(?:Introduction|Introducción|Введение)\W*",
    _I,
)
_LEAST_PROSE = 60
OWN_TITLES = (LETTER, _VERBALE, _STATEMENT)
"""Forms that are the document's title by themselves: "Letter dated …"."""

KINDS: tuple[tuple[re.Pattern[str], DocumentKind], ...] = (
    (LETTER, DocumentKind.LETTER),
    (_VERBALE, DocumentKind.OTHER),
    (RESOLUTION, DocumentKind.RESOLUTION),
    (_REPORT, DocumentKind.REPORT),
    (NOTE, DocumentKind.OTHER),
    (_STATEMENT, DocumentKind.OTHER),
)
"""The wordings of forms, each with the kind of document that it names."""


def part_of(line: str) -> Part | None:
    """What `line` is by its own words, or None where only its place can tell."""
    text = line.strip(" *_#")
    if not text:
        return Part.BLANK
    if symbol_of(text):
        return Part.SYMBOL
    if NAME.fullmatch(text):
        return Part.NAME
    if organ_of(text):
        return Part.ORGAN
    if whole_date(text):
        return Part.DATE
    for pattern, part in _WHOLE:
        if pattern.fullmatch(text):
            return part
    if text.casefold() in _LANGUAGE_NAMES:
        return Part.LANGUAGE
    if usage.ENACTING.fullmatch(text) or _BODY.fullmatch(line.strip()) or _is_prose(text):
        return Part.BODY
    return Part.FORM if any(pattern.match(text) for pattern in _FORMS) else None


_WHOLE = (
    (_JOB_LINE, Part.JOB_NUMBER),
    (DISTRIBUTION, Part.DISTRIBUTION),
    (ORIGINAL, Part.ORIGINAL),
    (AGENDA, Part.AGENDA),
    (SPONSORS, Part.SPONSORS),
    (CHANGE, Part.CHANGE),
    (_REFERENCE, Part.REFERENCE),
    (_SESSION, Part.SESSION),
    (_MEETING, Part.MEETING),
)
_FORMS = (*(pattern for pattern, _ in KINDS), DRAFT)


def symbol_of(text: str) -> Symbol | None:
    """The symbol that a masthead's line is, with or without the organization's name before it."""
    text = NAME.sub("", text, count=1).strip() if NAME.match(text) else text.strip()
    # A symbol has no space but before "(Part II)" or "(2024)", and a slash.
    if "/" not in text or len(text) > 90 or not re.match(r"[A-Z]{1,6}/", text):
        return None
    try:
        return Symbol(re.sub(r"\s*[-\u2010-\u2015]\s*(?=[A-Z]+/)", "-", text))
    except SymbolError:
        return None


def organ_of(text: str) -> str | None:
    """The English name of the organ that a line names, with nothing beside it."""
    return ORGANS.get(text.strip().replace("'", "’"))


def _is_prose(text: str) -> bool:
    return len(text) > _LEAST_PROSE and bool(re.search(r"[.;。；]\s*$", text))
