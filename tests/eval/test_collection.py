"""The documents held against those the questions were written for: what differs is named."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace

import pytest

from eval.collection import NAME, Collection, Expected, read_expected, says
from eval.errors import QuestionFileError
from eval.record import Record
from index.catalogue import DOCUMENTS, read_documents
from index.document import Document, DocumentKind, Paragraph, Repair, Status, Version
from index.locator import Locator
from index.symbol import Symbol

LETTER = "S/2007/1"


def paragraph(locator, symbol=LETTER, **texts):
    versions = {code: Version(code, text, f"{code}.txt", 0, 0) for code, text in texts.items()}
    return Paragraph(Symbol(symbol), Locator(locator), versions)


def document(*paragraphs, symbol=LETTER):
    day = dt.date(2007, 1, 5)
    kind, status = DocumentKind.LETTER, Status.LETTER
    return Document(Symbol(symbol), kind, status, "Security Council", day, {}, paragraphs)


def make_record(**fields):
    given = {
        "id": "q1",
        "language": "en",
        "question": "Where?",
        "kind": "fact",
        "status": "answered",
        "gold": [[f"{LETTER}#p1"]],
    }
    return Record.model_validate(given | fields)


@pytest.fixture
def stored(tmp_path):
    """A collection whose documents say what their files say; what it expects may be given."""

    def store(*documents, **expected):
        written = []
        for number, one in enumerate(documents):
            paragraphs = []
            for p in one.paragraphs:
                versions = {}
                for code, version in p.versions.items():
                    name = f"{number}-{p.locator}-{code}.txt"
                    (tmp_path / name).write_text(version.text, encoding="utf-8")
                    versions[code] = replace(version, source=name, end=len(version.text))
                paragraphs.append(replace(p, versions=versions))
            written.append(replace(one, paragraphs=tuple(paragraphs)))
        return Collection(written, expected.get("expected", {}), tmp_path)

    return store


HELD = document(
    paragraph("p1", en="The Centre is in Ashgabat.", fr="Le Centre est à Achgabat."),
    paragraph("p2", en="It has staff."),
)


@pytest.mark.parametrize(
    ("expected", "problems"),
    [
        ({}, []),
        ({LETTER: (["en", "fr"], 2)}, []),
        ({LETTER: (["fr"], 2)}, []),
        ({LETTER: (["en", "ru", "ar"], 2)}, ["has no Russian version", "has no Arabic version"]),
        ({LETTER: (["en"], 3)}, ["has 2 paragraphs, expected 3"]),
        ({LETTER: (["zh"], 1)}, ["has no Chinese version", "has 2 paragraphs, expected 1"]),
    ],
)
def test_a_version_or_a_paragraph_gone_missing_is_named(stored, expected, problems):
    stated = {s: Expected(languages=names, paragraphs=n) for s, (names, n) in expected.items()}
    collection = stored(HELD, expected=stated)
    assert collection.problems() == [f"{LETTER} {problem}" for problem in problems]


def test_a_missing_document_is_named_once_and_one_too_many_is_no_fault(stored):
    expected = {"A/RES/72/7": Expected(languages=("en", "fr"), paragraphs=19)}
    assert stored(HELD, expected=expected).problems() == ["A/RES/72/7 is missing"]


def test_a_stored_text_that_is_not_its_file_s_is_named(stored):
    collection = stored(HELD)
    changed = collection.folder / collection.documents[0].paragraphs[0].versions["fr"].source
    changed.write_text("Le Centre est à Bichkek !", encoding="utf-8")
    assert collection.problems() == [f"{LETTER}#p1@fr is not stored as its file has it"]


@pytest.mark.parametrize("content", [None, b"\xff\xfeT\x00h\x00e\x00"])
def test_a_file_that_is_gone_or_no_text_is_named(stored, content):
    collection = stored(HELD)
    name = collection.documents[0].paragraphs[1].versions["en"].source
    (collection.folder / name).unlink()
    if content is not None:
        (collection.folder / name).write_bytes(content)
    said = f"{name}, the file of {LETTER}#p2@en, cannot be read"
    assert collection.problems() == [said]


@pytest.mark.parametrize(
    ("text", "repairs", "same"),
    [
        ("The Centre.", [(9, 11, "")], True),
        ("The Cen-\ntre.", [], True),
        ("The Centre.", [], False),
        ("The Center.", [(9, 11, "")], False),
        ("The Office.", [(6, 14, "Office")], True),
    ],
)
def test_repairs_are_applied_before_a_text_is_compared(tmp_path, text, repairs, same):
    # The file has the accent in two code points; offsets count those of the composed text.
    source = "é The Cen-\ntre. Also."
    (tmp_path / "a.txt").write_text(source.replace("é", "e\u0301"), encoding="utf-8")
    # "The Cen-\ntre." is [2, 15) of it.
    mended = tuple(Repair("mended", first, last, words, "") for first, last, words in repairs)
    version = Version("en", text, "a.txt", 2, 15, mended)
    held = Paragraph(Symbol(LETTER), Locator("p1"), {"en": version})
    problems = Collection([document(held)], {}, tmp_path).problems()
    assert problems == ([] if same else [f"{LETTER}#p1@en is not stored as its file has it"])


def test_a_shipped_document_changed_after_it_was_read_is_named(tmp_path):
    folder = shutil.copytree(DOCUMENTS, tmp_path / "documents")
    collection = Collection(read_documents(folder), {}, folder)
    assert collection.problems() == []
    file = folder / collection.documents[0].paragraphs[0].version("en").source
    file.write_text(file.read_text(encoding="utf-8").replace("Centre", "Center"), encoding="utf-8")
    problems = collection.problems()
    assert problems
    assert all(problem.endswith("is not stored as its file has it") for problem in problems)
    assert len(problems) < len(collection.paragraphs())


@pytest.mark.parametrize(
    ("languages", "reader", "quoted"),
    [
        (("en", "fr"), "fr", "fr"),
        (("en", "fr"), "ru", "en"),
        (("fr", "ru"), "ru", "ru"),
        (("fr", "ru"), "zh", "fr"),
        (("ru", "fr"), "en", "ru"),
    ],
)
def test_a_reader_is_quoted_his_language_else_english_else_the_first(languages, reader, quoted):
    text = dict.fromkeys(languages, "words")
    held = document(paragraph("p1", **text))
    assert Collection([held], {}, DOCUMENTS).quoted_in(f"{LETTER}#p1", reader) == quoted
    # What ought to be held counts, so that a version gone missing is seen in the quotes too.
    expected = {LETTER: Expected(languages=languages, paragraphs=1)}
    lost = document(paragraph("p1", es="palabras"))
    for documents in ([lost], []):
        assert (
            Collection(documents, expected, DOCUMENTS).quoted_in(f"{LETTER}#p1", reader) == quoted
        )


def test_a_paragraph_of_no_known_document_is_quoted_in_no_language():
    assert Collection([HELD], {}, DOCUMENTS).quoted_in("A/RES/72/7#op1", "en") is None


@pytest.mark.parametrize(
    "expected",
    [{}, {LETTER: Expected(languages=("en", "fr"), paragraphs=2, lacking={"fr": ("p2",)})}],
)
def test_a_paragraph_that_one_version_lacks_is_quoted_from_another(expected):
    assert Collection([HELD], expected, DOCUMENTS).quoted_in(f"{LETTER}#p2", "fr") == "en"


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({}, []),
        ({"required": [["ashgabat"], ["THE CENTRE", "l'Office"]]}, []),
        ({"required": [["à Achgabat"]], "language": "fr"}, []),
        ({"required": [["a\u0300 Achgabat"]], "language": "fr"}, []),
        ({"required": [["in Ashgabat"]], "language": "ru"}, []),
        ({"required": [["in Ashgabat"]], "language": "fr"}, ["in Ashgabat"]),
        ({"required": [["Bishkek", "Tashkent"]]}, ["'Bishkek' or 'Tashkent'"]),
        ({"required": [["Centre"], ["Bishkek"], ["Almaty"]]}, ["'Bishkek'", "'Almaty'"]),
        # Whichever member of a group is cited, one of the words must be in it.
        ({"gold": [[f"{LETTER}#p1", f"{LETTER}#p2"]], "required": [["Ashgabat"]]}, ["'Ashgabat'"]),
        ({"gold": [[f"{LETTER}#p1", f"{LETTER}#p2"]], "required": [["Ashgabat", "staff"]]}, []),
        ({"gold": [[f"{LETTER}#p1"], [f"{LETTER}#p2"]], "required": [["Ashgabat"]]}, []),
        ({"gold": [[f"{LETTER}#p9"]]}, [f"no paragraph {LETTER}#p9 is held"]),
        ({"acceptable": ["A/1/1#p1"], "required": [["x"]]}, ["no paragraph A/1/1#p1 is held"]),
    ],
)
def test_gold_or_words_that_are_not_held_are_named_with_the_question(fields, faults):
    found = Collection([HELD], {}, DOCUMENTS).faults([make_record(**fields)])
    assert len(found) == len(faults)
    for fault, said in zip(found, faults, strict=True):
        assert fault.startswith("q1: ")
        assert said in fault


def test_what_is_expected_is_read_from_beside_the_questions(tmp_path):
    assert read_expected(tmp_path / "mine.jsonl") == {}
    toml = '["S/2007/1"]\nlanguages = ["en", "zh"]\nparagraphs = 2\n'
    (tmp_path / NAME).write_text(toml, encoding="utf-8")
    expected = read_expected(tmp_path / "mine.jsonl")
    assert expected == {LETTER: Expected(languages=("en", "zh"), paragraphs=2)}


@pytest.mark.parametrize(
    "content",
    [
        b"[",
        b"\xff",
        b'["S/2007/1"]\nlanguages = ["de"]\nparagraphs = 2\n',
        b'["S/2007/1"]\nlanguages = ["en"]\n',
        b'["S/2007/1"]\nlanguages = ["en"]\nparagraphs = 2\npages = 1\n',
        b"paragraphs = 2\n",
    ],
)
def test_a_statement_that_cannot_be_used_is_named(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(QuestionFileError, match=r"collection\.toml cannot be used: ") as caught:
        read_expected(tmp_path / "mine.jsonl")
    assert "\n" not in str(caught.value)


def test_words_are_compared_without_case_and_however_accents_are_stored():
    assert says("in der Straße", "STRASSE")
    assert says("L’ÉTAT membre", "e\u0301tat")
    assert not says("l’état", "etat")
    assert not says("Part of it", "art")
    assert says("Part of it, 2017.", "of it")
    assert says("和平与安全", "平与")
    assert says("وقرار", "قرار")
