"""Which places of a document a question names."""

from __future__ import annotations

import pytest

from assistant.question.pack import folded, load_pack
from assistant.question.places import LAST, find_classes, find_places


def places(text, language):
    return [(p.head, p.number) for p in find_places(folded(text), load_pack(language))]


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("OP2", "en", ("op", 2)),
        ("op. 4", "en", ("op", 4)),
        ("pp 3", "en", ("pp", 3)),
        ("the third preambular paragraph", "en", ("pp", 3)),
        ("the fourteenth preambular paragraph", "en", ("pp", 14)),
        ("para. 4", "en", ("p", 4)),
        ("paragraph 12", "en", ("p", 12)),
        ("footnote 2", "en", ("fn", 2)),
        ("the third function", "en", ("item", 3)),
        ("function 3", "en", ("item", 3)),
        ("last operative paragraph", "en", ("op", LAST)),
        ("dixième alinéa du préambule", "fr", ("pp", 10)),
        ("paragraphe 1 du dispositif", "fr", ("op", 1)),
        ("note 2", "fr", ("fn", 2)),
        ("la troisième fonction", "fr", ("item", 3)),
        ("la dernière fonction", "fr", ("item", LAST)),
        ("третий абзац преамбулы", "ru", ("pp", 3)),
        ("пункт 3 постановляющей части", "ru", ("op", 3)),
        ("сноска 1", "ru", ("fn", 1)),
        ("четвёртая функция", "ru", ("item", 4)),
        ("последняя функция", "ru", ("item", LAST)),
        ("quinto párrafo del preámbulo", "es", ("pp", 5)),
        ("párrafo 3", "es", ("p", 3)),
        ("nota 1", "es", ("fn", 1)),
        ("la tercera función", "es", ("item", 3)),
        ("الفقرة 2", "ar", ("p", 2)),
        ("الفقرة السادسة من ديباجة", "ar", ("pp", 6)),
        ("الفقرة الرابعة عشرة من الديباجة", "ar", ("pp", 14)),
        ("الحاشية 1", "ar", ("fn", 1)),
        ("الوظيفة الأولى", "ar", ("item", 1)),
        ("第3段", "zh", ("p", 3)),
        ("序言部分第十四段", "zh", ("pp", 14)),
        ("执行部分第2段", "zh", ("op", 2)),
        ("脚注2", "zh", ("fn", 2)),
        ("第三项职能", "zh", ("item", 3)),
        ("最后一项职能", "zh", ("item", LAST)),
    ],
)
def test_a_place_is_read(text, language, place):
    assert places(text, language) == [place]


@pytest.mark.parametrize(
    ("text", "language"),
    [("and the third?", "en"), ("А третья?", "ru"), ("Et la troisième ?", "fr")],
)
def test_a_bare_ordinal_has_no_class(text, language):
    assert places(text, language) == [("", 3)]


def test_several_places_are_in_order_of_mention():
    assert places("footnote 2, OP3 and OP1", "en") == [("fn", 2), ("op", 3), ("op", 1)]


@pytest.mark.parametrize("text", ["COVID-19", "A/RES/72/7", "20.5", "the Centre", "2007", ""])
def test_what_is_no_place_gives_none(text):
    assert places(text, "en") == []


def test_spans_are_of_the_text():
    text = "What does OP2 say of the third function?"
    found = find_places(folded(text), load_pack("en"))
    assert [text[p.start : p.end] for p in found] == ["OP2", "third function"]


def test_classes_are_named_without_a_number():
    assert find_classes("the preambular paragraphs and the footnotes", load_pack("en")) == [
        "pp",
        "fn",
    ]
