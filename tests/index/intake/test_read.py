from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from index.document import Version
from index.errors import ReadError
from index.intake.formats import Format
from index.intake.read import read_member, symbol_of
from index.locator import Locator
from index.readers.model import ReadVersion
from index.symbol import Symbol
from index.words import Language

from .made import AKN

Reader = Callable[[bytes, str], list[ReadVersion]]
Use = Callable[[Reader], None]
MODULES = {
    Format.AKN: ("index.readers.akn", "read_akn"),
    Format.JSON_LINE: ("index.readers.json_lines", "read_json_line"),
    Format.PDF: ("index.readers.pdf", "read_pdf"),
    Format.DOCX: ("index.readers.docx", "read_docx"),
    Format.HTML: ("index.readers.html", "read_html"),
    Format.TEXT: ("index.readers.text", "read_text"),
}


def version(
    language: Language = "en",
    symbol: str | None = "A/RES/99/1",
    number: str | None = None,
    organ: str | None = None,
    is_resolution: bool = True,
    is_draft: bool = False,
) -> ReadVersion:
    text = Version(language, "Decides to remain seized.", "x", 0, 25)
    return ReadVersion(
        "x",
        language,
        {Locator("op1"): text},
        symbol=Symbol(symbol) if symbol else None,
        number=number,
        organ=organ,
        is_resolution=is_resolution,
        is_draft=is_draft,
    )


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Put a reader in the place of that of every format."""

    def put(reader: Reader) -> None:
        for module, function in MODULES.values():
            fake = ModuleType(module)
            setattr(fake, function, reader)
            monkeypatch.setitem(sys.modules, module, fake)

    return put


@pytest.mark.parametrize("format", list(MODULES))
def test_each_format_has_its_reader(monkeypatch: pytest.MonkeyPatch, format: Format) -> None:
    called: list[tuple[Format, bytes, str]] = []
    for known, (module, function) in MODULES.items():
        fake = ModuleType(module)

        def reader(content: bytes, source: str, known: Format = known) -> list[ReadVersion]:
            called.append((known, content, source))
            return [version()]

        setattr(fake, function, reader)
        monkeypatch.setitem(sys.modules, module, fake)
    outcome = read_member("acts.zip!x", b"content", format)
    assert called == [(format, b"content", "acts.zip!x")]
    assert outcome.versions == (version(),)
    assert outcome.refusal is None


def failing(error: BaseException) -> Reader:
    def reader(content: bytes, source: str) -> list[ReadVersion]:
        raise error

    return reader


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ReadError("x.pdf: no paragraph was found in it"), "x.pdf: no paragraph was found in it"),
        (ReadError("no paragraph\n\x1b[2J was found"), "x.pdf: no paragraph \\x1b[2J was found"),
        (MemoryError(), "x.pdf: needs more memory to read than there is"),
        (RecursionError("too deep"), "x.pdf: its pdf reader failed (RecursionError: too deep)"),
        (KeyError("a\nb"), "x.pdf: its pdf reader failed (KeyError: 'a\\nb')"),
        (ModuleNotFoundError("No module named 'y'"), "x.pdf: its pdf reader failed (ModuleNot"),
        (ValueError("z" * 5000), "x.pdf: its pdf reader failed (ValueError: zzz"),
    ],
)
def test_whatever_a_reader_raises_is_a_refusal_in_one_line(
    use: Use, error: Exception, line: str
) -> None:
    use(failing(error))
    outcome = read_member("x.pdf", b"", Format.PDF)
    assert outcome.versions == ()
    assert outcome.refusal is not None
    assert outcome.refusal.startswith(line)
    assert len(outcome.refusal) < 400
    assert len(outcome.refusal.splitlines()) == 1


def test_ctrl_c_is_no_refusal(use: Use) -> None:
    use(failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        read_member("x.pdf", b"", Format.PDF)


def test_a_version_without_a_symbol_is_refused_and_the_others_are_kept(use: Use) -> None:
    use(lambda content, source: [version("en"), version("fr", None), version("ru", None)])
    outcome = read_member("x.txt", b"", Format.TEXT)
    assert outcome.versions == (version("en"),)
    assert outcome.refusal is not None
    assert outcome.refusal.startswith("x.txt: its text states no document symbol")
    assert outcome.refusal.endswith("(fr, ru)")
    use(lambda content, source: [version("fr", None)])
    outcome = read_member("x.txt", b"", Format.TEXT)
    assert outcome.versions == ()
    assert outcome.refusal is not None
    assert outcome.nameless == (version("fr", None),)
    assert "write it at the top, as A/RES/72/7" in outcome.refusal
    assert "catalogue.toml" in outcome.refusal


def test_a_file_without_any_version_is_refused(use: Use) -> None:
    use(lambda content, source: [])
    assert read_member("x", b"", Format.HTML).refusal == "x: holds no text of a document"


@pytest.mark.parametrize(
    ("number", "organ", "symbol"),
    [
        ("72/7", "General Assembly", "A/RES/72/7"),
        ("46/36 L", "General Assembly", "A/RES/46/36 L"),
        ("S-10/2", "General Assembly", "A/RES/S-10/2"),
        ("2758 (XXVI)", "General Assembly", "A/RES/2758 (XXVI)"),
        ("1325 (2000)", "Security Council", "S/RES/1325 (2000)"),
        ("2022/5", "Economic and Social Council", "E/RES/2022/5"),
        ("1325", "Security Council", None),
        ("2022/5", "Security Council", None),
        ("2022/5", "General Assembly", None),
        ("72/7", None, None),
        ("72/7", "Conference on Disarmament", None),
        ("72/7; x", "General Assembly", None),
    ],
)
def test_a_resolution_is_known_by_its_number_and_its_organ(
    use: Use, number: str, organ: str | None, symbol: str | None
) -> None:
    read = version(symbol=None, number=number, organ=organ)
    assert symbol_of(read) == symbol
    use(lambda content, source: [read])
    outcome = read_member("x", b"", Format.TEXT)
    assert [str(found.symbol) for found in outcome.versions] == ([symbol] if symbol else [])


def test_the_number_of_a_draft_or_of_a_report_makes_no_symbol() -> None:
    kwargs = {"symbol": None, "number": "72/7", "organ": "General Assembly"}
    assert symbol_of(version(**kwargs, is_draft=True)) is None  # type: ignore[arg-type]
    assert symbol_of(version(**kwargs, is_resolution=False)) is None  # type: ignore[arg-type]
    stated = version(symbol="A/72/L.4", number="72/7", organ="General Assembly", is_draft=True)
    assert symbol_of(stated) == "A/72/L.4"


LAUGHS = b"".join(
    b'<!ENTITY lol%d "%s">' % (n, (b"&lol%d;" % (n - 1)) * 10 if n else b"lol") for n in range(10)
)
ROOT = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'


@pytest.mark.parametrize(
    ("doctype", "told"),
    [
        (b"<!DOCTYPE akomaNtoso [" + LAUGHS + b"]>", "defines entities"),
        (b'<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "defines entities"),
        (b'<!DOCTYPE akomaNtoso [<!ENTITY % x SYSTEM "http://x/y">%x;]>', "defines entities"),
        (b'<!DOCTYPE akomaNtoso SYSTEM "http://example.org/x.dtd">', "names another file"),
        (b'<!DOCTYPE akomaNtoso PUBLIC "x" "file:///dev/zero">', "names another file"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_reaches_out_or_grows_is_given_to_no_parser(
    use: Use, doctype: bytes, told: str, encoding: str
) -> None:
    use(failing(AssertionError("it was parsed")))
    xml = (doctype + ROOT + b"<p>&lol9;&x;</p></akomaNtoso>").decode().encode(encoding)
    outcome = read_member("x.xml", xml, Format.AKN)
    assert outcome.refusal is not None
    assert told in outcome.refusal


def test_ordinary_xml_is_parsed(use: Use) -> None:
    use(lambda content, source: [version()])
    assert read_member("x.xml", AKN, Format.AKN).versions == (version(),)
    plain = b"<!DOCTYPE akomaNtoso>" + ROOT + b"</akomaNtoso>"
    assert read_member("x.xml", plain, Format.AKN).versions == (version(),)
