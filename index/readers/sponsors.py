"""The sponsors of a draft, from the line that names them."""

from __future__ import annotations

import re

from index.readers.masthead_lines import SPONSORS

# Names of States with a conjunction inside, in the languages that write one.
_WHOLE_NAMES = (
    r"United Kingdom of Great Britain and Northern Ireland|(?:Antigua|Bosnia|Trinidad) and \w+"
    r"|Sao Tome and Principe|Saint Kitts and Nevis|Saint Vincent and the Grenadines"
    r"|Royaume-Uni de Grande-Bretagne et d[’']Irlande du Nord|Antigua-et-Barbuda"
    r"|(?:Antigua|Bosnia|Trinidad) y \w+|Santo Tomé y Príncipe|Saint Kitts y Nevis"
    r"|San Vicente y las Granadinas|Reino Unido de Gran Bretaña e Irlanda del Norte"
    r"|Соединенное Королевство Великобритании и Северной Ирландии|(?:Антигуа|Босния|Тринидад) и \w+"
    r"|Сан-Томе и Принсипи|Сент-Китс и Невис|Сент-Винсент и Гренадины"
    r"|المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية|(?:أنتيغوا|البوسنة|ترينيداد) و\w+"
    r"|سان تومي وبرينسيبي|سانت كيتس ونيفس|سانت فنسنت وجزر غرينادين"
    r"|大不列颠及北爱尔兰联合王国|安提瓜和巴布达|波斯尼亚和黑塞哥维那|特立尼达和多巴哥|圣多美和普林西比"
    r"|圣基茨和尼维斯|圣文森特和格林纳丁斯"
)
_NAME = re.compile(rf"\([^()]*\)|{_WHOLE_NAMES}|[^,،、(]")
_AND = re.compile(
    r"(?:\s+(?:and|et|y|e|и)\s+|\s+و(?=\w{3})|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]))"
)


def split_sponsors(line: str) -> tuple[str, ...]:
    """The names in "Albania, Bosnia and Herzegovina and Chad: draft resolution", in their order.

    What stands in parentheses ("on behalf of …") stays with its name; marks of footnotes do not.
    Empty where the line names no draft.
    """
    match = SPONSORS.fullmatch(line.strip())
    if not match:
        return ()
    held = list(_hide(match["names"]))
    text = "".join(shown for shown, _ in held)
    names = [n for piece in re.split(r"[,،、]", text) for n in _AND.split(piece)]
    hidden = iter(whole for shown, whole in held if shown == _HIDDEN)
    shown = (re.sub(_HIDDEN, lambda _: next(hidden), name) for name in names)
    return tuple(name.strip(" *") for name in shown if name.strip(" *"))


_HIDDEN = "\ue000"


def _hide(names: str) -> list[tuple[str, str]]:
    """The text in pieces, each as it is shown while it is split, and as it is."""
    pieces = re.split(rf"(\([^()]*\)|\b(?:{_WHOLE_NAMES})|(?:{_WHOLE_NAMES}))", names)
    return [
        (_HIDDEN, piece) if i % 2 and piece else (piece or "", piece or "")
        for i, piece in enumerate(pieces)
    ]
