"""Paragraphs followed through the documents that carry them."""

from __future__ import annotations

import dataclasses

import pytest

from assistant.errors import EmptyQuestion, NothingToTrace
from assistant.lineage.layout import lay_out_lineage
from assistant.lineage.trace import trace
from assistant.lineage.written import to_text
from index.document import DocumentKind, Relation, Status
from index.errors import SymbolError, UnknownDocument, UnknownParagraph
from index.words import LANGUAGES

from .conftest import make_document
from .lighthouses import EARLIER, EARLIER_TEXTS, LATER

LIAISE = ["S/2007/279#p3.b1", "A/RES/72/7#op1", "A/75/L.72#op1"]


def steps(lineage):
    return [f"{s.citation.symbol}#{s.citation.locator}" for s in lineage.steps]


def symbols(documents):
    return [document.symbol for document in documents]


# Read off the letter and the two documents on the Centre that came after it.
@pytest.mark.parametrize(
    ("asked", "expected", "not_repeated"),
    [
        (LIAISE[0], LIAISE, []),
        ("S/2007/279#p3.b2", ["S/2007/279#p3.b2"], ["A/RES/72/7", "A/75/L.72"]),
        ("S/2007/279#p3.b3", ["S/2007/279#p3.b3"], ["A/RES/72/7", "A/75/L.72"]),
        ("S/2007/279#p3.b4", ["S/2007/279#p3.b4", "A/75/L.72#pp13"], ["A/RES/72/7"]),
        # Close cooperation with the Governments is another thing than contact with the Mission.
        ("S/2007/279#p3.b5", ["S/2007/279#p3.b5"], ["A/RES/72/7", "A/75/L.72"]),
        ("A/RES/72/7#op3", ["A/RES/72/7#op3", "A/75/L.72#op4"], []),
        ("A/RES/72/7#pp4", ["A/RES/72/7#pp4"], ["A/75/L.72"]),
        ("A/RES/72/7#pp9", ["A/RES/72/7#pp9", "A/75/L.72#pp14"], []),
        ("A/75/L.72#op3", ["A/75/L.72#op3"], []),
        ("A/75/L.72#pp10", ["A/75/L.72#pp10"], []),
    ],
)
def test_the_shipped_paragraphs_are_followed_as_a_reader_follows_them(
    assistant, asked, expected, not_repeated
):
    found = assistant.trace(asked)
    assert steps(found) == expected
    assert symbols(found.not_repeated) == not_repeated
    assert found.not_compared == ()
    assert found.searched.documents == 3


@pytest.mark.parametrize("asked", LIAISE)
def test_from_any_step_the_chain_is_the_same(assistant, asked):
    found = assistant.trace(asked)
    assert steps(found) == LIAISE
    assert f"{found.origin.symbol}#{found.origin.locator}" == asked
    assert found.origin in [step.citation for step in found.steps]
    assert [step.change for step in found.steps] == ["first", "changed", "unchanged"]
    assert [step.before for step in found.steps] == [None, *LIAISE[:2]]


def test_each_step_tells_how_its_words_changed_since_the_one_before(assistant):
    first, second, third = assistant.trace(LIAISE[0]).steps
    assert (first.words, third.words) == ((), ())
    old = "".join(w.text for w in second.words if w.kind != "added")
    assert old == first.citation.quote
    assert any(w.kind == "added" and "continue to" in w.text for w in second.words)
    assert second.similarity > 0.95


def test_words_stand_for_the_earliest_paragraph_that_has_them(assistant):
    found = assistant.trace("liaise with Governments")
    assert steps(found) == LIAISE
    assert found.asked == "liaise with Governments"
    assert found.origin.locator == "p3.b1"
    # The letter is held in other languages too.
    russian = assistant.trace("поддерживать связь с правительствами")
    assert (russian.origin.locator, russian.origin.language) == ("p3.b1", "ru")


def test_a_place_may_be_written_as_it_is_cited(assistant):
    for asked in (
        "A/RES/72/7, para. 1",
        "A/RES/72/7 para. 1",
        "a/res/72/7#op1",
        "A/RES/72/7, par. 1",
    ):
        assert steps(assistant.trace(asked)) == LIAISE


def test_places_are_written_for_the_reader_and_paragraphs_compared_in_the_language(assistant):
    found = assistant.trace(LIAISE[0], reader="fr")
    assert found.steps[0].citation.pinpoint == "S/2007/279, troisième paragraphe, premier tiret"
    # The two later ones are in English alone.
    assert [s.citation.language for s in found.steps][1:] == ["en", "en"]
    assert steps(assistant.trace(LIAISE[0], language="ru")) == LIAISE


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        ("", EmptyQuestion, "give a place"),
        (" … ", EmptyQuestion, "give a place"),
        ("helicopters of every colour", NothingToTrace, "'helicopters'"),
        ("A/RES/72/7", NothingToTrace, "A/RES/72/7#op1"),
        ("A/RES/72/7#title", NothingToTrace, "is no paragraph but a title"),
        ("A/RES/72/7#op99", UnknownParagraph, "op99"),
        ("A/RES/1/1#op1", UnknownDocument, "A/RES/1/1"),
        ("nonsense#op1", SymbolError, "nonsense"),
    ],
)
def test_what_cannot_be_traced_is_refused_with_what_to_do(assistant, asked, error, told):
    with pytest.raises(error, match=told):
        assistant.trace(asked)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("old", "new"), [("op1", "op2"), ("op2", "pp2"), ("op3", "op3"), ("pp1", "pp1")]
)
def test_in_each_language_a_paragraph_is_found_again(series, language, old, new):
    found = trace(f"{EARLIER}#{old}", series, language=language)
    assert steps(found) == [f"{EARLIER}#{old}", f"{LATER}#{new}"]
    assert {s.citation.language for s in found.steps} == {language}
    assert steps(trace(f"{LATER}#{new}", series, language=language)) == steps(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_each_language_what_is_gone_is_told_to_be_not_repeated(series, language):
    found = trace(f"{EARLIER}#pp2", series, language=language)
    assert steps(found) == [f"{EARLIER}#pp2"]
    assert symbols(found.not_repeated) == [LATER]


def english(**texts):
    return {place: {"en": text} for place, text in texts.items()}


LAMPS = "Encourages the keepers to light the lamps before dusk and to record the passing ships in a book"


def test_a_paragraph_that_changed_a_little_each_year_is_followed_to_its_end(index_of):
    years = [
        "Encourages the keepers to light the lamps before dusk and to record the passing ships",
        "Encourages the keepers to light all lamps before dusk, to trim wicks and to record passing ships",
        "Invites the keepers to light all lamps before dusk, to trim wicks weekly, to polish lenses and to "
        "record the passing ships",
    ]
    index = index_of(
        *(
            make_document(
                f"A/RES/{90 + n}/1",
                f"{2035 + n}-11-01",
                english(op1=text, op2=f"Thanks donor {n}."),
            )
            for n, text in enumerate(years)
        )
    )
    expected = [f"A/RES/{90 + n}/1#op1" for n in range(3)]
    for asked in expected:
        found = trace(asked, index)
        assert steps(found) == expected
        assert [s.before for s in found.steps] == [None, *expected[:2]]


def test_a_formula_is_followed_only_on_the_same_matter(index_of):
    formula = "Takes note of the report of the Secretary-General;"
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", english(op1=formula)),
        make_document("A/RES/91/1", "2036-11-01", english(op1=formula)),
        make_document("A/RES/91/9", "2036-12-01", english(op1=formula), title="Price of paper"),
    )
    assert steps(trace("A/RES/90/1#op1", index)) == ["A/RES/90/1#op1", "A/RES/91/1#op1"]


def test_a_long_name_in_common_does_not_make_a_paragraph_carried(index_of):
    name = (
        "the Special Committee on the Situation with regard to the Implementation of the Declaration on "
        "the Granting of Independence to Colonial Countries and Peoples"
    )
    others = {
        f"pp{n}": {"en": f"Having heard the {who} of {name},"}
        for n, who in enumerate(("chair", "rapporteur", "members", "petitioners"), start=1)
    }
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", {**others, **english(
            op1=f"Requests that the website on decolonization show maps and photographs of {name};")}),
        make_document("A/RES/91/1", "2036-11-01", {**others, **english(
            op1=f"Approves the seminar in the Caribbean on the work programme of {name};")}),
    )  # fmt: skip
    found = trace("A/RES/90/1#op1", index)
    assert steps(found) == ["A/RES/90/1#op1"]
    assert symbols(found.not_repeated) == ["A/RES/91/1"]


def test_where_a_paragraph_was_split_both_parts_are_steps(index_of):
    pilots = "decides to train twelve young pilots in the reading of tides at the maritime academy"
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", english(op1=f"{LAMPS}, and {pilots}.")),
        make_document("A/RES/91/1", "2036-11-01", english(op1=f"{LAMPS};", op2=f"Also {pilots}.")),
    )
    assert steps(trace("A/RES/90/1#op1", index)) == [
        "A/RES/90/1#op1", "A/RES/91/1#op1", "A/RES/91/1#op2",
    ]  # fmt: skip


def test_of_one_document_only_the_best_is_a_step(index_of):
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", english(op1=f"{LAMPS}.")),
        make_document(
            "A/RES/91/1",
            "2036-11-01",
            english(op1=f"{LAMPS} of ships each night;", op2=f"{LAMPS}."),
        ),
    )
    assert steps(trace("A/RES/90/1#op1", index)) == ["A/RES/90/1#op1", "A/RES/91/1#op2"]


def test_a_document_in_another_language_is_not_compared(index_of):
    correction = make_document(
        "A/RES/90/1/Corr.1",
        "2036-01-01",
        {"op1": {"fr": "Remercie les donateurs des lanternes."}},
        relations=(Relation("corrects", "A/RES/90/1", "its symbol"),),
    )
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", english(op1=f"{LAMPS}.")),
        correction,
        make_document("A/RES/92/1", "2037-11-01", english(op1="Feeds the gulls of the pier.")),
        make_document(
            "A/RES/93/9", "2038-11-01", english(op1="Buys paper."), title="Price of paper"
        ),
    )
    found = trace("A/RES/90/1#op1", index)
    assert symbols(found.not_compared) == ["A/RES/90/1/Corr.1"]
    assert symbols(found.not_repeated) == ["A/RES/92/1"]


def test_words_that_another_paragraph_of_the_document_has_as_well_are_its_own(index_of):
    """Both resolutions have a noun clause on the maps, and an item that asks for them."""
    clause = "Noting the importance of maps of the reefs and shoals around the outer islands,"
    item = (
        "All coastal States to hold talks on maps of the reefs and shoals around the outer islands;"
    )
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", english(pp1=clause, op1=item)),
        make_document(
            "A/RES/91/1", "2036-11-01", english(op1=item.replace("talks", "a conference"))
        ),
    )
    assert steps(trace("A/RES/90/1#op1", index)) == ["A/RES/90/1#op1", "A/RES/91/1#op1"]
    found = trace("A/RES/90/1#pp1", index)
    assert steps(found) == ["A/RES/90/1#pp1"]
    assert symbols(found.not_repeated) == ["A/RES/91/1"]


def test_a_chain_goes_on_through_a_document_in_two_languages(index_of):
    one = EARLIER_TEXTS["op1"]
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", {"op1": {"en": one["en"]}}),
        make_document("A/RES/91/1", "2036-11-01", {"op1": {"en": one["en"], "fr": one["fr"]}}),
        make_document("A/RES/92/1", "2037-11-01", {"op1": {"fr": one["fr"]}}),
    )
    found = trace("A/RES/90/1#op1", index)
    assert steps(found) == [f"A/RES/{n}/1#op1" for n in (90, 91, 92)]
    assert [s.citation.language for s in found.steps] == ["en", "en", "fr"]


def test_what_names_a_letter_is_on_its_matter(index_of):
    letter = make_document(
        "S/2035/10", "2035-01-02", {"p1": {"en": f"The office would do this: {LAMPS}."}},
        title="Letter dated 2 January 2035", status=Status.LETTER, kind=DocumentKind.LETTER,
    )  # fmt: skip
    naming = make_document(
        "A/RES/90/1", "2035-11-01", english(op1="Thanks the donors of ropes."),
        relations=(Relation("mentions", "S/2035/10", "A/RES/90/1, footnote 1"),),
    )  # fmt: skip
    later = make_document("A/RES/91/1", "2036-11-01", english(op1="Feeds the gulls of the pier."))
    other = make_document(
        "A/RES/91/2", "2036-11-01", english(op1="Buys ink."), title="Price of paper"
    )
    found = trace("S/2035/10#p1", index_of(letter, naming, later, other))
    assert symbols(found.not_repeated) == ["A/RES/90/1", "A/RES/91/1"]


def test_a_text_that_was_not_read_surely_is_never_quoted(index_of):
    index = index_of(
        make_document("A/RES/90/1", "2035-11-01", english(op1=f"{LAMPS}.")),
        make_document("A/RES/91/1", "2036-11-01", english(op1=f"{LAMPS}."), exact=False),
    )
    found = trace("A/RES/90/1#op1", index)
    assert steps(found) == ["A/RES/90/1#op1"]
    assert symbols(found.not_compared) == ["A/RES/91/1"]
    with pytest.raises(NothingToTrace, match="not read surely"):
        trace("A/RES/91/1#op1", index)


def people(name):
    return (
        f"Reaffirms the inalienable right of the people of {name} to keep the lamps of their harbours, in "
        "conformity with the Charter and with the declaration on the independence of lighthouses"
    )


def test_the_same_formula_for_another_matter_is_told_to_be_alike(index_of):
    first = make_document(
        "A/RES/90/1", "2035-12-01", english(op1=people("Samoa")), title="Question of Samoa"
    )
    other = make_document(
        "A/RES/91/2",
        "2036-12-01",
        english(pp1="Noting the weather", op1=people("Montserrat and the Outer Skerries")),
        title="Question of Montserrat",
    )
    found = trace("A/RES/90/1#op1", index_of(first, other))
    assert steps(found) == ["A/RES/90/1#op1"]
    (alike,) = found.alike
    assert f"{alike.citation.symbol}#{alike.citation.locator}" == "A/RES/91/2#op1"
    assert 0.6 <= alike.similarity < 1
    page = to_text(lay_out_lineage(found))
    assert "No other document was found to carry it in these words." in page
    assert "Like paragraphs stand in:\n    A/RES/91/2, para. 1  2036-12-01," in page


ISLANDS = {
    "en": ("Question of Samoa", "Question of Pitcairn",
           "Stresses that the keepers of {} should light the lamps of the harbour before dusk, and that "
           "the schools teach the history of signals in the {} session"),
    "fr": ("Question des Samoa", "Question de Pitcairn",
           "Souligne que les gardiens de {} devraient allumer les lampes du port avant le crépuscule et que "
           "les écoles enseignent l’histoire des signaux à la {} session"),
    "ru": ("Вопрос о Самоа", "Вопрос о Питкэрне",
           "подчеркивает, что смотрители {} должны зажигать лампы гавани до сумерек и что школы преподают "
           "историю сигналов на {} сессии"),
    "es": ("Cuestión de Samoa", "Cuestión de Pitcairn",
           "Destaca que los guardianes de {} deben encender las lámparas del puerto antes del anochecer y "
           "que las escuelas enseñan la historia de las señales en el {} período de sesiones"),
    "ar": ("مسألة ساموا", "مسألة بيتكيرن",
           "تؤكد أن حراس {} ينبغي أن يضيئوا مصابيح الميناء قبل الغسق وأن المدارس "
           "تعلم تاريخ الإشارات في الدورة {}"),
    "zh": ("萨摩亚问题", "皮特凯恩问题",
           "强调{}的守塔人应在黄昏之前点亮港口的灯，学校应在第{}届会议讲授信号的历史"),
}  # fmt: skip
_NAMES = {
    "en": ("Samoa", "Pitcairn"), "fr": ("Samoa", "Pitcairn"), "ru": ("Самоа", "Питкэрна"),
    "es": ("Samoa", "Pitcairn"), "ar": ("ساموا", "بيتكيرن"), "zh": ("萨摩亚", "皮特凯恩"),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_words_of_another_matter_are_not_carried_and_of_another_session_are(
    index_of, language
):
    *titles, formula = ISLANDS[language]
    one, other = _NAMES[language]
    places = [("A/RES/90/1", one, 90, 0), ("A/RES/91/1", one, 91, 0), ("A/RES/91/2", other, 91, 1)]
    index = index_of(
        *(
            dataclasses.replace(
                make_document(
                    symbol,
                    f"20{session - 55}-12-0{title + 1}",
                    {"op1": {language: formula.format(name, session)}},
                ),
                titles={language: titles[title]},
            )
            for symbol, name, session, title in places
        )
    )
    found = trace("A/RES/90/1#op1", index, language=language)
    assert steps(found) == ["A/RES/90/1#op1", "A/RES/91/1#op1"]
    assert [str(like.citation.symbol) for like in found.alike] == ["A/RES/91/2"]


def test_what_carries_a_paragraph_is_not_told_to_be_alike_as_well(assistant):
    for asked in (*LIAISE, "S/2007/279#p3.b2"):
        assert assistant.trace(asked).alike == ()


@pytest.mark.parametrize(
    "asked",
    ["Governments liaise with", "liaise prevention"],
)
def test_words_that_only_stand_here_and_there_are_not_traced(assistant, asked):
    with pytest.raises(NothingToTrace):
        assistant.trace(asked)


def test_words_that_stand_in_another_order_name_the_place_that_has_them(assistant):
    with pytest.raises(NothingToTrace, match=r"S/2007/279#p3\.b1|A/RES/72/7#op1|A/75/L\.72#op1"):
        assistant.trace("Governments liaise with")
