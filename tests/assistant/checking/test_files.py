"""Files are read as a person reads them, or refused in one line."""

from __future__ import annotations

import io
import os
import zipfile

import pytest

from assistant.checking import files
from assistant.checking.check import read_text_file
from assistant.checking.files import read_bytes
from assistant.errors import UnreadableText

from .pdf import make_pdf
from .word import make_docx

LIAISE = "To liaise with the Governments of the region"
MONITOR = "To monitor and analyse the situation on the ground"


@pytest.fixture
def read(tmp_path):
    """The text of a file with these bytes."""

    def one(content: bytes, name: str) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        return read_text_file(path)

    return one


def test_docx_with_notes_styles_and_tables(read, check):
    content = make_docx(
        [
            "The letter speaks of “" + LIAISE + "”.{1}",
            ("Quote", MONITOR),
            ("Intense Quote", "Nobody ever wrote these words anywhere at all"),
            "It ends.",
        ],
        notes=["S/2007/279, third paragraph, second bullet."],
        cells=["In a cell: “The Centre would have”", "A/RES/72/7, para. 99"],
    )
    text = read(content, "speech.docx")
    assert f"“{LIAISE}”.[^1]\n\n> {MONITOR}\n\n> Nobody" in text
    assert text.endswith("[^1]: S/2007/279, third paragraph, second bullet.")
    found = check(text)
    assert [(q.text.split()[0], q.verdict) for q in found.quotes] == [
        ("To", "misattributed"),
        ("To", "exact"),
        ("Nobody", "unknown"),
        ("The", "exact"),
    ]
    assert [p.verdict for p in found.places] == ["no such paragraph", "held"]
    assert all(text[q.start : q.end] == q.text for q in found.quotes)


def test_pdf(read, check):
    lines = [
        "Statement to the Assembly",
        "The letter says \u201cTo liaise with the Govern-",
        "ments of the region and, with their concurrence, with",
        "other parties concerned\u201d (S/2007/279).",
    ]
    found = check(read(make_pdf(lines), "speech.pdf"))
    assert [q.verdict for q in found.quotes] == ["exact"]
    assert [p.symbol for p in found.places] == ["S/2007/279"]


def test_html(read, check):
    page = f"""<!DOCTYPE html><html><head><title>“no”</title><style>“no”</style></head><body>
    <nav>“no”</nav><p>He said <q>{LIAISE}</q>, and:</p><blockquote><p>{MONITOR}</p></blockquote>
    <p>Then <em>“The Centre</em> would&nbsp;have”<script>“no”</script> (A/RES/72/7, para. 99).</p>
    </body></html>"""
    found = check(read(page.encode(), "speech.html"))
    assert [(q.text, q.verdict) for q in found.quotes] == [
        (LIAISE, "exact"),
        (MONITOR, "exact"),
        ("The Centre would have", "misattributed"),
    ]


def test_what_is_struck_out_in_html_is_no_text(read, check):
    page = """<p>“Encourages the Regional Centre to continue <del>tight</del><ins>close</ins>
    cooperation” and “Welcomes the <s>bad</s> <strike>old</strike> assistance of the Regional
    Centre” and “Encourages the Regional Centre to <del>continue</del> close cooperation”.</p>"""
    found = check(read(page.encode(), "speech.html"))
    assert [q.verdict for q in found.quotes] == ["exact", "exact", "altered"]
    assert "tight" not in found.text


CELLS = """<table><tr><th>Words</th><th>Place</th></tr>
<tr><td>“Encourages the Regional Centre to continue close cooperation”</td>
<td><p>A/RES/72/7, para. {0}</p></td></tr>
<tr><td>A/RES/72/7, para. {1}</td><td>“Welcomes the assistance of the Regional Centre”</td></tr>
</table><p>“Guided by the Charter of the United Nations” is of another line.</p>"""


def test_a_quotation_and_its_place_in_the_cells_of_a_row(read, check):
    for places, verdicts in (((3, 2), ["exact"] * 3), ((2, 3), ["misattributed"] * 2 + ["exact"])):
        found = check(read(CELLS.format(*places).encode(), "table.html"))
        assert [q.verdict for q in found.quotes] == verdicts
        assert [[p.locator for p in q.attributed_to] for q in found.quotes] == [
            [f"op{places[0]}"],
            [f"op{places[1]}"],
            [],
        ]


def test_cells_with_paragraphs_and_tables_within_stay_apart(read):
    page = """<table><tr><td><p>One</p><p>Two</p></td><td>Three</td></tr></table>
    <table><tr><td>Out<table><tr><td>In</td><td>side</td></tr></table></td><td>After</td></tr></table>"""
    lines = read(page.encode(), "table.html").split("\n\n")
    assert lines == ["One", "Two", "Three", "Out", "In side", "After"]


def test_block_quotes_of_html_that_adjoin_are_two(read, check):
    page = f"""<p>Two:</p><blockquote>Nobody wrote these words anywhere at all</blockquote>
    <blockquote></blockquote><blockquote><p>{MONITOR}</p></blockquote>
    <blockquote><p>{LIAISE}</p><p>{MONITOR}</p></blockquote>"""
    text = read(page.encode(), "speech.html")
    assert f"at all\n\n> {MONITOR}\n\n> {LIAISE}\n>\n> {MONITOR}" in text
    assert [q.verdict for q in check(text).quotes][:2] == ["unknown", "exact"]


def test_entities_in_markdown_are_characters(read, check):
    text = f"He said &ldquo;{LIAISE}&rdquo; &amp;amp; &#171;{MONITOR}&#xBB;, &quot so.\n"
    read_text = read(text.encode(), "a.md")
    assert read_text == f"He said “{LIAISE}” &amp; «{MONITOR}», &quot so.\n"
    assert [q.verdict for q in check(read_text).quotes] == ["exact", "exact"]
    # In plain text they are what is written.
    assert read(text.encode(), "a.txt") == text


def test_markdown_is_read_as_it_is(read):
    text = "# Title\r\n\r\n> quoted\r\n\r\nwords[^1]\r\n\r\n[^1]: note\r\n"
    assert read(text.encode(), "a.md") == text.replace("\r\n", "\n")


FRENCH = "L’Assemblée a décidé d’établir un «\u00a0centre\u00a0» à Achgabat, où la paix s’étend."
RUSSIAN = "Генеральная Ассамблея постановила учредить «центр» в Ашхабаде для укрепления мира."
ARABIC = "قررت الجمعية العامة إنشاء «المركز» في عشق أباد من أجل السلام والأمن والتنمية"
CHINESE = "大会决定在阿什哈巴德设立“中心”，以促进和平与安全。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (FRENCH, "cp1252"),
        ("He said “yes” – no accents.", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN.translate({0xAB: '"', 0xBB: '"'}), "koi8-r"),
        (RUSSIAN.translate({0xAB: '"', 0xBB: '"'}), "cp866"),
        (ARABIC, "cp1256"),
        (CHINESE, "gb18030"),
    ],
)
def test_text_in_the_encodings_of_the_six_languages(read, text, encoding):
    assert read(text.encode(encoding), "speech.txt") == text


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def odt() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    return file.getvalue()


def bomb() -> bytes:
    """A DOCX whose text unpacks to 300 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n ", "a.txt", "white space"),
        (b"\x00\x01\x02\x03" * 100, "a.txt", "binary"),
        (bytes(range(256)) * 20, "a.txt", "binary|encoding"),
        (b"{\\rtf1 text}", "a.rtf", "rich text"),
        (odt(), "a.odt", "OpenDocument"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "Office file"),
        (zipped(a=b"text"), "a.docx", "archive"),
        (make_docx(["words"])[:900], "a.docx", "damaged|not a"),
        (b"PKjunk that once was a speech", "a.docx", "not what its name says"),
        (b"words of a draft, and no more", "A.PDF", "not what its name says"),
        (bomb(), "a.docx", "zip bomb|unpacks to"),
        (b"%PDF-1.4\nnothing", "a.pdf", "damaged"),
        (b"<html><body></body></html>", "a.html", "no text"),
        (b'{"a": 1}', "a.json", "JSON"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.txt", "image"),
        (b"\x1f\x8b\x08\0" + b"\0" * 50, "a.txt", "packed"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(read, content, name, why):
    with pytest.raises(UnreadableText, match=why) as refused:
        read(content, name)
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith(name)


def test_a_name_that_steers_the_terminal_is_shown(read):
    with pytest.raises(UnreadableText) as refused:
        read(b"", "a\x1b[31m\u202e.txt")
    assert str(refused.value).isprintable()


def test_pipes_folders_and_missing_files_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, why in (("pipe", "named pipe"), ("nothing.docx", "no such file"), (".", "folder")):
        with pytest.raises(UnreadableText, match=why):
            read_text_file(tmp_path / name)


def test_a_file_that_hangs_its_reader_is_refused(monkeypatch):
    from index.intake.guard import Guard
    from index.intake.limits import Limits

    guard = Guard(Limits(seconds=0.5), "tests_of_nothing:read")
    monkeypatch.setattr(files, "_guard", guard)
    with pytest.raises(UnreadableText, match="could not be read"):
        read_bytes(b"text", "a.txt")
    guard.close()
