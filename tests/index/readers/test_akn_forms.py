"""The forms of AKN4UN markup: annexes, tables, components, collections, layout; what is refused."""

from __future__ import annotations

import pytest

from index.errors import ReadError
from index.readers.akn import read_akn

from .akn_markup import akn, heading, numbered, plain, read, recital, text, texts

FORMULA = '<formula name="enactingFormula"><p>The General Assembly,</p></formula>'


def item(label: str, inside: str) -> str:
    """An item of a list as published resolutions mark it up."""
    return f"<point><num>{label}</num><content><p>{inside}</p></content></point>"


ANNEX = (
    "<p>First words.</p>"
    + numbered("1.", "Ships sail.")
    + f"<paragraph><num>2.</num><list><intro><p>Ships:</p></intro>{item('(a)', 'float.')}</list></paragraph>"
)


@pytest.mark.parametrize(
    "markup",
    [
        "<attachments><attachment><heading>Annex</heading><doc name='annex'><meta/><preface>"
        "<p>Rules</p></preface><mainBody>{}</mainBody></doc></attachment></attachments>",
        "<attachments><componentRef src='#c'/></attachments><components><component eId='c'>"
        "<doc name='annex'><preface><p>Annex</p><p>Rules</p></preface><mainBody>{}</mainBody></doc>"
        "</component></components>",
        "<attachments><heading>Annex</heading><subheading>Rules</subheading>{}</attachments>",
    ],
)  # fmt: skip
def test_an_annex_counts_its_own_paragraphs(markup: str) -> None:
    version = read(akn(numbered("1.", "Adopts the annex."), after=markup.format(ANNEX)))
    assert texts(version, "op") == {"op1": "Adopts the annex."}
    assert texts(version, "n", "p") == {
        "annex1.p1": "First words.",
        "annex1.n1": "Ships sail.",
        "annex1.n2": "Ships:",
        "annex1.n2.a": "float.",
    }
    assert list(texts(version, "h").values()) == ["Annex", "Rules"]


def test_annexes_that_stand_in_the_body() -> None:
    body = (
        numbered("1.", "Adopts the annexes.")
        + heading("Annex I") + numbered("1.", "Ships sail.")
        + plain("Annex II") + plain("Other rules") + numbered("1.", "Fish swim.")
    )  # fmt: skip
    assert texts(read(akn(body))) == {
        "op1": "Adopts the annexes.",
        "annex1.h1": "Annex I",
        "annex1.n1": "Ships sail.",
        "annex2.h1": "Annex II",
        "annex2.h2": "Other rules",
        "annex2.n1": "Fish swim.",
    }


def test_a_row_of_a_table_is_one_paragraph() -> None:
    table = (
        "<table><tr><th><p>Title</p></th><th><p>Number</p></th></tr>"
        "<tr><td><p>Captain</p><p>of ships</p></td><td>2</td></tr></table>"
    )
    body = numbered("1.", "Approves the posts below:") + table + numbered("2.", "Ends.")
    assert texts(read(akn(body)), "p") == {"p1": "Title Number", "p2": "Captain of ships 2"}


def test_white_space_and_inline_markup_leave_the_words_as_they_are_seen() -> None:
    markup = (
        "\t<span class='italic'>Recalling</span> resolution <a href='x'>86/1</a>, of\u00a04\u00a0May,"
        "<eol/>the 3<sup>rd</sup> <img src='x'/>one   and\n  the last,"
    )
    version = read(akn(preamble=recital(markup)))
    assert text(version, "pp1") == (
        "Recalling resolution 86/1, of 4 May, the 3rd one and the last,"
    )


def test_the_layout_of_the_markup_is_no_white_space_before_punctuation() -> None:
    laid_out = """<p>
        <span class="italic">Recalling</span>
        resolutions (
        <a href="x">86/1</a>
        ) and
        <a href="x">86/2</a>
        , of 4 May,
      </p>"""
    assert texts(read(akn(preamble=f"<container>{laid_out}</container>")), "pp") == {
        "pp1": "Recalling resolutions (86/1) and 86/2, of 4 May,"
    }


def test_quoted_structures_stay_in_their_paragraph() -> None:
    rule = "<rule><num>2.</num><content><p>Ships sail.</p></content></rule>"
    quoted = f'<mod><quotedStructure startQuote="“" endQuote="”">{rule}</quotedStructure></mod>'
    body = (
        f"<paragraph><num>1.</num><content><p>Rule 2 reads: {quoted} now.</p></content></paragraph>"
    )
    assert texts(read(akn(body))) == {"op1": "Rule 2 reads: “2. Ships sail.” now."}


def test_recitals_and_enacting_words_in_any_markup() -> None:
    preamble = (
        "<recitals><recital><p>Recalling:</p><p>(a) the sea,</p><p>(b) the moon,</p></recital></recitals>"
        "<container><p>Noting,</p><p>Knowing,</p></container><p>The General Assembly,</p>"
    )
    assert texts(read(akn(numbered("1.", "Sails."), preamble=preamble))) == {
        "pp1": "Recalling:",
        "pp1.a": "the sea,",
        "pp1.b": "the moon,",
        "pp2": "Noting,",
        "pp3": "Knowing,",
        "op1": "Sails.",
    }


def test_a_preamble_in_the_body_is_told_by_its_reference() -> None:
    def cross(inside: str) -> str:
        return f'<crossHeading refersTo="#preamble">{inside}</crossHeading>'

    body = (
        "<section><num>I</num><heading>Tides</heading>"
        + cross("Having considered the tides,") + numbered("1.", "Notes a;")
        + "</section><section><num>II</num><heading>Ebbs</heading>"
        + cross("Having considered the ebbs,") + numbered("1.", "Notes b;") + "</section>"
    )  # fmt: skip
    assert texts(read(akn(body)), "pp", "op") == {
        "sec1.pp1": "Having considered the tides,",
        "sec1.op1": "Notes a;",
        "sec2.pp1": "Having considered the ebbs,",
        "sec2.op1": "Notes b;",
    }


def with_component(body: str, after: str = "") -> bytes:
    """A file with a component behind its document, which has a footnote."""
    note = '<authorialNote marker="1"><p>Of the sea.</p></authorialNote>'
    inside = f"<mainBody>{numbered('1.', f'Ships{note} sail.')}</mainBody>"
    preface = "<preface><p><docTitle>Rules</docTitle></p></preface>"
    component = f'<components><component eId="c1"><doc name="x">{preface}{inside}</doc></component>'
    content = akn(body, after=after).decode()
    return content.replace("</akomaNtoso>", f"{component}</components></akomaNtoso>").encode()


@pytest.mark.parametrize(
    "after",
    [
        "",
        '<attachments><componentRef src="#c1"/></attachments>',
        '<attachments><attachment><documentRef href="#c1"/></attachment></attachments>',
    ],
)
def test_a_component_of_the_file_is_an_annex(after: str) -> None:
    assert texts(read(with_component(numbered("1.", "Adopts them."), after))) == {
        "op1": "Adopts them.",
        "annex1.h1": "Rules",
        "annex1.n1": "Ships sail.",
        "fn1": "Of the sea.",
    }


def test_a_component_stands_where_the_text_refers_to_it() -> None:
    body = plain("Adopts the following rules:") + '<componentRef src="#c1"/>'
    assert texts(read(with_component(body))) == {
        "p1": "Adopts the following rules:",
        "h1": "Rules",
        "op1": "Ships sail.",
        "fn1": "Of the sea.",
    }


def test_resolutions_under_one_number_are_its_parts() -> None:
    def part(letter: str, title: str, body: str) -> str:
        preface = f"<p><docNumber>{letter}</docNumber></p><p><docTitle>{title}</docTitle></p>"
        preamble = f"{FORMULA}<container name='x'><p>Recalling {title},</p></container>"
        return (
            f"<component><statement name='resolution'><preface>{preface}</preface>"
            f"<preamble>{preamble}</preamble><mainBody>{body}</mainBody></statement></component>"
        )

    parts = part("A", "Tides", numbered("1.", "Notes a.")) + part("B", "Ebbs", numbered("1.", "b."))
    content = akn().decode()
    content = content.replace("<statement", "<documentCollection").replace("/86/15", "/86/15A-B")
    start = content[: content.index("<preamble>")]
    version = read(
        f"{start}<collectionBody>{parts}</collectionBody></documentCollection></akomaNtoso>".encode()
    )
    assert version.symbol == "A/RES/86/15A-B"
    assert version.title == "Tides of the high seas"
    assert texts(version) == {
        "part1.h1": "Tides",
        "part1.pp1": "Recalling Tides,",
        "part1.op1": "Notes a.",
        "part2.h1": "Ebbs",
        "part2.pp1": "Recalling Ebbs,",
        "part2.op1": "b.",
    }


def test_the_closing_lines() -> None:
    conclusions = (
        "<conclusions><container name='x'><p><event><location>7th meeting</location></event></p>"
        "<p><date date='2031-12-04' refersTo='#adoptionDate'>4 December 2031</date></p></container>"
        "<p><signature>A. Sailor</signature></p><p>Done at sea.</p>and signed</conclusions>"
    )
    version = read(akn(numbered("1.", "Sails."), conclusions=conclusions))
    assert text(version, "meeting") == "7th meeting 4 December 2031"
    assert text(version, "signature") == "A. Sailor"
    assert list(texts(version, "p").values()) == ["Done at sea.", "and signed"]
    assert version.facts["meeting"] == "7th meeting"


def test_what_parts_number_and_title_is_neither() -> None:
    content = akn(numbered("1.", "Sails.")).replace(b"86/15.</docNumber>", b"86/15</docNumber>. ")
    assert texts(read(content)) == {"op1": "Sails."}


def test_a_file_may_hold_several_documents() -> None:
    one = akn(numbered("1.", "Sails.")).decode()
    statement = one[one.index("<statement") : one.index("</akomaNtoso>")]
    start = one[: one.index("<statement")]
    content = (
        f"{start}<documentCollection><collectionBody><component>{statement}</component>"
        f"<component>{statement.replace('86/15', '86/16')}</component></collectionBody>"
        "</documentCollection></akomaNtoso>"
    )
    versions = read_akn(content.encode(), "a.xml")
    assert [version.symbol for version in versions] == ["A/RES/86/15", "A/RES/86/16"]


DOCTYPE = "<!DOCTYPE akomaNtoso [{}]>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not well-formed"),
        (b"\x00\xff", "not well-formed"),
        (akn(numbered("1.", "Sails."))[:-60], "not well-formed"),
        (b"<html><body>Ships</body></html>", "root element is <html>"),
        (b"<akomaNtoso/>", "no paragraph"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read_akn(content, "a.xml")


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x "lol">',
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">',
    ],
)
def test_declared_entities_are_refused(declared: str) -> None:
    document = akn(numbered("1.", "Sails.")).decode().partition("?>")[2]
    used = document if "%" in declared else document.replace("Sails.", "&x;")
    content = DOCTYPE.format(declared) + used
    with pytest.raises(ReadError, match="entit"):
        read_akn(content.encode(), "a.xml")


def nested(depth: int) -> bytes:
    """A paragraph inside `depth` containers."""
    return akn("<container>" * depth + "<p>Word.</p>" + "</container>" * depth)


def test_deep_markup_is_read() -> None:
    assert texts(read(nested(150))) == {"op1": "Word."}


def test_markup_that_is_too_deep_is_refused() -> None:
    with pytest.raises(ReadError, match="depth"):
        read_akn(nested(2000), "a.xml")


def test_a_document_type_elsewhere_is_not_fetched() -> None:
    document = akn(numbered("1.", "Sails.")).decode().partition("?>")[2]
    content = '<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/x.dtd">' + document
    assert texts(read(content.encode())) == {"op1": "Sails."}
