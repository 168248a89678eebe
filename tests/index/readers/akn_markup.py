"""Small AKN4UN files for tests, with invented text."""

from __future__ import annotations

from index.locator import Locator
from index.readers.akn import read_akn
from index.readers.model import ReadVersion

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OTHER = "http://un.org/akn4un"

WORKFLOW = """
<workflow source="#un">
  <step date="2031-10-30" outcome="draftResolution" as="A/C.2/86/L.7" by="Chad, Fiji and Peru"/>
  <step date="0001-01-01" outcome="draftResolutionAdditionalSponsors" by="Trinidad and Tobago and Malta"/>
  <step date="0001-01-01" outcome="recommendedForAdoption" as="A/86/431" by="" refersTo="12"/>
  <step date="2031-12-04" outcome="adopted" as="A/86/PV.41" by=""/>
</workflow>"""

COVER = """
<coverPage>
  <p><docAuthority refersTo="#publisher">United Nations</docAuthority></p>
  <p><docNumber refersTo="#symbol">A/RES/86/15</docNumber></p>
  <p><docAuthority refersTo="#issuingBody">General Assembly</docAuthority></p>
  <p><docDate date="2031-12-20" refersTo="#dateOfIssuance">20 December 2031</docDate></p>
  <p><session refersTo="#generalAssembly" value="86">Eighty-sixth session</session></p>
  <p><inline name="agenda item">Agenda item 19 (b)</inline></p>
  <p><inline name="agenda item name">Sustainable tides</inline></p>
</coverPage>"""

CONCLUSIONS = """
<conclusions>
  <p><inline name="adoptionMeeting" title="41st">41st plenary meeting</inline><eol/>
  <docDate date="2031-12-04" refersTo="#adoptionDate">4 December 2031</docDate></p>
</conclusions>"""

VOTE = '<voting outcome="adoptedWithoutVote"><quorum value=""/></voting>'


def akn(
    body: str = "",
    *,
    preamble: str = "",
    language: str = "eng",
    meta: str = "",
    vote: str = VOTE,
    cover: str = COVER,
    title: str = "<span class='bold'>\tTides of the high seas</span>",
    conclusions: str = CONCLUSIONS,
    after: str = "",
    name: str = "resolution",
    workflow: str = WORKFLOW,
) -> bytes:
    """An AKN4UN file: `body` is the inside of `mainBody`, `after` stands behind the conclusions."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="{NAMESPACE}" xmlns:akn4un="{OTHER}">
 <!-- a copy -->
 <statement name="{name}">
  <meta>
   <identification source="#x">
    <FRBRWork><FRBRdate date="2031-12-04" name="adoption"/><FRBRauthor href="ga" as="author"/></FRBRWork>
    <FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression>
   </identification>
   {workflow}
   <analysis source="#un"><parliamentary>{vote}</parliamentary></analysis>
   {meta}
  </meta>
  {cover}
  <preface><p>
   <docNumber>86/15.</docNumber><docTitle refersTo="#resolutionTitle">{title}</docTitle>
  </p></preface>
  <preamble>
   <formula name="enactingFormula">
    <p xml:space="preserve"><span class="italic">The General Assembly</span>,</p>
   </formula>
   {preamble}
  </preamble>
  <mainBody>{body}</mainBody>
  {conclusions}
  {after}
 </statement>
</akomaNtoso>""".encode()


def numbered(number: str, text: str) -> str:
    """A numbered paragraph as published resolutions mark it up."""
    return (
        f'<paragraph class="SingleTxt"><num>{number}</num>'
        f'<content><p xml:space="preserve">\t{text}</p></content></paragraph>'
    )


def plain(text: str) -> str:
    """A paragraph without a number."""
    return (
        '<paragraph class="SingleTxt"><content>'
        f'<p xml:space="preserve">\t{text}</p></content></paragraph>'
    )


def recital(text: str) -> str:
    """A paragraph of the preamble."""
    return f'<container name="x"><p xml:space="preserve">\t{text}</p></container>'


def heading(text: str) -> str:
    """A heading between paragraphs."""
    return f'<paragraph class="H23"><subheading>\t\t{text}</subheading></paragraph>'


def read(content: bytes) -> ReadVersion:
    """The one version in a file."""
    [version] = read_akn(content, "a.xml")
    return version


def texts(version: ReadVersion, *heads: str) -> dict[str, str]:
    """The texts by place: all but the masthead's, or those of some kinds."""
    named = {"title", "agenda", "meeting"}
    return {
        str(locator): found.text
        for locator, found in version.paragraphs.items()
        if (locator.head in heads if heads else locator not in named)
    }


def text(version: ReadVersion, locator: str) -> str:
    """The text at a place."""
    return version.paragraphs[Locator(locator)].text
