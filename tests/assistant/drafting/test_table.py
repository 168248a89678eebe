"""The table of drafting verbs: complete in six languages, and of one mind about each form."""

from __future__ import annotations

from collections import defaultdict

import pytest

from assistant.drafting.forms import first_words, fold, spellings
from assistant.drafting.table import load_forms, load_verbs, manner_changes
from assistant.drafting.verbs import Force, find_opening_verb, verbs
from index.words import LANGUAGES, Language

ORDER = list(Force)


def test_the_verbs_stand_the_strongest_class_first() -> None:
    places = [ORDER.index(verb.force) for verb in verbs()]
    assert places == sorted(places)
    assert set(places) == set(range(len(ORDER)))


def test_only_verbs_of_the_two_asking_classes_and_permissions_address_somebody() -> None:
    addressing = {verb.force for verb in verbs() if verb.addresses}
    assert addressing == {Force.DECIDES, Force.REQUESTS, Force.ENCOURAGES}
    asking = [verb for verb in verbs() if verb.force in (Force.REQUESTS, Force.ENCOURAGES)]
    assert all(verb.addresses for verb in asking)


def test_every_verb_names_its_source() -> None:
    assert all(verb.source for verb in verbs())


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [("urges", "encourages"), ("encourages", "invites"), ("demands", "requests")],
)
def test_usage_orders_these_verbs(stronger: str, weaker: str) -> None:
    table = load_verbs()
    assert table[stronger].force == table[weaker].force
    assert 0 < table[stronger].rank < table[weaker].rank


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_has_forms_in_every_language_and_no_form_is_of_a_verb_unknown(
    language: Language,
) -> None:
    forms = load_forms(language).verbs
    assert set(forms) == set(load_verbs())
    assert all(each.operative for each in forms.values())
    own = load_forms(language).preamble or language == "zh"
    assert own or all(each.preambular for each in forms.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_begins_with_a_word_by_which_it_can_be_looked_up(language: Language) -> None:
    forms = load_forms(language).verbs.values()
    kept = [form for each in forms for form in (*each.operative, *each.preambular, *each.plain)]
    assert kept
    assert not [form for form in kept if any(set(word) & set("*~()") for word in first_words(form))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_verbs_of_a_form_are_verbs_of_the_table(language: Language) -> None:
    also = {name for each in load_forms(language).verbs.values() for name in each.also}
    assert also <= set(load_verbs())


def test_manners_lead_to_verbs_of_the_table() -> None:
    names = {name for pair in manner_changes().values() for name in pair if name}
    assert names == {"notes with appreciation", "notes with concern"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["operative", "preambular"])
def test_no_form_is_of_two_verbs_unless_it_is_said(language: Language, kind: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    forms = load_forms(language).verbs
    for name, each in forms.items():
        for form in getattr(each, kind):
            if "~" not in form and "(" not in form:
                for spelling in spellings(form, spaced=language != "zh"):
                    owners[fold(spelling)].add(name)
    shared = {form: names for form, names in owners.items() if len(names) > 1}
    said = {
        form
        for form, names in shared.items()
        if any(names - {name} <= set(forms[name].also) for name in names)
    }
    assert set(shared) - said == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_first_form_is_found_as_its_own_verb(language: Language) -> None:
    spaced = language != "zh"
    wrong = []
    for name, each in load_forms(language).verbs.items():
        if "~" in each.operative[0] or "(" in each.operative[0]:
            continue
        text = spellings(each.operative[0], spaced=spaced)[0] + (" " if spaced else "")
        found = find_opening_verb(text, language)
        if found is None or found.verb.name != name:
            wrong.append((name, text, found and found.verb.name))
    assert wrong == []
