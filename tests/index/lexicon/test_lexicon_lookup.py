"""The lexicon that ships with the package, and a small one whose answers can be worked out."""

import math
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon import DamagedLexicon, Lexicon, load_lexicon
from index.lexicon.tables import LinkTable, Tables, checksum, write_tables
from index.words import LANGUAGES, Language, stems

lexicon = load_lexicon()
languages = st.sampled_from(LANGUAGES)

TRANSLATIONS: list[tuple[Language, str, str]] = [
    ("fr", "fonctions", "functions"),
    ("fr", "femmes", "women"),
    ("fr", "jeunes", "youth"),
    ("fr", "eau", "water"),
    ("fr", "drogue", "drug"),
    ("fr", "bibliothèque", "library"),
    ("ru", "наркотики", "drugs"),
    ("ru", "молодежь", "youth"),
    ("ru", "вода", "water"),
    ("ru", "терроризм", "terrorism"),
    ("ru", "библиотека", "library"),
    ("ru", "борьба", "combat"),
    ("es", "funciones", "functions"),
    ("es", "mujeres", "women"),
    ("es", "presupuesto", "budget"),
    ("es", "biblioteca", "library"),
    ("ar", "المرأة", "women"),
    ("ar", "المياه", "water"),
    ("ar", "الإرهاب", "terrorism"),
    ("ar", "المخدرات", "drugs"),
    ("ar", "ميزانية", "budget"),
    ("zh", "职能", "functions"),
    ("zh", "妇女", "women"),
    ("zh", "青年", "youth"),
    ("zh", "水", "water"),
    ("zh", "毒品", "drugs"),
    ("zh", "图书馆", "library"),
]


def one(word: str, language: Language) -> str:
    (stem,) = stems(word, language)
    return stem


@pytest.mark.parametrize(("language", "word", "english"), TRANSLATIONS)
def test_a_translation_is_found_both_ways_and_is_similar(
    language: Language, word: str, english: str
) -> None:
    stem, translated = one(word, language), one(english, "en")
    assert translated in dict(lexicon.to_english(stem, language)[:4])
    assert stem in dict(lexicon.from_english(translated, language)[:6])
    assert lexicon.similarity(stem, language, translated, "en") > 0.4


@pytest.mark.parametrize(("language", "word", "english"), TRANSLATIONS)
def test_unrelated_words_are_not_similar(language: Language, word: str, english: str) -> None:
    stem = one(word, language)
    for other in ("football", "wednesday", "debt"):
        assert lexicon.similarity(stem, language, one(other, "en"), "en") < 0.1


@pytest.mark.parametrize(
    ("a", "language_a", "b", "language_b"),
    [
        ("женщины", "ru", "妇女", "zh"),
        ("eau", "fr", "المياه", "ar"),
        ("biblioteca", "es", "библиотека", "ru"),
        ("drogue", "fr", "drogas", "es"),
        ("воды", "ru", "水", "zh"),
    ],
)
def test_words_of_two_other_languages_meet_in_english(
    a: str, language_a: Language, b: str, language_b: Language
) -> None:
    found = lexicon.similarity(one(a, language_a), language_a, one(b, language_b), language_b)
    assert found > 0.4


@pytest.mark.parametrize(
    ("word", "paraphrase"),
    [("combat", "fight"), ("staff", "personnel"), ("youth", "young"), ("goal", "objective")],
)
def test_paraphrases(word: str, paraphrase: str) -> None:
    a, b = one(word, "en"), one(paraphrase, "en")
    assert b in dict(lexicon.related(a, "en"))
    assert 0.1 < lexicon.similarity(a, "en", b, "en") < 1


@given(languages, st.data())
def test_what_the_lexicon_says_of_a_known_stem(language: Language, data: st.DataObject) -> None:
    stem = data.draw(st.sampled_from(lexicon.vocabulary(language)))
    assert lexicon.knows(stem, language)
    assert 0 <= lexicon.rarity(stem, language) <= 1
    for found in (
        lexicon.to_english(stem, language),
        lexicon.related(stem, language),
    ):
        values = [value for _, value in found]
        assert values == sorted(values, reverse=True)
        assert all(0 < value <= 1.05 for value in values)
    assert stem not in dict(lexicon.related(stem, language))
    assert len(lexicon.related(stem, language)) <= 8


@given(languages, languages, st.data())
def test_similarity_is_symmetric_and_bounded(
    language_a: Language, language_b: Language, data: st.DataObject
) -> None:
    a = data.draw(st.sampled_from(lexicon.vocabulary(language_a)))
    near = [a, *lexicon.vocabulary(language_b)[:3]]
    near += [stem for stem, _ in lexicon.from_english(a, language_b)]
    near = [stem for stem in near if lexicon.knows(stem, language_b)] or [a]
    b = data.draw(st.sampled_from(near))
    there = lexicon.similarity(a, language_a, b, language_b)
    assert 0 <= there <= 1
    assert there == pytest.approx(lexicon.similarity(b, language_b, a, language_a), abs=1e-5)


@given(languages, st.text(max_size=12))
def test_any_text_may_be_asked(language: Language, stem: str) -> None:
    assert lexicon.similarity(stem, language, stem, language) == 1
    assert lexicon.rarity(stem, language) >= 0
    assert isinstance(lexicon.to_english(stem, language), list)
    assert isinstance(lexicon.from_english(stem, language), list)
    assert isinstance(lexicon.related(stem, language), list)
    other = lexicon.similarities(stem, "en", [stem, "water", ""], language)
    assert other.shape == (3,)
    assert other.dtype == np.float32


def test_an_english_stem_is_its_own_translation() -> None:
    assert lexicon.to_english("water", "en") == [("water", 1.0)]
    assert lexicon.from_english("water", "en") == [("water", 1.0)]


def test_rarity_grows_as_paragraphs_get_fewer() -> None:
    rarities = [lexicon.rarity(stem, "en") for stem in ("the", "nation", "women", "librari")]
    assert rarities == sorted(rarities)
    assert rarities[0] < 0.1
    assert lexicon.rarity("zzzzqqq", "en") == 1


@pytest.mark.parametrize(
    ("stem", "language"), [("unesco", "ru"), ("covid-19", "ar"), ("2030", "zh"), ("qwxyz", "fr")]
)
def test_a_name_or_number_is_itself_in_any_language(stem: str, language: Language) -> None:
    assert lexicon.similarity(stem, "en", stem, language) > 0.89


def test_the_same_letters_of_two_languages_may_mean_different_things() -> None:
    # Main is the hand in French.
    assert lexicon.similarity("main", "en", "main", "fr") < 0.5


def test_many_similarities_are_quick() -> None:
    text = [stem for language in LANGUAGES for stem in lexicon.vocabulary(language)[5000:5050]]
    asked = [one(word, "ru") for _, word, _ in TRANSLATIONS if _is_cyrillic(word)]
    for stem in asked:
        lexicon.similarities(stem, "ru", text, "en")
    started = time.perf_counter()
    for stem in asked:
        lexicon.similarities(stem, "ru", text, "en")
    # Some 0.5 ms on one core; the bound only catches a change of order.
    assert time.perf_counter() - started < 0.1


def _is_cyrillic(word: str) -> bool:
    return "а" <= word[0] <= "я"


@pytest.fixture
def small(tmp_path: Path) -> Lexicon:
    """English cat, dog, water; Russian водопад, кошечк, собак; Chinese 恐怖, 恐怖主义, 水."""
    english = ["cat", "dog", "water"]
    _write(tmp_path, "en", english, english, [(0, 1, 0.25, 0.16), (1, 0, 0.16, 0.25)])
    _write(tmp_path, "ru", ["водопад", "кошечк", "собак"], english,
           [(0, 2, 0.81, 0.25), (1, 0, 1.0, 1.0), (2, 1, 0.64, 1.0)])  # fmt: skip
    _write(tmp_path, "zh", ["恐怖", "恐怖主义", "水"], english, [(0, 0, 1, 1), (2, 2, 1, 1)])
    return Lexicon(tmp_path)


def _write(
    folder: Path,
    language: str,
    names: list[str],
    english: list[str],
    links: list[tuple[int, int, float, float]],
) -> None:
    source, target, there, back = (np.array(column) for column in zip(*links, strict=True))
    table = LinkTable.of(
        len(names),
        source.astype(np.int32),
        target.astype(np.int32),
        there.astype(np.float64),
        back.astype(np.float64),
    )
    frequency = np.full(len(names), 10, dtype=np.uint32)
    write_tables(
        folder / f"{language}.npz", Tables(names, frequency, 1000, table, checksum(english))
    )


def test_a_link_scores_the_root_of_its_geometric_mean(small: Lexicon) -> None:
    expected = math.sqrt(math.sqrt(0.81 * 0.25))
    assert small.similarity("водопад", "ru", "water", "en") == pytest.approx(expected, abs=0.01)
    assert small.similarity("водопад", "ru", "水", "zh") == pytest.approx(expected, abs=0.01)
    assert small.similarity("водопад", "ru", "dog", "en") == 0


def test_a_paraphrase_leads_on_to_its_translations(small: Lexicon) -> None:
    paraphrase = math.sqrt(math.sqrt(0.25 * 0.16))
    assert small.similarity("cat", "en", "dog", "en") == pytest.approx(paraphrase, abs=0.01)
    onward = paraphrase * math.sqrt(math.sqrt(0.64))
    assert small.similarity("cat", "en", "собак", "ru") == pytest.approx(onward, abs=0.01)


def test_rarity_is_the_inverse_document_frequency(small: Lexicon) -> None:
    expected = math.log(1001 / 10.5) / math.log(1001 / 0.5)
    assert small.rarity("cat", "en") == pytest.approx(expected)


def test_an_unseen_inflection_stands_for_the_nearest_form(small: Lexicon) -> None:
    assert not small.knows("кошечками", "ru")
    assert dict(small.to_english("кошечками", "ru")) == pytest.approx({"cat": 0.8})
    assert small.similarity("cat", "en", "кошечкам", "ru") == pytest.approx(0.8)
    assert small.similarity("кошечкам", "ru", "cat", "en") == pytest.approx(0.8)
    # Too long a tail, and too short a beginning.
    assert small.to_english("кошечковатый", "ru") == []
    assert small.to_english("собор", "ru") == []


def test_an_unseen_chinese_word_is_read_as_the_words_in_it(small: Lexicon) -> None:
    assert dict(small.to_english("恐怖水", "zh")) == {"cat": 0.5, "water": 0.5}
    assert small.similarity("恐怖水", "zh", "water", "en") == pytest.approx(0.5)
    assert small.to_english("猫", "zh") == []


def test_files_of_two_trainings_do_not_mix(small: Lexicon, tmp_path: Path) -> None:
    _write(tmp_path, "fr", ["eau"], ["others"], [(0, 0, 1, 1)])
    with pytest.raises(DamagedLexicon, match="not trained together"):
        small.to_english("eau", "fr")


def test_a_missing_language_is_damage(small: Lexicon) -> None:
    with pytest.raises(DamagedLexicon):
        small.vocabulary("ar")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of the six"):
        lexicon.knows("wasser", "de")  # type: ignore[arg-type]
