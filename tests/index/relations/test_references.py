"""Which resolutions a text names, whose they are, and what is done with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.relations.references import find_references
from index.words import LANGUAGES

ASSEMBLY, COUNCIL = "General Assembly", "Security Council"


def targets(text, language="en", organ=ASSEMBLY):
    return [str(r.target) for r in find_references(text, language, organ)]


def relations(text, language="en", organ=ASSEMBLY):
    return {str(r.target): r.relation for r in find_references(text, language, organ)}


RECALLED = {
    "en": "Recalling its resolution 72/7 of 17 November 2017,",
    "fr": "Rappelant sa résolution 72/7 du 17 novembre 2017,",
    "ru": "ссылаясь на свою резолюцию 72/7 от 17 ноября 2017 года,",
    "es": "Recordando su resolución 72/7, de 17 de noviembre de 2017,",
    "ar": "إذ تشير إلى قرارها 72/7 المؤرخ 17 تشرين الثاني/نوفمبر 2017،",
    "zh": "回顾其2017年11月17日第72/7号决议，",
}
LISTED = {
    "en": "Recalling also its resolutions 60/1 of 16 September 2005, 64/12 and 72/7 of 17 May 2017,",
    "fr": "Rappelant également ses résolutions 60/1 du 16 septembre 2005, 64/12 et 72/7 du 17 mai 2017,",
    "ru": "ссылаясь также на свои резолюции 60/1 от 16 сентября 2005 года, 64/12 и 72/7 от 17 мая 2017 года,",
    "es": "Recordando también sus resoluciones 60/1, de 16 de septiembre de 2005, 64/12 y 72/7,",
    "ar": "وإذ تشير أيضا إلى قراراتها 60/1 المؤرخ 16 أيلول/سبتمبر 2005 و 64/12 و 72/7،",
    "zh": "又回顾其2005年9月16日第60/1号、第64/12号和2017年5月17日第72/7号决议，",
}
OF_THE_COUNCIL = {
    "en": "Recalling Security Council resolution 1325 (2000) of 31 October 2000,",
    "fr": "Rappelant la résolution 1325 (2000) du Conseil de sécurité, en date du 31 octobre 2000,",
    "ru": "ссылаясь на резолюцию 1325 (2000) Совета Безопасности от 31 октября 2000 года,",
    "es": "Recordando la resolución 1325 (2000) del Consejo de Seguridad, de 31 de octubre de 2000,",
    "ar": "إذ تشير إلى قرار مجلس الأمن 1325 (2000) المؤرخ 31 تشرين الأول/أكتوبر 2000،",
    "zh": "回顾安全理事会2000年10月31日第1325(2000)号决议，",
}
OF_HUMAN_RIGHTS = {
    "en": "Recalling Human Rights Council resolutions 35/21 and 36/1 of 28 September 2017,",
    "fr": "Rappelant les résolutions 35/21 et 36/1 du Conseil des droits de l’homme,",
    "ru": "ссылаясь на резолюции 35/21 и 36/1 Совета по правам человека от 28 сентября 2017 года,",
    "es": "Recordando las resoluciones del Consejo de Derechos Humanos 35/21 y 36/1,",
    "ar": "إذ تشير إلى قراري مجلس حقوق الإنسان 35/21 و 36/1،",
    "zh": "回顾人权理事会第35/21和36/1号决议，",
}
REAFFIRMED = {
    "en": "Reaffirming its resolution 70/1 of 25 September 2015,",
    "fr": "Réaffirmant sa résolution 70/1 du 25 septembre 2015,",
    "ru": "вновь подтверждая свою резолюцию 70/1 от 25 сентября 2015 года,",
    "es": "Reafirmando su resolución 70/1, de 25 de septiembre de 2015,",
    "ar": "وإذ تعيد تأكيد قرارها 70/1 المؤرخ 25 أيلول/سبتمبر 2015،",
    "zh": "重申其2015年9月25日第70/1号决议，",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preamble_recalls_a_resolution_of_its_own_organ(language):
    assert relations(RECALLED[language], language) == {"A/RES/72/7": "recalls"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_noun_may_have_many_numbers(language):
    found = relations(LISTED[language], language)
    assert found == dict.fromkeys(["A/RES/60/1", "A/RES/64/12", "A/RES/72/7"], "recalls")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("organ", [ASSEMBLY, COUNCIL])
def test_a_number_with_a_year_is_the_security_council_s(language, organ):
    assert relations(OF_THE_COUNCIL[language], language, organ) == {"S/RES/1325 (2000)": "recalls"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_named_beside_the_number_is_whose_it_is(language):
    found = relations(OF_HUMAN_RIGHTS[language], language)
    assert found == {"A/HRC/RES/35/21": "recalls", "A/HRC/RES/36/1": "recalls"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_reaffirming_is_told_from_recalling(language):
    assert relations(REAFFIRMED[language], language) == {"A/RES/70/1": "reaffirms"}


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        ("72/7", "A/RES/72/7"),
        ("3375 (XXX)", "A/RES/3375 (XXX)"),
        ("46/36 L", "A/RES/46/36 L"),
        ("2602 C (XXIV)", "A/RES/2602 (XXIV) C"),
        ("S-30/1", "A/RES/S-30/1"),
        ("ES‑11/1", "A/RES/ES-11/1"),
        ("2019/5", "E/RES/2019/5"),
        ("1325 (2000)", "S/RES/1325 (2000)"),
    ],
)
def test_every_form_of_number_has_its_symbol(number, symbol):
    assert targets(f"Recalling its resolution {number} of 1 May,") in ([symbol], [])
    assert targets(f"in accordance with resolution {number} and the Charter") == [symbol]


@pytest.mark.parametrize(
    ("text", "language", "symbol"),
    [
        (
            "إذ تشير إلى قرارها 40/151 زاي المؤرخ 16 كانون الأول/ديسمبر 1985،",
            "ar",
            "A/RES/40/151 G",
        ),
        ("إذ تشير إلى قرارهـــا 3375 (د-30)،", "ar", "A/RES/3375 (XXX)"),
        ("إذ تشير إلى قرارها دإط-10/15 المؤرخ 20 تموز/يوليه 2004،", "ar", "A/RES/ES-10/15"),
        ("ссылаясь на свою резолюцию 50/70 М от 12 декабря 1995 года,", "ru", "A/RES/50/70 M"),
        ("又回顾其1981年12月10日第36/120 E号决议，", "zh", "A/RES/36/120 E"),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(text, language, symbol):
    assert relations(text, language) == {symbol: "recalls"}


def test_its_resolution_is_of_the_organ_of_the_document():
    text = "Recalling its resolution 5/1 of 18 June 2007,"
    assert targets(text, organ="Human Rights Council") == ["A/HRC/RES/5/1"]
    # The Assembly numbers its resolutions with a slash since the thirty-first session.
    assert targets(text, organ=ASSEMBLY) == []
    assert targets("its resolution 2021/7", organ="Economic and Social Council") == ["E/RES/2021/7"]


def test_its_resolution_is_of_the_body_that_adopted_in_it():
    text = "Notes the principles adopted by the Human Rights Council in its resolution 21/11;"
    assert relations(text) == {"A/HRC/RES/21/11": None}


@pytest.mark.parametrize(
    "text",
    [
        "Recalling Commission on the Status of Women resolution 49/7 of 11 March 2005,",
        "Welcoming resolution 5/5 of the United Nations Environment Assembly,",
        "Recalling its decision 60/551 of 8 December 2005,",
        "Takes note of draft resolution 72/7,",
        "Recalling Council resolutions 45/1 and 45/2,",
        "Human Rights Council decision 38/120 and resolutions 34/14 and 37/21,",
        "The ratio was 3/4 in 2019/20.",
        "See paragraph 72/7 of the report.",
    ],
)
def test_a_number_that_may_be_another_body_s_or_another_thing_s_names_nothing(text):
    assert targets(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Recalling the report submitted pursuant to its resolution 72/7,",
        "Recalling the establishment, by its resolution 72/7, of the Fund,",
        "Reaffirms that any act against resolution 72/7 is void;",
        "Requests the Secretary-General to report on resolution 72/7;",
        "Resolution 72/7.",
    ],
)
def test_what_is_no_object_of_the_verb_is_merely_named(text):
    assert relations(text) == {"A/RES/72/7": None}


def test_several_objects_of_one_verb_are_all_recalled():
    text = (
        "Recalling the Charter of the United Nations, its resolution 60/1 and Security Council "
        "resolution 1325 (2000), and reaffirming in this regard its resolution 70/1,"
    )
    assert relations(text) == {
        "A/RES/60/1": "recalls",
        "S/RES/1325 (2000)": "recalls",
        "A/RES/70/1": "reaffirms",
    }


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Decides that the present resolution supersedes resolution 60/1;", "en"),
        ("Décide que la présente résolution remplace la résolution 60/1 ;", "fr"),
        ("постановляет, что настоящая резолюция заменяет резолюцию 60/1;", "ru"),
        ("Decide que la presente resolución sustituye la resolución 60/1;", "es"),
        ("决定本决议取代第60/1号决议；", "zh"),
    ],
)
def test_only_a_text_that_says_so_supersedes(text, language):
    assert relations(text, language) == {"A/RES/60/1": "supersedes"}


def test_a_symbol_is_a_number_too():
    text = "Recalling resolution A/RES/72/7 and S/RES/1325(2000), and the report A/72/1,"
    assert relations(text)["A/RES/72/7"] == "recalls"
    assert targets(text) == ["A/RES/72/7", "S/RES/1325 (2000)"]


@given(
    st.lists(
        st.tuples(st.integers(31, 99), st.integers(1, 400)), min_size=1, max_size=9, unique=True
    )
)
def test_every_number_of_a_list_is_found_in_order_where_it_stands(numbers):
    named = [f"{session}/{number}" for session, number in numbers]
    text = f"Recalling its resolutions {', '.join(named)} and all others,"
    found = find_references(text, "en", ASSEMBLY)
    assert [str(r.target) for r in found] == [f"A/RES/{name}" for name in named]
    assert [text[r.start : r.end] for r in found] == named


@given(st.text(max_size=300), st.sampled_from(LANGUAGES), st.sampled_from([ASSEMBLY, COUNCIL]))
def test_any_text_can_be_read_and_spans_lie_inside_it(text, language, organ):
    for reference in find_references(f"{text} resolution 72/7 {text}", language, organ):
        assert 0 <= reference.start < reference.end <= 2 * len(text) + 17
