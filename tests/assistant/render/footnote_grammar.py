"""The form of a footnote that cites a United Nations document, as a grammar for each language.

Written from the Editorial Manual Online, "Footnotes and other references", III, United Nations sources,
and from the footnotes of resolutions in the six languages; not from the program that is tested.

    footnote   = name comma place [" (" draft ")"] stop
    name       = symbol | resolution
    place      = division* (paragraph item* | named)
"""

from __future__ import annotations

import re

_SYMBOL = r"(?P<symbol>[A-Z]+(?:/[A-Za-z0-9.()-]+)+(?: \([0-9A-Z]+\))?(?: [A-Z])?)"
_NUMBER = r"(?P<number>(?:ES-|S-)?[0-9]+/[0-9]+(?: [A-Z])?|[0-9]+(?: ?\((?:[0-9]{4}|[IVXLC]+)\)))"
_ITEMS = r"(?: \((?:[a-z]{{1,3}}|[ivx]{{1,5}})\)|\.[1-9][0-9]*|{bullet})*"
_NUMERAL = "[1-9][0-9]*"


def _compile(
    resolutions: tuple[str, ...],
    comma: str,
    ordinal: str,
    paragraphs: tuple[str, ...],
    divisions: tuple[str, ...],
    bullet: str,
    named: tuple[str, ...],
    draft: str,
    stop: str,
) -> re.Pattern[str]:
    def fill(text: str) -> str:
        return text.replace("@", ordinal).replace("#", _NUMERAL)

    resolution = "|".join(text.replace("#", _NUMBER) for text in resolutions[:1])
    resolution += "".join(
        f"|{text.replace('#', _NUMBER.replace('number', f'number{place}'))}"
        for place, text in enumerate(resolutions[1:], 1)
    )
    place = "|".join(map(fill, paragraphs))
    division = "|".join(text.replace("#", "[A-Z]+") for text in divisions)
    items = _ITEMS.format(bullet=f"|{fill(bullet)}").replace("||", "|")
    return re.compile(
        f"(?:{resolution}|{_SYMBOL}){comma}"
        f"(?:(?:{division})*(?:{place}){items}|{'|'.join(named)})(?P<draft>{draft})?{stop}"
    )


FOOTNOTE: dict[str, re.Pattern[str]] = {
    "en": _compile(
        (
            "General Assembly resolution #",
            "Security Council resolution #",
            "Economic and Social Council resolution #",
            "Human Rights Council resolution #",
        ),
        ", ",
        "(?:[a-z]+(?:-[a-z]+)?|#(?:st|nd|rd|th))",
        ("para\\. #", "@ preambular paragraph", "@ paragraph", "footnote #", "@ heading"),
        ("annex #, ", "part #, ", "sect\\. #, "),
        ", @ bullet",
        ("title", "agenda item", "sponsors", "distribution", "signature", "meeting"),
        " \\(draft resolution\\)",
        "\\.",
    ),
    "fr": _compile(
        (
            "Résolution # de l’Assemblée générale",
            "Résolution # du Conseil de sécurité",
            "Résolution # du Conseil économique et social",
            "Résolution # du Conseil des droits de l’homme",
        ),
        ", ",
        "(?:[a-zéèêû]+(?:[ -][a-zéèêû]+)*?|#e)",
        ("par\\. #", "@ alinéa du préambule", "@ paragraphe", "note #", "@ intertitre"),
        ("annexe #, ", "partie #, ", "sect\\. #, "),
        ", @ tiret",
        ("titre", "point de l’ordre du jour", "auteurs", "distribution", "signature", "séance"),
        " \\(projet de résolution\\)",
        "\\.",
    ),
    "ru": _compile(
        (
            "Резолюция # Генеральной Ассамблеи",
            "Резолюция # Совета Безопасности",
            "Резолюция # Экономического и Социального Совета",
            "Резолюция # Совета по правам человека",
        ),
        ", ",
        "(?:[а-я]+(?: [а-я]+)?|#-й)",
        ("пункт #", "@ абзац преамбулы", "@ абзац", "сноска #", "@ подзаголовок"),
        ("приложение #, ", "часть #, ", "раздел #, "),
        ", @ подпункт",
        ("название", "пункт повестки дня", "авторы", "распространение", "подпись", "заседание"),
        " \\(проект резолюции\\)",
        "\\.",
    ),
    "es": _compile(
        (
            "Resolución # de la Asamblea General",
            "Resolución # del Consejo de Seguridad",
            "Resolución # del Consejo Económico y Social",
            "Resolución # del Consejo de Derechos Humanos",
        ),
        ", ",
        "(?:[a-záéíóú]+(?: [a-záéíóú]+)?|#\\.º)",
        ("párr\\. #", "@ párrafo del preámbulo", "@ párrafo", "nota #", "@ epígrafe"),
        ("anexo #, ", "parte #, ", "secc\\. #, "),
        ", @ inciso",
        ("título", "tema del programa", "autores", "distribución", "firma", "sesión"),
        " \\(proyecto de resolución\\)",
        "\\.",
    ),
    "ar": _compile(
        (
            "قرار الجمعية العامة #",
            "قرار مجلس الأمن #",
            "قرار المجلس الاقتصادي والاجتماعي #",
            "قرار مجلس حقوق الإنسان #",
        ),
        "، ",
        "(?:ال[\u0621-\u064a]+(?: [\u0621-\u064a]+)*?|#)",
        ("الفقرة رقم #", "الفقرة @ من الديباجة", "الفقرة @", "الحاشية #", "العنوان الفرعي @"),
        ("المرفق #، ", "الجزء #، ", "القسم #، "),
        "، النقطة @",
        ("العنوان", "بند جدول الأعمال", "مقدمو المشروع", "التوزيع", "التوقيع", "الجلسة"),
        " \\(مشروع قرار\\)",
        "\\.",
    ),
    "zh": _compile(
        (
            "大会第#号决议",
            "安全理事会第#号决议",
            "经济及社会理事会第#号决议",
            "人权理事会第#号决议",
        ),
        "，",
        "第(?:[一二三四五六七八九十百]+|#)",
        ("第#段", "序言部分@段", "正文@段", "脚注#", "@小标题"),
        ("附件# ", "第#部分 ", "第#节 "),
        "@项",
        ("标题", "议程项目", "提案国", "分发", "签名", "会议"),
        "（决议草案）",
        "。",
    ),
}
"""What a whole footnote has to match; the groups `symbol` and `draft` are what it names and calls one."""
